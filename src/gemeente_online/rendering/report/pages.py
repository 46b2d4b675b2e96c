"""The pages: of one municipality and of many; what each is made from, and which parts it has.

Gathers what was computed for the templates, and knows nothing of HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.distribution import Quartiles
from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.goal import onward_goal, reaches_ambition
from gemeente_online.analysis.groups import by_size
from gemeente_online.analysis.growth import grow
from gemeente_online.analysis.missing_evidence import missing_evidence
from gemeente_online.analysis.plan import Growth, Rise
from gemeente_online.analysis.ranking import Ranking, rank
from gemeente_online.analysis.spread import (
    GroupSpread,
    by_group,
    by_province,
    group_spread,
    lagging,
    part_quartiles,
)
from gemeente_online.analysis.standing_out import standing_out
from gemeente_online.analysis.years import by_year
from gemeente_online.model.file import Model
from gemeente_online.rendering import explained
from gemeente_online.rendering.answers import named_questions
from gemeente_online.rendering.compare import overall_moved, raised_by_absence
from gemeente_online.rendering.compare_batches import movement_sentence
from gemeente_online.rendering.explained import overall_sums
from gemeente_online.rendering.firmness import (
    choices_sentences,
    evidence_sentence,
    firm_sentences,
    firm_word,
    whole_questions,
)
from gemeente_online.rendering.formats import ReportPart
from gemeente_online.rendering.grow import (
    SETTLED_BY_ANSWERS,
    axis_title,
    domain_title,
    headline,
    still_unanswered,
    without_steps,
)
from gemeente_online.rendering.ranking import called_in, size_word
from gemeente_online.rendering.report.charts import inhabitants_chart, stacked, years_chart
from gemeente_online.rendering.report.method import axis_rule, overall_rule
from gemeente_online.rendering.report.pictures import stair, standing
from gemeente_online.rendering.templating import render_page
from gemeente_online.rendering.words import (
    asked_for,
    axes_title,
    axis_name,
    beside_others,
    decided,
    general_way,
    is_whole,
    mean_score_word,
    onward_in_domain,
    question_count,
    still_asked,
    threshold_missing,
    undetermined,
)
from gemeente_online.scoring.result import OVERALL, Result, Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.wording import folded_name, listing

MOST_STANDING_OUT = 6
"""Most answers that are named as strong, and as behind."""

MOST_FIRST = 3
"""Most things to begin with that the first sheet names."""

_SENTENCES = (
    asked_for, axes_title, axis_name, axis_title, decided, domain_title, explained.axis_sums,
    explained.computing, explained.domain_sums, explained.view_sentences, general_way, headline,
    is_whole, mean_score_word, onward_in_domain,
    overall_moved, overall_rule, question_count, raised_by_absence, still_unanswered,
    threshold_missing, undetermined, without_steps, evidence_sentence, firm_sentences, firm_word,
    whole_questions,
)  # fmt: skip
"""What the terminal says too, in the same words."""


def render_municipality(
    results: Sequence[Result],
    *,
    notes: bool,
    back: str | None = None,
    place: Sequence[str] = (),
    part: ReportPart = ReportPart.ALL,
) -> str:
    """The page of one municipality as HTML.

    results: of one municipality under one model, by date; the last is shown in full.
    notes: whether respondent, notes and evidence are in it.
    back: the address of the page of the batch that it belongs to.
    place: where it stands among the others of that batch, in sentences.
    part: all of it, or the first sheet alone.
    """
    result = results[-1]
    assessment, model = result.assessment, result.assessment.model
    name = assessment.municipality.name
    explanation = explain(result)
    over_time = compare([one.assessment for one in results]) if len(results) > 1 else None
    missing = missing_evidence(result)
    growth, whole = grow(result, onward_goal(summarize(assessment))), part is ReportPart.ALL
    open_axes = [axis for axis in growth.axes if axis.unanswered and axis.unanswered.to_determine]
    sections = [
        ("waar", f"Waar {model.subject.the} staat", True),
        (
            "beschrijving",
            f"Zo beschrijft het model fase {result.overall.phase}",
            result.overall.phase is not None,
        ),
        ("jaren", "Door de jaren", over_time),
        ("plaats", beside_others(model), place),
        ("opvallend", "Wat opvalt", True),
        ("groeiplan", "Groeiplan", True),
        ("assen", "De assen", not model.domains),
        *((f"domein-{domain.id}", domain.name, True) for domain in model.domains),
        *((f"blik-{view.id}", view.name, True) for view in model.views),
        ("veranderd", "Wat er veranderde", over_time),
        ("antwoorden", "Alle antwoorden", True),
        ("berekening", "Zo is de fase berekend", True),
        ("verantwoording", "Verantwoording", True),
    ]
    axes = [*zip(model.axes, explanation.axes, strict=True)]
    domains = [*zip(model.domains, result.domains, strict=True)]
    return render_page(
        "municipality.html.j2",
        functions=_SENTENCES,
        settled_by_answers=SETTLED_BY_ANSWERS,
        model=model,
        sections={key: title for key, title, there in sections[: None if whole else 1] if there},
        whole=whole,
        assessment=assessment,
        result=result,
        explanation=explanation,
        axes=axes,
        parts=[*model.with_domains(domains, axes)],
        held=[
            (domain, domain and result.domains[at], held)
            for at, (domain, held) in enumerate(model.by_domain(axes))
        ],
        contributions={
            one.question: one for axis in explanation.axes for one in axis.contributions
        },
        most=MOST_STANDING_OUT,
        numbers={question: at for at, question in enumerate(model.questions, start=1)},
        missing_evidence=missing,
        as_a_whole=[
            *overall_sums(explanation),
            *choices_sentences(result),
            *(_lacking_evidence(model, missing) if notes else ()),
        ],
        standing_out=standing_out(explanation),
        growth=growth,
        reaches_ambition=reaches_ambition(growth.before),
        first_rises=_first_rises(growth, len(open_axes)),
        open_axes=open_axes,
        still_asked=still_asked,
        over_time=over_time,
        chart=over_time and years_chart(over_time),
        broad=stair(model, name, result.overall),
        narrow=standing(model, name, result.overall, "trap-smal"),
        called=_by_text,
        text_of=lambda question: _by_text(model, [question]),
        notes=notes,
        back=back,
        place=place,
    )


def _by_text(model: Model, questions: Sequence[str]) -> str:
    """Questions as a page calls them: by their texts."""
    return listing([f"“{model.questions[question].text}”" for question in questions])


def _lacking_evidence(model: Model, missing: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Which answers lack the evidence that the phase rests on."""
    for axis, questions in missing.items():
        named = named_questions(model, questions)
        yield f"Bewijs ontbreekt waar de fase erop rust: {axis_name(model, axis)}, {named}."


