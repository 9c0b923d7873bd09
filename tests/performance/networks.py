"""How networks and their figures cost at the size of a country. Run: python -m tests.performance.networks

Options: --cities 30 300 (sizes, ascending), --offline (without Neo4j), --help.

Writes generated plans through the project's own writer into a local Neo4j of its own, reads them back as a
corpus, draws every network and takes every figure and backbone of it; prints processor seconds of this process
for each part (and those on the wall clock where Neo4j or the disk works too) and how they grow with the
country. Last, projection and betweenness beside igraph and networkx on the same graph, with and without turning
it into igraph's form; they take turns, the best of several rounds of processor time. Our projection also
names the shared measures and weighs them in three ways; igraph's counts them.
"""

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import networkx as nx

from graph import server
from graph.export import corpus, export
from graph.export.backbone import disparity, sdsm
from graph.export.measures import NODE_FIGURES, WHOLE_FIGURES, betweenness, load
from graph.export.measures.register import Shape
from graph.export.networks import Level, co_responsibility, counted, drawn, project, two_mode
from graph.settings import Settings
from graph.store import Store
from graph.writer import prepare, write
from loaders.tables import indicators
from tests.performance import country

ROUNDS = 5
PATIENCE = 20.0
"""Processor seconds after which a work is not repeated."""
LARGE = 3000
"""Nodes up to which networkx's own betweenness is run; of a whole country it takes minutes."""


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cities", nargs="+", type=int, default=[30, 300], metavar="N", help="sizes, ascending")
    parser.add_argument("--offline", action="store_true", help="without Neo4j")
    given = parser.parse_args(arguments)
    sizes = sorted(set(given.cities))
    plans = list(country.plans(sizes[-1]))
    with neo4j(wanted=not given.offline) as store:
        runs = [run(made, store) for made in grown(plans, sizes)]
    growth(runs)
    beside(runs[-1].corpus)


class Run:
    """One size of the country: seconds by part, in the order of their first appearance."""

    def __init__(self, made):
        self.corpus = made
        self.seconds = defaultdict(float)

    @contextmanager
    def part(self, name, *, waits=False):
        """Time a part; one that waits for Neo4j or the disk by the clock on the wall too."""
        start, wall = time.process_time(), time.perf_counter()
        yield
        self.seconds[name] += time.process_time() - start
        if waits:
            self.seconds[f"{name}, wall clock"] += time.perf_counter() - wall


def grown(plans, sizes):
    """Yield the plans of the first so many cities, for each size, with those that are new in it."""
    codes = list(dict.fromkeys(plan.document.city.code for plan in plans))
    for before, size in pairwise([0, *sizes]):
        chosen, new = set(codes[:size]), set(codes[before:size])
        yield (
            [plan for plan in plans if plan.document.city.code in chosen],
            [plan for plan in plans if plan.document.city.code in new],
        )


