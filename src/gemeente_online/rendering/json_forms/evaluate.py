"""What many assessments say of their model, as ``model evaluate`` tells it."""

from gemeente_online.analysis.dependence import Dependence
from gemeente_online.analysis.evaluation import AxisEvaluation, AxisPair, PhaseSpread
from gemeente_online.assessment.value import plain_value
from gemeente_online.rendering.json_forms.shared import ModelNamed, ProgramNamed


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
    minimum: int
    """Fewest assessments for a verdict."""
    minimum_order: int
    """Fewest assessments for a verdict on H and the order of the phases."""
    spread: PhaseSpread
    """Over the overall phases."""
    dependence: Dependence
    """What the overall phases depend on."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""
