"""What many assessments say of their model, as ``model evaluate`` tells it."""

from datetime import date

from gemeente_online.analysis.axis_pairs import AxisPair
from gemeente_online.analysis.dependence import Dependence
from gemeente_online.analysis.evaluation import AxisEvaluation, PhaseSpread
from gemeente_online.analysis.group_evaluation import GroupEvaluation
from gemeente_online.analysis.grouping import GroupBy
from gemeente_online.assessment.value import plain_value
from gemeente_online.rendering.json_forms.shared import Digest, ModelNamed, ProgramNamed, Whole


@plain_value
class SourceNamed:
    """A file that assessments came from."""

    source: Whole
    """Its name as it was given, or - for standard input."""
    source_sha256: Digest | None
    """Of the file; null where its rows came through a pipe."""
    assessments: int
    """How many came from it."""


@plain_value
class Evaluated:
    """What many assessments say of their model.

    Every figure that can be computed is here, also where verdict says that there are too few
    assessments to go by it.
    """

    model: ModelNamed
    """What all were measured with."""
    program: ProgramNamed
    """What was computed with."""
    assessments: int
    """How many there are."""
    municipalities: int
    """How many different ones there are, by code, else by name."""
    first: date | None
    """The date of the earliest assessment; null where there is none."""
    last: date | None
    """The date of the latest assessment; null where there is none."""
    minimum: int
    """Fewest assessments for a verdict."""
    minimum_order: int
    """Fewest assessments for a verdict on H and the order of the phases."""
    minimum_group: int
    """Fewest assessments of a group for a mean; its alpha asks minimum."""
    sources: tuple[SourceNamed, ...]
    """The files that they came from, by name."""
    spread: PhaseSpread
    """Over the overall phases."""
    dependence: Dependence
    """What the overall phases depend on."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""
    by: GroupBy | None
    """What the groups are; null where none were asked for."""
    groups: tuple[GroupEvaluation, ...]
    """Key figures of each group; last of those of which it is not known."""
