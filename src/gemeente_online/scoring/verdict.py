"""Where every axis stands, and the phase that they make together. Pure.

Every phase is computed from sums of whole numbers (``sums``), by comparisons that are exact.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Overall
from gemeente_online.scoring.result import OVERALL, Footing, Verdict
from gemeente_online.scoring.sums import Sums, Taken, Yardstick, yardsticks_of

Number = TypeVar("Number", int, Fraction)

ALL_AXES = slice(None)
"""Which of a model's axes are taken together: all of them, where not those of a domain."""


def verdict(assessment: Assessment) -> Verdict:
    """The overall phase and its range, and nothing else: see ``summarize``."""
    return verdict_of(assessment.model, footings_of(assessment))


def score_range(assessment: Assessment, identifier: str = OVERALL) -> tuple[Fraction, Fraction]:
    """What the mean score could be if unanswered questions scored lowest, or highest, or stay so.

    identifier: of an axis, of a domain, or of all axes together.
    """
    model, yardsticks = assessment.model, yardsticks_of(assessment.model)
    if identifier in yardsticks.axes:
        return _score_ends(model, yardsticks.axes[identifier].take(assessment.answers))
    axes = model.domain_axes.get(identifier, ALL_AXES)
    held = [*yardsticks.axes.values()][axes]
    return _mean_ends(model, [one.take(assessment.answers) for one in held], axes)


def footings_of(assessment: Assessment) -> list[Footing]:
    """Where every axis stands."""
    model, answers = assessment.model, assessment.answers
    return [
        footing_of(yardstick, yardstick.take(answers), answers, model.minimum_coverage)
        for yardstick in yardsticks_of(model).axes.values()
    ]


def footing_of(
    yardstick: Yardstick,
    taken: Taken,
    answers: Mapping[str, Answer],
    minimum_coverage: Fraction,
) -> Footing:
    """Where some questions stand, whose answers were taken by a yardstick with these weights."""
    enough = taken.applicable if yardstick.counts_unanswered else taken.answered
    estimate = yardstick.phase(taken.known, answers) if enough else None
    if taken.lowest is taken.known and estimate is not None:
        return Footing(yardstick, taken, estimate, (estimate, estimate))
    phase = estimate if taken.covers(minimum_coverage) else None
    low = yardstick.phase(taken.lowest, answers)
    high = yardstick.phase(taken.highest, answers, hoped=True)
    return Footing(yardstick, taken, phase, _with_estimate((low, high), estimate))


def _with_estimate(ends: tuple[Number, Number], estimate: Number | None) -> tuple[Number, Number]:
    """What remains possible: also that open questions stay open.

    That can lie outside the ends: where even the lowest answer to a question would count for a
    phase, leaving it open lowers the share.
    """
    if estimate is None:
        return ends
    low, high = ends
    return min(low, estimate), max(high, estimate)


def verdict_of(model: Model, footings: Sequence[Footing], axes: slice = ALL_AXES) -> Verdict:
    """The phase that axes, in the order of the model, make together.

    axes: which of the model's they are.
    """
    if model.overall is Overall.LOWEST:
        return _lowest(footings)
    return _mean_phase(model, footings, axes)


def _lowest(footings: Sequence[Footing]) -> Verdict:
    """The lowest phase, unless an axis without one may turn out lower still."""
    lows, highs = zip(*[footing.range for footing in footings], strict=True)
    known = [footing.phase for footing in footings if footing.phase is not None]
    lowest = min(known, default=None)
    if lowest is not None and len(known) < len(footings):
        doubtful = min([footing.range[0] for footing in footings if footing.phase is None])
        lowest = None if doubtful < lowest else lowest
    return Verdict(lowest, (min(lows), min(highs)))


def _mean_phase(model: Model, footings: Sequence[Footing], axes: slice) -> Verdict:
    """The phase of the mean of axes, and the range that follows from their scores."""
    taken = [footing.taken for footing in footings]
    low, high = (phase_of_mean(model, end) for end in _mean_ends(model, taken, axes))
    phase = None
    if all(footing.phase is not None for footing in footings):
        phase = phase_of_mean(model, mean_of_known(model, footings, axes))
    return Verdict(phase, (low, high))


def phase_of_mean(model: Model, score: Fraction) -> int:
    """The phase of a mean score of axes, on the scale."""
    return max(phase.number for phase in model.phases if score >= phase.threshold)


def mean_of_known(model: Model, footings: Sequence[Footing], axes: slice = ALL_AXES) -> Fraction:
    """The mean score of axes that each have an answer."""
    return _mean_of_axes(model, [mean_of(model, one.taken.known) for one in footings], axes)


def _mean_ends(model: Model, taken: Sequence[Taken], axes: slice) -> tuple[Fraction, Fraction]:
    """What the mean of axes could be."""
    ends = [_score_ends(model, one) for one in taken]
    return (
        _mean_of_axes(model, [low for low, _ in ends], axes),
        _mean_of_axes(model, [high for _, high in ends], axes),
    )


def _score_ends(model: Model, taken: Taken) -> tuple[Fraction, Fraction]:
    """What the mean score of an axis could be."""
    ends = mean_of(model, taken.lowest), mean_of(model, taken.highest)
    return _with_estimate(ends, mean_of(model, taken.known) if taken.known.weight else None)


def _mean_of_axes(model: Model, scores: Sequence[Fraction], axes: slice) -> Fraction:
    """The mean of the scores of axes, by their weights."""
    mean = weighted_mean(yardsticks_of(model).axis_weights[axes], scores)
    assert mean is not None
    return mean


def mean_of(model: Model, sums: Sums) -> Fraction:
    """The weighted mean of scored answers, on the model's scale."""
    return model.score_of(sums.points, sums.weight)


def weighted_mean(weights: Sequence[int], values: Sequence[Fraction | None]) -> Fraction | None:
    """The weighted mean; None where a value is missing or there is none.

    Added up over a common denominator, since adding fractions one by one costs ten times as much.
    """
    numerator, denominator = 0, 1
    for weight, value in zip(weights, values, strict=True):
        if value is None:
            return None
        over, under = value.as_integer_ratio()
        numerator = numerator * under + weight * over * denominator
        denominator *= under
    return Fraction(numerator, denominator * sum(weights)) if weights else None
