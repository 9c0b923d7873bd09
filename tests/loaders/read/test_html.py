"""Pages of government sites → text: encodings, the plan's own part, lines, lists, tables, what is left out."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import errors, load, parse
from loaders.files import SAMPLES
from loaders.grammar.paragraphs import read_flow, read_paragraphs
from loaders.read import read
from loaders.read.html import read_html
from tests.loaders.read.facts import facts

PROSE = "<p>推进改革，提高效率。</p>" * 3


def page(content, encoding="utf-8"):
    return read_html("page.html", content.encode(encoding), where="page.html")


def lines(content):
    return page(content).text.splitlines()


def cells(source, number=0):
    """The cells of a table: text, first row and column, rows and columns."""
    return [
        (source.text[c.span.start : c.span.end], c.row, c.column, c.rows, c.columns)
        for c in source.tables[number].cells
    ]


# The samples as pages


def set_in_paragraphs(paragraphs, _):
    """A page as content systems make them today."""
    text = "\n".join(f'<p style="text-indent: 2em">&emsp;&emsp;{html.escape(p)}</p>' for p in paragraphs)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>正文_某市人民政府</title><style>p{}</style></head><body>'
        '<div class="nav"><a href="/">首页</a>，<a href="/zw">政务公开</a>。</div><div class="TRS_Editor">'
        f"{text}</div><script>share('打印，关闭。')</script><div class=foot>主办：某市人民政府办公室。</div></body></html>"
    ).encode()


def set_by_breaks(_, printed):
    """A page of lines ended by <br> and indented by blanks, without any container that is known."""
    text = "<br>\r\n".join(html.escape(line).replace("　", "&nbsp;&nbsp;").replace(" ", "&nbsp;") for line in printed)
    return f"<html><body><div id=a><ul><li><a href=/>首页</a></ul></div><div id=b><div>{text}</div></div></body></html>".encode()


def set_in_a_layout_table(paragraphs, _):
    """A page of the first years: a table for the layout, paragraphs that never close, GBK called gb2312."""
    text = "".join(f"<P><FONT size=3>　　{html.escape(p)}" for p in paragraphs)
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><TABLE><TR><TD>'
        f"<a href=/>首页</a></TD><TD><TABLE width=100%><TR><TD>{text}</TD></TR></TABLE></TD></TR></TABLE></body></html>"
    ).encode("gb18030")


@pytest.mark.parametrize("style", [set_in_paragraphs, set_by_breaks, set_in_a_layout_table])
@pytest.mark.parametrize("sample", ["lanchuan", "yanxi", "yundu"])
def test_a_sample_as_a_page_gives_the_same_facts(tmp_path, sample, style):
    source = read(SAMPLES / f"{sample}.txt")
    reading = read_paragraphs(*read_flow(source))
    paragraphs = [reading.flow.raw(p.begin, p.end) for p in reading.paragraphs]
    file = tmp_path / f"{sample}.txt"
    file.write_bytes(style(paragraphs, source.text.splitlines()))
    found, expected = load(file), parse(source)
    assert found.source.form == "html"
    assert facts(found) == facts(expected)
    written = read(file).text
    for measure in found.measures:
        for entry in measure.responsibilities:
            assert "".join(written[entry.span.start : entry.span.end].split()) == entry.raw


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "big5", "x-unknown"])
def test_what_a_page_says_of_its_encoding_is_not_believed(encoding, label):
    text = "優化營商環境，提高行政效率。" if encoding.startswith("big5") else "优化营商环境，提高行政效率。"
    source = page(f"<meta charset={label}><p>{text}</p>", encoding)
    assert source.text.strip() == text


def test_a_broken_character_is_left_out_and_said():
    content = "优化营商环境".encode()[:-1] + ("</title>" + "<p>推进改革，提高效率。" * 30).encode()
    source = read_html("page.html", b"<title>" + content, where="page.html")
    assert len(source.text.splitlines()) == 30
    assert [omission.note.zh for omission in source.omissions] == ["无法辨认的字符：1 个"]


def test_a_page_that_is_broken_throughout_is_refused():
    content = bytearray("<p>推进改革，提高效率。</p>".encode() * 30)
    del content[10::40]
    with pytest.raises(errors.EncodingBroken):
        read_html("page.html", bytes(content), where="page.html")


# The plan's own part


@pytest.mark.parametrize("names", ['id="zoom"', 'class="clear TRS_Editor"', "id=UCAP-CONTENT", 'id="x9" class="y"'])
def test_the_text_is_found_by_known_names_or_by_where_its_prose_is(names):
    menu = "<ul>" + "<li><a href=x>某市召开会议，部署工作。</a>" * 20 + "</ul>"
    found = lines(
        f"<body><div>{menu}</div><div><div {names}><p>一、总则</p>{PROSE}<p>附表</p></div></div><div>某市主办</div>"
    )
    assert found == ["一、总则", *["推进改革，提高效率。"] * 3, "附表"]


def test_a_known_name_around_a_side_column_is_not_believed():
    found = lines(f"<body><div class=view><p>提示，请登录。</p></div><section>{PROSE * 9}</section>")
    assert found == ["推进改革，提高效率。"] * 27


@pytest.mark.parametrize(
    "furniture",
    ["<div style='DISPLAY : none'>隐藏，文字。</div>", "<p hidden>隐藏，文字。</p>", "<script>var a='，。';</script>",
     "<style>p{}</style>", "<div class='bdsharebuttonbox'>分享到，微信。</div>", "<p>【字体：大 中 小】</p>", "<p>[打印] [关闭窗口]</p>",
     "<p>扫一扫在手机打开当前页</p>", "<p>上一篇：某通知</p>", "<p>责任编辑：某某</p>", "<!-- 注，释。 -->", "<textarea>草，稿。</textarea>"],
)  # fmt: skip
def test_what_is_hidden_or_belongs_to_the_site_is_left_out(furniture):
    assert lines(f"<div id=zoom>{PROSE}{furniture}<p>尾。</p></div>") == [*["推进改革，提高效率。"] * 3, "尾。"]


def test_text_outside_is_counted():
    source = page(f"<body><article>{PROSE * 300}</article><div>{'<p>另一份文件，另有内容。</p>' * 20}</div>")
    assert [o.note.zh for o in source.omissions if "正文之外" in o.note.zh] == ["正文之外的文字未读：220 字"]
    assert not page(f"<body><article>{PROSE * 30}</article><div>主办单位：某市。</div>").omissions


# Title and fields


def test_the_fields_above_the_text_open_it():
    found = lines(
        "<table><tr><td>索 引 号：</td><td>001-2023</td><td>发文机构</td><td>云渡市人民政府</td></tr>"
        "<tr><td colspan=4>发文字号： 云政发〔2023〕5号 成文日期：2023-05-06 公开方式：主动公开</td></tr>"
        "<tr><td>有效性：</td><td></td><td>主题分类：</td><td>其他</td></tr></table>"
        f"<div id=zoom>{PROSE}</div>"
    )
    assert found[:5] == [
        "索引号：001-2023", "发文机关：云渡市人民政府", "发文字号：云政发〔2023〕5号", "成文日期：2023-05-06", "主题分类：其他",
    ]  # fmt: skip
    assert found[5:] == ["推进改革，提高效率。"] * 3


PLAN = "<p>一、开办企业</p><p>1.压缩时间。当日办结。（责任单位：市财政局）</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=ArticleTitle content='{}'><title>云渡市人民政府</title>",
        "<title>{}_政务公开_云渡市人民政府</title>",
        "<title>云渡市</title><h1> {} </h1>",
    ],
)
def test_the_title_that_only_the_page_prints_is_the_documents(head):
    title = "云渡市优化营商环境若干措施"
    source = page(f"{head.format(title)}<div id=zoom>{PLAN}</div>")
    assert source.text.splitlines()[0] == title
    assert parse(source).document.title == title
    assert source.places[0].name == "¶0"


def test_a_title_that_the_text_prints_is_not_printed_twice():
    title = "云渡市优化营商环境若干措施"
    found = lines(f"<title>{title}</title><div id=zoom><h3>云渡市<br>优化营商环境若干措施</h3>{PLAN}</div>")
    assert found[:2] == ["云渡市", "优化营商环境若干措施"]


def test_fields_and_title_reach_the_document():
    head = "<title>云渡市优化营商环境方案 - 云渡市人民政府</title><p>文　　号：云政发〔2023〕5号</p><p>成文日期：2023年5月6日</p>"
    document = parse(page(f"{head}<div id=zoom>{PLAN}</div>")).document
    assert (document.title, document.number) == ("云渡市优化营商环境方案", "云政发〔2023〕5号")
    assert str(document.issued_on) == "2023-05-06"


# Lines


def test_blocks_and_breaks_end_lines_and_nothing_else_does():
    content = "<div id=zoom>甲，<b>乙</b>\n  丙<span>丁</span><p>戊<br/>己</p>庚<p> \xa0 </p><h2>辛</h2></div>"
    assert lines(content) == ["甲，乙 丙丁", "戊", "己", "庚", "辛"]


def test_every_line_has_its_place():
    source = page("<div id=zoom><p>甲，</p><p></p><p>乙</p><table><tr><td>丙<td>丁<br>戊</table>己</div>")
    assert [(source.text[p.start], p.name) for p in source.places] == [
        ("甲", "¶1"), ("乙", "¶2"), ("丙", "T1!A1"), ("丁", "T1!B1"), ("己", "¶3"),
    ]  # fmt: skip


def test_lines_are_paragraphs_unless_breaks_make_most_of_them():
    assert page("<p>甲，</p><p>乙</p><p>丙<br>丁</p>").exact
    assert not page("<p>甲，<br>乙<br>丙<br>丁</p>").exact
    assert not page("<pre>甲，\n乙\n丙</pre>").exact


def test_preformatted_text_keeps_its_lines():
    assert lines("<pre>甲，\n  乙</pre>") == ["甲，", "乙"]


# Lists


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<ol><li>甲，<li>乙", ["1. 甲，", "2. 乙"]),
        ("<ol start=3><li>甲，<li value=7><p>乙</p><li>丙", ["3. 甲，", "7. 乙", "8. 丙"]),
        ("<ol type=i><li>甲，<li>乙", ["i. 甲，", "ii. 乙"]),
        ("<ol style='list-style-type: simp-chinese-informal' start=10><li>甲，<li>乙", ["十、甲，", "十一、乙"]),
        ("<ol style='list-style: none'><li>甲，<li>乙", ["甲，", "乙"]),
        ("<ol><li>一、甲，<li>（二）乙", ["一、甲，", "（二）乙"]),
        ("<ul><li>甲，<li>乙", ["甲，", "乙"]),
        ("<ol><li>甲，<ol type=a><li>子</ol><li>乙", ["1. 甲，", "a. 子", "2. 乙"]),
        ("<ol><li><li>乙，", ["2. 乙，"]),
    ],
)
def test_lists_print_the_numbers_a_browser_shows(markup, printed):
    assert lines(f"<div id=zoom>{markup}") == printed


# Tables


def test_cells_lie_where_their_spans_put_them():
    source = page(
        "<div id=zoom><table><thead><tr><th rowspan=2>序号<th colspan=2>责任<tr><th>牵头<th>配合</thead>"
        "<tr><td rowspan=2>1<td>甲，<td>乙<tr><td>丙<td></table></div>"
    )
    assert cells(source) == [
        ("序号", 0, 0, 2, 1), ("责任", 0, 1, 1, 2), ("牵头", 1, 1, 1, 1), ("配合", 1, 2, 1, 1),
        ("1", 2, 0, 2, 1), ("甲，", 2, 1, 1, 1), ("乙", 2, 2, 1, 1), ("丙", 3, 1, 1, 1), ("", 3, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<tr><td rowspan=99>甲，<td>乙<tr><td>丙", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        ("<tr><td rowspan=0>甲，<td>乙<tr><td>丙", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        ("<tr><td>甲，<td rowspan=2>乙<tr><td colspan=3>丙", [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)]),
        ("<thead><tr><td rowspan=5>甲，<td>乙</thead><tbody><tr><td>丙", [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1)]),
        ("<tr><td colspan=x rowspan=-1>甲，<td colspan=0>乙", [(0, 0, 1, 1), (0, 1, 1, 1)]),
        ("<tr><td colspan=100000>甲，<td>乙", [(0, 0, 1, 128)]),
    ],
)
def test_spans_that_run_into_others_or_out_of_the_table_are_clipped(markup, expected):
    assert [tuple(cell[1:]) for cell in cells(page(f"<div id=zoom><table>{markup}</table></div>"))] == expected


def test_a_table_in_a_cell_is_a_table_of_its_own():
    source = page("<p>前，</p><table><tr><td>外<table><tr><td>内</table>后</table>")
    assert [table.name for table in source.tables] == ["T1", "T2"]
    assert cells(source, 0) == [("外\n内\n后", 0, 0, 1, 1)]
    assert cells(source, 1) == [("内", 0, 0, 1, 1)]


# What is left out


def test_attachments_in_and_under_the_text_are_named_and_not_read():
    source = page(
        f"<p><a href=before.pdf>导航</a></p><div id=zoom>{PROSE}<a href='./f/P0123.docx'>附件1：任务清单</a><a href=x.html>更多</a></div>"
        "<ul><li><a href='http://a.cn/b/%E8%A1%A8.XLSX?v=1'><img src=i.png></a></ul><a href=#>下一页</a><a href=i_2.html>下一页</a>"
    )
    assert [omission.note.zh for omission in source.omissions] == [
        "附件未读：附件1：任务清单", "附件未读：表.XLSX", "正文分页，其余各页未读",
    ]  # fmt: skip
    assert all(omission.offset == len(source.text) for omission in source.omissions)


@pytest.mark.parametrize(
    "content", ["<html></html>", "<body><img src=scan.jpg></body>", "<script>load('，')</script>", "<p>&nbsp;</p>"]
)
def test_a_page_without_text_is_refused(content):
    with pytest.raises(errors.FileEmpty) as refused:
        page(content)
    assert "附件" in refused.value.remedy.zh


def test_elements_that_lie_in_one_another_far_too_deep_are_refused():
    with pytest.raises(errors.FileDamaged):
        page("<div>" * 100_000 + "正文")


@pytest.mark.parametrize("opening", ["<table><tr><td>", "<ul><li>", "<font><p>", "<div><p>"])
def test_deep_pages_are_read(opening):
    assert lines(opening * 400 + "正文，") == ["正文，"]


SOUP = st.lists(
    st.sampled_from(
        [
            "<div>",
            "</div>",
            "<p>",
            "<br>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td\trowspan=3>",
            "<td\tcolspan=2\trowspan=0>",
            "</td>",
            "<thead>",
            "<caption>",
            "<ol\tstart=-3>",
            "<li\tvalue=9>",
            "</ol>",
            "<ul>",
            "<a\thref=x.pdf>",
            "<a\thref=http://[x>",
            "</a>",
            "<pre>",
            "</pre>",
            "<h1>",
            "</h1>",
            "<title>",
            "<select>",
            "<svg>",
            "<template>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<frameset>",
            "<body>",
            "<b>",
            "</b>",
            "<form>",
            "<ruby>",
            "<rt>",
            "<div\tid=zoom>",
            "甲，乙。",
            "索引号：",
            "方案",
            "&#0;",
            "&nbsp;",
            "\x0b",
            "\u2028",
            "\ud7ff",
        ]
    ),
    max_size=60,
)


@given(SOUP)
def test_any_soup_is_read_or_refused(tags):
    try:
        source = page("".join(tags))
    except errors.LoadError:
        return
    assert all(0 <= place.start < len(source.text) for place in source.places)
    for table in source.tables:
        covered = [
            (row, column)
            for c in table.cells
            for row in range(c.row, c.row + c.rows)
            for column in range(c.column, c.column + c.columns)
        ]
        assert len(covered) == len(set(covered))
        assert all(0 <= c.span.start <= c.span.end <= len(source.text) for c in table.cells)
