"""GraphiQL in a real browser: it comes from this machine alone and shows an answer."""

import shutil
import threading

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright
from pydantic import SecretStr

from api import ApiSettings, create_app
from api.server import listen
from graph.errors import DownloadFailed
from graph.language import Text
from graph.settings import Settings

CHROMIUM = shutil.which("chromium")


@pytest.fixture
def address(world):
    """Address of the application, served for a browser."""
    with listen(ApiSettings().model_copy(update={"port": 0})) as bound:
        graph = Settings().model_copy(
            update={
                "neo4j_uri": world.uri,
                "neo4j_username": world.username,
                "neo4j_password": SecretStr(world.password),
            }
        )
        app = create_app(ApiSettings(), graph=graph)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture
def chromium():  # for one test: playwright's loop and those of other tests exclude each other
    if CHROMIUM is None:
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.slow
def test_graphiql_comes_from_this_machine_and_shows_an_answer(chromium, address):
    page = chromium.new_page()
    asked, problems = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}/graphql")  # a browser is led to the page
    assert page.url == f"{address}/graphiql/"
    page.get_by_role("button", name="Execute query").click()
    result = page.get_by_label("Result Window")
    expect(result).to_contain_text("青溪市优化营商环境若干措施")
    expect(result).to_contain_text("推行开办企业一网通办")
    page.get_by_label("Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click()
    expect(page.locator(".graphiql-doc-explorer")).to_contain_text("查询 · What can be asked")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert problems == []
    page.close()


@pytest.mark.anyio
async def test_without_its_files_the_page_says_so(client, monkeypatch):
    def missing(*_, **__):
        raise DownloadFailed(Text("无网络", "offline"), Text("", ""))

    monkeypatch.setattr("api.graphiql.fetch", missing)
    response = await client.http.get("/graphiql/")
    assert response.status_code == 503
    assert "/graphql" in response.text
    assert "暂不可用" in response.text
    assert (await client.http.get("/graphiql/graphiql.js")).status_code == 503


@pytest.mark.anyio
async def test_nothing_else_of_the_jars_or_the_disk_is_served(client):
    for name in ("jgo.lock.toml", "package.json", "..%2fapp.py", "missing.html"):
        assert (await client.http.get(f"/graphiql/{name}")).status_code == 404


@pytest.mark.anyio
async def test_the_policy_lets_nothing_be_loaded_from_elsewhere(client, monkeypatch):
    monkeypatch.setattr("api.graphiql.fetch", lambda *_, **__: None)
    response = await client.http.get("/graphiql/")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "http" not in policy
    assert "*" not in policy


class TestOff:
    @pytest.fixture
    def api_settings(self):
        return ApiSettings(graphiql=False)

    @pytest.mark.anyio
    async def test_it_can_be_turned_off(self, client):
        assert (await client.http.get("/graphiql/")).status_code == 404
        response = await client.http.get("/graphql", headers={"accept": "text/html"})
        assert response.status_code == 400
