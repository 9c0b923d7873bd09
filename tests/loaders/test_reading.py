"""Files → text: encodings, and what is refused."""

import pytest

from graph.model import Span
from loaders import errors, load
from loaders.grammar.characters import canonical
from loaders.grammar.noise import quiet
from loaders.grammar.numbering import marker
from loaders.grammar.numerals import value
from loaders.grammar.paragraphs import read_flow, read_paragraphs
from loaders.read import read
from loaders.source import SourceText

PLAN = """云渡市优化营商环境措施
一、开办企业
1.压缩时间。设立登记当日办结。（责任单位：市市场监管局）
2.降低成本。免费刻章。（责任单位：市财政局、公安局）
二、保障措施
（一）加强领导。各部门要重视。
"""


def text_of(text, name="plan.txt"):
    return SourceText(name, text, "0" * 64, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_text(tmp_path, encoding):
    file = tmp_path / "plan.txt"
    file.write_bytes(PLAN.encode(encoding))
    assert read(file).text == PLAN
    assert len(load(file).measures) == 2


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("gbk", "gb18030")]
)
def test_encodings_that_have_no_mark_are_told_by_their_characters(tmp_path, encoding, found):
    file = tmp_path / "plan.txt"
    file.write_bytes(PLAN.encode(encoding))
    assert (read(file).text, read(file).encoding) == (PLAN, found)


def test_traditional_characters_come_in_big5(tmp_path):
    text = "雲渡市優化營商環境措施\n一、開辦企業\n1.壓縮時間。設立登記當日辦結。（責任單位：市市場監管局）\n"
    file = tmp_path / "plan.txt"
    file.write_bytes(text.encode("big5"))
    assert (read(file).text, read(file).encoding) == (text, "big5hkscs")


def test_line_ends_are_kept_as_printed(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_bytes(PLAN.replace("\n", "\r\n").encode())
    plan = load(file)
    source = read(file).text
    assert "\r\n" in source
    for measure in plan.measures:
        for entry in measure.responsibilities:
            assert source[entry.span.start : entry.span.end] == entry.raw


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.FileEmpty),
        (b" \n\t ", errors.FileEmpty),
        ("　\n　".encode(), errors.FileEmpty),
        (b"PK\x03\x04....", errors.FileDamaged),
        (b"abc\0def", errors.FormatUnknown),
        (b"Dear Sir,\nthe weather is fine.\n", errors.NotAPlan),
        ("一、总体要求\n坚持改革。\n".encode(), errors.NoMeasures),
        ("优化营商环境措施\n一、开办企业\n1.压缩时间。立即办。\n".encode(), errors.CityUnknown),
        ("朝阳区优化营商环境措施\n一、开办企业\n1.压缩时间。立即办。\n".encode(), errors.CityUnknown),
    ],
)
def test_bad_files_are_refused_by_name(tmp_path, content, error):
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    with pytest.raises(error) as refused:
        load(file)
    assert str(file) in str(refused.value)
    assert refused.value.code in str(refused.value)


def test_missing_files_and_folders_are_refused(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(errors.FileUnreadable):
            load(path)


def test_damaged_utf8_names_line_and_byte(tmp_path):
    content = PLAN.encode()
    place = content.index("降低".encode())
    file = tmp_path / "bad.txt"
    file.write_bytes(content[: place + 1] + content[place + 2 :])
    with pytest.raises(errors.EncodingBroken) as refused:
        load(file)
    assert "bad.txt:4:3" in str(refused.value)


def test_a_city_can_be_named_by_the_user(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text("朝阳区优化营商环境措施\n一、开办企业\n1.压缩时间。立即办。\n", encoding="utf-8")
    assert load(file, city="220104").document.city.parents[0].name == "长春市"
    assert load(file, city="长春市朝阳区").document.city.code == "220104"


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("七", 7), ("十", 10), ("十八", 18), ("二十", 20), ("二十三", 23), ("一百零五", 105), ("廿一", 21), ("二〇二一", 2021),
     ("12", 12), ("③", 3), ("一次", None), ("", None)],
)  # fmt: skip
def test_numerals(numeral, number):
    assert value(numeral) == number


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [("一、总则", "han", 1), ("（十二）用电", "han_bracket", 12), ("3.压缩", "arabic", 3), ("3、压缩", "arabic", 3),
     ("第二章总则", "chapter", 2), ("第十一条推行", "article", 11), ("（2）公布", "arabic_bracket", 2), ("①公布", "circled", 1),
     ("——创新创业", "dash", None), ("任务3：压缩", "task", 3)],
)  # fmt: skip
def test_number_styles(line, style, number):
    found = marker(canonical(line))
    assert found is not None
    assert (found.style.name, found.value) == (style, number)


@pytest.mark.parametrize("line", ["2.5倍", "2020年", "第一条款", "一是推进", "10千伏", "3个工作日", "（见附件）"])
def test_what_looks_like_a_number_but_is_none(line):
    assert marker(canonical(line)) is None


@pytest.mark.parametrize(
    "noise", ["- 8 -", "—12—", "3", "第3页", "第 3 页 共 20 页", "[bookmark: _GoBack]", "　", "·····", "３"]
)
def test_print_noise_is_left_out(noise):
    source = text_of(f"推进改革，\n{noise}\n提高效率。")
    kept = "".join(source.text[s.start : s.end] for spans in quiet(source) for s in spans)
    assert kept == "推进改革，提高效率。"


def test_a_line_is_noise_as_a_whole_or_not_at_all():
    source = text_of("压缩至\n3个工作日")
    assert [spans for line in quiet(source) for spans in line] == [Span(0, 3), Span(4, 9)]


def test_a_number_that_opens_a_wrapped_line_does_not_cut_the_sentence():
    lines = [
        "1.压缩时间。企业设立登记、公章刻制、发票申领全部并联办理，时限为",
        "10千伏以下客户和其他各类市场主体均可以在线申请，全市统一标准，共",
        "2、3个环节，全部网上办理。",
    ]
    source = text_of("\n".join(lines * 12))
    assert all(p.marker is None or p.marker.value == 1 for p in read_paragraphs(*read_flow(source)).paragraphs)


def test_a_heading_broken_inside_brackets_is_joined():
    source = text_of("（一）规范的市场监管（“市场\n监管”指标组负责，市市场监管局牵头）\n1.推进。办理。")
    paragraphs = read_paragraphs(*read_flow(source)).paragraphs
    assert [p.marker.style.name for p in paragraphs] == ["han_bracket", "arabic"]


def test_running_titles_beside_page_numbers_are_left_out():
    source = text_of("推进改\n- 1 -\n云渡市人民政府文件\n革，提\n- 2 -\n云渡市人民政府文件\n高效率。")
    kept = "".join(source.text[s.start : s.end] for spans in quiet(source) for s in spans)
    assert kept == "推进改革，提高效率。"


def test_marks_of_markdown_are_left_out():
    source = text_of("# 云渡市方案\n**1\\.** 推进&nbsp;改革<br>提高[image: 图1]效率[footnoteRef:1]")
    kept = "".join(source.text[s.start : s.end] for spans in quiet(source) for s in spans)
    assert "".join(kept.split()) == "云渡市方案1.推进改革提高效率"


def test_traditional_characters_are_read_as_simplified_ones():
    assert canonical("優化營商環境，乾淨後來") == "优化营商环境，干净后来"
    assert canonical("乾安县优化营商环境的实施方案") == "乾安县优化营商环境的实施方案"
