"""The page of many municipalities: everything it says, ready to be laid out."""

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from gemeente_online.analysis.ranking import Place, Ranking, by_province, rank
from gemeente_online.model.file import Scoring
from gemeente_online.model.numbers import two_decimals
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.report.charts import Scatter, scatter
from gemeente_online.rendering.report.page import render_page
from gemeente_online.rendering.report.page_parts import (
    Chip,
    Fact,
    PageSource,
    Section,
    chip,
    method,
    page_source,
)
from gemeente_online.rendering.report.remarks import Remarks, remarks_of
from gemeente_online.rendering.report.spread import (
    AxisRow,
    GroupRow,
    LagRow,
    PhaseCount,
    axis_rows,
    group_row,
    lag_rows,
    phase_counts,
    size_rows,
)
from gemeente_online.rendering.report.stair import tone_of
from gemeente_online.rendering.words import long_date, profile, score_word
from gemeente_online.scoring.result import Summary
from gemeente_online.wording import shortened, thousands


class RankRow(NamedTuple):
    """One municipality in the ranking; ``place`` is None where its phase is undetermined.

    possible: the places that remain possible, where unknown answers leave more than one.
    sort: what each column is sorted by, in the order of the columns.
    """

    place: int | None
    possible: str
    name: str
    link: str | None
    province: str
    inhabitants: str
    phase: Chip
    profile: str
    score: str
    sort: tuple[str, ...]


class BatchPage(NamedTuple):
    """The whole page."""

    title: str
    kicker: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    told: tuple[str, ...]
    phases: tuple[PhaseCount, ...]
    phase_numbers: tuple[Chip, ...]
    undetermined: bool
    ranged: bool
    provinced: bool
    sized: bool
    rows: tuple[RankRow, ...]
    sizes: tuple[GroupRow, ...]
    provinces: tuple[GroupRow, ...]
    scatter: Scatter | None
    axes: tuple[AxisRow, ...]
    scale: tuple[str, str]
    lagging: tuple[LagRow, ...]
    share: bool
    remarks: tuple[Remarks, ...]
    method: tuple[str, ...]
    about: PageSource


def render_batch(
    summaries: Sequence[Summary],
    *,
    links: Sequence[str] | None = None,
    notes: bool = False,
    older: int = 0,
) -> str:
    """The page of many municipalities as HTML.

    summaries: of one model, each of another municipality; at least one.
    links: the address of the page of each municipality, where there are pages.
    notes: whether respondents, notes and evidence are in it.
    older: how many measurements were left out since a later one counts.
    """
    page = batch_page(summaries, links=links, notes=notes, older=older)
    return render_page("batch.html.j2", page=page, script=True)


def batch_page(
    summaries: Sequence[Summary],
    *,
    links: Sequence[str] | None = None,
    notes: bool = False,
    older: int = 0,
) -> BatchPage:
    """Everything the page says; see ``render_batch``."""
    ranking = rank(summaries)
    model = ranking.model
    link_of = {
        id(one): link
        for one, link in zip(summaries, links or repeat(None, len(summaries)), strict=True)
    }
    sizes = size_rows(ranking, summaries)
    provinces = [group_row(model, group) for group in by_province(summaries)]
    chart = _scatter(summaries)
    remarks = remarks_of(summaries) if notes else ()
    dates = sorted(one.assessment.date for one in summaries)
    first, last = long_date(dates[0]), long_date(dates[-1])
    facts = [
        f"{thousands(len(summaries))} gemeenten",
        f"metingen van {first}" if first == last else f"metingen van {first} tot en met {last}",
    ]
    phases = phase_counts(ranking, len(summaries))
    sections = [
        Section("spreiding", "De spreiding over de fasen"),
        *([Section("groepen", "Naar grootte en provincie")] if sizes or provinces else []),
        *([Section("inwoners", "Score en inwoners")] if chart else []),
        Section("assen", "De assen"),
        Section("achter", "Wat bij de meeste gemeenten achterblijft"),
        Section("ranglijst", "De ranglijst"),
        *([Section("toelichting", "Toelichting en bewijs")] if remarks else []),
        Section("verantwoording", "Verantwoording"),
    ]
    return BatchPage(
        title=f"{thousands(len(summaries))} gemeenten: {shortened(clean(model.title), 40)}",
        kicker=f"Groeimodel {model.title}",
        facts=tuple(facts),
        sections=tuple(sections),
        told=_told(ranking, phases, len(summaries), older),
        phases=phases,
        phase_numbers=tuple(chip(model, phase.number) for phase in model.phases),
        undetermined=bool(ranking.undetermined),
        ranged=any(place.is_uncertain for place in ranking.places),
        provinced=bool(provinces),
        sized=any(one.assessment.municipality.inhabitants for one in summaries),
        rows=(
            *(_row(place.summary, place, link_of[id(place.summary)]) for place in ranking.places),
            *(_row(one, None, link_of[id(one)]) for one in ranking.undetermined),
        ),
        sizes=tuple(sizes),
        provinces=tuple(provinces),
        scatter=chart,
        axes=axis_rows(ranking, summaries),
        scale=(score_word(model.scale.minimum), score_word(model.scale.maximum)),
        lagging=lag_rows(model, summaries),
        share=model.scoring is Scoring.SHARE,
        remarks=remarks,
        method=method(model),
        about=page_source(model, Fact("Aantal gemeenten", thousands(len(summaries)))),
    )


