"""Filters: each field of each kind alone and beside others; what they find was counted by hand."""

import pytest

from api.identifiers import encode
from api.types.filters import FILTERS
from api.types.kinds import ROOTS
from graph.identity import department_id, document_id
from tests.api.plans import LAW, MARKET, TAX, UPPER_PLAN

pytestmark = pytest.mark.anyio

DOCUMENT = encode("Document", document_id(UPPER_PLAN.document))
MARKETS, TAXES = (encode("Department", department_id(body)) for body in (MARKET, TAX))

COUNTS = [
    ("measures", f'document: "{DOCUMENT}"', 5),
    ("measures", f'document: "{DOCUMENT}", city: "白石市"', 0),
    ("measures", f'department: "{TAXES}"', 3),
    ("measures", f'department: ["{TAXES}", "{MARKETS}"], role: LEAD', 2),
    ("measures", f'department: "{TAXES}", role: LEAD', 0),
    ("measures", f'department: "{TAXES}", function: "市场监管"', 0),  # not by two departments of one measure
    ("measures", 'function: ["税务", "市场监管"]', 4),  # each once
    ("measures", 'function: "税务", basis: STATEMENT', 4),
    ("measures", "basis: SECTION", 0),
    ("measures", 'city: ["云岭省", "青溪市"]', 8),  # each once
    ("measures", f'law: ["{LAW}", "{LAW}"], indicator: "纳税"', 1),
    ("measures", 'search: "一网通办", function: "税务", role: SUPPORT', 1),
    ("measures", "hasDepartments: false", 3),
    ("measures", "hasIndicators: false", 2),
    ("measures", "hasLaws: true", 3),
    ("measures", "hasDeadlines: true, hasTargets: true", 1),
    ("measures", "hasDeadlines: false", 7),
    ("departments", f'document: "{DOCUMENT}"', 3),
    ("departments", 'city: "青溪市"', 5),  # the county's, and one that is only named
    ("departments", f'law: "{LAW}", role: LEAD', 2),
    ("departments", f'law: "{LAW}", indicator: "办理建筑许可"', 1),
    ("departments", f'law: "{LAW}", indicator: "办理建筑许可", role: LEAD', 0),
    ("departments", "basis: STATEMENT", 4),
    ("indicators", f'document: "{DOCUMENT}"', 3),
    ("indicators", f'law: "{LAW}", city: "白石市"', 1),
    ("indicators", f'law: "{LAW}"', 3),
    ("laws", f'document: "{DOCUMENT}", indicator: "纳税"', 0),  # cited for 纳税 elsewhere alone
    ("laws", f'document: "{DOCUMENT}", indicator: "办理建筑许可"', 1),
    ("laws", 'city: "黑岭市"', 0),
    ("functions", 'city: "白石市"', 1),
    ("functions", 'search: "税"', 1),
    ("functions", 'system: "government"', 0),
    ("documents", 'issuedFrom: "2026-03-01", issuedUntil: "2026-03-01"', 1),
    ("documents", 'issuedUntil: "2026-02-28"', 0),  # no date is no early date
    ("documents", "statesResponsibility: false", 1),
    ("sections", f'document: "{DOCUMENT}", level: 1, search: "优化"', 1),
    ("sections", 'city: "云岭省"', 3),
    ("targets", f'document: "{DOCUMENT}", kind: LIMIT', 1),
    ("targets", f'law: "{LAW}"', 0),
    ("deadlines", f'document: "{DOCUMENT}", dueUntil: "2026-03-31"', 1),
    ("deadlines", 'indicator: "纳税"', 0),
]


@pytest.mark.parametrize(("field", "given", "count"), COUNTS)
async def test_what_is_found_is_counted_and_listed(client, field, given, count):
    data = await client.ask(f"{{ {field}(filter: {{{given}}}) {{ totalCount nodes {{ id }} }} }}")
    assert (data[field]["totalCount"], len({node["id"] for node in data[field]["nodes"]})) == (count, count)
    assert len(data[field]["nodes"]) == count


@pytest.mark.parametrize(
    ("given", "count"), [("role: [LEAD, SUPPORT]", 2), ('function: "税务"', 1), ("basis: SECTION", 0)]
)
async def test_responsibilities_are_filtered_by_what_they_are(client, given, count):
    data = await client.ask(
        f'{{ measures(filter: {{search: "压缩"}}) {{ nodes {{ responsibilities(filter: {{{given}}}) '
        "{ totalCount nodes { id } } } } }"
    )
    [measure] = data["measures"]["nodes"]
    assert measure["responsibilities"]["totalCount"] == len(measure["responsibilities"]["nodes"]) == count


async def test_measures_of_a_department_are_filtered_by_its_own_role(client):
    data = await client.ask(
        '{ departments(filter: {search: "青溪市税务局"}) { nodes { '
        "led: measures(filter: {role: LEAD}) { totalCount } "
        "supported: measures(filter: {role: SUPPORT, hasLaws: true}) { totalCount } } } }"
    )
    assert data["departments"]["nodes"] == [{"led": {"totalCount": 0}, "supported": {"totalCount": 1}}]


@pytest.mark.parametrize("worth", [4000, 0])
async def test_a_start_and_a_condition_find_the_same(client, monkeypatch, worth):
    """A filter that begins a root list is a condition in a relation, and along the documents where much is found."""
    monkeypatch.setattr("api.compiler.listing.WORTH", worth)
    for given in (
        'city: "青溪市"',
        'function: "税务", role: LEAD',
        f'law: "{LAW}"',
        'indicator: "纳税"',
        'search: "推行"',
    ):
        data = await client.ask(
            f"{{ measures(filter: {{{given}}}) {{ nodes {{ id }} }} "
            f"documents {{ nodes {{ measures(filter: {{{given}}}) {{ nodes {{ id }} totalCount }} }} }} }}"
        )
        inside = [document["measures"] for document in data["documents"]["nodes"]]
        ids = {node["id"] for found in inside for node in found["nodes"]}
        assert ids == {node["id"] for node in data["measures"]["nodes"]}
        assert sum(found["totalCount"] for found in inside) == len(ids) > 0


def test_every_kind_with_a_root_list_can_be_filtered_and_what_begins_a_list_stands_first():
    assert {entry.filters for entry in ROOTS} <= set(FILTERS)
    for name, (_, rules) in FILTERS.items():
        begins = [bool(rule.start or rule.search) for rule in rules]
        assert begins == sorted(begins, reverse=True), name
