"""What ``rank`` shows: the places, one municipality among the others, and the spread."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from gemeente_online.analysis.distribution import Quartiles
from gemeente_online.analysis.goal import reaches
from gemeente_online.analysis.ranking import (
    SIZE_BOUNDS,
    Place,
    Ranking,
    SizeClass,
    Spread,
    Within,
    neighbours,
    size_classes,
)
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT, two_decimals
from gemeente_online.rendering.bars import bar_of_many
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Shown,
    Value,
    column_name,
    figures,
    sheet,
    table,
)
from gemeente_online.rendering.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    as_document,
)
from gemeente_online.rendering.firmness import firmness_fields, tightness_word
from gemeente_online.rendering.words import (
    axis_name,
    counted,
    heading_of,
    model_word,
    phase_word,
    profile,
    range_word,
    score_word,
)
from gemeente_online.scoring.firmness import tightness_of
from gemeente_online.scoring.result import OVERALL, Summary, Tightness
from gemeente_online.wording import thousands

_NAMES = ("klein", "middelgroot", "groot")


@as_document
def ranking_document(ranking: Ranking, places: Sequence[Place]) -> Iterator[Block]:
    """The ranking, with these of its places."""
    total = len(ranking.places) + len(ranking.undetermined)
    yield Heading(f"Ranglijst van {counted(total, 'gemeente', 'gemeenten')}")
    yield Paragraph(_ordered_by(ranking))
    if places:
        yield from _table(ranking, places)
    if len(places) < len(ranking.places):
        left_out = len(ranking.places) - len(places)
        yield Paragraph(f"Niet getoond: {left_out} met een lagere plaats.")
    if any(place.is_uncertain for place in places):
        yield Paragraph(
            "Tussen haakjes: de plaatsen die mogelijk zijn zolang bij deze of andere gemeenten "
            "vragen onbeantwoord zijn. Lees zo'n plaats niet als een oordeel."
        )
    if ranking.undetermined:
        yield Heading("Niet te bepalen, dus zonder plaats", level=2)
        yield Items(tuple(map(_possible_phases, ranking.undetermined)))
    yield from _spread(ranking)
    yield from _quartile_blocks(ranking)


@as_document
def place_document(ranking: Ranking, position: int) -> Iterator[Block]:
    """One municipality among the others."""
    place = ranking.places[position]
    sentences = place_sentences(ranking, position)
    overall = place.summary.overall
    firm = tightness_word(tightness_of(place.summary))
    told = f"Fase {phase_word(overall.phase)}{firm and f', {firm}'}"
    sentences.append(f"{told}, profiel {profile(overall.profile)}.")
    if overall.ambition is not None:
        sentences.append(f"Ambitie: fase {overall.ambition}.")
    yield Heading(heading_of(place.summary.assessment))
    yield Paragraph(_ordered_by(ranking))
    yield Items(tuple(sentences))
    yield Heading("Wie er dichtbij staan", level=2)
    yield from _table(ranking, neighbours(ranking.places, position))
    yield from _spread(ranking)
    yield from _quartile_blocks(ranking)


def place_sentences(ranking: Ranking, position: int) -> list[str]:
    """Where one municipality stands among all, among those of its size, and in its province."""
    place = ranking.places[position]
    municipality = place.summary.assessment.municipality
    sentences = [
        f"Plaats {place.place} van de {len(ranking.places)}, met score {score_word(place.score)}."
    ]
    if place.is_uncertain:
        low, high = place.score_range
        best, worst = place.possible
        whose = "bij andere gemeenten "
        own = ""
        if low < high:
            whose, own = "", f" (score {two_decimals(low)} tot {two_decimals(high)})"
        sentences.append(
            f"Door onbekende antwoorden {whose}kan het ook plaats {best} tot en met {worst} "
            f"zijn{own}."
        )
    if place.size is not None and place.in_size is not None:
        sentences.append(
            f"Onder gemeenten van deze grootte ({size_word(place.size, ranking)}): plaats "
            f"{place.in_size.place} van de {place.in_size.of}."
        )
    if place.in_province is not None:
        sentences.append(
            f"In de provincie {municipality.province}: plaats {place.in_province.place} van de "
            f"{place.in_province.of}."
        )
    return sentences


def _ordered_by(ranking: Ranking) -> str:
    model = ranking.model
    what = "de gemiddelde score over alle assen"
    if ranking.by != OVERALL:
        what = f"de score op de as {axis_name(model, ranking.by)}"
    return f"{model_word(model)}. Op volgorde van {what}; wie evenveel heeft, deelt een plaats."


def _table(ranking: Ranking, places: Sequence[Place]) -> Iterator[Block]:
    """The places, and what the signs beside a phase mean where there are any."""
    sized = any(place.in_size is not None for place in places)
    placed = any(place.in_province is not None for place in places)
    columns: list[Shown[Place]] = [
        Column("Plaats", _place, fixed=True),
        Column("Gemeente", lambda place: place.summary.assessment.municipality.name),
        figures("Score", lambda place: score_word(place.score)),
        Column("Fase", lambda place: _phase(place.summary), fixed=True),
        Column("Profiel", lambda place: profile(place.summary.overall.profile), fixed=True),
        Column("Naar grootte", lambda place: _place_by_size(place, ranking), there=sized),
        Column("In de provincie", _place_in_province, there=placed),
    ]
    yield table(columns, places)
    if any(place.summary.overall.ambition is not None for place in places):
        yield Paragraph("Bij de fase: → naar de ambitie, of ✓ de ambitie is gehaald.")
    if any(_is_tight(place.summary) for place in places):
        yield Paragraph("Bij de fase: ~ krap; met één antwoord hoger of lager verandert de fase.")


def _place(place: Place) -> str:
    best, worst = place.possible
    return f"{place.place} ({best}–{worst})" if place.is_uncertain else str(place.place)


def _place_by_size(place: Place, ranking: Ranking) -> str:
    if place.size is None or place.in_size is None:
        return ""
    return f"{place.in_size.place} {size_word(place.size, ranking)}"


def _place_in_province(place: Place) -> str:
    province = place.summary.assessment.municipality.province
    return "" if place.in_province is None else f"{place.in_province.place} {province}"


def _phase(summary: Summary) -> str:
    """The phase, whether it is firm, and the ambition."""
    overall = summary.overall
    parts = [phase_word(overall.phase)]
    if _is_tight(summary):
        parts.append("~")
    if overall.ambition is not None:
        parts.append("✓" if reaches(overall, overall.ambition) else f"→ {overall.ambition}")
    return " ".join(parts)


def _is_tight(summary: Summary) -> bool:
    return tightness_of(summary) not in {None, Tightness.FIRM}


def size_word(size: SizeClass, ranking: Ranking) -> str:
    """What a size class is called: by name for those of the field, else by its bounds."""
    classes = [one for one, _ in ranking.sizes]
    if classes == list(size_classes(SIZE_BOUNDS)):
        return _NAMES[classes.index(size)]
    if size.below is None:
        return f"vanaf {thousands(size.least)}"
    if not size.least:
        return f"onder {thousands(size.below)}"
    return f"{thousands(size.least)}–{thousands(size.below)}"


def _possible_phases(summary: Summary) -> str:
    name, possible = summary.assessment.municipality.name, range_word(summary.overall.range)
    return f"{name}: mogelijk is fase {possible}"


def _spread(ranking: Ranking) -> Iterator[Block]:
    model = ranking.model
    phases = [phase.number for phase in model.phases]
    doubtful = any(spread.counts.get(None) for spread in ranking.spread)
    columns: list[Shown[Spread]] = [
        Column("As", lambda spread: _axis_or_whole(model, spread.id)),
        *(_in_phase(str(phase), phase) for phase in phases),
        _in_phase("?", None, there=doubtful),
        Column("Verdeling", lambda spread: bar_of_many(spread.counts, phases), fixed=True),
    ]
    yield Heading("Gemeenten per fase", level=2)
    yield table(columns, ranking.spread)
    yield Paragraph(
        f"Zo leest u de verdeling: elk cijfer is 5{PERCENT} van de gemeenten, en noemt hun fase."
    )


def _axis_or_whole(model: Model, identifier: str) -> str:
    return "Als geheel" if identifier == OVERALL else axis_name(model, identifier)


def _in_phase(title: str, phase: int | None, *, there: bool = True) -> Shown[Spread]:
    """How many municipalities are in a phase; None for those of which it is undetermined."""
    return figures(title, lambda spread: str(spread.counts.get(phase, 0)), there=there)


def _quartile_blocks(ranking: Ranking) -> Iterator[Block]:
    if ranking.quartiles is None:
        return
    groups = [_Group("Alle", ranking.quartiles)]
    groups += [
        _Group(size_word(size, ranking).capitalize(), found)
        for size, found in ranking.sizes
        if found is not None
    ]
    columns: list[Shown[_Group]] = [
        Column("Gemeenten", lambda group: group.name),
        figures("Aantal", lambda group: str(group.found.count)),
        figures("Laagste", lambda group: two_decimals(group.found.lowest)),
        figures("Kwart", lambda group: two_decimals(group.found.first)),
        figures("Middelste", lambda group: two_decimals(group.found.median)),
        figures("Driekwart", lambda group: two_decimals(group.found.third)),
        figures("Hoogste", lambda group: two_decimals(group.found.highest)),
    ]
    yield Heading("Scores", level=2)
    yield table(columns, groups)


class _Group(NamedTuple):
    """Municipalities of one size, or all of them, with how their scores lie."""

    name: str
    found: Quartiles


# --- for programs --------------------------------------------------------------------------


class _Listed(NamedTuple):
    """One municipality, with its place where it has one."""

    summary: Summary
    place: Place | None


def ranking_sheets(ranking: Ranking, places: Iterable[Place]) -> Iterator[Sheet]:
    """A row for each, those without a place last and with nothing there."""
    fields: list[Field[_Listed]] = [
        Column("place", _placed(lambda place: place.place)),
        Column("place_best", _placed(lambda place: place.possible[0])),
        Column("place_worst", _placed(lambda place: place.possible[1])),
        Column("municipality", lambda one: one.summary.assessment.municipality.name),
        Column("code", lambda one: one.summary.assessment.municipality.code),
        Column("inhabitants", lambda one: one.summary.assessment.municipality.inhabitants),
        Column("size_class", _placed(lambda place: _size(place, ranking))),
        Column("size_class_place", _placed(lambda place: _within(place.in_size))),
        Column("province", lambda one: one.summary.assessment.municipality.province),
        Column("province_place", _placed(lambda place: _within(place.in_province))),
        Column("date", lambda one: one.summary.assessment.date),
        Column("phase", lambda one: one.summary.overall.phase),
        *(_axis_phase(at, axis.id) for at, axis in enumerate(ranking.model.axes)),
        Column("score", lambda one: one.summary.standing(ranking.by).score),
        Column("score_low", _placed(lambda place: place.score_range[0])),
        Column("score_high", _placed(lambda place: place.score_range[1])),
        Column("ambition", lambda one: one.summary.overall.ambition),
        *firmness_fields(_summary),
        Column("source", lambda one: one.summary.assessment.source),
        Column("row", lambda one: one.summary.assessment.row),
        Column("source_sha256", lambda one: one.summary.assessment.source_sha256),
    ]
    placed = (_Listed(place.summary, place) for place in places)
    unplaced = (_Listed(one, None) for one in ranking.undetermined)
    yield sheet("Ranglijst", fields, chain(placed, unplaced))


def _summary(one: _Listed) -> Summary:
    return one.summary


def _placed(cell: Callable[[Place], Value]) -> Callable[[_Listed], Value]:
    """What is told of a place; nothing where there is none."""
    return lambda one: None if one.place is None else cell(one.place)


def _size(place: Place, ranking: Ranking) -> str | None:
    return None if place.size is None else size_word(place.size, ranking)


def _within(within: Within | None) -> int | None:
    return None if within is None else within.place


def _axis_phase(at: int, identifier: str) -> Field[_Listed]:
    return Column(column_name(identifier, "phase"), lambda one: one.summary.overall.profile[at])
