"""Dutch for answers: what was given, and what a step leads to."""

from fractions import Fraction

from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model, Question
from gemeente_online.model.numbers import cut_decimals, exact, exact_decimals
from gemeente_online.model.question_types.kind import QuestionType, Stop
from gemeente_online.model.question_types.texts import NOT_APPLICABLE_WORD, NOTHING_WORD
from gemeente_online.rendering.words import least_word
from gemeente_online.wording import capitalised, listing


def answer_word(question: Question, answer: Answer | None) -> str:
    """An answer as it is filled in: the ids of options, or the number with its unit."""
    if answer is None or answer.state is State.UNKNOWN:
        return "niet beantwoord"
    if answer.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE_WORD
    if answer.number is not None:
        return f"{exact(answer.number)} {question.unit or ''}".strip()
    return ", ".join(answer.chosen) or NOTHING_WORD


def stop_word(question: Question, stop: Stop) -> str:
    """The same before or after a step; of a number the bounds of its band."""
    if stop.band is not None:
        return band_word(question, stop.band)
    return ", ".join(stop.chosen) or NOTHING_WORD


def stop_text(question: Question, stop: Stop) -> str:
    """An answer before or after a step, in the words of the model where it has any."""
    if stop.band is not None:
        return band_word(question, stop.band)
    texts = {option.id: option.text for option in question.options or ()}
    found = [texts.get(option, option) for option in stop.chosen]
    if question.type is QuestionType.MULTI:
        return listing([text.rstrip(".") for text in found]) or NOTHING_WORD
    return found[0] if found else NOTHING_WORD


def answer_sentences(question: Question, given: Answer | Stop) -> tuple[str, ...]:
    """An answer on a page, in the words of the model: a sentence for each chosen option."""
    if isinstance(given, Stop):
        if given.band is not None:
            return (f"{capitalised(band_word(question, given.band))}.",)
    elif given.state is State.UNKNOWN:
        return ("Nog niet beantwoord.",)
    elif given.state is State.NOT_APPLICABLE:
        return ("Niet van toepassing.",)
    elif given.number is not None:
        return (f"{exact_decimals(given.number)} {question.unit or ''}".strip(),)
    texts = {option.id: option.text for option in question.options or ()}
    told = tuple(texts.get(word, f"{capitalised(word)}.") for word in given.chosen)
    return told or ("Niets hiervan.",)


def least_sentence(model: Model, identifier: str, least: Fraction) -> str:
    """The lowest answer to a question that scores enough, on a page."""
    question = model.questions[identifier]
    word = least_word(model, question, least)
    if word is None:
        return f"een score van {exact_decimals(least)}."
    return answer_sentences(question, Stop(0, (word,)))[0]


def band_word(question: Question, position: int) -> str:
    """Which numbers fall in a band: "meer dan 4 en ten hoogste 24 uur"."""
    bands = question.bands or ()
    parts = []
    before = bands[position - 1] if position else None
    if before is not None and before.up_to is not None:
        parts.append(f"meer dan {cut_decimals(before.up_to)}")
    elif before is not None and before.below is not None:
        parts.append(f"ten minste {cut_decimals(before.below)}")
    band = bands[position]
    if band.up_to is not None:
        parts.append(f"ten hoogste {cut_decimals(band.up_to)}")
    elif band.below is not None:
        parts.append(f"minder dan {cut_decimals(band.below)}")
    return f"{' en '.join(parts) or 'elk getal'} {question.unit or ''}".strip()
