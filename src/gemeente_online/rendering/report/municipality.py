"""The page of one municipality: everything it says, ready to be laid out."""

from collections.abc import Sequence
from typing import NamedTuple

from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.explanation import Explanation, explain
from gemeente_online.analysis.growth import grow
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Model, Scoring
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.report.answers import MOST, AnswerPart, answer_part, standing_out
from gemeente_online.rendering.report.axes import AxisPart, axis_part
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
from gemeente_online.rendering.report.plan import PlanSection, plan
from gemeente_online.rendering.report.stair import Stair, stair, standing, state_of
from gemeente_online.rendering.report.views import ViewPart, view_part
from gemeente_online.rendering.report.years import Years, years
from gemeente_online.rendering.words import (
    decided,
    is_tight,
    long_date,
    onward_as_a_whole,
    profile,
    range_word,
    score_word,
    share_word,
    uncertain,
)
from gemeente_online.scoring.result import AxisResult, OverallResult, Result
from gemeente_online.wording import listing, shortened, thousands


class Described(NamedTuple):
    """A name and what it means."""

    eyebrow: str
    name: str
    text: str


class Box(NamedTuple):
    """One box of a track of phases."""

    state: str
    aim: bool


class PhaseRow(NamedTuple):
    """An axis, or the whole, in the table of phases."""

    name: str
    note: str
    phase: Chip
    track: tuple[Box, ...]
    score: str
    coverage: str
    possible: str
    ambition: str
    tight: bool


class MunicipalityPage(NamedTuple):
    """The whole page.

    share: whether phases are held against shares of the answers.
    ranged, partial, aiming: which columns the table of phases has.
    lacking: how many answers still lack the evidence that the model expects.
    strong, behind: answers that are higher, or lower, than the phase of their own axis.
    """

    title: str
    kicker: str
    name: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    verdict: str
    phase_name: str | None
    summary: tuple[str, ...]
    broad: Stair
    narrow: Stair
    described: tuple[Described, ...]
    share: bool
    ranged: bool
    partial: bool
    aiming: bool
    rows: tuple[PhaseRow, ...]
    strong: tuple[AnswerPart, ...]
    behind: tuple[AnswerPart, ...]
    plan: PlanSection
    years: Years | None
    axes: tuple[AxisPart, ...]
    views: tuple[ViewPart, ...]
    method: tuple[str, ...]
    overall_sum: str | None
    lacking: int
    notes: bool
    about: PageSource
    back: str | None
    place: tuple[str, ...]


def render_municipality(
    results: Sequence[Result],
    *,
    notes: bool,
    back: str | None = None,
    place: Sequence[str] = (),
) -> str:
    """The page of one municipality as HTML.

    results: of one municipality under one model, by date; the last is shown in full.
    notes: whether respondent, notes and evidence are in it.
    back: the address of the page of the batch that it belongs to.
    place: where it stands among the others of that batch, in sentences.
    """
    page = municipality_page(results, notes=notes, back=back, place=place)
    return render_page("municipality.html.j2", page=page)


def municipality_page(
    results: Sequence[Result],
    *,
    notes: bool,
    back: str | None = None,
    place: Sequence[str] = (),
) -> MunicipalityPage:
    """Everything the page says; see ``render_municipality``."""
    result = results[-1]
    explained = explain(result)
    assessment = result.assessment
    model, municipality, overall = assessment.model, assessment.municipality, result.overall
    views = tuple(view_part(model, view) for view in explained.views)
    over_time = None
    if len(results) > 1:
        over_time = years(compare([one.assessment for one in results]))
    phase = None if overall.phase is None else model.phase_at(overall.phase)
    axes = tuple(
        axis_part(model, axis, one, notes=notes)
        for axis, one in zip(model.axes, explained.axes, strict=True)
    )
    return MunicipalityPage(
        title=f"{shortened(clean(municipality.name), 40)}: {_verdict(model, overall)}",
        kicker=f"Groeimodel {model.title}",
        name=municipality.name,
        facts=_facts(assessment),
        sections=_sections(views, over_time, ranked=bool(place)),
        verdict=_verdict(model, overall),
        phase_name=phase.name if phase else None,
        summary=_summary(result),
        broad=stair(model, municipality.name, overall),
        narrow=standing(model, municipality.name, overall, "trap-smal"),
        described=_described(model, overall),
        share=model.scoring is Scoring.SHARE,
        ranged=uncertain(overall) or any(uncertain(axis) for axis in result.axes),
        partial=any(axis.coverage is None or axis.coverage < 1 for axis in result.axes),
        aiming=bool(assessment.ambition),
        rows=_rows(result),
        strong=_standing_out(explained, ahead=True, notes=notes),
        behind=_standing_out(explained, ahead=False, notes=notes),
        plan=plan(grow(assessment)),
        years=over_time,
        axes=axes,
        views=views,
        method=method(model),
        overall_sum=_overall_sum(result),
        lacking=sum(answer.lacks_evidence for axis in axes for answer in axis.answers),
        notes=notes,
        about=page_source(model, *_about_facts(assessment, notes=notes)),
        back=back,
        place=tuple(place),
    )


