"""What every form to fill in shares, whatever file it becomes: what is known beforehand.

A form is filled in with what an earlier assessment said, never with its date: a form is for a
new assessment. Nothing here knows of files.
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.assessment import Answer, Assessment, Municipality, State
from gemeente_online.model import NOT_APPLICABLE_WORD, NOTHING_WORD, Model, Question, QuestionType
from gemeente_online.numbers import exact_decimals, parse_number
from gemeente_online.problem import Wrong

LAST_THAT_HOLDS = "Kies het laatste antwoord dat helemaal klopt."
"""How to choose between answers in order: half of the next answer is not the next answer."""

UNNAMED = "Uw gemeente"
"""What a form calls a municipality whose name is not given, so that it is valid as it stands."""


class Blank(NamedTuple):
    """What a form is made from.

    model: whose questions it asks. model_name: how an answers file names that model: an id, or
        a path from the file's folder.
    municipality: whose form it is; None where that is still to be filled in.
    date: of the new assessment.
    previous: the assessment whose answers are filled in beforehand, held against the same model.
    """

    model: Model
    model_name: str
    date: date
    municipality: Municipality | None = None
    previous: Assessment | None = None


def typed(question: Question, answer: Answer) -> list[str]:
    """An answer as one types it: several words for several options, none where it is unknown."""
    if answer.state is State.UNKNOWN:
        return []
    if answer.state is State.NOT_APPLICABLE:
        return [NOT_APPLICABLE_WORD]
    if answer.number is not None:
        return [typed_number(answer.number)]
    if question.type is QuestionType.MULTI and not answer.chosen:
        return [NOTHING_WORD]
    return [*answer.chosen]


def typed_number(number: Fraction) -> str:
    """A number with a decimal comma, so that it is read back as the same number."""
    text = exact_decimals(number)
    try:
        parse_number(text)
    except Wrong:  # 1,125 could also be 1125; 1,1250 could not
        return f"{text}0"
    return text
