"""What is told of a request and a statement: the log's line, the metrics, and what never stands in them."""

import json
import logging
import re
from pathlib import Path

import anyio
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.responses import Response

from api import keys, logs
from api.access import Access
from api.context import Context
from api.keys import Role
from api.metrics import Metrics, MetricsPage
from api.observation import Observed, watching
from api.settings import ApiSettings
from graph.settings import Settings

pytestmark = pytest.mark.anyio
PAGE = Path(__file__).parents[2] / "docs" / "operation.md"


@pytest.fixture
def metrics() -> Metrics:
    metrics = Metrics()
    metrics.size("kept_bytes", "Bytes of the answers that are kept", lambda: 42)
    return metrics


def values(metrics: Metrics) -> dict[str, float]:
    """Return each sample's value, by its name with its labels."""
    text = metrics.text("")[0].decode()
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value for sample in found}


async def asked(metrics: Metrics, endpoint) -> None:
    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(_):
        return

    scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": [], "query_string": b""}
    await Observed(endpoint, metrics, None)(scope, receive, send)


@pytest.fixture
def context() -> Context:
    """A request of which every fact is known."""
    return Context(
        client="dashboard", operation="Load", cost=50, rows=7, statements=1, kept=True, codes=["NOT_FOUND", "BAD_VALUE"]
    )


def answering(context: Context, status: int = 200):
    async def endpoint(scope, receive, send):
        Request(scope).state.context = context
        await Response("abc", status)(scope, receive, send)

    return endpoint


async def test_a_request_is_a_line_with_its_facts(metrics, context, caplog):
    with caplog.at_level(logging.INFO):
        await asked(metrics, answering(context, 400))
    [record] = caplog.records
    milliseconds = record.facts.pop("milliseconds")
    assert milliseconds >= 0
    assert record.facts == {
        "request": context.id,
        "client": "dashboard",
        "operation": "Load",
        "status": 400,
        "codes": ["NOT_FOUND", "BAD_VALUE"],
        "cost": 50,
        "rows": 7,
        "statements": 1,
        "kept": True,
        "size": 3,
    }


async def test_a_request_is_counted(metrics, context):
    await asked(metrics, answering(context))
    await asked(metrics, answering(Context(rows=3)))
    await asked(metrics, answering(Context(codes=["NOT_FOUND"]), 503))
    found = values(metrics)
    assert found["yingshang_requests_total 200"] == 2
    assert found["yingshang_requests_total 503"] == 1
    assert found["yingshang_errors_total NOT_FOUND"] == 2
    assert found["yingshang_errors_total BAD_VALUE"] == 1
    assert found["yingshang_kept_answers_total"] == 1
    assert found["yingshang_rows_total"] == 10
    assert found["yingshang_request_seconds_count"] == 3
    assert found["yingshang_requests_in_flight"] == 0
    assert found["yingshang_kept_bytes"] == 42


async def test_what_is_under_way_is_counted_while_it_is(metrics):
    seen = []

    async def endpoint(scope, receive, send):
        seen.append(values(metrics)["yingshang_requests_in_flight"])
        await Response()(scope, receive, send)

    await asked(metrics, endpoint)
    assert seen == [1]


async def test_who_leaves_or_is_failed_is_told_of_too(metrics, caplog):
    async def failing(_scope, _receive, _send):
        raise ZeroDivisionError

    async def waiting(_scope, _receive, _send):
        await anyio.sleep_forever()

    with caplog.at_level(logging.INFO), pytest.raises(ZeroDivisionError):
        await asked(metrics, failing)
    with caplog.at_level(logging.INFO), anyio.move_on_after(0.01):
        await asked(metrics, waiting)
    assert [record.facts["status"] for record in caplog.records] == [500, 499]
    assert values(metrics)["yingshang_requests_in_flight"] == 0


async def test_a_long_name_of_an_operation_is_cut(metrics, caplog):
    with caplog.at_level(logging.INFO):
        await asked(metrics, answering(Context(operation="x" * 5000)))
    assert caplog.records[0].facts["operation"] == "x" * 80


