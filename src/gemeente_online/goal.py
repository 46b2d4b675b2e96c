"""Whether a result reaches what was asked of it: a phase, or its own ambition. Pure."""

from gemeente_online.model import Overall
from gemeente_online.result import OverallResult, Standing, Summary


def reaches(standing: Standing | OverallResult, phase: int) -> bool:
    """Whether a phase is reached; where undetermined, whether the lowest of its range does."""
    return (standing.range[0] if standing.phase is None else standing.phase) >= phase


def reaches_ambition(summary: Summary) -> bool | None:
    """Whether every ambition is reached; None where the assessment names none.

    Each axis is held against its own ambition. Where the overall phase is that of the mean, one
    ambition for all axes is held against the overall phase.
    """
    ambition = summary.assessment.ambition
    if not ambition:
        return None
    overall = summary.overall
    of_mean = summary.assessment.model.overall is Overall.MEAN
    if of_mean and overall.ambition is not None and set(ambition.values()) == {overall.ambition}:
        return reaches(overall, overall.ambition)
    return all(reaches(axis, ambition[axis.id]) for axis in summary.axes if axis.id in ambition)
