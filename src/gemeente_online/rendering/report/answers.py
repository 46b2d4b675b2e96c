"""Answers as people read them: the question, what was answered, and the phase it counts for."""

from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.explanation import AxisExplanation, Contribution
from gemeente_online.assessment.file import Answer, Remark, State
from gemeente_online.model.file import Axis, Model, Question, Scoring
from gemeente_online.model.numbers import cut_decimals, exact_decimals
from gemeente_online.rendering.report.page_parts import Chip, chip
from gemeente_online.rendering.report.short_text import link_of
from gemeente_online.rendering.report.stair import tone_of
from gemeente_online.rendering.words import least_word

MOST = 6
"""Most answers that are named as strong, and as behind."""


class AnswerPart(NamedTuple):
    """One question with what was answered.

    counts: the phase that the answer counts for, or its score.
    texts: the answer in words; several where several options were chosen.
    """

    question: str
    counts: Chip
    texts: tuple[str, ...]
    known: bool
    weight: str | None
    lacks_evidence: bool
    note: str | None
    evidence: str | None
    link: str | None


def answers_of(
    model: Model, axis: Axis, explained: AxisExplanation, *, notes: bool
) -> tuple[AnswerPart, ...]:
    """All answers of an axis, in the order of the questionnaire."""
    found = {one.question: one for one in explained.contributions}
    weighted = len({question.weight for question in axis.questions}) > 1
    return tuple(
        answer_part(model, question, found[question.id], notes=notes, weighted=weighted)
        for question in axis.questions
    )


def answer_part(
    model: Model, question: Question, one: Contribution, *, notes: bool, weighted: bool = False
) -> AnswerPart:
    """One answer."""
    remark = one.remark if notes else Remark()
    return AnswerPart(
        question=question.text,
        counts=_counts(model, one.answer),
        texts=texts_of(question, one.answer.chosen, one.answer),
        known=one.answer.state is State.KNOWN,
        weight=exact_decimals(one.weight) if weighted else None,
        lacks_evidence=notes and one.lacks_evidence,
        note=remark.note,
        evidence=remark.evidence,
        link=link_of(remark.evidence) if remark.evidence else None,
    )


def texts_of(question: Question, chosen: tuple[str, ...], answer: Answer | None) -> tuple[str, ...]:
    """Chosen options in words; with an answer also a number, and what is no answer."""
    if answer is not None and answer.state is State.UNKNOWN:
        return ("Nog niet beantwoord.",)
    if answer is not None and answer.state is State.NOT_APPLICABLE:
        return ("Niet van toepassing.",)
    if answer is not None and answer.number is not None:
        return (f"{exact_decimals(answer.number)} {question.unit or ''}".strip(),)
    texts = {option.id: option.text for option in question.options or ()}
    return tuple(texts.get(word, f"{word.capitalize()}.") for word in chosen) or ("Niets hiervan.",)


def least_answer(model: Model, identifier: str, least: Fraction) -> str:
    """The lowest answer that scores enough, in words."""
    question = model.questions[identifier]
    word = least_word(model, question, least)
    if word is None:
        return f"een score van {exact_decimals(least)}."
    return texts_of(question, (word,), None)[0]


def standing_out(
    model: Model, explained: AxisExplanation, *, ahead: bool
) -> list[tuple[int, Contribution]]:
    """The answers that count for a higher phase than their axis is in, or for a lower one.

    With how many phases they differ.
    """
    numbers = [phase.number for phase in model.phases]
    here = explained.phase
    found = []
    for one in explained.contributions:
        if here is None or one.answer.score is None:
            continue
        apart = numbers.index(phase_of(model, one.answer.score)) - numbers.index(here)
        if apart > 0 if ahead else apart < 0:
            found.append((abs(apart), one))
    return found


def phase_of(model: Model, score: Fraction) -> int:
    """The highest phase that an answer with this score counts for, the first if for none."""
    shared = model.scoring is Scoring.SHARE
    reached = [
        phase.number
        for phase in model.phases
        if score >= (phase.counts_from if shared else phase.threshold)
    ]
    return max(reached, default=model.phases[0].number)


def _counts(model: Model, answer: Answer) -> Chip:
    if answer.score is None:
        return Chip("–", None, "telt niet mee")
    phase = phase_of(model, answer.score)
    if model.scoring is Scoring.SHARE:
        return chip(model, phase)
    score = cut_decimals(answer.score)
    return Chip(score, tone_of(model, phase), f"score {score}")
