"""How easily a phase would change: by steps on answers, and by the choices of the model. Pure.

What steps do, ``steps`` says.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after
from gemeente_online.model.parts import Overall, Scoring
from gemeente_online.scoring.result import Firmness, Footing, Margin, Summary, Tightness
from gemeente_online.scoring.steps import (
    AxisPart,
    axis_parts,
    fewest_out,
    lowering,
    raising,
    start_of,
    stepped_together,
)
from gemeente_online.scoring.sums import Rung, yardsticks_of
from gemeente_online.scoring.verdict import (
    footing_of,
    mean_of_known,
    phase_of_mean,
    verdict_of,
)


def margin_of(model: Model, parts: Sequence[AxisPart], phase: int | None) -> Margin | None:
    """The fewest steps that change the phase of an axis; None where it has none.

    parts: see ``parts_of_axis``.
    """
    return None if phase is None else fewest_out(model, parts, phase)


def firmness_of(summary: Summary, parts: Sequence[Sequence[AxisPart]]) -> Firmness | None:
    """How easily the overall phase would change; None where it is undetermined.

    parts: see ``axis_parts``.
    """
    assessment, footings, phase = summary.assessment, summary.footings, summary.overall.phase
    if phase is None:
        return None
    model = assessment.model
    is_lowest = model.overall is Overall.LOWEST
    margin = fewest_out(model, stepped_together(summary, parts), phase)
    return Firmness(
        **fields_of(margin),
        lower_threshold=_with_threshold(assessment, footings, -1),
        higher_threshold=_with_threshold(assessment, footings, 1),
        median_axis=_median(footings) if is_lowest else None,
    )


def tightness_of(summary: Summary) -> Tightness | None:
    """Whether one step changes the overall phase; None where it is undetermined.

    The same as in ``firmness_of``, without counting how many more steps it takes where one does
    not.
    """
    phase = summary.overall.phase
    if phase is None:
        return None
    parts = stepped_together(summary, axis_parts(summary))
    higher = phase_after(summary.assessment.model, phase)
    return Tightness.of(
        down=next(lowering(parts, phase), None) is not None,
        up=next(raising(parts, higher), None) is not None,
    )


def _median(footings: Sequence[Footing]) -> int | None:
    """The phase of the middle axis, of two the lower; None where an axis has none."""
    known = sorted(footing.phase for footing in footings if footing.phase is not None)
    return known[(len(footings) - 1) // 2] if len(known) == len(footings) else None


def one_step(assessment: Assessment, question: str, *, up: bool) -> Assessment:
    """The assessment with an answer one step higher, or lower; it has such a step."""
    kind, answer = assessment.model.kinds[question], assessment.answers[question]
    units = kind.ladder(start_of(kind, answer), up=up)[1]
    score = assessment.model.score_of_units(Fraction(units))
    stepped = Answer(state=State.KNOWN, score=score, units=units)
    return assessment._replace(answers={**assessment.answers, question: stepped})


def phase_without_requirements(summary: Summary) -> int | None:
    """The overall phase if no phase had requirements; None where it is undetermined."""
    assessment = summary.assessment
    freed = []
    for footing in summary.footings:
        rungs = tuple(rung._replace(required=()) for rung in footing.yardstick.rungs)
        freed.append(_with_rungs(assessment, footing, rungs))
    return verdict_of(assessment.model, freed).phase


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
        rungs = _moved(model, footing.yardstick.id, _average_questions(assessment, footing), moved)
        shifted.append(_with_rungs(assessment, footing, rungs))
    return verdict_of(model, shifted).phase


@lru_cache(maxsize=1 << 8)
def _moved(model: Model, axis: str, by: tuple[Fraction, ...], times: int) -> tuple[Rung, ...]:
    """What the phases ask of an axis with every threshold moved; as many answered, it is alike."""
    top = model.units(model.scale.maximum) if model.scoring is Scoring.MEAN else 1
    rungs = []
    for rung, one in zip(yardsticks_of(model).axes[axis].rungs, by, strict=True):
        asked = Fraction(rung.part, rung.whole)
        if asked:  # else it asks nothing, and stays everyone's
            asked = min(max(asked + times * one, Fraction(0)), Fraction(top))
        rungs.append(rung._replace(part=asked.numerator, whole=asked.denominator))
    return tuple(rungs)


def _average_questions(assessment: Assessment, footing: Footing) -> tuple[Fraction, ...]:
    """What one average question is of what each threshold of an axis is held against."""
    scoring, rungs = assessment.model.scoring, footing.yardstick.rungs
    if scoring is Scoring.CHECKLIST:
        states = [[assessment.answers[one].state for one in rung.weights] for rung in rungs]
        counts = [sum(one is not State.NOT_APPLICABLE for one in several) for several in states]
        return tuple(Fraction(1, count or 1) for count in counts)
    if scoring is Scoring.SHARE:
        return (Fraction(1, footing.taken.answered or 1),) * len(rungs)
    steps = [*_average_steps(assessment, footing)]
    return (sum(steps, Fraction(0)) / (len(steps) or 1),) * len(rungs)


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


def _with_rungs(assessment: Assessment, footing: Footing, rungs: tuple[Rung, ...]) -> Footing:
    """Where an axis stands when its phases ask something else."""
    yardstick = footing.yardstick._replace(rungs=rungs)
    answers, model = assessment.answers, assessment.model
    return footing_of(yardstick, footing.taken, answers, model.minimum_coverage)
