"""The phases of a model: which one follows, and from which score an answer counts for one. Pure."""

from fractions import Fraction
from math import ceil

from gemeente_online.model.file import Axis, Model, Phase, Question, Scoring


def phase_after(model: Model, number: int) -> Phase | None:
    """The phase after the one of this number; None after the highest."""
    return next((phase for phase in model.phases if phase.number > number), None)


def least_score(
    model: Model, phase: Phase, axis: Axis | None = None, question: Question | None = None
) -> Fraction:
    """The lowest score with which an answer counts for a phase, on the model's scale.

    With shares that is the phase's level. With means it is the threshold: where every answer scores
    that, the phase is reached. A checklist asks the highest score of the questions of a phase and
    of those below it.

    axis: the one whose own thresholds act; without it, those of the phases.
    question: which is answered; without it, one of the phase itself.
    """
    if model.scoring is Scoring.SHARE:
        return phase.counts_from
    if model.scoring is Scoring.MEAN:
        return phase.threshold if axis is None else axis.threshold_of(phase)
    asked = phase.number if question is None else question.phase
    is_free = phase.number == model.phases[0].number or (asked is not None and asked > phase.number)
    return model.scale.minimum if is_free else model.scale.maximum


def least_units(
    model: Model, phase: Phase, axis: Axis | None = None, question: Question | None = None
) -> int:
    """The same in ``Model.unit``: the fewest that reach it, as a threshold may lie between two."""
    least = least_score(model, phase, axis, question)
    return ceil((least - model.scale.minimum) * model.unit)
