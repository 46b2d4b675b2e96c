"""Many results, a row each: as a table for people, and as a sheet for programs."""

from collections.abc import Sequence

from gemeente_online.model.file import Model
from gemeente_online.rendering.document import Cell, Column, Document, Table
from gemeente_online.rendering.sheet import Value
from gemeente_online.rendering.words import phase_word, profile, range_word, score_word, uncertain
from gemeente_online.scoring.result import OverallResult, Standing, Summary


def overview_document(summaries: Sequence[Summary]) -> Document:
    """One table with a row for each."""
    mixed = len({summary.assessment.model.id for summary in summaries}) > 1
    ranged = any(uncertain(summary.overall) for summary in summaries)
    aiming = any(summary.overall.ambition is not None for summary in summaries)
    columns = [
        Column(title="Gemeente"),
        Column(title="Datum", fixed=True),
        Column(title="Fase", fixed=True),
        Column(title="Profiel", fixed=True),
        Column(title="Score", right=True, fixed=True),
    ]
    columns += [Column(title="Bereik", fixed=True)] if ranged else []
    columns += [Column(title="Ambitie", right=True, fixed=True)] if aiming else []
    columns += [Column(title="Groeimodel")] if mixed else []
    rows: list[tuple[Cell, ...]] = []
    for summary in summaries:
        assessment, overall = summary.assessment, summary.overall
        row: list[Cell] = [
            assessment.municipality.name,
            assessment.date.isoformat(),
            phase_word(overall.phase),
            profile(overall.profile),
            score_word(overall.score),
        ]
        if ranged:
            row.append(range_word(overall.range) if uncertain(overall) else "")
        if aiming:
            row.append("" if overall.ambition is None else str(overall.ambition))
        if mixed:
            row.append(assessment.model.id)
        rows.append(tuple(row))
    return Document(blocks=(Table(columns=tuple(columns), rows=tuple(rows)),) if rows else ())


_ABOUT = (
    *("source", "row", "model", "model_version", "model_sha256", "program_version"),
    *("municipality", "code", "inhabitants", "province", "date"),
)
_FIGURES = ("phase", "range_low", "range_high", "score", "coverage", "ambition")


def overview_header(model: Model) -> list[str]:
    """The names of a sheet's columns: who, then overall, then every axis."""
    figures = [f"{axis.id}_{name}" for axis in model.axes for name in _FIGURES]
    return [*_ABOUT, *_FIGURES, *figures]


def overview_row(summary: Summary, program: str) -> list[Value]:
    """One row of the sheet that ``overview_header`` heads."""
    assessment, overall = summary.assessment, summary.overall
    model, municipality = assessment.model, assessment.municipality
    about: tuple[Value, ...] = (
        *(assessment.source, assessment.row),
        *(model.id, model.version, model.digest or None, program),
        *(municipality.name, municipality.code, municipality.inhabitants, municipality.province),
        assessment.date,
    )
    row = [*about, *_figures(overall, overall.ambition)]
    for axis in summary.axes:
        row += _figures(axis, assessment.ambition.get(axis.id))
    return row


def _figures(standing: Standing | OverallResult, ambition: int | None) -> tuple[Value, ...]:
    low, high = standing.range
    return standing.phase, low, high, standing.score, standing.coverage, ambition
