"""What figures claim: lengths, marks and words against the rows they are drawn of; nothing is cut off or hidden."""

import re
from itertools import combinations
from math import dist

import networkx as nx
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from graph.export.study.figures import drawing, font, saved, unknown
from graph.export.study.figures.bars import ROLES, bars, ranked
from graph.export.study.figures.canvas import drawable
from graph.export.study.figures.heat import COLOURS, heat, ink
from graph.export.study.figures.layout import places
from graph.export.study.figures.lorenz import curve, lorenz
from graph.export.study.figures.spread import spread
from graph.export.study.figures.web import MOST, shown, web
from graph.export.study.tables import Tables


def load(label, *, led=0, responsible=0, supported=0, section_led=0, measures=None, fractional=0.0):
    numbers = {"led": led, "responsible": responsible, "supported": supported, "section_led": section_led}
    numbers |= {"measures": led + responsible + supported if measures is None else measures, "fractional": fractional}
    return {"carrier": f"231086/{label}", "label": label, **{name: str(value) for name, value in numbers.items()}}


LOADS = [
    load("税务局", responsible=2, supported=1, fractional=1.5),
    load("市场监管局", led=3, responsible=2, measures=4, fractional=3.25, section_led=2),
    load("信访局", section_led=5),
]


@pytest.fixture(autouse=True)
def style():
    with drawing():
        yield


