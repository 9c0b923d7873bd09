"""The numbers that the codebook itself prints."""

import re
from collections import Counter

from tests.graph.export.recomputation.folder import page

__all__ = ["FILE", "differences"]

FILE = "README.md"
COVERAGE = ("n_measures", "n_naming_department", "n_open_only", "n_silent", "n_section_lead_only")


def differences(out, known, tables):
    """Yield where a number of the page is not the one recomputed."""
    text = page(out)
    sizes = {
        "documents": len(known.documents),
        "measures": len(known.measures),
        "departments": len({row["department"] for row in known.statements}),
        "statements": len(known.statements),
    }
    stated = {name: int(re.search(rf"{name}: (\d+)", text)[1]) for name in sizes}
    yield from differing("sizes", stated, sizes)
    counts = [[int(number) for number in row[2:]] for row in cells(text, "城市 City")]
    yield from differing("coverage", counts, [[row[name] for name in COVERAGE] for row in tables["documents"]])
    drawn = Counter((row["slice"], row["network"].rsplit("/", 1)[1]) for row in tables["networks"])
    listed = {kind(row[0]): int(row[1]) for row in cells(text, "网络 Networks")}
    yield from differing("networks", listed, dict(drawn))


def differing(what, stated, own):
    if stated != own:
        yield f"{FILE} {what}: stated {stated}, recomputed {own}"


def kind(place):
    """Slice and name of the networks that `networks/city/*/department-measure.*` stands for."""
    parts = place.strip("`").removesuffix(".*").split("/")
    return parts[1], parts[-1]


def cells(text, first):
    """The rows of the table whose first heading begins so."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first}"))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
