"""The steps that lead a known answer upward: where they go, and what they take. Pure: no texts.

A step takes one answered question to its next higher score, as ``margin`` counts
them; here each step also knows the answer that it leads to, and the effort that it takes.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model, Question, QuestionType
from gemeente_online.model.written import EFFORT_PARTS

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


class Way(NamedTuple):
    """A way up as it is weighed against others, of which there may be many.

    units: the score that it ends at. effort: of all its steps, in ``EFFORT_PARTS``. route: the
        stop that each step leads to; of a ``multi`` only what the step adds, in any order.
    """

    units: int
    effort: int
    route: tuple[Stop, ...]


def start_of(question: Question, answer: Answer) -> Stop:
    """A known answer as the place where steps begin."""
    band = None
    if question.bands and answer.number is not None:
        band = question.band_of(answer.number)
    return Stop(answer.units, answer.chosen, band)


def ways_up(model: Model, question: Question, answer: Answer) -> tuple[Way, ...]:
    """Every way up that is worth its effort, staying first.

    Ordered by effort, then number of steps; each ends strictly higher than the ones before it,
    so that no way is listed that another reaches as high with no more. An answer that is not
    known, is the best already or is a number on a line has no way up but staying.
    """
    if answer.state is not State.KNOWN:
        return (Way(answer.units, 0, ()),)
    return _ways_up(model, question.id, start_of(question, answer))


def climb(question: Question, start: Stop, way: Way) -> Climb:
    """A way with all its stops; of several options at once the heaviest is added first."""
    stops = way.route
    if question.type is QuestionType.MULTI:
        here, in_order = start, [option.id for option in question.options or ()]
        stops = ()
        for added in sorted(way.route, key=lambda stop: -stop.units):
            together = {*here.chosen, *added.chosen}
            chosen = tuple(option for option in in_order if option in together)
            here = Stop(here.units + added.units, chosen, effort=added.effort)
            stops = (*stops, here)
    return Climb(way.units, Fraction(way.effort, EFFORT_PARTS), stops)


@lru_cache(maxsize=1 << 14)
def _ways_up(model: Model, identifier: str, start: Stop) -> tuple[Way, ...]:
    question = model.questions[identifier]
    ways = [Way(start.units, 0, ())]
    if question.type is QuestionType.MULTI:
        free = [one for one in _options(model, question) if one.chosen[0] not in start.chosen]
        if len({option.effort for option in free}) == 1:  # the heaviest are best, however many
            for option in sorted(free, key=lambda one: -one.units):
                ways.append(_on(ways[-1], option, ways[-1].units))
        else:
            for option in free:
                ways = _rising([*ways, *(_on(way, option, way.units) for way in ways)])
    elif start.band is not None:
        ways = _rising([*ways, *_through_bands(model, question, start.band)])
    else:
        for stop in _levels(model, question):
            if stop.units > start.units:
                ways.append(_on(ways[-1], stop))
    return tuple(ways)


def _on(way: Way, stop: Stop, below: int = 0) -> Way:
    """A way with a stop more, whose units count from those ``below``."""
    return Way(below + stop.units, way.effort + int(stop.effort * EFFORT_PARTS), (*way.route, stop))


def _options(model: Model, question: Question) -> list[Stop]:
    """What each option of a ``multi`` adds."""
    return [
        Stop(units, (option.id,), effort=option.effort or _ONE)
        for option, units in zip(
            question.options or (), model.units_given[question.id], strict=True
        )
    ]


def _levels(model: Model, question: Question) -> list[Stop]:
    """One option for every score, from low to high: that of the least effort, or the first."""
    efforts = {option.id: option.effort or _ONE for option in question.options or ()}
    best: dict[int, Stop] = {}
    for word, score in model.word_scores(question).items():
        units, effort = model.units(score), efforts.get(word, _ONE)
        if units not in best or effort < best[units].effort:
            best[units] = Stop(units, (word,), effort=effort)
    return [best[units] for units in sorted(best)]


def _through_bands(model: Model, question: Question, here: int) -> Iterable[Way]:
    given = model.units_given[question.id]
    for direction, end in ((-1, -1), (1, len(given))):
        way = Way(given[here], 0, ())
        for band in range(here + direction, end, direction):
            way = _on(way, Stop(given[band], band=band, effort=_ONE))
            yield way


def _rising(ways: Iterable[Way]) -> list[Way]:
    """The ways in order of effort, then steps, that each end higher than all before them."""
    kept: list[Way] = []
    # stable: of equals, the first
    for way in sorted(ways, key=lambda way: (way.effort, len(way.route), -way.units)):
        if not kept or way.units > kept[-1].units:
            kept.append(way)
    return kept
