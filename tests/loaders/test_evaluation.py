"""How well plans are read: the counts are those of the program beside the annotations."""

import copy
import json
import random
import subprocess
import sys

import pytest

from loaders import evaluation, extract, load
from loaders.errors import AnnotationBroken, DocumentMissing, RevisionUnknown
from loaders.evaluation import annotations, comparison, evaluate
from loaders.files import SAMPLES

ANNOTATED = sorted(SAMPLES.glob("*.json"))


def damaged(content, seed):
    """Return an extraction with facts left out, made up and changed."""
    draw = random.Random(seed)  # noqa: S311 -- the same damage each time
    content = copy.deepcopy(content)
    measures = content["measures"]
    measures.pop(draw.randrange(len(measures)))
    measures.insert(
        draw.randrange(len(measures)), {**measures[0], "starts": "9.凭空而来的一条措施", "ends": "到此为止。"}
    )
    for measure in measures:
        for layer in ("departments", "laws", "targets", "deadlines", "mentions", "indicators"):
            facts = measure[layer]
            if facts and draw.random() < 0.4:
                facts.pop(draw.randrange(len(facts)))
            if facts and draw.random() < 0.3:
                facts.append(copy.deepcopy(draw.choice(facts)))
            for fact in facts:
                if draw.random() < 0.2:
                    changed = draw.choice(sorted(fact))
                    fact[changed] = "１" if isinstance(fact[changed], str) else 7
        if draw.random() < 0.2:
            measure["ends"] = "别处。"
    content["document"]["number"] = "云政发〔1999〕1号"
    return content


@pytest.mark.documents
@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_the_figures_are_those_of_the_program_beside_the_annotations(gold, tmp_path, seed):
    found = annotations([gold / "dongning.json", gold / "suifenhe.json", *ANNOTATED])
    read = {each.file: extract(load(each.document)) for each in found}
    if seed is not None:
        read = {file: damaged(content, seed) for file, content in read.items()}
    pairs = []
    for number, each in enumerate(found):
        predicted = tmp_path / f"{number}.json"
        predicted.write_text(json.dumps(read[each.file]), encoding="utf-8")
        pairs += [str(each.file), str(predicted)]
    command = [sys.executable, str(gold / "score.py"), *pairs, "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    rows = evaluate(found, lambda each: read[each.file]).rows()
    assert rows == expected


def test_misses_are_named_with_their_measure():
    (annotation,) = annotations([SAMPLES / "yanxi.json"])
    content = extract(load(annotation.document))
    lost = content["measures"][4]["departments"].pop(0)
    tally = evaluate([annotation], lambda _: content).layers["departments"]
    assert (tally.missed, tally.spurious) == (1, 0)
    assert tally.misses[0].startswith("yanxi.txt #5 − " + lost["raw"])


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"document": {}, "measures": []}', '{"document": {"file": "yanxi.txt"}, "measures": [{}]}'],
)
def test_what_is_no_annotation_is_refused(tmp_path, content):
    file = tmp_path / "gold.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationBroken) as refused:
        annotations([file])
    assert str(file) in str(refused.value)


def test_the_document_of_an_annotation_has_to_be_there(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text((SAMPLES / "yanxi.json").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DocumentMissing):
        annotations([file])
    assert annotations([file], SAMPLES)[0].document == SAMPLES / "yanxi.txt"


@pytest.fixture
def history(tmp_path, monkeypatch):
    """A project with one earlier version, which reads a plan in its own way."""
    content = extract(load(SAMPLES / "yanxi.txt"))
    content["measures"][0]["departments"] = []
    content["measures"][1]["deadlines"] = [{"raw": "永远", "value": "9999"}]
    project = tmp_path / "project"
    project.mkdir()
    (project / "then.json").write_text(json.dumps(content), encoding="utf-8")
    (project / "yingshang.py").write_text(
        "import sys\ndef main():\n assert sys.argv[1] == 'extract'\n"
        " if 'refused' in sys.argv[2]: sys.exit(1)\n print(open('then.json').read())\n",
        encoding="utf-8",
    )
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
        ["tag", "v1"],
    ):
        subprocess.run(["git", *command], cwd=project, check=True)  # noqa: S607
    monkeypatch.setattr(comparison, "ROOT", project)
    return project


@pytest.mark.usefixtures("history")
def test_gains_and_losses_against_another_version():
    file = SAMPLES / "yanxi.txt"
    now = extract(load(file))
    steps = []
    found = evaluation.compare("v1", [file], lambda _: now, lambda *step: steps.append(step))
    rows = found.rows()
    assert rows["departments"]["gained"] == len(now["measures"][0]["departments"]) > 0
    assert rows["deadlines"]["lost"] == 1
    assert found.losses[0][2].endswith("永远 · 9999")
    assert rows["measures"] == {"gained": 0, "lost": 0, "kept": len(now["measures"])}
    assert steps == [(1, 1)]


@pytest.mark.usefixtures("history")
def test_a_document_that_only_one_version_reads(tmp_path):
    file = tmp_path / "refused.txt"
    file.write_bytes((SAMPLES / "yanxi.txt").read_bytes())
    now = extract(load(file))
    assert evaluation.compare("v1", [file], lambda _: now, lambda *_: None).rows()["documents"]["gained"] == 1


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("revision", ["v2", "--help", "", "a b"])
def test_a_version_that_is_not_in_the_history_is_refused(revision):
    with pytest.raises(RevisionUnknown):
        evaluation.compare(revision, [], lambda _: None, lambda *_: None)
