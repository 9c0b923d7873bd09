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

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from graph.catalogue import question
from graph.endpoint import Endpoint
from graph.store import Store

try:
    from py2neo import Graph
    from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo
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
    "Indicator",
    "Measure",
    "Target",
    "close",
    "connect",
    "frame",
    "responsibilities",
]


def connect(endpoint: Endpoint) -> Graph:
    """Return a py2neo graph on the Neo4j of an endpoint, over bolt://.

    Raises:
        StoreUnreachable: nothing answers there.
        StoreRefused: the user or the password is wrong.

    """
    # py2neo says of a wrong password that the connection was closed; our own store says what is wrong.
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
    documents = RelatedFrom("Document", "ISSUED_FOR")
    departments = RelatedFrom("Department", "OF")


class Document(Model):
    """A published plan (文件)."""

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
    states_responsibility = Property()

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
    open_raw = Property()

    documents = RelatedFrom("Document", "STATES")
    departments = RelatedFrom("Department", "RESPONSIBLE_FOR")
    indicators = RelatedTo("Indicator", "ADVANCES")
    named = RelatedTo("Department", "NAMES")
    targets = RelatedTo("Target", "SETS")
    deadlines = RelatedTo("Deadline", "DUE")


class Department(Model):
    """A department (部门) of one city."""

    __primarykey__ = "id"

    id = Property()
    name = Property()
    short = Property()
    function = Property()
    known = Property()

    cities = RelatedTo("City", "OF")
    measures = RelatedTo("Measure", "RESPONSIBLE_FOR")
    named_in = RelatedFrom("Measure", "NAMES")


class Indicator(Model):
    """A national indicator (指标) or a sub-indicator."""

    __primarykey__ = "name"

    name = Property()
    code = Property()
    english = Property()
    level = Property()

    part_of = RelatedTo("Indicator", "PART_OF")
    measures = RelatedFrom("Measure", "ADVANCES")


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


def frame(graph: Graph, name: str, **parameters: Any) -> "pd.DataFrame":
    """Return the answer to a catalogue question as a pandas frame, its columns in the question's order.

    Raises:
        UnknownQuestion: the catalogue has no question of that name.
        WrongParameter: a parameter is missing, unknown or of the wrong type.

    """
    import pandas as pd  # noqa: PLC0415 - takes a second to load, and the objects do without

    asked = question(name)
    rows = graph.query(asked.text, asked.bind(parameters)).data()
    return pd.DataFrame(rows, columns=[column.name for column in asked.columns])
