"""What changed between assessments, as ``compare`` tells it."""

from datetime import date

from gemeente_online.analysis.comparison import AxisChange
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.rendering.json_forms.shared import Measured
from gemeente_online.scoring.result import OverallResult, Standing


@plain_value
class Summarized(Measured):
    """What an assessment amounts to, without what explains it."""

    overall: OverallResult
    """All axes together."""
    axes: tuple[Standing, ...]
    """In the order of the model."""


@plain_value
class PeriodCompared:
    """From one assessment to a later one."""

    before: date
    """The date of the earlier assessment."""
    after: date
    """The date of the later one."""
    moved: Exact | None
    """The difference of the overall scores; null where either is missing."""
    axes: tuple[AxisChange, ...]
    """In the order of the model, of now and then of then."""
    new_questions: tuple[str, ...]
    """Questions that only the model of now has."""
    dropped_questions: tuple[str, ...]
    """Questions that only the model of then has."""


@plain_value
class ComparisonTold:
    """Assessments in order of date, and what changed between them."""

    same_municipality: bool
    """Whether all are of one municipality; not so only where that was allowed."""
    assessments: tuple[Summarized, ...]
    """In order of date."""
    periods: tuple[PeriodCompared, ...]
    """Between each two that follow each other."""
    whole: PeriodCompared
    """From the first to the last."""
