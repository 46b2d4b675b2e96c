"""The page of many municipalities: everything it says, ready to be laid out."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from gemeente_online.landscape import (
    GroupSpread,
    axis_quartiles,
    by_province,
    group_spread,
    lagging,
)
from gemeente_online.model import Model, Scoring
from gemeente_online.numbers import two_decimals
from gemeente_online.ranking import Place, Quartiles, Ranking, rank
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.ranking import size_word
from gemeente_online.rendering.report.charts import Scatter, scatter
from gemeente_online.rendering.report.page import render_page
from gemeente_online.rendering.report.parts import (
    About,
    Chip,
    Fact,
    Section,
    about,
    chip,
    method,
    scale_percent,
)
from gemeente_online.rendering.report.remarks import Remarks, remarks_of
from gemeente_online.rendering.report.stair import tone_of
from gemeente_online.rendering.report.text import shortened, thousands
from gemeente_online.rendering.words import long_date, profile, score_word
from gemeente_online.result import Summary

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
    about: About


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
    sizes = _sizes(ranking, summaries)
    provinces = [_group(model, group) for group in by_province(summaries)]
    chart = _scatter(summaries)
    remarks = remarks_of(summaries) if notes else ()
    dates = sorted(one.assessment.date for one in summaries)
    first, last = long_date(dates[0]), long_date(dates[-1])
    facts = [
        f"{thousands(len(summaries))} gemeenten",
        f"metingen van {first}" if first == last else f"metingen van {first} tot en met {last}",
    ]
    phases = _phases(ranking, len(summaries))
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
        axes=_axes(ranking, summaries),
        scale=(score_word(model.scale.minimum), score_word(model.scale.maximum)),
        lagging=_lagging(model, summaries),
        share=model.scoring is Scoring.SHARE,
        remarks=remarks,
        method=method(model),
        about=about(model, Fact("Aantal gemeenten", thousands(len(summaries)))),
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


def _phases(ranking: Ranking, total: int) -> tuple[PhaseCount, ...]:
    model = ranking.model
    counts = ranking.spread[0].counts
    most = max(counts.values())
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
            part=float(counts.get(number, 0) * 1000 // most) / 10,
            tone=0 if number is None else tone_of(model, number),
        )
        for number, name in zip(numbers, names, strict=True)
    )


def _share(count: int, total: int) -> str:
    """A part of all as a percentage, cut off; some is never shown as none."""
    return "< 1 %" if 0 < count * 100 < total else f"{count * 100 // total} %"


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


def _sizes(ranking: Ranking, summaries: Sequence[Summary]) -> list[GroupRow]:
    rows = []
    for size, _ in ranking.sizes:
        inside = [
            one
            for one in summaries
            if (inhabitants := one.assessment.municipality.inhabitants) is not None
            and size.least <= inhabitants
            and (size.most is None or inhabitants < size.most)
        ]
        if inside:
            rows.append(
                _group(ranking.model, group_spread(size_word(size, ranking).capitalize(), inside))
            )
    return rows


def _group(model: Model, group: GroupSpread) -> GroupRow:
    numbers = [phase.number for phase in model.phases]
    return GroupRow(
        name=group.name,
        total=group.total,
        pieces=_pieces(model, group.counts, group.total),
        counts=(*(group.counts.get(number, 0) for number in numbers), group.counts.get(None, 0)),
        median="–" if group.scores is None else two_decimals(group.scores.median),
    )


def _pieces(model: Model, counts: Mapping[int | None, int], total: int) -> tuple[Piece, ...]:
    pieces, before = [], 0
    for phase in model.phases:
        count = counts.get(phase.number, 0)
        if count:
            x, end = before * 100 / total, (before + count) * 100 / total
            pieces.append(Piece(round(x, 1), round(end - x, 1), tone_of(model, phase.number)))
        before += count
    return tuple(pieces)


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


def _axes(ranking: Ranking, summaries: Sequence[Summary]) -> tuple[AxisRow, ...]:
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


def _axis_row(model: Model, name: str, found: Quartiles) -> AxisRow:
    return AxisRow(
        name=name,
        lowest=scale_percent(model, found.lowest),
        first=scale_percent(model, found.first),
        median=scale_percent(model, found.median),
        third=scale_percent(model, found.third),
        highest=scale_percent(model, found.highest),
        figures=tuple(two_decimals(score) for score in found[1:]),
    )


def _lagging(model: Model, summaries: Sequence[Summary]) -> tuple[LagRow, ...]:
    names = {axis.id: axis.name for axis in model.axes}
    rows = []
    for one in lagging(summaries)[:MOST_LAGGING]:
        reached = [
            phase.number
            for phase in model.phases
            if one.mean
            >= (phase.counts_from if model.scoring is Scoring.SHARE else phase.threshold)
        ]
        rows.append(
            LagRow(
                question=model.questions[one.question].text,
                axis=names[one.axis],
                mean=two_decimals(one.mean),
                part=scale_percent(model, one.mean),
                tone=tone_of(model, max(reached, default=model.phases[0].number)),
                below=f"{one.below} van de {one.answered}",
            )
        )
    return tuple(rows)
