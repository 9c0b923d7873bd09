"""Load (负荷): what each department carries, counted from what the documents state."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import permutations

from graph.export.corpus import Corpus
from graph.export.networks import JOINT, Level, carriers
from graph.model import Role

__all__ = ["Load", "load", "quarters", "shares"]


@dataclass(frozen=True, slots=True)
class Load:
    """What one department (or function) carries, in numbers of different measures.

    `measures` are those of the counted roles, `fractional` shares each of them equally among all that
    carry it (the sum over everybody is the number of measures). `section_led` stands apart and enters
    `measures` and what follows it only when asked. All but `section_led` are None where no document that
    names the carrier states who carries a measure: not stated is not 0.

    Of those measures, `n_indicators` counts the national indicators that they advance, `n_targets` their
    quantified targets, `n_deadlines` their deadlines: each is held in full by everyone who carries the
    measure. `breadth` is the number of different partners in them, `depth` the mean number of measures
    shared with a partner (strength / breadth); None without a partner, which is not 0.
    """

    led: int | None
    responsible: int | None
    supported: int | None
    section_led: int
    measures: int | None
    fractional: float | None
    n_indicators: int | None
    n_targets: int | None
    n_deadlines: int | None
    breadth: int | None
    depth: float | None


UNTOLD = dict.fromkeys(field.name for field in fields(Load) if field.name != "section_led")


def load(corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = JOINT) -> dict[str, Load]:
    """Return the load of every department (or function) that the corpus states a responsibility of.

    A department that holds two roles in one measure counts in both, and once in `measures`. The
    fractional count is that of bibliometrics: each of n carriers of a measure gets 1/n. Breadth and depth
    are those of studies of joint policy-making, of the network of shared measures: two functions are partners
    only where two different departments perform them.

    References:
        Lindsey, D. (1980). Production and citation measures in the sociology of science: the problem of
        multiple authorship. Social Studies of Science 10(2), 145-162.
        刘玉强、单孟丽、张思光（2022）我国科普政策制定主体协同演化研究。doi 10.19293/j.cnki.1673-8357.2022.03.008
        (breadth and depth of working together).

    """
    counted = set(roles)
    stating = {statement.measure.document.id for statement in corpus.statements if statement.role in counted}
    stating |= {measure.document.id for measure in corpus.measures if measure.open}
    held: dict[str, dict[Role, set[str]]] = defaultdict(lambda: {role: set() for role in Role})
    told = set()
    for statement in corpus.statements:
        for carrier in carriers(statement.department, level):
            held[carrier][statement.role].add(statement.measure.id)
            if statement.measure.document.id in stating:
                told.add(carrier)
    carried = _carried(corpus, level, counted)
    partners = _partners(carried)
    portions = shares(corpus, level=level, roles=counted)
    indicators = {measure.id: measure.indicators for measure in corpus.measures}
    targets = Counter(target.measure.id for target in corpus.targets)
    deadlines = Counter(deadline.measure.id for deadline in corpus.deadlines)
    loads = {}
    for carrier in sorted(held):
        by_role = held[carrier]
        if carrier not in told:
            loads[carrier] = Load(section_led=len(by_role[Role.SECTION_LEAD]), **UNTOLD)
            continue
        own = set().union(*(by_role[role] for role in counted))
        met = partners[carrier]
        loads[carrier] = Load(
            led=len(by_role[Role.LEAD]),
            responsible=len(by_role[Role.RESPONSIBLE]),
            supported=len(by_role[Role.SUPPORT]),
            section_led=len(by_role[Role.SECTION_LEAD]),
            measures=len(own),
            fractional=float(portions.get(carrier, 0)),
            n_indicators=len({name for measure in own for name in indicators[measure]}),
            n_targets=sum(targets[measure] for measure in own),
            n_deadlines=sum(deadlines[measure] for measure in own),
            breadth=len(met),
            depth=met.total() / len(met) if met else None,
        )
    return loads


def shares(corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = JOINT) -> dict[str, Fraction]:
    """Return the fractional load, exactly, of everyone who carries a measure in a counted role.

    They add up to the number of measures that anybody carries.
    """
    found: dict[str, Fraction] = defaultdict(Fraction)
    for behind in _carried(corpus, level, set(roles)).values():
        for carrier in behind:
            found[carrier] += Fraction(1, len(behind))
    return {carrier: found[carrier] for carrier in sorted(found)}


def quarters(
    corpus: Corpus, *, level: Level = Level.DEPARTMENT, roles: Iterable[Role] = JOINT
) -> dict[tuple[str, str], int]:
    """Return how many deadlines each carrier of their measures holds in each quarter, by carrier and `2022-Q4`.

    The quarter is that of the last day a deadline means: where only a year is printed, its fourth. A pair
    without deadlines is absent.
    """
    carried = _carried(corpus, level, set(roles))
    found: Counter[tuple[str, str]] = Counter()
    for deadline in corpus.deadlines:
        year, month, _ = deadline.latest.split("-")
        for carrier in carried.get(deadline.measure.id, ()):
            found[carrier, f"{year}-Q{(int(month) + 2) // 3}"] += 1
    return dict(sorted(found.items()))


def _carried(corpus: Corpus, level: Level, roles: set[Role]) -> dict[str, dict[str, set[str]]]:
    """Return, for each measure, who carries it in these roles, and which departments stand behind each."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in corpus.statements:
        if statement.role in roles:
            for carrier in carriers(statement.department, level):
                found[statement.measure.id][carrier].add(statement.department.id)
    return found


def _partners(carried: dict[str, dict[str, set[str]]]) -> dict[str, Counter[str]]:
    """Return, for each carrier, the measures shared with each partner: where two departments stand behind them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for behind in carried.values():
        for one, other in permutations(behind, 2):
            if len(behind[one] | behind[other]) > 1:
                found[one][other] += 1
    return found
