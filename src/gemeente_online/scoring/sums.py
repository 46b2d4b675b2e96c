"""Answers added up: the sums that every score, phase and coverage is computed from. Pure.

Every sum is a whole number: weights are multiplied by their common denominator, and scores are
counted in units above the bottom of the scale (``Model.unit``), so that every comparison with a
threshold is exact.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis, Question, Scoring

_KNOWN = State.KNOWN
"""Looked up once: of thirty answers it takes a tenth of the time to add them up."""

_WHOLE = Fraction(1)


class Rung(NamedTuple):
    """What one phase asks of some questions.

    threshold: what must be reached: a share of the weight, or under ``mean`` a score.
    weights: of the questions that it asks: all of them, or with a checklist those of the phase.
    level: units from which an answer counts, under ``share``; with a checklist the most there are.
    part, whole: the threshold as a fraction in lowest terms, under ``mean`` in units.
    required: question ids and the fewest units that each must have.
    """

    phase: int
    scoring: Scoring
    threshold: Fraction
    weights: Mapping[str, int]
    level: int
    part: int
    whole: int
    required: tuple[tuple[str, int], ...]

    def counted(self, question: str, units: int) -> int:
        """What an answer adds to the sum that the threshold is held against."""
        weight = self.weights.get(question, 0)
        if self.scoring is Scoring.MEAN:
            return weight * units
        return weight if units >= self.level else 0

    def surplus(self, reached: int, weight: int) -> int:
        """What a sum goes beyond the threshold over this total weight; negative if it lacks.

        In units of weight times ``whole``, and 0 exactly on the boundary.
        """
        return reached * self.whole - self.part * weight

    def worth(self, question: str, units: int) -> int:
        """What one answer adds to that."""
        return self.surplus(self.counted(question, units), self.weights.get(question, 0))

    def is_met(self, answers: Mapping[str, Answer], *, hoped: bool) -> bool:
        """Whether every requirement is met; hoped: by what is unanswered too."""
        for question, least in self.required:
            answer = answers[question]
            if answer.state is State.KNOWN:
                if answer.units < least:
                    return False
            elif not hoped:
                return False
        return True


class Sums(NamedTuple):
    """Scored answers, added up.

    weight: of the answers; with a checklist also of what is unanswered, which is not met and adds
    no points. points: their weight times units of score. reached: per rung, what its
    threshold is held against. asked: per rung, the weight over which that is: that of the answers,
    or with a checklist that of the questions of its phase, with those that are unanswered.
    """

    weight: int
    points: int
    reached: tuple[int, ...]
    asked: tuple[int, ...]

    def surplus(self, at: int, rung: Rung) -> int:
        """What there is beyond the threshold of the rung at a position; negative if it lacks."""
        return rung.surplus(self.reached[at], self.asked[at])


class Adds(dict[int, tuple[int, ...]]):
    """What an answer to one question adds to each sum, by its units of score."""

    def __init__(
        self, question: str, weight: int, units: Iterable[int], rungs: Sequence[Rung]
    ) -> None:
        """Look up what these units add; others are worked out when they are asked for."""
        self._question, self._weight, self._rungs = question, weight, rungs
        super().__init__({of: self[of] for of in units})

    def __missing__(self, units: int) -> tuple[int, ...]:
        counted = [rung.counted(self._question, units) for rung in self._rungs]
        return self._weight, self._weight * units, *counted, *self.asked

    @property
    def asked(self) -> list[int]:
        """What the question adds to what is asked, however it is answered.

        Only with a checklist: else all that was answered is asked.
        """
        return [
            rung.weights.get(self._question, 0)
            for rung in self._rungs
            if rung.scoring is Scoring.CHECKLIST
        ]

    @property
    def unmet(self) -> tuple[int, ...]:
        """What the question adds where it is unanswered."""
        return self._weight, 0, *[0] * len(self._rungs), *self.asked


def counted_score(model: Model, answer: Answer) -> Fraction | None:
    """The score with which an answer counts in a mean; None where it does not count.

    What is unanswered in a checklist is not met: it counts as the bottom of the scale.
    """
    return model.scale.minimum if counts_as_lowest(model, answer) else answer.score


def counts_as_lowest(model: Model, answer: Answer) -> bool:
    """Whether there is no answer, and that is held to be the lowest: what is not met of a list."""
    return model.scoring is Scoring.CHECKLIST and answer.state is State.UNKNOWN


class Taken(NamedTuple):
    """The answers to some questions, taken three ways.

    known: those that are known, in a checklist with the others as not met. lowest, highest: with
        them every unanswered question at the lowest, or highest, score that its answers can give.
        The same three where none is open.
    covered: the weight of the answers that are known.
    answered, applicable: numbers of questions; what is not applicable is in neither.
    """

    known: Sums
    lowest: Sums
    highest: Sums
    covered: int
    answered: int
    applicable: int

    @property
    def coverage(self) -> Fraction | None:
        """The answered share of the weight that applies; None where nothing applies."""
        if not self.applicable:
            return None
        if self.lowest is self.known:
            return _WHOLE
        return Fraction(self.covered, self.lowest.weight)

    def covers(self, minimum: Fraction) -> bool:
        """Whether the coverage is at least so large."""
        applicable = self.lowest.weight
        return self.covered * minimum.denominator >= minimum.numerator * applicable


class Yardstick(NamedTuple):
    """What the answers to some questions are held against.

    id: of the axis, or of the group of a view.
    rungs: the phases, from low to high.
    weights: of the questions, as whole numbers.
    adds: what an answer to each question adds.
    ends: the lowest and the highest units that answers to each question can give.
    anything: what one answer at the bottom, and one at the top of the scale adds.
    most: per rung, the most that one answer counts for.
    by_phase: with a checklist, the same for the questions of every phase apart: see ``parts``.
    """

    id: str
    rungs: tuple[Rung, ...]
    weights: Mapping[str, int]
    adds: Mapping[str, Adds]
    ends: Mapping[str, tuple[int, int]]
    anything: tuple[tuple[int, ...], tuple[int, ...]]
    most: tuple[int, ...]
    by_phase: tuple["Yardstick", ...] = ()

    @property
    def parts(self) -> Sequence["Yardstick"]:
        """The questions in as many parts as are held against thresholds of their own.

        The lowest part is the phase of all. One part in general; with a checklist one for every
        phase that has questions. In each, the threshold of a phase implies those of the phases
        below it, as thresholds and levels never fall there.
        """
        return self.by_phase or (self,)

    @property
    def counts_unanswered(self) -> bool:
        """Whether a question that is unanswered counts, as one that is not met yet."""
        return self.rungs[0].scoring is Scoring.CHECKLIST

    def take(self, answers: Mapping[str, Answer]) -> Taken:
        """Add up the answers to the questions; others may be among them."""
        known = [
            adds[answer.units]
            for question, adds in self.adds.items()
            if (answer := answers[question]).state is _KNOWN
        ]
        answered = len(known)
        if answered and answered == len(self.adds):
            sums = self._sums(known)
            return Taken(sums, sums, sums, sums.weight, answered, answered)
        unknown = [question for question in self.adds if answers[question].state is State.UNKNOWN]
        ends = [
            (adds[low], adds[high])
            for adds, (low, high) in ((self.adds[one], self.ends[one]) for one in unknown)
        ]
        unmet = unknown if self.counts_unanswered else []
        applicable = answered + len(unknown)
        if not applicable:  # what applies to nobody could still be anything
            ends = [self.anything]
        return Taken(
            self._sums([*known, *(self.adds[one].unmet for one in unmet)]),
            self._sums([*known, *(lowest for lowest, _ in ends)]),
            self._sums([*known, *(highest for _, highest in ends)]),
            sum([row[0] for row in known]),
            answered,
            applicable,
        )

    def _sums(self, rows: list[tuple[int, ...]]) -> Sums:
        """Add up column by column what answers add."""
        count = len(self.rungs)
        if not rows:
            return Sums(0, 0, (0,) * count, (0,) * count)
        weight, points, *columns = map(sum, zip(*rows, strict=True))
        reached, asked = columns[:count], columns[count:] or (weight,) * count
        return Sums(weight, points, tuple(reached), tuple(asked))

    def position(self, sums: Sums, answers: Mapping[str, Answer], *, hoped: bool = False) -> int:
        """The position of the highest phase such that it and every phase below it are reached.

        hoped: whether what is unanswered meets what is required, as its highest score does.
        """
        highest = -1
        for rung, reached, asked in zip(self.rungs, sums.reached, sums.asked, strict=True):
            if rung.surplus(reached, asked) < 0:
                break
            if rung.required and not rung.is_met(answers, hoped=hoped):
                break
            highest += 1
        return highest

    def phase(self, sums: Sums, answers: Mapping[str, Answer], *, hoped: bool = False) -> int:
        """The number of that phase."""
        return self.rungs[self.position(sums, answers, hoped=hoped)].phase

    def counting(self, at: int) -> Callable[[str, int], int]:
        """How much an answer to a question counts for a rung, by its units; as ``surplus``."""
        whole, adds = self.rungs[at].whole, self.adds
        column = at + 2  # behind the weight and the points
        return lambda question, units: adds[question][units][column] * whole

    def at(self, phase: int) -> int:
        """The position of the rung of a phase, which the model has."""
        return next(at for at, rung in enumerate(self.rungs) if rung.phase == phase)

    def required(self, phase: int) -> dict[str, int]:
        """The fewest units of the questions that a phase, or one below it, cannot do without."""
        least: dict[str, int] = {}
        for rung in self.rungs:
            if rung.phase <= phase:
                for question, units in rung.required:
                    least[question] = max(least.get(question, 0), units)
        return least


class Yardsticks(NamedTuple):
    """A model made ready for adding up.

    axes: by their id, in the model's order.
    axis_weights: of the axes in the overall mean, as whole numbers; those of the axes of one domain
        are so in its mean too.
    """

    axes: Mapping[str, Yardstick]
    axis_weights: tuple[int, ...]


@lru_cache(maxsize=16)
def yardsticks_of(model: Model) -> Yardsticks:
    """What the answers to each axis of a model are held against."""
    measure = lcm(*(weight.denominator for weight in model.axis_weights))
    return Yardsticks(
        axes={axis.id: _yardstick(model, axis.id, axis.questions, axis) for axis in model.axes},
        axis_weights=tuple(int(weight * measure) for weight in model.axis_weights),
    )


class GroupYardsticks(NamedTuple):
    """For a group of a view: all its questions taken as one axis, and those of each axis apart."""

    together: Yardstick
    axes: tuple[Yardstick, ...]


@lru_cache(maxsize=16)
def yardsticks_of_views(model: Model) -> Mapping[str, tuple[GroupYardsticks, ...]]:
    """The same for every group of every view, by the view's id: no overrides or requirements."""

    def group(view: str, identifier: str) -> GroupYardsticks:
        tagged = {
            axis.id: [q for q in axis.questions if identifier in q.views.get(view, ())]
            for axis in model.axes
        }
        every = [question for questions in tagged.values() for question in questions]
        return GroupYardsticks(
            together=_yardstick(model, identifier, every),
            axes=tuple(_yardstick(model, axis, part) for axis, part in tagged.items()),
        )

    return {view.id: tuple(group(view.id, one.id) for one in view.groups) for view in model.views}


