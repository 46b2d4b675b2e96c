"""Answers and a phase as a knapsack: which to raise, at the least cost. Pure: no texts.

Turns an axis, or everything where the overall mean decides, into items for ``optimum``, and
what it chooses back into ways up.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gemeente_online.analysis.steps import Way, ways_up
from gemeente_online.assessment.file import Assessment, State
from gemeente_online.model.file import Axis, Model, Question
from gemeente_online.scoring.optimum import Choice, choose, least, taking_part
from gemeente_online.scoring.result import Standing
from gemeente_online.scoring.sums import yardsticks_of

Gain = Callable[[str, int], int]
"""What a question at a number of units brings towards what is needed."""


class Need(NamedTuple):
    """What to choose from, in order of preference, and what the choices must gain together.

    ways: per question those that may be chosen; the first is the least that must be.
    items: what each of them costs and gains beyond the first.
    """

    questions: tuple[str, ...]
    ways: tuple[tuple[Way, ...], ...]
    items: tuple[tuple[Choice, ...], ...]
    needed: int

    def under(self, ceiling: int) -> "Need":
        """The same without the ways, beyond the first, that end above a number of units."""
        ways = tuple(
            tuple(way for at, way in enumerate(several) if at == 0 or way.units <= ceiling)
            for several in self.ways
        )
        items = tuple(item[: len(w)] for item, w in zip(self.items, ways, strict=True))
        return self._replace(ways=ways, items=items)


class Raising:
    """The answered questions of one assessment, and the problems that they make."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment, self._model = assessment, assessment.model
        self._yardsticks = yardsticks_of(self._model).axes
        self._cost = _cost_of(self._model)
        self._order = {question: at for at, question in enumerate(self._model.questions)}
        self.ways = {
            identifier: ways_up(self._model, identifier, assessment.answers[identifier])
            for identifier in self._model.questions
            if assessment.answers[identifier].state is State.KNOWN
        }

    def to_phase(self, axis: Axis, standing: Standing, phase: int) -> Need | None:
        """Raising an axis to a phase; None where no raising of answers does it.

        An axis without a phase gets none by raising answers: its coverage stays what it is.
        """
        if standing.phase is None:
            return None
        yardstick = self._yardsticks[axis.id]
        sums = yardstick.take(self._assessment.answers).known
        at = next(at for at, rung in enumerate(yardstick.rungs) if rung.phase == phase)
        rung = yardstick.rungs[at]
        required = requirements(self._model, axis, phase)
        if any(question not in self.ways for question in required):
            return None
        later = {q for one in yardstick.rungs[at + 1 :] for q, _ in one.required}
        return self._problem(
            axis.questions,
            required,
            later,
            -rung.surplus(sums.reached[at], sums.weight),
            lambda question, units: rung.counted(yardstick.weights[question], units) * rung.whole,
        )

    def to_overall_mean(self, standings: Iterable[Standing], phase: int) -> Need | None:
        """Raising the overall mean score to a phase; None where an axis has no phase."""
        if any(standing.phase is None for standing in standings):
            return None
        model = self._model
        per_unit: dict[str, Fraction] = {}
        threshold = model.phase_at(phase).threshold
        lacking = (threshold - model.scale.minimum) * model.unit
        lacking *= sum(axis.weight for axis in model.axes)
        for axis in model.axes:
            yardstick = self._yardsticks[axis.id]
            sums = yardstick.take(self._assessment.answers).known
            lacking -= axis.weight * Fraction(sums.points, sums.weight)
            for question, weight in yardstick.weights.items():
                per_unit[question] = axis.weight * Fraction(weight, sums.weight)
        measure = lcm(lacking.denominator, *(one.denominator for one in per_unit.values()))
        whole = {question: int(value * measure) for question, value in per_unit.items()}
        questions = model.questions.values()
        return self._problem(
            questions, {}, (), int(lacking * measure), lambda q, units: whole[q] * units
        )

    def _problem(
        self,
        questions: Iterable[Question],
        required: Mapping[str, int],
        later: Iterable[str],
        needed: int,
        gain: Gain,
    ) -> Need | None:
        later = set(later)
        names = [question.id for question in questions if question.id in self.ways]
        names.sort(key=lambda q: (q not in later, self.ways[q][0].units, self._order[q]))
        ways: list[tuple[Way, ...]] = []
        items: list[tuple[Choice, ...]] = []
        for name in names:
            allowed = [way for way in self.ways[name] if way.units >= required.get(name, 0)]
            if not allowed:
                return None
            first = allowed[0]
            cost, gained = self._cost(first), gain(name, first.units)
            needed -= gained - gain(name, self.ways[name][0].units)
            kept, choices = [first], [Choice(0, 0)]
            for way in allowed[1:]:
                choice = Choice(self._cost(way) - cost, gain(name, way.units) - gained)
                if choice.gain > choices[-1].gain:
                    kept.append(way)
                    choices.append(choice)
            ways.append(tuple(kept))
            items.append(tuple(choices))
        return Need(tuple(names), tuple(ways), tuple(items), needed)


def requirements(model: Model, axis: Axis, phase: int) -> dict[str, int]:
    """The questions that an axis cannot be in a phase without, and the fewest units of each."""
    required: dict[str, int] = {}
    for rung in yardsticks_of(model).axes[axis.id].rungs:
        if rung.phase <= phase:
            for question, units in rung.required:
                required[question] = max(required.get(question, 0), units)
    return required


def solve(problem: Need) -> dict[str, Way] | None:
    """The way up for every question that is raised; None where it is never enough."""
    optimum = least(problem.items, problem.needed)
    if optimum is None:
        return None
    ceilings = sorted({way.units for ways in problem.ways for way in ways})
    lowest = bisect_left(
        ceilings,
        True,
        key=lambda top: least(problem.under(top).items, problem.needed, optimum) is not None,
    )
    problem = problem.under(ceilings[lowest])
    chosen = choose(problem.items, problem.needed, optimum)
    found = zip(problem.questions, problem.ways, chosen, strict=True)
    taken = {question: ways[at] for question, ways, at in found}
    return {question: way for question, way in taken.items() if way.route}


def in_some_optimum(problem: Need) -> frozenset[str]:
    """The questions that are raised in some solution of the least cost."""
    optimum = least(problem.items, problem.needed)
    if optimum is None:
        return frozenset()
    free = taking_part(problem.items, problem.needed, optimum)
    return frozenset(
        question
        for at, question in enumerate(problem.questions)
        if at in free or problem.ways[at][0].route
    )


@lru_cache(maxsize=16)
def _cost_of(model: Model) -> Callable[[Way], int]:
    """What a way costs, as one whole number: its effort, and of the same effort its steps."""
    options = sum(len(question.options or ()) for question in model.questions.values())
    bands = sum(len(question.bands or ()) for question in model.questions.values())
    most_steps = options + bands + 2 * len(model.questions) + 1
    return lambda way: way.effort * most_steps + len(way.route)
