"""What ``rank`` shows: the places, one municipality among the others, and the spread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor

from gemeente_online.analysis.goal import reaches
from gemeente_online.analysis.ranking import (
    OVERALL,
    SIZE_BOUNDS,
    Place,
    Quartiles,
    Ranking,
    SizeClass,
    Within,
    neighbours,
    size_classes,
    standing_of,
)
from gemeente_online.assessment.municipality import Clash
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import two_decimals
from gemeente_online.problem import Problem
from gemeente_online.rendering.bars import CELLS, symbol
from gemeente_online.rendering.document import (
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
)
from gemeente_online.rendering.sheet import Value
from gemeente_online.rendering.words import (
    listing,
    long_date,
    phase_word,
    profile,
    range_word,
    score_word,
    where_is,
)
from gemeente_online.scoring.result import OverallResult, Summary

_NAMES = ("klein", "middelgroot", "groot")
_ARROW = "Bij de fase: → naar de ambitie, of ✓ de ambitie is gehaald."


def ranking_document(ranking: Ranking, places: Sequence[Place]) -> Document:
    """The ranking, with these of its places."""
    blocks: list[Block] = [
        Heading(text=_title(ranking)),
        Paragraph(text=_ordered_by(ranking)),
    ]
    if places:
        blocks.append(_table(ranking, places))
    if any(place.summary.overall.ambition is not None for place in places):
        blocks.append(Paragraph(text=_ARROW))
    if len(places) < len(ranking.places):
        left_out = len(ranking.places) - len(places)
        blocks.append(Paragraph(text=f"Niet getoond: {left_out} met een lagere plaats."))
    if any(place.is_uncertain for place in places):
        blocks.append(
            Paragraph(
                text="Tussen haakjes: de plaatsen die mogelijk zijn zolang bij deze of andere "
                "gemeenten vragen onbeantwoord zijn. Lees zo'n plaats niet als een oordeel."
            )
        )
    blocks += _undetermined(ranking.undetermined)
    blocks += _spread(ranking)
    blocks += _quartile_blocks(ranking)
    return Document(blocks=tuple(blocks))


def place_document(ranking: Ranking, position: int) -> Document:
    """One municipality among the others."""
    place = ranking.places[position]
    municipality = place.summary.assessment.municipality
    code = f" ({municipality.code})" if municipality.code else ""
    sentences = place_sentences(ranking, position)
    overall = place.summary.overall
    sentences.append(f"Fase {phase_word(overall.phase)}, profiel {profile(overall.profile)}.")
    if overall.ambition is not None:
        sentences.append(f"Ambitie: fase {overall.ambition}.")
    blocks: list[Block] = [
        Heading(
            text=f"{municipality.name}{code}, {long_date(place.summary.assessment.date)}",
        ),
        Paragraph(text=_ordered_by(ranking)),
        Items(texts=tuple(sentences)),
        Heading(text="Wie er dichtbij staan", level=2),
        _table(ranking, neighbours(ranking.places, position)),
        *_spread(ranking),
        *_quartile_blocks(ranking),
    ]
    return Document(blocks=tuple(blocks))


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


def _title(ranking: Ranking) -> str:
    total = len(ranking.places) + len(ranking.undetermined)
    return f"Ranglijst van {total} {'gemeente' if total == 1 else 'gemeenten'}"


def _ordered_by(ranking: Ranking) -> str:
    model = ranking.model
    what = "de gemiddelde score over alle assen"
    if ranking.by != OVERALL:
        what = f"de score op de as {axis_name(model, ranking.by)}"
    return (
        f"Groeimodel {model.title}, versie {model.version}. Op volgorde van {what}; wie evenveel "
        "heeft, deelt een plaats."
    )


def axis_name(model: Model, identifier: str) -> str:
    """What an axis, or all of them together, is called."""
    if identifier == OVERALL:
        return "Als geheel"
    return next(axis.name for axis in model.axes if axis.id == identifier)


def _table(ranking: Ranking, places: Sequence[Place]) -> Table:
    sized = any(place.in_size is not None for place in places)
    placed = any(place.in_province is not None for place in places)
    columns = [
        Column(title="Plaats", fixed=True),
        Column(title="Gemeente"),
        Column(title="Score", right=True, fixed=True),
        Column(title="Fase", fixed=True),
        Column(title="Profiel", fixed=True),
    ]
    columns += [Column(title="Naar grootte")] if sized else []
    columns += [Column(title="In de provincie")] if placed else []
    rows: list[tuple[Cell, ...]] = []
    for place in places:
        municipality, overall = place.summary.assessment.municipality, place.summary.overall
        best, worst = place.possible
        row: list[Cell] = [
            f"{place.place} ({best}–{worst})" if place.is_uncertain else str(place.place),
            municipality.name,
            score_word(place.score),
            _phase_and_ambition(overall),
            profile(overall.profile),
        ]
        if sized:
            size = "" if place.size is None else size_word(place.size, ranking)
            row.append(_in_group(place.in_size, size))
        if placed:
            row.append(_in_group(place.in_province, municipality.province or ""))
        rows.append(tuple(row))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _phase_and_ambition(overall: OverallResult) -> str:
    if overall.ambition is None:
        return phase_word(overall.phase)
    aim = "✓" if reaches(overall, overall.ambition) else f"→ {overall.ambition}"
    return f"{phase_word(overall.phase)} {aim}"


def _in_group(within: Within | None, name: str) -> str:
    return "" if within is None else f"{within.place} {name}"


def size_word(size: SizeClass, ranking: Ranking) -> str:
    """What a size class is called: by name for those of the field, else by its bounds."""
    classes = [one for one, _ in ranking.sizes]
    if classes == list(size_classes(SIZE_BOUNDS)):
        return _NAMES[classes.index(size)]
    if size.most is None:
        return f"vanaf {_thousands(size.least)}"
    if not size.least:
        return f"onder {_thousands(size.most)}"
    return f"{_thousands(size.least)}–{_thousands(size.most)}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _undetermined(summaries: Sequence[Summary]) -> list[Block]:
    if not summaries:
        return []
    texts = tuple(
        f"{summary.assessment.municipality.name}: mogelijk is fase "
        f"{range_word(summary.overall.range)}"
        for summary in summaries
    )
    return [Heading(text="Niet te bepalen, dus zonder plaats", level=2), Items(texts=texts)]


def _spread(ranking: Ranking) -> list[Block]:
    model = ranking.model
    phases = [phase.number for phase in model.phases]
    doubtful = any(spread.counts.get(None) for spread in ranking.spread)
    columns = [Column(title="As"), *(Column(title=str(p), right=True, fixed=True) for p in phases)]
    columns += [Column(title="?", right=True, fixed=True)] if doubtful else []
    columns.append(Column(title="Verdeling", fixed=True))
    rows: list[tuple[Cell, ...]] = []
    for spread in ranking.spread:
        row: list[Cell] = [axis_name(model, spread.id)]
        row += [str(spread.counts.get(phase, 0)) for phase in phases]
        row += [str(spread.counts.get(None, 0))] if doubtful else []
        rows.append((*row, _stacked(spread.counts, phases)))
    return [
        Heading(text="Gemeenten per fase", level=2),
        Table(columns=tuple(columns), rows=tuple(rows)),
    ]


def _stacked(counts: Mapping[int | None, int], phases: Sequence[int]) -> Bar:
    """One bar of all municipalities, from the lowest phase to the highest, unknown ones last."""
    total = sum(counts.values())
    last = max(len(phases) - 1, 1)
    symbols, tones, so_far = "", [], 0
    for position, phase in enumerate((*phases, None)):
        so_far += counts.get(phase, 0)
        cells = floor(so_far * CELLS / total + 0.5) - len(symbols)
        symbols += ("?" if phase is None else symbol(phase)) * cells
        tones += [0.0 if phase is None else position / last] * cells
    return Bar(symbols=symbols, tones=tuple(tones))


def _quartile_blocks(ranking: Ranking) -> list[Block]:
    if ranking.quartiles is None:
        return []
    rows = [("Alle", ranking.quartiles)]
    rows += [
        (size_word(size, ranking).capitalize(), found)
        for size, found in ranking.sizes
        if found is not None
    ]
    return [
        Heading(text="Scores", level=2),
        Table(
            columns=(
                Column(title="Gemeenten"),
                Column(title="Aantal", right=True, fixed=True),
                Column(title="Laagste", right=True, fixed=True),
                Column(title="Kwart", right=True, fixed=True),
                Column(title="Mediaan", right=True, fixed=True),
                Column(title="Driekwart", right=True, fixed=True),
                Column(title="Hoogste", right=True, fixed=True),
            ),
            rows=tuple(_quartile_row(name, found) for name, found in rows),
        ),
    ]


def _quartile_row(name: str, found: Quartiles) -> tuple[Cell, ...]:
    figures = (found.lowest, found.first, found.median, found.third, found.highest)
    return name, str(found.of), *(two_decimals(figure) for figure in figures)


# --- for programs --------------------------------------------------------------------------


def ranking_sheet(ranking: Ranking, places: Iterable[Place]) -> Iterator[list[Value]]:
    """A header and a row for each, those without a place last and with nothing there."""
    axes = [axis.id for axis in ranking.model.axes]
    yield [
        *("place", "place_best", "place_worst", "municipality", "code", "inhabitants"),
        *("size_class", "size_class_place", "province", "province_place", "date"),
        *("phase", *(f"{axis}_phase" for axis in axes), "score", "score_low", "score_high"),
        *("ambition", "source", "row"),
    ]
    for place in places:
        low, high = place.score_range
        size = None if place.size is None else size_word(place.size, ranking)
        yield [
            *(place.place, *place.possible),
            *_about(place.summary, size, place.in_size, place.in_province),
            *(place.score, low, high),
            *_origin(place.summary),
        ]
    for summary in ranking.undetermined:
        yield [
            *(None, None, None),
            *_about(summary, None, None, None),
            *(standing_of(summary, ranking.by).score, None, None),
            *_origin(summary),
        ]


def _about(
    summary: Summary, size: str | None, in_size: Within | None, in_province: Within | None
) -> list[Value]:
    municipality, overall = summary.assessment.municipality, summary.overall
    return [
        *(municipality.name, municipality.code, municipality.inhabitants, size),
        None if in_size is None else in_size.place,
        municipality.province,
        None if in_province is None else in_province.place,
        *(summary.assessment.date, overall.phase, *overall.profile),
    ]


def _origin(summary: Summary) -> list[Value]:
    assessment = summary.assessment
    return [summary.overall.ambition, assessment.source, assessment.row]


# --- two assessments of one municipality ---------------------------------------------------


def superseded_sentence(old: Summary, new: Summary) -> str:
    """That the later of two assessments counts."""
    name = new.assessment.municipality.name
    where = where_is(old.assessment.source, old.assessment.row)
    return (
        f"{name} staat er vaker in; de meting van {long_date(new.assessment.date)} telt, en niet "
        f"die van {long_date(old.assessment.date)} ({where})"
    )


def clash_problem(clash: Clash) -> Problem:
    """That two assessments have the same date."""
    first = clash.assessments[0]
    where = listing([where_is(one.source, one.row) for one in clash.assessments])
    return Problem(
        source=first.source,
        line=first.row,
        code="same-municipality-and-date",
        message=f"{first.municipality.name} staat er meer dan eens in met de datum "
        f"{long_date(first.date)}: {where}",
        hint="laat één meting staan, of verbeter een van de data",
    )
