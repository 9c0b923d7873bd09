"""Comparing the measures of a graph (比对): what is similar is stored, what was compared is marked.

Every two marked documents have been compared with each other, in the words that their marks tell. A document
is compared with all marked ones and then marked, in one transaction: so a run that breaks off leaves a graph
that is right, only not finished, and the next run goes on from there. What is similar depends on two texts
alone; so the graph is the same whatever the order, and after a document was added or changed only its own
pairs are worked out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.language import Text
from graph.similarity import stored
from graph.similarity.candidates import candidates, signatures
from graph.similarity.method import mark
from graph.similarity.pair import SHARED, Similarity, similarity
from graph.similarity.stored import Document, Pair
from graph.similarity.wording import Wording, wording
from graph.store import Store, Transaction
from graph.writer.derived import retract
from graph.writer.preparation import check_version, take_turn

__all__ = ["Progress", "Report", "compare"]


class Progress(Protocol):
    """Listener of the work."""

    def step(self, what: Text) -> None:
        """Begin a step."""

    def count(self, done: int, total: int) -> None:
        """Tell how many pieces of the step are done."""


@dataclass(slots=True)
class Report:
    """What a run did: documents in the graph and compared now; measures too short to be similar to any.

    `added` and `removed` are pairs of similar measures, `kept` those that were there and still hold.
    """

    documents: int = 0
    compared: int = 0
    measures: int = 0
    too_short: int = 0
    added: int = 0
    removed: int = 0
    kept: int = 0


class _Outrun(Exception):
    """Another writer changed the graph after it was read."""


def compare(store: Store, progress: Progress) -> Report:
    """Compare every document that is not marked, or not with its present texts, and return what that did.

    Raises:
        OntologyOutdated: the graph is not prepared, or was written under another version of the ontology.
        StoreError: Neo4j failed; what was compared until then is in the graph, whole documents only.

    """
    check_version(store)
    report = Report()
    before = stored.count(store)
    while True:
        progress.step(Text("读取措施", "Reading measures"))
        documents = stored.read(store)
        fresh = [document for document in documents if document.mark != mark(document.texts)]
        if not fresh:
            break
        try:
            _run(store, documents, fresh, report, progress)
        except _Outrun:
            continue
    report.documents = len(documents)
    report.measures = sum(len(document.texts) for document in documents)
    report.too_short = stored.count_below(store, SHARED)
    report.kept = stored.count(store) - report.added
    report.removed = before - report.kept
    return report


def _run(
    store: Store, documents: Sequence[Document], fresh: Sequence[Document], report: Report, progress: Progress
) -> None:
    stale = [document.id for document in fresh if document.mark is not None]
    if stale:
        store.write(lambda transaction: _take_back(transaction, stale))
    wordings = {key: wording(text) for document in documents for key, text in document.texts.items()}
    paired = _paired(documents, fresh, wordings, progress)
    unmarked = {document.id for document in fresh}
    known = {each.id: each.mark for each in documents if each.mark is not None and each.id not in unmarked}
    progress.step(Text("比对并写入", "Comparing and writing"))
    for done, document in enumerate(fresh, start=1):
        found = {
            (first, second): _properties(common)
            for first, second in paired[document.id]
            if (common := similarity(wordings[first], wordings[second]))
        }
        _write(store, document, known, {key: len(wordings[key].characters) for key in document.texts}, found)
        known[document.id] = mark(document.texts)
        report.compared += 1
        report.added += len(found)
        progress.count(done, len(fresh))


def _paired(
    documents: Iterable[Document], fresh: Sequence[Document], wordings: Mapping[str, Wording], progress: Progress
) -> dict[str, list[Pair]]:
    """Return the pairs to align, by the document with which they are written: the last of the two to be marked."""
    turn = {document.id: place for place, document in enumerate(fresh)}
    rows = sorted(
        (key, document.id)
        for document in documents
        for key in document.texts
        if len(wordings[key].characters) >= SHARED
    )
    progress.step(Text("计算指纹", "Computing signatures"))
    signed = signatures([wordings[key].characters for key, _ in rows], progress.count)
    numbers = {document: number for number, document in enumerate(sorted({document for _, document in rows}))}
    groups = [numbers[document] for _, document in rows]
    progress.step(Text("寻找候选", "Finding candidates"))
    paired: dict[str, list[Pair]] = defaultdict(list)
    for first, second in candidates(signed, groups, [document in turn for _, document in rows]):
        (one, its), (other, others) = rows[first], rows[second]
        paired[max(its, others, key=lambda document: turn.get(document, -1))].append((one, other))
    return paired


def _properties(common: Similarity) -> dict[str, Any]:
    return {
        "score": common.score,
        "shared": common.shared,
        "first_start": [span.start for span in common.first],
        "first_end": [span.end for span in common.first],
        "second_start": [span.start for span in common.second],
        "second_end": [span.end for span in common.second],
    }


def _take_back(transaction: Transaction, documents: Iterable[str]) -> None:
    take_turn(transaction)
    for document in documents:
        retract(transaction, document)


def _write(
    store: Store,
    document: Document,
    known: Mapping[str, str],
    characters: Mapping[str, int],
    found: Mapping[Pair, Mapping[str, Any]],
) -> None:
    def work(transaction: Transaction) -> None:
        take_turn(transaction)
        if stored.texts(transaction, document.id) != document.texts or stored.marks(transaction) != known:
            raise _Outrun
        stored.write(transaction, document.id, mark(document.texts), characters, found)

    store.write(work)
