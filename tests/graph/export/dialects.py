"""Strict readers of UCINET's DL and of Pajek's files, written after the programs' own descriptions.

They accept nothing that the descriptions do not name, and compare what a header announces with what follows.
"""

import re


def read_dl(text):
    """Return modes (the labels of each), matrix labels, and the cells as {(matrix, row, column): value}."""
    lines = iter(lines_of(text))
    dimensions = dict(re.findall(r"(\w+)=(\d+)", next(lines)))
    assert text.startswith("DL ")
    assert set(dimensions) in ({"n"}, {"n", "nm"}, {"nr", "nc"})
    sizes = [int(dimensions[name]) for name in (("n",) if "n" in dimensions else ("nr", "nc"))]
    form = re.fullmatch(r"format = (edgelist1|edgelist2|fullmatrix)", next(lines))[1]
    assert (form == "edgelist2") == (len(sizes) == 2)
    modes = []
    for size, heading in zip(
        sizes, ("labels:",) if len(sizes) == 1 else ("row labels:", "column labels:"), strict=True
    ):
        assert next(lines) == heading
        modes.append(labels_of(next(lines), size))
    matrices = [""]
    heading = next(lines)
    if "nm" in dimensions:
        assert heading == "matrix labels:"
        matrices = labels_of(next(lines), int(dimensions["nm"]))
        heading = next(lines)
    assert heading == "data:"
    rows, columns = modes[0], modes[-1]
    return modes, matrices, (full if form == "fullmatrix" else listed)(list(lines), matrices, rows, columns)


def listed(lines, matrices, rows, columns):
    cells = {}
    for line in lines:
        row, column, value = line.split(" ")
        place = (matrices[0], rows[int(row) - 1], columns[int(column) - 1])
        assert int(row) >= 1 <= int(column)
        assert place not in cells, "one tie twice"
        cells[place] = number(value)
    return cells


def full(lines, matrices, rows, columns):
    assert len(lines) == len(matrices) * len(rows)
    cells = {}
    for index, line in enumerate(lines):
        values = line.split(" ")
        assert len(values) == len(columns)
        for column, value in zip(columns, values, strict=True):
            if number(value):
                cells[matrices[index // len(rows)], rows[index % len(rows)], column] = number(value)
    return cells


def labels_of(line, size):
    """Labels are cut at 18 characters and put into capitals, so they must stay different after that."""
    labels = line.split(",") if line else []
    assert len(labels) == size
    assert len({label.upper()[:18] for label in labels}) == size
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,18}", label) for label in labels)
    return labels


def read_net(text):
    """Return labels, the size of the first mode (None of one mode), whether directed, and the lines."""
    return network(lines_of(text))


def read_paj(text):
    """Return what read_net returns, the partitions and the vectors by name."""
    blocks = []
    for line in lines_of(text):
        if re.match(r"\*(Network|Partition|Vector) ", line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    kind, name = blocks[0][0].split(" ", 1)
    assert kind == "*Network"
    assert name
    found = network(blocks[0][1:])
    partitions, vectors = {}, {}
    for head, size, *values in blocks[1:]:
        assert size == f"*Vertices {len(found[0])}"
        assert len(values) == len(found[0])
        kind, name = head.split(" ", 1)
        if kind == "*Partition":
            partitions[name] = [int(value) for value in values]
        else:
            vectors[name] = [number(value) for value in values]
    return found, partitions, vectors


def network(lines):
    size, first = re.fullmatch(r"\*Vertices (\d+)(?: (\d+))?", lines[0]).groups()
    labels = []
    for place in range(1, int(size) + 1):
        printed, label = re.fullmatch(r'(\d+) "([^"\\\x00-\x1f\x7f]*)"', lines[place]).groups()
        assert int(printed) == place
        labels.append(label)
    kind = lines[int(size) + 1]
    assert kind in ("*Edges", "*Arcs")
    ties = {}
    for line in lines[int(size) + 2 :]:
        one, other, value = line.split(" ")
        assert 1 <= int(one) <= int(size) >= int(other) >= 1
        assert (int(one), int(other)) not in ties
        ties[int(one), int(other)] = number(value)
    return labels, int(first) if first else None, kind == "*Arcs", ties


def lines_of(text):
    """Lines end as on Windows, the last one too."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    return lines


def number(text):
    assert re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text), text
    return float(text)
