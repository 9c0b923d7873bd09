"""docx → text: what Word shows is read, what it does not show is not; broken files are refused."""

import io
import zipfile

import pytest

from graph.model import Form
from loaders import errors
from loaders.read import read
from loaders.read.docx import read_docx
from tests.loaders.read.word import (
    OUTLINE,
    STRICT,
    docx,
    field,
    instance,
    lines,
    mark,
    numbered,
    p,
    r,
    source,
    style,
    styled,
)

# What is shown


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (r("一") + "<w:ins>" + r("二") + "</w:ins>" + "<w:del><w:r><w:delText>三</w:delText></w:r></w:del>", "一二"),
        ("<w:moveFrom>" + r("一") + "</w:moveFrom>" + r("二") + "<w:moveTo>" + r("三") + "</w:moveTo>", "二三"),
        ("<w:hyperlink>" + r("一") + "</w:hyperlink><w:smartTag>" + r("二") + "</w:smartTag>", "一二"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + r("一") + "</w:sdtContent></w:sdt>", "一"),
        (r("一") + r("二", "<w:vanish/>") + r("三", '<w:vanish w:val="0"/>'), "一三"),
        (r("一", '<w:rStyle w:val="Hidden"/>') + r("二"), "二"),
        (field(" DATE ", "2023年", "5月"), "2023年5月"),
        (r("第") + field(" PAGE ", "3") + r("页共") + field("NUMPAGES", "9") + r("页"), "第页共页"),
        ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>' + r("一"), "一"),
        ('<w:fldSimple w:instr=" TITLE ">' + r("方案") + "</w:fldSimple>", "方案"),
        (mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + field("A", "内") + mark("end") + r("一"), "一"),
        (mark("begin") + r("一"), ""),
        (mark("end") + mark("separate") + r("一"), "一"),
        (mark("begin") + r"<w:r><w:instrText>eq \o\ac(○,3)</w:instrText></w:r>" + mark("end") + r("加快"), "③加快"),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:noBreakHyphen/><w:t>三</w:t><w:softHyphen/></w:r>", "一\t二-三"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', "≥5"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        (r("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>') + r("网办"), "☑网办"),
        ("<w:r><w:ruby><w:rt>" + r("yíng") + "</w:rt><w:rubyBase>" + r("营") + "</w:rubyBase></w:ruby></w:r>", "营"),
        ("<m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>", "≥90%"),
        (r("一") + '<w:r><w:commentReference w:id="1"/></w:r>' + r("二"), "一二"),
        (r("一&#x2028;二&#x85;三"), "一 二 三"),
    ],
)
def test_what_word_shows_is_read(inner, shown):
    styles = style("Hidden", properties="<w:vanish/>", kind="character")
    assert lines(p("。") + p(inner), styles=styles) == ["。", *([shown] if shown else [])]


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<w:del><w:r><w:delText>三</w:delText></w:r></w:del>", "修订"),
        (r("二", "<w:vanish/>"), "隐藏"),
        ('<w:r><w:sym w:font="Webdings" w:char="F0B3"/></w:r>', "符号"),
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "图片"),
        ("<w:r><w:object/></w:r>", "嵌入"),
        (mark("begin") + r"<w:r><w:instrText>EQ \f(1,3)</w:instrText></w:r>" + mark("end"), "公式域"),
        (mark("begin") + "<w:r><w:instrText>LISTNUM</w:instrText></w:r>" + mark("end"), "编号域"),
        ('<w:r><w:footnoteReference w:id="7"/></w:r>', "脚注"),
    ],
)
def test_what_is_left_out_is_told(inner, said):
    (omission,) = source(p("方案") + p(inner) + p("完")).omissions
    assert said in omission.note.zh
    assert omission.note.en


