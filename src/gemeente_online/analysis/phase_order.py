"""Whether higher phases are harder to reach, on any question. Pure; part of ``evaluation``."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from gemeente_online.analysis.psychometrics import STRAIGHT, Judgement, share_of
from gemeente_online.assessment.value import Share, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.levels import least_units
from gemeente_online.model.parts import Axis, Phase, Question


@plain_value
class Reached:
    """The share of assessments whose answer to a question reaches a phase or a higher one."""

    question: str
    """The question's id."""
    phase: int
    """The phase's number."""
    share: Share
    """Of the complete assessments."""


@plain_value
class PhaseReach:
    """How often one phase is reached on the questions of an axis."""

    phase: int
    """The phase's number."""
    mean: Share
    """The mean share over the questions."""
    most: Reached
    """The question on which it is reached most often."""
    least: Reached
    """The question on which it is reached least often."""


@plain_value
class CrossedPair:
    """A higher phase on one question that is reached more often than a lower one on another."""

    higher: Reached
    """The higher phase."""
    lower: Reached
    """The lower phase."""


@plain_value
class PhaseOrder:
    """Whether higher phases are harder, whatever the question."""

    complete: int
    """The assessments it rests on."""
    steps: tuple[PhaseReach, ...]
    """Every phase but the first that questions ask for, from low to high."""
    pairs: int
    """How many pairs there are of a higher phase on one question and a lower phase on another."""
    crossed: int
    """The pairs in which the higher one was reached more often."""
    worst: CrossedPair | None
    """The crossed pair with the largest difference."""
    verdict: Judgement
    """Good where at most 0.1 of the pairs are crossed, fair where at most 0.25 are."""


def _asked_for(model: Model, question: Question) -> list[Phase]:
    """The phases above the first that an answer may reach: of a checklist that of the question."""
    return [phase for phase in model.phases[1:] if question.phase in {None, phase.number}]


def reached_by(model: Model, axis: Axis) -> Callable[[Sequence[int]], list[int]]:
    """How many of the phases that each question asks for an answer to it reaches.

    Of the answers to all questions of the axis, in units.
    """
    least = [
        [least_units(model, phase, axis, question) for phase in _asked_for(model, question)]
        for question in axis.questions
    ]
    return lambda answers: [
        sum(units >= enough for enough in several)
        for units, several in zip(answers, least, strict=True)
    ]


def phase_order(model: Model, axis: Axis, steps: Sequence[Sequence[int]]) -> PhaseOrder:
    """Whether the phases of an axis follow each other.

    steps: per complete assessment, for every question see ``reached_by``.
    """
    if not steps:
        return PhaseOrder(0, (), 0, 0, None, Judgement.TOO_FEW)
    by_phase: dict[int, list[Reached]] = {phase.number: [] for phase in model.phases[1:]}
    for at, question in enumerate(axis.questions):
        for step, phase in enumerate(_asked_for(model, question), start=1):
            share = Fraction(sum(row[at] >= step for row in steps), len(steps))
            by_phase[phase.number].append(Reached(question.id, phase.number, share))
    reached = [row for row in by_phase.values() if row]
    pairs = [
        CrossedPair(higher, lower)
        for lowers, highers in combinations(reached, 2)
        for higher in highers
        for lower in lowers
        if higher.question != lower.question
    ]
    crossed = [pair for pair in pairs if pair.higher.share > pair.lower.share]
    straight = share_of(len(pairs) - len(crossed), len(pairs))
    return PhaseOrder(
        complete=len(steps),
        steps=tuple(
            PhaseReach(
                phase=row[0].phase,
                mean=sum((one.share for one in row), Fraction(0)) / len(row),
                most=max(row, key=lambda one: one.share),
                least=min(row, key=lambda one: one.share),
            )
            for row in reached
        ),
        pairs=len(pairs),
        crossed=len(crossed),
        worst=max(crossed, key=lambda pair: pair.higher.share - pair.lower.share, default=None),
        verdict=STRAIGHT.verdict(len(steps), straight),
    )
