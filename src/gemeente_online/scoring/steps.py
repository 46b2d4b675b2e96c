"""The fewest steps that change a phase, and the questions on which one step does. Pure.

A step takes one known answer to its next higher or lower score; which steps there are, the type of
the question says. What a step can do is added up exactly, as a phase is (``sums``): whether one is
enough is seen from the sums, and the fewest are a knapsack (``optimum``).

What is held against a threshold are the known answers; of an axis without a phase also those with
every unanswered question at its lowest, since the lowest phase of its range is what is certain.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil, lcm

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.model.file import Model, Overall
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.scoring.optimum import Need, Way, need_of
from gemeente_online.scoring.result import Margin
from gemeente_online.scoring.sums import Rung, Sums, Yardstick, yardsticks_of
from gemeente_online.scoring.verdict import Footing

_KNOWN = State.KNOWN
"""Looked up once, as in ``sums``."""

Ways = Mapping[str, Sequence[Way]]
"""Per question that can be stepped on, where its steps in one direction lead; staying first."""


class Part(ABC):
    """Answers that are stepped on together: those of an axis, or all under the overall mean."""

    def __init__(self, assessment: Assessment, questions: Iterable[str]) -> None:
        self._kinds, self._answers = assessment.model.kinds, assessment.answers
        self._questions = questions

    @abstractmethod
    def stands(self, phase: int) -> bool:
        """Whether it is in a phase or higher already."""

    @abstractmethod
    def lowering(self, phase: int) -> list[str]:
        """The questions on which one step downward ends below a phase that it is in."""

    @abstractmethod
    def raising(self, phase: int) -> list[str]:
        """The questions on which one step upward ends in a phase that it is not in yet."""

    @abstractmethod
    def below(self, phase: int) -> int | None:
        """The fewest steps downward that end below a phase; None where none do."""

    @abstractmethod
    def reach(self, phase: int) -> int | None:
        """The fewest steps upward that end in a phase that it is not in yet; None where none do."""

    def _ways(self, *, up: bool) -> Ways:
        kinds, answers = self._kinds, self._answers
        given = ((q, kinds[q], answers[q]) for q in self._questions)
        return {
            q: _ladder(kind, a.units, a.chosen, a.number, up)
            for q, kind, a in given
            if a.state is _KNOWN
        }

    def _steps(self, *, up: bool) -> list[tuple[str, int, int]]:
        """The questions on which a step can be taken, and the units before and after it."""
        return [
            (question, several[0].units, several[1].units)
            for question, several in self._ways(up=up).items()
            if len(several) > 1
        ]


class AxisPart(Part):
    """The answers to the questions of one axis."""

    def __init__(self, assessment: Assessment, footing: Footing) -> None:
        super().__init__(assessment, footing.yardstick.weights)
        self._yardstick = footing.yardstick
        self._certain = footing.range[0] if footing.phase is None else footing.phase
        taken = footing.taken
        self._sums = [taken.known]
        if footing.phase is None:
            self._sums = [taken.lowest, taken.known] if taken.answered else [taken.lowest]

    def stands(self, phase: int) -> bool:
        """See ``Part``."""
        return self._certain >= phase

    def _to_lose(self, phase: int) -> list[tuple[Rung, int]]:
        """The phases that can be lost, and what each has beyond its threshold."""
        return [
            (rung, min(rung.surplus(sums.reached[at], sums.weight) for sums in self._sums))
            for at, rung in enumerate(self._yardstick.rungs)
            if at and rung.phase <= phase
        ]

    def lowering(self, phase: int) -> list[str]:
        """See ``Part``; by a threshold or a requirement of any of the phases up to it."""
        weights, found = self._yardstick.weights, set[str]()
        held = self._to_lose(phase)
        steps = self._steps(up=False) if held else []
        for rung, spare in held:
            for question, before, after in steps:
                weight = weights[question]
                lost = rung.counted(weight, before) - rung.counted(weight, after)
                if lost * rung.whole > spare:
                    found.add(question)
            if rung.required:
                least = dict(rung.required)
                found |= {
                    question for question, _, after in steps if after < least.get(question, 0)
                }
        return [question for question, _, _ in steps if question in found]

    def raising(self, phase: int) -> list[str]:
        """See ``Part``; a requirement is met by a step on its own question only."""
        rung, needed, required = _asked(self._yardstick, self._sums, phase)
        weights, answers = self._yardstick.weights, self._answers
        lacking = {
            question: units
            for question, units in required.items()
            if answers[question].state is not _KNOWN or answers[question].units < units
        }
        return [
            question
            for question, before, after in self._steps(up=True)
            if (rung.counted(weights[question], after) - rung.counted(weights[question], before))
            * rung.whole
            >= needed
            and lacking.keys() <= {question}
            and after >= lacking.get(question, 0)
        ]

    def below(self, phase: int) -> int | None:
        """See ``Part``; any of the phases up to it can be lost."""
        ways = self._ways(up=False)
        found = [self._steps_to_lose(rung, spare, ways) for rung, spare in self._to_lose(phase)]
        return min((steps for steps in found if steps is not None), default=None)

    def _steps_to_lose(self, rung: Rung, spare: int, ways: Ways) -> int | None:
        """The fewest steps that take the threshold of a phase away, or a requirement of it."""
        weights = self._yardstick.weights
        lost = need_of(
            ways,
            spare + 1,
            lambda question, units: -rung.counted(weights[question], units) * rung.whole,
        )
        fewest = [None if lost is None else lost.least]
        for question, minimum in rung.required:
            steps = ways.get(question, ())
            fewest.append(next((way.cost for way in steps if way.units < minimum), None))
        return min((steps for steps in fewest if steps is not None), default=None)

    def reach(self, phase: int) -> int | None:
        """See ``Part``."""
        need = need_for(self._yardstick, self._sums, phase, self._ways(up=True))
        return None if need is None else need.least


class _Mean(Part):
    """The answers to all questions, under the overall mean."""

    def __init__(self, assessment: Assessment, footings: Sequence[Footing]) -> None:
        super().__init__(assessment, assessment.model.questions)
        self._lowest = assessment.model.phases[0].number
        self._whole = WeighedTogether(assessment.model, footings)

    def stands(self, phase: int) -> bool:
        """See ``Part``."""
        return self._whole.lacks(phase) <= 0

    def lowering(self, phase: int) -> list[str]:
        """See ``Part``."""
        if phase == self._lowest:
            return []
        spare = -self._whole.lacks(phase)
        return [
            question
            for question, before, after in self._steps(up=False)
            if self._whole.worth[question] * (before - after) > spare
        ]

    def raising(self, phase: int) -> list[str]:
        """See ``Part``."""
        needed = self._whole.lacks(phase)
        return [
            question
            for question, before, after in self._steps(up=True)
            if self._whole.worth[question] * (after - before) >= needed
        ]

    def below(self, phase: int) -> int | None:
        """See ``Part``."""
        need = None
        if phase != self._lowest:
            need = self._whole.need_below(phase, self._ways(up=False))
        return None if need is None else need.least

    def reach(self, phase: int) -> int | None:
        """See ``Part``."""
        need = self._whole.need_for(phase, self._ways(up=True))
        return None if need is None else need.least


def stepped_together(assessment: Assessment, footings: Sequence[Footing]) -> Sequence[Part]:
    """What makes the overall phase."""
    if assessment.model.overall is Overall.MEAN:
        return [_Mean(assessment, footings)]
    return [AxisPart(assessment, footing) for footing in footings]


def next_phase(model: Model, phase: int) -> int | None:
    """The phase after one; None after the highest."""
    return next((one.number for one in model.phases if one.number > phase), None)


def lowering(parts: Sequence[Part], phase: int) -> list[str]:
    """The questions on which one step lowers a phase that parts have in common.

    One of the parts below it is enough.
    """
    return [question for part in parts for question in part.lowering(phase)]


def raising(parts: Sequence[Part], higher: int | None) -> list[str]:
    """The questions on which one step raises it to the next; each of the parts must be there."""
    if higher is None:
        return []
    short = [part for part in parts if not part.stands(higher)]
    return short[0].raising(higher) if len(short) == 1 else []


def fewest_out(model: Model, parts: Sequence[Part], phase: int) -> Margin:
    """The fewest steps out of a phase that several parts have in common."""
    higher = next_phase(model, phase)
    down_by, up_by = lowering(parts, phase), raising(parts, higher)
    down, up = 1 if down_by else None, 1 if up_by else None
    if not down_by:
        downs = [part.below(phase) for part in parts]
        down = min((steps for steps in downs if steps is not None), default=None)
    if not up_by and higher is not None:
        ups = [part.reach(higher) for part in parts if not part.stands(higher)]
        up = sum(steps for steps in ups if steps is not None) if None not in ups else None
    return Margin(down=down, up=up, down_questions=tuple(down_by), up_questions=tuple(up_by))


@lru_cache(maxsize=1 << 12)
def _ladder(
    kind: Kind, units: int, chosen: tuple[str, ...], number: Fraction | None, up: bool
) -> Sequence[Way]:
    """The best scores that steps in one direction lead to; the first is where it stands."""
    steps = kind.ladder(kind.start(units, chosen, number), up=up)
    return [Way(cost, of) for cost, of in enumerate(steps)]


def need_for(yardstick: Yardstick, sums: Sequence[Sums], phase: int, ways: Ways) -> Need | None:
    """What raising answers must gain for a phase; None where no raising of them does.

    sums: each of which must reach the threshold. ways: upward, of answers that are known.
    """
    rung, needed, required = _asked(yardstick, sums, phase)
    weights = yardstick.weights
    return need_of(
        ways,
        needed,
        lambda question, units: rung.counted(weights[question], units) * rung.whole,
        required,
    )


def _asked(
    yardstick: Yardstick, sums: Sequence[Sums], phase: int
) -> tuple[Rung, int, dict[str, int]]:
    """The rung of a phase, what sums lack for its threshold, and what the phase requires.

    Its threshold implies those of the phases below it, since thresholds and levels never fall.
    """
    at = next(at for at, rung in enumerate(yardstick.rungs) if rung.phase == phase)
    rung = yardstick.rungs[at]
    lacking = max(-rung.surplus(one.reached[at], one.weight) for one in sums)
    return rung, lacking, yardstick.required(phase)


class WeighedTogether:
    """The known answers of all axes as one sum, in which the overall mean is a whole number."""

    def __init__(self, model: Model, footings: Sequence[Footing]) -> None:
        """footings: of all axes, each with an answer."""
        weights = yardsticks_of(model).axis_weights
        taken = [footing.taken.known for footing in footings]
        measure = lcm(*(sums.weight for sums in taken))
        self._model, self._whole = model, measure * sum(weights)
        self._points, self.worth = 0, dict[str, int]()
        for weight, footing, sums in zip(weights, footings, taken, strict=True):
            part = weight * measure // sums.weight
            self._points += part * sums.points
            self.worth |= {q: part * of for q, of in footing.yardstick.weights.items()}

    def lacks(self, phase: int) -> int:
        """How much is missing for a phase; negative where there is more than enough."""
        model = self._model
        threshold = (model.phase_at(phase).threshold - model.scale.minimum) * model.unit
        return ceil(threshold * self._whole) - self._points

    def need_for(self, phase: int, ways: Ways) -> Need | None:
        """What raising answers must gain for a phase; None where no raising of them does."""
        return need_of(ways, self.lacks(phase), lambda q, units: self.worth[q] * units)

    def need_below(self, phase: int, ways: Ways) -> Need | None:
        """What lowering answers must lose to end below a phase; None where none of them does."""
        return need_of(ways, 1 - self.lacks(phase), lambda q, units: -self.worth[q] * units)