def test_deleted_paragraph_marks_join_paragraphs_under_the_last_ones_number():
    body = (
        p("降低", "<w:rPr><w:del/></w:rPr>" + numbered(1, 0)) + p("成本。", numbered(1, 1)) + p("减税", numbered(1, 0))
    )
    assert lines(body, numbering=OUTLINE + instance(1, 0)) == ["（一）降低成本。", "一、减税"]


def test_hidden_paragraph_marks_run_on():
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        p("减税。", hidden + numbered(1, 0)) + p("全面落实。") + p("", hidden + numbered(1, 0)) + p("|", numbered(1, 0))
    )
    assert lines(body, numbering=OUTLINE + instance(1, 0)) == ["一、减税。全面落实。", "二、|"]


def test_text_behind_the_last_mark_is_kept():
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("一", gone) + f"<w:tbl><w:tr><w:tc>{p('二', gone)}</w:tc></w:tr></w:tbl>" + p("三", gone)
    assert lines(body) == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("云渡市人民政府↓关于优化营商环境的↓实施意见", ["云渡市人民政府", "关于优化营商环境的", "实施意见"]),
        ("一、总体要求↓坚持改革，全面推进。", ["一、总体要求", "坚持改革，全面推进。"]),
        (
            "1.推行网办。全部上网。↓（责任单位：市税务局）↓2.减税。",
            ["1.推行网办。全部上网。", "（责任单位：市税务局）", "2.减税。"],
        ),
        (
            "坚持市场化、法治化方向，↓全面推进改革，激发市↓场活力。",
            ["坚持市场化、法治化方向，全面推进改革，激发市场活力。"],
        ),
        ("推进“一网通办”，市税务局、↓市财政局负责。", ["推进“一网通办”，市税务局、市财政局负责。"]),
        ("↓一、减税↓↓", ["一、减税"]),
    ],
)
def test_line_breaks_end_lines_but_not_sentences(printed, read):
    assert lines(p("<w:r>" + "<w:br/>".join(f"<w:t>{part}</w:t>" for part in printed.split("↓")) + "</w:r>")) == read


def test_a_table_of_contents_stands_aside():
    begin = mark("begin") + r'<w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r>' + mark("separate")
    body = (
        p("目录", styled("TOCHeading"))
        + p(begin + r("一、减税") + field("PAGEREF _Toc1", "1"))
        + p(r("二、降费"))
        + p(mark("end") + r("一、减税"))
    )
    styles = style("TOCHeading").replace('<w:name w:val="TOCHeading"/>', '<w:name w:val="TOC Heading"/>')
    read = source(body, styles=styles)
    assert [read.text[s.start : s.end] for s in read.asides] == ["目录\n", "一、减税\n", "二、降费\n"]
    assert read.text.endswith("二、降费\n一、减税\n")


def test_a_table_of_contents_without_an_end_is_none():
    begin = mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + mark("separate")
    read = source(p(begin + r("一、减税")) + p("二、降费"))
    assert (read.text, read.asides) == ("一、减税\n二、降费\n", ())


@pytest.mark.parametrize(("length", "exact"), [(28, False), (10, True)])
def test_a_paragraph_for_each_line_of_a_page_is_no_whole_one(length, exact):
    wrapped = "".join(p("营" * length) for _ in range(30)) + p("完。")
    assert source(wrapped).exact is exact
    cells = "".join(f"<w:tr>{cell('营' * length)}</w:tr>" for _ in range(30))
    assert source(p("方案。") + f"<w:tbl>{cells}</w:tbl>").exact


# Places, tables, boxes, notes


def test_lines_are_named_by_their_paragraph():
    read = source(p("") + p("方案") + p("<w:r><w:t>一、减税</w:t><w:br/><w:t>二、降费</w:t></w:r>"))
    assert [(place.start, place.name) for place in read.places] == [(0, "¶2"), (3, "¶3")]
    assert read.place(read.text.index("降")) == "plan.docx:¶3:8"
    assert (read.exact, read.form, read.name) == (True, Form.DOCX, "plan.docx")


