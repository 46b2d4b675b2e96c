"""What ``compare`` gives as sheets: a row for every answer that changed, and the axes."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.comparison import AxisChange, Change, Comparison, Period
from gemeente_online.assessment.file import Answer
from gemeente_online.rendering.answer_cells import answer_cell
from gemeente_online.rendering.columns import Column, Field, Sheet, Value, sheet
from gemeente_online.rendering.compare import asking
from gemeente_online.rendering.measured import origin_sheet
from gemeente_online.scoring.result import OVERALL, AxesTogether, Standing


class _Changed(NamedTuple):
    """A change, with the period and the axis that it is in."""

    period: Period
    axis: AxisChange
    change: Change


def compare_sheets(comparison: Comparison) -> Iterator[Sheet]:
    """A row for every answer that changed; then the axes, and which assessments these are."""
    fields: list[Field[_Changed]] = [
        Column("municipality", lambda one: one.period.after.assessment.municipality.name),
        Column("code", lambda one: one.period.after.assessment.municipality.code),
        Column("before_date", lambda one: one.period.before.assessment.date),
        Column("after_date", lambda one: one.period.after.assessment.date),
        Column("axis", lambda one: one.axis.id),
        Column("question", lambda one: one.change.question),
        Column("kind", lambda one: str(one.change.kind)),
        Column("before_answer", lambda one: _cell(one.change.before)),
        Column("after_answer", lambda one: _cell(one.change.after)),
        Column("unit", _unit),
        Column("before_score", lambda one: _score(one.change.before)),
        Column("after_score", lambda one: _score(one.change.after)),
        Column("moved", lambda one: one.change.moved),
    ]
    axes = ((period, axis) for period in comparison.periods for axis in period.axes)
    changes = (_Changed(period, axis, each) for period, axis in axes for each in axis.changes)
    yield sheet("Veranderingen", fields, changes)
    yield _axes_sheet(comparison)
    yield origin_sheet(one.assessment for one in comparison.summaries)


class _Stretch(NamedTuple):
    """Where an axis, a domain, or all axes together stood at both ends of a period."""

    period: Period
    name: str
    before: Standing | AxesTogether | None
    after: Standing | AxesTogether | None
    moved: Fraction | None


def _axes_sheet(comparison: Comparison) -> Sheet:
    """A row for every axis and domain in every period, and for the whole."""
    fields: list[Field[_Stretch]] = [
        Column("before_date", lambda one: one.period.before.assessment.date),
        Column("after_date", lambda one: one.period.after.assessment.date),
        Column("axis", lambda one: one.name),
        Column("before_phase", lambda one: None if one.before is None else one.before.phase),
        Column("after_phase", lambda one: None if one.after is None else one.after.phase),
        Column("before_score", lambda one: None if one.before is None else one.before.score),
        Column("after_score", lambda one: None if one.after is None else one.after.score),
        Column("moved", lambda one: one.moved),
    ]

    def stretches() -> Iterator[_Stretch]:
        for period in comparison.periods:
            for part in period.parts:
                yield _Stretch(period, part.id, part.before, part.after, part.moved)
            ends = period.before.overall, period.after.overall
            yield _Stretch(period, OVERALL, *ends, period.moved)

    return sheet("Assen", fields, stretches())


def _cell(answer: Answer | None) -> Value:
    """An answer then or now; nothing where it was left open, or the question was not asked."""
    return None if answer is None else answer_cell(answer)


def _unit(one: _Changed) -> str | None:
    return asking(one.period, one.change.question).questions[one.change.question].unit


def _score(answer: Answer | None) -> Fraction | None:
    return None if answer is None else answer.score
