"""The page of many municipalities: what it is made from, and which parts it has."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from gemeente_online.analysis.ranking import (
    GroupSpread,
    Quartiles,
    Ranking,
    axis_quartiles,
    by_province,
    group_spread,
    lagging,
    rank,
)
from gemeente_online.rendering.ranking import size_word
from gemeente_online.rendering.report.charts import inhabitants_chart, stacked
from gemeente_online.rendering.report.templating import render_page
from gemeente_online.rendering.words import axis_name
from gemeente_online.scoring.result import Summary

MOST_LAGGING = 10
"""How many of the questions that lag are named."""


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
    ranking = rank(summaries)
    model, counts = ranking.model, ranking.spread[0].counts
    pairs = zip(summaries, links or repeat(None, len(summaries)), strict=True)
    link_of = {id(one): link for one, link in pairs}
    sizes, provinces = list(_by_size(ranking, summaries)), by_province(summaries)
    chart = inhabitants_chart(summaries)
    asked = [one.assessment for one in summaries if notes]
    remarked = [one for one in asked if one.remarks or one.respondent]
    sections = [
        ("spreiding", "De spreiding over de fasen", True),
        ("groepen", "Naar grootte en provincie", sizes or provinces),
        ("inwoners", "Score en inwoners", chart),
        ("assen", "De assen", True),
        ("achter", "Wat bij de meeste gemeenten achterblijft", True),
        ("ranglijst", "De ranglijst", True),
        ("toelichting", "Toelichting en bewijs", remarked),
        ("verantwoording", "Verantwoording", True),
    ]
    return render_page(
        "batch.html.j2",
        script=True,
        model=model,
        sections={key: title for key, title, there in sections if there},
        ranking=ranking,
        rows=[
            *((place.summary, place, link_of[id(place.summary)]) for place in ranking.places),
            *((one, None, link_of[id(one)]) for one in ranking.undetermined),
        ],
        total=len(summaries),
        dates=sorted(one.assessment.date for one in summaries),
        counts=counts,
        most=max((*(p.number for p in model.phases), None), key=lambda phase: counts.get(phase, 0)),
        sizes=sizes,
        provinces=provinces,
        stacked=stacked,
        axis_name=axis_name,
        chart=chart,
        axes=list(_axis_spreads(ranking, summaries)),
        lagging=lagging(summaries)[:MOST_LAGGING],
        remarked=sorted(remarked, key=lambda one: one.municipality.name.casefold()),
        older=older,
    )


def _by_size(ranking: Ranking, summaries: Sequence[Summary]) -> Iterator[GroupSpread]:
    """Every size class that somebody is in."""
    for size, _ in ranking.sizes:
        inside = [
            one
            for one in summaries
            if (inhabitants := one.assessment.municipality.inhabitants) is not None
            and size.least <= inhabitants
            and (size.below is None or inhabitants < size.below)
        ]
        if inside:
            yield group_spread(size_word(size, ranking).capitalize(), inside)


def _axis_spreads(
    ranking: Ranking, summaries: Sequence[Summary]
) -> Iterator[tuple[str, Quartiles]]:
    """The spread of the scores on every axis where there is one, and overall."""
    found = axis_quartiles(ranking, summaries)
    for axis in ranking.model.axes:
        spread = found[axis.id]
        if spread is not None:
            yield axis.name, spread
    if ranking.quartiles is not None and len(ranking.model.axes) > 1:
        yield "Als geheel", ranking.quartiles
