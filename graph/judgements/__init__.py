"""Judgements (裁定): what a person decided about something uncertain, kept apart from what was read.

`doubts` lists what is uncertain in plans; `Decision` is one thing decided, `read` and `append` keep decisions
in a file that is only ever added to; `apply` makes a plan say what was decided, between reading and writing.
The reader's knowledge of names comes in as `Names`: nothing here knows the tables.
"""

from graph.judgements.answer import answer, undoing
from graph.judgements.application import Applied, Effects, apply
from graph.judgements.decision import Decision, Judgement, Verdict, name_of
from graph.judgements.doubts import KINDS, LOW, Doubt, Occurrence, doubts
from graph.judgements.log import NOTHING, Decisions, append, read
from graph.judgements.naming import Names

__all__ = [
    "KINDS",
    "LOW",
    "NOTHING",
    "Applied",
    "Decision",
    "Decisions",
    "Doubt",
    "Effects",
    "Judgement",
    "Names",
    "Occurrence",
    "Verdict",
    "answer",
    "append",
    "apply",
    "doubts",
    "name_of",
    "read",
    "undoing",
]