def run(made, store):
    plans, new = made
    found = Run(country.corpus(plans))
    print(
        f"\n{len(found.corpus.cities)} cities: {len(found.corpus.documents)} documents, "
        f"{len(found.corpus.measures)} measures, {len(found.corpus.departments)} departments, "
        f"{len(found.corpus.statements)} responsibilities"
    )
    if store is not None:
        written(new, store)
        with found.part("reading the corpus", waits=True):
            read = corpus.read(store)
        if read != found.corpus:
            sys.exit("what Neo4j gave back is not what was written")
        with (
            found.part("export, GraphML and CSV", waits=True),
            tempfile.TemporaryDirectory() as out,
        ):
            export(store, Path(out))
        study(found, store)
    networks(found)
    backbones(found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory of this process so far: {peak:.0f} MB")
    return found


def written(plans, store):
    """Write plans, and print how fast, the first tenth and the last beside each other."""
    times = []
    for plan in plans:
        start = time.perf_counter()
        write(store, plan)
        times.append((len(plan.measures), time.perf_counter() - start))
    tenth = max(1, len(times) // 10)
    speed = [
        sum(measures for measures, _ in part) / sum(taken for _, taken in part)
        for part in (times, times[:tenth], times[-tenth:])
    ]
    print("  written: {:.0f} measures/s (first tenth {:.0f}, last tenth {:.0f})".format(*speed))


def study(found, store):
    """Time `yingshang study` where the program has it."""
    try:
        from graph.export.study import study as write_study  # noqa: PLC0415 -- may not be there
    except ImportError:
        return
    with found.part("study", waits=True), tempfile.TemporaryDirectory() as out:
        write_study(store, Path(out))


def networks(found):
    """Draw every network and take every figure of it, timed by kind."""
    clock = time.process_time
    start = clock()
    for each in drawn(found.corpus):
        found.seconds[f"network: {each.slice}/{each.name}"] += clock() - start
        figures(found, each.network)
        start = clock()
    for level in Level:
        with found.part(f"figure: load by {level}"):
            load(found.corpus, level=level)


def figures(found, network):
    shape = Shape.of(network)
    nodes = {}
    for figure in NODE_FIGURES:
        if shape in figure.shapes:
            with found.part(f"figure: {figure.names[0]}"):
                nodes.update(figure.values(network))
    for figure in WHOLE_FIGURES:
        if shape in figure.shapes:
            with found.part(f"figure: {figure.name}, whole"):
                figure.function(network, nodes)


def backbones(found):
    for level in Level:
        network = co_responsibility(found.corpus, level=level)
        bipartite = two_mode(found.corpus, level=level, roles=counted(section_leads=False))
        with found.part(f"backbone: disparity by {level}"):
            disparity(network)
        with found.part(f"backbone: SDSM by {level}"):
            tails = sdsm(bipartite, {(one, other): weight for one, other, weight in network.edges(data="weight")})
        near = sum(not each.exact for each in tails.values())
        print(f"  SDSM by {level}: {len(tails)} pairs, {near} by the normal approximation")


def growth(runs):
    sizes = [len(each.corpus.measures) for each in runs]
    print(f"\n{'seconds, country of so many measures':52}" + "".join(f"{size:>10}" for size in sizes), end="")
    print(f"   growth for {sizes[-1] / sizes[0]:.1f} × the measures" if len(sizes) > 1 else "")
    kinds = list(dict.fromkeys(part.partition(":")[0] for part in runs[-1].seconds))
    for part in sorted(runs[-1].seconds, key=lambda part: kinds.index(part.partition(":")[0])):
        times = [each.seconds.get(part, 0.0) for each in runs]
        print(f"{part:52}" + "".join(f"{taken:10.2f}" for taken in times), end="")
        print(f"{times[-1] / times[0]:10.1f} ×" if len(times) > 1 and times[0] > 0.01 else "")


def beside(made):
    """Projection and betweenness, ours beside igraph's and networkx's."""
    import igraph  # noqa: PLC0415 -- the yardstick (GPL): nowhere else

    print(
        f"\n{'ratio of processor time':40}{'ours s':>9}{'igraph s':>10}{'ratio':>8}{'converted':>11}{'networkx s':>12}"
    )
    for level in Level:
        bipartite = two_mode(made, level=level, roles=counted(section_leads=False))
        top = [node for node, side in bipartite.nodes(data="bipartite") if side == 0]
        whole = converted(igraph, bipartite)
        ratio(
            f"projection by {level}",
            partial(project, bipartite, top),
            partial(projected, whole),
            lambda graph=bipartite: projected(converted(igraph, graph)),
            partial(nx.bipartite.weighted_projected_graph, bipartite, top),
        )
        network = co_responsibility(made, level=level)
        plain = converted(igraph, network)
        ratio(
            f"betweenness by {level}",
            partial(betweenness, network),
            plain.betweenness,
            lambda graph=network: converted(igraph, graph).betweenness(),
            # Its work grows with the square of the nodes, also where the network falls apart into cities.
            partial(nx.betweenness_centrality, network) if len(network) <= LARGE else None,
        )


def converted(igraph, network):
    """Return the same graph in igraph, nodes in the same order."""
    position = {node: order for order, node in enumerate(network)}
    graph = igraph.Graph(len(position), [(position[one], position[other]) for one, other in network.edges])
    graph.vs["type"] = [side == 1 for _, side in network.nodes(data="bipartite")]
    return graph


def projected(whole):
    return whole.bipartite_projection(multiplicity=True, which=0)


def ratio(name, ours, theirs, with_conversion, plain):
    times = best(ours, theirs, with_conversion, *([plain] if plain else []))
    print(f"{name:40}{times[0]:9.3f}{times[1]:10.3f}{times[0] / times[1]:8.2f}{times[0] / times[2]:11.2f}", end="")
    print(f"{times[3]:12.3f}" if plain else f"{'too slow':>12}", flush=True)


def best(*works: Callable[[], object]) -> list[float]:
    """Return the shortest processor time of each work; they take turns, long ones fewer."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            if sum(taken) < PATIENCE:
                gc.collect()
                start = time.process_time()
                work()
                taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


@contextmanager
def neo4j(*, wanted: bool) -> Iterator[Store | None]:
    """Yield a store on a local Neo4j of the benchmark's own, prepared and empty, gone afterwards."""
    if not wanted:
        yield None
        return
    with tempfile.TemporaryDirectory() as home:
        settings = Settings().model_copy(update={"home": Path(home), "neo4j_uri": None})
        endpoint = server.start(settings)
        try:
            with Store.open(endpoint) as store:
                prepare(store, indicators())
                yield store
            running = server.status(settings).running
            print(f"  memory of Neo4j: {running.memory / 2**20:.0f} MB" if running else "  Neo4j has ended")
        finally:
            server.stop(settings)


if __name__ == "__main__":
    main(sys.argv[1:])
