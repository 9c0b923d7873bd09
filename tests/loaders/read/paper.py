"""PDF files for the tests: pages as offices set them, in a Chinese font of the machine."""

import atexit
import io
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import fpdf
import pypdfium2
from fontTools import subset
from fontTools.ttLib import TTFont

from loaders import extract
from loaders.files import SAMPLES
from loaders.grammar.paragraphs import read_flow, read_paragraphs
from loaders.read import read
from loaders.read.pdf import read_pdf
from tests.conftest import missing

MARGIN = 28.0  # mm
OWN = "甲乙丙丁戊己庚辛壬癸卷注明砚渡澜机密样稿报汇编刊物号期共页第0123456789—-–·•（）()。，、；：“”《》%．.①②③"


@cache
def font():
    """A file with the characters of the samples and of these tests, made from a Chinese font of the machine."""
    try:
        found = subprocess.run(
            [
                shutil.which("fc-match") or "fc-match",
                "--format=%{file}\n%{index}\n%{lang}",
                "Noto Sans CJK SC:lang=zh-cn",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\n")
    except OSError:
        missing("no fc-match to find a Chinese font")
    if "zh-cn" not in found[2]:
        missing("no Chinese font: apt install fonts-noto-cjk")
    options = subset.Options(layout_features=[], notdef_outline=True)
    whole = TTFont(found[0], fontNumber=int(found[1]), lazy=True)
    texts = "".join(read(SAMPLES / f"{name}.txt").text for name in ("lanchuan", "yanxi", "yundu"))
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=texts + OWN + "".join(map(chr, range(32, 127))))
    subsetter.subset(whole)
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    whole.save(folder / "font.otf")
    whole.close()
    return folder / "font.otf"


class Paper(fpdf.FPDF):
    """A document with a running head and page numbers, if it is given such."""

    def __init__(self, *, head=None, foot=None, mark=None, size=16.0, leading=10.0, paper="A4", turned=False):
        super().__init__(format=paper, orientation="landscape" if turned else "portrait")
        self.head, self.foot, self.mark, self.size, self.leading = head, foot, mark, size, leading
        self.add_font("song", fname=font())
        self.set_font("song", size=size)
        self.set_margins(MARGIN, 30, MARGIN)
        self.set_auto_page_break(auto=True, margin=30)
        self.add_page()

    def header(self):
        self.set_font("song", size=9)
        if self.head:
            self.set_xy(MARGIN, 15)
            self.cell(0, 5, self.head(self.page_no()) if callable(self.head) else self.head, align="L")
        if self.mark:
            with self.rotation(self.mark[1], self.w / 2, self.h / 2):
                self.set_font("song", size=40)
                self.text(self.w / 4, self.h / 2, self.mark[0])
        self.set_font("song", size=self.size)
        self.set_xy(MARGIN, 30)

    def footer(self):
        if self.foot:
            self.set_font("song", size=12)
            self.set_y(-20)
            self.cell(0, 5, self.foot.format(self.page_no()), align="R" if self.page_no() % 2 else "L")
            self.set_font("song", size=self.size)

    def put(self, text, *, align="J"):
        """Set a paragraph, wrapped at the margins."""
        self.multi_cell(0, self.leading, text, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")

    def columns(self, paragraphs, gutter=9.0):
        """Set paragraphs in two columns, from where the page stands."""
        width = (self.epw - gutter) / 2
        top, column = self.get_y(), 0
        for paragraph in paragraphs:
            kept = {"wrapmode": "CHAR", "dry_run": True, "output": "LINES"}
            for line in self.multi_cell(width, self.leading, paragraph, **kept):
                if self.get_y() + self.leading > self.h - 30:
                    if column:
                        self.add_page()
                        top = self.get_y()
                    column = 1 - column
                    self.set_y(top)
                self.set_x(MARGIN + column * (width + gutter))
                self.cell(width, self.leading, line, new_y="NEXT")

    def file(self):
        return bytes(self.output())


def sample(name):
    """The paragraphs of a sample, as its text file has them."""
    source = read(SAMPLES / f"{name}.txt")
    reading = read_paragraphs(*read_flow(source))
    return [reading.flow.printed[p.begin : p.end] for p in reading.paragraphs]


def source(content, name="plan.pdf"):
    return read_pdf(name, content, where=name)


def lines(content):
    """What is read of a file, line by line."""
    return source(content).text.split("\n")


def scan(content, *, dots=150):
    """The pages of a PDF as images."""
    document = pypdfium2.PdfDocument(content)
    scanned = fpdf.FPDF(unit="pt")
    for page in document:
        width, height = page.get_size()
        image = io.BytesIO()
        page.render(scale=dots / 72).to_pil().convert("L").save(image, "PNG")
        scanned.add_page(format=(width, height))
        scanned.image(image, 0, 0, width, height)
    document.close()
    return bytes(scanned.output())


def facts(plan):
    """What a plan says, wherever it stands."""

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(held) for key, held in value.items() if key not in ("span", "where", "file")}
        return [bare(held) for held in value] if isinstance(value, list) else value

    found = bare(extract(plan))
    found["unresolved"] = [notice for notice in found["unresolved"] if notice["code"] != "left_out"]
    return found
