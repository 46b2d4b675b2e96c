"""Answers added up: the sums that every score, phase and coverage is computed from. Pure.

Every sum is a whole number: weights are multiplied by their common denominator, and scores are
counted in units above the bottom of the scale (``Model.unit``), so that every comparison with a
threshold is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Axis, Model, Question, Scoring


class Rung(NamedTuple):
    """What one phase asks of some questions.

    level: units from which an answer counts, under ``share``.
    threshold: a share of the weight, or under ``mean`` a number of units.
    required: question ids and the fewest units that each must have.
    """

    phase: int
    scoring: Scoring
    level: int
    threshold: Fraction
    required: tuple[tuple[str, int], ...] = ()

    def counted(self, weight: int, units: int) -> int:
        """What an answer adds to the sum that the threshold is held against."""
        if self.scoring is Scoring.MEAN:
            return weight * units
        return weight if units >= self.level else 0

    def surplus(self, reached: int, weight: int) -> int:
        """What a sum goes beyond the threshold over this total weight; negative if it lacks.

        In units of weight times the threshold's denominator, and 0 exactly on the boundary.
        """
        return reached * self.threshold.denominator - self.threshold.numerator * weight


class Sums(NamedTuple):
    """Scored answers, added up.

    weight: of the answers. points: their weight times units of score. reached: per rung, what its
    threshold is held against.
    """

    weight: int
    points: int
    reached: tuple[int, ...]


class Taken(NamedTuple):
    """The answers to some questions, taken three ways.

    known: those that are known. lowest, highest: with them every unanswered question at the
        lowest, or highest, score that its answers can give. The same three where none is open.
    answered, applicable: numbers of questions; what is not applicable is in neither.
    """

    known: Sums
    lowest: Sums
    highest: Sums
    answered: int
    applicable: int

    @property
    def coverage(self) -> Fraction | None:
        """The answered share of the weight that applies; None where nothing applies."""
        return Fraction(self.known.weight, self.lowest.weight) if self.applicable else None

    def covers(self, minimum: Fraction) -> bool:
        """Whether the coverage is at least so large."""
        answered, applicable = self.known.weight, self.lowest.weight
        return answered * minimum.denominator >= minimum.numerator * applicable


class Yardstick(NamedTuple):
    """What the answers to some questions are held against.

    id: of the axis, or of the group of a view.
    rungs: the phases, from low to high.
    weights: of the questions, as whole numbers.
    ends: per question the lowest and the highest units that its answers can give.
    top: the units at the top of the scale; the bottom is 0.
    """

    id: str
    rungs: tuple[Rung, ...]
    weights: Mapping[str, int]
    ends: Mapping[str, tuple[int, int]]
    top: int

    def take(self, answers: Mapping[str, Answer]) -> Taken:
        """Add up the answers to the questions; others may be among them."""
        known: list[tuple[int, int]] = []
        lowest: list[tuple[int, int]] = []
        highest: list[tuple[int, int]] = []
        for question, weight in self.weights.items():
            answer = answers[question]
            if answer.state is State.KNOWN:
                known.append((weight, answer.units))
            elif answer.state is State.UNKNOWN:
                low, high = 0, self.top
                lowest.append((weight, low))
                highest.append((weight, high))
        answered, applicable = len(known), len(known) + len(lowest)
        sums = self._add(known)
        if not applicable:  # what applies to nobody could still be anything
            lowest, highest = [(1, 0)], [(1, self.top)]
        if not lowest:
            return Taken(sums, sums, sums, answered, applicable)
        return Taken(
            sums, self._add(known + lowest), self._add(known + highest), answered, applicable
        )

    def _add(self, scored: Sequence[tuple[int, int]]) -> Sums:
        """The sums of answers; scored: weight and units of each."""
        points = sum([weight * units for weight, units in scored])
        return Sums(
            sum([weight for weight, _ in scored]),
            points,
            tuple(
                [
                    points
                    if rung.scoring is Scoring.MEAN
                    else sum([weight for weight, units in scored if units >= rung.level])
                    for rung in self.rungs
                ]
            ),
        )

    def position(self, sums: Sums, answers: Mapping[str, Answer], *, hoped: bool = False) -> int:
        """The position of the highest phase such that it and every phase below it are reached.

        hoped: whether an unanswered question meets a requirement that its highest score meets;
            otherwise it does not.
        """
        highest = 0
        for at, rung in enumerate(self.rungs):
            if rung.surplus(sums.reached[at], sums.weight) < 0:
                break
            if not all(
                self._meets(answers[question], question, least, hoped=hoped)
                for question, least in rung.required
            ):
                break
            highest = at
        return highest

    def _meets(self, answer: Answer, question: str, least: int, *, hoped: bool) -> bool:
        if answer.state is State.KNOWN:
            return answer.units >= least
        return hoped and self.ends[question][1] >= least


class Yardsticks(NamedTuple):
    """A model made ready for adding up.

    axes: by their id, in the model's order.
    axis_weights: of the axes in the overall mean, as whole numbers.
    """

    axes: Mapping[str, Yardstick]
    axis_weights: tuple[int, ...]


@lru_cache(maxsize=16)
def yardsticks_of(model: Model) -> Yardsticks:
    """What the answers to each axis of a model are held against."""
    measure = lcm(*(axis.weight.denominator for axis in model.axes))
    return Yardsticks(
        axes={
            axis.id: _yardstick(model, axis.id, axis.questions, _rungs(model, axis))
            for axis in model.axes
        },
        axis_weights=tuple(int(axis.weight * measure) for axis in model.axes),
    )


class GroupYardsticks(NamedTuple):
    """For a group of a view: all its questions taken as one axis, and those of each axis apart."""

    together: Yardstick
    axes: tuple[Yardstick, ...]


@lru_cache(maxsize=16)
def yardsticks_of_views(model: Model) -> Mapping[str, tuple[GroupYardsticks, ...]]:
    """The same for every group of every view, by the view's id: no overrides or requirements."""
    rungs = _rungs(model)

    def group(view: str, identifier: str) -> GroupYardsticks:
        tagged = {
            axis.id: [q for q in axis.questions if identifier in q.views.get(view, ())]
            for axis in model.axes
        }
        every = [question for questions in tagged.values() for question in questions]
        return GroupYardsticks(
            together=_yardstick(model, identifier, every, rungs),
            axes=tuple(_yardstick(model, axis, part, rungs) for axis, part in tagged.items()),
        )

    return {view.id: tuple(group(view.id, one.id) for one in view.groups) for view in model.views}


