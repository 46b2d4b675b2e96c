"""What an assessment amounts to, as ``score`` tells it."""

from gemeente_online.assessment.file import Answer, Remark
from gemeente_online.assessment.value import plain_value
from gemeente_online.rendering.json_forms.shared import Measured
from gemeente_online.scoring.result import AxisResult, GroupResult, OverallInFull


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
    axes: tuple[AxisResult, ...]
    """In the order of the model."""
    views: tuple[ViewScored, ...]
    """In the order of the model."""
    answers: dict[str, Answer]
    """Every question's id with what was answered, in the order of the model."""
    remarks: dict[str, Remark]
    """The ids of questions with a note or evidence, with those."""
