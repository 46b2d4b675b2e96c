"""A CSV file to fill in: a column for every question, a row for every municipality."""

from collections.abc import Callable, Iterable, Iterator

from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.model.file import Model, Question
from gemeente_online.model.rules import CSV_COLUMNS, SEPARATOR
from gemeente_online.rendering.columns import DUTCH, Column, Field, Value, sheet, sheet_lines
from gemeente_online.rendering.forms.blank import Blank

_ABOUT: dict[str, Callable[[Blank], Value]] = {
    "model": lambda blank: blank.model_name,
    "municipality": lambda blank: blank.municipality.name,
    "code": lambda blank: blank.municipality.code,
    "inhabitants": lambda blank: blank.municipality.inhabitants,
    "province": lambda blank: blank.municipality.province,
    "date": lambda blank: blank.date,
    "respondent": lambda blank: None,
    "ambition": lambda blank: blank.previous and blank.previous.shared_ambition,
}


def blank_csv(blanks: Iterable[Blank], model: Model) -> Iterator[str]:
    """The file's lines, as a Dutch Excel opens it; every form is a row.

    A row has no place for notes and evidence, nor for an ambition that differs between axes.
    """
    fields = [
        *(Column(name, _ABOUT[name]) for name in CSV_COLUMNS),
        *(_answered(question) for question in model.questions.values()),
    ]
    for number, line in enumerate(sheet_lines(sheet(fields, blanks), DUTCH)):
        yield line if number else DUTCH.mark + line


def _answered(question: Question) -> Field[Blank]:
    """The column of a question, with the answers that are taken over."""

    def cell(blank: Blank) -> Value:
        if blank.previous is None:
            return None
        answer = blank.previous.answers[question.id]
        if answer.number is not None and answer.number < 0:
            return answer.number  # as a number, which no spreadsheet takes for a formula
        return SEPARATOR.join(words_of_answer(answer))

    return Column(question.id, cell)