def cell(text, properties="", more=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{more}{p(text)}</w:tc>"


def rows(*given):
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in given) + "</w:tbl>"


def wide(columns):
    return f'<w:gridSpan w:val="{columns}"/>'


MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def tables(read):
    return [
        [(read.text[c.span.start : c.span.end], c.row, c.column, c.rows, c.columns) for c in table.cells]
        for table in read.tables
    ]


def test_merged_cells_are_one_cell():
    read = source(
        rows(
            cell("任务", wide(2)) + cell("单位"),
            cell("减税", MERGED) + cell("退税") + cell("市税务局", MERGED),
            cell("", GOES_ON) + cell("免税") + cell("", GOES_ON),
            cell("降费") + cell("") + cell("市财政局"),
        )
        + p("完")
    )
    assert tables(read) == [
        [
            ("任务", 0, 0, 1, 2),
            ("单位", 0, 2, 1, 1),
            ("减税", 1, 0, 2, 1),
            ("退税", 1, 1, 1, 1),
            ("市税务局", 1, 2, 2, 1),
            ("免税", 2, 1, 1, 1),
            ("降费", 3, 0, 1, 1),
            ("", 3, 1, 1, 1),
            ("市财政局", 3, 2, 1, 1),
        ]
    ]
    assert read.place(read.text.index("免税")) == "plan.docx:T1!B3:1"
    assert read.place(read.text.index("完")) == "plan.docx:¶1:1"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ([cell("一", GOES_ON)], [("一", 0, 0, 1, 1)]),  # goes on from nothing
        ([cell("一", MERGED), cell("二", GOES_ON + wide(2))], [("一", 0, 0, 1, 1), ("二", 1, 0, 1, 2)]),
        (
            [cell("一") + cell("二", MERGED), cell("三", wide(2)), cell("四") + cell("五", GOES_ON)],
            [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1), ("三", 1, 0, 1, 2), ("四", 2, 0, 1, 1), ("五", 2, 1, 1, 1)],
        ),
        ([cell("一", wide(0)) + cell("二", wide(10**12))], [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 63)]),
        (['<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("一")], [("一", 0, 2, 1, 1)]),
        (
            [cell("一", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("二")],
            [("一", 0, 0, 1, 2), ("二", 0, 2, 1, 1)],
        ),
        ([cell("一", "<w:hMerge/>")], [("一", 0, 0, 1, 1)]),
        (["<w:trPr><w:del/></w:trPr>" + cell("一"), cell("二")], [("二", 0, 0, 1, 1)]),
    ],
)
def test_odd_tables_are_read_as_far_as_they_go(given, read):
    assert tables(source(p("表") + rows(*given))) == [read]


def test_a_table_in_a_cell_is_text_of_the_cell():
    inner = rows(cell("内一") + cell("内二"))
    read = source(rows(cell("外一", more=inner) + cell("外二")))
    assert tables(read) == [[("内一\n内二\n外一", 0, 0, 1, 1), ("外二", 0, 1, 1, 1)]]
    assert [place.name for place in read.places] == ["T1!A1", "T1!B1"]


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = "<w:txbxContent>" + p("框内") + "</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    read = source(p(r("前") + drawing + r("后")) + p("完"))
    assert read.text == "前后\n框内\n完\n"
    assert [place.name for place in read.places] == ["¶1", "box1", "¶2"]
    assert source(p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")).text == "框内\n"


def test_notes_stand_aside_at_the_end_in_order_of_reference():
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(r("一") + refer.format(9) + '<w:r><w:endnoteReference w:id="2"/></w:r>') + p(r("二") + refer.format(3))
    read = source(
        body,
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote>'
        f'<w:footnote w:id="3">{p("注三")}</w:footnote><w:footnote w:id="9">{p("注九")}{p("续")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("尾注")}</w:endnote>',
    )
    assert read.text == "一\n二\n注九\n续\n尾注\n注三\n"
    assert [place.name for place in read.places] == ["¶1", "¶2", "fn1", "en1", "fn2"]
    assert [read.text[aside.start : aside.end] for aside in read.asides] == ["注九\n续\n尾注\n注三\n"]


# Files


def test_strict_files_read_the_same():
    body = p("减税", numbered(1, 0)) + rows(cell("一") + cell("二"))
    numbering = OUTLINE + instance(1, 0)
    strict = docx(body, numbering=numbering, space=STRICT)
    assert STRICT.encode() in zipfile.ZipFile(io.BytesIO(strict)).read("word/numbering.xml")
    assert read_docx("p", strict, where="p").text == source(body, numbering=numbering).text == "一、减税\n一\n二\n"


def repacked(content, change):
    """A packed file with its parts changed; None leaves a part out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if (body := change(name, old.read(name))) is not None:
                new.writestr(name, body)
    return file.getvalue()


def test_the_document_is_found_by_its_relation():
    moved = repacked(docx(p("方案")), lambda _, body: body.replace(b"word/document.xml", b"/word/document.xml"))
    assert read_docx("p", moved, where="p").text == "方案\n"
    bare = repacked(docx(p("方案")), lambda name, body: None if name.endswith(".rels") else body)
    assert read_docx("p", bare, where="p").text == "方案\n"


BOMB = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DEEP = b"<w:sdt><w:sdtContent>" * 400


@pytest.mark.parametrize(
    ("part_name", "change"),
    [
        ("word/document.xml", lambda body: body[: len(body) // 2]),
        ("word/document.xml", lambda _: b""),
        ("word/document.xml", lambda _: None),
        ("word/document.xml", lambda _: b"<w/>"),
        ("word/document.xml", lambda body: body.replace(b"<w:body>", b"<w:body>" + DEEP)),
        ("word/document.xml", lambda body: body.replace("方案".encode(), b"\xff\xfe")),
        ("word/document.xml", lambda body: BOMB + body.replace("方案".encode(), b"&b;")),
        ("word/document.xml", lambda body: OUTSIDE + body.replace("方案".encode(), b"&a;")),
        ("word/document.xml", lambda body: b"<!DOCTYPE w>" + body),
        ("word/numbering.xml", lambda body: body[:-4]),
        ("word/styles.xml", lambda _: b"\0"),
        ("word/_rels/document.xml.rels", lambda _: b"<"),
        ("_rels/.rels", lambda body: body.replace(b"document.xml", b"none.xml")),
    ],
)
def test_broken_parts_are_refused_by_name(part_name, change):
    whole = docx(p("方案"), numbering=OUTLINE, styles="")
    broken = repacked(whole, lambda name, body: change(body) if name == part_name else body)
    with pytest.raises(errors.FileDamaged) as refused:
        read_docx("p.docx", broken, where="dir/p.docx")
    assert "dir/p.docx:" in refused.value.where


@pytest.mark.parametrize("body", ["", p(""), p(" "), rows(cell("")), p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")])
def test_a_document_without_text_is_refused(body):
    with pytest.raises(errors.FileEmpty):
        source(body)


def test_files_cut_off_or_changed_are_refused_or_read():
    whole = docx(p("方案", numbered(1, 0)), numbering=OUTLINE + instance(1, 0))
    broken = [whole[:length] for length in range(1, len(whole), 37)]
    broken += [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    refused = 0
    for content in broken:
        try:
            assert "方案" in read_docx("p", content, where="p").text
        except errors.LoadError:
            refused += 1
    assert refused > len(broken) // 2


def test_stories_in_stories_are_read_however_deep():
    inner = p("底")
    for _ in range(50):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert lines(inner) == ["底"]


def test_docx_is_told_by_content(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_bytes(docx(p("方案")))
    assert read(file).form is Form.DOCX