def _yardstick(
    model: Model, identifier: str, questions: Sequence[Question], axis: Axis | None = None
) -> Yardstick:
    """axis: whose own thresholds and requirements act."""
    measure = lcm(*(question.weight.denominator for question in questions))
    weights = {question.id: int(question.weight * measure) for question in questions}
    whole = _with_rungs(model, identifier, weights, _rungs(model, questions, weights, axis))
    if model.scoring is not Scoring.CHECKLIST:
        return whole
    parts = (
        _with_rungs(model, identifier, rung.weights, _rungs_of_one_phase(whole.rungs, rung))
        for rung in whole.rungs
        if rung.weights
    )
    return whole._replace(by_phase=tuple(parts))


def _with_rungs(
    model: Model, identifier: str, weights: Mapping[str, int], rungs: tuple[Rung, ...]
) -> Yardstick:
    bottom, top = 0, model.units(model.scale.maximum)
    anything = [rung._replace(weights={"": 1}) for rung in rungs]
    adds = Adds("", 1, (bottom, top), anything)
    return Yardstick(
        id=identifier,
        rungs=rungs,
        weights=weights,
        adds={
            question: Adds(question, weight, model.kinds[question].units, rungs)
            for question, weight in weights.items()
        },
        ends={question: _ends(model, model.questions[question]) for question in weights},
        anything=(adds[bottom], adds[top]),
        most=tuple(
            max((rung.counted(question, top) for question in weights), default=0) * rung.whole
            for rung in rungs
        ),
    )


