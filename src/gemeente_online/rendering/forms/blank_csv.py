"""A CSV file to fill in: a column for every question, a row for every municipality."""

from collections.abc import Iterable, Iterator

from gemeente_online.assessment.taking_over import words_of_answer
from gemeente_online.model.file import Model
from gemeente_online.model.rules import CSV_COLUMNS, SEPARATOR
from gemeente_online.rendering.forms.blank import UNNAMED, Blank
from gemeente_online.rendering.sheet import DUTCH, Value, sheet_lines


def blank_csv(blanks: Iterable[Blank], model: Model) -> Iterator[str]:
    """The file's lines, as a Dutch Excel opens it; every form is a row.

    A row has no place for notes and evidence, nor for an ambition that differs between axes.
    """
    rows: list[list[Value]] = [[*CSV_COLUMNS, *model.questions], *(_row(blank) for blank in blanks)]
    for number, line in enumerate(sheet_lines(rows, DUTCH)):
        yield line if number else DUTCH.mark + line


def _row(blank: Blank) -> list[Value]:
    place, previous = blank.municipality, blank.previous
    row: list[Value] = [
        blank.model_name,
        place.name if place else UNNAMED,
        place.code if place else None,
        place.inhabitants if place else None,
        place.province if place else None,
        blank.date,
        None,
        _ambition(blank),
    ]
    for identifier, question in blank.model.questions.items():
        answer = previous.answers[identifier] if previous else None
        if answer is not None and answer.number is not None and answer.number < 0:
            row.append(answer.number)  # as a number, which no spreadsheet takes for a formula
        else:
            row.append(SEPARATOR.join(words_of_answer(question, answer)) if answer else None)
    return row


def _ambition(blank: Blank) -> int | None:
    aims = blank.previous.ambition if blank.previous else {}
    phases = set(aims.values())
    same = len(aims) == len(blank.model.axes) and len(phases) == 1
    return phases.pop() if same else None
