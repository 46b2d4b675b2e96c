"""The steps that lead a known answer upward: where they go, and what they take. Pure: no texts.

Which steps there are, the type of the question says; here they make ways, of which each is worth
its effort.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Kind, Stop
from gemeente_online.model.written import EFFORT_PARTS


class Climb(NamedTuple):
    """A way up from the answer that was given.

    units: the score that it ends at. effort: of all its steps. stops: where each step leads,
        in order; none for staying where one is.
    """

    units: int
    effort: Fraction
    stops: tuple[Stop, ...]


class Way(NamedTuple):
    """A way up as it is weighed against others, of which there may be many.

    units: the score that it ends at. effort: of all its steps, in ``EFFORT_PARTS``. route: the
        stop that each step leads to; of a ``multi`` only what the step adds, in any order.
    """

    units: int
    effort: int
    route: tuple[Stop, ...]


def start_of(model: Model, question: str, answer: Answer) -> Stop:
    """A known answer as the place where steps begin."""
    return model.kinds[question].start(answer.units, answer.chosen, answer.number)


def ways_up(model: Model, question: str, answer: Answer) -> tuple[Way, ...]:
    """Every way up that is worth its effort, staying first.

    Ordered by effort, then number of steps; each ends strictly higher than the ones before it,
    so that no way is listed that another reaches as high with no more. An answer that is not
    known, is the best already or is a number on a line has no way up but staying.
    """
    if answer.state is not State.KNOWN:
        return (Way(answer.units, 0, ()),)
    return _ways_up(model, question, start_of(model, question, answer))


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
    return Climb(way.units, Fraction(way.effort, EFFORT_PARTS), stops)


@lru_cache(maxsize=1 << 14)
def _ways_up(model: Model, question: str, start: Stop) -> tuple[Way, ...]:
    kind = model.kinds[question]
    stay = Way(start.units, 0, ())
    rows = kind.onward(start)
    if kind.steps_combine:
        return tuple(_combined(stay, [stop for row in rows for stop in row]))
    return tuple(_rising([stay, *(way for row in rows for way in _along(stay, row))]))


def _combined(stay: Way, free: Sequence[Stop]) -> list[Way]:
    """The ways that take some of these steps."""
    ways = [stay]
    if len({stop.effort for stop in free}) == 1:  # the heaviest are best, however many
        for stop in sorted(free, key=lambda one: -one.units):
            ways.append(_on(ways[-1], stop, ways[-1].units))
        return ways
    for stop in free:
        ways = _rising([*ways, *(_on(way, stop, way.units) for way in ways)])
    return ways


def _along(way: Way, row: Iterable[Stop]) -> Iterator[Way]:
    """The ways that take the first steps of a row."""
    for stop in row:
        way = _on(way, stop)
        yield way


def _on(way: Way, stop: Stop, below: int = 0) -> Way:
    """A way with a stop more, whose units count from those ``below``."""
    return Way(below + stop.units, way.effort + int(stop.effort * EFFORT_PARTS), (*way.route, stop))


def _rising(ways: Iterable[Way]) -> list[Way]:
    """The ways in order of effort, then steps, that each end higher than all before them."""
    kept: list[Way] = []
    # stable: of equals, the first
    for way in sorted(ways, key=lambda way: (way.effort, len(way.route), -way.units)):
        if not kept or way.units > kept[-1].units:
            kept.append(way)
    return kept
