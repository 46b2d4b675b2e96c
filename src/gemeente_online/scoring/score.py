"""An assessment's phases, by comparisons that are exact. Pure: no files, no texts, no clock.

Every score, share and phase is computed from sums of whole numbers (``sums``).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.assessment.value import expect, fields_of
from gemeente_online.model.file import Model, Overall
from gemeente_online.scoring.axis import axis_in_full
from gemeente_online.scoring.result import (
    OVERALL,
    GroupResult,
    HeldBack,
    OverallResult,
    Range,
    Result,
    Standing,
    Summary,
    Verdict,
)
from gemeente_online.scoring.sums import Sums, Taken, Yardstick, yardsticks_of, yardsticks_of_views

Number = TypeVar("Number", int, Fraction)

_ANY_COVERAGE = Fraction(0)
_TAKES = "score() and summarize() take an Assessment"


def score(assessment: Assessment) -> Result:
    """The phase per axis and overall, the views, and what they rest on."""
    expect(assessment, Assessment, _TAKES)
    places = _places(assessment)
    summary = _summary(assessment, places)
    return Result(
        assessment=assessment,
        axes=tuple(
            [
                axis_in_full(assessment, place.yardstick, place.taken.known, standing)
                for place, standing in zip(places, summary.axes, strict=True)
            ]
        ),
        overall=summary.overall,
        views=_views(assessment),
        program=__version__,
    )


def summarize(assessment: Assessment) -> Summary:
    """The phase, score, range and coverage per axis and overall: what a row of a batch shows.

    The same as in ``score``, without what explains them.
    """
    expect(assessment, Assessment, _TAKES)
    return _summary(assessment, _places(assessment))


def _summary(assessment: Assessment, places: Sequence["_Place"]) -> Summary:
    axes = tuple([_standing(assessment.model, place) for place in places])
    return Summary(assessment, axes, _overall(assessment, places, axes))


def verdict(assessment: Assessment) -> Verdict:
    """The overall phase and its range, and nothing else: see ``summarize``."""
    return _verdict(assessment.model, _places(assessment))


def score_range(assessment: Assessment, axis: str | None = None) -> tuple[Fraction, Fraction]:
    """What the mean score could be if unanswered questions scored lowest, or highest, or stay so.

    axis: the id of one; None for the overall mean.
    """
    model, yardsticks = assessment.model, yardsticks_of(assessment.model)
    if axis is not None:
        return _score_ends(model, yardsticks.axes[axis].take(assessment.answers))
    return _overall_ends(model, [one.take(assessment.answers) for one in yardsticks.axes.values()])


def overall_held_back(result: Result) -> HeldBack | None:
    """What the overall mean lacks for the next phase.

    None where the lowest axis decides instead, where the phase is undetermined, and at the top.
    """
    model, overall = result.assessment.model, result.overall
    if model.overall is not Overall.MEAN or overall.phase is None or overall.score is None:
        return None
    for phase in model.phases:
        if phase.number > overall.phase:
            missing = phase.threshold - overall.score
            return HeldBack(phase.number, phase.threshold, missing, None, ())
    return None


class _Place(NamedTuple):
    """Where some questions stand, without the fractions that a verdict does not need."""

    yardstick: Yardstick
    taken: Taken
    phase: int | None
    range: Range


def _places(assessment: Assessment) -> list[_Place]:
    """Where every axis stands."""
    model, answers = assessment.model, assessment.answers
    return [
        _place(yardstick, answers, model.minimum_coverage)
        for yardstick in yardsticks_of(model).axes.values()
    ]


def _place(
    yardstick: Yardstick, answers: Mapping[str, Answer], minimum_coverage: Fraction
) -> _Place:
    rungs, taken = yardstick.rungs, yardstick.take(answers)
    estimate = rungs[yardstick.position(taken.known, answers)].phase if taken.answered else None
    if taken.lowest is taken.known and estimate is not None:
        return _Place(yardstick, taken, estimate, (estimate, estimate))
    phase = estimate if taken.covers(minimum_coverage) else None
    low = rungs[yardstick.position(taken.lowest, answers)].phase
    high = rungs[yardstick.position(taken.highest, answers, hoped=True)].phase
    return _Place(yardstick, taken, phase, _with_estimate((low, high), estimate))


def _with_estimate(ends: tuple[Number, Number], estimate: Number | None) -> tuple[Number, Number]:
    """What remains possible: also that open questions stay open.

    That can lie outside the ends: where even the lowest answer to a question would count for a
    phase, leaving it open lowers the share.
    """
    if estimate is None:
        return ends
    low, high = ends
    return min(low, estimate), max(high, estimate)


def _standing(model: Model, place: _Place) -> Standing:
    taken = place.taken
    return Standing(
        id=place.yardstick.id,
        score=_mean(model, taken.known) if taken.answered else None,
        phase=place.phase,
        range=place.range,
        coverage=taken.coverage,
        answered=taken.answered,
        applicable=taken.applicable,
    )


def _mean(model: Model, sums: Sums) -> Fraction:
    """The weighted mean of scored answers, on the model's scale."""
    return model.score_of(sums.points, sums.weight)


