"""What many municipalities have in common, as rows of tables with their bars."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.ranking import (
    GroupSpread,
    Quartiles,
    Ranking,
    axis_quartiles,
    group_spread,
    lagging,
)
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import percentage, two_decimals
from gemeente_online.rendering.ranking import size_word
from gemeente_online.rendering.report.answers import phase_of
from gemeente_online.rendering.report.page_parts import (
    Chip,
    chip,
    scale_percent,
)
from gemeente_online.rendering.report.stair import tone_of
from gemeente_online.rendering.words import axis_name
from gemeente_online.scoring.result import Summary

MOST_LAGGING = 10
"""How many of the questions that lag are named."""


class PhaseCount(NamedTuple):
    """How many municipalities are in a phase; ``part`` is a length in percents of the width."""

    phase: Chip
    name: str
    total: int
    share: str
    part: float
    tone: int


class Piece(NamedTuple):
    """A part of a stacked bar, in percents of the width."""

    x: float
    width: float
    tone: int


class GroupRow(NamedTuple):
    """A group of municipalities: how many, their phases, and the middle score."""

    name: str
    total: int
    pieces: tuple[Piece, ...]
    counts: tuple[int, ...]
    median: str


class AxisRow(NamedTuple):
    """The spread of the scores on an axis; lengths in percents of the width."""

    name: str
    lowest: float
    first: float
    median: float
    third: float
    highest: float
    figures: tuple[str, ...]


class LagRow(NamedTuple):
    """A question that lags: its mean score, and how many answer lower than their axis."""

    question: str
    axis: str
    mean: str
    part: float
    tone: int
    below: str


def phase_counts(ranking: Ranking, total: int) -> tuple[PhaseCount, ...]:
    """How many are in each phase, and last how many in none."""
    model = ranking.model
    counts = ranking.spread[0].counts
    numbers: list[int | None] = [phase.number for phase in model.phases]
    names = [phase.name for phase in model.phases]
    if counts.get(None):
        numbers, names = [*numbers, None], [*names, "Niet te bepalen"]
    return tuple(
        PhaseCount(
            phase=chip(model, number),
            name=name,
            total=counts.get(number, 0),
            share=_share(counts.get(number, 0), total),
            part=float(counts.get(number, 0) * 1000 // total) / 10,
            tone=0 if number is None else tone_of(model, number),
        )
        for number, name in zip(numbers, names, strict=True)
    )


def size_rows(ranking: Ranking, summaries: Sequence[Summary]) -> list[GroupRow]:
    """Every size class that somebody is in."""
    rows = []
    for size, _ in ranking.sizes:
        inside = [
            one
            for one in summaries
            if (inhabitants := one.assessment.municipality.inhabitants) is not None
            and size.least <= inhabitants
            and (size.below is None or inhabitants < size.below)
        ]
        if inside:
            rows.append(
                group_row(
                    ranking.model, group_spread(size_word(size, ranking).capitalize(), inside)
                )
            )
    return rows


def group_row(model: Model, group: GroupSpread) -> GroupRow:
    """One group."""
    numbers = [phase.number for phase in model.phases]
    return GroupRow(
        name=group.name,
        total=group.total,
        pieces=_pieces(model, group.counts, group.total),
        counts=(*(group.counts.get(number, 0) for number in numbers), group.counts.get(None, 0)),
        median="–" if group.scores is None else two_decimals(group.scores.median),
    )


def axis_rows(ranking: Ranking, summaries: Sequence[Summary]) -> tuple[AxisRow, ...]:
    """The spread of the scores on every axis, and overall."""
    model = ranking.model
    found = axis_quartiles(ranking, summaries)
    rows = [
        _axis_row(model, axis.name, spread)
        for axis in model.axes
        if (spread := found[axis.id]) is not None
    ]
    if ranking.quartiles is not None and len(model.axes) > 1:
        rows.append(_axis_row(model, "Als geheel", ranking.quartiles))
    return tuple(rows)


def lag_rows(model: Model, summaries: Sequence[Summary]) -> tuple[LagRow, ...]:
    """The questions with the lowest mean scores."""
    return tuple(
        LagRow(
            question=model.questions[one.question].text,
            axis=axis_name(model, one.axis),
            mean=two_decimals(one.mean),
            part=scale_percent(model, one.mean),
            tone=tone_of(model, phase_of(model, one.mean)),
            below=f"{one.below} van de {one.answered}",
        )
        for one in lagging(summaries)[:MOST_LAGGING]
    )


def _share(count: int, total: int) -> str:
    """A part of all as a percentage, cut off; some is never shown as none."""
    return "< 1 %" if 0 < count * 100 < total else percentage(Fraction(count, total))


def _pieces(model: Model, counts: Mapping[int | None, int], total: int) -> tuple[Piece, ...]:
    pieces, before = [], 0
    for phase in model.phases:
        count = counts.get(phase.number, 0)
        if count:
            x, end = before * 100 / total, (before + count) * 100 / total
            pieces.append(Piece(round(x, 1), round(end - x, 1), tone_of(model, phase.number)))
        before += count
    return tuple(pieces)


def _axis_row(model: Model, name: str, found: Quartiles) -> AxisRow:
    return AxisRow(
        name=name,
        lowest=scale_percent(model, found.lowest),
        first=scale_percent(model, found.first),
        median=scale_percent(model, found.median),
        third=scale_percent(model, found.third),
        highest=scale_percent(model, found.highest),
        figures=tuple(two_decimals(score) for score in found.figures),
    )
