"""Automatic numbers of paragraphs as Word prints them (ECMA-376 Part 1 §17.9).

A definition (w:abstractNum) holds levels; an instance (w:num) refers to it and may override levels.
Counters belong to the definition: instances of the same definition go on counting where another one
stopped, unless they say where to start, which holds for the first paragraph they number at a level.
"""

import re
from dataclasses import dataclass, replace

from loaders.read.docx.elements import attribute, branch, child, is_on, number, tag, value
from loaders.read.docx.styles import Style, Styles
from loaders.read.number_signs import SILENT, printed
from loaders.read.package import Node

__all__ = ["Numbering"]

LEVELS = 9
LONGEST = 31  # characters of a printed number ([MS-OI29500] 2.1.283)
SUFFIXES = {"space": " ", "nothing": ""}  # else a tab
PLACE = re.compile(r"%([1-9])")
DASHES = re.compile(r"[—―]+")  # the only bullet that orders text: ——


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a definition. `restart` is the number of levels from the top that restart it, None for all above."""

    start: int
    style: str  # number format
    text: str
    suffix: str
    restart: int | None
    legal: bool
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class Instance:
    """What a w:num says: the definition it counts with, its levels with overrides, where it starts levels anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The numbers of a document, told paragraph by paragraph in order."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self.missing = root is None
        self.styles = styles
        self.definitions: dict[str, Node] = {}
        self.elements: dict[int, Node] = {}
        for element in () if root is None else root:
            if tag(element) == "w:abstractNum":
                self.definitions[attribute(element, "abstractNumId") or ""] = element
            elif tag(element) == "w:num" and (known := number(attribute(element, "numId"))) is not None:
                self.elements[known] = element
        self.instances: dict[int, Instance | None] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[int, int]] = set()

    def place(self, properties: Node | None, chain: tuple[Style, ...]) -> tuple[int, int] | None:
        """Return instance and level of a paragraph, from its own properties, else from its styles; None for neither.

        Instance and level are inherited each for itself; a style's level may be the one that is linked to it.
        """
        own = child(properties, "w:numPr")
        named = (number(value(own, "w:numId")), *(style.num_id for style in chain))
        num_id = next((known for known in named if known is not None), None)
        if not num_id:
            return None
        level = number(value(own, "w:ilvl"))
        instance = self.instance(num_id)
        for style in chain:
            linked = instance.levels.items() if instance else ()
            if level is None:
                level = next((at for at, found in linked if found.paragraph_style == style.id), style.level)
        return num_id, level or 0

    def next(self, num_id: int, at: int) -> str:
        """Count a paragraph and return the number printed before it, with what separates it from the text."""
        instance = self.instance(num_id)
        level = instance.levels.get(at) if instance else None
        if instance is None or level is None:
            return ""
        counts = self.counts.setdefault(instance.definition, {})
        if at in instance.starts and (num_id, at) not in self.begun:
            counts[at] = instance.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self.begun.add((num_id, at))
        for below, found in instance.levels.items():
            if below > at and at < (below if found.restart is None else found.restart):
                counts.pop(below, None)
        text = self.text(instance, at, counts)[:LONGEST]
        return text + level.suffix if text else ""

    def text(self, instance: Instance, at: int, counts: dict[int, int]) -> str:
        """Return the number of the level `at`, that of levels above it filled in."""
        level = instance.levels[at]
        if level.style == "bullet":
            return level.text if DASHES.fullmatch(level.text) else ""
        if any(int(place) - 1 > at for place in PLACE.findall(level.text)):
            return ""  # as Word does ([MS-OI29500] 2.1.283)

        def filled(place: re.Match[str]) -> str:
            above = instance.levels.get(int(place[1]) - 1)
            if above is None or above.style in SILENT:
                return ""
            count = counts.get(int(place[1]) - 1, above.start)
            return printed(count, "decimal" if level.legal else above.style)

        return PLACE.sub(filled, level.text)

    def instance(self, num_id: int) -> Instance | None:
        """Return an instance by its id, None where there is none."""
        if num_id not in self.instances:
            self.instances[num_id] = self.read_instance(num_id)
        return self.instances[num_id]

    def read_instance(self, num_id: int) -> Instance | None:
        """Return an instance as its element tells."""
        element = self.elements.get(num_id)
        definition = self.definition(num_id)
        if element is None or definition is None:
            return None
        levels = dict(read_levels(self.definitions[definition]))
        starts = {}
        for override in element:
            at = number(attribute(override, "ilvl")) if tag(override) == "w:lvlOverride" else None
            if at is None:
                continue
            levels |= read_levels(override)
            start = number(value(override, "w:startOverride"))
            if start is not None:
                starts[at] = start
                if at in levels:
                    levels[at] = replace(levels[at], start=start)
        return Instance(definition, dict(sorted(levels.items())), starts)

    def definition(self, num_id: int) -> str | None:
        """Return the id of an instance's definition; one that stands for a numbering style leads on to that style's."""
        seen: set[int | None] = set()
        follow: int | None = num_id
        while follow in self.elements and follow not in seen:
            seen.add(follow)
            found = value(self.elements[follow], "w:abstractNumId") or ""
            if found not in self.definitions:
                return None
            style = value(self.definitions[found], "w:numStyleLink")
            if style is None:
                return found
            follow = next((s.num_id for s in self.styles.chain(style) if s.num_id is not None), None)
        return None


def read_levels(parent: Node) -> dict[int, Level]:
    """Return the levels that a definition or an override holds."""
    found = {}
    for element in parent:
        at = number(attribute(element, "ilvl")) if tag(element) == "w:lvl" else None
        if at is not None and 0 <= at < LEVELS:
            restart = number(value(element, "w:lvlRestart"))
            found[at] = Level(
                number(value(element, "w:start")) or 0,
                read_format(element),
                value(element, "w:lvlText") or "",
                SUFFIXES.get(value(element, "w:suff") or "", "\t"),
                restart if restart is not None and restart <= at else None,
                bool(is_on(element, "w:isLgl")),
                value(element, "w:pStyle"),
            )
    return found


def read_format(level: Node) -> str:
    """Return the number format of a level; a custom one that only adds zeros (001, 002, …) is its width."""
    found = child(level, "w:numFmt")
    for alternate in (e for e in level if tag(e) == "mc:AlternateContent"):
        chosen = branch(alternate)
        found = child(chosen, "w:numFmt")
    if found is None:
        return "decimal"
    custom = attribute(found, "format") or ""
    if attribute(found, "val") == "custom" and (zeros := re.match(r"0+1\b", custom)):
        return zeros.group()
    return attribute(found, "val") or "decimal"
