"""The types of questions: which keys each has, what may be answered, what that scores, its steps.

The one place that knows a type: a class for each, of which an object is made for every question
of a model (``Model.kinds``). A new type is added here, and in the forms that show it. What all
types must say is in ``kind``; how texts are written that stand for an answer is in ``texts``; what
is said of those that stand for none is in ``no_option``.
"""

from typing import TYPE_CHECKING

from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.number import Bands, Line
from gemeente_online.model.question_types.options import OneOf, Several, YesNo

if TYPE_CHECKING:
    from gemeente_online.model.file import Model
    from gemeente_online.model.parts import Question

_KINDS: dict[QuestionType, type[Kind]] = {
    QuestionType.CHOICE: OneOf,
    QuestionType.YES_NO: YesNo,
    QuestionType.MULTI: Several,
    QuestionType.NUMBER: Line,
}


def kind_of(model: "Model", question: "Question") -> Kind:
    """What the type of a question makes of it."""
    kind = (
        Bands if question.bands and question.type is QuestionType.NUMBER else _KINDS[question.type]
    )
    return kind(model, question)


def keys_of_other_types(own: QuestionType) -> list[str]:
    """The keys that a question of a type cannot have."""
    return sorted(frozenset().union(*(kind.keys for kind in _KINDS.values())) - _KINDS[own].keys)
