"""Which answers stand out: further than the whole, and behind where it is to go. Pure: no texts.

The yardstick is the phase overall, and above it the ambition, or else the next phase: not the phase
of an answer's own axis, against which a low axis would seem strong and a high one behind.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from operator import itemgetter

from gemeente_online.analysis.explanation import AxisExplanation, Contribution, Explanation
from gemeente_online.analysis.goal import certain
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.levels import counts_for, is_met, phase_after

_Key = tuple[int, ...]


@plain_value
class Outlier:
    """An answer that stands out."""

    axis: AxisExplanation
    """The axis that it is on."""
    contribution: Contribution
    """The question, and what was answered."""
    phase: int | None
    """The highest phase that the answer counts for; null where there is no answer."""
    aim: int
    """The phase that its axis is to reach."""
    required_for: int | None
    """The lowest phase up to that one which this answer keeps from being reached; null for none."""
    minimum: Exact | None
    """The score that this phase asks of it."""
    is_met: bool
    """Whether it is a question of a checklist that is met, which lags nowhere."""


@plain_value
class StandingOut:
    """The answers that stand out of one assessment."""

    here: int
    """The phase overall; where undetermined, the lowest that remains possible."""
    aim: int | None
    """The phase that every axis is to reach; null where axes have aims of their own."""
    is_ambition: bool
    """Whether that is the municipality's ambition, and not the next phase."""
    ahead: tuple[Outlier, ...]
    """Further than the phase overall: the furthest first."""
    behind: tuple[Outlier, ...]
    """Not yet where the axis is to be: unmet requirements first, then the furthest behind."""


def phase_of(model: Model, question: str, score: Fraction) -> int:
    """The highest phase that an answer with this score counts for, the first if for none."""
    found = counts_for(model, model.questions[question], score)
    return model.phases[0].number if found is None else found


def standing_out(explanation: Explanation) -> StandingOut:
    """The answers that are further than the phase overall, and those that lag where it is to go.

    An axis is to reach its ambition where that is higher than the phase overall, else the next
    phase, or at the top the highest. On an axis that is there already only an answer lower than
    the phase overall is behind.
    """
    result = explanation.result
    model, overall = result.assessment.model, result.overall
    here, numbers = certain(overall), [phase.number for phase in model.phases]
    following = (phase_after(model, here) or model.phases[-1]).number
    aims = {
        one.id: one.ambition if one.ambition is not None and one.ambition > here else following
        for one in explanation.axes
    }
    found = [one for axis in explanation.axes for one in _outliers(model, axis, aims[axis.id])]
    ahead = [one for one in found if one.phase is not None and one.phase > here]
    behind = [one for one in found if one.required_for is not None or _is_behind(one, here)]

    def far(one: Outlier) -> tuple[int, bool]:
        assert one.phase is not None
        return -numbers.index(one.phase), one.axis.id in overall.deciding

    def near(one: Outlier) -> tuple[bool, int, bool]:
        at = numbers[0] if one.phase is None else one.phase
        lacking = numbers.index(one.aim) - numbers.index(at)
        return one.required_for is None, -lacking, one.axis.id not in overall.deciding

    shared = set(aims.values())
    return StandingOut(
        here=here,
        aim=shared.pop() if len(shared) == 1 else None,
        is_ambition=all(one.ambition == aims[one.id] for one in explanation.axes),
        ahead=_in_turn(ahead, far),
        behind=_in_turn(behind, near),
    )


def _in_turn(outliers: Sequence[Outlier], key: Callable[[Outlier], _Key]) -> tuple[Outlier, ...]:
    """In this order, and of what is alike there one of each axis in turn."""
    before: Counter[tuple[_Key, str]] = Counter()
    turns = []
    for one in outliers:
        alike = key(one), one.axis.id
        turns.append((key(one), before[alike]))
        before[alike] += 1
    return tuple(one for _, one in sorted(zip(turns, outliers, strict=True), key=itemgetter(0)))


def _outliers(model: Model, axis: AxisExplanation, aim: int) -> Iterator[Outlier]:
    """Every answer of an axis, and every question that it cannot do without.

    Not what is not met of a checklist yet and is asked only beyond the aim.
    """
    by_question = {one.question: one for one in axis.contributions}
    for one in (by_question[question] for question in model.questions if question in by_question):
        unmet = [need for need in one.requirements if not need.met and need.phase <= aim]
        if one.answer.score is None and not unmet:
            continue
        score, question = one.answer.score, model.questions[one.question]
        met = is_met(model, question, score)
        if question.phase is not None and question.phase > aim and not met:
            continue
        yield Outlier(
            axis=axis,
            contribution=one,
            phase=None if score is None else phase_of(model, one.question, score),
            aim=aim,
            required_for=unmet[0].phase if unmet else None,
            minimum=unmet[0].minimum if unmet else None,
            is_met=met,
        )


def _is_behind(one: Outlier, here: int) -> bool:
    if one.phase is None or one.phase >= one.aim or one.is_met:
        return False
    return one.phase < here or one.axis.phase is None or one.axis.phase < one.aim
