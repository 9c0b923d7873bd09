"""The catalogue (问题目录): the questions in queries/cypher, and how they are asked.

The header of a question is read strictly (its form stands in `queries/__init__.py`); an error names the
file and the line.
"""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn, Protocol

from graph.errors import QuestionError, UnknownQuestion, WrongParameter
from graph.language import Text
from graph.ontology import ONTOLOGY
from graph.question import REQUIRED, Answer, Column, Parameter, Question
from graph.store import Row

__all__ = ["Reader", "answer", "ask", "named", "nearest", "question", "questions", "read_question"]

ENTRY = re.compile(r"// (title|question|parameter|column|browser)\s+(\S.*)")
PARAMETER = re.compile(
    r"(?P<name>[a-z_]+): (?P<type>string|integer|float|boolean|date|\[string\])"
    r"(?P<nullable> or null)?(?: naming (?P<label>[A-Z][a-z]+))?(?: of (?P<values>[a-z_]+(?:, [a-z_]+)*))?"
    r"(?: from (?P<lowest>\d+))?(?: = (?P<default>.+))?"
)
# Of the characters of two names, those in common: 东宁 is near 东宁市, 东宁税务局 near 国家税务总局东宁市税务局.
NEAR = 0.5
COLUMN = re.compile(r"(?P<name>[a-z_]+): (?P<type>(?:string|integer|float|boolean|date|map)|\[(?:string|map)\])")


class Reader(Protocol):
    """What questions are put to: a `graph.store.Store`, or another driver behind the same method."""

    def read(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of one statement that only reads."""
        ...


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions by name, in the order of their names.

    Raises:
        QuestionError: a header is not well-formed; names the file and the line.

    """
    folder = files("queries") / "cypher"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".cypher"))
    return {
        name.removesuffix(".cypher"): read_question(
            name.removesuffix(".cypher"), (folder / name).read_text(encoding="utf-8")
        )
        for name in names
    }


def question(name: str) -> Question:
    """Return the question of that name.

    Raises:
        UnknownQuestion: there is none; names the nearest.

    """
    known = questions()
    if name not in known:
        near = difflib.get_close_matches(name, known) or list(known)
        raise UnknownQuestion(
            Text(f"没有名为 {name} 的问题。", f"There is no question {name}."),
            Text(f"可用：{', '.join(near)}。", f"There is: {', '.join(near)}."),
        )
    return known[name]


def answer(store: Reader, name: str, parameters: Mapping[str, Any]) -> Answer:
    """Return the answer to a question, with its count of rows and whether the limit cut it.

    Raises:
        UnknownQuestion: there is no question of that name.
        WrongParameter: a parameter is unknown, missing, of the wrong type, or names what the graph lacks.
        StoreError: Neo4j did not answer.

    """
    asked = question(name)
    values = asked.bind(parameters)
    rows = store.read(asked.text, values)
    for parameter in asked.parameters:
        given = values[parameter.name]
        many = isinstance(given, list)
        # Nothing found means nothing only where what was asked about is there; and none of several may be
        # passed over.
        if parameter.label and given is not None and (many or not rows):
            for each in given if many else (given,):
                _find(store, parameter.label, each)
    return Answer(asked, values, rows)


def _find(store: Reader, label: str, name: str) -> None:
    node = ONTOLOGY.nodes[label]
    if not store.read(f"RETURN EXISTS {{ {named(label, '$name')} }} AS found", {"name": name})[0]["found"]:
        near = _near(store, label, name) if "name" in node.properties else []
        raise WrongParameter(
            Text(f"图谱中没有{node.meaning.zh}“{name}”。", f"The graph has no {label} {name}."),
            Text(f"相近的有：{'、'.join(near)}。", f"Near it: {', '.join(near)}.")
            if near
            else Text("请核对名称，或先载入其文件。", "Check the name, or load its document first."),
        )


def named(label: str, name: str) -> str:
    """Return Cypher that finds what a parameter naming a label may mean; `name` is the expression of what is given.

    A node is named by its key or an indexed property, a department by one of its functions too.
    """
    node = ONTOLOGY.nodes[label]
    names = [node.key, *(each.name for each in node.properties.values() if each.index)]
    found = f"MATCH (x:{label}) WHERE " + " OR ".join(f"x.{each} = {name}" for each in names)
    performs = ONTOLOGY.relationships["PERFORMS"]
    if label != performs.source:
        return found
    return f"{found} RETURN x UNION MATCH (x:{performs.target} {{name: {name}}}) RETURN x"


