"""Whether higher phases are harder to reach, on any question. Pure; part of ``evaluation``."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from gemeente_online.analysis.psychometrics import STRAIGHT, Judgement, share_of
from gemeente_online.assessment.value import Share, plain_value
from gemeente_online.model.file import Axis, Model
from gemeente_online.model.levels import least_units


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
    """Every phase but the first, from low to high."""
    pairs: int
    """How many pairs there are of a higher phase on one question and a lower phase on another."""
    crossed: int
    """The pairs in which the higher one was reached more often."""
    worst: CrossedPair | None
    """The crossed pair with the largest difference."""
    verdict: Judgement
    """Good where at most 0.1 of the pairs are crossed, fair where at most 0.25 are."""


def reached_by(model: Model, axis: Axis) -> Callable[[int], int]:
    """How many phases above the first an answer with so many units reaches."""
    least = [least_units(model, phase, axis) for phase in model.phases[1:]]
    return lambda units: sum(units >= enough for enough in least)


def phase_order(model: Model, axis: Axis, steps: Sequence[Sequence[int]]) -> PhaseOrder:
    """Whether the phases of an axis follow each other.

    steps: per complete assessment, how many phases above the first each answer reaches.
    """
    if not steps:
        return PhaseOrder(0, (), 0, 0, None, Judgement.TOO_FEW)
    reached = [
        [
            Reached(
                question=question.id,
                phase=phase.number,
                share=Fraction(sum(row[at] >= step for row in steps), len(steps)),
            )
            for at, question in enumerate(axis.questions)
        ]
        for step, phase in enumerate(model.phases[1:], start=1)
    ]
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