def _told(
    ranking: Ranking, phases: Sequence[PhaseCount], count: int, older: int
) -> tuple[str, ...]:
    most = max(phases, key=lambda one: one.total)
    told = [
        f"Het vaakst komt fase {most.phase.text} voor, {most.name}: bij {most.total} van de "
        f"{count} gemeenten."
    ]
    if most.phase.tone is None:
        told = []
    if ranking.quartiles is not None:
        found = ranking.quartiles
        told.append(
            f"De middelste score is {two_decimals(found.median)}. De middelste helft van de "
            f"gemeenten scoort van {two_decimals(found.first)} tot en met "
            f"{two_decimals(found.third)}."
        )
    if ranking.undetermined:
        told.append(
            f"Bij {len(ranking.undetermined)} is de fase niet te bepalen, want er zijn te weinig "
            "vragen beantwoord. Zij staan zonder plaats onder aan de ranglijst."
        )
    if older:
        word = "Eén oudere meting telt" if older == 1 else f"{older} oudere metingen tellen"
        told.append(f"{word} niet mee: van elke gemeente telt de laatste.")
    return tuple(told)


def _row(summary: Summary, place: Place | None, link: str | None) -> RankRow:
    assessment, overall = summary.assessment, summary.overall
    municipality = assessment.municipality
    inhabitants = municipality.inhabitants
    possible = ""
    if place is not None and place.is_uncertain:
        possible = f"{place.possible[0]}–{place.possible[1]}"
    score = "" if overall.score is None else f"{float(overall.score):.6f}"
    return RankRow(
        place=None if place is None else place.place,
        possible=possible,
        name=municipality.name,
        link=link,
        province=municipality.province or "",
        inhabitants="" if inhabitants is None else thousands(inhabitants),
        phase=chip(assessment.model, overall.phase),
        profile=profile(overall.profile),
        score=score_word(overall.score),
        sort=(
            "" if place is None else str(place.place),
            "" if inhabitants is None else str(inhabitants),
            "" if overall.phase is None else str(overall.phase),
            score,
        ),
    )


def _scatter(summaries: Sequence[Summary]) -> Scatter | None:
    points = []
    for one in summaries:
        municipality, overall = one.assessment.municipality, one.overall
        if municipality.inhabitants is None or overall.score is None or overall.phase is None:
            continue
        told = (
            f"{municipality.name}: {thousands(municipality.inhabitants)} inwoners, score "
            f"{two_decimals(overall.score)}, fase {overall.phase}"
        )
        tone = tone_of(one.assessment.model, overall.phase)
        points.append((municipality.inhabitants, overall.score, told, tone))
    if not points:
        return None
    title = (
        f"De gemiddelde score van {len(points)} gemeenten naast hun aantal inwoners. Alle cijfers "
        "staan in de ranglijst."
    )
    return scatter(summaries[0].assessment.model, points, title)
