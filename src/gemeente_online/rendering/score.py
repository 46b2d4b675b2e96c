"""What ``score`` shows: of one assessment its phases and what the next ask, of many a row each.

A table for people, a sheet for programs. Only lays out what was computed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gemeente_online.model.file import Axis, Model
from gemeente_online.rendering.bars import bar, bars_explained
from gemeente_online.rendering.columns import Column, Field, Shown, Value, figures, sheet, table
from gemeente_online.rendering.document import (
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    as_document,
)
from gemeente_online.rendering.firmness import firmness_columns, firmness_fields
from gemeente_online.rendering.words import (
    ambition_word,
    decided,
    heading_of,
    is_tight,
    model_word,
    onward,
    onward_as_a_whole,
    other_range,
    phase_word,
    profile,
    range_word,
    score_word,
    share_word,
    uncertain,
)
from gemeente_online.scoring.result import AxisResult, OverallResult, Result, Standing, Summary
from gemeente_online.wording import where_is


@as_document
def score_document(result: Result) -> Iterator[Block]:
    """One result in full."""
    assessment = result.assessment
    model = assessment.model
    yield Heading(heading_of(assessment))
    yield Paragraph(model_word(model))
    yield _axes_table(result)
    yield from verdict_line(result)
    yield Paragraph("")
    yield Paragraph("Naar de volgende fase:", strong=True)
    axes = zip(model.axes, result.axes, strict=True)
    ways = (onward(model, axis, scored) for axis, scored in axes)
    yield Items((*onward_as_a_whole(result), *ways))
    yield Paragraph("")
    if any(bar(model, axis).symbols for axis in result.axes):
        yield Paragraph(bars_explained(model))
    if any(is_tight(axis) for axis in result.axes):
        yield Paragraph("Krap: één antwoord een stap lager, en de as zakt een fase.")


def verdict_line(result: Result) -> Iterator[Block]:
    """The phase overall, and what decides it."""
    model, overall = result.assessment.model, result.overall
    possible = range_word(overall.range)
    if overall.phase is None:
        yield Paragraph(f"Fase: niet te bepalen. Mogelijk: fase {possible}.", strong=True)
        yield Paragraph(f"Profiel: {profile(overall.profile)}")
        return
    phase = model.phase_at(overall.phase)
    verdict = f"Fase {phase.number} van {model.phases[-1].number}: {phase.name}"
    yield Paragraph(verdict, strong=True)
    if phase.experience is not None:
        yield Paragraph(f"Wat inwoners merken: {phase.experience.name}")
    yield Paragraph(f"Profiel: {profile(overall.profile)}. {decided(result)}")
    if uncertain(overall):
        yield Paragraph(f"Niet alles is beantwoord; mogelijk is fase {possible}.")
    if overall.ambition is not None:
        yield Paragraph(f"Ambitie: fase {overall.ambition}")


def _axes_table(result: Result) -> Table:
    model = result.assessment.model
    ranged = any(uncertain(axis) for axis in result.axes)
    partial = any(axis.coverage is None or axis.coverage < 1 for axis in result.axes)
    aiming = any(axis.ambition is not None for axis in result.axes)
    axes = {axis.id: axis for axis in model.axes}
    columns: list[Shown[AxisResult]] = [
        Column("As", lambda axis: _named(axes[axis.id], axis)),
        Column("Fase", _phase, fixed=True),
        Column("Antwoorden per fase", lambda axis: bar(model, axis), fixed=True),
        figures("Score", lambda axis: score_word(axis.score)),
        Column("Bereik", other_range, fixed=True, there=ranged),
        figures("Dekking", lambda axis: share_word(axis.coverage), there=partial),
        figures("Ambitie", ambition_word, there=aiming),
    ]
    return table(columns, result.axes)


def _named(axis: Axis, scored: AxisResult) -> Cell:
    stage = axis.stage_at(scored.phase)
    return axis.name if stage is None else (axis.name, stage.name)


def _phase(axis: AxisResult) -> str:
    return phase_word(axis.phase) + (" krap" if is_tight(axis) else "")


def overview_document(summaries: Sequence[Summary]) -> Document:
    """One table with a row for each."""
    mixed = len({summary.assessment.model.id for summary in summaries}) > 1
    ranged = any(uncertain(summary.overall) for summary in summaries)
    aiming = any(summary.overall.ambition is not None for summary in summaries)
    by_respondent, by_file = _told_apart_by(summaries)
    columns: list[Shown[Summary]] = [
        Column("Gemeente", lambda one: one.assessment.municipality.name),
        Column("Datum", lambda one: one.assessment.date.isoformat(), fixed=True),
        Column("Invuller", lambda one: one.assessment.respondent or "", there=by_respondent),
        Column("Bestand", _where, there=by_file),
        Column("Fase", lambda one: phase_word(one.overall.phase), fixed=True),
        *firmness_columns(summaries),
        Column("Profiel", lambda one: profile(one.overall.profile), fixed=True),
        figures("Score", lambda one: score_word(one.overall.score)),
        Column("Mogelijk", lambda one: other_range(one.overall), fixed=True, there=ranged),
        figures("Ambitie", lambda one: ambition_word(one.overall), there=aiming),
        Column("Groeimodel", lambda one: one.assessment.model.id, there=mixed),
    ]
    return Document((table(columns, summaries),) if summaries else ())


def _told_apart_by(summaries: Sequence[Summary]) -> tuple[bool, bool]:
    """Whether rows of one municipality need their respondents, and whether they need their files.

    The date is there already, and tells the years apart.
    """
    from gemeente_online.assessment.municipality import by_municipality  # one result needs none

    respondents = files = False
    for group in by_municipality(summaries):
        rows = [one.assessment for one in group]
        respondents |= len({one.respondent for one in rows}) > 1
        told = {(one.model.id, one.date, one.respondent) for one in rows}
        files |= len(told) < len(rows)
    return respondents, files


def _where(summary: Summary) -> str:
    return where_is(summary.assessment.source, summary.assessment.row)


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
        *firmness_fields(lambda one: one),
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
