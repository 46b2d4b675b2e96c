"""A result with everything that it follows from, as ``explain`` tells it."""

from gemeente_online.analysis.explanation import AxisExplanation, ViewExplanation
from gemeente_online.assessment.value import plain_value
from gemeente_online.rendering.json_forms.shared import Measured
from gemeente_online.scoring.result import DomainResult, OverallInFull


@plain_value
class Explained(Measured):
    """A result, and everything that it follows from."""

    overall: OverallInFull
    """All axes together."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    axes: tuple[AxisExplanation, ...]
    """In the order of the model."""
    views: tuple[ViewExplanation, ...]
    """In the order of the model."""
