"""What ``grow`` shows of many municipalities; and its sheets, also of one: a row for each step."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.plan import Growth, Outcome, Rise
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import names_apart
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact
from gemeente_online.model.parts import Question
from gemeente_online.rendering.answer_cells import joined, letters_of, stop_cell, texts_of
from gemeente_online.rendering.answers import named_questions, number_of, question_word
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Shown,
    figures,
    sheet,
    table,
)
from gemeente_online.rendering.document import Block, Heading, Paragraph, as_document
from gemeente_online.rendering.grow import Stride, steered, strides
from gemeente_online.rendering.measured import measured_fields, municipality_fields
from gemeente_online.rendering.words import (
    long_date,
    model_word,
    phase_word,
    phases_word,
    steps_word,
    subject_word,
)
from gemeente_online.wording import capitalised

TO_FILL_IN = ("wie", "wanneer", "klaar")
"""What whoever leads the work writes beside each step."""

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REACHED: "al op het doel",
    Outcome.ANSWERS_FIRST: "eerst meer vragen beantwoorden",
    Outcome.OUT_OF_REACH: "met stappen niet te halen",
}
"""Why there is no plan."""


@as_document
def plans_document(growths: Sequence[Growth]) -> Iterator[Block]:
    """A row for each municipality: where it stands, its goal, and with which step to begin."""
    assessments = [growth.assessment for growth in growths]
    called = names_apart(assessments)
    dates = {one.date for one in assessments}
    models = {one.model.identity: one.model for one in assessments}
    when = f", {long_date(*dates)}" if len(dates) == 1 else ""
    yield Heading(f"Groeiplannen van {len(growths)} {assessments[0].model.subject.many}{when}")
    yield Paragraph(_together(growths), strong=True)
    yield from map(Paragraph, steered(growths[0]))
    weighed = any(growth.weighed for growth in growths)
    columns: list[Shown[Growth]] = [
        Column(subject_word(assessments), lambda one: called[one.assessment.municipality]),
        Column("Datum", lambda one: str(one.assessment.date), fixed=True, there=len(dates) > 1),
        Column("Nu", _now, fixed=True),
        Column("Doel", _goal, fixed=True),
        figures("Stappen", lambda one: _amount(one, str(one.steps))),
        figures("Inspanning", lambda one: _amount(one, exact(one.effort)), there=weighed),
        Column("Eerste stap", _first_step),
        Column("Groeimodel", lambda one: one.assessment.model.id, there=len(models) > 1),
    ]
    yield table(columns, growths)
    if any(map(has_plan, growths)):
        yield Paragraph(
            "Een stap is één vraag één antwoord hoger. Geen plan heeft minder stappen dan hier "
            "staan."
            if not weighed
            else "Een stap is één vraag één antwoord hoger. Geen plan vraagt minder inspanning."
        )
    yield Paragraph("")
    for model in models.values():
        yield Paragraph(model_word(model))


def _together(growths: Sequence[Growth]) -> str:
    """How many have a plan, and what the others have instead."""
    counts = Counter(growth.outcome for growth in growths)
    subject, planned = growths[0].assessment.model.subject, counts[Outcome.STEPS]
    steps = sum(growth.steps for growth in growths if has_plan(growth))
    told = [
        f"Voor {planned or 'geen'} van de {len(growths)} {subject.many} is er een plan"
        + (f", samen {steps_word(steps)}." if planned else ".")
    ]
    told += [
        f"{capitalised(word)}: {counts[one]}." for one, word in _OUTCOMES.items() if counts[one]
    ]
    return " ".join(told)


def has_plan(growth: Growth) -> bool:
    """Whether steps lead to the goal."""
    return growth.outcome is Outcome.STEPS


def _amount(growth: Growth, of_plan: str) -> str:
    """What a plan takes; a dash where there is none."""
    return of_plan if has_plan(growth) else "–"


def _now(growth: Growth) -> str:
    """The phase; where axes have goals of their own, those of all axes."""
    before = growth.before.overall
    return (
        phase_word(before.phase) if growth.goal.overall is not None else phases_word(before.profile)
    )


def _goal(growth: Growth) -> str:
    if growth.goal.overall is not None:
        return str(growth.goal.overall)
    aims = growth.goal.axes
    return " · ".join(str(aims.get(axis.id, "–")) for axis in growth.assessment.model.axes)


def first_rise(growth: Growth) -> Rise | None:
    """With which question a plan begins; None where there is no plan."""
    if not has_plan(growth):
        return None
    return next(rise for axis in growth.axes for rise in axis.rises)


def why_no_plan(growth: Growth) -> str:
    """What stands in the way, or that there is nothing to do."""
    if growth.blocking:
        blocking = named_questions(growth.assessment.model, growth.blocking)
        return f"niet te halen zonder {blocking}"
    return _OUTCOMES[growth.outcome]


def _first_step(growth: Growth) -> str:
    rise = first_rise(growth)
    if rise is None:
        return why_no_plan(growth)
    return question_word(growth.assessment.model, rise.question)


class _Step(NamedTuple):
    """One step of a plan. number: of all its steps, from 1."""

    growth: Growth
    number: int
    stride: Stride

    @property
    def model(self) -> Model:
        """What was measured with."""
        return self.growth.assessment.model

    @property
    def question(self) -> Question:
        """The question that is raised."""
        return self.model.questions[self.stride.rise.question]

    def score(self, units: int) -> Fraction:
        """A score on the scale of the model."""
        return self.model.score_of_units(Fraction(units))


def grow_sheets(growths: Sequence[Growth]) -> Iterator[Sheet]:
    """A row for every step, in a workbook with room for who does it and when; then one for each."""
    fields: list[Field[_Step]] = [
        *municipality_fields(_assessment_of_step),
        Column("outcome", lambda one: str(one.growth.outcome)),
        Column("plan_step", lambda one: one.number),
        Column("axis", lambda one: one.stride.rise.axis),
        Column(
            "question_number", lambda one: number_of(one.growth.assessment.model, one.question.id)
        ),
        Column("question", lambda one: one.question.id),
        Column("text", lambda one: one.question.text),
        Column("step", lambda one: one.stride.number),
        Column("steps", lambda one: len(one.stride.rise.climb.stops)),
        Column("before_answer", lambda one: stop_cell(one.question, one.stride.now)),
        Column("before_letter", lambda one: joined(letters_of(one.question, one.stride.now))),
        Column("before_text", lambda one: joined(texts_of(one.question, one.stride.now))),
        Column("after_answer", lambda one: stop_cell(one.question, one.stride.then)),
        Column("after_letter", lambda one: joined(letters_of(one.question, one.stride.then))),
        Column("after_text", lambda one: joined(texts_of(one.question, one.stride.then))),
        Column("unit", lambda one: one.question.unit),
        Column("before_score", lambda one: one.score(one.stride.now.units)),
        Column("after_score", lambda one: one.score(one.stride.then.units)),
        Column("effort", lambda one: one.stride.then.effort),
        Column("required_for", lambda one: one.stride.rise.required_for),
        Column("asked_evidence", lambda one: one.question.explanation),
    ]
    steps = (step for growth in growths for step in _steps(growth))
    yield sheet("Stappen", fields, steps, to_fill_in=TO_FILL_IN)
    yield _each(growths)


def _assessment_of(growth: Growth) -> Assessment:
    return growth.assessment


def _assessment_of_step(step: _Step) -> Assessment:
    return step.growth.assessment


def _steps(growth: Growth) -> Iterator[_Step]:
    rises = (rise for axis in growth.axes for rise in axis.rises)
    every = (stride for rise in rises for stride in strides(rise))
    return (_Step(growth, number, stride) for number, stride in enumerate(every, start=1))


def _each(growths: Sequence[Growth]) -> Sheet:
    """A row for each municipality, also where it has no plan."""
    fields: list[Field[Growth]] = [
        *municipality_fields(_assessment_of),
        Column("phase", lambda one: one.before.overall.phase),
        Column("goal", lambda one: one.goal.overall),
        Column("axis_goals", lambda one: joined([f"{a} {p}" for a, p in one.goal.axes.items()])),
        Column("outcome", lambda one: str(one.outcome)),
        Column("plan_steps", lambda one: one.steps if has_plan(one) else None),
        Column("plan_effort", lambda one: one.effort if has_plan(one) else None),
        Column("first_question", _first_question),
        *measured_fields(_assessment_of),
    ]
    return sheet(capitalised(growths[0].assessment.model.subject.many), fields, growths)


def _first_question(growth: Growth) -> str | None:
    rise = first_rise(growth)
    return None if rise is None else rise.question
