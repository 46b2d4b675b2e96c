"""How answers stand in cells of a sheet, and in JSON: by words, letters, texts, and a number.

What stands in a cell is read back as the same answer.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gemeente_online.assessment.file import Answer
from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.model.parts import Question
from gemeente_online.model.question_types.kind import QuestionType, Stop
from gemeente_online.model.question_types.texts import NOTHING_WORD, UNKNOWN_WORD
from gemeente_online.model.rules import SEPARATOR
from gemeente_online.rendering.answers import band_bounds, called_by


def joined(words: Iterable[str]) -> str | None:
    """Several in one cell; None where there is nothing."""
    return SEPARATOR.join(words) or None


def answer_cell(answer: Answer) -> str | Fraction | None:
    """An answer in a cell of a sheet: ids of options, or a number without its unit; None if open.

    What stands there is read back as the same answer.
    """
    if answer.number is not None:
        return answer.number
    return SEPARATOR.join(words_of_answer(answer)) or None


def words_in_file(answer: Answer) -> Sequence[str]:
    """An answer by its words alone: ids of options, ``geen``, ``nvt`` or ``onbekend``.

    None for a number, and where the question was left open.
    """
    if answer.said_unknown:
        return (UNKNOWN_WORD,)
    return () if answer.number is not None else words_of_answer(answer)


def letters_of(question: Question, given: Answer | Stop) -> list[str]:
    """The letters of the options that were chosen; ja, nee and geen have none."""
    if question.type is QuestionType.YES_NO:
        return []
    signs = called_by(question)
    return [signs[word][0] for word in given.chosen]


def texts_of(question: Question, given: Answer | Stop) -> list[str]:
    """What the options say that were chosen; ja and nee need not say anything."""
    signs = called_by(question)
    return [signs[word][1] for word in given.chosen if word in signs]


def stop_cell(question: Question, stop: Stop) -> str:
    """The same before or after a step; of a number the bounds of its band."""
    if stop.band is not None:
        return band_bounds(question.bands or (), stop.band)
    return SEPARATOR.join(stop.chosen) or NOTHING_WORD
