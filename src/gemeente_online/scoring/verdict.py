"""Where every axis stands, and the phase that they make together. Pure.

Every phase is computed from sums of whole numbers (``sums``), by comparisons that are exact.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.model.file import Model, Overall
from gemeente_online.scoring.result import Range, Verdict
from gemeente_online.scoring.sums import Sums, Taken, Yardstick, yardsticks_of

Number = TypeVar("Number", int, Fraction)


def verdict(assessment: Assessment) -> Verdict:
    """The overall phase and its range, and nothing else: see ``summarize``."""
    return verdict_of(assessment.model, places_of(assessment))


def score_range(assessment: Assessment, axis: str | None = None) -> tuple[Fraction, Fraction]:
    """What the mean score could be if unanswered questions scored lowest, or highest, or stay so.

    axis: the id of one; None for the overall mean.
    """
    model, yardsticks = assessment.model, yardsticks_of(assessment.model)
    if axis is not None:
        return _score_ends(model, yardsticks.axes[axis].take(assessment.answers))
    return _overall_ends(model, [one.take(assessment.answers) for one in yardsticks.axes.values()])


class Place(NamedTuple):
    """Where some questions stand, without the fractions that a verdict does not need."""

    yardstick: Yardstick
    taken: Taken
    phase: int | None
    range: Range


def places_of(assessment: Assessment) -> list[Place]:
    """Where every axis stands."""
    model, answers = assessment.model, assessment.answers
    return [
        place_of(yardstick, yardstick.take(answers), answers, model.minimum_coverage)
        for yardstick in yardsticks_of(model).axes.values()
    ]


def place_of(
    yardstick: Yardstick,
    taken: Taken,
    answers: Mapping[str, Answer],
    minimum_coverage: Fraction,
) -> Place:
    """Where some questions stand, whose answers were taken by a yardstick with these weights."""
    rungs = yardstick.rungs
    estimate = rungs[yardstick.position(taken.known, answers)].phase if taken.answered else None
    if taken.lowest is taken.known and estimate is not None:
        return Place(yardstick, taken, estimate, (estimate, estimate))
    phase = estimate if taken.covers(minimum_coverage) else None
    low = rungs[yardstick.position(taken.lowest, answers)].phase
    high = rungs[yardstick.position(taken.highest, answers, hoped=True)].phase
    return Place(yardstick, taken, phase, _with_estimate((low, high), estimate))


def _with_estimate(ends: tuple[Number, Number], estimate: Number | None) -> tuple[Number, Number]:
    """What remains possible: also that open questions stay open.

    That can lie outside the ends: where even the lowest answer to a question would count for a
    phase, leaving it open lowers the share.
    """
    if estimate is None:
        return ends
    low, high = ends
    return min(low, estimate), max(high, estimate)


def verdict_of(model: Model, places: Sequence[Place]) -> Verdict:
    """The phase that the axes, in the order of the model, make together."""
    return _lowest(places) if model.overall is Overall.LOWEST else _mean_phase(model, places)


def _lowest(places: Sequence[Place]) -> Verdict:
    """The lowest phase, unless an axis without one may turn out lower still."""
    lows, highs = zip(*[place.range for place in places], strict=True)
    known = [place.phase for place in places if place.phase is not None]
    lowest = min(known, default=None)
    if lowest is not None and len(known) < len(places):
        doubtful = min([place.range[0] for place in places if place.phase is None])
        lowest = None if doubtful < lowest else lowest
    return Verdict(lowest, (min(lows), min(highs)))


def _mean_phase(model: Model, places: Sequence[Place]) -> Verdict:
    """The phase of the overall mean, and the range that follows from the axes' scores."""

    def phase_of(value: Fraction) -> int:
        return max(phase.number for phase in model.phases if value >= phase.threshold)

    taken = [place.taken for place in places]
    low, high = (phase_of(end) for end in _overall_ends(model, taken))
    phase = None
    if all(place.phase is not None for place in places):
        phase = phase_of(mean_of_axes(model, [mean_of(model, one.known) for one in taken]))
    return Verdict(phase, (low, high))


def _overall_ends(model: Model, axes: Sequence[Taken]) -> tuple[Fraction, Fraction]:
    """What the overall mean could be."""
    ends = [_score_ends(model, taken) for taken in axes]
    return (
        mean_of_axes(model, [low for low, _ in ends]),
        mean_of_axes(model, [high for _, high in ends]),
    )


def _score_ends(model: Model, taken: Taken) -> tuple[Fraction, Fraction]:
    """What the mean score of an axis could be."""
    ends = mean_of(model, taken.lowest), mean_of(model, taken.highest)
    return _with_estimate(ends, mean_of(model, taken.known) if taken.answered else None)


def mean_of_axes(model: Model, scores: Sequence[Fraction]) -> Fraction:
    """The overall mean score."""
    mean = weighted_mean(yardsticks_of(model).axis_weights, scores)
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
