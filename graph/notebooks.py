"""py2neo object-graph models of the graph (笔记本用), for reading in notebooks. Extra: `notebooks`.

py2neo is no longer maintained (2021.2.4 is its last); this module is the only place that imports it. It
speaks Bolt up to 4.3 over one connection: a neo4j:// address is read from the one server it names, and
http:// does not work. Nothing here writes; do not push or merge these objects, loading is `yingshang load`.

If it stops working, use instead:
- `graph.catalogue.ask(store, question, parameters)` on a `graph.store.Store`: the same questions as rows,
  which `pandas.DataFrame` takes as they are;
- the official driver: `neo4j.GraphDatabase.driver(uri, auth=…).execute_query(…, result_transformer_=
  neo4j.Result.to_df)`;
- `yingshang export`, for networks.
"""

import warnings
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from graph.access import resolve
from graph.catalogue import answer
from graph.endpoint import Endpoint
from graph.language import Text
from graph.settings import read_settings
from graph.store import Store

try:
    import py2neo
    from interchange.time import Date, DateTime
    from py2neo import Graph
    from py2neo.ogm import Model, Property, Related, RelatedFrom, RelatedTo
except ImportError as missing:
    raise ImportError(
        "笔记本功能需要附加组件：pip install 'yingshang[notebooks]'。"
        "Notebooks need an extra: pip install 'yingshang[notebooks]'."
    ) from missing

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "City",
    "Deadline",
    "Department",
    "Document",
    "Function",
    "Indicator",
    "Law",
    "Measure",
    "Target",
    "Truncated",
    "close",
    "connect",
    "frame",
    "responsibilities",
]


# py2neo reads variables of the same names for every connection, and knows no neo4j:// in them; ours are judged
# in `graph.access`.
for _variable in ("NEO4J_URI", "NEO4J_AUTH", "NEO4J_SECURE", "NEO4J_VERIFY"):
    setattr(py2neo, _variable, None)


class Truncated(UserWarning):
    """A frame holds fewer rows than the answer has."""


def connect(endpoint: Endpoint | None = None) -> Graph:
    """Return a py2neo graph on the Neo4j of an endpoint, over bolt://; without one, on the Neo4j in force.

    Raises:
        ServerNotStarted: no endpoint is given, and neither NEO4J_URI nor a running local server is there.
        StoreUnreachable: nothing answers there.
        StoreRefused: the user or the password is wrong.

    """
    # py2neo says of a wrong password that the connection was closed; our own store says what is wrong.
    endpoint = endpoint or resolve(read_settings())
    Store.open(endpoint).close()
    address = urlsplit(endpoint.uri)
    direct = address._replace(scheme=address.scheme.replace("neo4j", "bolt", 1))
    return Graph(urlunsplit(direct), auth=(endpoint.username, endpoint.password), name=endpoint.database)


def close(graph: Graph) -> None:
    """Close the connections of a graph; objects already read keep their values."""
    graph.service.connector.close()


class City(Model):
    """A city (城市). Key: GB/T 2260 code."""

    __primarykey__ = "code"

    code = Property()
    name = Property()
    level = Property()
    province = Property()

    part_of = RelatedTo("City", "PART_OF")
    parts = RelatedFrom("City", "PART_OF")
    documents = RelatedFrom("Document", "ISSUED_FOR")
    departments = RelatedFrom("Department", "OF")


class Document(Model):
    """A published plan (文件). `measures` are all it states, in whatever section."""

    __primarykey__ = "id"

    id = Property()
    title = Property()
    number = Property()
    issuer = Property()
    issued_on = Property()
    status = Property()
    period = Property()
    form = Property()
    source = Property()
    sha256 = Property()
    length = Property()
    parser = Property()
    states_responsibility = Property()
    compared = Property()

    cities = RelatedTo("City", "ISSUED_FOR")
    measures = RelatedTo("Measure", "STATES")


class Measure(Model):
    """A measure (措施). `departments` holds each department once; see `responsibilities` for every role."""

    __primarykey__ = "id"

    id = Property()
    ordinal = Property()
    printed_number = Property()
    heading = Property()
    text = Property()
    start = Property()
    end = Property()
    characters_compared = Property()
    open_raw = Property()
    open_role = Property()
    open_start = Property()
    open_end = Property()

    documents = RelatedFrom("Document", "STATES")
    departments = RelatedFrom("Department", "RESPONSIBLE_FOR")
    indicators = RelatedTo("Indicator", "ADVANCES")
    laws = RelatedTo("Law", "CITES")
    named = RelatedTo("Department", "NAMES")
    targets = RelatedTo("Target", "SETS")
    deadlines = RelatedTo("Deadline", "DUE")
    similar = Related("Measure", "SIMILAR_TO")


