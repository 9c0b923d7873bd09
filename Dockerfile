# The API and the command line, for a Neo4j elsewhere (docker-compose.yml). Every library is taken by its hash.
FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/yingshang
WORKDIR /src
COPY requirements.txt ./
RUN /opt/yingshang/bin/pip install --require-hashes --no-deps --only-binary :all: -r requirements.txt

COPY pyproject.toml README.md yingshang*.py ./
COPY graph graph
COPY loaders loaders
COPY api api
COPY queries queries
# the build's own tool is among the libraries, so that nothing without a hash is fetched
RUN /opt/yingshang/bin/pip install --no-deps --no-build-isolation .

FROM python:3.11-slim

COPY --from=build /opt/yingshang /opt/yingshang
ENV PATH=/opt/yingshang/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    YINGSHANG_HOME=/var/lib/yingshang

# a user without a shell or the right to change the code; a volume on its folder keeps API keys and decisions
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin yingshang \
    && install --directory --owner yingshang --mode 700 /var/lib/yingshang
USER yingshang

EXPOSE 8000
ENTRYPOINT ["yingshang"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
