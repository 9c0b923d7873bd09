"""The samples as docx, their numbers being Word's: the same plan as from their text."""

import io
import re

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders import extract, load, parse
from loaders.files import SAMPLES
from loaders.grammar.paragraphs import read_flow, read_paragraphs
from loaders.read import read
from loaders.read.docx import read_docx

# Number styles of the samples as levels of one list: format and text.
LEVELS = {
    "chapter": ("chineseCountingThousand", "第{}章"),
    "han": ("japaneseCounting", "{}、"),
    "han_bracket": ("chineseCounting", "（{}）"),
    "dash": ("bullet", "——"),
    "arabic": ("decimal", "{}."),
}
GOES_ON = '<w:lvlRestart w:val="0"/>'


def levels(arabic):
    """The list's XML; how arabic numbers are printed, and whether they restart, is told by those of the plan."""
    own = {
        "arabic": ("decimalFullWidth" if re.match("[０-９]", arabic[0]) else "decimal", f"{{}}{arabic[0][-1]}"),
    }
    for at, (name, printed) in enumerate((LEVELS | own).items()):
        goes_on = GOES_ON if name == "arabic" and len(set(arabic)) == len(arabic) else ""
        yield (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{printed[0]}"/>{goes_on}'
            f'<w:lvlText w:val="{printed[1].format(f"%{at + 1}")}"/></w:lvl>'
        )


def as_docx(sample):
    """A sample set by python-docx: a paragraph for each of its own, styles that bear the numbers."""
    plan = load(sample)
    reading = read_paragraphs(*read_flow(read(sample)))
    numbers = [m.printed_number for m in plan.measures if re.match(r"\d", m.printed_number or "")]
    written = docx.Document()
    numbering = written.part.numbering_part.element
    inner = "".join(levels(numbers))
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{inner}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for at, name in enumerate(LEVELS):
        style = written.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>')
        )
    first = next(p.begin for p in reading.paragraphs if p.marker)
    for begin, end in reading.lines:
        if begin < first:
            written.add_paragraph(reading.flow.raw(begin, end))
    for paragraph in reading.paragraphs:
        if paragraph.begin >= first:
            marker = paragraph.marker
            text = reading.flow.raw(paragraph.begin + (marker.length if marker else 0), paragraph.end)
            written.add_paragraph(text, style=marker.style.name if marker else None)
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def facts(plan):
    """What a plan says, apart from where in its file it says so."""

    def bare(found):
        if isinstance(found, dict):
            return {key: bare(value) for key, value in found.items() if key not in {"span", "where", "file"}}
        return [bare(value) for value in found] if isinstance(found, list) else found

    return bare(extract(plan))


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda file: file.stem)
def test_samples_read_the_same_from_docx(sample):
    content = as_docx(sample)
    source = read_docx(sample.name, content, where=sample.name)
    typed = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    plan = load(sample)
    assert not any(f"{m.printed_number}{m.heading}" in typed for m in plan.measures if m.printed_number and m.heading)
    assert facts(parse(source)) == facts(plan)


def test_a_sample_with_a_paragraph_for_each_line_reads_the_same():
    sample = SAMPLES / "yundu.txt"
    written = docx.Document()
    for line in sample.read_text(encoding="utf-8").splitlines():
        written.add_paragraph(line)
    file = io.BytesIO()
    written.save(file)
    assert facts(parse(read_docx(sample.name, file.getvalue(), where=sample.name))) == facts(load(sample))