def _ends(model: Model, question: Question) -> tuple[int, int]:
    """What an unanswered question could score.

    One that may be ``nvt`` could turn out not to apply, which can have the effect of any score.
    """
    low, high = model.kinds[question.id].ends
    if question.not_applicable:
        low, high = model.scale.minimum, model.scale.maximum
    return model.units(low), model.units(high)


def _rungs(
    model: Model,
    questions: Sequence[Question],
    weights: Mapping[str, int],
    axis: Axis | None,
) -> tuple[Rung, ...]:
    requirements = {} if axis is None else axis.requirements
    level = model.units(model.scale.maximum)
    rungs = []
    for phase in model.phases:
        threshold = in_units = phase.threshold if axis is None else axis.threshold_of(phase)
        asked = weights
        if model.scoring is Scoring.MEAN:
            in_units = (threshold - model.scale.minimum) * model.unit
        elif model.scoring is Scoring.SHARE:
            level = model.units(phase.counts_from)
        else:
            asked = {one.id: weights[one.id] for one in questions if one.phase == phase.number}
        required = requirements.get(phase.number, {})
        rungs.append(
            Rung(
                phase=phase.number,
                scoring=model.scoring,
                threshold=threshold,
                weights=asked,
                level=level,
                part=in_units.numerator,
                whole=in_units.denominator,
                required=tuple((q, model.units(least)) for q, least in required.items()),
            )
        )
    return tuple(rungs)


def _rungs_of_one_phase(rungs: Sequence[Rung], own: Rung) -> tuple[Rung, ...]:
    """What phases ask of the questions of one of them: nothing below it, and the same above."""
    return tuple(
        rung._replace(
            weights=own.weights,
            threshold=own.threshold if rung.phase >= own.phase else Fraction(0),
            part=own.part if rung.phase >= own.phase else 0,
            whole=own.whole,
            required=tuple(one for one in rung.required if one[0] in own.weights),
        )
        for rung in rungs
    )
