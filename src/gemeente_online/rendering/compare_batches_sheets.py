"""The sheets of ``compare`` of many municipalities: who is where, and what moved."""

from collections.abc import Callable, Iterator

from gemeente_online.analysis.batch_comparison import (
    BatchComparison,
    Course,
    Movement,
    QuestionMovement,
    Transition,
)
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.answers import number_of
from gemeente_online.rendering.columns import Column, Field, Sheet, Value, column_name, sheet
from gemeente_online.rendering.measured import origin_sheet, place_fields
from gemeente_online.scoring.result import OVERALL, Summary
from gemeente_online.wording import capitalised


def batches_sheets(comparison: BatchComparison) -> Iterator[Sheet]:
    """A row for every municipality; then phases, axes and questions, and what all rests on."""
    yield _courses_sheet(comparison)
    yield _transitions_sheet(comparison)
    yield _movements_sheet(comparison)
    yield _questions_sheet(comparison)
    both = ((one.before, one.after) for one in comparison.municipalities)
    yield origin_sheet(one.assessment for pair in both for one in pair if one is not None)


def _courses_sheet(comparison: BatchComparison) -> Sheet:
    """A row for every municipality, also those assessed only then or only now."""
    fields: list[Field[Course]] = [
        *place_fields(_latest),
        Column("compared", _compared),
        Column("before_date", _then(lambda found: found.date)),
        Column("after_date", _now(lambda found: found.date)),
        Column("direction", lambda one: None if one.direction is None else str(one.direction)),
        *_both_times(OVERALL, ""),
        Column("moved", lambda one: one.moved),
    ]
    for part in comparison.model.parts:
        fields += _both_times(part.id, f"{column_name(part.id)}_")
    fields += [
        Column("before_source", _then(lambda found: found.source)),
        Column("before_row", _then(lambda found: found.row)),
        Column("after_source", _now(lambda found: found.source)),
        Column("after_row", _now(lambda found: found.row)),
    ]
    return sheet(capitalised(comparison.model.subject.many), fields, comparison.municipalities)


def _latest(course: Course) -> Assessment:
    return course.latest.assessment


def _then(cell: Callable[[Assessment], Value]) -> Callable[[Course], Value]:
    """What is told of the assessment of then; nothing where there is none."""
    return lambda one: None if one.before is None else cell(one.before.assessment)


def _now(cell: Callable[[Assessment], Value]) -> Callable[[Course], Value]:
    """The same of the one of now."""
    return lambda one: None if one.after is None else cell(one.after.assessment)


def _compared(course: Course) -> str:
    """Whether there is something of both times."""
    if course.before is None:
        return "new"
    return "gone" if course.after is None else "both"


def _both_times(identifier: str, begin: str) -> Iterator[Field[Course]]:
    """The phase and the score then and now, on an axis, in a domain or overall."""
    yield Column(f"{begin}before_phase", lambda one: _phase(one.before, identifier))
    yield Column(f"{begin}after_phase", lambda one: _phase(one.after, identifier))
    yield Column(f"{begin}before_score", lambda one: _score(one.before, identifier))
    yield Column(f"{begin}after_score", lambda one: _score(one.after, identifier))


def _phase(summary: Summary | None, identifier: str) -> Value:
    found = None if summary is None else summary.find(identifier)
    return None if found is None else found.phase


def _score(summary: Summary | None, identifier: str) -> Value:
    found = None if summary is None else summary.find(identifier)
    return None if found is None else found.score


def _transitions_sheet(comparison: BatchComparison) -> Sheet:
    """A row for every phase from and to which anybody went."""
    fields: list[Field[Transition]] = [
        Column("before_phase", lambda one: one.before),
        Column("after_phase", lambda one: one.after),
        Column("count", lambda one: one.count),
    ]
    return sheet("Van fase naar fase", fields, comparison.transitions)


def _movements_sheet(comparison: BatchComparison) -> Sheet:
    """A row for all axes together and for every axis."""
    fields: list[Field[Movement]] = [
        Column("axis", lambda one: one.id),
        Column("up", lambda one: one.up),
        Column("same", lambda one: one.same),
        Column("down", lambda one: one.down),
        Column("undetermined", lambda one: one.undetermined),
        Column("scored", lambda one: one.scored),
        Column("before_mean", lambda one: one.before_mean),
        Column("after_mean", lambda one: one.after_mean),
        Column("moved", lambda one: one.moved),
    ]
    return sheet("Assen", fields, comparison.movements)


def _questions_sheet(comparison: BatchComparison) -> Sheet:
    """A row for every question that anybody answered both times."""
    model = comparison.model
    fields: list[Field[QuestionMovement]] = [
        Column("question_number", lambda one: number_of(model, one.question)),
        Column("question", lambda one: one.question),
        Column("axis", lambda one: one.axis),
        Column("text", lambda one: model.questions[one.question].text),
        Column("answered", lambda one: one.answered),
        Column("before_mean", lambda one: one.before_mean),
        Column("after_mean", lambda one: one.after_mean),
        Column("moved", lambda one: one.moved),
        Column("up", lambda one: one.up),
        Column("down", lambda one: one.down),
    ]
    return sheet("Vragen", fields, comparison.questions)
