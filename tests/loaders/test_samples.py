"""The annotations of the samples agree with their texts and with the annotation guide.

They were made by reading; these tests find slips of the pen, and annotations that leave something out.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

import loaders
from graph.model import LawKind, Role
from loaders import tables
from loaders.read import read

FOLDER = Path(loaders.__file__).parent / "samples"
NAMES = ("lanchuan", "yanxi", "yundu")
PAGE = re.compile(r"^- \d+ -$", re.MULTILINE)
CONNECTIVES = re.compile(r"责任单位：|牵头单位：|；配合单位：|牵头|，|、|按职责分工负责|负责|配合")
KEYS = {
    "departments": {"raw", "function", "role"},
    "mentions": {"raw", "function"},
    "laws": {"raw", "name", "number", "article", "kind"},
    "targets": {"raw", "kind", "metric", "from", "to", "unit", "comparator"},
    "deadlines": {"raw", "value"},
}


@dataclass(frozen=True)
class Sample:
    source: str  # as read
    text: str  # without white space and page numbers
    document: dict
    measures: list[dict]

    def stretches(self) -> list[tuple[int, int]]:
        """Return where each measure stands in the text, in order."""
        found, place = [], 0
        for measure in self.measures:
            start = self.text.index(measure["starts"], place)
            place = self.text.index(measure["ends"], start) + len(measure["ends"])
            found.append((start, place))
        return found


@pytest.fixture(scope="module", params=NAMES)
def sample(request) -> Sample:
    return opened(request.param)


def opened(name: str) -> Sample:
    source = read(FOLDER / f"{name}.txt").text
    annotation = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert annotation["document"]["file"] == f"{name}.txt"
    return Sample(source, re.sub(r"\s+", "", PAGE.sub("", source)), annotation["document"], annotation["measures"])


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def test_every_sample_has_its_annotation():
    for suffix in ("txt", "json"):
        assert tuple(sorted(path.stem for path in FOLDER.glob(f"*.{suffix}"))) == NAMES


def test_cities_are_invented(sample):
    short = sample.document["city"].removesuffix("市")
    assert short in sample.text
    assert not any(short in city.name for city in tables.cities().values())


def test_document(sample):
    document = sample.document
    assert set(document) == {"file", "title", "city", "issuer", "number", "date", "status", "period"}
    assert document["title"] in sample.text
    for field in ("issuer", "number", "period"):
        assert document[field] is None or document[field] in sample.text
    if document["date"]:
        year, month, day = (int(part) for part in document["date"].split("-"))
        assert f"{year}年{month}月{day}日" in sample.text
    assert document["status"] == ("draft" if "征求意见稿" in document["title"] else "issued")


def test_measures_stand_in_order_and_cover_their_numbers(sample):
    assert len(sample.measures) >= 20
    assert [measure["ordinal"] for measure in sample.measures] == list(range(1, len(sample.measures) + 1))
    for measure, (start, end) in zip(sample.measures, sample.stretches(), strict=True):
        text = sample.text[start:end]
        assert len(measure["starts"]) == len(measure["ends"]) == 20
        if measure["printed_number"] is None:
            assert measure["heading"] is None
            continue
        assert re.fullmatch(r"[0-9０-９]+[.．]", measure["printed_number"])
        assert text.startswith(measure["printed_number"] + measure["heading"] + "。")
        assert "。" not in measure["heading"]
    numbered = re.findall(r"(?<![0-9０-９])[0-9０-９]{1,2}[.．](?=[\u4e00-\u9fff“])", sample.text)
    assert len(numbered) == sum(measure["printed_number"] is not None for measure in sample.measures)


def test_between_measures_stand_only_headings(sample):
    stretches = sample.stretches()
    for index in range(1, len(stretches)):
        between = sample.text[stretches[index - 1][1] : stretches[index][0]]
        before, path = (sample.measures[i]["section_path"] for i in (index - 1, index))
        new = [title for level, title in enumerate(path) if path[: level + 1] != before[: level + 1]]
        for title in new:
            assert between.startswith(title), between
            between = re.sub(r"^（“[^）]*牵头）", "", between[len(title) :])
        assert between == ""


def test_fields(sample):
    for measure in sample.measures:
        assert set(measure) - {"sub_indicator"} == {
            "ordinal", "printed_number", "heading", "section_path", "starts", "ends", "indicators", *KEYS,
        }  # fmt: skip
        for layer, keys in KEYS.items():
            for item in measure[layer]:
                assert set(item) - {"optional"} == keys, item
                assert item.get("optional", True) is True
        assert {item["role"] for item in measure["departments"]} <= {role.value for role in Role}
        assert {item["kind"] for item in measure["laws"]} <= {kind.value for kind in LawKind}
        assert {item["kind"] for item in measure["targets"]} <= {"change", "limit", "level"}
        assert {item["comparator"] for item in measure["targets"]} <= {"=", "<=", ">=", "<", ">"}


def test_quotations_stand_in_their_measures(sample):
    stretches, previous = sample.stretches(), 0
    for measure, (start, end) in zip(sample.measures, stretches, strict=True):
        text = sample.text[start:end]
        for layer in KEYS:
            for item in measure[layer]:
                if item.get("role") == Role.SECTION_LEAD:
                    assert item["raw"] + "牵头）" in sample.text[:start]
                else:
                    assert item["raw"] in text, item
        for law in measure["laws"]:
            assert law["raw"] == f"《{law['name']}》"
            assert law["number"] is None or f"{law['raw']}（{law['number']}）" in text
            assert law["article"] is None or law["raw"] + law["article"] in text
        assert previous <= start
        previous = end


def test_statements_are_annotated_to_the_last_member(sample):
    """What is left of a responsibility statement without its members are its connectives."""
    for measure, (start, end) in zip(sample.measures, sample.stretches(), strict=True):
        text = sample.text[start:end]
        printed = [item["raw"] for item in measure["departments"] if item["role"] != Role.SECTION_LEAD]
        statement = text[text.rindex("。（") + 1 :] if text.endswith("）") else ""
        if not statement:
            assert printed == []
            continue
        rest = statement[1:-1]
        for raw in printed:
            place = rest.index(raw)  # in order
            assert CONNECTIVES.sub("", rest[:place]) == "", rest
            rest = rest[place + len(raw) :]
        assert CONNECTIVES.sub("", rest) == "", rest


def test_roles_are_those_of_the_statement(sample):
    for measure, (start, end) in zip(sample.measures, sample.stretches(), strict=True):
        text = sample.text[start:end]
        for item in measure["departments"]:
            if item["role"] == "lead":
                assert f"牵头单位：{item['raw']}；" in text or f"（{item['raw']}牵头" in text
            elif item["role"] == "support":
                assert text.rindex(item["raw"]) > text.rindex("牵头")
                assert "配合" in text[text.rindex("牵头") :]


def test_laws_in_title_marks_are_annotated(sample):
    for measure, (start, end) in zip(sample.measures, sample.stretches(), strict=True):
        printed = re.findall("《[^》]+》", sample.text[start:end])
        assert printed == [law["raw"] for law in measure["laws"]]
        for law in measure["laws"]:
            known = tables.laws().get(law["name"])
            assert known is not None, law
            assert law["kind"] == known.kind
            assert law["number"] in (None, known.number)


def test_targets_print_their_numbers(sample):
    for measure in sample.measures:
        for target in measure["targets"]:
            raw = plain(target["raw"]).replace("一次", "1次").replace("一场", "1场")
            assert re.search(rf"(?<!\d){target['to']:g}个?{target['unit']}", raw), target
            if target["kind"] == "change":
                assert re.search(rf"由{target['from']:g}\D", raw), target
            else:
                assert target["from"] is None
            bound = re.search(r"以内|日内|天内|月内|以下|以上|不超过|不低于|不高于|不少于|控制在", raw)
            assert (target["kind"] == "limit") == bool(bound), target


def test_deadlines(sample):
    for measure in sample.measures:
        for deadline in measure["deadlines"]:
            year, month, day = deadline["value"].split("-")
            printed = plain(deadline["raw"])
            assert year == sample.document["period"]
            assert f"{int(month)}月底前" in printed or (month == "12" and "年底前" in printed)
            assert day == {"06": "30", "09": "30", "10": "31", "12": "31"}[month]


def test_indicators(sample):
    known = {indicator.name for indicator in tables.indicators()}
    national = {indicator.name for indicator in tables.indicators()[:18]}
    seen = set()
    for measure, (start, end) in zip(sample.measures, sample.stretches(), strict=True):
        assert len(measure["indicators"]) <= 3
        for indicator in measure["indicators"]:
            assert indicator["name"] in national
            if indicator["basis"] == "named":
                assert indicator["name"] in sample.text[start:end]
            if indicator["basis"] == "section":
                seen.add(indicator["name"])
                section = re.sub(r"^（[^）]+）", "", measure["section_path"][1])
                assert tables.indicator_aliases()[section].name == indicator["name"]
        if "sub_indicator" in measure:
            assert measure["sub_indicator"] in known - national
            assert measure["section_path"][-1] == "——" + measure["sub_indicator"]
    assert seen in (set(), national)


def test_traps_are_there():
    yundu, lanchuan, yanxi = (opened(name) for name in ("yundu", "lanchuan", "yanxi"))
    raws = [item["raw"] for measure in yundu.measures for item in measure["departments"] + measure["targets"]]
    assert any(raw not in yundu.source for raw in raws)
    assert "市自然资\n" in re.sub(r" +\n", "\n", yundu.source)
    assert re.search(r"不超过1\s+20个工作日", yundu.source)
    doubled = [item for measure in yundu.measures for item in measure["departments"] if item.get("optional")]
    assert [item["raw"] for item in doubled] == ["市住建局"]
    assert (FOLDER / "lanchuan.txt").read_bytes().decode("gb18030").count("\r\n") > 20
    with pytest.raises(UnicodeDecodeError):
        (FOLDER / "lanchuan.txt").read_bytes().decode("utf-8")
    assert sum(measure["printed_number"] is None for measure in lanchuan.measures) == 2
    assert sum(measure["printed_number"] == "１．" for measure in lanchuan.measures) == 5
    for plan in (yundu, lanchuan, yanxi):
        names: dict[str, set[str]] = {}
        for measure in plan.measures:
            for item in measure["departments"]:
                names.setdefault(item["function"] or "", set()).add(item["raw"])
        assert len(names["市场监管局"]) >= 2
        assert len(names[""]) >= 3