def _overall(
    assessment: Assessment, places: Sequence[_Place], axes: Sequence[Standing]
) -> OverallResult:
    model = assessment.model
    weights = yardsticks_of(model).axis_weights
    found = _verdict(model, places)
    covered = [(w, a.coverage) for w, a in zip(weights, axes, strict=True) if a.applicable]
    deciding = []
    if model.overall is Overall.LOWEST and found.phase is not None:
        deciding = [axis.id for axis in axes if axis.phase == found.phase]
    return OverallResult(
        id=OVERALL,
        method=model.overall,
        score=_weighted(weights, [axis.score for axis in axes]),
        phase=found.phase,
        range=found.range,
        coverage=_weighted([w for w, _ in covered], [c for _, c in covered]),
        profile=tuple([axis.phase for axis in axes]),
        deciding=tuple(deciding),
        ambition=assessment.overall_ambition,
    )


def _verdict(model: Model, places: Sequence[_Place]) -> Verdict:
    return _lowest(places) if model.overall is Overall.LOWEST else _mean_phase(model, places)


def _lowest(places: Sequence[_Place]) -> Verdict:
    """The lowest phase, unless an axis without one may turn out lower still."""
    lows, highs = zip(*[place.range for place in places], strict=True)
    known = [place.phase for place in places if place.phase is not None]
    lowest = min(known, default=None)
    if lowest is not None and len(known) < len(places):
        doubtful = min([place.range[0] for place in places if place.phase is None])
        lowest = None if doubtful < lowest else lowest
    return Verdict(lowest, (min(lows), min(highs)))


def _mean_phase(model: Model, places: Sequence[_Place]) -> Verdict:
    """The phase of the overall mean, and the range that follows from the axes' scores."""

    def phase_of(value: Fraction) -> int:
        return max(phase.number for phase in model.phases if value >= phase.threshold)

    taken = [place.taken for place in places]
    low, high = (phase_of(end) for end in _overall_ends(model, taken))
    phase = None
    if all(place.phase is not None for place in places):
        phase = phase_of(_mean_of_axes(model, [_mean(model, one.known) for one in taken]))
    return Verdict(phase, (low, high))


def _overall_ends(model: Model, axes: Sequence[Taken]) -> tuple[Fraction, Fraction]:
    """What the overall mean could be."""
    ends = [_score_ends(model, taken) for taken in axes]
    return (
        _mean_of_axes(model, [low for low, _ in ends]),
        _mean_of_axes(model, [high for _, high in ends]),
    )


def _score_ends(model: Model, taken: Taken) -> tuple[Fraction, Fraction]:
    """What the mean score of an axis could be."""
    ends = _mean(model, taken.lowest), _mean(model, taken.highest)
    return _with_estimate(ends, _mean(model, taken.known) if taken.answered else None)


def _mean_of_axes(model: Model, scores: Sequence[Fraction]) -> Fraction:
    mean = _weighted(yardsticks_of(model).axis_weights, scores)
    assert mean is not None
    return mean


def _weighted(weights: Sequence[int], values: Sequence[Fraction | None]) -> Fraction | None:
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


def _views(assessment: Assessment) -> dict[str, tuple[GroupResult, ...]]:
    """Where the groups of every view stand: no requirements, overrides or coverage rule."""
    model, answers = assessment.model, assessment.answers

    def standing(yardstick: Yardstick) -> Standing:
        return _standing(model, _place(yardstick, answers, _ANY_COVERAGE))

    return {
        view: tuple(
            [
                GroupResult(
                    **fields_of(standing(group.together)),
                    axes=tuple([standing(axis) for axis in group.axes]),
                )
                for group in groups
            ]
        )
        for view, groups in yardsticks_of_views(model).items()
    }