def _near(store: Reader, label: str, name: str) -> list[str]:
    """Return names of a label's nodes that are written nearly so."""
    names = store.read(f"MATCH (n:{label}) RETURN DISTINCT n.name AS name ORDER BY name", {})
    return nearest(name, [row["name"] for row in names if row["name"]])


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """Return up to three of the names that are written nearly as `name`, the nearest first."""
    return difflib.get_close_matches(name, names, cutoff=NEAR)


def ask(store: Reader, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the answer; errors as in `answer`."""
    return answer(store, name, parameters).rows


def read_question(name: str, text: str) -> Question:
    """Return the question that a file holds.

    Raises:
        QuestionError: its header is not well-formed; names the file and the line.

    """
    return _Header(name, text).question()


class _Header:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.line = 0
        self.names: set[tuple[str, str]] = set()

    def question(self) -> Question:
        entries: dict[str, list[tuple[int, str]]] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            self.line = number
            if not line.startswith("//"):
                break
            found = ENTRY.fullmatch(line)
            if found is None:
                self.refuse("这不是问题头的条目。", "This is no entry of a question's header.")
            entries.setdefault(found[1], []).append((number, found[2]))
        question = Question(
            self.name,
            title=self.text_of(self.only(entries, "title")),
            question=self.text_of(self.only(entries, "question")),
            parameters=tuple(self.parameter(*entry) for entry in entries.get("parameter", ())),
            columns=tuple(self.column(*entry) for entry in entries.get("column", ())),
            text=self.text,
        )
        if self.only(entries, "browser") != question.browser():
            self.refuse(f"应为 {question.browser()}", f"It must be {question.browser()}")
        return question

    def only(self, entries: Mapping[str, list[tuple[int, str]]], kind: str) -> str:
        there = entries.get(kind, [(1, "")])
        self.line = there[-1][0]
        if kind not in entries or len(there) > 1:
            self.refuse(f"须有且仅有一条 {kind}。", f"There must be one {kind}, and one only.")
        return there[0][1]

    def named(self, kind: str, name: str) -> str:
        if (kind, name) in self.names:
            self.refuse(f"{name} 重复。", f"{name} stands twice.")
        self.names.add((kind, name))
        return name

    def parameter(self, line: int, entry: str) -> Parameter:
        self.line = line
        form, meaning = self.parted(entry)
        found = PARAMETER.fullmatch(form)
        if found is None:
            self.refuse("参数写法不对。", "The parameter is not well-formed.")
        parameter = Parameter(
            self.named("parameter", found["name"]),
            found["type"],
            meaning,
            values=tuple(found["values"].split(", ")) if found["values"] else (),
            lowest=int(found["lowest"]) if found["lowest"] else None,
            default=self.default(found["default"]),
            label=found["label"],
            nullable=found["nullable"] is not None,
        )
        if parameter.label and parameter.label not in ONTOLOGY.nodes:
            self.refuse(f"本体中没有 {parameter.label}。", f"The ontology has no {parameter.label}.")
        if not parameter.required and parameter.default is not None:
            try:
                parameter.check(parameter.default)
            except WrongParameter as error:
                self.refuse(*error.what)
        return parameter

    def default(self, written: str | None) -> Any:
        if written is None:
            return REQUIRED
        try:
            return json.loads(written)
        except ValueError:
            self.refuse("默认值不是 JSON。", "The default is not JSON.")

    def column(self, line: int, entry: str) -> Column:
        self.line = line
        form, meaning = self.parted(entry)
        found = COLUMN.fullmatch(form)
        if found is None:
            self.refuse("列写法不对。", "The column is not well-formed.")
        return Column(self.named("column", found["name"]), found["type"], meaning)

    def parted(self, entry: str) -> tuple[str, Text]:
        form, bar, rest = entry.partition(" | ")
        if not bar:
            self.refuse("缺少说明。", "Its meaning is missing.")
        return form, self.text_of(rest)

    def text_of(self, entry: str) -> Text:
        chinese, bar, english = entry.partition(" | ")
        if not bar or not chinese.strip() or not english.strip() or "|" in english:
            self.refuse("须为“中文 | English”。", "It must be `中文 | English`.")
        return Text(chinese, english)

    def refuse(self, zh: str, en: str) -> NoReturn:
        raise QuestionError(
            Text(zh, en),
            Text("写法见 queries/__init__.py。", "See queries/__init__.py for the form."),
            where=f"queries/cypher/{self.name}.cypher:{self.line}",
        )
