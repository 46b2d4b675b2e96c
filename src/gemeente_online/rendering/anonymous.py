"""A file of answers without names, that is read back as any other with a row for each."""

from collections.abc import Iterable, Iterator

from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Model
from gemeente_online.rendering.columns import Column, Field, Sheet, sheet
from gemeente_online.rendering.forms.blank import answer_to_fill_in


def anonymous_sheets(
    assessments: Iterable[Assessment], model: Model, model_name: str
) -> Iterator[Sheet]:
    """The one sheet: a row for each, with every question of their model.

    assessments: without whose they are. model_name: how the file names the model.
    """
    fields: list[Field[Assessment]] = [
        Column("model", lambda _: model_name),
        Column("municipality", lambda one: one.municipality.name),
        Column("inhabitants", lambda one: one.municipality.inhabitants),
        Column("group", lambda one: one.municipality.group),
        Column("date", lambda one: one.date),
        *map(_answer, model.questions),
    ]
    yield sheet("Antwoorden", fields, assessments)


def _answer(question: str) -> Field[Assessment]:
    return Column(question, lambda one: answer_to_fill_in(one.answers[question]))
