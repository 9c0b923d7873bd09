"""Small docx files for the tests of reading them: XML of our own, packed as Word packs it."""

import io
import zipfile

from loaders.read.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def part(name, inner, space=W):
    return f'<w:{name} xmlns:w="{space}" {OTHERS}>{inner}</w:{name}>'


def docx(body, *, space=W, missing=(), **parts):
    """A docx of a body's XML; further parts (numbering, styles, footnotes) by name, those `missing` only referred to."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "_rels/.rels",
            f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>", space))
        related = "".join(
            f'<Relationship Id="{name}" Type="{KINDS}/{name}" Target="{name}.xml"/>' for name in (*parts, *missing)
        )
        packed.writestr("word/_rels/document.xml.rels", f"<Relationships {RELATIONS}>{related}</Relationships>")
        for name, inner in parts.items():
            packed.writestr(f"word/{name}.xml", part(name, inner, space))
    return file.getvalue()


def source(body, **options):
    return read_docx("plan.docx", docx(body, **options), where="plan.docx")


def lines(body, **options):
    return source(body, **options).text.splitlines()


def p(inner, properties=""):
    """A paragraph: runs, or plain text, which becomes one."""
    runs = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction, *results):
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + said + mark("separate") + "".join(map(r, results)) + mark("end")


# Numbers


def level(at, style, text, *, start=1, inner=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{inner}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(name, *levels, inner=""):
    return f'<w:abstractNum w:abstractNumId="{name}">{inner}{"".join(levels)}</w:abstractNum>'


def instance(number, name, inner=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{name}"/>{inner}</w:num>'


def override(at, inner):
    return f'<w:lvlOverride w:ilvl="{at}">{inner}</w:lvlOverride>'


def restart(at, start=1):
    return override(at, f'<w:startOverride w:val="{start}"/>')


def numbered(number=None, at=None):
    """Paragraph properties that number."""
    given = (("ilvl", at), ("numId", number))
    return "<w:numPr>" + "".join(f'<w:{n} w:val="{v}"/>' for n, v in given if v is not None) + "</w:numPr>"


def styled(name):
    return f'<w:pStyle w:val="{name}"/>'


def style(name, inner="", *, base=None, kind="paragraph", properties=""):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{inner}</w:pPr><w:rPr>{properties}</w:rPr></w:style>"
    )


OUTLINE = definition(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)
