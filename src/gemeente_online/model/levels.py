"""The phases of a model: which one follows, and from which score an answer counts for one. Pure."""

from fractions import Fraction
from math import ceil

from gemeente_online.model.file import Axis, Model, Phase, Scoring


def phase_after(model: Model, number: int) -> Phase | None:
    """The phase after the one of this number; None after the highest."""
    return next((phase for phase in model.phases if phase.number > number), None)


def least_score(model: Model, phase: Phase, axis: Axis | None = None) -> Fraction:
    """The lowest score with which an answer counts for a phase, on the model's scale.

    With shares that is the phase's level. With means it is the threshold: where every answer scores
    that, the phase is reached.

    axis: the one whose own thresholds act; without it, those of the phases.
    """
    if model.scoring is Scoring.SHARE:
        return phase.counts_from
    return phase.threshold if axis is None else axis.threshold_of(phase)


def least_units(model: Model, phase: Phase, axis: Axis | None = None) -> int:
    """The same in ``Model.unit``: the fewest that reach it, as a threshold may lie between two."""
    return ceil((least_score(model, phase, axis) - model.scale.minimum) * model.unit)
