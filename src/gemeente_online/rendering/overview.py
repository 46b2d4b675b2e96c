"""Many results, a row each: as a table for people, and as a sheet for programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gemeente_online.model.file import Axis, Model
from gemeente_online.rendering.columns import Column, Field, Shown, Value, figures, sheet, table
from gemeente_online.rendering.document import Document
from gemeente_online.rendering.words import (
    ambition_word,
    other_range,
    phase_word,
    profile,
    score_word,
    uncertain,
)
from gemeente_online.scoring.result import OverallResult, Standing, Summary


def overview_document(summaries: Sequence[Summary]) -> Document:
    """One table with a row for each."""
    mixed = len({summary.assessment.model.id for summary in summaries}) > 1
    ranged = any(uncertain(summary.overall) for summary in summaries)
    aiming = any(summary.overall.ambition is not None for summary in summaries)
    columns: list[Shown[Summary]] = [
        Column("Gemeente", lambda one: one.assessment.municipality.name),
        Column("Datum", lambda one: one.assessment.date.isoformat(), fixed=True),
        Column("Fase", lambda one: phase_word(one.overall.phase), fixed=True),
        Column("Profiel", lambda one: profile(one.overall.profile), fixed=True),
        figures("Score", lambda one: score_word(one.overall.score)),
        Column("Bereik", lambda one: other_range(one.overall), fixed=True, there=ranged),
        figures("Ambitie", lambda one: ambition_word(one.overall), there=aiming),
        Column("Groeimodel", lambda one: one.assessment.model.id, there=mixed),
    ]
    return Document((table(columns, summaries),) if summaries else ())


def overview_sheet(
    model: Model, summaries: Iterable[Summary], program: str
) -> Iterator[list[Value]]:
    """A header, and a row for each: who, then overall, then every axis. All of this model.

    program: the version of the program, which every row says.
    """
    fields: list[Field[Summary]] = [
        Column("source", lambda one: one.assessment.source),
        Column("row", lambda one: one.assessment.row),
        Column("model", lambda one: one.assessment.model.id),
        Column("model_version", lambda one: one.assessment.model.version),
        Column("model_sha256", lambda one: one.assessment.model.digest or None),
        Column("program_version", lambda one: program),
        Column("municipality", lambda one: one.assessment.municipality.name),
        Column("code", lambda one: one.assessment.municipality.code),
        Column("inhabitants", lambda one: one.assessment.municipality.inhabitants),
        Column("province", lambda one: one.assessment.municipality.province),
        Column("date", lambda one: one.assessment.date),
        *_figures("", lambda one: one.overall, lambda one: one.overall.ambition),
    ]
    for at, axis in enumerate(model.axes):
        fields += _of_axis(at, axis)
    return sheet(fields, summaries)


def _of_axis(at: int, axis: Axis) -> list[Field[Summary]]:
    return _figures(
        f"{axis.id}_",
        lambda one: one.axes[at],
        lambda one: one.assessment.ambition.get(axis.id),
    )


def _figures(
    prefix: str,
    of: Callable[[Summary], Standing | OverallResult],
    ambition_of: Callable[[Summary], int | None],
) -> list[Field[Summary]]:
    """What is told of an axis, and of all of them together."""
    return [
        Column(f"{prefix}phase", lambda one: of(one).phase),
        Column(f"{prefix}range_low", lambda one: of(one).range[0]),
        Column(f"{prefix}range_high", lambda one: of(one).range[1]),
        Column(f"{prefix}score", lambda one: of(one).score),
        Column(f"{prefix}coverage", lambda one: of(one).coverage),
        Column(f"{prefix}ambition", ambition_of),
    ]
