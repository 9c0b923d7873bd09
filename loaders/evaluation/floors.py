"""How well plans are read at least (准确度下限): what the tests hold the parser to, for those who study its facts."""

import tomllib
from importlib.resources import files
from typing import Any

from loaders.evaluation.tables import TITLES

__all__ = ["floors"]


def floors() -> list[dict[str, Any]]:
    """Return one row per layer with its least F1 on annotated documents and on other notations; None: not measured.

    The first row, `documents`, counts the documents of each.
    """
    found: dict[str, dict[str, float]] = tomllib.loads(
        (files("loaders.evaluation") / "floors.toml").read_text(encoding="utf-8")
    )
    layers = dict.fromkeys(layer for of in found.values() for layer in of)
    return [
        {"layer": TITLES[layer].zh, "layer_en": TITLES[layer].en, **{kind: of.get(layer) for kind, of in found.items()}}
        for layer in layers
    ]
