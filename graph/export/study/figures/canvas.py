"""The canvas of every figure (画布): one font, one style, and the same bytes every time.

The font is Noto Sans SC (SIL Open Font Licence 1.1) as the package zhplot carries it, taken by its path, so that
figures are the same on every machine whatever fonts it has. A character that it lacks is drawn as
〓, as printers do, and `unknown` names it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import font_manager, rc_context, rcdefaults, rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from graph.extras import needs

__all__ = [
    "DARK",
    "GREY",
    "LIGHT",
    "PAGE",
    "canvas",
    "drawable",
    "drawing",
    "font",
    "inch",
    "names",
    "saved",
    "unknown",
]

PAGE = 180.0
"""Millimetres across two columns of a journal."""

DARK, GREY, LIGHT = "#1a1a1a", "#595959", "#bdbdbd"
"""Of words and outlines; GREY has a contrast of 7 : 1 on white, LIGHT is for lines that words stand beside."""

FAMILY = "Yingshang figures"
GETA = "〓"
DOTS = 200
STYLE: Any = {
    "font.family": [FAMILY],
    "font.size": 7.5,
    "axes.linewidth": 0.6,
    "axes.edgecolor": GREY,
    "axes.labelcolor": DARK,
    "axes.labelsize": 7.5,
    "axes.titlesize": 8.5,
    "axes.unicode_minus": False,
    "text.color": DARK,
    "text.parse_math": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": DARK,
    "ytick.labelcolor": DARK,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.fontsize": 7,
    "legend.frameon": False,
    "hatch.linewidth": 0.5,
    "hatch.color": GREY,
    "svg.fonttype": "path",
    "svg.hashsalt": "yingshang",
    "savefig.facecolor": "white",
}


@contextmanager
def drawing() -> Iterator[None]:
    """Let figures be drawn and saved in here; matplotlib's own settings are as they were afterwards."""
    _register()
    with rc_context():
        rcdefaults()
        rcParams.update(STYLE)
        yield


def canvas(width: float, height: float) -> Figure:
    """Return an empty figure of so many millimetres."""
    return Figure(figsize=(inch(width), inch(height)))


def inch(millimetres: float) -> float:
    """Return millimetres in inches."""
    return millimetres / 25.4


def saved(figure: Figure) -> dict[str, bytes]:
    """Return a figure as SVG (glyphs as paths) and PNG (200 dots an inch) by suffix; neither says when or where."""
    found = {}
    for kind, told in (("svg", {"Date": None, "Creator": None}), ("png", {"Software": None})):
        written = BytesIO()
        figure.savefig(written, format=kind, dpi=DOTS, metadata=told)
        found[f".{kind}"] = written.getvalue()
    return found


def drawable(text: str) -> str:
    """Return a text with 〓 for what the font does not have."""
    return "".join(GETA if ord(each) not in _glyphs() else each for each in text)


def names(axes: Axes, told: Iterable[tuple[str, str]]) -> None:
    """Write names to the left of rows, from the top: Chinese, and below it English where there is any."""
    axes.set_yticks([])
    left: dict[str, Any] = {"textcoords": "offset points", "ha": "right", "annotation_clip": False}
    for place, (chinese, english) in enumerate(told):
        above, low = ((-4, 1.2), "bottom") if english else ((-4, 0), "center")
        axes.annotate(drawable(chinese), (0, place), above, va=low, fontsize=7.5, **left)
        if english:
            axes.annotate(english, (0, place), (-4, 0.6), va="top", fontsize=5.2, color=GREY, **left)


def unknown(texts: Iterable[str]) -> str:
    """Return the characters that the font does not have, each once, in order."""
    return "".join(sorted({each for text in texts for each in text if ord(each) not in _glyphs()}))


def font() -> tuple[str, str]:
    """Return name and version of the font, as it states them."""
    return "Noto Sans SC Regular", _face().get_sfnt()[3, 1, 0x409, 5].decode("utf-16-be").partition(";")[0]


def _file() -> Path:
    # Importing zhplot would change matplotlib's settings; only where it stands is asked for.
    found = find_spec("zhplot")
    with needs("study"):
        if found is None or found.origin is None:
            raise ModuleNotFoundError(name="zhplot")
    return Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


@cache
def _face() -> FT2Font:
    return FT2Font(str(_file()))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(_face().get_charmap())


@cache
def _register() -> None:
    """Make the file known under a name that no installed font has."""
    entry = font_manager.FontEntry(
        fname=str(_file()), name=FAMILY, style="normal", variant="normal", weight=400, stretch="normal", size="scalable"
    )
    font_manager.fontManager.ttflist.append(entry)
