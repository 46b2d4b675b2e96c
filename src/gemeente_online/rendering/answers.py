"""How questions and answers are named to people: by number and letter, with what they say."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from gemeente_online.analysis.explanation import RequirementCheck
from gemeente_online.assessment.file import Answer, State
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import cut_decimals, exact, exact_decimals
from gemeente_online.model.parts import Band, Question
from gemeente_online.model.question_types.kind import QuestionType, Stop
from gemeente_online.model.question_types.texts import (
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    folded_answer,
    signs,
)
from gemeente_online.scoring.result import UnmetRequirement
from gemeente_online.wording import beginning, capitalised, listing

Called = Callable[[Model, Sequence[str]], str]
"""What questions are called, by their ids: their numbers and ids in a terminal, where those stand
in the file too, and their texts on a page."""

BRIEF = 45
"""Characters of an option's text where it only has to be recognised beside its letter."""
_LEAST_BRIEF = 15
_UNANSWERED = "Nog niet beantwoord."


def number_of(model: Model, identifier: str) -> int:
    """The number of a question in the order of the model, from 1, through all of its axes."""
    return [*model.questions].index(identifier) + 1


def question_word(model: Model, identifier: str) -> str:
    """What a question is called: its number in the model, and its id: "vraag 11, rolkeuze"."""
    return f"vraag {number_of(model, identifier)}, {identifier}"


def in_listing(model: Model, identifier: str) -> str:
    """The same among others, or within a sentence: "vraag 11 (rolkeuze)"."""
    return f"vraag {number_of(model, identifier)} ({identifier})"


def named_questions(model: Model, identifiers: Sequence[str]) -> str:
    """What several questions are called: "vragen 11 (rolkeuze) en 12 (signaleren)"."""
    if len(identifiers) == 1:
        return question_word(model, identifiers[0])
    numbers = {identifier: at for at, identifier in enumerate(model.questions, start=1)}
    return f"vragen {listing([f'{numbers[one]} ({one})' for one in identifiers])}"


def numbered(model: Model, identifier: str) -> str:
    """A question in the column of a table: "11 rolkeuze"."""
    return f"{number_of(model, identifier)} {identifier}"


def answer_word(question: Question, answer: Answer | None, most: int = BRIEF) -> str:
    """An answer as people know it from the form: "b (bij sommige initiatieven)".

    most: characters of what the options say, of all of them together; a number is in full.
    """
    if answer is None or answer.state is State.UNKNOWN:
        return "niet beantwoord"
    if answer.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE_WORD
    if answer.number is not None:
        return f"{exact(answer.number)} {question.unit or ''}".strip()
    return chosen_word(question, answer.chosen, most)


def answer_signs(question: Question, answer: Answer) -> str:
    """An answer by its letters alone, in a grid: "b", "a c", "ja", "geen"; a dash for none."""
    if answer.state is State.UNKNOWN:
        return "–"
    if answer.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE_WORD
    if answer.number is not None:
        return exact_decimals(answer.number)
    return chosen_signs(question, answer.chosen)


def chosen_signs(question: Question, chosen: Sequence[str]) -> str:
    """Options by their letters alone."""
    signs = called_by(question)
    return " ".join(signs[word][0] if word in signs else word for word in chosen) or NOTHING_WORD


def stop_word(question: Question, stop: Stop, most: int = BRIEF) -> str:
    """The same before or after a step; of a number the bounds of its band."""
    if not stop.answered:
        return "niet beantwoord"
    if stop.band is not None:
        return band_word(question, stop.band)
    return chosen_word(question, stop.chosen, most)