@pytest.mark.parametrize("name", ["two\nlines", "a b", "查询", "", "1a"])
async def test_what_is_no_name_of_an_operation_is_not_written_down(metrics, caplog, name):
    with caplog.at_level(logging.INFO):
        await asked(metrics, answering(Context(operation=name)))
    assert "operation" not in caplog.records[0].facts


async def test_a_statement_is_counted_also_when_it_fails(metrics):
    watch = watching(metrics, None)
    with watch("RETURN 1"):
        pass
    with pytest.raises(ZeroDivisionError), watch("RETURN 1/0"):
        raise ZeroDivisionError
    assert values(metrics)["yingshang_statement_seconds_count"] == 2


# How a line looks


def written(formatter: logging.Formatter, **extra) -> str:
    record = logging.LogRecord("yingshang.api", logging.INFO, "", 0, "answered", (), extra.pop("exc_info", None))
    record.created = 1_800_000_000.25  # 2027-01-15 08:00:00.25 UTC
    record.facts = extra
    return formatter.format(record)


def test_json_is_an_object_a_line():
    line = written(logs.Json(), operation="负担", codes=["NOT_FOUND"], rows=0)
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2027-01-15T08:00:00.250+00:00",
        "level": "info",
        "logger": "yingshang.api",
        "message": "answered",
        "operation": "负担",
        "codes": ["NOT_FOUND"],
        "rows": 0,
    }


def test_an_error_keeps_its_trace():
    with pytest.raises(ZeroDivisionError) as raised:
        _ = 1 / 0
    told = (raised.type, raised.value, raised.tb)
    assert "ZeroDivisionError" in json.loads(written(logs.Json(), exc_info=told))["exception"]
    assert written(logs.Plain(), exc_info=told).splitlines()[-1].startswith("ZeroDivisionError")


def test_text_is_for_people():
    line = written(logs.Plain(), operation="Load", codes=["NOT_FOUND", "BAD_VALUE"])
    assert re.fullmatch(r"\d\d:\d\d:\d\d INFO    answered operation=Load codes=NOT_FOUND,BAD_VALUE", line)


# Who may read the metrics


async def scraped(metrics, tmp_path, key=None, **settings):
    graph = Settings().model_copy(update={"home": tmp_path})
    headers = [(b"host", b"127.0.0.1")] + ([(b"authorization", b"Bearer " + key.encode())] if key else [])
    page = MetricsPage(metrics, Access(ApiSettings(**settings), graph))
    return await page.page(Request({"type": "http", "method": "GET", "headers": headers, "client": None}))


async def test_metrics_are_for_this_machine_or_a_key_of_their_role(metrics, tmp_path):
    response = await scraped(metrics, tmp_path)
    assert (response.status_code, response.headers["content-type"].split(";")[0]) == (200, "text/plain")
    assert (await scraped(metrics, tmp_path, public=True)).status_code == 403
    reader, scraper = (
        keys.add(tmp_path / "keys.jsonl", "a", Role.READ),
        keys.add(tmp_path / "keys.jsonl", "b", Role.METRICS),
    )
    assert (await scraped(metrics, tmp_path)).status_code == 401
    assert (await scraped(metrics, tmp_path, reader)).status_code == 403
    assert (await scraped(metrics, tmp_path, scraper)).status_code == 200
    assert (await scraped(metrics, tmp_path, scraper, public=True)).status_code == 200


# The page about it


async def test_every_field_and_metric_is_documented(metrics, context, caplog):
    page = PAGE.read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)) - set(map(str, Role))
    with caplog.at_level(logging.INFO):
        await asked(metrics, answering(context))
    fields = {*caplog.records[0].facts, "trace"}  # the latter where traces are on
    told = {re.sub(r"(_count| .*)$", "", name) for name in values(metrics) if not re.search("_(bucket|sum)", name)}
    assert documented == fields | told
    shown = json.loads(re.search(r"```json\n(.*)\n```", page)[1])
    assert set(shown) <= fields | {"time", "level", "logger", "message"}
