"""Saved scripts of Neo4j Browser (浏览器脚本), made from the catalogue so that the two cannot differ.

Each question becomes two scripts: one sets its parameters, one asks. In one script they would show no
rows, for Browser shows only the state of a script of several statements. Parameters are set one by one
with `=>`, which Neo4j evaluates; in Browser's `{…}` form every number would become a float.
"""

import io
import json
import zipfile
from collections.abc import Iterable

from graph.catalogue import questions
from graph.question import Parameter, Question

__all__ = ["FOLDER", "archive", "parameters", "scripts"]

FOLDER = "营商图谱"
"""Folder in Browser that the scripts appear in."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the archive: the same scripts give the same bytes."""


def scripts() -> dict[str, str]:
    """Return the scripts by file name, in the order Browser shows them; the first line is the name there."""
    found = {}
    for number, question in enumerate(questions().values(), start=1):
        if question.parameters:
            found[f"{number:02}a-{question.name}.cypher"] = _parameters(number, question)
        found[f"{number:02}b-{question.name}.cypher"] = _question(number, question)
    return found


def archive() -> bytes:
    """Return the scripts as the archive that Browser imports when it is dropped on the window."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:
        for name, text in scripts().items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", LONG_AGO)
            entry.create_system = 3  # else it would name the machine's system
            packed.writestr(entry, text)
    return written.getvalue()


def parameters(settings: Iterable[tuple[Parameter, str]]) -> str:
    """Return the statements that give parameters their defaults, each below a comment of its own."""
    return ";\n".join(f"// {comment}\n:param {each.name} => {_value(each)}" for each, comment in settings)


def _value(parameter: Parameter) -> str:
    # JSON is Cypher for what a header can hold: texts, numbers, truth values, null and lists of them.
    return json.dumps("…" if parameter.required else parameter.default, ensure_ascii=False)


def _parameters(number: int, question: Question) -> str:
    title = f"// {number:02}a {question.title.zh}：参数 · {question.title.en}: parameters"
    return f"{title}\n{parameters((each, _comment(each)) for each in question.parameters)}\n"


def _comment(parameter: Parameter) -> str:
    need = "（请填写 · fill in）" if parameter.required else ""
    return f"{parameter.meaning.zh} | {parameter.meaning.en}{need}"


def _question(number: int, question: Question) -> str:
    return f"// {number:02}b {question.title.zh} · {question.title.en}\n{question.text}"
