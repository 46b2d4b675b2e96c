"""The steps that lead a known answer upward: where they go, and what they take. Pure: no texts.

Which steps there are, the type of the question says; here they make ways, of which each is worth
its effort.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from gemeente_online.assessment.file import Answer
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Kind, Stop
from gemeente_online.model.written import EFFORT_PARTS
from gemeente_online.scoring.optimum import Way
from gemeente_online.scoring.steps import start_of


class Climb(NamedTuple):
    """A way up from the answer that was given.

    effort: of all its steps. stops: where each step leads, in order.
    """

    effort: Fraction
    stops: tuple[Stop, ...]


def ways_up(model: Model, question: str, answer: Answer) -> tuple[Way, ...]:
    """Every way up from an answer, or from none, that is worth its effort, staying first.

    Ordered by cost, that is by effort, then number of steps; each ends strictly higher than the
    ones before it, so that no way is listed that another reaches as high with no more. An answer
    that is the best already or is a number on a line has no way up but staying.
    """
    return _ways_up(model, question, start_of(model.kinds[question], answer))


def climb(kind: Kind, start: Stop, way: Way) -> Climb:
    """A way with all its stops; of several options at once the heaviest is added first."""
    stops = way.route
    if kind.steps_combine:
        here, stops = start, ()
        for added in sorted(way.route, key=lambda stop: -stop.units):
            together = {*here.chosen, *added.chosen}
            chosen = tuple(option for option in kind.identifiers if option in together)
            here = Stop(here.units + added.units, chosen, effort=added.effort)
            stops = (*stops, here)
    return Climb(sum((stop.effort for stop in stops), Fraction(0)), stops)


@lru_cache(maxsize=1 << 14)
def _ways_up(model: Model, question: str, start: Stop) -> tuple[Way, ...]:
    kind, most = model.kinds[question], _most_steps(model)

    def on(way: Way, stop: Stop) -> Way:
        below = way.units if kind.steps_combine else 0
        cost = int(stop.effort * EFFORT_PARTS) * most + 1
        return Way(way.cost + cost, below + stop.units, (*way.route, stop))

    stay, rows = Way(0, start.units), list(kind.onward(start))
    if not kind.steps_combine:
        along = (way for row in rows for way in accumulate(row, on, initial=stay))
        return tuple(_rising([stay, *along]))
    free = [stop for row in rows for stop in row]
    if len({stop.effort for stop in free}) == 1:  # the heaviest are best, however many
        heaviest_first = sorted(free, key=lambda stop: -stop.units)
        return tuple(accumulate(heaviest_first, on, initial=stay))
    ways = [stay]
    for stop in free:
        ways = _rising([*ways, *(on(way, stop) for way in ways)])
    return tuple(ways)


@lru_cache(maxsize=16)
def _most_steps(model: Model) -> int:
    """More than all steps together: so that one whole number holds an effort, and then steps."""
    return sum(len(kind.units) for kind in model.kinds.values()) + 1


def _rising(ways: Iterable[Way]) -> list[Way]:
    """The ways in order of cost that each end higher than all before them."""
    kept: list[Way] = []
    for way in sorted(ways, key=lambda way: (way.cost, -way.units)):  # stable: of equals, the first
        if not kept or way.units > kept[-1].units:
            kept.append(way)
    return kept
