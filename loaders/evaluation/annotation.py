"""Annotations (标注): what a careful reader found in a document, as JSON beside it or apart from it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.language import Text
from loaders.errors import AnnotationBroken, DocumentMissing

__all__ = ["Annotation", "annotations"]

NEEDED = {"document": dict, "measures": list}
IN_MEASURE = ("starts", "ends", "indicators")


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation, its file, and the document it is of."""

    file: Path
    document: Path
    content: dict[str, Any]


def annotations(files: Sequence[Path], documents: Path | None = None) -> list[Annotation]:
    """Return the annotations in files.

    Args:
        files: JSON files in the shape of the annotation guide.
        documents: folder of the documents; without it they are looked for beside each annotation and in a
            folder `documents` beside its folder.

    Raises:
        AnnotationBroken: a file is no annotation; says what is missing.
        DocumentMissing: the document of an annotation is not there.

    """
    return [opened(file, documents) for file in files]


def opened(file: Path, documents: Path | None) -> Annotation:
    """Return the annotation in a file."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise broken(file, str(error)) from None
    for name, kind in NEEDED.items():
        if not isinstance(content, dict) or not isinstance(content.get(name), kind):
            raise broken(file, f"{name}: {kind.__name__}")
    name = content["document"].get("file")
    if not isinstance(name, str):
        raise broken(file, "document.file: str")
    for number, measure in enumerate(content["measures"], start=1):
        for key in IN_MEASURE:
            if not isinstance(measure, dict) or key not in measure:
                raise broken(file, f"measures[{number}].{key}")
    places = [documents] if documents else [file.parent, file.parent.parent / "documents"]
    document = next((place / name for place in places if (place / name).is_file()), None)
    if document is None:
        raise DocumentMissing(
            Text(f"找不到标注所指的文件 {name}。", f"the document {name} of the annotation is not there."),
            Text("请用 --documents 指明其文件夹。", "Name its folder with --documents."),
            where=str(file),
        )
    return Annotation(file, document, content)


def broken(file: Path, what: str) -> AnnotationBroken:
    """Return the error for a file that is no annotation."""
    return AnnotationBroken(
        Text(f"不是标注文件：{what}。", f"this is no annotation: {what}."),
        Text("其形状见 docs/accuracy.md。", "docs/accuracy.md tells its shape."),
        where=str(file),
    )
