"""What colleagues answered, beside the questions of the form for their meeting.

By the letters of the answers, as they stand on the form. A column for each of them fits a page as
long as they are few; of more it is told who gave each of the answers.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from gemeente_online.assessment.colleagues import Respondent
from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.parts import Option, Question
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, YES
from gemeente_online.rendering.answers import answer_signs
from gemeente_online.rendering.columns import Column
from gemeente_online.wording import listing_of_first

MOST_COLUMNS = 12
"""Respondents who have a column each; a page with more of them is too small to read."""

MOST_NAMED = 5
"""Of those who said the same, where there are many."""

_ONE_FOR_ALL = "Antwoorden van de invullers"

Row: TypeAlias = tuple[Question, Option | None]
"""A question, or one of its options where several may be chosen."""


def columns_beside(respondents: Sequence[Respondent]) -> list[Column[Row, str]]:
    """A column for each of them, or one for all where they are many."""
    if len(respondents) <= MOST_COLUMNS:
        return [_column_of(one) for one in respondents]

    def told(row: Row) -> str:
        question, option = row
        return "\n".join(_by_answer(respondents, question)) if option is None else ""

    return [Column(_ONE_FOR_ALL, told)]


def told_beside(respondents: Sequence[Respondent], question: Question) -> str:
    """The same of one question in a line: "kcc: b; wijk: c; handhaving: niet beantwoord"."""
    if len(respondents) > MOST_COLUMNS:
        return "; ".join(_by_answer(respondents, question))
    told = [(one.name, one.assessment.answers[question.id]) for one in respondents]
    return "; ".join(f"{name}: {_word(question, answer)}" for name, answer in told)


def _column_of(respondent: Respondent) -> Column[Row, str]:
    def cell(row: Row) -> str:
        question, option = row
        answer = respondent.assessment.answers[question.id]
        if option is not None:
            chosen = YES if option.id in answer.chosen else NO
            return chosen if answer.state is State.KNOWN else ""
        if question.type is QuestionType.MULTI and answer.chosen:
            return ""  # said of each option
        return answer_signs(question, answer)

    return Column(respondent.name, cell)


def _by_answer(respondents: Sequence[Respondent], question: Question) -> Iterator[str]:
    """Who gave each of the answers, from low to high: "b (7): kcc, wijk, beleid en 4 andere"."""
    groups: dict[Answer, list[str]] = {}
    for one in respondents:
        groups.setdefault(one.assessment.answers[question.id], []).append(one.name)
    for answer in sorted(groups, key=lambda one: one.place[:2]):
        names = groups[answer]
        yield f"{_word(question, answer)} ({len(names)}): {listing_of_first(names, MOST_NAMED)}"


def _word(question: Question, answer: Answer) -> str:
    is_open = answer.state is State.UNKNOWN
    return "niet beantwoord" if is_open else answer_signs(question, answer)
