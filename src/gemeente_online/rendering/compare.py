"""What ``compare`` shows: how phases and scores went, and which answers did that."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gemeente_online.analysis.comparison import AxisChange, Change, ChangeKind, Comparison, Period
from gemeente_online.analysis.goal import reaches_ambition
from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model
from gemeente_online.rendering.answers import answer_word, in_listing, numbered
from gemeente_online.rendering.columns import (
    Column,
    Shown,
    figures,
    table,
)
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, Table, as_document
from gemeente_online.rendering.words import (
    axes_title,
    difference_word,
    is_whole,
    long_date,
    model_word,
    phase_word,
    score_word,
)
from gemeente_online.scoring.result import OVERALL, Summary
from gemeente_online.wording import listing, where_is

if TYPE_CHECKING:
    from gemeente_online.analysis.batch_comparison import BatchComparison

_BARS = "▁▂▃▄▅▆▇█"
_NOT_ASKED = "bestond niet"

ABOUT_CUTTING = (
    "Cijfers zijn afgekapt op twee decimalen; daarom kan een verschil 0,01 anders lijken."
)

_BRIEF = 36
"""Characters of an option's text, as two of them stand side by side."""

_WHAT = {
    ChangeKind.UP: "hoger",
    ChangeKind.DOWN: "lager",
    ChangeKind.OTHER: "anders, even hoog",
    ChangeKind.ADDED: "erbij",
    ChangeKind.WITHDRAWN: "weg",
    ChangeKind.STATE: "telt anders mee",
    ChangeKind.RESCORED: "weegt anders",
}


def sparkline(model: Model, scores: Sequence[Fraction | None]) -> str:
    """Scores as one sign each, from the bottom of the scale to its top; a space for none."""
    low, high = model.scale.minimum, model.scale.maximum
    last = len(_BARS) - 1
    return "".join(
        " " if score is None else _BARS[round((score - low) / (high - low) * last)]
        for score in scores
    )


@as_document
def compare_document(comparison: Comparison) -> Iterator[Block]:
    """The course over all assessments, and then what changed in every period."""
    latest = comparison.summaries[-1].assessment
    model, municipality = latest.model, latest.municipality
    names = _names(comparison)
    whose = f"{municipality.with_code}: " if comparison.same_municipality else ""
    yield Heading(f"Vergelijking {whose}{listing(names)}")
    yield Paragraph(_verdict(comparison), strong=True)
    versions = list(dict.fromkeys(s.assessment.model.version for s in comparison.summaries))
    yield Paragraph(model_word(model, versions))
    yield from _older_versions(comparison, model)
    for clash in comparison.beside_each_other:
        if clash.of_colleagues:
            yield Paragraph(
                "Let op: dit zijn antwoorden van verschillende invullers binnen negentig dagen. "
                "Wat tussen hen verschilt, is geen verandering."
            )
        else:
            yield Paragraph(
                f"Let op: er is meer dan één meting van {long_date(clash.assessments[0].date)}. "
                "Die staan in de volgorde waarin u ze noemde."
            )
    yield _course(comparison)
    for period, (then, now) in zip(comparison.periods, pairwise(names), strict=True):
        title = f"Van {then} naar {now}" if len(comparison.periods) > 1 else None
        yield from _period(period, title)
    if any(axis.changes for period in comparison.periods for axis in period.axes):
        yield Paragraph(
            "De effecten tellen per as op tot het verschil in score. Een antwoord dat erbij "
            "kwam of wegviel, telt voor hoeveel het boven of onder het gemiddelde van de andere "
            "antwoorden lag."
        )
    yield from _about_cutting(comparison)


def _older_versions(comparison: Comparison, model: Model) -> Iterator[Block]:
    """Which answers were given when the questions read otherwise than for the others."""
    found = [one.assessment for one in comparison.summaries]
    older = [one for one in found if model.minors_ahead(one.version) < 0]
    if older and len({one.version for one in found}) > 1:
        dates = listing([long_date(one.date) for one in older])
        versions = listing(list(dict.fromkeys(one.version for one in older)))
        yield Paragraph(
            f"Let op: op {dates} is geantwoord op versie {versions} van de vragen. Een verschil "
            "kan ook komen doordat een vraag nu anders is verwoord."
        )


