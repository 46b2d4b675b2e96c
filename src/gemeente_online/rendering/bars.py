"""Bars: how the answers on an axis lie over the phases, and how many municipalities do.

Text of one column a sign; how it is coloured and framed, whoever shows it knows.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT
from gemeente_online.model.parts import Scoring
from gemeente_online.rendering.document import Bar
from gemeente_online.scoring.result import AxisResult

_CELLS = 20
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def bar(model: Model, axis: AxisResult) -> Bar:
    """Twenty cells; under ``share`` the highest answers first, under ``mean`` the score.

    Of a checklist the share of the questions of the next phase that are met, or at the highest of
    that one.

    Cells are cut off and the mark is rounded up, so that the cells reach the mark exactly when
    the answers reach the threshold.
    """
    if axis.score is None and (model.scoring is not Scoring.CHECKLIST or not axis.applicable):
        return Bar(symbols="", tones=())
    match model.scoring:
        case Scoring.SHARE:
            return _shares(model, axis)
        case Scoring.MEAN:
            return _score(model, axis)
        case Scoring.CHECKLIST:
            return _met(axis)


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
        cells = floor(share * _CELLS)
        if share >= axis.phases[position].threshold:
            cells = max(cells, ceil(axis.phases[position].threshold * _CELLS))
        new = max(cells - len(symbols), 0)
        symbols += _symbol(axis.phases[position].phase) * new
        tones += [position / last] * new
    threshold = _next_threshold(axis)
    mark = None if threshold is None else ceil(threshold * _CELLS)
    return Bar(symbols=symbols, tones=tuple(tones), mark=mark)


def _symbol(phase: int) -> str:
    """A phase as one sign."""
    return _DIGITS[phase] if phase < len(_DIGITS) else "+"


def _score(model: Model, axis: AxisResult) -> Bar:
    low, high = model.scale.minimum, model.scale.maximum

    def part(value: Fraction) -> Fraction:
        return (value - low) / (high - low)

    threshold = _next_threshold(axis)
    return _filled(
        part(axis.score if axis.score is not None else low),
        None if threshold is None else part(threshold),
    )


def _met(axis: AxisResult) -> Bar:
    here = axis.range[0] if axis.phase is None else axis.phase
    asked = next((one for one in axis.phases if one.phase > here), axis.phases[-1])
    share = Fraction(1) if asked.share is None else asked.share
    return _filled(share, asked.threshold if asked.phase > here else None)


def _filled(part: Fraction, threshold: Fraction | None) -> Bar:
    """A part of all cells, and a mark at the part that is needed."""
    filled = floor(part * _CELLS)
    return Bar(
        symbols="=" * filled + "." * (_CELLS - filled),
        tones=(2 / 3,) * filled + (0.0,) * (_CELLS - filled),
        mark=None if threshold is None else ceil(threshold * _CELLS),
    )


def bars_explained(model: Model) -> str:
    """How to read the bars."""
    if model.scoring is Scoring.MEAN:
        return "De balk is de score op de schaal; de streep | is wat de volgende fase vraagt."
    if model.scoring is Scoring.CHECKLIST:
        return (
            "De balk is het deel van de vragen van de volgende fase dat is gehaald; de streep | is "
            "wat die fase vraagt."
        )
    weights = {question.weight for question in model.questions.values()}
    heavier = " Een vraag met meer gewicht krijgt meer plaats." if len(weights) > 1 else ""
    return (
        f"Zo leest u de balk: elk cijfer is 5{PERCENT} van de antwoorden, en noemt de fase "
        f"waarvoor die antwoorden tellen.{heavier} Links van de streep | moet alles op de volgende "
        "fase of hoger staan; dan zijn er daarvoor genoeg."
    )


def bar_of_many(counts: Mapping[int | None, int], phases: Sequence[int]) -> Bar:
    """One bar of all municipalities, from the lowest phase to the highest, unknown ones last."""
    total = sum(counts.values())
    last = max(len(phases) - 1, 1)
    symbols, tones, so_far = "", [], 0
    for position, phase in enumerate((*phases, None)):
        so_far += counts.get(phase, 0)
        cells = floor(so_far * _CELLS / total + 0.5) - len(symbols)
        symbols += ("?" if phase is None else _symbol(phase)) * cells
        tones += [0.0 if phase is None else position / last] * cells
    return Bar(symbols=symbols, tones=tuple(tones))
