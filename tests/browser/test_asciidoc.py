"""What is read of AsciiDoc, and that nothing is passed over."""

import pytest

from graph.browser.asciidoc import Document, Heading, Items, Macro, Paragraph, Piece, Slide, Source, Table, pieces, read


def test_a_document_is_read_block_by_block():
    text = """\
// a remark
= Title

== First

[.lead]
In short.

A paragraph
of two lines.

* one
* two
lines

. first
. second

NOTE: Mind this.

=== Part

== Second

[source,cypher]
----
MATCH (n)

RETURN n
----

|===
|a |``b``
|c |d
|===

question::department-load[]
"""
    assert read(text) == Document(
        "Title",
        (
            Slide(
                "First",
                (
                    Paragraph("In short.", "lead"),
                    Paragraph("A paragraph\nof two lines."),
                    Items(("one", "two\nlines"), ordered=False),
                    Items(("first", "second"), ordered=True),
                    Paragraph("Mind this.", "note"),
                    Heading("Part"),
                ),
            ),
            Slide(
                "Second",
                (
                    Source("cypher", "MATCH (n)\n\nRETURN n"),
                    Table((("a", "``b``"), ("c", "d"))),
                    Macro("question", "department-load"),
                ),
            ),
        ),
    )


def test_a_line_is_read_piece_by_piece():
    line = "设 ``:param a => 1``，**看** https://example.org/a[这里]，label:City[城市]。"
    assert list(pieces(line)) == [
        Piece("plain", "设 "),
        Piece("code", ":param a => 1"),
        Piece("plain", "，"),
        Piece("strong", "看"),
        Piece("plain", " "),
        Piece("link", "这里", "https://example.org/a"),
        Piece("plain", "，"),
        Piece("label", "城市", "City"),
        Piece("plain", "。"),
    ]


@pytest.mark.parametrize(
    "block", ["image::a.png[]\nmore", "[quote]\ntext", "** deep", "|a |b", "include::a.adoc[]", "----\ncode\n----"]
)
def test_what_is_not_read_is_refused(block):
    with pytest.raises(ValueError, match=r"\S"):
        read(f"= Title\n\n== Slide\n\n{block}\n")


def test_a_document_without_a_title_is_refused():
    with pytest.raises(ValueError, match=r"^$"):
        read("== Slide\n\ntext\n")
