"""What can become of a phase where a question may get one of several answers. Pure.

Colleagues who answered differently leave their municipality a choice at each such question, and
each choice is free of the others. ``lowest`` and ``highest`` are the ends of what all of them can
lead to; ``deciding`` says at which questions another choice can change a phase, whatever was chosen
elsewhere. Both are exact, by whole sums (``sums``): what an answer adds to what a phase has beyond
its threshold depends on no other answer, and ``nvt`` adds nothing.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Overall
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.sums import Rung, Yardstick, yardsticks_of

Choices = Mapping[str, Sequence[Answer]]
"""Per question of the model the answers that were given, each as often as it was: known, or not
applicable. None where nobody answered."""

MOST_SUMS = 5_000
"""Different sums that are gone through. Where there are more, which takes many weights that all
differ, a question that may decide is taken for one that does."""


# --- the ends -------------------------------------------------------------------------------------


def lowest(assessment: Assessment, choices: Choices) -> Summary:
    """What it amounts to with the lowest answer to every question.

    Where ``nvt`` is one of the answers, with that or with the lowest score, whichever ends lower.
    So no choice ends in a lower phase, on any axis or overall, where enough is answered for one.

    assessment: whose answers are replaced where there is a choice.
    """
    return _with(assessment, _end(assessment, choices, best=False))


def highest(assessment: Assessment, choices: Choices) -> Summary:
    """The same with the highest answer to every question."""
    return _with(assessment, _end(assessment, choices, best=True))


def middle(assessment: Assessment, choices: Choices) -> Summary:
    """The same with the middle answer by score, of two the lower.

    ``nvt`` has no place in that order: it stands only where nobody answered otherwise.
    """
    chosen = {}
    for question, given in choices.items():
        known = _known(given)
        if given:
            chosen[question] = known[(len(known) - 1) // 2] if known else given[0]
    return _with(assessment, chosen)


def _with(assessment: Assessment, chosen: Mapping[str, Answer]) -> Summary:
    return summarize(assessment._replace(answers={**assessment.answers, **chosen}))


def _known(given: Sequence[Answer]) -> list[Answer]:
    """Those with a score, from low to high; equal scores always in the same order."""
    return sorted((one for one in given if one.state is State.KNOWN), key=lambda one: one.place)


def _end(assessment: Assessment, choices: Choices, *, best: bool) -> dict[str, Answer]:
    """The answers that end highest, or lowest, on every axis."""
    chosen: dict[str, Answer] = {}
    for yardstick in yardsticks_of(assessment.model).axes.values():
        given = {question: choices[question] for question in yardstick.weights}
        ends = [_chosen(given, cut, best=best) for cut in _cuts(yardstick, given)]
        some = [one for one in ends if any(a.state is State.KNOWN for a in one.values())]
        chosen |= (max if best else min)(some or ends, key=partial(_standing, yardstick))
    return chosen


def _cuts(yardstick: Yardstick, given: Choices) -> list[int]:
    """From how many units an answer may be better than ``nvt``, or worse.

    What ends highest, or lowest, has one such bound, since thresholds never fall: a phase is best
    reached by every answer that counts for it and no other, and a mean by every one above it.
    """
    cuts = {0, *(rung.level for rung in yardstick.rungs)}
    for several in given.values():
        cuts |= {one.units + more for one in several for more in (0, 1)}
    is_optional = any(_is_optional(several) for several in given.values())
    return sorted(cuts) if is_optional else [0]


def _is_optional(given: Sequence[Answer]) -> bool:
    """Whether a question may count, or may not."""
    return len({one.state for one in given}) > 1


def _chosen(given: Choices, cut: int, *, best: bool) -> dict[str, Answer]:
    """The highest, or lowest, answer to each question, and ``nvt`` instead where that helps.

    cut: units from which an answer is better than ``nvt``.
    """
    chosen = {}
    for question, several in given.items():
        known = _known(several)
        if known:
            end = known[-1 if best else 0]
            skipped = _is_optional(several) and (end.units < cut) is best
            chosen[question] = _NOT_APPLICABLE if skipped else end
        elif several:
            chosen[question] = several[0]
    return chosen


_NOT_APPLICABLE = Answer(State.NOT_APPLICABLE)
_UNKNOWN = Answer(State.UNKNOWN)


def _standing(yardstick: Yardstick, answers: Mapping[str, Answer]) -> tuple[int, Fraction]:
    """The position of the phase and the mean, in units, to order by."""
    filled = {**dict.fromkeys(yardstick.weights, Answer(State.UNKNOWN)), **answers}
    known = yardstick.take(filled).known
    mean = Fraction(known.points, known.weight) if known.weight else Fraction(0)
    return yardstick.position(known, filled), mean


# --- what decides ---------------------------------------------------------------------------------


class Moves(NamedTuple):
    """Which phases another choice at a question can change: the overall one, that of its axis."""

    overall: bool
    axis: bool


def deciding(low: Summary, high: Summary, choices: Choices) -> dict[str, Moves]:
    """What the choice at each question can decide.

    Where too little is answered for a phase, nothing decides it. Under an overall mean, where some
    answered ``nvt`` and others did not, the whole is taken to depend on every choice: the weights
    of all others shift with it.

    low, high: what ``lowest`` and ``highest`` gave for these choices.
    """
    model = low.assessment.model
    found: dict[str, Moves] = {}
    for yardstick in yardsticks_of(model).axes.values():
        ends = low.axis(yardstick.id).phase, high.axis(yardstick.id).phase
        ceiling = _ceiling(high, yardstick.id)
        for part in yardstick.parts:
            here = _ceiling_of_others(yardstick, part, choices, high.assessment)
            for question in part.weights:
                changed = _changed(part, choices, question) if _differ(ends) else []
                found[question] = Moves(
                    overall=any(phase <= min(here, ceiling) for phase in changed),
                    axis=any(phase <= here for phase in changed),
                )
    if model.overall is Overall.MEAN:
        differ = _differ((low.overall.phase, high.overall.phase))
        moving = _moving_mean(model, choices) if differ else set()
        return {one: Moves(one in moving, decides.axis) for one, decides in found.items()}
    return found


def _differ(ends: tuple[int | None, int | None]) -> bool:
    """Whether there is more than one phase to end in."""
    return None not in ends and ends[0] != ends[1]


def _ceiling(highest: Summary, axis: str) -> int:
    """The highest phase that all other axes can be in together."""
    others = [one for one in highest.axes if one.id != axis]
    sure = [one.range[0] if one.phase is None else one.phase for one in others]
    return min(sure, default=highest.assessment.model.phases[-1].number)


def _ceiling_of_others(
    yardstick: Yardstick, part: Yardstick, choices: Choices, assessment: Assessment
) -> int:
    """The highest phase that all other parts of an axis can be in together."""
    others = [other for other in yardstick.parts if other is not part]
    phases = [yardstick.rungs[-1].phase]
    for other in others:
        given = {question: choices[question] for question in other.weights}
        best = {**assessment.answers, **_chosen(given, other.rungs[-1].level, best=True)}
        phases.append(other.phase(other.take(best).known, best))
    return min(phases)


def _changed(yardstick: Yardstick, choices: Choices, question: str) -> list[int]:
    """The phases of an axis that, with some choice at its other questions, depend on this one."""
    found = []
    unanswered = [_UNKNOWN] if yardstick.counts_unanswered else []
    for rung in yardstick.rungs[1:]:
        required = yardstick.required(rung.phase)
        worths = {
            one: [
                _worth(rung, one, answer)
                for answer in choices[one] or unanswered
                if one not in required or answer.units >= required[one]
            ]
            for one in yardstick.weights
            if choices[one] or unanswered or one in required
        }
        own = worths.pop(question, [])
        refused = len(own) < len(choices[question])
        if _can_change(own, [*worths.values()], refused=refused):
            found.append(rung.phase)
    return found


def _worth(rung: Rung, question: str, answer: Answer) -> int:
    """What an answer adds to what a phase has beyond its threshold."""
    return 0 if answer.state is State.NOT_APPLICABLE else rung.worth(question, answer.units)


def _moving_mean(model: Model, choices: Choices) -> set[str]:
    """The questions that the phase of the overall mean depends on."""
    if any(map(_is_optional, choices.values())):
        return {question for question, given in choices.items() if len(set(given)) > 1}
    yardsticks = yardsticks_of(model)
    known = {question: given for question, several in choices.items() if (given := _known(several))}
    answered = [
        {one: weight for one, weight in axis.weights.items() if one in known}
        for axis in yardsticks.axes.values()
    ]
    measure = lcm(*(sum(weights.values()) for weights in answered))
    found: set[str] = set()
    for phase in model.phases[1:]:
        least = (phase.threshold - model.scale.minimum) * model.unit
        worths = {
            one: [
                of_axis * measure // sum(weights.values()) * weight
                * (answer.units * least.denominator - least.numerator)
                for answer in known[one]
            ]
            for of_axis, weights in zip(yardsticks.axis_weights, answered, strict=True)
            for one, weight in weights.items()
        }  # fmt: skip
        for question, own in worths.items():
            others = [several for one, several in worths.items() if one != question]
            if _can_change(own, others):
                found.add(question)
    return found


def _can_change(
    own: Sequence[int], others: Sequence[Sequence[int]], *, refused: bool = False
) -> bool:
    """Whether, with some choice elsewhere, one choice here reaches a phase and another does not.

    It is reached where all that was chosen adds up to 0 or more.

    own, others: what each answer that the phase allows adds, here and at every other question.
    refused: whether another answer here is not allowed.
    """
    if not own or not all(others):
        return False
    if refused:
        return max(own) + sum(map(max, others)) >= 0
    return _adds_up(others, -max(own), -min(own))


def _adds_up(groups: Sequence[Sequence[int]], low: int, high: int) -> bool:
    """Whether one number out of each group can add up to low or more, and less than high.

    From all lowest numbers to all highest one can go by raising them one by one, to the next in
    the group. Where no such rise is larger than from low to high, that range is not passed over:
    so only groups with a larger one have to be tried number by number.
    """
    least, most = sum(map(min, groups)), sum(map(max, groups))
    sums = {0}
    for group in sorted(groups, key=_largest_rise, reverse=True):
        if _largest_rise(group) <= high - low:
            break
        least -= min(group)
        most -= max(group)
        sums = {
            one
            for before in sums
            for number in set(group)
            if low <= (one := before + number) + most and one + least < high
        }
        if len(sums) > MOST_SUMS:
            return True
    return any(low <= one + most and one + least < high for one in sums)


def _largest_rise(group: Sequence[int]) -> int:
    """From a number of a group to the next one."""
    return max((after - before for before, after in pairwise(sorted(group))), default=0)
