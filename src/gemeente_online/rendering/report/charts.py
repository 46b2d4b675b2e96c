"""Charts as geometry: lines over the years, and dots of score against inhabitants.

Across is in percents of the width, down is in pixels: so a chart is as wide as its page, and its
words stay as large as they are. Nothing is decided on these numbers; they are only for the eye.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import log10
from typing import NamedTuple

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import cut_decimals
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
    """A measured point. told: what it is, for who points at it."""

    x: float
    y: float
    told: str
    mark: int = 0


class Segment(NamedTuple):
    """The line from one point to the next."""

    x1: float
    y1: float
    x2: float
    y2: float


class Series(NamedTuple):
    """One line. mark: the number of its shape and dashes, so that colour is not needed."""

    name: str
    mark: int
    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]


class Lines(NamedTuple):
    """Lines over the years."""

    title: str
    height: int
    across: tuple[Tick, ...]
    down: tuple[Tick, ...]
    series: tuple[Series, ...]


class Scatter(NamedTuple):
    """Dots of score against inhabitants, which are on a logarithmic scale."""

    title: str
    height: int
    across: tuple[Tick, ...]
    down: tuple[Tick, ...]
    dots: tuple[Dot, ...]


def lines(
    model: Model,
    days: Sequence[date],
    rows: Sequence[tuple[str, Sequence[Fraction | None]]],
    title: str,
) -> Lines:
    """Scores over the years.

    days: ascending. rows: a name, and a score for every day.
    """
    first, span = days[0], max((days[-1] - days[0]).days, 1)
    places = [_across((day - first).days / span) for day in days]
    series = []
    for mark, (name, scores) in enumerate(rows):
        dots = [
            Dot(x, _down(model, score), f"{name}: {cut_decimals(score)}", mark)
            for x, score in zip(places, scores, strict=True)
            if score is not None
        ]
        segments = [Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(dots)]
        series.append(Series(name, mark, tuple(dots), tuple(segments)))
    labels = [_day_label(day, days) for day in days]
    across = [Tick(places[0], labels[0])]
    for place, label in zip(places[1:], labels[1:], strict=True):
        if place == places[-1]:
            while across and place - across[-1].at < _APART and len(across) > 1:
                across.pop()
            across.append(Tick(place, label))
        elif place - across[-1].at >= _APART:
            across.append(Tick(place, label))
    return Lines(title, HEIGHT, tuple(across), _score_ticks(model), tuple(series))


def scatter(model: Model, points: Sequence[tuple[int, Fraction, str, int]], title: str) -> Scatter:
    """Scores against inhabitants.

    points: inhabitants, score, what the point is, and the tone of its phase; at least one.
    """
    sizes = [size for size, *_ in points]
    low, high = log10(min(sizes)), log10(max(sizes))
    margin = max((high - low) * 0.04, 0.02)
    low, high = low - margin, high + margin

    def place(size: int) -> float:
        return _across((log10(size) - low) / (high - low))

    dots = tuple(
        Dot(place(size), _down(model, score), told, tone) for size, score, told, tone in points
    )
    ticks: list[Tick] = []
    for power in range(int(low), int(high) + 1):
        for step in _STEPS:
            size = step * 10**power
            if low <= log10(size) <= high and (not ticks or place(size) - ticks[-1].at >= _APART):
                ticks.append(Tick(place(size), thousands(size)))
    return Scatter(title, HEIGHT, tuple(ticks), _score_ticks(model), dots)


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
