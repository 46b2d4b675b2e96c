"""What ``rank`` shows: the places, one municipality among the others, and the spread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.distribution import Quartiles
from gemeente_online.analysis.goal import reaches
from gemeente_online.analysis.groups import (
    SIZE_BOUNDS,
    SizeClass,
    group_of,
    province_of,
    size_classes,
)
from gemeente_online.analysis.ranking import AmongPeers, Place, Ranking, Spread, neighbours
from gemeente_online.analysis.reference import Against
from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.municipality import names_apart
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT, two_decimals
from gemeente_online.rendering.bars import bar_of_many
from gemeente_online.rendering.columns import (
    Column,
    Shown,
    figures,
    table,
)
from gemeente_online.rendering.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    as_document,
)
from gemeente_online.rendering.firmness import tightness_word
from gemeente_online.rendering.words import (
    axes_title,
    axis_name,
    counted,
    heading_of,
    is_whole,
    long_date,
    mean_score_word,
    model_word,
    phase_word,
    profile,
    range_word,
    score_word,
)
from gemeente_online.scoring.firmness import tightness_of
from gemeente_online.scoring.result import OVERALL, Summary, Tightness
from gemeente_online.wording import NO_BREAK, capitalised, folded_name, thousands

_QUARTERS = 4
_NAMES = ("klein", "middelgroot", "groot")


@as_document
def ranking_document(ranking: Ranking, places: Sequence[Place]) -> Iterator[Block]:
    """The ranking, with these of its places."""
    total = len(ranking.places) + len(ranking.undetermined)
    subject = ranking.model.subject
    yield Heading(f"Ranglijst van {counted(total, subject.one, subject.many)}")
    yield Paragraph(f"{_ordered_by(ranking)} {measured_word(ranking)}")
    if places:
        yield from _table(ranking, places)
    if len(places) < len(ranking.places):
        left_out = len(ranking.places) - len(places)
        yield Paragraph(f"Niet getoond: {left_out} met een lagere plaats.")
    if any(place.is_uncertain for place in places):
        yield Paragraph(
            f"Tussen haakjes: de plaatsen die mogelijk zijn zolang bij deze of andere "
            f"{subject.many} vragen onbeantwoord zijn. Lees zo'n plaats niet als een oordeel."
        )
    if ranking.undetermined:
        yield Heading("Niet te bepalen, dus zonder plaats", level=2)
        called = called_in(ranking)
        yield Items(tuple(_possible_phases(one, called) for one in ranking.undetermined))
    yield from _spread(ranking)
    yield from _quartile_blocks(ranking, every_group(ranking))


@as_document
def place_document(ranking: Ranking, position: int) -> Iterator[Block]:
    """One municipality among the others."""
    place = ranking.places[position]
    sentences = place_sentences(ranking, position)
    overall = place.summary.overall
    firm = tightness_word(tightness_of(place.summary))
    told = f"Fase {phase_word(overall.phase)}{firm and f', {firm}'}"
    sentences.append(f"{told}, profiel {profile(place.summary)}.")
    if overall.ambition is not None:
        sentences.append(f"Ambitie: fase {overall.ambition}.")
    yield Heading(heading_of(place.summary.assessment))
    yield Paragraph(_ordered_by(ranking))
    yield Items(tuple(sentences))
    yield Heading("Wie er dichtbij staan", level=2)
    yield from _table(ranking, neighbours(ranking.places, position))
    yield from _spread(ranking)
    yield from _quartile_blocks(ranking, _groups_with(ranking, place))


def place_sentences(ranking: Ranking, position: int) -> list[str]:
    """Where one municipality stands among all, and among those of its size, province and group."""
    place = ranking.places[position]
    sentences = [
        f"Plaats {place.place} van de {len(ranking.places)}, met score {score_word(place.score)}."
    ]
    if place.percentile is not None:
        sentences.append(percentile_sentence(ranking.model, place.percentile))
    if place.is_uncertain:
        low, high = place.score_range
        best, worst = place.possible_places
        whose = f"bij andere {ranking.model.subject.many} "
        own = ""
        if low < high:
            whose, own = "", f" (score {two_decimals(low)} tot {two_decimals(high)})"
        sentences.append(
            f"Door onbekende antwoorden {whose}kan het ook plaats {best} tot en met {worst} "
            f"zijn{own}."
        )
    return [*sentences, *peer_sentences(place)]


def peer_sentences(found: AmongPeers) -> Iterator[str]:
    """Where one municipality stands among those of its size, in its province and in its group."""
    if (
        found.size_class is not None
        and found.place_in_size_class is not None
        and found.place_in_size_class.of > 1
    ):
        many = found.summary.assessment.model.subject.many
        yield (
            f"Onder {many} van deze grootte ({size_word(found.size_class)}): plaats "
            f"{found.place_in_size_class.place} van de {found.place_in_size_class.of}."
        )
    for name, where, within in (
        (province_of(found.summary), "provincie", found.place_in_province),
        (group_of(found.summary), "groep", found.place_in_group),
    ):
        if within is not None and within.of > 1:
            yield f"In de {where} {name}: plaats {within.place} van de {within.of}."


def percentile_sentence(model: Model, found: Fraction) -> str:
    """What a percentile says, with the definition."""
    whole = int(found)
    return (
        f"Percentiel {whole}: {whole}{PERCENT} van de andere {model.subject.many} scoort lager; "
        "wie evenveel scoort, telt half."
    )


def _ordered_by(ranking: Ranking) -> str:
    model = ranking.model
    what = mean_score_word(model)
    if ranking.by in model.domain_axes:
        what = f"de score van het domein {axis_name(model, ranking.by)}"
    elif ranking.by != OVERALL:
        what = f"de score op de as {axis_name(model, ranking.by)}"
    return f"{model_word(model)}. Op volgorde van {what}; wie evenveel heeft, deelt een plaats."


def measured_word(found: Ranking | Against) -> str:
    """When everybody was assessed, in a sentence."""
    first, last = long_date(found.oldest), long_date(found.newest)
    return f"Metingen van {first}." if first == last else f"Metingen van {first} tot en met {last}."


def _table(ranking: Ranking, places: Sequence[Place]) -> Iterator[Block]:
    """The places, and what the signs beside a phase mean where there are any."""
    peers = any(
        place.place_in_size_class or place.place_in_province or place.place_in_group
        for place in places
    )
    called = called_in(ranking)
    outdated = sum(place.outdated for place in places)
    columns: list[Shown[Place]] = [
        Column("Plaats", _place, fixed=True),
        Column(
            capitalised(ranking.model.subject.one),
            lambda place: called[place.summary.assessment.municipality],
        ),
        figures("Score", lambda place: score_word(place.score)),
        Column("Fase", lambda place: _phase(place.summary), fixed=True),
        Column("Profiel", lambda place: profile(place.summary), fixed=True),
        Column("Datum", _date, fixed=True, there=outdated > 0),
        Column("Onder gelijken", _among_peers, there=peers),
    ]
    yield table(columns, places)
    if any(place.summary.overall.ambition is not None for place in places):
        yield Paragraph("Bij de fase: → naar de ambitie, of ✓ de ambitie is gehaald.")
    if any(_is_tight(place.summary) for place in places):
        yield Paragraph("Bij de fase: ~ krap; met één antwoord hoger of lager verandert de fase.")
    if outdated:
        yield Paragraph(
            "Bij de datum: ! meer dan een jaar ouder dan de nieuwste meting, van "
            f"{long_date(ranking.newest)} (bij {outdated} van de {len(places)}). Met --year "
            f"{ranking.newest.year} tellen alleen de metingen van dat jaar."
        )


def _place(place: Place) -> str:
    best, worst = place.possible_places
    return f"{place.place} ({best}–{worst})" if place.is_uncertain else str(place.place)


def _among_peers(place: Place) -> str:
    """The place among those of its size, its province and its group: "1 klein, 2 Utrecht"."""
    found = (
        (place.place_in_size_class, place.size_class and size_word(place.size_class)),
        (place.place_in_province, province_of(place.summary)),
        (place.place_in_group, group_of(place.summary)),
    )
    return ", ".join(f"{one.place}{NO_BREAK}{name}" for one, name in found if one is not None)


def _date(place: Place) -> str:
    """The date, and whether it is long ago."""
    return f"{place.summary.assessment.date.isoformat()}{' !' if place.outdated else ''}"


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


def size_word(size: SizeClass) -> str:
    """What a size class is called: by name if it is one of the field, else by its bounds."""
    usual = size_classes(SIZE_BOUNDS)
    if size in usual:
        return _NAMES[usual.index(size)]
    if size.below is None:
        return f"vanaf {thousands(size.least)}"
    if not size.least:
        return f"onder {thousands(size.below)}"
    return f"{thousands(size.least)}–{thousands(size.below)}"


def called_in(ranking: Ranking) -> Mapping[Municipality, str]:
    """What every municipality is called among all that are ranked."""
    everybody = (*(place.summary for place in ranking.places), *ranking.undetermined)
    return names_apart(one.assessment for one in everybody)


def _possible_phases(summary: Summary, called: Mapping[Municipality, str]) -> str:
    possible = range_word(summary.overall.range)
    return f"{called[summary.assessment.municipality]}: mogelijk is fase {possible}"


def _spread(ranking: Ranking) -> Iterator[Block]:
    model = ranking.model
    phases = [phase.number for phase in model.phases]
    doubtful = any(spread.counts.get(None) for spread in ranking.spread)
    columns: list[Shown[Spread]] = [
        Column(axes_title(model), lambda spread: axis_name(model, spread.id)),
        *(_in_phase(str(phase), phase) for phase in phases),
        _in_phase("?", None, there=doubtful),
        Column("Verdeling", lambda spread: bar_of_many(spread.counts, phases), fixed=True),
    ]
    yield Heading(f"{capitalised(model.subject.many)} per fase", level=2)
    yield table(columns, ranking.spread, lambda one: is_whole(model, one.id))
    yield Paragraph(
        f"Zo leest u de verdeling: elk cijfer is 5{PERCENT} van de {model.subject.many}, en noemt "
        "hun fase."
    )


def _in_phase(title: str, phase: int | None, *, there: bool = True) -> Shown[Spread]:
    """How many municipalities are in a phase; None for those of which it is undetermined."""
    return figures(title, lambda spread: str(spread.counts.get(phase, 0)), there=there)


def every_group(ranking: Ranking) -> Iterator["GroupOfMany"]:
    """All with a place, and those of each size, province and group."""
    if ranking.quartiles is not None:
        yield GroupOfMany("all", "Alle", ranking.quartiles)
    for size, found in ranking.sizes:
        if found is not None:
            yield GroupOfMany("size_class", size_word(size), found)
    for province, found in ranking.provinces:
        yield GroupOfMany("province", province, found)
    for group, found in ranking.groups:
        yield GroupOfMany("group", group, found)


def _groups_with(ranking: Ranking, place: Place) -> Iterator["GroupOfMany"]:
    """Those groups that one municipality is in."""
    own = {
        "size_class": None if place.size_class is None else size_word(place.size_class),
        "province": province_of(place.summary),
        "group": group_of(place.summary),
    }
    for group in every_group(ranking):
        name = own.get(group.kind, group.name)
        if name and folded_name(name) == folded_name(group.name):
            yield group


def _quartile_blocks(ranking: Ranking, groups: Iterable["GroupOfMany"]) -> Iterator[Block]:
    if ranking.quartiles is None:
        return
    columns: list[Shown[GroupOfMany]] = [
        Column(capitalised(ranking.model.subject.many), lambda group: group.title),
        figures("Aantal", lambda group: str(group.found.count)),
        figures("Laagste", lambda group: two_decimals(group.found.lowest)),
        figures("Kwart", lambda group: two_decimals(group.found.first)),
        figures("Middelste", lambda group: two_decimals(group.found.median)),
        figures("Driekwart", lambda group: two_decimals(group.found.third)),
        figures("Hoogste", lambda group: two_decimals(group.found.highest)),
    ]
    yield Heading("Scores", level=2)
    yield table(columns, (one for one in groups if one.is_telling))


class GroupOfMany(NamedTuple):
    """Municipalities of one size, province or group, or all of them, with how their scores lie.

    kind: ``all``, ``size_class``, ``province`` or ``group``.
    name: the same as beside each municipality.
    """

    kind: str
    name: str
    found: Quartiles

    @property
    def title(self) -> str:
        """What it is called at the start of a line; a size is a word of ours."""
        return capitalised(self.name) if self.kind == "size_class" else self.name

    @property
    def is_telling(self) -> bool:
        """Whether there are as many as quartiles divide them into; sizes are always told."""
        return self.kind in {"all", "size_class"} or self.found.count >= _QUARTERS
