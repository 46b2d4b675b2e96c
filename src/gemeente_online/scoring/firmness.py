"""How easily a phase would change: by steps on answers, and by the choices of the model. Pure.

What steps do, ``steps`` says.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Overall, Scoring
from gemeente_online.scoring.result import Firmness, Margin, Tightness
from gemeente_online.scoring.steps import (
    AxisPart,
    fewest_out,
    lowering,
    next_phase,
    raising,
    stepped_together,
)
from gemeente_online.scoring.sums import Rung, yardsticks_of
from gemeente_online.scoring.verdict import (
    Footing,
    footing_of,
    footings_of,
    mean_of_known,
    phase_of_mean,
    verdict_of,
)


def margin_of(assessment: Assessment, footing: Footing) -> Margin | None:
    """The fewest steps that change the phase of an axis; None where it has none."""
    if footing.phase is None:
        return None
    return fewest_out(assessment.model, [AxisPart(assessment, footing)], footing.phase)


def firmness_of(
    assessment: Assessment, footings: Sequence[Footing], phase: int | None
) -> Firmness | None:
    """How easily the overall phase would change; None where it is undetermined.

    footings: of all axes, in the order of the model. phase: which they make together.
    """
    model = assessment.model
    if phase is None:
        return None
    is_lowest = model.overall is Overall.LOWEST
    margin = fewest_out(model, stepped_together(assessment, footings), phase)
    return Firmness(
        **fields_of(margin),
        lower_threshold=_with_threshold(assessment, footings, -1),
        higher_threshold=_with_threshold(assessment, footings, 1),
        median_axis=_median(footings) if is_lowest else None,
    )


def tightness_of(
    assessment: Assessment, footings: Sequence[Footing], phase: int | None
) -> Tightness | None:
    """Whether one step changes the overall phase; None where it is undetermined.

    The same as in ``firmness_of``, without counting how many more steps it takes where one does
    not.
    """
    model = assessment.model
    if phase is None:
        return None
    parts = stepped_together(assessment, footings)
    return Tightness.of(
        down=bool(lowering(parts, phase)), up=bool(raising(parts, next_phase(model, phase)))
    )


def _median(footings: Sequence[Footing]) -> int | None:
    """The phase of the middle axis, of two the lower; None where an axis has none."""
    known = sorted(footing.phase for footing in footings if footing.phase is not None)
    return known[(len(footings) - 1) // 2] if len(known) == len(footings) else None


def one_step(assessment: Assessment, question: str, *, up: bool) -> Assessment:
    """The assessment with a known answer one step higher, or lower; it has such a step."""
    kind, answer = assessment.model.kinds[question], assessment.answers[question]
    units = kind.ladder(kind.start(answer.units, answer.chosen, answer.number), up=up)[1]
    score = assessment.model.score_of_units(Fraction(units))
    stepped = Answer(state=State.KNOWN, score=score, units=units)
    return assessment._replace(answers={**assessment.answers, question: stepped})


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
