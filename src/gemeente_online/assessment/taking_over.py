"""Answers as one types them, and taken over from one growth model into another.

Two models that ask the same questions, such as a default and a region's own variant of it, share
the ids of questions and of their answers. What has no place in the other model is named.
"""

from fractions import Fraction
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, Assessment, State, read_answer, unanswered
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact_decimals, parse_number
from gemeente_online.model.question_types.texts import NOT_APPLICABLE_WORD, NOTHING_WORD
from gemeente_online.problem import FindingsError, Wrong


class Carried(NamedTuple):
    """An assessment held against another model.

    lost: the ids of the questions whose answer has no place in that model.
    """

    assessment: Assessment
    lost: tuple[str, ...]


def carry(previous: Assessment, model: Model) -> Carried:
    """Take the answers, notes, evidence and ambition of an assessment over into a model."""
    answers = unanswered(model)
    lost = []
    for identifier, answer in previous.answers.items():
        words = words_of_answer(answer)
        if not words:
            continue
        try:
            kind = model.kinds[identifier]
            if answer.number is None and not {*words} <= {*kind.possible}:
                raise KeyError(identifier)  # by its id only: a letter may be another's here
            given = words if len(words) > 1 else words[0]
            answers[identifier] = read_answer(kind, given)
        except (KeyError, Wrong, FindingsError):
            lost.append(identifier)
    axes = {axis.id for axis in model.axes}
    phases = {phase.number for phase in model.phases}
    return Carried(
        assessment=previous._replace(
            model=model,
            answers=answers,
            remarks={key: said for key, said in previous.remarks.items() if key in model.kinds},
            ambition={
                axis: phase
                for axis, phase in previous.ambition.items()
                if axis in axes and phase in phases
            },
        ),
        lost=tuple(lost),
    )


def words_of_answer(answer: Answer) -> list[str]:
    """An answer as one types it: several words for several options, none where it is unknown."""
    if answer.state is State.UNKNOWN:
        return []
    if answer.state is State.NOT_APPLICABLE:
        return [NOT_APPLICABLE_WORD]
    if answer.number is not None:
        return [typed_number(answer.number)]
    return [*answer.chosen] or [NOTHING_WORD]


def typed_number(number: Fraction) -> str:
    """A number with a decimal comma, so that it is read back as the same number."""
    text = exact_decimals(number)
    try:
        parse_number(text)
    except Wrong:  # 1,125 could also be 1125; 1,1250 could not
        return f"{text}0"
    return text
