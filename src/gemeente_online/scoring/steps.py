"""The fewest steps that change a phase, and the questions on which one step does. Pure.

A step takes one known answer to its next higher or lower score; which steps there are, the type of
the question says. In a checklist what is unanswered is not met, and is stepped up from there. What
a step can do is added up exactly, as a phase is (``sums``): whether one is enough is seen from the
sums, and the fewest are a knapsack (``optimum``).

What is held against a threshold are the known answers; of an axis without a phase also those with
every unanswered question at its lowest, since the lowest phase of its range is what is certain.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil, lcm

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after
from gemeente_online.model.parts import Overall, Phase
from gemeente_online.model.question_types.kind import Kind, Stop
from gemeente_online.scoring.optimum import Need, Way, need_of
from gemeente_online.scoring.result import Footing, Margin, Summary
from gemeente_online.scoring.sums import Sums, Yardstick, counts_as_lowest, yardsticks_of

_KNOWN = State.KNOWN
"""Looked up once, as in ``sums``."""

Ways = Mapping[str, Sequence[Way]]
"""Per question that can be stepped on, where its steps in one direction lead; staying first."""


class Part(ABC):
    """Answers that are stepped on together: those of an axis, or all under the overall mean."""

    def __init__(self, assessment: Assessment, questions: Iterable[str]) -> None:
        self._kinds, self._answers = assessment.model.kinds, assessment.answers
        self._questions = questions
        self._below: dict[int, int | None] = {}
        self._reach: dict[int, int | None] = {}

    @abstractmethod
    def stands(self, phase: int) -> bool:
        """Whether it is in a phase or higher already."""

    @abstractmethod
    def lowering(self, phase: int) -> Iterator[str]:
        """The questions on which one step downward ends below a phase that it is in.

        In the order of the model, as all that is looked for here: who asks whether there is any
        looks no further than the first.
        """

    @abstractmethod
    def raising(self, phase: int) -> Iterator[str]:
        """The questions on which one step upward ends in a phase that it is not in yet."""

    def below(self, phase: int) -> int | None:
        """The fewest steps downward that end below a phase; None where none do."""
        if phase not in self._below:
            self._below[phase] = self._fewest_below(phase)
        return self._below[phase]

    def reach(self, phase: int) -> int | None:
        """The fewest steps upward that end in a phase that it is not in yet; None where none do."""
        if phase not in self._reach:
            need = self._need(phase)
            self._reach[phase] = None if need is None else need.least
        return self._reach[phase]

    @abstractmethod
    def _fewest_below(self, phase: int) -> int | None:
        """See ``below``, which remembers it."""

    @abstractmethod
    def _need(self, phase: int) -> Need | None:
        """What steps upward must gain for a phase; None where no steps do."""

    def _ways(self, *, up: bool) -> Ways:
        return dict(self._ways_of(self._questions, up=up))

    def _ways_of(
        self, questions: Iterable[str], *, up: bool
    ) -> Iterator[tuple[str, Sequence[Way]]]:
        for question in questions:
            kind, answer = self._kinds[question], self._answers[question]
            if answer.state is _KNOWN:
                yield question, _ladder(kind, answer.units, answer.chosen, answer.number, up)
            elif up and counts_as_lowest(kind.model, answer):
                yield question, _ladder_of_none(kind)

    def _steps(self, questions: Iterable[str], *, up: bool) -> Iterator[tuple[str, int, int]]:
        """The questions on which a step can be taken, and the units before and after it."""
        for question, ways in self._ways_of(questions, up=up):
            if len(ways) > 1:
                yield question, ways[0].units, ways[1].units


class AxisPart(Part):
    """The answers to the questions of one axis, or of one of its parts.

    sums: each of which is held against thresholds. certain: the phase that it is in.
    """

    def __init__(
        self, assessment: Assessment, yardstick: Yardstick, sums: Sequence[Sums], certain: int
    ) -> None:
        super().__init__(assessment, yardstick.weights)
        self._yardstick, self._sums, self._certain = yardstick, sums, certain

    def stands(self, phase: int) -> bool:
        """See ``Part``."""
        return self._certain >= phase

    def lowering(self, phase: int) -> Iterator[str]:
        """See ``Part``; by the threshold of the phase, or what it or one below it requires."""
        yardstick = self._yardstick
        at = yardstick.at(phase)
        spare, required = self._spare(at), yardstick.required(phase)
        loose = spare < yardstick.most[at]
        asked = yardstick.weights if loose else [q for q in yardstick.weights if q in required]
        counted = yardstick.counting(at)
        for question, before, after in self._steps(asked, up=False):
            lost = counted(question, before) - counted(question, after)
            if lost > spare or after < required.get(question, 0):
                yield question

    def _spare(self, at: int) -> int:
        """What there is beyond the threshold of a rung.

        Its threshold implies those of the phases below it, since thresholds and levels never fall:
        so it is the first that steps downward lose, and the last that steps upward reach.
        """
        rung = self._yardstick.rungs[at]
        return min([sums.surplus(at, rung) for sums in self._sums])

    def raising(self, phase: int) -> Iterator[str]:
        """See ``Part``; a requirement is met by a step on its own question only."""
        yardstick, answers = self._yardstick, self._answers
        at = yardstick.at(phase)
        needed = -self._spare(at)
        lacking = {
            question: units
            for question, units in yardstick.required(phase).items()
            if answers[question].state is not _KNOWN or answers[question].units < units
        }
        if len(lacking) > 1 or needed > yardstick.most[at]:
            return
        counted = yardstick.counting(at)
        for question, before, after in self._steps(lacking or yardstick.weights, up=True):
            gained = counted(question, after) - counted(question, before)
            if gained >= needed and after >= lacking.get(question, 0):
                yield question

    def _fewest_below(self, phase: int) -> int | None:
        """By the threshold of the phase, or what it or one below it requires."""
        yardstick, ways = self._yardstick, self._ways(up=False)
        at = yardstick.at(phase)
        counted = yardstick.counting(at)
        lost = need_of(ways, self._spare(at) + 1, lambda question, units: -counted(question, units))
        fewest = [None if lost is None else lost.least]
        for question, minimum in yardstick.required(phase).items():
            steps = ways.get(question, ())
            fewest.append(next((way.cost for way in steps if way.units < minimum), None))
        return min((steps for steps in fewest if steps is not None), default=None)

    def _need(self, phase: int) -> Need | None:
        return need_for(self._yardstick, self._sums, phase, self._ways(up=True))


class _Mean(Part):
    """The answers to all questions, under the overall mean."""

    def __init__(self, summary: Summary) -> None:
        model = summary.assessment.model
        super().__init__(summary.assessment, model.questions)
        self._lowest = model.phases[0].number
        self._whole = WeighedTogether(model, summary.footings)

    def stands(self, phase: int) -> bool:
        """See ``Part``."""
        return self._whole.lacks(phase) <= 0

    def lowering(self, phase: int) -> Iterator[str]:
        """See ``Part``."""
        spare = -self._whole.lacks(phase)
        if phase != self._lowest:
            for question, before, after in self._steps(self._questions, up=False):
                if self._whole.worth[question] * (before - after) > spare:
                    yield question

    def raising(self, phase: int) -> Iterator[str]:
        """See ``Part``."""
        needed = self._whole.lacks(phase)
        for question, before, after in self._steps(self._questions, up=True):
            if self._whole.worth[question] * (after - before) >= needed:
                yield question

    def _fewest_below(self, phase: int) -> int | None:
        need = None
        if phase != self._lowest:
            need = self._whole.need_below(phase, self._ways(up=False))
        return None if need is None else need.least

    def _need(self, phase: int) -> Need | None:
        return self._whole.need_for(phase, self._ways(up=True))


def parts_of_axis(assessment: Assessment, footing: Footing) -> Sequence[AxisPart]:
    """The answers to an axis, in the parts that are held against thresholds of their own.

    footing: where the axis stands.
    """
    answers, whole, taken = assessment.answers, footing.yardstick, footing.taken
    if not whole.by_phase:
        certain, sums = footing.phase, [taken.known]
        if certain is None:
            certain = footing.range[0]
            sums = [taken.lowest, taken.known] if taken.answered else [taken.lowest]
        return [AxisPart(assessment, whole, sums, certain)]
    parts = []
    for part in whole.by_phase:
        own = part.take(answers)
        certain_sums = own.known if taken.applicable else own.lowest
        certain = part.phase(certain_sums, answers)
        parts.append(AxisPart(assessment, part, [certain_sums], certain))
    return parts


def axis_parts(summary: Summary) -> list[Sequence[AxisPart]]:
    """The same of each axis, in the order of the model."""
    return [parts_of_axis(summary.assessment, footing) for footing in summary.footings]


def stepped_together(summary: Summary, parts: Sequence[Sequence[AxisPart]]) -> Sequence[Part]:
    """What makes the overall phase. parts: of its axes."""
    if summary.assessment.model.overall is Overall.MEAN:
        return [_Mean(summary)]
    return [part for several in parts for part in several]


def lowering(parts: Sequence[Part], phase: int) -> Iterator[str]:
    """The questions on which one step lowers a phase that parts have in common.

    One of the parts below it is enough.
    """
    for part in parts:
        yield from part.lowering(phase)


def raising(parts: Sequence[Part], higher: Phase | None) -> Iterator[str]:
    """The questions on which one step raises it to the next; each of the parts must be there."""
    if higher is not None:
        short = [part for part in parts if not part.stands(higher.number)]
        if len(short) == 1:
            yield from short[0].raising(higher.number)


def fewest_out(model: Model, parts: Sequence[Part], phase: int) -> Margin:
    """The fewest steps out of a phase that several parts have in common."""
    higher = phase_after(model, phase)
    down_by, up_by = tuple(lowering(parts, phase)), tuple(raising(parts, higher))
    down, up = 1 if down_by else None, 1 if up_by else None
    if not down_by:
        downs = [part.below(phase) for part in parts]
        down = min((steps for steps in downs if steps is not None), default=None)
    if not up_by and higher is not None:
        short = [part for part in parts if not part.stands(higher.number)]
        ups = [part.reach(higher.number) for part in short]
        up = sum(steps for steps in ups if steps is not None) if None not in ups else None
    return Margin(down=down, up=up, down_questions=down_by, up_questions=up_by)


def start_of(kind: Kind, answer: Answer) -> Stop:
    """An answer as the place where steps begin."""
    if answer.state is State.UNKNOWN:
        return kind.unanswered
    return kind.start(answer.units, answer.chosen, answer.number)


@lru_cache(maxsize=1 << 12)
def _ladder(
    kind: Kind, units: int, chosen: tuple[str, ...], number: Fraction | None, up: bool
) -> Sequence[Way]:
    """The best scores that steps in one direction lead to; the first is where it stands."""
    steps = kind.ladder(kind.start(units, chosen, number), up=up)
    return [Way(cost, of) for cost, of in enumerate(steps)]


def _ladder_of_none(kind: Kind) -> Sequence[Way]:
    """The same upward of no answer."""
    steps = kind.ladder(kind.unanswered, up=True)
    return [Way(cost, of) for cost, of in enumerate(steps)]


def need_for(yardstick: Yardstick, sums: Sequence[Sums], phase: int, ways: Ways) -> Need | None:
    """What raising answers must gain for a phase; None where no raising of them does.

    sums: each of which must reach the threshold. ways: upward, of answers that are known.
    """
    at = yardstick.at(phase)
    rung = yardstick.rungs[at]
    needed = max(-one.surplus(at, rung) for one in sums)
    return need_of(ways, needed, yardstick.counting(at), yardstick.required(phase))


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
