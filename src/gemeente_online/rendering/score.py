"""What ``score`` shows: of one assessment its phases and what the next ask, of many a row each.

A table for people, a sheet for programs. Only lays out what was computed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gemeente_online.analysis.goal import reaches_ambition
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis, Domain
from gemeente_online.rendering.answers import requirement_word
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Shown,
    column_name,
    figures,
    sheet,
    table,
)
from gemeente_online.rendering.document import (
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    as_document,
)
from gemeente_online.rendering.firmness import (
    evidence_sentence,
    firm_sentences,
    firmness_columns,
    firmness_fields,
)
from gemeente_online.rendering.words import (
    ambition_listing,
    ambition_word,
    axes_title,
    axis_name,
    counted,
    heading_of,
    model_word,
    onward_as_a_whole,
    other_range,
    phase_word,
    profile,
    range_word,
    score_word,
    share_word,
    still_asked,
    subject_word,
    uncertain,
    undetermined_as_a_whole,
)
from gemeente_online.scoring.result import (
    AxesTogether,
    AxisResult,
    DomainResult,
    Result,
    Standing,
    Summary,
)
from gemeente_online.scoring.score import summarize
from gemeente_online.wording import where_is


@as_document
def score_document(result: Result) -> Iterator[Block]:
    """One result: the verdict first, then a row for each axis and what is asked first."""
    model = result.assessment.model
    yield Heading(heading_of(result.assessment))
    verdict, *others = verdict_blocks(result)
    yield verdict
    yield Picture(lambda: _stairs(result))
    yield from others
    yield _axes_table(result)
    yield from _first_asked(result)
    yield Paragraph(model_word(model))


def _stairs(result: Result) -> tuple[str, str]:
    """What the picture of the phase tells, and the picture."""
    from gemeente_online.rendering.report.pictures import stair_svg, told  # text needs none

    assessment = result.assessment
    name = assessment.municipality.name
    return told(assessment.model, name, result.overall), stair_svg(result)


def verdict_blocks(result: Result) -> Iterator[Block]:
    """The phase overall with its name, how firm it is, whether the ambition is reached."""
    model, overall = result.assessment.model, result.overall
    if overall.phase is None:
        yield Paragraph("Fase: niet te bepalen", strong=True)
        yield Paragraph(
            f"Mogelijk: fase {range_word(overall.range)}; {undetermined_as_a_whole(result)}"
        )
    else:
        phase = model.phase_at(overall.phase)
        last = model.phases[-1].number
        yield Paragraph(f"Fase {phase.number} van {last}: {phase.name}", strong=True)
    if overall.firmness is not None and len(model.phases) > 1:
        yield from map(Paragraph, firm_sentences(model, overall.firmness))
    aimed = _ambition_sentence(result)
    if aimed is not None:
        yield Paragraph(aimed)
    evidence = evidence_sentence(result)
    if evidence is not None:
        yield Paragraph(evidence)
    if overall.phase is not None and uncertain(overall):
        yield Paragraph(f"Niet alles is beantwoord; mogelijk: fase {range_word(overall.range)}.")


def _ambition_sentence(result: Result) -> str | None:
    """The ambition, and whether it is reached; None where there is none."""
    assessment = result.assessment
    if not assessment.ambition:
        return None
    told = "gehaald" if reaches_ambition(summarize(assessment)) else "nog niet gehaald"
    apart = ";" if assessment.shared_ambition is None else ","
    return f"Ambitie: {ambition_listing(assessment)}{apart} {told}."


def _axes_table(result: Result) -> Table:
    """A row for each axis: what its phase is called, and what the next one still asks."""
    assessment = result.assessment
    model = assessment.model
    rows = [*model.with_domains(result.domains, result.axes)]
    ranged = any(uncertain(one) for one in rows)
    partial = any(axis.coverage is None or axis.coverage < 1 for axis in result.axes)
    aiming = bool(assessment.ambition) and assessment.shared_ambition is None
    columns: list[Shown[AxisResult | DomainResult]] = [
        Column(axes_title(model), lambda one: _named(model, one)),
        Column("Fase", lambda axis: phase_word(axis.phase), fixed=True),
        Column("Nog voor de volgende", lambda one: still_asked(model, one)),
        figures("Score", lambda axis: score_word(axis.score)),
        Column("Mogelijk", other_range, fixed=True, there=ranged),
        figures("Dekking", lambda axis: share_word(axis.coverage), there=partial),
        figures("Ambitie", ambition_word, there=aiming),
    ]
    return table(columns, rows, lambda one: isinstance(one, DomainResult))


def _named(model: Model, scored: AxisResult | DomainResult) -> Cell:
    name = axis_name(model, scored.id)
    if isinstance(scored, DomainResult):
        return name
    axis = next(axis for axis in model.axes if axis.id == scored.id)
    stage = axis.stage_at(scored.phase)
    return name if stage is None else (name, stage.name)


_MOST_REQUIREMENTS = 2
"""Requirements of one axis that are named; ``explain`` has them all."""

_BRIEF = 40
"""Characters of an option's text, so that a requirement takes two lines of 80 columns."""


