"""A plan as it was read: facts, each with the span of characters it came from.

A `Plan` is a value: frozen, comparable, free of files, network and database. Spans index the file's
text as read (a text file as decoded, without byte-order mark and with its line ends as printed; other
forms as their reader sets them down), in code points, end exclusive.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.language import Text

__all__ = [
    "Advance",
    "Basis",
    "Body",
    "Citation",
    "City",
    "Deadline",
    "Document",
    "Form",
    "Function",
    "Indicator",
    "LawKind",
    "LawLevel",
    "Measure",
    "Mention",
    "Plan",
    "Responsibility",
    "Role",
    "Section",
    "Source",
    "Span",
    "Status",
    "Target",
    "TargetKind",
    "Unresolved",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters in the source text."""

    start: int
    end: int


class Role(StrEnum):
    """Part a body has in a measure."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SECTION_LEAD = "section_lead"


class Basis(StrEnum):
    """What a fact rests on.

    `statement`: the measure's own responsibility statement; `section`: the heading above it;
    `named`: the measure names it; `content`: judged from what the measure does.
    """

    STATEMENT = "statement"
    SECTION = "section"
    NAMED = "named"
    CONTENT = "content"


class Status(StrEnum):
    """Standing of a document."""

    ISSUED = "issued"
    DRAFT = "draft"


class LawKind(StrEnum):
    """Kind of a law or policy document, strongest first."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    RULE = "rule"
    NORMATIVE_DOCUMENT = "normative_document"
    PLAN = "plan"


class LawLevel(StrEnum):
    """Who made a law or policy document, from above."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"


class TargetKind(StrEnum):
    """What a quantified undertaking says.

    `change`: the old value and the new one; `limit`: a bound; `level`: a value to reach or to hold.
    """

    CHANGE = "change"
    LIMIT = "limit"
    LEVEL = "level"


class Form(StrEnum):
    """Form in which a plan was published; `ocr` is a PDF whose text was recognised from its pages' images."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    OCR = "ocr"
    HTML = "html"
    XLSX = "xlsx"
    XLS = "xls"


@dataclass(frozen=True, slots=True)
class City:
    """A city, county or province. `code` is its GB/T 2260 code, or `name:…` where that is unknown.

    `parents` runs from the next higher unit up to the province.
    """

    code: str
    name: str
    level: str
    province: str | None = None
    parents: tuple["City", ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A public function (职能), by which departments are compared across cities."""

    name: str
    english: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A department (部门) of one city: the same `key` in the same city is the same body.

    `key` joins the names of its functions; `name` is the full official form; `short` the usual one;
    `known` says whether its functions are in the reviewed tables.
    """

    city: City
    key: str
    name: str
    short: str
    functions: tuple[Function, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One entry of a responsibility statement. `body` is null for a group (各相关单位)."""

    raw: str
    span: Span
    role: Role
    basis: Basis
    confidence: float
    body: Body | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A national indicator, or (with `parent`) one of its sub-indicators."""

    name: str
    english: str | None = None
    code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """A measure advances an indicator; the span is what says so."""

    indicator: Indicator
    basis: Basis
    confidence: float
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A law or policy document cited. `key` identifies it; `name` or `number` is null where not printed."""

    key: str
    raw: str
    span: Span
    name: str | None
    number: str | None
    article: str | None
    kind: LawKind
    level: LawLevel | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified undertaking: a number to be reached, kept or not exceeded.

    `metric` is what is counted, as the text calls it, None where it does not say; `old` and `new` are in
    `unit` as printed (1/3 is 0.3333 without a unit); `comparator` is one of = <= >= < >; `due` is the
    deadline in the measure that it is set for, in the form of `Deadline.value`.
    """

    raw: str
    span: Span
    kind: TargetKind
    metric: str | None
    old: float | None
    new: float
    unit: str | None
    comparator: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a measure, or a part of it, is to be done: `value` is an ISO date, month or year."""

    raw: str
    span: Span
    value: str

    @property
    def latest(self) -> date:
        """The last day that the value means: a month's and a year's last.

        Raises:
            ValueError: the value is no date, month or year.

        """
        year, month, day = (*map(int, self.value.split("-")), *(0, 0))[:3]
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Mention:
    """A body that a measure's own text names as acting, outside any responsibility statement.

    `body` is null for a group (金融机构).
    """

    raw: str
    span: Span
    body: Body | None


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or section. `path` is its printed position (2.1); `parent` the path above, if any."""

    path: str
    title: str
    level: int
    order: int
    span: Span
    parent: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One action item (措施). `path` is its printed position, unique in the document.

    `text` is what is printed, without line breaks, spaces and page furniture; `starts` and `ends` of
    the span are those of the printed number and of the last character.
    """

    path: str
    ordinal: int
    printed_number: str | None
    heading: str | None
    section: str | None
    text: str
    span: Span
    responsibilities: tuple[Responsibility, ...] = ()
    advances: tuple[Advance, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What the title page says. None: not stated."""

    title: str
    city: City
    issuer: str | None = None
    number: str | None = None
    issued_on: date | None = None
    status: Status = Status.ISSUED
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan was read from; `parser` is the version and digest of what read it, None where not told."""

    name: str
    sha256: str
    encoding: str
    length: int
    form: Form = Form.TEXT
    parser: str | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something the reader could not settle.

    `code` says what kind it is, `raw`, `span` and `where` (`file:line:character`) where it stands, `note`
    what was done about it.
    """

    code: str
    raw: str
    span: Span
    where: str
    note: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """A published plan as read."""

    source: Source
    document: Document
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    unresolved: tuple[Unresolved, ...] = ()
