"""The workbook to fill in, as far as who writes it and who reads it must agree.

Every sheet of it has a row of English column names, hidden, and a column of keys, hidden too:
rows, columns and sheets may be moved, renamed and removed, and still say what they are.
"""

from collections.abc import Iterator

from gemeente_online.model.parts import Option, Question
from gemeente_online.model.question_types.texts import with_letters
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
