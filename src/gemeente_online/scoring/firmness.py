"""How easily a phase would change: by steps on answers, and by the choices of the model. Pure.

A step takes one known answer to its next higher or lower score; which steps there are, the type of
the question says. What a step can do is added up exactly, as a phase is (``sums``): the fewest
steps are a knapsack (``optimum``), and no other number of steps would do.

What is held against a threshold are the known answers; of an axis without a phase also those with
every unanswered question at its lowest, since the lowest phase of its range is what is certain.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from math import ceil, lcm

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model, Overall, Scoring
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.scoring.optimum import Need, Way, need_of
from gemeente_online.scoring.result import Firmness, Margin
from gemeente_online.scoring.sums import Rung, Sums, Yardstick, yardsticks_of
from gemeente_online.scoring.verdict import (
    Footing,
    footing_of,
    footings_of,
    mean_of_known,
    phase_of_mean,
    verdict_of,
)

Ways = Mapping[str, Sequence[Way]]
"""Per question that can be stepped on, where its steps in one direction lead; staying first."""


def margin_of(assessment: Assessment, footing: Footing) -> Margin | None:
    """The fewest steps that change the phase of an axis; None where it has none."""
    if footing.phase is None:
        return None
    return _margin(assessment.model, [_Axis(assessment, footing)], footing.phase)


def firmness_of(assessment: Assessment, footings: Sequence[Footing]) -> Firmness | None:
    """How easily the overall phase would change; None where it is undetermined.

    footings: of all axes, in the order of the model.
    """
    model = assessment.model
    phase = verdict_of(model, footings).phase
    if phase is None:
        return None
    is_lowest = model.overall is Overall.LOWEST
    parts: Sequence[_Part] = [_Axis(assessment, footing) for footing in footings]
    if not is_lowest:
        parts = [_Mean(assessment, footings)]
    margin = _margin(model, parts, phase)
    return Firmness(
        **fields_of(margin),
        lower_threshold=_with_threshold(assessment, footings, -1),
        higher_threshold=_with_threshold(assessment, footings, 1),
        median_axis=_median(footings) if is_lowest else None,
    )


def _median(footings: Sequence[Footing]) -> int | None:
    """The phase of the middle axis, of two the lower; None where an axis has none."""
    known = sorted(footing.phase for footing in footings if footing.phase is not None)
    return known[(len(footings) - 1) // 2] if len(known) == len(footings) else None


def phase_without_requirements(assessment: Assessment) -> int | None:
    """The overall phase if no phase had requirements; None where it is undetermined."""
    footings = footings_of(assessment)
    return verdict_of(
        assessment.model,
        [
            _with_rungs(assessment, footing, lambda rung: rung._replace(required=()))
            for footing in footings
        ],
    ).phase


# --- thresholds ----------------------------------------------------------------------------


def _with_threshold(assessment: Assessment, footings: Sequence[Footing], moved: int) -> int | None:
    """The overall phase with every threshold moved by one average question.

    Under ``mean`` by what one step on one question changes on average. No threshold goes beyond
    what all answers, or none, could reach.
    """
    model = assessment.model
    if model.overall is Overall.MEAN:
        by = moved * _average_step_of_mean(assessment, footings)
        score, scale = mean_of_known(model, footings), model.scale
        if score < scale.maximum:  # the same as moving the thresholds the other way
            score = max(score - by, scale.minimum)
        return phase_of_mean(model, score)
    shifted = []
    for footing in footings:
        top, by = _average_question(assessment, footing)
        shifted.append(_with_rungs(assessment, footing, partial(_moved, by=moved * by, top=top)))
    return verdict_of(model, shifted).phase


def _moved(rung: Rung, by: Fraction, top: int) -> Rung:
    threshold = Fraction(rung.part, rung.whole)
    if not threshold:  # it asks nothing, and stays everyone's
        return rung
    threshold = min(max(threshold + by, Fraction(0)), Fraction(top))
    return rung._replace(part=threshold.numerator, whole=threshold.denominator)


def _average_question(assessment: Assessment, footing: Footing) -> tuple[int, Fraction]:
    """The highest that an axis can reach, and what one average question is of that."""
    model, taken = assessment.model, footing.taken
    if model.scoring is Scoring.SHARE:
        return 1, Fraction(1, taken.answered or 1)
    top = model.units(model.scale.maximum)
    steps = [*_average_steps(assessment, footing)]
    return top, sum(steps, Fraction(0)) / (len(steps) or 1)


def _average_steps(assessment: Assessment, footing: Footing) -> Iterator[Fraction]:
    """What one step on each answered question changes of the mean of the axis, in units."""
    for question, weight in footing.yardstick.weights.items():
        step = assessment.model.kinds[question].average_step
        if step is not None and assessment.answers[question].state is State.KNOWN:
            yield weight * step / footing.taken.known.weight


def _average_step_of_mean(assessment: Assessment, footings: Sequence[Footing]) -> Fraction:
    """What one step changes of the overall mean, on average, as a score."""
    model = assessment.model
    weights = yardsticks_of(model).axis_weights
    steps = [
        weight * step / sum(weights)
        for weight, footing in zip(weights, footings, strict=True)
        for step in _average_steps(assessment, footing)
    ]
    return sum(steps, Fraction(0)) / (len(steps) or 1) / model.unit


def _with_rungs(
    assessment: Assessment, footing: Footing, change: Callable[[Rung], Rung]
) -> Footing:
    """Where an axis stands when its phases ask something else."""
    yardstick = footing.yardstick._replace(rungs=tuple(map(change, footing.yardstick.rungs)))
    answers, model = assessment.answers, assessment.model
    return footing_of(yardstick, footing.taken, answers, model.minimum_coverage)


# --- steps ---------------------------------------------------------------------------------


class _Part(ABC):
    """Answers that are stepped on together: those of an axis, or all under the overall mean."""

    def __init__(self, assessment: Assessment, questions: Iterable[str]) -> None:
        self._assessment = assessment
        self._known = [q for q in questions if assessment.answers[q].state is State.KNOWN]

    @abstractmethod
    def below(self, phase: int, ways: Ways) -> int | None:
        """The fewest steps downward that end below a phase; None where none do."""

    @abstractmethod
    def reach(self, phase: int, ways: Ways) -> int | None:
        """The fewest steps upward that end in a phase or higher; None where none do."""

    @cached_property
    def downward(self) -> Ways:
        """The steps that lower answers."""
        return self._ladders(up=False)

    @cached_property
    def upward(self) -> Ways:
        """The steps that raise answers."""
        return self._ladders(up=True)

    def _ladders(self, *, up: bool) -> Ways:
        kinds, answers = self._assessment.model.kinds, self._assessment.answers
        given = ((question, kinds[question], answers[question]) for question in self._known)
        return {q: _ladder(kind, a.units, a.chosen, a.number, up) for q, kind, a in given}


class _Axis(_Part):
    """The answers to the questions of one axis."""

    def __init__(self, assessment: Assessment, footing: Footing) -> None:
        super().__init__(assessment, footing.yardstick.weights)
        self._yardstick = footing.yardstick
        self._certain = footing.range[0] if footing.phase is None else footing.phase
        taken = footing.taken
        self._sums = [taken.known]
        if footing.phase is None:
            self._sums = [taken.lowest, taken.known] if taken.answered else [taken.lowest]

    def below(self, phase: int, ways: Ways) -> int | None:
        """See ``_Part``; any of the phases up to it can be lost."""
        rungs = [(at, rung) for at, rung in enumerate(self._yardstick.rungs) if rung.phase <= phase]
        found = [self._to_lose(at, rung, ways) for at, rung in rungs[1:]]
        return min((steps for steps in found if steps is not None), default=None)

    def _to_lose(self, at: int, rung: Rung, ways: Ways) -> int | None:
        """The fewest steps that take the threshold of a phase away, or a requirement of it."""
        weights = self._yardstick.weights
        lost = need_of(
            ways,
            min(rung.surplus(sums.reached[at], sums.weight) for sums in self._sums) + 1,
            lambda question, units: -rung.counted(weights[question], units) * rung.whole,
        )
        fewest = [None if lost is None else lost.least]
        for question, minimum in rung.required:
            steps = ways.get(question, ())
            fewest.append(next((way.cost for way in steps if way.units < minimum), None))
        return min((steps for steps in fewest if steps is not None), default=None)

    def reach(self, phase: int, ways: Ways) -> int | None:
        """See ``_Part``; where it stands there already, nothing is needed."""
        if self._certain >= phase:
            return 0
        need = need_for(self._yardstick, self._sums, phase, ways)
        return None if need is None else need.least


class _Mean(_Part):
    """The answers to all questions, under the overall mean."""

    def __init__(self, assessment: Assessment, footings: Sequence[Footing]) -> None:
        super().__init__(assessment, assessment.model.questions)
        self._whole = WeighedTogether(assessment.model, footings)

    def below(self, phase: int, ways: Ways) -> int | None:
        """See ``_Part``."""
        lowest = self._assessment.model.phases[0].number
        need = None if phase == lowest else self._whole.need_below(phase, ways)
        return None if need is None else need.least

    def reach(self, phase: int, ways: Ways) -> int | None:
        """See ``_Part``."""
        need = self._whole.need_for(phase, ways)
        return None if need is None else need.least


def _margin(model: Model, parts: Sequence[_Part], phase: int) -> Margin:
    """The fewest steps out of a phase that several parts have in common.

    One of them below it is enough to lower it, and each must be higher to raise it.
    """
    higher = next((one.number for one in model.phases if one.number > phase), None)
    downs = [part.below(phase, part.downward) for part in parts]
    down = min((steps for steps in downs if steps is not None), default=None)
    up_questions: list[str] = []
    up = None
    if higher is not None:
        ups = [part.reach(higher, part.upward) for part in parts]
        up = sum(steps for steps in ups if steps is not None) if None not in ups else None
        if up == 1:
            part = parts[ups.index(1)]
            up_questions = _in_one(part.upward, partial(part.reach, higher))
    return Margin(
        down=down,
        up=up,
        down_questions=tuple(
            question
            for part, steps in zip(parts, downs, strict=True)
            if steps == 1
            for question in _in_one(part.downward, partial(part.below, phase))
        ),
        up_questions=tuple(up_questions),
    )


def _in_one(ways: Ways, fewest: Callable[[Ways], int | None]) -> list[str]:
    """The questions on which one step is enough, where one step is."""
    still = {question: several[:1] for question, several in ways.items()}
    return [
        question
        for question, several in ways.items()
        if len(several) > 1 and fewest({**still, question: several[:2]}) == 1
    ]


@lru_cache(maxsize=1 << 12)
def _ladder(
    kind: Kind, units: int, chosen: tuple[str, ...], number: Fraction | None, up: bool
) -> Sequence[Way]:
    """The best scores that steps in one direction lead to; the first is where it stands."""
    steps = kind.ladder(kind.start(units, chosen, number), up=up)
    return [Way(cost, of) for cost, of in enumerate(steps)]


def need_for(yardstick: Yardstick, sums: Sequence[Sums], phase: int, ways: Ways) -> Need | None:
    """What raising answers must gain for a phase; None where no raising of them does.

    Its threshold implies those of the phases below it, since thresholds and levels never fall.

    sums: each of which must reach the threshold. ways: upward, of answers that are known.
    """
    at = next(at for at, rung in enumerate(yardstick.rungs) if rung.phase == phase)
    rung, weights = yardstick.rungs[at], yardstick.weights
    return need_of(
        ways,
        max(-rung.surplus(one.reached[at], one.weight) for one in sums),
        lambda question, units: rung.counted(weights[question], units) * rung.whole,
        yardstick.required(phase),
    )


class WeighedTogether:
    """The known answers of all axes as one sum, in which the overall mean is a whole number."""

    def __init__(self, model: Model, footings: Sequence[Footing]) -> None:
        """footings: of all axes, each with an answer."""
        weights = yardsticks_of(model).axis_weights
        taken = [footing.taken.known for footing in footings]
        measure = lcm(*(sums.weight for sums in taken))
        self._model, self._whole = model, measure * sum(weights)
        self._points, self._worth = 0, dict[str, int]()
        for weight, footing, sums in zip(weights, footings, taken, strict=True):
            part = weight * measure // sums.weight
            self._points += part * sums.points
            self._worth |= {q: part * of for q, of in footing.yardstick.weights.items()}

    def _lacks(self, phase: int) -> int:
        """How much is missing for a phase; negative where there is more than enough."""
        model = self._model
        threshold = (model.phase_at(phase).threshold - model.scale.minimum) * model.unit
        return ceil(threshold * self._whole) - self._points

    def need_for(self, phase: int, ways: Ways) -> Need | None:
        """What raising answers must gain for a phase; None where no raising of them does."""
        return need_of(ways, self._lacks(phase), lambda q, units: self._worth[q] * units)

    def need_below(self, phase: int, ways: Ways) -> Need | None:
        """What lowering answers must lose to end below a phase; None where none of them does."""
        return need_of(ways, 1 - self._lacks(phase), lambda q, units: -self._worth[q] * units)
