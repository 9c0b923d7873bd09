"""Examples (训练样本): texts and the indicators they advance, from sentences of our own and from annotated plans."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model import Plan
from loaders import load
from loaders.classifier import NONE
from loaders.files import SAMPLES
from loaders.grammar.characters import canonical
from loaders.grammar.responsibility import statements
from loaders.tables import indicators

__all__ = ["SENTENCES", "Example", "annotated", "classes", "composed", "sentences"]

SENTENCES = Path(__file__).parent / "sentences"
SEED = 1
COMPOSED = 2  # composed examples for each sentence
STRAY = 0.3  # share of them that also hold a sentence of another class


@dataclass(frozen=True, slots=True)
class Example:
    """A text in canonical form, and its classes, the most fitting first."""

    text: str
    classes: tuple[str, ...]


def classes() -> dict[str, str]:
    """Return the file of sentences of each class: the 18 national indicators, then none of them."""
    return {i.name: i.code or "" for i in indicators() if i.parent is None} | {NONE: "none"}


def sentences() -> dict[str, list[str]]:
    """Return our own sentences by class."""
    return {
        name: canonical((SENTENCES / f"{code}.txt").read_text(encoding="utf-8")).splitlines()
        for name, code in classes().items()
    }


def composed(written: dict[str, list[str]]) -> Iterator[Example]:
    """Yield each sentence, and texts of the length of a measure put together from sentences of one class."""
    chance = random.Random(SEED)  # noqa: S311 -- reproducible, not secret
    names = list(written)
    for name, own in written.items():
        for sentence in own:
            yield Example(sentence, (name,))
        for _ in range(COMPOSED * len(own)):
            parts = chance.sample(own, chance.randint(2, 4))
            if chance.random() < STRAY:
                parts.append(chance.choice(written[chance.choice(names)]))
            yield Example("".join(parts), (name,))


def annotated(folder: Path) -> dict[str, list[Example]]:
    """Return the measures of plans whose indicators are known, by plan.

    A plan organised by indicators states them in its headings; another needs its annotation.

    Args:
        folder: holds `documents/*.txt` and `gold/*.json`; the project's samples are always there.

    """
    texts = [*sorted(folder.glob("documents/*.txt")), *sorted(SAMPLES.glob("*.txt"))]
    annotations = {}
    for file in (*folder.glob("gold/*.json"), *SAMPLES.glob("*.json")):
        annotation = json.loads(file.read_text(encoding="utf-8"))
        if "document" in annotation:
            annotations[annotation["document"]["file"]] = annotation
    return {path.stem: list(examples(load(path), annotations.get(path.name))) for path in texts}


def examples(plan: Plan, annotation: dict[str, list[dict[str, str]]] | None) -> Iterator[Example]:
    """Yield the measures of a plan with their classes, where those are known."""
    known = {key(m["starts"]): [i["name"] for i in m["indicators"]] for m in (annotation or {}).get("measures", ())}  # type: ignore[index]
    for measure in plan.measures:
        stated = [a.indicator.name for a in measure.advances if a.indicator.parent is None and a.basis == "section"]
        names = known.get(key(measure.text), stated or None)
        if names is not None:
            yield Example(own_words(canonical(measure.text)), tuple(names) or (NONE,))


def key(text: str) -> str:
    """Return the opening by which a measure and its annotation are brought together."""
    return "".join(canonical(text).split())[:18]


def own_words(text: str) -> str:
    """Return a measure's text without its responsibility statements."""
    begin, parts = 0, []
    for statement in statements(text, 0, len(text)):
        parts.append(text[begin : statement.begin])
        begin = statement.end
    return "。".join([*parts, text[begin:]])