class Department(Model):
    """A department (部门) of one city."""

    __primarykey__ = "id"

    id = Property()
    name = Property()
    short = Property()
    function = Property()
    known = Property()

    cities = RelatedTo("City", "OF")
    functions = RelatedTo("Function", "PERFORMS")
    measures = RelatedTo("Measure", "RESPONSIBLE_FOR")
    named_in = RelatedFrom("Measure", "NAMES")


class Function(Model):
    """A public function (职能), by which departments are compared across cities."""

    __primarykey__ = "name"

    name = Property()
    english = Property()
    system = Property()

    departments = RelatedFrom("Department", "PERFORMS")


class Indicator(Model):
    """A national indicator (指标) or a sub-indicator."""

    __primarykey__ = "name"

    name = Property()
    code = Property()
    english = Property()
    level = Property()
    order = Property()

    part_of = RelatedTo("Indicator", "PART_OF")
    parts = RelatedFrom("Indicator", "PART_OF")
    measures = RelatedFrom("Measure", "ADVANCES")


class Law(Model):
    """A law, regulation, rule or policy document that measures cite (法规文件)."""

    __primarykey__ = "id"

    id = Property()
    name = Property()
    number = Property()
    kind = Property()
    level = Property()

    measures = RelatedFrom("Measure", "CITES")


class Target(Model):
    """A quantified undertaking (目标值). `old` and `new` are its properties from and to."""

    __primarykey__ = "id"

    id = Property()
    raw = Property()
    metric = Property()
    kind = Property()
    old = Property("from")
    new = Property("to")
    unit = Property()
    comparator = Property()
    due = Property()

    measures = RelatedFrom("Measure", "SETS")


class Deadline(Model):
    """By when a measure, or a part of it, is to be done (时限)."""

    __primarykey__ = "id"

    id = Property()
    raw = Property()
    value = Property()
    latest = Property()

    measures = RelatedFrom("Measure", "DUE")


RESPONSIBILITIES = """
MATCH (department:Department)-[stated:RESPONSIBLE_FOR]->(measure:Measure {id: $measure})
RETURN department.id AS department, department.name AS name, stated.role AS role,
       stated.raw AS raw, stated.start AS start, stated.end AS end
ORDER BY start, end, department, role
"""


def responsibilities(graph: Graph, measure: Measure) -> list[dict[str, Any]]:
    """Return every responsibility stated for a measure, with its span.

    py2neo's related objects keep one relationship per pair of nodes, so a department that is both lead and
    section lead shows only one of them there.
    """
    return list(graph.query(RESPONSIBILITIES, {"measure": measure.id}).data())


class _Questions:
    """What the catalogue asks: statements and rows, over py2neo."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def read(self, cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [_plain(row) for row in self._graph.query(cypher, dict(parameters)).data()]


def frame(graph: Graph, name: str, **parameters: Any) -> "pd.DataFrame":
    """Return the answer to a catalogue question as a pandas frame, its columns in the question's order.

    Whole numbers stay whole where a value is missing (pandas' nullable types); what is not stated is `<NA>`.
    Rows that a limit left out are warned of (`Truncated`); `limit=None` asks for all.

    Raises:
        UnknownQuestion: the catalogue has no question of that name.
        WrongParameter: a parameter is missing, unknown, of the wrong type, or names what the graph lacks.

    """
    import pandas as pd  # noqa: PLC0415 - takes a second to load, and the objects do without

    found = answer(_Questions(graph), name, parameters)
    if found.truncated:
        rows, total = len(found.rows), found.total
        said = Text(
            f"{name}：只取了前 {rows} 行，共 {total} 行；limit=None 取全部。",
            f"{name}: the first {rows} rows of {total}; limit=None takes all.",
        )
        warnings.warn(str(said), Truncated, stacklevel=2)
    columns = {column.name: FRAMED.get(column.type, "object") for column in found.question.columns}
    return pd.DataFrame(found.rows, columns=list(columns)).astype(columns)


FRAMED = {"string": "string", "integer": "Int64", "float": "Float64", "boolean": "boolean"}
"""pandas' type of a column; dates, lists and maps stay Python's own."""


def _plain(value: Any) -> Any:
    """Return py2neo's value as Python's own: its dates become `datetime.date`, however deep inside."""
    if isinstance(value, DateTime):
        return datetime.fromisoformat(value.iso_format())
    if isinstance(value, Date):
        return date.fromisoformat(value.iso_format())
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value