def _yardstick(
    model: Model, identifier: str, questions: Iterable[Question], rungs: tuple[Rung, ...]
) -> Yardstick:
    questions = list(questions)
    measure = lcm(*(question.weight.denominator for question in questions))
    return Yardstick(
        id=identifier,
        rungs=rungs,
        weights={question.id: int(question.weight * measure) for question in questions},
        ends={question.id: _ends(model, question) for question in questions},
        top=model.units(model.scale.maximum),
    )


def _ends(model: Model, question: Question) -> tuple[int, int]:
    low, high = model.score_ends(question)
    return model.units(low), model.units(high)


def _rungs(model: Model, axis: Axis | None = None) -> tuple[Rung, ...]:
    thresholds = {} if axis is None else axis.thresholds
    requirements = {} if axis is None else axis.requirements
    return tuple(
        Rung(
            phase=phase.number,
            scoring=model.scoring,
            level=model.units(phase.counts_from) if model.scoring is Scoring.SHARE else 0,
            threshold=_in_units(model, thresholds.get(phase.number, phase.threshold)),
            required=tuple(
                (question, model.units(least))
                for question, least in requirements.get(phase.number, {}).items()
            ),
        )
        for phase in model.phases
    )


def _in_units(model: Model, threshold: Fraction) -> Fraction:
    if model.scoring is Scoring.SHARE:
        return threshold
    return (threshold - model.scale.minimum) * model.unit
