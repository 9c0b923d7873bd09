"""Neo4j Browser in a real Chromium, on a small graph, with nothing reached beyond this machine."""

import base64
import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from graph import server
from graph.model import (
    Advance,
    Basis,
    Body,
    City,
    Document,
    Function,
    Measure,
    Plan,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
)
from graph.writer import write
from loaders.tables import indicators

PATIENCE = 60_000  # milliseconds for any one thing to appear: a bound for a busy machine, not a measure
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Browser takes files that are dropped on its window, one at a time.
DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), character => character.charCodeAt(0))
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([bytes], name))
  const zone = document.querySelector('.filedrop')
  for (const kind of ['dragenter', 'dragover', 'drop'])
    zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer}))
}"""


@pytest.fixture(scope="module")  # playwright holds an event loop, which other modules need for themselves
def chromium():
    """Debian's Chromium; without it skipped, in CI failed."""
    found = shutil.which("chromium")
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("chromium is not installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def small(store):
    """One plan: two measures of 开办企业, shared by three departments of Dongning."""
    city = City("231086", "东宁市", "county", "黑龙江省")
    names = {"市场监管": "市场监管局", "税务": "税务局", "公安": "公安局"}
    bodies = {
        key: Body(city, key, f"东宁市{short}", short, (Function(key),), known=True) for key, short in names.items()
    }
    started = next(indicator for indicator in indicators() if indicator.name == "开办企业")

    def measure(ordinal, heading, named):
        return Measure(
            path=f"1.{ordinal}",
            ordinal=ordinal,
            printed_number=f"{ordinal}．",
            heading=heading,
            section="1",
            text=heading,
            span=Span(100 * ordinal, 100 * ordinal + 90),
            responsibilities=tuple(
                Responsibility(
                    names[key], Span(start, start + len(names[key])), role, Basis.STATEMENT, 1.0, bodies[key]
                )
                for start, (key, role) in enumerate(named, 100 * ordinal + 50)
            ),
            advances=(Advance(started, Basis.SECTION, 1.0, "开办企业", Span(5, 9)),),
        )

    measures = (
        measure(1, "企业开办一次办", [("市场监管", Role.LEAD), ("税务", Role.SUPPORT), ("公安", Role.SUPPORT)]),
        measure(2, "注销便利化", [("市场监管", Role.RESPONSIBLE), ("税务", Role.RESPONSIBLE)]),
    )
    write(
        store,
        Plan(
            Source("plan.txt", "0" * 64, "utf-8", 400),
            Document("东宁市优化营商环境方案", city, period="2020"),
            (Section("1", "(一)开办企业", 1, 1, Span(0, 10), None),),
            measures,
        ),
    )
    return store


@pytest.fixture
def address(ground, endpoint):  # noqa: ARG001 - the server must run first
    """The address that `yingshang up` prints."""
    running = server.status(ground).running
    if not running:
        pytest.skip("the Neo4j of NEO4J_URI is not served by us")
    return running.page.as_uri()


@pytest.fixture
def page(chromium):
    """An empty page of a browser that has never been here."""
    context = chromium.new_context(viewport={"width": 1500, "height": 1000}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def connected(page, endpoint, small):  # noqa: ARG001 - the graph must be there first
    """Neo4j Browser as anybody's Neo4j serves it, logged in by hand on the small graph."""
    if not endpoint.browser_url:
        pytest.skip("the Neo4j of NEO4J_URI has no address of a Browser")
    page.goto(endpoint.browser_url)
    page.get_by_test_id("username").fill(endpoint.username)
    page.get_by_test_id("password").fill(endpoint.password)
    page.get_by_test_id("connect").click()
    page.get_by_text("You are connected as user").wait_for()
    page.get_by_test_id("guidesDrawer").wait_for()  # else it would open over what a test opens
    return page


@pytest.fixture
def started(page, address, small):  # noqa: ARG001
    """Neo4j Browser from the printed address, on the guide's first slide and the small graph."""
    page.goto(address, wait_until="commit")  # it goes on at once
    page.get_by_test_id("guidesDrawer").locator("h3").wait_for()
    page.get_by_text("You are connected as user").wait_for()
    return page


@pytest.fixture
def drop(connected):
    """A function that drops a file on the window."""

    def dropped(path):
        connected.evaluate(DROP, [base64.b64encode(path.read_bytes()).decode(), path.name])

    return dropped