def _verdict(comparison: Comparison) -> str:
    """What became of the phase overall, and whether it is the one aimed at."""
    told = f"{overall_moved(comparison.whole)}."
    reached = reaches_ambition(comparison.summaries[-1])
    if reached is not None:
        told += f" De ambitie is {'gehaald' if reached else 'nog niet gehaald'}."
    return told


def _names(comparison: Comparison) -> list[str]:
    """How each assessment is told from the others: by its date, and by whose it is if need be."""
    names = []
    beside = {id(a): clash for clash in comparison.beside_each_other for a in clash.assessments}
    for summary in comparison.summaries:
        one = summary.assessment
        if not comparison.same_municipality:
            who: str | None = one.municipality.name
        elif (clash := beside.get(id(one))) is not None:
            known = {other.respondent for other in clash.assessments if other.respondent}
            told_apart = len(known) == len(clash.assessments)
            who = one.respondent if told_apart else where_is(one.source, one.row)
        else:
            who = None
        day = long_date(one.date)
        names.append(f"{who} ({day})" if who else day)
    return names


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
        yield Paragraph(ABOUT_CUTTING)
    if any(
        axis.moved is not None
        and _seems_off([each.moved or Fraction(0) for each in axis.changes], axis.moved)
        for period in periods
        for axis in period.axes
    ):
        yield Paragraph(
            "De effecten zijn afgekapt en lijken daardoor soms niet op te tellen; met "
            "--format csv of json ziet u ze voluit."
        )


def _seems_off(parts: Sequence[Fraction], total: Fraction) -> bool:
    """Whether figures, as they are shown, add up to another total than the one shown."""
    return sum(_hundredths(part) for part in parts) != _hundredths(total)


def _hundredths(value: Fraction) -> int:
    return int(value * 100)  # towards zero, as people are shown it


def overall_moved(period: Period) -> str:
    """What became of the phase overall."""
    then, now = period.before.overall.phase, period.after.overall.phase
    if then is None and now is None:
        return "De fase als geheel is nog steeds niet te bepalen"
    way = ""
    if then is not None and now is not None and then != now:
        way = "omhoog " if now > then else "omlaag "
    return f"Als geheel {way}{_moved_to(then, now)}"


def _course(comparison: Comparison) -> Table:
    """Per axis the phases, the score then and now, and with more than two a line of them."""
    summaries = comparison.summaries
    several = len(summaries) > 2  # noqa: PLR2004 - two need no line
    model = summaries[-1].assessment.model
    names = _axis_names(comparison.whole)
    courses = []
    for identifier in (*(part.id for part in comparison.whole.parts), OVERALL):
        standings = [summary.find(identifier) for summary in summaries]
        phases = [None if s is None else s.phase for s in standings]
        scores = [None if s is None else s.score for s in standings]
        courses.append(_Course(identifier, phases, scores))
    columns: list[Shown[_Course]] = [
        Column(axes_title(model), lambda one: names[one.id]),
        Column("Fase", lambda one: _arrows(one.phases), fixed=len(summaries) <= 6),  # noqa: PLR2004
        Column("Verloop", lambda one: sparkline(model, one.scores), fixed=True, there=several),
        figures("Score toen", lambda one: score_word(one.scores[0])),
        figures("nu", lambda one: score_word(one.scores[-1])),
        figures("Verschil", lambda one: _difference(one.scores[0], one.scores[-1])),
    ]
    return table(columns, courses, lambda one: is_whole(model, one.id))


class _Course(NamedTuple):
    """How an axis, a domain, or all axes together went over the assessments."""

    id: str
    phases: Sequence[int | None]
    scores: Sequence[Fraction | None]


def _arrows(phases: Sequence[int | None]) -> str:
    return " → ".join(phase_word(phase) for phase in phases)


def _difference(then: Fraction | None, now: Fraction | None) -> str:
    return difference_word(None if then is None or now is None else now - then)


def _axis_names(period: Period) -> dict[str, str]:
    models = (period.before.assessment.model, period.after.assessment.model)
    return {OVERALL: "Als geheel"} | {one.id: one.name for model in models for one in model.parts}


