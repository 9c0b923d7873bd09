"""How fast plans are read. Run: python -m tests.performance.reading [FILE…]

Prints documents a second, and how long reading all facts of a plan takes as a multiple of segmenting the
same text once with jieba, both in this process, interleaved, the best of several rounds of processor time; how the time
grows with the length of a text that is all brackets or all commas; and what a folder of many files costs
in time and memory, in one process and in several.
"""

import gc
import resource
import sys
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path

from loaders import extract, parse
from loaders.files import SAMPLES
from loaders.processes import read_all, usable
from loaders.read import read
from loaders.source import SourceText

ROUNDS = 7
DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
PIECES = ("（", "、", "1.办。\n", "责任单位：", "不超过3个", "《", "2021年", "市发改委、")


def main(names):
    files = [Path(name) for name in names] or sorted([*SAMPLES.glob("*.txt"), *DOCUMENTS.glob("*.txt")])
    sources = [read(file) for file in files]
    against_jieba(sources)
    growth()
    folder(files)


def against_jieba(sources):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 -- the yardstick; its own warnings are not ours

    jieba.setLogLevel(60)
    jieba.initialize()
    print(f"{'plan':36}{'characters':>11}{'ms':>8}{'plans/s':>9}{'jieba ms':>10}{'ratio':>7}")
    totals = [0.0, 0.0]
    for source in sources:
        ours, theirs = best(partial(parse, source), partial(jieba.lcut, source.text))
        totals = [totals[0] + ours, totals[1] + theirs]
        print(
            f"{source.name[:34]:36}{len(source.text):11}{ours * 1e3:8.1f}{1 / ours:9.1f}{theirs * 1e3:10.1f}{ours / theirs:7.2f}"
        )
    print(f"all: {len(sources) / totals[0]:.1f} plans/s, {totals[0] / totals[1]:.2f} × one pass of jieba\n")


def best(*works):
    """Return the shortest time of each work in seconds; they take turns."""
    times = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def growth():
    print("time for 8 × the text, as a multiple (8 is linear)")
    for piece in PIECES:
        taken = []
        for size in (40_000, 320_000):
            text = "云渡市优化营商环境方案\n一、任务\n1.办理。" + piece * (size // len(piece)) + "\n2.完成。"
            source = SourceText("long.txt", text, "0" * 64, "utf-8")
            start = time.perf_counter()
            extract(parse(source, city="云渡市"))
            taken.append(time.perf_counter() - start)
        print(f"  {piece.strip():8}{taken[0]:8.2f} s{taken[1]:8.2f} s{taken[1] / taken[0]:7.1f} ×")
    print()


def folder(files, copies=40):
    """Read a folder of many files in one process and in several."""
    with tempfile.TemporaryDirectory() as name:
        many = []
        for copy in range(copies):
            for file in files:
                many.append(Path(name) / f"{copy}-{file.name}")
                many[-1].write_bytes(file.read_bytes())
        print(f"a folder of {len(many)} files")
        for processes in sorted({1, usable()}):
            start = time.perf_counter()
            read_in_all = sum(1 for _ in read_all(many, processes=processes))
            taken = time.perf_counter() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"  {processes} process(es): {read_in_all / taken:.1f} files/s, {memory:.0f} MB, largest helper {child:.0f} MB"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
