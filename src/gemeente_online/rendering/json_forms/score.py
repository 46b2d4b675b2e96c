"""What an assessment amounts to, as ``score`` tells it."""

from gemeente_online.assessment.file import Answer, Remark, State
from gemeente_online.assessment.value import Amount, Exact, plain_value
from gemeente_online.rendering.json_forms.shared import Measured
from gemeente_online.scoring.result import AxisResult, DomainResult, GroupResult, OverallInFull


@plain_value
class ViewScored:
    """One view."""

    id: str
    """Of the view."""
    groups: tuple[GroupResult, ...]
    """In the order of the model."""


@plain_value
class Scored(Measured):
    """What an assessment amounts to."""

    overall: OverallInFull
    """All axes together."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    axes: tuple[AxisResult, ...]
    """In the order of the model."""
    views: tuple[ViewScored, ...]
    """In the order of the model."""
    answers: dict[str, Answer]
    """Every question's id with what was answered, in the order of the model."""
    remarks: dict[str, Remark]
    """The ids of questions with a note or evidence, with those."""


@plain_value
class AnswerScored(Measured):
    """One answer of an assessment, as ``score --answers`` tells it."""

    axis: str
    """The id of the axis that the question belongs to."""
    question: str
    """The question's id."""
    type: str
    """The question's type: choice, yes-no, multi or number."""
    state: State
    """Whether the answer counts: known, unknown or not-applicable."""
    answer: tuple[str, ...]
    """Ids of options, or the one word geen, nvt or onbekend; empty for a number, and where the
    question was left open."""
    letters: tuple[str, ...]
    """The letters of those options; none for ja and nee."""
    texts: tuple[str, ...]
    """What those options say."""
    number: Exact | None
    """The number that was given; null for another type of question."""
    unit: str | None
    """The number's unit; null for another type of question."""
    score: Exact | None
    """On the model's scale; null unless the answer is known."""
    weight: Amount
    """Of the question within its axis."""
    note: str | None
    """The note; null without one."""
    evidence: str | None
    """The evidence; null without one."""