def _period(period: Period, title: str | None) -> Iterator[Block]:
    names, level = _axis_names(period), 2
    if title is not None:
        yield Heading(title, level=2)
        level = 3
    then, now = period.before.assessment.model, period.after.assessment.model
    yield from other_questions(now, then, period)
    same = []
    for axis in period.axes:
        if axis.changes:
            yield Heading(_axis_title(names[axis.id], axis), level=level)
            yield _changes(period, axis)
            if axis.raised_by_absence:
                yield Paragraph(raised_by_absence(axis, partial(_question, period)))
        else:
            same.append(names[axis.id])
    if same:
        yield Items((f"Zonder veranderde antwoorden: {listing(same)}.",))


def other_questions(
    now: Model, then: Model, found: "Period | BatchComparison"
) -> Iterator[Paragraph]:
    """Which questions only the model of now has, or only that of then, or by another id."""
    new, dropped = found.new_questions, found.dropped_questions
    for told, model, questions in (("Nieuw", now, new), ("Niet meer", then, dropped)):
        if questions:
            named = [in_listing(model, question) for question in questions]
            yield Paragraph(f"{told} in het groeimodel: {listing(named)}.")
    if found.renamed_questions:
        named = [
            f"{in_listing(now, new)}, eerst {old}" for old, new in found.renamed_questions.items()
        ]
        yield Paragraph(f"Met een andere naam in het groeimodel: {'; '.join(named)}.")


def _axis_title(name: str, axis: AxisChange) -> str:
    if axis.before is None or axis.after is None:
        return f"{name}: {'nieuw in' if axis.before is None else 'niet meer in'} het groeimodel"
    phases = _moved_to(axis.before.phase, axis.after.phase)
    score = f"score {score_word(axis.before.score)} → {score_word(axis.after.score)}"
    return f"{name}: {phases}, {score}"


def _moved_to(then: int | None, now: int | None) -> str:
    """From which phase to which, also where one of them cannot be determined."""
    told = ["niet te bepalen" if phase is None else f"fase {phase}" for phase in (then, now)]
    if then == now:
        return f"nog steeds {told[1]}"
    if then is None or now is None:
        return f"eerst {told[0]}, nu {told[1]}"
    return f"van {told[0]} naar {told[1]}"


def _changes(period: Period, axis: AxisChange) -> Table:
    total = None if axis.moved is None else "Samen"
    columns: list[Shown[Change]] = [
        Column(
            "Vraag", lambda one: numbered(asking(period, one.question), one.question), total=total
        ),
        Column("Toen", lambda one: _given(period.before, period.id_then(one.question), one.before)),
        Column("Nu", lambda one: _given(period.after, one.question, one.after)),
        Column("Wat", lambda one: _WHAT[one.kind]),
        figures(
            "Effect",
            lambda one: difference_word(one.moved),
            total=total and difference_word(axis.moved),
        ),
    ]
    order = list(ChangeKind)
    return table(columns, sorted(axis.changes, key=lambda one: order.index(one.kind)))


def raised_by_absence(axis: AxisChange, called: Callable[[str], str]) -> str:
    """That a score is higher since answers are gone, which says nothing about growth.

    called: what a question is called, by its id.
    """
    gone, excused, dropped = [], [], []
    for change in axis.raised_by_absence:
        name = called(change.question)
        if change.after is None:
            dropped.append(name)
        elif change.after.state is State.NOT_APPLICABLE:
            excused.append(name)
        else:
            gone.append(name)
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
        course = "de score daalt minder" if axis.moved < 0 else "de score blijft gelijk, ook"
    return f"Let op: {course} doordat {listing(reasons)}. Dat is op zichzelf geen groei."


def asking(period: Period, question: str) -> Model:
    """The growth model that asks a question: that of now, or that of then."""
    now, then = period.after.assessment.model, period.before.assessment.model
    return now if question in now.questions else then


def _question(period: Period, question: str) -> str:
    """A question in a sentence: "vraag 11 (rolkeuze)"."""
    return in_listing(asking(period, question), question)


def _given(summary: Summary, question: str, answer: Answer | None) -> str:
    """An answer then or now, as people know it."""
    if answer is None:
        return _NOT_ASKED
    return answer_word(summary.assessment.model.questions[question], answer, _BRIEF)
