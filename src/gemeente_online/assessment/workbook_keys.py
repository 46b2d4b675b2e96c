"""The workbook to fill in, as far as who writes it and who reads it must agree.

Every sheet of it has a row of English column names, hidden, and a column of keys, hidden too:
rows, columns and sheets may be moved, renamed and removed, and still say what they are.
"""

from collections.abc import Iterator
from functools import lru_cache

from gemeente_online.model.file import Model, Option, Question
from gemeente_online.model.numbers import phase_number
from gemeente_online.model.question_types.texts import folded_text, with_letters
from gemeente_online.model.rules import CSV_COLUMNS

KEY, ANSWER, NOTE, EVIDENCE = "key", "answer", "note", "evidence"
"""The names of the columns."""

NO_KEY = "-"
"""The key of rows that hold no answer: a heading, a count."""

AMBITION = "ambition"
"""The key of the ambition; followed by a dot and an axis's id, of that of one axis."""

ABOUT = (CSV_COLUMNS[0], "model_version", *CSV_COLUMNS[1:])
"""The keys of the front sheet, apart from the ambition per axis: those of a CSV file, and one."""


def option_key(question: Question, option: Option) -> str:
    """The key of the row of one option, where several may be chosen."""
    return f"{question.id}.{option.id}"


def lettered(question: Question) -> Iterator[tuple[Option, str]]:
    """The options and their texts, each behind a letter by which people can name it."""
    options = question.options or ()
    return zip(options, with_letters(options).values(), strict=True)


def phase_texts(model: Model) -> dict[str, str]:
    """The phases' numbers, and the text of each that stands in a list."""
    return {str(phase.number): f"{phase.number}. {phase.name}" for phase in model.phases}


@lru_cache(maxsize=256)
def phase_for(model: Model, text: str) -> str | None:
    """The number of the phase that a text in a cell stands for; None where it is none."""
    texts = phase_texts(model)
    names = {folded_text(phase.name): str(phase.number) for phase in model.phases}
    known = names | {folded_text(shown): number for number, shown in texts.items()}
    number = phase_number(folded_text(text))
    return (
        text if text in texts else known.get(folded_text(text), number if number in texts else None)
    )
