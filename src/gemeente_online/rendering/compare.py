"""What ``compare`` shows: how phases and scores went, and which answers did that."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gemeente_online.analysis.comparison import AxisChange, Change, ChangeKind, Comparison, Period
from gemeente_online.analysis.goal import reaches_ambition
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import signed
from gemeente_online.rendering.answers import answer_word
from gemeente_online.rendering.document import (
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
from gemeente_online.rendering.words import listing, long_date, phase_word, score_word
from gemeente_online.scoring.result import Summary

_BARS = "▁▂▃▄▅▆▇█"
_WHAT = {
    ChangeKind.UP: "hoger",
    ChangeKind.DOWN: "lager",
    ChangeKind.OTHER: "anders, even hoog",
    ChangeKind.ADDED: "erbij",
    ChangeKind.WITHDRAWN: "weg",
    ChangeKind.STATE: "telt anders mee",
    ChangeKind.RESCORED: "weegt anders",
}


def compare_document(comparison: Comparison) -> Document:
    """The course over all assessments, and then what changed in every period."""
    return Document(blocks=tuple(_blocks(comparison)))


def sparkline(model: Model, scores: Sequence[Fraction | None]) -> str:
    """Scores as one sign each, from the bottom of the scale to its top; a space for none."""
    low, high = model.scale.minimum, model.scale.maximum
    last = len(_BARS) - 1
    return "".join(
        " " if score is None else _BARS[round((score - low) / (high - low) * last)]
        for score in scores
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    latest = comparison.summaries[-1].assessment
    model, municipality = latest.model, latest.municipality
    code = f" ({municipality.code})" if municipality.code else ""
    dates = [long_date(summary.assessment.date) for summary in comparison.summaries]
    if comparison.same_municipality:
        yield Heading(text=f"Vergelijking {municipality.name}{code}: {listing(dates)}")
    else:
        named = [
            f"{summary.assessment.municipality.name} ({date})"
            for summary, date in zip(comparison.summaries, dates, strict=True)
        ]
        yield Heading(text=f"Vergelijking {listing(named)}")
    versions = list(dict.fromkeys(s.assessment.model.version for s in comparison.summaries))
    word = "versie" if len(versions) == 1 else "versies"
    yield Paragraph(text=f"Groeimodel {model.title}, {word} {listing(versions)}")
    if comparison.same_municipality:
        for day in comparison.shared_dates:
            yield Paragraph(
                text=f"Let op: er is meer dan één meting van {long_date(day)}. Die staan in de "
                "volgorde waarin u ze noemde."
            )
    yield _course(comparison)
    yield Paragraph(text=_overall(comparison), strong=True)
    reached = reaches_ambition(comparison.summaries[-1])
    if reached is not None:
        yield Paragraph(text=f"De ambitie is {'gehaald' if reached else 'nog niet gehaald'}.")
    for period in comparison.periods:
        yield from _period(period, several=len(comparison.periods) > 1)
    if any(axis.changes for period in comparison.periods for axis in period.axes):
        yield Paragraph(
            text="De effecten tellen per as op tot het verschil in score. Een antwoord dat erbij "
            "kwam of wegviel, telt voor hoeveel het boven of onder het gemiddelde van de andere "
            "antwoorden lag."
        )
    yield from _about_cutting(comparison)


def _about_cutting(comparison: Comparison) -> Iterator[Block]:
    """Why figures seem not to add up, where they seem so; figures are cut off, never rounded."""
    whole, periods = comparison.whole, comparison.periods
    scores = [(axis.before, axis.after) for p in (whole, *periods) for axis in p.axes]
    pairs = [(one.score, two.score) for one, two in scores if one is not None and two is not None]
    pairs.append((whole.before.overall.score, whole.after.overall.score))
    if any(
        _seems_off([now, -then], now - then)
        for then, now in pairs
        if then is not None and now is not None
    ):
        yield Paragraph(
            text="Cijfers zijn afgekapt op twee decimalen; daarom kan een verschil 0,01 anders "
            "lijken."
        )
    if any(
        axis.moved is not None
        and _seems_off([each.moved or Fraction(0) for each in axis.changes], axis.moved)
        for period in periods
        for axis in period.axes
    ):
        yield Paragraph(
            text="De effecten zijn afgekapt en lijken daardoor soms niet op te tellen; met "
            "--format csv of json ziet u ze voluit."
        )


def _seems_off(parts: Sequence[Fraction], total: Fraction) -> bool:
    """Whether figures, as they are shown, add up to another total than the one shown."""
    return sum(_hundredths(part) for part in parts) != _hundredths(total)


def _hundredths(value: Fraction) -> int:
    return int(value * 100)  # towards zero, as people are shown it


def _overall(comparison: Comparison) -> str:
    then, now = comparison.whole.before.overall, comparison.whole.after.overall
    if then.phase is None or now.phase is None:
        return f"Als geheel: van fase {phase_word(then.phase)} naar fase {phase_word(now.phase)}"
    if then.phase == now.phase:
        return f"Als geheel nog steeds fase {now.phase}"
    way = "omhoog" if now.phase > then.phase else "omlaag"
    return f"Als geheel {way} van fase {then.phase} naar fase {now.phase}"


def _course(comparison: Comparison) -> Table:
    """Per axis the phases, the score then and now, and with more than two a line of them."""
    summaries = comparison.summaries
    several = len(summaries) > 2  # noqa: PLR2004 - two need no line
    columns = [Column(title="As"), Column(title="Fase", fixed=len(summaries) <= 6)]  # noqa: PLR2004
    columns += [Column(title="Verloop", fixed=True)] if several else []
    columns += [
        Column(title="Score toen", right=True, fixed=True),
        Column(title="nu", right=True, fixed=True),
        Column(title="Verschil", right=True, fixed=True),
    ]
    rows: list[tuple[Cell, ...]] = []
    names = _axis_names(comparison.whole)
    for axis in comparison.whole.axes:
        standings = [
            next((s for s in summary.axes if s.id == axis.id), None) for summary in summaries
        ]
        phases = [None if s is None else s.phase for s in standings]
        scores = [None if s is None else s.score for s in standings]
        rows.append(_row(comparison, names[axis.id], phases, scores))
    overall = [summary.overall for summary in summaries]
    rows.append(
        _row(comparison, "Als geheel", [o.phase for o in overall], [o.score for o in overall])
    )
    return Table(columns=tuple(columns), rows=tuple(rows))


def _row(
    comparison: Comparison,
    name: str,
    phases: Sequence[int | None],
    scores: Sequence[Fraction | None],
) -> tuple[Cell, ...]:
    several = len(phases) > 2  # noqa: PLR2004
    then, now = scores[0], scores[-1]
    line = [sparkline(comparison.summaries[-1].assessment.model, scores)] if several else []
    return (
        name,
        " → ".join(phase_word(phase) for phase in phases),
        *line,
        score_word(then),
        score_word(now),
        "–" if then is None or now is None else signed(now - then),
    )


def _axis_names(period: Period) -> dict[str, str]:
    models = (period.before.assessment.model, period.after.assessment.model)
    return {axis.id: axis.name for model in models for axis in model.axes}


def _period(period: Period, *, several: bool) -> Iterator[Block]:
    names, level = _axis_names(period), 2
    if several:
        then, now = (long_date(one.assessment.date) for one in (period.before, period.after))
        yield Heading(text=f"Van {then} naar {now}", level=2)
        level = 3
    if period.new_questions:
        yield Paragraph(text=f"Nieuw in het groeimodel: {listing([*period.new_questions])}.")
    if period.dropped_questions:
        yield Paragraph(
            text=f"Niet meer in het groeimodel: {listing([*period.dropped_questions])}."
        )
    same = []
    for axis in period.axes:
        if axis.changes:
            yield Heading(text=_axis_title(names[axis.id], axis), level=level)
            yield _changes(period, axis)
            if axis.raised_by_absence:
                yield Paragraph(text=_raised(axis))
        else:
            same.append(names[axis.id])
    if same:
        yield Items(texts=(f"Zonder veranderde antwoorden: {listing(same)}.",))


def _axis_title(name: str, axis: AxisChange) -> str:
    if axis.before is None or axis.after is None:
        return f"{name}: {'nieuw in' if axis.before is None else 'niet meer in'} het groeimodel"
    phases = (
        f"nog steeds fase {phase_word(axis.after.phase)}"
        if axis.before.phase == axis.after.phase
        else f"van fase {phase_word(axis.before.phase)} naar fase {phase_word(axis.after.phase)}"
    )
    score = f"score {score_word(axis.before.score)} → {score_word(axis.after.score)}"
    return f"{name}: {phases}, {score}"


def _changes(period: Period, axis: AxisChange) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for kind in ChangeKind:
        for change in (one for one in axis.changes if one.kind is kind):
            rows.append(
                (
                    change.question,
                    _answer(period.before, change, change.before),
                    _answer(period.after, change, change.after),
                    _WHAT[kind],
                    "–" if change.moved is None else signed(change.moved),
                )
            )
    if axis.moved is not None:
        rows.append(("Samen", "", "", "", signed(axis.moved)))
    return Table(
        columns=(
            Column(title="Vraag"),
            Column(title="Toen"),
            Column(title="Nu"),
            Column(title="Wat"),
            Column(title="Effect", right=True, fixed=True),
        ),
        rows=tuple(rows),
    )


def _raised(axis: AxisChange) -> str:
    """That a score is higher since answers are gone, which says nothing about growth."""
    gone, excused, dropped = [], [], []
    for change in axis.raised_by_absence:
        if change.after is None:
            dropped.append(change.question)
        elif change.after.state is State.NOT_APPLICABLE:
            excused.append(change.question)
        else:
            gone.append(change.question)
    reasons = []
    if gone:
        reasons.append(f"{listing(gone)} niet meer {'is' if len(gone) == 1 else 'zijn'} beantwoord")
    if excused:
        reasons.append(f"{listing(excused)} nu nvt {'is' if len(excused) == 1 else 'zijn'}")
    if dropped:
        verb = "staat" if len(dropped) == 1 else "staan"
        reasons.append(f"{listing(dropped)} niet meer in het groeimodel {verb}")
    assert axis.moved is not None
    if axis.moved > 0:
        course = "de score stijgt ook"
    else:
        course = "de score daalt minder" if axis.moved < 0 else "de score blijft mede gelijk"
    return f"Let op: {course} doordat {listing(reasons)}. Dat is op zichzelf geen groei."


def _answer(summary: Summary, change: Change, answer: object) -> str:
    question = summary.assessment.model.questions.get(change.question)
    if question is None or answer is None:
        return "bestond niet"
    return answer_word(question, summary.assessment.answers[question.id])


COMPARE_COLUMNS = (
    *("from_date", "to_date", "axis", "question", "kind", "before", "after"),
    *("before_score", "after_score", "moved"),
)


def compare_rows(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    """A row for every answer that changed, headed by ``COMPARE_COLUMNS``."""
    for period in comparison.periods:
        for axis in period.axes:
            for change in axis.changes:
                before, after = change.before, change.after
                yield (
                    period.before.assessment.date,
                    period.after.assessment.date,
                    axis.id,
                    change.question,
                    str(change.kind),
                    None if before is None else _answer(period.before, change, before),
                    None if after is None else _answer(period.after, change, after),
                    None if before is None else before.score,
                    None if after is None else after.score,
                    change.moved,
                )
