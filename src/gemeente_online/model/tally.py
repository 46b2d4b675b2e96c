"""Answers added up: the sums that every score, phase and coverage is computed from. Pure.

What an answer adds to the sums of its axis are whole numbers: weights, and weights times units of
score (``Model.unit``). They are packed side by side into one integer, each in a field wide enough
for its largest sum, so that thirty answers are added up exactly by adding thirty integers, and
assessments with the same sums are scored once.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gemeente_online.model.file import Axis, Model, Question, Scoring


class PackedRung(NamedTuple):
    """What one phase asks of an axis.

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
        """What weight at this score adds to the sum that the threshold is held against."""
        if self.scoring is Scoring.MEAN:
            return weight * units
        return weight if units >= self.level else 0

    def surplus(self, reached: int, total: int) -> int:
        """What a sum goes beyond the threshold over this total weight; negative if it lacks.

        In units of weight times the threshold's denominator, and 0 exactly on the boundary.
        """
        return reached * self.threshold.denominator - self.threshold.numerator * total


class PackedSums(NamedTuple):
    """The answers to some questions, added up.

    answered, unanswered: weights; questions that are not applicable are in neither.
    points: the answered weight times units of score.
    reached: per rung, what its threshold is held against.
    met, unsure: per rung, the numbers of its requirements that are met, and unanswered.
    known, unknown: numbers of questions.
    """

    answered: int
    unanswered: int
    points: int
    known: int
    unknown: int
    reached: tuple[int, ...]
    met: tuple[int, ...]
    unsure: tuple[int, ...]

    @property
    def total(self) -> int:
        """The weight that applies."""
        return self.answered + self.unanswered


class Layout:
    """Where the sums of some questions stand in one integer."""

    def __init__(
        self,
        rungs: Sequence[PackedRung],
        questions: Mapping[str, int],
        *,
        highest: int,
        start: int = 0,
    ) -> None:
        """Lay the fields out from bit ``start``.

        questions: the weight of each. highest: the units at the top of the scale.
        """
        self.rungs = tuple(rungs)
        self.weights = questions
        self._start = start
        weight, count = sum(questions.values()), len(questions)
        largest = [weight, weight, weight * highest, count, count]
        self._shared = rungs[0].scoring is Scoring.SHARE
        largest += [weight] * len(rungs) if self._shared else []
        for rung in rungs:
            largest += [len(rung.required)] * 2
        self._fields: list[tuple[int, int]] = []
        self.end = start
        for most in largest:
            self._fields.append((self.end, (1 << most.bit_length()) - 1))
            self.end += most.bit_length()

    def known(self, question: str, units: int) -> int:
        """What a known answer adds."""
        weight = self.weights[question]
        met = [
            sum(q == question and units >= least for q, least in rung.required)
            for rung in self.rungs
        ]
        reached = [rung.counted(weight, units) for rung in self.rungs] if self._shared else []
        return self._pack([weight, 0, weight * units, 1, 0, *reached, *_paired(met, first=True)])

    def unknown(self, question: str) -> int:
        """What a question without an answer adds."""
        unsure = [sum(q == question for q, _ in rung.required) for rung in self.rungs]
        reached = [0] * len(self.rungs) if self._shared else []
        weight = self.weights[question]
        return self._pack([0, weight, 0, 0, 1, *reached, *_paired(unsure, first=False)])

    @property
    def field(self) -> tuple[int, int]:
        """Where the whole layout begins, and the mask of its width: see ``part``."""
        return self._start, (1 << self.end - self._start) - 1

    def part(self, packed: int) -> int:
        """The fields of this layout alone."""
        start, mask = self.field
        return packed >> start & mask

    def sums(self, part: int) -> PackedSums:
        """The sums in what ``part`` gives."""
        answered, unanswered, points, known, unknown, *rest = (
            part >> at - self._start & mask for at, mask in self._fields
        )
        rungs = len(self.rungs)
        reached = rest[:rungs] if self._shared else [points] * rungs
        required = rest[rungs:] if self._shared else rest
        return PackedSums(
            answered=answered,
            unanswered=unanswered,
            points=points,
            known=known,
            unknown=unknown,
            reached=tuple(reached),
            met=tuple(required[::2]),
            unsure=tuple(required[1::2]),
        )

    def _pack(self, values: Iterable[int]) -> int:
        return sum(v << at for v, (at, _) in zip(values, self._fields, strict=True))


def _paired(values: Iterable[int], *, first: bool) -> list[int]:
    return [part for value in values for part in ((value, 0) if first else (0, value))]


class ModelLayout(NamedTuple):
    """A model made ready for adding up.

    axes: per axis in the model's order; their fields stand beside each other in one integer.
    axis_weights: of the axes in the overall mean, in whole numbers.
    group: for any of the questions taken as one axis, without overrides or requirements.
    highest: the units at the top of the scale; the bottom is 0.
    """

    axes: Mapping[str, Layout]
    axis_weights: tuple[int, ...]
    group: Layout
    highest: int

    def layout_of(self, question: str) -> Layout:
        """The layout of the axis that a question is on."""
        return next(layout for layout in self.axes.values() if question in layout.weights)


@lru_cache(maxsize=16)
def layout_of(model: Model) -> ModelLayout:
    """How the answers to a model are added up."""
    measure = lcm(*(question.weight.denominator for question in model.questions.values()))
    axis_measure = lcm(*(axis.weight.denominator for axis in model.axes))

    def weights(questions: Iterable[Question]) -> dict[str, int]:
        return {question.id: int(question.weight * measure) for question in questions}

    highest = model.units(model.scale.maximum)
    axes: dict[str, Layout] = {}
    end = 0
    for axis in model.axes:
        layout = Layout(_rungs(model, axis), weights(axis.questions), highest=highest, start=end)
        axes[axis.id], end = layout, layout.end
    everything = weights(model.questions.values())
    return ModelLayout(
        axes=axes,
        axis_weights=tuple(int(axis.weight * axis_measure) for axis in model.axes),
        group=Layout(_rungs(model), everything, highest=highest),
        highest=highest,
    )


def _rungs(model: Model, axis: Axis | None = None) -> list[PackedRung]:
    thresholds = {} if axis is None else axis.thresholds
    requirements = {} if axis is None else axis.requirements
    return [
        PackedRung(
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
    ]


def _in_units(model: Model, threshold: Fraction) -> Fraction:
    if model.scoring is Scoring.SHARE:
        return threshold
    return (threshold - model.scale.minimum) * model.unit
