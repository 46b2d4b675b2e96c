"""Charts as geometry: lines over the years, and dots of score against inhabitants.

Across is in percents of the width, down is in pixels: so a chart is as wide as its page, and its
words stay as large as they are. Nothing is decided on these numbers; they are only for the eye.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import log10
from typing import NamedTuple

from gemeente_online.analysis.comparison import Comparison
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import cut_decimals, two_decimals
from gemeente_online.rendering.templating import tone_of
from gemeente_online.rendering.words import long_date
from gemeente_online.scoring.result import OVERALL, Summary
from gemeente_online.wording import thousands

HEIGHT = 300
_TOP, _BOTTOM = 18, 34
_LEFT, _RIGHT = 9.0, 96.0
_APART = 13.0
"""How far dates must be from each other to be written both, in percents of the width."""
_MOST_LINES = 6
_STEPS = (1, 2, 5)


class Tick(NamedTuple):
    """A place on an axis, with what is written there."""

    at: float
    label: str


class Dot(NamedTuple):
    """A measured point. told: what it is, for who points at it; tone: of its phase."""

    x: float
    y: float
    told: str = ""
    tone: int = 0


class Series(NamedTuple):
    """Dots that belong together."""

    name: str
    dots: tuple[Dot, ...]


class Chart(NamedTuple):
    """Dots in a field of scores. title: what it shows, in one sentence."""

    title: str
    across: tuple[Tick, ...]
    down: tuple[Tick, ...]
    series: tuple[Series, ...]
    height: int = HEIGHT


class Piece(NamedTuple):
    """A part of a stacked bar, in percents of the width."""

    x: float
    width: float
    tone: int


def years_chart(comparison: Comparison) -> Chart:
    """The scores of one municipality at every assessment, a series for each axis or domain."""
    summaries = comparison.summaries
    latest = summaries[-1].assessment
    model, days = latest.model, [one.assessment.date for one in summaries]
    rows: list[tuple[str, Sequence[Fraction | None]]] = [
        (part.name, _scores(summaries, part.id)) for part in model.domains or model.axes
    ]
    if len(model.axes) > 1:
        rows.append(("Als geheel", _scores(summaries, OVERALL)))
    title = (
        f"De gemiddelde score per {'domein' if model.domains else 'as'} van "
        f"{latest.municipality.name}, van {long_date(days[0])} tot en met {long_date(days[-1])}. "
        "De cijfers staan in de tabel eronder."
    )
    return lines(model, days, rows, title)


def _scores(summaries: Sequence[Summary], identifier: str) -> list[Fraction | None]:
    found = [one.find(identifier) for one in summaries]
    return [None if one is None else one.score for one in found]


def lines(
    model: Model,
    days: Sequence[date],
    rows: Iterable[tuple[str, Sequence[Fraction | None]]],
    title: str,
) -> Chart:
    """Scores over the years.

    days: ascending. rows: a name, and a score for every day.
    """
    first, span = days[0], max((days[-1] - days[0]).days, 1)
    places = [_across((day - first).days / span) for day in days]
    series = []
    for name, scores in rows:
        points = zip(places, scores, strict=True)
        dots = [Dot(x, _down(model, score)) for x, score in points if score is not None]
        series.append(Series(name, tuple(dots)))
    ticks = [Tick(place, _day_label(day, days)) for place, day in zip(places, days, strict=True)]
    across = ticks[:1]
    for tick in ticks[1:]:
        if tick.at == places[-1]:  # the last day is always named
            while len(across) > 1 and tick.at - across[-1].at < _APART:
                across.pop()
            across.append(tick)
        elif tick.at - across[-1].at >= _APART:
            across.append(tick)
    return Chart(title, tuple(across), _score_ticks(model), tuple(series))


def inhabitants_chart(summaries: Sequence[Summary]) -> Chart | None:
    """Everybody's score against the number of inhabitants; None where nobody has both."""
    points = []
    subject = summaries[0].assessment.model.subject
    for one in summaries:
        municipality, overall = one.assessment.municipality, one.overall
        if municipality.inhabitants is None or overall.score is None or overall.phase is None:
            continue
        told = (
            f"{municipality.name}: {thousands(municipality.inhabitants)} {subject.people}, "
            f"score "
            f"{two_decimals(overall.score)}, fase {overall.phase}"
        )
        tone = tone_of(one.assessment.model, overall.phase)
        points.append((municipality.inhabitants, overall.score, told, tone))
    if not points:
        return None
    title = (
        f"De gemiddelde score van {len(points)} {subject.many} naast hun aantal {subject.people}. "
        "Alle cijfers staan in de ranglijst."
    )
    return scatter(summaries[0].assessment.model, points, title)


def scatter(model: Model, points: Sequence[tuple[int, Fraction, str, int]], title: str) -> Chart:
    """Scores against inhabitants, which are on a logarithmic scale.

    points: inhabitants, score, what the point is, and the tone of its phase; at least one.
    """
    sizes = [size for size, *_ in points]
    low, high = log10(min(sizes)), log10(max(sizes))
    margin = max((high - low) * 0.04, 0.02)
    low, high = low - margin, high + margin

    def place(size: int) -> float:
        return _across((log10(size) - low) / (high - low))

    dots = [Dot(place(size), _down(model, score), told, tone) for size, score, told, tone in points]
    ticks: list[Tick] = []
    for power in range(int(low), int(high) + 1):
        for step in _STEPS:
            size = step * 10**power
            if low <= log10(size) <= high and (not ticks or place(size) - ticks[-1].at >= _APART):
                ticks.append(Tick(place(size), thousands(size)))
    return Chart(title, tuple(ticks), _score_ticks(model), (Series("", tuple(dots)),))


def stacked(model: Model, counts: Mapping[int | None, int], total: int) -> Iterator[Piece]:
    """Municipalities over the phases, as parts of one bar."""
    before = 0
    for phase in model.phases:
        count = counts.get(phase.number, 0)
        if count:
            x, end = before * 100 / total, (before + count) * 100 / total
            yield Piece(round(x, 1), round(end - x, 1), tone_of(model, phase.number))
        before += count


def _across(part: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * part, 2)


def _down(model: Model, score: Fraction) -> float:
    low, high = model.scale.minimum, model.scale.maximum
    part = float((score - low) / (high - low))
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * part, 1)


def _score_ticks(model: Model) -> tuple[Tick, ...]:
    """The phases' numbers where the scale is one of phases, else five even places."""
    low, high = model.scale.minimum, model.scale.maximum
    values = [Fraction(phase.number) for phase in model.phases]
    if len(values) > _MOST_LINES or values[0] != low or values[-1] != high:
        values = [low + (high - low) * Fraction(part, 4) for part in range(5)]
    return tuple(Tick(_down(model, value), cut_decimals(value)) for value in values)


def _day_label(day: date, days: Sequence[date]) -> str:
    """The year alone where that tells the days apart."""
    years = [one.year for one in days]
    return str(day.year) if len(set(years)) == len(years) else f"{day.day}-{day.month}-{day.year}"
