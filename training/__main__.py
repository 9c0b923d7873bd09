"""`python -m training [--shared FOLDER] [--out FILE]`: fit the weights, write them, report how good they are."""

import argparse
import csv
import sys
from pathlib import Path

from loaders.classifier import BIAS, Weights
from training.examples import annotated, classes, composed, sentences
from training.fitting import fitted, temperature
from training.report import Answer, answers, table

SHIPPED = Path(__file__).resolve().parents[1] / "loaders" / "tables" / "weights.csv"


def main() -> int:
    """Fit, write, report. Return 1 where the annotated documents are missing."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds documents/ and gold/")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where the weights are written")
    chosen = parser.parse_args()
    if not (chosen.shared / "gold").is_dir():
        sys.stderr.write(f"未找到标注文件 · no annotated documents in {chosen.shared} (--shared)\n")
        return 1
    written = list(composed(sentences()))
    plans = annotated(chosen.shared)
    held_out: dict[str, list[Answer]] = {}
    for name, examples in plans.items():
        others = [example for other, found in plans.items() if other != name for example in found]
        held_out[name] = answers(fitted([*written, *others]), examples)
        sys.stderr.write(f"{name}\n")
    every = [answer for found in held_out.values() for answer in found]
    heat = temperature([a.logits for a in every], [a.right for a in every])
    weights = fitted([*written, *(example for found in plans.values() for example in found)], heat)
    write(weights, chosen.out)
    sys.stdout.write(table(held_out, heat))
    return 0


def write(weights: Weights, out: Path) -> None:
    """Write weights as a table: a line of biases, then one line for each n-gram; an empty cell is no weight."""
    with out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["gram", *classes()])
        lines.writerow([BIAS, *weights.biases])
        lines.writerows([gram, *(weight or "" for weight in row)] for gram, row in weights.grams.items())


if __name__ == "__main__":
    raise SystemExit(main())
