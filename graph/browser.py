"""Saved scripts of Neo4j Browser (浏览器脚本), made from the catalogue so that the two cannot differ.

Each question becomes two scripts: one sets its parameters, one asks. In one script they would show no
rows, for Browser shows only the state of a script of several statements. Parameters are set one by one
with `=>`, which Neo4j evaluates; in Browser's `{…}` form every number would become a float.
`python -m graph.browser` writes queries/browser/ anew.
"""

import io
import json
import zipfile
from importlib.resources import as_file, files
from pathlib import Path

from graph.catalogue import questions
from graph.question import Parameter, Question

__all__ = ["archive", "scripts"]

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


def _parameters(number: int, question: Question) -> str:
    title = f"// {number:02}a {question.title.zh}：参数 · {question.title.en}: parameters"
    return f"{title}\n" + ";\n".join(_setting(parameter) for parameter in question.parameters) + "\n"


def _setting(parameter: Parameter) -> str:
    need = "（请填写 · fill in）" if parameter.required else ""
    value = json.dumps("…" if parameter.required else parameter.default, ensure_ascii=False)
    # JSON is Cypher for what a header can hold: texts, numbers, truth values, null and lists of them.
    return f"// {parameter.meaning.zh} | {parameter.meaning.en}{need}\n:param {parameter.name} => {value}"


def _question(number: int, question: Question) -> str:
    return f"// {number:02}b {question.title.zh} · {question.title.en}\n{question.text}"


def _write(folder: Path) -> None:
    (folder / "scripts").mkdir(exist_ok=True)
    for stale in (folder / "scripts").glob("*.cypher"):
        stale.unlink()
    for name, text in scripts().items():
        (folder / "scripts" / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "saved-scripts.zip").write_bytes(archive())


if __name__ == "__main__":
    with as_file(files("queries") / "browser") as place:
        _write(place)
