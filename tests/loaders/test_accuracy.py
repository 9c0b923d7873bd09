"""What is read is what a careful reader found: the annotated documents and the bundled samples."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import extract, load

SAMPLES = Path(__file__).parents[2] / "loaders" / "samples"
ANNOTATED = {"dongning": "000_90699731499d33ed.txt", "suifenhe": "004_86fae40b510d15c2.txt"}
FLOORS = {
    "measures": 1.0,
    "measure ends": 1.0,
    "document": 1.0,
    "departments": 1.0,
    "same body": 1.0,
    "laws": 1.0,
    "law kind": 1.0,
    "indicator (section)": 1.0,
    "targets": 1.0,
    "deadlines": 1.0,
}


@pytest.fixture(scope="session")
def score(gold):
    """Score as others do: by running the program beside the annotations."""

    def run(annotation, predicted):
        command = [sys.executable, str(gold / "score.py"), str(annotation), str(predicted)]
        shown = subprocess.run([*command, "--misses", "9"], capture_output=True, text=True, check=True).stdout
        rows = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
        return json.loads(rows), shown

    return run


@pytest.mark.documents
@pytest.mark.parametrize("name", ANNOTATED)
def test_the_annotated_documents(name, documents, gold, score, tmp_path):
    predicted = tmp_path / "predicted.json"
    predicted.write_text(json.dumps(extract(load(documents / ANNOTATED[name]))), encoding="utf-8")
    rows, misses = score(gold / f"{name}.json", predicted)
    for layer, floor in FLOORS.items():
        if layer in rows:
            assert rows[layer]["f1"] >= floor, misses
    assert rows["departments"]["hit"] > 100


@pytest.mark.documents
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_samples(sample, score, tmp_path):
    predicted = tmp_path / "predicted.json"
    predicted.write_text(json.dumps(extract(load(sample))), encoding="utf-8")
    rows, misses = score(sample.with_suffix(".json"), predicted)
    for layer, floor in {**FLOORS, "sub-indicator": 1.0}.items():
        if layer in rows:
            assert rows[layer]["f1"] >= floor, misses
    assert rows["measures"]["hit"] >= 20
