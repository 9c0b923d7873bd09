"""Scanned pages → characters where they stand, recognised by rapidocr (the extra `ocr`).

The models lie in the installed package and are named by path, so that nothing is fetched from anywhere.
One page at a time is rendered, of a bounded size.
"""

import importlib
import importlib.util
import statistics
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from graph.language import Text
from loaders.errors import NoTextLayer
from loaders.read.pdf.glyphs import Glyph, Sheet, is_wide

__all__ = ["installed", "recognise"]

PARTS = ("rapidocr", "onnxruntime")
MODELS = {  # what rapidocr 3.10 is shipped with
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}
SHARP = 200 / 72  # pixels a point: 200 dpi
LARGEST = 2400  # pixels of the longer side
SURE = 0.9
NARROW = 0.55  # of a full-width character's width
ABOUT = 1.3  # ratio of measured sizes that are one size of print
MEASURED = 4  # characters that a line must have for its size to be measured
BELOW, ABOVE = 0.2, 0.05  # of a box's height, below the base line and above the characters


def installed() -> bool:
    """Tell whether scanned pages can be recognised."""
    return all(importlib.util.find_spec(part) is not None for part in PARTS)


def engine(where: str) -> Any:
    """Return the recogniser.

    Raises:
        NoTextLayer: the extra is not installed, or lacks its models.

    """
    if not installed():
        raise NoTextLayer(
            Text(
                "需要识别图像，但没有安装识别部件。",
                "its pages are images, and the part that recognises them is missing.",
            ),
            Text("请 pip install 'yingshang[ocr]'。", "pip install 'yingshang[ocr]'."),
            where=where,
        )
    if missing := [path.name for path in models().values() if not path.is_file()]:
        raise NoTextLayer(
            Text(f"识别部件缺少模型 {'、'.join(missing)}。", f"the recogniser lacks its models {', '.join(missing)}."),
            Text(
                "请重新安装：pip install --force-reinstall 'yingshang[ocr]'。",
                "Install it anew: pip install --force-reinstall 'yingshang[ocr]'.",
            ),
            where=where,
        )
    return loaded()


def models() -> dict[str, Path]:
    """Return the files of the models by the settings of rapidocr that name them."""
    folder = Path(str(importlib.import_module("rapidocr").__file__)).parent / "models"
    return {setting: folder / model for setting, model in MODELS.items()}


@cache
def loaded() -> Any:
    """Return the recogniser with its models, the same for every page."""
    files = {setting: str(file) for setting, file in models().items()}
    return importlib.import_module("rapidocr").RapidOCR(params={"Global.log_level": "critical", **files})


def recognise(number: int, page: pdfium.PdfPage, where: str) -> tuple[Sheet, int]:
    """Return a page with the characters recognised on it, and how many of its lines are unsure.

    Raises:
        NoTextLayer: the extra is not installed.

    """
    read = engine(where)
    width, height = page.get_size()
    scale = min(SHARP, LARGEST / max(width, height))
    bitmap = page.render(scale=scale)
    found = read(bitmap.to_numpy())
    bitmap.close()
    sheet = Sheet(number, width, height)
    if found.boxes is None:
        return sheet, 0
    lines = [
        spread(text, [(float(x) / scale, float(y) / scale) for x, y in corners])
        for corners, text in zip(found.boxes, found.txts, strict=True)
    ]
    usual = statistics.median_low([glyph.size for line in lines for glyph in line]) if any(lines) else 0.0
    for line in lines:
        for glyph in line:
            rough = len(line) < MEASURED or 1 / ABOUT < glyph.size / usual < ABOUT
            sheet.glyphs.append(glyph._replace(size=usual) if rough else glyph)
    return sheet, sum(score < SURE for score in found.scores)


def spread(text: str, corners: list[tuple[float, float]]) -> list[Glyph]:
    """Return the characters of a recognised line, spread over its box by their widths."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    left, right, top, bottom = (x0 + x3) / 2, (x1 + x2) / 2, (y0 + y1) / 2, (y2 + y3) / 2
    high = max(bottom - top, 1.0)
    widths = [1.0 if is_wide(character) else NARROW for character in text]
    unit = max(right - left, 1.0) / (sum(widths) or 1.0)
    glyphs, place = [], left
    for character, width in zip(text, widths, strict=True):
        if not character.isspace():
            glyphs.append(
                Glyph(
                    character, place, place + width * unit, top + ABOVE * high, bottom - BELOW * high, min(unit, high)
                )
            )
        place += width * unit
    return glyphs
