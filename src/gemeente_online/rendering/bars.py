"""The bar of an axis: how its answers lie over the phases, and what the next one asks."""

from fractions import Fraction
from math import ceil, floor

from gemeente_online.model.file import Model, Scoring
from gemeente_online.rendering.document import Bar
from gemeente_online.scoring.result import AxisResult

CELLS = 20
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def bar(model: Model, axis: AxisResult) -> Bar:
    """Twenty cells; under ``share`` the highest answers first, under ``mean`` the score.

    Cells are cut off and the mark is rounded up, so that the cells reach the mark exactly when
    the answers reach the threshold.
    """
    if axis.score is None:
        return Bar(symbols="", tones=())
    return _shares(model, axis) if model.scoring is Scoring.SHARE else _score(model, axis)


def _next_threshold(axis: AxisResult) -> Fraction | None:
    if axis.phase is None:
        return None
    return next((p.threshold for p in axis.phases if p.phase > axis.phase), None)


def _shares(model: Model, axis: AxisResult) -> Bar:
    last = max(len(model.phases) - 1, 1)
    symbols, tones = "", []
    for position in range(len(axis.phases) - 1, -1, -1):
        share = axis.phases[position].share or Fraction(0)
        if position == 0:
            share = Fraction(1)  # the first phase is everyone's
        cells = floor(share * CELLS)
        if share >= axis.phases[position].threshold:
            cells = max(cells, ceil(axis.phases[position].threshold * CELLS))
        new = max(cells - len(symbols), 0)
        symbols += symbol(axis.phases[position].phase) * new
        tones += [position / last] * new
    threshold = _next_threshold(axis)
    mark = None if threshold is None else ceil(threshold * CELLS)
    return Bar(symbols=symbols, tones=tuple(tones), mark=mark)


def symbol(phase: int) -> str:
    """A phase as one sign."""
    return _DIGITS[phase] if phase < len(_DIGITS) else "+"


def _score(model: Model, axis: AxisResult) -> Bar:
    low, high = model.scale.minimum, model.scale.maximum

    def part(value: Fraction) -> Fraction:
        return (value - low) / (high - low) * CELLS

    filled = floor(part(axis.score if axis.score is not None else low))
    threshold = _next_threshold(axis)
    return Bar(
        symbols="=" * filled + "." * (CELLS - filled),
        tones=(2 / 3,) * filled + (0.0,) * (CELLS - filled),
        mark=None if threshold is None else ceil(part(threshold)),
    )
