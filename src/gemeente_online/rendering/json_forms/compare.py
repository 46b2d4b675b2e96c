"""What changed between assessments, as ``compare`` tells it."""

from collections.abc import Mapping
from datetime import date

from gemeente_online.analysis.batch_comparison import (
    Direction,
    Movement,
    QuestionMovement,
    Transition,
)
from gemeente_online.analysis.comparison import AxisChange, DomainChange
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.rendering.json_forms.shared import Measured, ModelNamed, Named, Whole
from gemeente_online.scoring.result import DomainResult, OverallResult, Standing


@plain_value
class Summarized(Measured):
    """What an assessment amounts to, without what explains it."""

    overall: OverallResult
    """All axes together."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
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
    domains: tuple[DomainChange, ...]
    """In the order of the model, of now and then of then."""
    axes: tuple[AxisChange, ...]
    """In the order of the model, of now and then of then."""
    new_questions: tuple[str, ...]
    """Questions that only the model of now has."""
    dropped_questions: tuple[str, ...]
    """Questions that only the model of then has."""
    renamed_questions: Mapping[str, str]
    """Questions with another id in the model of then: the id of now, by that of then."""


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


@plain_value
class Counted(Named):
    """What an assessment of one of many amounts to; who filled it in is left out."""

    model: ModelNamed
    """What was measured with."""
    overall: OverallResult
    """All axes together."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    axes: tuple[Standing, ...]
    """In the order of the model."""


@plain_value
class MomentTold:
    """When all were assessed."""

    name: Whole
    """What it goes by: the year, or the file or folder that was named."""
    first: date
    """The date of the earliest assessment."""
    last: date
    """The date of the latest assessment."""


@plain_value
class CourseTold:
    """One municipality then and now."""

    before: Counted | None
    """Then; null where it was not assessed then."""
    after: Counted | None
    """Now; null where it is not assessed now."""
    direction: Direction | None
    """Where its overall phase went: up, same, down, or undetermined where either phase is; null
    where it was not assessed both times."""
    moved: Exact | None
    """The difference of the overall scores; null where either is missing."""


@plain_value
class BatchComparisonTold:
    """Many municipalities then and now."""

    model: ModelNamed
    """What the latest was measured with."""
    versions: tuple[str, ...]
    """Of the model, in order of date."""
    before: MomentTold
    """Then."""
    after: MomentTold
    """Now."""
    movements: tuple[Movement, ...]
    """Overall, and per axis in the order of the model, each domain before its axes."""
    transitions: tuple[Transition, ...]
    """From which phase to which, of those assessed both times: all that anybody went."""
    questions: tuple[QuestionMovement, ...]
    """Every question that anybody answered both times, in the order of the model."""
    new_questions: tuple[str, ...]
    """Questions that the model of the earliest assessment does not have."""
    dropped_questions: tuple[str, ...]
    """Questions that only the model of the earliest assessment has."""
    renamed_questions: Mapping[str, str]
    """Questions with another id in the model of the earliest assessment: the id of now, by that."""
    municipalities: tuple[CourseTold, ...]
    """Everybody who was assessed then or now, in the order in which they came."""
