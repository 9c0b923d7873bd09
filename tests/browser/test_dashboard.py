"""docs/dashboard.md: its page in a real Chromium from an origin of its own, and its call as Grafana makes it."""

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import expect
from pydantic import SecretStr

from api import ApiSettings, create_app
from api.server import listen
from graph.catalogue import ask
from graph.settings import Settings
from graph.writer import write
from loaders import load
from loaders.files import SAMPLES

PAGE = (Path(__file__).parents[2] / "docs" / "dashboard.md").read_text(encoding="utf-8")
CITY = "云渡市"


class Quiet(SimpleHTTPRequestHandler):
    """A web server of somebody else's."""

    def log_message(self, *_):
        pass


def block(language):
    """Return the page's one block in a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return found


@pytest.fixture
def samples(store):
    """A graph of the bundled samples."""
    for path in sorted(SAMPLES.glob("*.txt")):
        write(store, load(path))
    return store


@pytest.fixture
def origin(tmp_path):
    """Where the page is served from: not where the API is."""
    (tmp_path / "load.html").write_text(block("html"), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as pages:
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()


@pytest.fixture
def api(endpoint, origin):
    """Address of the API, which pages of that origin may ask."""
    settings = ApiSettings().model_copy(update={"port": 0, "origins": (origin,)})
    graph = Settings().model_copy(
        update={
            "neo4j_uri": endpoint.uri,
            "neo4j_username": endpoint.username,
            "neo4j_password": SecretStr(endpoint.password),
        }
    )
    with listen(settings) as bound:
        server = uvicorn.Server(uvicorn.Config(create_app(settings, graph=graph), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}/graphql"
        finally:
            server.should_exit = True
            thread.join(20)


def test_the_page_has_forty_lines():
    script = block("html").partition("<script>")[2].partition("</script>")[0]
    assert len(script.strip().splitlines()) <= 40


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_shows_the_load_of_a_city(samples, page, origin, api):
    loads = [row for row in ask(samples, "department-load", {"city": CITY, "limit": 20}) if row["department"]]
    page.goto(f"{origin}/load.html?api={api}")
    page.get_by_label("城市").select_option(CITY)
    expect(page.locator("#note")).to_have_text(re.compile("^共 "))
    expect(page.locator("tbody tr").first.locator("td").first).to_have_text(loads[0]["department"])
    shown = [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()]
    assert [(name, number) for name, number, *_ in shown] == [
        (row["department"], str(row["measures"])) for row in loads
    ]


@pytest.mark.browser
def test_the_call_of_grafana_is_answered(samples, api):
    loads = [row for row in ask(samples, "department-load", {"city": CITY}) if row["department"]]
    answer = httpx.post(api, content=block("json"), headers={"content-type": "application/json"})
    assert answer.status_code == 200
    rows = answer.json()
    for name in re.search(r"`data\.(departmentLoad\.rows)`", PAGE)[1].split("."):
        rows = rows.get("data", rows)[name]
    columns = json.loads(json.dumps([[row["department"]["name"], row["measureCount"], row["led"]] for row in rows]))
    assert columns == [[row["department"], row["measures"], row["led"]] for row in loads]
