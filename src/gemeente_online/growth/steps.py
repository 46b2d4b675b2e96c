"""The steps that lead a known answer upward: where they go, and what they take. Pure: no texts.

A step takes one answered question to its next higher score (design 4.6), as ``margin`` counts
them; here each step also knows the answer that it leads to, and the effort that it takes.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from gemeente_online.assessment import Answer, State
from gemeente_online.model import Model, Question, QuestionType

_Way = TypeVar("_Way")
_ONE = Fraction(1)


class Stop(NamedTuple):
    """An answer before or after a step.

    units: its score in ``Model.unit`` above the bottom of the scale.
    chosen: ids of the options; empty for a number, and where nothing is chosen.
    band: for a number, the position of the band that it falls in.
    effort: of the step that led here; 0 for the answer that was given.
    """

    units: int
    chosen: tuple[str, ...] = ()
    band: int | None = None
    effort: Fraction = Fraction(0)


class Climb(NamedTuple):
    """A way up from the answer that was given.

    units: the score that it ends at. effort: of all its steps. stops: where each step leads,
        in order; none for staying where one is.
    """

    units: int
    effort: Fraction
    stops: tuple[Stop, ...]


def start_of(question: Question, answer: Answer) -> Stop:
    """A known answer as the place where steps begin."""
    band = None
    if question.bands and answer.number is not None:
        band = question.band_of(answer.number)
    return Stop(answer.units, answer.chosen, band)


def climbs(model: Model, question: Question, answer: Answer) -> tuple[Climb, ...]:
    """Every way up that is worth its effort, staying first.

    Ordered by effort, then number of steps; each ends strictly higher than the ones before it,
    so that no way is listed that another reaches as high with no more. An answer that is not
    known, is the best already or is a number on a line has no way up but staying.
    """
    if answer.state is not State.KNOWN:
        return (Climb(answer.units, Fraction(0), ()),)
    return _climbs(model, question.id, start_of(question, answer))


@lru_cache(maxsize=1 << 14)
def _climbs(model: Model, identifier: str, start: Stop) -> tuple[Climb, ...]:
    question = model.questions[identifier]
    staying = Climb(start.units, Fraction(0), ())
    if question.type is QuestionType.MULTI:
        return _adding(model, question, start)
    if start.band is not None:
        return tuple(
            _rising(
                [staying, *_through_bands(model, question, start.band)],
                lambda way: (way.effort, -way.units),
                lambda way: way.units,
            )
        )
    ways = [staying]
    for stop in _levels(model, question):
        if stop.units > start.units:
            below = ways[-1]
            ways.append(Climb(stop.units, below.effort + stop.effort, (*below.stops, stop)))
    return tuple(ways)


def _levels(model: Model, question: Question) -> list[Stop]:
    """One option for every score, from low to high: that of the least effort, or the first."""
    efforts = {option.id: option.effort or _ONE for option in question.options or ()}
    best: dict[int, Stop] = {}
    for word, score in model.word_scores(question).items():
        units, effort = model.units(score), efforts.get(word, _ONE)
        if units not in best or effort < best[units].effort:
            best[units] = Stop(units, (word,), effort=effort)
    return [best[units] for units in sorted(best)]


def _through_bands(model: Model, question: Question, here: int) -> Iterable[Climb]:
    given = model.units_given[question.id]

    def way(direction: int, steps: int) -> Climb:
        bands = range(here + direction, here + direction * (steps + 1), direction)
        stops = tuple(Stop(given[band], band=band, effort=_ONE) for band in bands)
        return Climb(stops[-1].units, Fraction(steps), stops)

    yield from (way(-1, steps) for steps in range(1, here + 1))
    yield from (way(1, steps) for steps in range(1, len(given) - here))


def _adding(model: Model, question: Question, start: Stop) -> tuple[Climb, ...]:
    """Options added to those of a ``multi``, one a step, the heaviest first."""
    options = question.options or ()
    given = model.units_given[question.id]
    adds = {option.id: units for option, units in zip(options, given, strict=True)}
    efforts = {option.id: option.effort or _ONE for option in options}
    sets: list[tuple[str, ...]] = [()]

    def climb(added: tuple[str, ...]) -> Climb:
        stops: list[Stop] = []
        chosen, units = set(start.chosen), start.units
        for option in sorted(added, key=lambda one: -adds[one]):
            chosen.add(option)
            units += adds[option]
            in_order = tuple(one.id for one in options if one.id in chosen)
            stops.append(Stop(units, in_order, effort=efforts[option]))
        return Climb(units, sum((efforts[one] for one in added), Fraction(0)), tuple(stops))

    def rank(added: tuple[str, ...]) -> tuple[Fraction, int, int]:
        effort = sum((efforts[one] for one in added), Fraction(0))
        return effort, len(added), -sum(adds[one] for one in added)

    for option in adds:
        if option not in start.chosen:
            sets = _rising(
                [*sets, *((*added, option) for added in sets)],
                rank,
                lambda added: sum(adds[one] for one in added),
            )
    return tuple(climb(added) for added in sets)


def _rising(
    ways: Iterable[_Way], rank: Callable[[_Way], Any], height: Callable[[_Way], int]
) -> list[_Way]:
    """The ways in order of rank that each end higher than all before them."""
    kept: list[_Way] = []
    for way in sorted(ways, key=rank):  # stable: of equals, the first
        if not kept or height(way) > height(kept[-1]):
            kept.append(way)
    return kept
