"""Rules about efforts: they have few different totals, each of which a plan is weighed by."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd

from gemeente_online.model.file import Model, Question
from gemeente_online.model.numbers import as_written
from gemeente_online.model.places import questions
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.written import EFFORT_PARTS
from gemeente_online.problem import Finding, Path, broken

MOST_EFFORTS = 2000
"""The most that all efforts of a model add up to, in the largest step that fits in each."""

MOST_EFFORTS_OF_MULTI = 100
"""The same for the options of one ``multi``, of which any may be chosen together."""

_ONE = Fraction(1)


def efforts_of_multi_are_round(model: Model) -> Iterator[Finding]:
    """The options of one ``multi`` have few different totals."""
    for path, question in questions(model):
        if question.type is QuestionType.MULTI:
            here = (*path, "options")
            yield from _round(
                _efforts(question), MOST_EFFORTS_OF_MULTI, here, "efforts-too-fine/question"
            )


def efforts_of_model_are_round(model: Model) -> Iterator[Finding]:
    """All options together have few different totals."""
    efforts = [effort for _, question in questions(model) for effort in _efforts(question)]
    yield from _round(efforts, MOST_EFFORTS, ("axes",), "efforts-too-fine")


def _efforts(question: Question) -> list[Fraction]:
    return [option.effort or _ONE for option in question.options or ()]


def _round(efforts: Sequence[Fraction], most: int, path: Path, key: str) -> Iterator[Finding]:
    """Efforts may be many where they are alike: their totals are few then."""
    total = sum(efforts, Fraction(0))
    step = Fraction(gcd(*(int(effort * EFFORT_PARTS) for effort in efforts)), EFFORT_PARTS)
    if len(set(efforts)) > 1 and total > most * step:
        yield broken(path, key, total=as_written(total), step=as_written(step), most=most)


RULES = (efforts_of_multi_are_round, efforts_of_model_are_round)
