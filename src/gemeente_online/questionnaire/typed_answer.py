"""What may be typed as an answer to a question, and what a typed line means as one."""

import unicodedata
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, read_answer
from gemeente_online.messages import MEANT
from gemeente_online.model.file import Model, Question
from gemeente_online.model.numbers import cut_decimals
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    NO,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
)
from gemeente_online.problem import FindingsError, Wrong, wrong
from gemeente_online.suggestions import nearest
from gemeente_online.wording import capitalised, listing

_NOTHING_IN_YAML = {"~", "null"}
_YES_NO_SHORT = {"j": YES, "n": NO}
_BETWEEN_CHOICES = str.maketrans(",;|", "   ")
_UNUSABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Control signs, halves of signs, and separators of lines and paragraphs."""


class LabelledOption(NamedTuple):
    """An option to choose.

    label: what to type for it. word: what an answers file has then. text: if it has one.
    """

    label: str
    word: str
    text: str | None


def choices(kind: Kind) -> tuple[LabelledOption, ...]:
    """A question's options in order, to be chosen by their number, from 1.

    Where an id is itself a number, by the ids instead: a number then means that id.
    """
    texts = {option.id: option.text for option in kind.options}
    words = [word for word in kind.words if word != NOTHING_WORD]
    by_word = any(word.isdigit() for word in words)
    return tuple(
        LabelledOption(word if by_word else str(number), word, texts.get(word))
        for number, word in enumerate(words, start=1)
    )


def what_fits(kind: Kind) -> str:
    """What may be typed as an answer to a question, as a sentence without its full stop."""
    question = kind.question
    names = [choice.label for choice in choices(kind)]
    words = [UNKNOWN_WORD, NOT_APPLICABLE_WORD] if question.not_applicable else [UNKNOWN_WORD]
    match question.type:
        case QuestionType.NUMBER:
            low, high = question.minimum, question.maximum
            bounds = [] if low is None else [f"minimaal {cut_decimals(low)}"]
            bounds += [] if high is None else [f"maximaal {cut_decimals(high)}"]
            limits = f" ({' en '.join(bounds)})" if bounds else ""
            return _with(f"typ een getal in {question.unit}{limits}", words)
        case QuestionType.YES_NO:
            return f"typ {listing([YES, NO, *words], 'of')}"
        case QuestionType.MULTI:
            how = names[0]
            if len(names) > 1:
                span = _span(names) or listing(names)
                how = f"alles wat klopt van {span}, bijvoorbeeld {', '.join(names[:2])}"
            return f"typ {how}; anders {listing([NOTHING_WORD, *words], 'of')}"
        case _ if span := _span(names):
            return _with(f"typ {span}", words)
        case _:
            return f"typ {listing([*names, *words], 'of')}"


def _span(names: list[str]) -> str:
    """The first and the last of what is counted; empty where that says less than a list."""
    counted = names[0] == "1" and names[-1] == str(len(names)) and len(names) > 2  # noqa: PLR2004
    return f"{names[0]} tot en met {names[-1]}" if counted else ""


def _with(first: str, words: list[str]) -> str:
    """``1 tot en met 4, of onbekend``; ``1 tot en met 4, onbekend of nvt``."""
    return f"{first}, of {words[0]}" if len(words) == 1 else f"{first}, {listing(words, 'of')}"


def typed(line: str) -> str:
    """A line as it is taken: without control signs, halves of signs, or space around it."""
    kept = (char for char in line if char == "\t" or unicodedata.category(char) not in _UNUSABLE)
    return "".join(kept).strip()


def answer_in(model: Model, question: Question, line: str) -> str | tuple[str, ...]:
    """What a line answers to a question, as an answers file has it.

    Raises:
        Wrong: no answer, or the first of several options that is none; with what can be typed.

    """
    kind = model.kinds[question.id]
    meant = _given(kind, line)
    try:
        parsed(model, question, meant)
    except FindingsError as error:
        first = error.findings[0]
        position = first.path[-1] if first.path else None
        item = meant[position] if isinstance(position, int) else ""
        raise _as_asked(kind, item, Wrong(first)) from None
    except Wrong as refusal:
        raise _as_asked(kind, meant, refusal) from None
    return meant


def _as_asked(kind: Kind, meant: str | tuple[str, ...], refusal: Wrong) -> Wrong:
    """The same refusal, in terms of what the screen offers: numbers rather than ids."""
    is_yes_no = kind.question.type is QuestionType.YES_NO
    says_what_fits = is_yes_no and "note:" not in (refusal.hint or "")
    if refusal.code != "unknown-option" or says_what_fits or not isinstance(meant, str):
        return refusal
    near, fits = nearest(meant, kind.words), what_fits(kind)
    hint = f"{MEANT.format(near=near)}{capitalised(fits)}" if near else fits
    return refusal.hinting(hint)


def _given(kind: Kind, line: str) -> str | tuple[str, ...]:
    """What a line means as an answer; a line that means nothing is given back as it is.

    Raises:
        Wrong: no option has that number, or the line is a sign for nothing.

    """
    if line.casefold() in _NOTHING_IN_YAML:
        raise wrong("no-answer", line=line)
    word = kind.word_for(line)
    if word is not None:
        return word
    match kind.question.type:
        case QuestionType.NUMBER:
            return _without_unit(kind.question, line)
        case QuestionType.YES_NO if line.casefold() in _YES_NO_SHORT:
            return _YES_NO_SHORT[line.casefold()]
        case QuestionType.MULTI:
            parts = line.translate(_BETWEEN_CHOICES).split()
            return tuple(_labelled(kind, part) for part in parts) or line
        case _:
            return _labelled(kind, line)


def _labelled(kind: Kind, word: str) -> str:
    """The id of the option that a number or a letter stands for; any other word as it is."""
    meant = kind.word_for(word)
    if meant is not None or not (word.isascii() and word.isdigit()):
        return meant or word
    known = {choice.label: choice.word for choice in choices(kind)}
    if word not in known:
        raise wrong("no-such-option", word=word, fits=what_fits(kind))
    return known[word]


def _without_unit(question: Question, line: str) -> str:
    """A number as it was typed, without the unit that people write behind it."""
    unit = (question.unit or "").casefold()
    if unit and line.casefold().endswith(unit) and line[: -len(unit)].strip():
        return line[: -len(unit)].strip()
    return line


def parsed(model: Model, question: Question, answer: str | tuple[str, ...]) -> Answer:
    """What was typed, as an answer to a question.

    Raises:
        Wrong: it is none. FindingsError: several of its options are none.

    """
    value = answer if isinstance(answer, str) else list(answer)
    return read_answer(model.kinds[question.id], value)
