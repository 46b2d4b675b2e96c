"""A municipality over the years: the line, a row for every measurement, and what changed."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.comparison import Change, ChangeKind, Comparison, Period
from gemeente_online.assessment.file import Answer
from gemeente_online.model.file import Model, Question
from gemeente_online.model.numbers import two_decimals
from gemeente_online.rendering.report.answers import texts_of
from gemeente_online.rendering.report.charts import Lines, lines
from gemeente_online.rendering.report.page_parts import Chip, chip
from gemeente_online.rendering.words import long_date, score_word
from gemeente_online.scoring.result import Summary

_HEADINGS = (
    ("Hoger dan toen", (ChangeKind.UP,)),
    ("Lager dan toen", (ChangeKind.DOWN,)),
    ("Anders, maar even hoog", (ChangeKind.OTHER,)),
    ("Nieuw beantwoord", (ChangeKind.ADDED,)),
    ("Niet meer beantwoord", (ChangeKind.WITHDRAWN, ChangeKind.STATE)),
    (
        "Hetzelfde antwoord, dat in de nieuwe versie van het model anders telt",
        (ChangeKind.RESCORED,),
    ),
)


class YearRow(NamedTuple):
    """One measurement: phase and score as a whole, then of every axis."""

    date: str
    cells: tuple[tuple[Chip, str], ...]


class ChangeLine(NamedTuple):
    """A question whose answer changed. None: it was not asked then, or is not now."""

    question: str
    before: str | None
    after: str | None


class ChangeGroup(NamedTuple):
    """Changes of one kind."""

    title: str
    lines: tuple[ChangeLine, ...]


class Years(NamedTuple):
    """Everything over time; ``told`` says what the last period did to the scores."""

    chart: Lines
    axes: tuple[str, ...]
    rows: tuple[YearRow, ...]
    since: str
    told: tuple[str, ...]
    groups: tuple[ChangeGroup, ...]


def years(comparison: Comparison) -> Years:
    """The line and the changes, of at least two measurements."""
    summaries = comparison.summaries
    model = summaries[-1].assessment.model
    last = comparison.periods[-1]
    found: list[tuple[str, Sequence[Fraction | None]]] = [
        (axis.name, [_score_of(one, axis.id) for one in summaries]) for axis in model.axes
    ]
    if len(model.axes) > 1:
        found.append(("Als geheel", [one.overall.score for one in summaries]))
    days = [one.assessment.date for one in summaries]
    name = summaries[-1].assessment.municipality.name
    title = (
        f"De gemiddelde score per as van {name}, van {long_date(days[0])} tot en met "
        f"{long_date(days[-1])}. De cijfers staan in de tabel eronder."
    )
    return Years(
        chart=lines(model, days, found, title),
        axes=tuple(axis.name for axis in model.axes),
        rows=tuple(_row(model, one) for one in summaries),
        since=long_date(last.before.assessment.date),
        told=_told(model, last),
        groups=_groups(last),
    )


def _score_of(summary: Summary, axis: str) -> Fraction | None:
    return next((one.score for one in summary.axes if one.id == axis), None)


def _row(model: Model, summary: Summary) -> YearRow:
    overall = summary.overall
    cells = [(chip(model, overall.phase), score_word(overall.score))]
    for axis in model.axes:
        standing = next((one for one in summary.axes if one.id == axis.id), None)
        if standing is None:
            cells.append((Chip("–", None, "niet gemeten"), ""))
        else:
            cells.append((chip(model, standing.phase), score_word(standing.score)))
    return YearRow(long_date(summary.assessment.date), tuple(cells))


def _told(model: Model, period: Period) -> tuple[str, ...]:
    names = {axis.id: axis.name for axis in model.axes}
    told = []
    before, after = period.before.overall.phase, period.after.overall.phase
    if before is not None and after is not None:
        told.append(
            f"De fase als geheel bleef {after}."
            if before == after
            else f"De fase als geheel ging van {before} naar {after}."
        )
    for axis in period.axes:
        if axis.moved is not None and axis.id in names:
            told.append(f"{names[axis.id]}: score {_moved(axis.moved)}.")
    return tuple(told)


def _moved(difference: Fraction) -> str:
    if not difference:
        return "gelijk gebleven"
    size = two_decimals(abs(difference))
    size = "minder dan 0,01" if size == "0,00" else size
    return f"{size} {'hoger' if difference > 0 else 'lager'}"


def _groups(period: Period) -> tuple[ChangeGroup, ...]:
    changes = [change for axis in period.axes for change in axis.changes]
    groups = []
    for title, kinds in _HEADINGS:
        found = tuple(_line(period, change) for change in changes if change.kind in kinds)
        if found:
            groups.append(ChangeGroup(title, found))
    return tuple(groups)


def _line(period: Period, change: Change) -> ChangeLine:
    then = period.before.assessment.model.questions.get(change.question)
    now = period.after.assessment.model.questions.get(change.question)
    asked = now or then
    assert asked is not None
    return ChangeLine(asked.text, _text(then, change.before), _text(now, change.after))


def _text(question: Question | None, answer: Answer | None) -> str | None:
    if question is None or answer is None:
        return None
    return " ".join(texts_of(question, answer.chosen, answer))