def _first_asked(result: Result) -> Iterator[Block]:
    """What keeps the whole where it is and no number of other answers makes good."""
    model, overall = result.assessment.model, result.overall
    texts = [*onward_as_a_whole(result)]
    for axis in result.axes:
        if axis.held_back is None or (overall.deciding and axis.id not in overall.deciding):
            continue
        unmet, phase = axis.held_back.requirements, axis.held_back.phase
        texts += [
            f"Voorwaarde voor fase {phase}: {requirement_word(model, one, most=_BRIEF)}."
            for one in unmet[:_MOST_REQUIREMENTS]
        ]
        if len(unmet) > _MOST_REQUIREMENTS:
            more = len(unmet) - _MOST_REQUIREMENTS
            name = axis_name(model, axis.id)
            texts.append(f"{name}: nog {counted(more, 'voorwaarde', 'voorwaarden')} meer.")
    if texts:
        yield Items(tuple(texts))
        yield Paragraph("")


def overview_document(summaries: Sequence[Summary]) -> Document:
    """One table with a row for each."""
    from gemeente_online.assessment.municipality import names_apart  # one result needs none

    assessments = [one.assessment for one in summaries]
    called = names_apart(assessments)
    mixed = len({summary.assessment.model.id for summary in summaries}) > 1
    ranged = any(uncertain(summary.overall) for summary in summaries)
    aiming = any(summary.overall.ambition is not None for summary in summaries)
    by_respondent, by_file = _told_apart_by(summaries)
    columns: list[Shown[Summary]] = [
        Column(subject_word(assessments), lambda one: called[one.assessment.municipality]),
        Column("Datum", lambda one: one.assessment.date.isoformat(), fixed=True),
        Column("Invuller", lambda one: one.assessment.respondent or "", there=by_respondent),
        Column("Bestand", _where, there=by_file),
        Column("Fase", lambda one: phase_word(one.overall.phase), fixed=True),
        *firmness_columns(summaries),
        Column("Profiel", profile, fixed=True),
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


def overview_sheets(model: Model, summaries: Iterable[Summary]) -> Iterator[Sheet]:
    """A row for each: who, overall, every axis and domain, how it was measured; of this model."""
    from gemeente_online.rendering.measured import measured_fields, municipality_fields

    fields: list[Field[Summary]] = [
        *municipality_fields(_assessment),
        *_figures("", lambda one: one.overall, lambda one: one.overall.ambition),
        *firmness_fields(lambda one: one),
    ]
    of_domains = [_of_domain(at, domain) for at, domain in enumerate(model.domains)]
    of_axes = [_of_axis(at, axis) for at, axis in enumerate(model.axes)]
    for of_part in model.with_domains(of_domains, of_axes):
        fields += of_part
    fields += measured_fields(_assessment)
    yield sheet("Metingen", fields, summaries)


def _assessment(summary: Summary) -> Assessment:
    return summary.assessment


def _of_domain(at: int, domain: Domain) -> list[Field[Summary]]:
    return _figures(
        f"{column_name(domain.id)}_",
        lambda one: one.domains[at],
        lambda one: one.domains[at].ambition,
    )


def _of_axis(at: int, axis: Axis) -> list[Field[Summary]]:
    return _figures(
        f"{column_name(axis.id)}_",
        lambda one: one.axes[at],
        lambda one: one.assessment.ambition.get(axis.id),
    )


def _figures(
    prefix: str,
    of: Callable[[Summary], Standing | AxesTogether],
    ambition_of: Callable[[Summary], int | None],
) -> list[Field[Summary]]:
    """What is told of an axis, of a domain, and of all axes together."""
    return [
        Column(f"{prefix}phase", lambda one: of(one).phase),
        Column(f"{prefix}range_low", lambda one: of(one).range[0]),
        Column(f"{prefix}range_high", lambda one: of(one).range[1]),
        Column(f"{prefix}score", lambda one: of(one).score),
        Column(f"{prefix}coverage", lambda one: of(one).coverage),
        Column(f"{prefix}ambition", ambition_of),
    ]
