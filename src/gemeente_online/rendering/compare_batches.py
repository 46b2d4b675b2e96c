"""What ``compare`` shows of many municipalities: who went up and down, and on which questions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gemeente_online.analysis.batch_comparison import (
    BatchComparison,
    Course,
    Direction,
    Moment,
    Movement,
    QuestionMovement,
)
from gemeente_online.assessment.municipality import names_apart
from gemeente_online.rendering.answers import numbered
from gemeente_online.rendering.columns import Column, Shown, figures, matrix, table
from gemeente_online.rendering.compare import ABOUT_CUTTING, other_questions
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, Table, as_document
from gemeente_online.rendering.words import (
    axes_title,
    axis_name,
    counted,
    difference_word,
    is_whole,
    long_date,
    measurements_word,
    model_word,
    phase_word,
    score_word,
)
from gemeente_online.scoring.result import Summary
from gemeente_online.wording import capitalised, folded_name, listing, listing_of_first

MOST_QUESTIONS = 6
"""How many of the questions that moved most are shown."""

_MOST_NAMES = 10


@as_document
def batches_document(comparison: BatchComparison) -> Iterator[Block]:
    """How many went up and down, who came and went, and then everybody."""
    model = comparison.model
    yield Heading(f"Vergelijking van {_many(comparison, len(comparison.municipalities))}")
    yield Paragraph(phases_moved(comparison), strong=True)
    yield Items(tuple(_about(comparison)))
    yield Paragraph(model_word(model, comparison.versions))
    yield from other_questions(model, comparison.earliest_model, comparison)
    if not_later := _names(comparison, comparison.not_later):
        yield Paragraph(
            f"Let op: van {_first_of(comparison, not_later)} is de meting van nu niet later dan "
            "die van toen."
        )
    yield Heading("Van welke fase naar welke", level=2)
    yield _transitions(comparison)
    yield Heading(f"Per {axes_title(model).lower()}", level=2)
    yield _movements(comparison)
    yield from _questions(comparison)
    yield Heading(f"De {model.subject.many}, van meest gestegen naar meest gedaald", level=2)
    yield _courses(comparison)
    yield Paragraph(ABOUT_CUTTING)


def phases_moved(comparison: BatchComparison) -> str:
    """How many went to a higher phase, and to a lower one."""
    overall = comparison.movements[0]
    if overall.total == 1:
        return _alone(comparison.both[0])
    whose = f"Van de {_many(comparison, overall.total)}"
    if len(comparison.municipalities) > overall.total:
        whose += " met een meting van toen en van nu"
    return movement_sentence(whose, overall)


def movement_sentence(whose: str, movement: Movement) -> str:
    """How many went to a higher phase, and to a lower one. whose: of whom, as it begins."""
    if movement.undetermined == movement.total:
        return f"{whose} is de fase toen of nu niet te bepalen."
    went = [f"{movement.up} naar een hogere fase"] if movement.up else []
    if movement.down:
        went.append(f"{movement.down} naar een lagere" + ("" if went else " fase"))
    verb = "gingen" if max(movement.up, movement.down) > 1 or len(went) > 1 else "ging"
    told = [f"{whose} {verb} er {listing(went) if went else 'geen naar een andere fase'}"]
    if went and movement.same:
        told.append(f"{movement.same} {'bleef' if movement.same == 1 else 'bleven'} gelijk")
    if movement.undetermined:
        told.append(f"bij {movement.undetermined} is de fase toen of nu niet te bepalen")
    return f"{'; '.join(told)}."


def _alone(course: Course) -> str:
    name = course.latest.assessment.municipality.name
    match course.direction:
        case Direction.UP | Direction.DOWN:
            way = "hogere" if course.direction is Direction.UP else "lagere"
            return f"{name} ging naar een {way} fase."
        case Direction.SAME:
            return f"{name} bleef in dezelfde fase."
        case _:
            return f"Bij {name} is de fase toen of nu niet te bepalen."


def _many(comparison: BatchComparison, count: int) -> str:
    subject = comparison.model.subject
    return counted(count, subject.one, subject.many)


def _about(comparison: BatchComparison) -> Iterator[str]:
    """Which assessments are compared, and who is in only one of the two."""
    gone, new = comparison.gone, comparison.new
    both = len(comparison.both)
    yield f"Toen: {_moment(comparison.before, both + len(gone))}"
    yield f"Nu: {_moment(comparison.after, both + len(new))}"
    if new:
        yield f"Alleen nu: {_first_of(comparison, _names(comparison, new))}"
    if gone:
        yield f"Alleen toen: {_first_of(comparison, _names(comparison, gone))}"
    if renamed := list(_renamed(comparison)):
        yield f"Nieuwe naam: {listing_of_first(renamed, _MOST_NAMES)}"


def _renamed(comparison: BatchComparison) -> Iterator[str]:
    """Who has another name now."""
    for one in comparison.both:
        assert one.before is not None
        was, is_ = one.before.assessment.municipality.name, one.latest.assessment.municipality.name
        if folded_name(was) != folded_name(is_):
            yield f"{was} heet nu {is_}"


def _moment(moment: Moment, count: int) -> str:
    days = dict.fromkeys((moment.first, moment.last))
    when = " tot en met ".join(map(long_date, days))
    return f"{moment.name}, {measurements_word(count)} van {when}"


def _names(comparison: BatchComparison, courses: Sequence[Course]) -> list[str]:
    """What municipalities are called among all."""
    called = names_apart(one.latest.assessment for one in comparison.municipalities)
    return [called[one.latest.assessment.municipality] for one in courses]


def _first_of(comparison: BatchComparison, names: Sequence[str]) -> str:
    """The first of some municipalities by name, with how many there are where that is not seen."""
    first = listing_of_first(names, _MOST_NAMES)
    return first if len(names) == 1 else f"{_many(comparison, len(names))} ({first})"


def _transitions(comparison: BatchComparison) -> Table:
    counts = {(one.before, one.after): one.count for one in comparison.transitions}
    numbers: list[int | None] = [phase.number for phase in comparison.model.phases]
    ends = {end for pair in counts for end in pair}
    numbers += sorted(end for end in ends if end is not None and end not in numbers)
    if None in ends:
        numbers.append(None)
    rows = [
        (f"van {phase_word(was)}", [str(counts.get((was, is_)) or "–") for is_ in numbers])
        for was in numbers
    ]
    return matrix("Fase", [f"naar {phase_word(is_)}" for is_ in numbers], rows, right=True)


def _movements(comparison: BatchComparison) -> Table:
    model = comparison.model
    columns: list[Shown[Movement]] = [
        Column(axes_title(model), lambda one: axis_name(model, one.id)),
        figures("Hoger", lambda one: str(one.up)),
        figures("Zelfde", lambda one: str(one.same)),
        figures("Lager", lambda one: str(one.down)),
        figures(
            "?",
            lambda one: str(one.undetermined),
            there=any(one.undetermined for one in comparison.movements),
        ),
        figures("Score toen", lambda one: score_word(one.before_mean)),
        figures("nu", lambda one: score_word(one.after_mean)),
        figures("Verschil", lambda one: difference_word(one.moved)),
    ]
    overall, *axes = comparison.movements
    rows = [*axes, overall] if len(axes) > 1 else axes
    return table(columns, rows, lambda one: is_whole(model, one.id))


def _questions(comparison: BatchComparison) -> Iterator[Block]:
    model = comparison.model
    moved = [one for one in comparison.questions if one.up or one.down]
    most = sorted(moved, key=lambda one: -abs(one.moved))[:MOST_QUESTIONS]
    yield Heading("De vragen die het meest veranderden", level=2)
    if not most:
        yield Paragraph("Geen enkel antwoord scoort hoger of lager dan toen.")
        return
    columns: list[Shown[QuestionMovement]] = [
        Column("Vraag", lambda one: numbered(model, one.question)),
        figures("Hoger", lambda one: str(one.up)),
        figures("Lager", lambda one: str(one.down)),
        figures("Van de", lambda one: str(one.answered)),
        figures("Score toen", lambda one: score_word(one.before_mean)),
        figures("nu", lambda one: score_word(one.after_mean)),
        figures("Verschil", lambda one: difference_word(one.moved)),
    ]
    yield table(columns, most)
    yield Paragraph(
        f"De score is het gemiddelde van de {model.subject.many} die de vraag beide keren "
        "beantwoordden."
    )


class _Named(NamedTuple):
    """A municipality that was assessed both times, by name."""

    name: str
    course: Course
    before: Summary
    after: Summary


def _courses(comparison: BatchComparison) -> Table:
    columns: list[Shown[_Named]] = [
        Column(capitalised(comparison.model.subject.one), lambda one: one.name),
        Column("Fase", _phases, fixed=True),
        figures("Score toen", lambda one: score_word(one.before.overall.score)),
        figures("nu", lambda one: score_word(one.after.overall.score)),
        figures("Verschil", lambda one: difference_word(one.course.moved)),
    ]
    names = zip(_names(comparison, comparison.both), comparison.both, strict=True)
    rows = [
        _Named(name, course, course.before, course.after)
        for name, course in names
        if course.before is not None and course.after is not None
    ]
    return table(columns, sorted(rows, key=_rise))


def _phases(one: _Named) -> str:
    was, is_ = one.before.overall.phase, one.after.overall.phase
    return phase_word(was) if was == is_ else f"{phase_word(was)} → {phase_word(is_)}"


def _rise(one: _Named) -> tuple[object, ...]:
    """To order by: a higher phase first, then what rose most; what is not known comes last."""
    was, is_ = one.before.overall.phase, one.after.overall.phase
    known = was is not None and is_ is not None
    moved = one.course.moved
    return (
        not known,
        (was or 0) - (is_ or 0) if known else 0,
        moved is None,
        -(moved or 0),
        one.name.casefold(),
    )
