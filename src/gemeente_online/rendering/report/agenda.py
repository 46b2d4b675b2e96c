"""The page for a meeting of colleagues who answered differently: to project, and to print.

Gathers what they agree on for its template, in the words of ``rendering.agreement``.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.consensus import Agreement, Consensus
from gemeente_online.rendering import agreement as told
from gemeente_online.rendering.agreement import AGREEMENTS
from gemeente_online.rendering.answers import (
    answer_signs,
    answer_word,
    numbered,
    question_word,
)
from gemeente_online.rendering.templating import percent, render_page
from gemeente_online.rendering.words import axes_of_questions, axes_title, axis_name

_FEW = 6
"""Respondents whose names fit above a column; of more they stand upright."""

_SENTENCES = (
    told.depends, told.lacking_sentence, told.left_open, told.nothing_to_discuss, told.of_whom,
    told.possible_answers, told.remarks, told.remarks_on, told.silent_sentence,
    told.why_it_matters, answer_signs, answer_word, axes_title, axis_name, numbered, question_word,
)  # fmt: skip
"""What the terminal says too, in the same words."""


class AgreementPart(NamedTuple):
    """How many questions are agreed on, or are not, as a part of a bar; lengths in percents."""

    agreement: Agreement
    word: str
    questions: int
    x: float
    width: float


def render_agenda(consensus: Consensus) -> str:
    """The page as HTML."""
    model = consensus.assessment.model
    given = {one.id: one for one in consensus.questions}
    agreed = consensus.with_agreement(Agreement.AGREED)
    sections = [
        ("afhankelijk", "Waar de fase van afhangt", True),
        ("wie-wat", told.WHO_SAID_WHAT, True),
        ("agenda", "Agenda", True),
        ("eens", told.SETTLED, agreed),
        ("open", told.UNANSWERED, told.left_open(consensus)),
        ("verantwoording", "Verantwoording", True),
    ]
    return render_page(
        "agenda.html.j2",
        styles=("report.css", "agenda.css"),
        functions=_SENTENCES,
        about_open=told.about_open(model),
        consensus=consensus,
        model=model,
        municipality=consensus.assessment.municipality,
        sections={key: title for key, title, there in sections if there},
        ends=(consensus.lowest, consensus.middle, consensus.highest),
        names=told.names(consensus),
        are_many=len(consensus.respondents) > _FEW,
        are_remarked=any(map(told.remarks, consensus.questions)),
        words=AGREEMENTS,
        parts=list(_parts(consensus)),
        given=given,
        axis_of=axes_of_questions(model),
        items=[given[question] for question in consensus.agenda],
        places={question: at for at, question in enumerate(consensus.agenda, start=1)},
        agreed=agreed,
        numbers={question: at for at, question in enumerate(model.questions, start=1)},
    )


def _parts(consensus: Consensus) -> Iterator[AgreementPart]:
    """Every kind of agreement, from what needs no talk to what nobody knows."""
    every = [one.agreement for one in consensus.questions]
    before = 0
    for agreement, word in AGREEMENTS.items():
        count = every.count(agreement)
        x, end = (percent(Fraction(at, len(every))) for at in (before, before + count))
        yield AgreementPart(agreement, word, count, x, end - x)
        before += count