def chosen_word(question: Question, chosen: Sequence[str], most: int = BRIEF) -> str:
    """Options by their letters, with what they say; ja and nee have no letter."""
    if not chosen:
        return NOTHING_WORD
    each = max(most // len(chosen), _LEAST_BRIEF)
    signs = called_by(question)
    return listing([_beside(*signs.get(word, (word, "")), each) for word in chosen])


def with_id(question: Question, word: str) -> str:
    """An option in the column of a table: "b sommige"; ja, nee and geen have no letter."""
    sign, _ = called_by(question).get(word, (word, ""))
    return sign if sign == word else f"{sign} {word}"


def outcome_word(question: Question, outcome: str, most: int = BRIEF) -> str:
    """What an answer is counted by: an option, nothing of several options, or a band."""
    if question.bands:
        return band_word(question, int(outcome.removeprefix("band-")) - 1)
    return chosen_word(question, () if outcome == NOTHING_WORD else (outcome,), most)


def called_by(question: Question) -> dict[str, tuple[str, str]]:
    """Every option's letter and text; of ja and nee the word, and what the text says more."""
    options = question.options or ()
    if question.type is QuestionType.YES_NO:
        return {
            option.id: (option.id, "" if folded_answer(option.text) == option.id else option.text)
            for option in options
        }
    by_sign = signs(options)
    return {option.id: (by_sign[option.id], option.text) for option in options}


def _beside(sign: str, text: str, most: int) -> str:
    return f"{sign} ({beginning(text, most)})" if text else sign


def stop_value(question: Question, stop: Stop) -> str:
    """An answer before or after a step as a file has it: the ids of options, or a band's bounds."""
    if not stop.answered:
        return UNKNOWN_WORD
    if stop.band is not None:
        return band_word(question, stop.band)
    return ", ".join(stop.chosen) or NOTHING_WORD


def stop_text(question: Question, stop: Stop) -> str:
    """An answer before or after a step in full, behind its letter: "b. Bij sommige …"."""
    if not stop.answered:
        return "nog niet beantwoord"
    if stop.band is not None:
        return band_word(question, stop.band)
    signs = called_by(question)
    told = [". ".join(filter(None, signs.get(word, (word,)))) for word in stop.chosen]
    if len(told) > 1:
        told = [text.removesuffix(".") for text in told]
    return "; ".join(told) or NOTHING_WORD


def answer_sentences(question: Question, given: Answer | Stop) -> tuple[str, ...]:
    """An answer on a page: each chosen option in full behind its letter, a sentence for each."""
    if isinstance(given, Stop):
        if not given.answered:
            return (_UNANSWERED,)
        if given.band is not None:
            return (f"{capitalised(band_word(question, given.band))}.",)
    elif given.state is State.UNKNOWN:
        return (_UNANSWERED,)
    elif given.state is State.NOT_APPLICABLE:
        return ("Niet van toepassing.",)
    elif given.number is not None:
        return (f"{exact_decimals(given.number)} {question.unit or ''}".strip(),)
    if question.type is QuestionType.YES_NO:
        texts = {option.id: option.text for option in question.options or ()}
        return tuple(texts.get(word, f"{capitalised(word)}.") for word in given.chosen)
    signs = called_by(question)
    return tuple(". ".join(signs[word]) for word in given.chosen) or ("Niets hiervan.",)


def answer_text(question: Question, given: Answer | Stop) -> str:
    """The same on one line."""
    told = answer_sentences(question, given)
    return told[0] if len(told) == 1 else "; ".join(one.removesuffix(".") for one in told)


def option_text(question: Question, option: str) -> str:
    """One option on a page, in full behind its letter."""
    return answer_text(question, Stop(0, (option,)))


def band_word(question: Question, position: int) -> str:
    """Which numbers fall in a band: "meer dan 4 en ten hoogste 24 uur"."""
    return f"{band_bounds(question.bands or (), position)} {question.unit or ''}".strip()


def band_bounds(bands: Sequence[Band], position: int) -> str:
    """The same without the unit; in full, since the bounds are the model's own."""
    parts = []
    before = bands[position - 1] if position else None
    if before is not None and before.up_to is not None:
        parts.append(f"meer dan {exact_decimals(before.up_to)}")
    elif before is not None and before.below is not None:
        parts.append(f"ten minste {exact_decimals(before.below)}")
    band = bands[position]
    if band.up_to is not None:
        parts.append(f"ten hoogste {exact_decimals(band.up_to)}")
    elif band.below is not None:
        parts.append(f"minder dan {exact_decimals(band.below)}")
    return " en ".join(parts) or "elk getal"


def requirement_word(
    model: Model,
    asked: UnmetRequirement | RequirementCheck,
    called: Called = named_questions,
    most: int = BRIEF,
) -> str:
    """An answer that a phase cannot do without: "vraag 11, rolkeuze: nu b (…), nodig c (…)"."""
    question = model.questions[asked.question]
    now = _with_score(model, question, asked.score, most)
    needed = least_answer(model, question, asked.minimum, most)
    return f"{called(model, [question.id])}: nu {now}, nodig {needed}"


def _with_score(model: Model, question: Question, score: Fraction | None, most: int) -> str:
    """The answer that has a score, which may be none."""
    if score is None:
        return "niet beantwoord"
    words = _named_scores(model, question)
    found = next((word for word, of in words.items() if of == score), None)
    return (
        f"score {cut_decimals(score)}" if found is None else chosen_word(question, (found,), most)
    )


def least_answer(model: Model, question: Question, minimum: Fraction, most: int = BRIEF) -> str:
    """The lowest answer that scores enough, by its letter; a score where answers have no names."""
    word = least_word(model, question, minimum)
    if word is None:
        return f"score {exact_decimals(minimum)}"
    return chosen_word(question, (word,), most)


def least_word(model: Model, question: Question, minimum: Fraction) -> str | None:
    """The lowest answer that scores enough, by its id; None where answers have no names."""
    words = _named_scores(model, question)
    enough = [word for word, score in words.items() if score >= minimum]
    return min(enough, key=words.__getitem__, default=None)


def _named_scores(model: Model, question: Question) -> Mapping[str, Fraction]:
    kind = model.kinds[question.id]
    return kind.alone if kind.is_one_word else {}
