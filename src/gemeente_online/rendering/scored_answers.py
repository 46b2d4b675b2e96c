"""What ``score --answers`` gives: a row for every question of every assessment.

Each row says all that it rests on, so that it can stand by itself. For programs, and for people
who count; only lays out what was computed.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, Assessment, Remark
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis, Question
from gemeente_online.rendering.columns import Column, Field, Sheet, Value, sheet
from gemeente_online.rendering.measured import answer_fields, measured_fields, municipality_fields

_NO_REMARK = Remark()


class ScoredAnswer(NamedTuple):
    """What was answered to one question in one assessment."""

    assessment: Assessment
    axis: Axis
    question: Question

    @property
    def answer(self) -> Answer:
        """The answer; also where the question was left open."""
        return self.assessment.answers[self.question.id]

    @property
    def remark(self) -> Remark:
        """What was written beside it."""
        return self.assessment.remarks.get(self.question.id, _NO_REMARK)


def scored_answers(assessment: Assessment) -> Iterator[ScoredAnswer]:
    """Every question, in the order of the model."""
    for axis in assessment.model.axes:
        for question in axis.questions:
            yield ScoredAnswer(assessment, axis, question)


def answer_sheets(assessments: Iterable[Assessment]) -> Iterator[Sheet]:
    """A row for every answer; then one for every question of the models that were met.

    Nothing where there is no assessment.
    """
    every = iter(assessments)
    first = next(every, None)
    if first is None:
        return
    models: dict[tuple[str, str, str], Model] = {}
    of_assessment: list[Field[Assessment]] = [
        *municipality_fields(_itself),
        Column("respondent", lambda one: one.respondent),
    ]
    of_measuring = measured_fields(_itself)
    of_answer: list[Field[ScoredAnswer]] = [
        Column("axis", lambda row: row.axis.id),
        Column("question", lambda row: row.question.id),
        Column("type", lambda row: str(row.question.type)),
        *answer_fields(_question, _answer),
        Column("weight", lambda row: row.question.weight),
        Column("note", lambda row: row.remark.note),
        Column("evidence", lambda row: row.remark.evidence),
    ]

    def rows() -> Iterator[list[Value]]:
        around = ([field.title for field in fields] for fields in (of_assessment, of_measuring))
        yield [*next(around), *(field.title for field in of_answer), *next(around)]
        for assessment in chain([first], every):
            model = assessment.model
            models.setdefault((model.id, model.version, model.digest), model)
            begin = [field.cell(assessment) for field in of_assessment]
            end = [field.cell(assessment) for field in of_measuring]
            for row in scored_answers(assessment):
                yield begin + [field.cell(row) for field in of_answer] + end

    def questions() -> Iterator[_Asked]:
        for model in models.values():
            yield from _asked(model)

    yield Sheet("Antwoorden", rows())
    yield _questions(questions())


def _itself(assessment: Assessment) -> Assessment:
    return assessment


def _question(row: ScoredAnswer) -> Question:
    return row.question


def _answer(row: ScoredAnswer) -> Answer:
    return row.answer


class _Asked(NamedTuple):
    """A question of a model. number: in the order of the model, from 1."""

    model: Model
    number: int
    axis: Axis
    question: Question


def _questions(asked: Iterable[_Asked]) -> Sheet:
    """What each id in the rows means."""
    fields: list[Field[_Asked]] = [
        Column("model", lambda row: row.model.id),
        Column("model_version", lambda row: row.model.version),
        Column("question_number", lambda row: row.number),
        Column("question", lambda row: row.question.id),
        Column("text", lambda row: row.question.text),
        Column("axis", lambda row: row.axis.id),
        Column("axis_name", lambda row: row.axis.name),
        Column("type", lambda row: str(row.question.type)),
        Column("unit", lambda row: row.question.unit),
        Column("weight", lambda row: row.question.weight),
    ]
    return sheet("Vragen", fields, asked)


def _asked(model: Model) -> Iterator[_Asked]:
    pairs = [(axis, question) for axis in model.axes for question in axis.questions]
    for number, (axis, question) in enumerate(pairs, start=1):
        yield _Asked(model, number, axis, question)