def _sections(
    views: Sequence[ViewPart], over_time: Years | None, *, ranked: bool
) -> tuple[Section, ...]:
    return (
        Section("waar", "Waar de gemeente staat"),
        *([Section("jaren", "Door de jaren")] if over_time else []),
        *([Section("plaats", "Naast andere gemeenten")] if ranked else []),
        Section("opvallend", "Wat opvalt"),
        Section("groeiplan", "Groeiplan"),
        Section("assen", "De assen"),
        *(Section(f"blik-{view.id}", view.name) for view in views),
        *([Section("veranderd", "Wat er veranderde")] if over_time else []),
        Section("antwoorden", "Alle antwoorden"),
        Section("berekening", "Zo is de fase berekend"),
        Section("verantwoording", "Verantwoording"),
    )


def _facts(assessment: Assessment) -> tuple[str, ...]:
    municipality = assessment.municipality
    facts = [
        municipality.code,
        municipality.province,
        f"{thousands(municipality.inhabitants)} inwoners" if municipality.inhabitants else None,
        f"meting van {long_date(assessment.date)}",
    ]
    return tuple(fact for fact in facts if fact)


def _verdict(model: Model, overall: OverallResult) -> str:
    if overall.phase is None:
        return "fase niet te bepalen"
    return f"fase {overall.phase} van {model.phases[-1].number}"


def _summary(result: Result) -> tuple[str, ...]:
    model, overall = result.assessment.model, result.overall
    possible = range_word(overall.range)
    told = []
    if overall.phase is None:
        told.append(
            f"Er zijn te weinig antwoorden voor een fase als geheel. Mogelijk is fase {possible}."
        )
    else:
        told.append(decided(result))
        if uncertain(overall):
            told.append(f"Niet alles is beantwoord; mogelijk is fase {possible}.")
    axes = zip(model.axes, result.axes, strict=True)
    tight = [axis.name for axis, scored in axes if is_tight(scored)]
    if tight:
        told.append(f"Krap: {listing(tight)}. Eén antwoord een stap lager, en de as zakt een fase.")
    return tuple(told)


def _described(model: Model, overall: OverallResult) -> tuple[Described, ...]:
    if overall.phase is None:
        return ()
    phase = model.phase_at(overall.phase)
    described = [Described("In de organisatie", phase.name, phase.description)]
    if phase.experience is not None:
        felt = phase.experience
        described.append(Described("Wat inwoners merken", felt.name, felt.description or ""))
    return tuple(described)


def _rows(result: Result) -> tuple[PhaseRow, ...]:
    model = result.assessment.model
    rows = []
    for axis, scored in zip(model.axes, result.axes, strict=True):
        stage = axis.stage_at(scored.phase)
        row = _row(model, axis.name, scored)
        rows.append(row._replace(note=stage.name if stage else "", tight=is_tight(scored)))
    return (*rows, _row(model, "Als geheel", result.overall))


def _row(model: Model, name: str, scored: AxisResult | OverallResult) -> PhaseRow:
    return PhaseRow(
        name=name,
        note="",
        phase=chip(model, scored.phase),
        track=tuple(
            Box(state_of(scored, phase.number), phase.number == scored.ambition)
            for phase in model.phases
        ),
        score=score_word(scored.score),
        coverage=share_word(scored.coverage),
        possible=range_word(scored.range),
        ambition="–" if scored.ambition is None else str(scored.ambition),
        tight=False,
    )


def _standing_out(explained: Explanation, *, ahead: bool, notes: bool) -> tuple[AnswerPart, ...]:
    """The answers that differ most from their axes, in the order of the axes."""
    model = explained.result.assessment.model
    found = [pair for axis in explained.axes for pair in standing_out(model, axis, ahead=ahead)]
    found.sort(key=lambda pair: -pair[0])
    return tuple(
        answer_part(model, model.questions[one.question], one, notes=notes)
        for _, one in found[:MOST]
    )


def _overall_sum(result: Result) -> str | None:
    overall = result.overall
    if overall.phase is None:
        return None
    told = f"Profiel {profile(overall.profile)}. {decided(result)}"
    told += f" Gemiddelde score van de assen: {score_word(overall.score)}."
    return " ".join([told, *onward_as_a_whole(result)])


def _about_facts(assessment: Assessment, *, notes: bool) -> list[Fact]:
    facts = [Fact("Datum van de meting", long_date(assessment.date))]
    if notes and assessment.respondent:
        facts.append(Fact("Ingevuld door", assessment.respondent))
    return facts