def _first_rises(growth: Growth, open_axes: int) -> list[Rise]:
    """With which questions to begin: the best step, then what a phase cannot do without.

    open_axes: how many axes more answers give a phase, which are things to begin with too.
    """
    best = None if growth.best is None else growth.best.rise.question
    rises = [rise for axis in growth.axes for rise in axis.rises]
    rises.sort(key=lambda rise: (rise.question != best, rise.required_for is None))
    return rises[: max(MOST_FIRST - open_axes, 1)]


MOST_LAGGING = 10
"""How many of the questions that lag are named."""


def render_batch(
    summaries: Sequence[Summary],
    *,
    links: Sequence[str] | None = None,
    notes: bool = False,
    older: Sequence[Summary] = (),
) -> str:
    """The page of many municipalities as HTML.

    summaries: of one model, each of another municipality; at least one.
    links: the address of the page of each municipality, where there are pages.
    notes: whether respondents, notes and evidence are in it.
    older: of the same municipalities, what counts for its own year alone.
    """
    ranking = rank(summaries)
    model, counts = ranking.model, ranking.spread[0].counts
    pairs = zip(summaries, links or repeat(None, len(summaries)), strict=True)
    link_of = {id(one): link for one, link in pairs}
    sizes, provinces = list(_by_size(summaries)), by_province(summaries)
    groups = by_group(summaries)
    chart = inhabitants_chart(summaries)
    asked = [one.assessment for one in summaries if notes]
    remarked = [one for one in asked if one.remarks or one.respondent]
    years = by_year((*older, *summaries))
    sections = [
        ("spreiding", "De spreiding over de fasen", True),
        ("jaren", "Door de jaren", years.changes),
        ("groepen", _by_what(sizes, provinces, groups), sizes or provinces or groups),
        ("inwoners", f"Score en {model.subject.people}", chart),
        ("assen", "De domeinen en assen" if model.domains else "De assen", True),
        ("achter", f"Wat bij de meeste {model.subject.many} achterblijft", True),
        ("ranglijst", "De ranglijst", True),
        ("toelichting", "Toelichting en bewijs", remarked),
        ("verantwoording", "Verantwoording", True),
    ]
    return render_page(
        "batch.html.j2",
        functions=(
            *(axes_title, axis_name, axis_rule, mean_score_word, movement_sentence),
            *(overall_rule, stacked),
        ),
        scripts=("ranking.js",),
        model=model,
        sections={key: title for key, title, there in sections if there},
        ranking=ranking,
        rows=[
            *((place.summary, place, link_of[id(place.summary)]) for place in ranking.places),
            *((one, None, link_of[id(one)]) for one in ranking.undetermined),
        ],
        called=called_in(ranking),
        total=len(summaries),
        dates=sorted(one.assessment.date for one in summaries),
        counts=counts,
        most=max((*(p.number for p in model.phases), None), key=lambda phase: counts.get(phase, 0)),
        sizes=sizes,
        provinces=provinces,
        own_groups=groups,
        chart=chart,
        spreads=list(_spreads(ranking, summaries)),
        lagging=lagging(summaries)[:MOST_LAGGING],
        remarked=sorted(remarked, key=lambda one: folded_name(one.municipality.name)),
        older=len(older),
        years=years,
        years_undetermined=any(one.counts.get(None) for one in years.spreads),
    )


def _by_what(
    sizes: Sequence[GroupSpread], provinces: Sequence[GroupSpread], groups: Sequence[GroupSpread]
) -> str:
    """What the tables of groups are by: "Naar grootte en provincie"."""
    found = (("grootte", sizes), ("provincie", provinces), ("groep", groups))
    return f"Naar {listing([what for what, there in found if there])}"


def _by_size(summaries: Sequence[Summary]) -> Iterator[GroupSpread]:
    """Every size class that somebody is in."""
    for size, inside in by_size(summaries):
        if size is not None:
            yield group_spread(size_word(size).capitalize(), inside)


def _spreads(
    ranking: Ranking, summaries: Sequence[Summary]
) -> Iterator[tuple[str, Quartiles, bool]]:
    """The spread of the scores on every axis and in every domain where there is one, and overall.

    With each whether it is of axes together, see ``is_whole``.
    """
    model, found = ranking.model, part_quartiles(ranking, summaries)
    for part in model.parts:
        spread = found[part.id]
        if spread is not None:
            yield part.name, spread, is_whole(model, part.id)
    if ranking.quartiles is not None and len(model.axes) > 1:
        yield "Als geheel", ranking.quartiles, is_whole(model, OVERALL)
