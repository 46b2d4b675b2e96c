"""What all scores have in common: that they lie on the model's scale."""

from collections.abc import Iterator
from fractions import Fraction

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import as_written
from gemeente_online.problem import Finding, Path, broken


def is_off_scale(model: Model, score: Fraction) -> bool:
    """Whether a score lies below or above the scale; on a scale that is empty nothing is said."""
    low, high = model.scale.minimum, model.scale.maximum
    return low < high and not low <= score <= high


def on_scale(
    model: Model, score: Fraction, path: Path, key: str = "off-scale"
) -> Iterator[Finding]:
    """A score lies on the scale. key: what is said where it does not."""
    if is_off_scale(model, score):
        yield broken(
            path,
            key,
            value=as_written(score),
            low=as_written(model.scale.minimum),
            high=as_written(model.scale.maximum),
        )
