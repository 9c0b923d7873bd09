"""The one address that `yingshang up` prints: Browser opens connected, on the guide, furnished; nothing leaks."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from graph import browser
from graph.server.layout import Layout

pytestmark = pytest.mark.browser

KEPT = "name => JSON.parse(localStorage.getItem('neo4j.' + name))"
LEAVE = "([name, value]) => localStorage.setItem('neo4j.' + name, JSON.stringify(value))"


def opened(page, address):
    """Open the address and wait until Browser is connected and on the guide."""
    page.goto(address, wait_until="commit")
    page.get_by_test_id("guidesDrawer").locator("h3").wait_for()
    page.get_by_text("You are connected as user").wait_for()


def test_browser_is_connected_on_the_guide_and_furnished(started, endpoint):
    assert started.url == endpoint.browser_url
    title = started.get_by_test_id("guidesDrawer").locator("h3")
    expect(title).to_have_text("从这里开始")
    expect(started.get_by_test_id("frame")).to_have_count(1)  # that it is connected, no tour of Browser itself
    started.get_by_test_id("navigationFavorites").click()
    started.get_by_test_id(f"expandFolder-{browser.FOLDER}").click()
    titles = [text.partition("\n")[0].removeprefix("// ") for text in browser.scripts().values()]
    expect(started.locator("[data-testid^='scriptTitle-']")).to_have_text(titles)


def test_asking_cannot_write_until_that_is_lifted_as_the_guide_says(started, small):
    said = started.get_by_test_id("guidesDrawer").get_by_text(":config useReadTransactions").all_inner_texts()

    def run(text, answer):
        started.get_by_test_id("activeEditor").locator("textarea").focus()
        started.keyboard.insert_text(text)
        started.get_by_test_id("editor-Run").click()
        expect(started.get_by_test_id("frame").first).to_contain_text(answer)

    run("CREATE (:Slip)", "read access mode")
    assert small.read("MATCH (slip:Slip) RETURN slip") == []
    lifted, restored = said
    run(lifted, "useReadTransactions")
    run("CREATE (slip:Slip) DELETE slip", "deleted 1 node")
    run(restored, "useReadTransactions")
    run("CREATE (:Slip) ", "read access mode")
    assert small.read("MATCH (slip:Slip) RETURN slip") == []


def test_the_password_is_in_no_address_request_log_or_served_file(chromium, address, ground, endpoint, small, tmp_path):  # noqa: ARG001
    requests, addresses = [], []
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: requests.append(f"{request.url} {request.headers} {request.post_data}"))
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    opened(page, address)
    assert any("start.html" in request for request in requests)
    assert not [text for text in (*requests, *addresses) if endpoint.password in text]
    assert "#" not in page.url
    context.close()
    layout = Layout.of(ground)
    holding = [
        file for file in layout.folder.rglob("*") if file.is_file() and endpoint.password.encode() in file.read_bytes()
    ]
    assert holding == [layout.password]


def test_the_readers_history_does_not_hold_the_password(chromium, address, endpoint, small, tmp_path):  # noqa: ARG001
    profile = tmp_path / "profile"
    context = chromium.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    context.set_default_timeout(60_000)
    opened(context.new_page(), address)
    context.close()
    with closing(sqlite3.connect(profile / "Default" / "History")) as history:
        visited = [url for (url,) in history.execute("SELECT url FROM urls")]
    assert endpoint.browser_url in visited
    holding = [
        file for file in profile.rglob("*") if file.is_file() and endpoint.password.encode() in file.read_bytes()
    ]
    # Browser keeps it there itself when one logs in by hand.
    assert {file.parent.parent.name for file in holding} <= {"Local Storage"}


def test_nothing_but_this_machine_is_asked(page, address, small):  # noqa: ARG001
    reached, refused = [], {}
    page.on("response", lambda response: reached.append(response.url))
    page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
    opened(page, address)
    assert not [url for url in reached if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))]
    assert {failure for url, failure in refused.items() if "//127.0.0.1:" not in url} <= {"csp"}


def test_what_is_the_readers_own_stays(page, address, endpoint, small):  # noqa: ARG001
    page.goto(endpoint.browser_url)
    own = {"id": "mine", "content": "// mine\nRETURN 1", "folder": "own"}
    page.evaluate(LEAVE, ["documents", [own]])
    page.evaluate(LEAVE, ["folders", [{"id": "own", "name": "Own"}]])
    page.evaluate(LEAVE, ["grass", {"node.Mine": {"color": "#123456"}}])
    page.evaluate(LEAVE, ["settings", {"theme": "dark"}])
    opened(page, address)
    assert own in page.evaluate(KEPT, "documents")
    assert {"id": "own", "name": "Own"} in page.evaluate(KEPT, "folders")
    style = page.evaluate(KEPT, "grass")
    assert style["node.Mine"] == {"color": "#123456"}
    assert style["node.Department"] == browser.style()["node.Department"]
    assert page.evaluate(KEPT, "settings")["theme"] == "dark"


def test_opening_again_neither_doubles_scripts_nor_takes_back_changes(page, address, small):  # noqa: ARG001
    opened(page, address)
    page.evaluate(LEAVE, ["grass", {"node.Department": {"color": "#000000"}}])
    opened(page, address)
    assert page.evaluate(KEPT, "grass") == {"node.Department": {"color": "#000000"}}
    ours = [script for script in page.evaluate(KEPT, "documents") if script.get("id", "").startswith("yingshang/")]
    assert [script["content"] for script in ours] == list(browser.scripts().values())


def test_a_new_edition_replaces_what_the_last_one_left(page, address, ground, small):  # noqa: ARG001
    left = Layout.of(ground).web / "browser" / "yingshang" / "start.json"
    now = left.read_text(encoding="utf-8")
    opened(page, address)
    try:
        newer = json.loads(now) | {
            "edition": "newer",
            "scripts": [{"id": "yingshang/new", "folder": "yingshang", "content": "// new"}],
        }
        left.write_text(json.dumps(newer), encoding="utf-8")
        opened(page, address)
    finally:
        left.write_text(now, encoding="utf-8")
    ours = [script["id"] for script in page.evaluate(KEPT, "documents") if script.get("id")]
    assert ours == ["yingshang/new"]


def test_an_address_of_an_earlier_start_leaves_the_connection_alone(page, address, endpoint, small):  # noqa: ARG001
    opened(page, address)
    page.goto(f"{endpoint.browser_url}yingshang/start.html#00")
    page.get_by_text("You are connected as user").wait_for()
    assert page.url == endpoint.browser_url
