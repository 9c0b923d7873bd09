"""The style is of this ontology: every label and type has its look, every caption a property there is."""

import re
from pathlib import Path

import pytest

import queries
from graph.ontology import ONTOLOGY

STYLE = Path(queries.__file__).parent / "browser" / "style.grass"


def rules():
    found = re.findall(r"([\w.]+) \{\n(.*?)\n\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    return {selector: dict(re.findall(r"  ([\w-]+): (.*);", body)) for selector, body in found}


def test_every_label_and_type_of_the_ontology_has_a_rule_and_no_other():
    types = {kind.type for kind in ONTOLOGY.relationships.values()}
    assert set(rules()) == {
        "node",
        "relationship",
        *(f"node.{label}" for label in ONTOLOGY.nodes),
        *(f"relationship.{kind}" for kind in types),
    }


def test_captions_use_properties_that_are_there():
    for selector, rule in rules().items():
        kind, _, name = selector.partition(".")
        for used in re.findall(r"\{(\w+)\}", rule.get("caption", "")):
            if kind == "node":
                properties = set(ONTOLOGY.nodes[name].properties)
            else:
                properties = {
                    key for other in ONTOLOGY.relationships.values() if other.type == name for key in other.properties
                }
            assert used in properties, selector


@pytest.mark.parametrize("selector", [f"node.{label}" for label in ONTOLOGY.nodes])
def test_captions_can_be_read_on_their_colour(selector):
    def luminance(colour):
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    rule = rules()[selector]
    lighter, darker = sorted((luminance(rule["color"]), luminance(rule["text-color-internal"])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2 AA for small text


def test_nothing_in_the_file_confuses_browsers_parser():
    # It knows no comments, and a colon or semicolon inside a value would end it.
    text = STYLE.read_text(encoding="utf-8")
    assert "/*" not in text
    assert "//" not in text
    assert all(line.count(":") == 1 and line.count(";") == 1 for line in text.splitlines() if line.startswith("  "))