def words(figure):
    """Every text that is drawn, with where it is, in dots."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    beyond = set()  # labels of ticks outside the limits, which are not drawn
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            beyond |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return {
        text: text.get_window_extent(canvas.get_renderer())
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in beyond
    }


def assert_nothing_is_cut_off(figure):
    width, height = figure.get_size_inches() * figure.dpi
    for text, box in words(figure).items():
        inside = box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= width + 0.5 and box.y1 <= height + 0.5
        assert inside, text.get_text()


# Who carries how much.


def test_the_most_loaded_stands_above_and_section_leads_alone_last():
    assert [row["label"] for row in ranked(LOADS)] == ["市场监管局", "税务局", "信访局"]


def test_bars_are_as_long_as_the_table_says():
    rows = ranked(LOADS)
    (axes,) = bars(rows, {}).axes
    drawn = {
        each.get_label().split()[0].partition("（")[0]: [bar.get_width() for bar in each] for each in axes.containers
    }
    assert drawn == {"牵头": [3, 0, 0], "责任": [2, 2, 0], "配合": [0, 1, 0], "专章牵头": [2, 0, 5]}
    lefts = [[bar.get_x() for bar in each] for each in axes.containers]
    assert lefts == [[0, 0, 0], [3, 0, 0], [5, 2, 0], [5, 3, 0]]


def test_a_department_without_a_counted_load_has_no_mark_rather_than_one_at_zero():
    (axes,) = bars(ranked(LOADS), {}).axes
    (marks,) = axes.lines
    assert [*zip(marks.get_xdata(), marks.get_ydata(), strict=True)] == [(3.25, 0), (1.5, 1)]
    (axes,) = bars(LOADS[2:], {}).axes
    assert not axes.lines


def test_numbers_beside_bars_are_different_measures_and_sections_apart():
    said = {text.get_text() for text in words(bars(ranked(LOADS), {}))}
    assert {"4 +2", "3", "+5"} <= said


def test_roles_stay_apart_without_colour():
    """Dark to light by a wide margin in grey; section leads by their hatching."""
    grey = {
        name: Image.new("RGB", (1, 1), look["facecolor"]).convert("L").getpixel((0, 0))
        for name, (_, look) in ROLES.items()
    }
    assert grey["led"] + 40 < grey["responsible"] < grey["supported"] - 40
    assert "hatch" in ROLES["section_led"][1]


# Indicators.

COVERAGE = [
    {"indicator": "开办企业", "english": "Starting a business", "n_measures": "4", "n_counted": "3"},
    {"indicator": "纳税", "english": "Paying taxes", "n_measures": "2", "n_counted": "0"},
]
HOLDINGS = [{"carrier": "231086/税务局", "indicator": "开办企业", "n_measures": "3"}]


def test_cells_hold_the_numbers_none_is_white_and_not_stated_is_hatched():
    (axes,) = heat(HOLDINGS, COVERAGE, ranked(LOADS)[:2]).axes
    cells = {
        (round(t.get_position()[0]), t.get_position()[1]): t.get_text() for t in axes.texts if t.get_ha() == "center"
    }
    assert cells == {(1, 0): "3"}
    hatched = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_hatch()]
    assert [(patch.get_y(), patch.get_width()) for patch in hatched] == [(0.5, 2)]  # the whole row of 纳税
    assert {"3/4", "0/2"} <= {text.get_text() for text in axes.texts}


def test_every_number_can_be_read_on_its_colour():
    def light(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for step in range(101):
        colour = COLOURS(step / 100)
        below, above = sorted((light(colour[:3]), {"white": 1, "black": 0}[ink(colour)]))
        assert (above + 0.05) / (below + 0.05) >= 4.5


# Concentration.


def test_a_lorenz_curve_by_hand():
    assert curve([3, 1]) == [(0, 0), (0.5, 0.25), (1, 1)]
    assert curve([2, 2]) == [(0, 0), (0.5, 0.5), (1, 1)]


CITIES = [
    {"city": "甲市", "city_code": "1", "stating": "stated", "comparable": "true"},
    {"city": "乙市", "city_code": "2", "stating": "none", "comparable": "false"},
    {"city": "丙市", "city_code": "3", "stating": "stated", "comparable": "true"},
]
CONCENTRATION = [
    {"city_code": "1", "gini_normalised": "0.5", "hhi_normalised": "0.25"},
    {"city_code": "2", "gini_normalised": None, "hhi_normalised": None},
    {"city_code": "3", "gini_normalised": None, "hhi_normalised": None},  # one department
]


def test_a_city_that_states_nothing_has_no_mark_but_a_reason():
    curves, dots = lorenz({"1": [3, 1], "3": [1]}, CONCENTRATION, CITIES).axes
    assert [line.get_label() for line in curves.lines[1:]] == ["甲市"]
    assert {line.get_gid(): [*line.get_xdata()] for line in dots.lines} == {
        "gini_normalised": [0.5],
        "hhi_normalised": [0.25],
    }
    assert {"未写明责任 not stated", "仅一个部门 one department only"} == {text.get_text() for text in dots.texts}
    assert [tick.get_text() for tick in dots.get_yticklabels()] == ["甲市", "乙市", "丙市"]


def test_of_many_cities_it_is_said_how_many_are_not_drawn():
    cities = [{**CITIES[place == 0], "city": f"市{place}", "city_code": str(place)} for place in range(40)]
    cities = [{**city, "comparable": "false" if city["city_code"] == "0" else "true"} for city in cities]
    found = [
        {"city_code": str(place), "gini_normalised": str(place / 40), "hhi_normalised": "0.1"} for place in range(40)
    ]
    figure = lorenz({str(place): [3, 1] for place in range(40)}, found, cities)
    assert any("1 more cities" in text.get_text() for text in words(figure))
    assert len(figure.axes[1].lines[0].get_xdata()) == 39


# Functions across cities.


def test_a_function_is_drawn_over_the_cities_that_name_it():
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    functions = [
        {"function": "税务", "n_cities": "2", **dict(zip(names, ("0.1", "0.15", "0.2", "0.25", "0.3"), strict=True))},
        {"function": "公安", "n_cities": "1", **dict.fromkeys(names, "0.4")},
    ]
    shares = [{"function": name, "share": share} for name, share in (("税务", "0.1"), ("税务", "0.3"), ("公安", "0.4"))]
    (axes,) = spread(functions, shares, {"税务": "Taxation"}, 2).axes
    dots = axes.lines[0]
    assert sorted(zip(dots.get_xdata(), dots.get_ydata(), strict=True)) == [
        (pytest.approx(10), 1), (pytest.approx(30), 1), (pytest.approx(40), 0),
    ]  # fmt: skip
    assert {"2/2", "1/2", "Taxation"} <= {text.get_text() for text in axes.texts}


# The network.


def crowd(count, step):
    """A network of many departments, each with a short name and ties to some others."""
    network = nx.Graph()
    for place in range(count):
        network.add_node(place, label=f"第{place}某某局", measures=place % 7 + 1, core=int(place < count / 4))
    pairs = [(one, other) for one, other in combinations(range(count), 2) if (one * 7 + other * 3) % step == 0]
    network.add_edges_from(pairs, newman=1.0, backbone_sdsm=False)
    return network


@pytest.mark.parametrize(("count", "step"), [(12, 3), (40, 9), (99, 40)])
def test_no_label_lies_on_another(count, step):
    figure = web(crowd(count, step))
    boxes = {text.get_text(): box for text, box in words(figure).items() if text.get_text().startswith("第")}
    assert len(boxes) >= count * 0.8
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert not over
    assert_nothing_is_cut_off(figure)


def test_near_in_the_network_is_near_in_the_drawing():
    path = nx.path_graph(8)
    spots = places(path, dict.fromkeys(path, (1, 1)), (100, 60))
    for one, other in path.edges:
        for far in (node for node in path if abs(node - one) > 3):
            assert dist(spots[one], spots[other]) < dist(spots[one], spots[far])


def test_nodes_alike_in_everything_part_ways():
    star = nx.star_graph(8)
    spots = places(star, dict.fromkeys(star, (10, 5)), (100, 60))
    for one, other in combinations(spots.values(), 2):
        assert abs(one[0] - other[0]) > 9.9 or abs(one[1] - other[1]) > 4.9


def test_core_is_filled_periphery_hollow_and_who_is_alone_is_named():
    network = nx.Graph()
    for name, core in (("甲局", 1), ("乙局", 0), ("丙局", 0)):
        network.add_node(name, label=name, measures=1, core=core)
    network.add_edge("甲局", "乙局", newman=0.5, backbone_sdsm=True)
    figure = web(network)
    filled = {line.get_markerfacecolor() for line in figure.axes[0].lines if line.get_marker() == "o"}
    assert len(filled) == 2
    assert "没有共担者 without partners：丙局" in {text.get_text() for text in words(figure)}


def test_of_too_many_edges_the_backbone_the_heaviest_and_what_holds_together_are_drawn():
    network = nx.complete_graph(40)
    assert network.number_of_edges() > MOST
    for one, other, data in network.edges(data=True):
        data.update(newman=1 / (1 + one + other), backbone_sdsm=(one, other) == (38, 39))
    drawn = shown(network)
    assert MOST <= drawn.number_of_edges() <= MOST + 40
    assert drawn.has_edge(38, 39)
    assert nx.is_connected(drawn)
    few = crowd(12, 3)
    assert set(shown(few).edges) == set(few.edges)


# All of them, as they are written.


def test_svgs_look_the_same_everywhere_and_do_not_say_when_or_where_they_were_made(studied):
    files = sorted((studied / "figures").glob("*.svg"))
    assert len(files) >= 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "<text" not in text  # glyphs are paths
        assert "<dc:date>" not in text
        assert not re.search(r"Matplotlib|matplotlib\.org", text)
        assert ".ttf" not in text  # where the font stands


@pytest.mark.parametrize("kind", ["load", "indicators"])
def test_words_stay_on_the_page(studied, kind):
    tables = Tables(studied)
    for city in tables.rows("cities"):
        part = {"slice": "city", "member": city["city_code"]}
        rows = ranked(tables.rows("loads", **part))
        if kind == "load":
            assert_nothing_is_cut_off(
                bars(rows, {row["carrier"]: "Industry and information technology" for row in rows})
            )
        else:
            coverage = tables.rows("coverage", city_code=city["city_code"])
            assert_nothing_is_cut_off(heat(tables.rows("holdings", **part), coverage, rows))


def test_figures_are_the_same_bytes_every_time():
    first, again = (saved(bars(ranked(LOADS), {})) for _ in range(2))
    assert first == again
    assert set(first) == {".svg", ".png"}


def test_pngs_do_not_say_what_made_them(studied):
    for file in (studied / "figures").glob("*.png"):
        with Image.open(file) as image:
            assert set(image.info) <= {"dpi"}
            assert round(image.info["dpi"][0]) == 200


def test_a_character_that_the_font_lacks_is_marked_and_named():
    assert unknown(["税务局", "鑫"]) == ""
    assert unknown(["甲\U000e0101局", "\U000e0101"]) == "\U000e0101"
    assert drawable("甲\U000e0101局") == "甲〓局"
    assert font() == ("Noto Sans SC Regular", "Version 2.004-H2")
