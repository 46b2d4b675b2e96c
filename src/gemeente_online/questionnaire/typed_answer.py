"""What may be typed as an answer to a question, and what a typed line means as one."""

import re
import unicodedata
from typing import NamedTuple

from gemeente_online.assessment.file import Answer
from gemeente_online.assessment.tree import read_answer
from gemeente_online.messages import POSSIBLE
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import cut_decimals
from gemeente_online.model.parts import Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.no_option import NO_OPTION, meant_by_number
from gemeente_online.model.question_types.texts import (
    NO,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
    letter,
    signs,
)
from gemeente_online.problem import FindingsError, Wrong, wrong
from gemeente_online.wording import capitalised, listing

_NOTHING_IN_YAML = {"~", "null"}
_YES_NO_SHORT = {"j": YES, "n": NO}
_BETWEEN_CHOICES = re.compile(r"(?:[,;|/+&\s]|(?<=\s)en(?=\s))+")
"""What people type between several answers."""

_UNUSABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Control signs, halves of signs, and separators of lines and paragraphs."""


class LabelledOption(NamedTuple):
    """An option to choose.

    label: what to type for it. word: what an answers file has then. text: what it says.
    """

    label: str
    word: str
    text: str


def choices(kind: Kind) -> tuple[LabelledOption, ...]:
    """A question's options in order, to be chosen by their letter; ja and nee by that word."""
    labels = {} if kind.fixed_words else signs(kind.options)
    return tuple(
        LabelledOption(labels.get(option.id, option.id), option.id, option.text)
        for option in kind.options
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
    last = len(names) - 1
    counted = (names[0], names[-1]) == (letter(0), letter(last)) and last > 1
    return f"{names[0]} tot en met {names[-1]}" if counted else ""


def _with(first: str, words: list[str]) -> str:
    """``a tot en met d, of onbekend``; ``a tot en met d, onbekend of nvt``."""
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
        raise _as_asked(kind, Wrong(error.findings[0])) from None
    except Wrong as refusal:
        raise _as_asked(kind, refusal) from None
    return meant


def _as_asked(kind: Kind, refusal: Wrong) -> Wrong:
    """The same refusal, in terms of what the screen offers: letters rather than ids."""
    if refusal.code not in NO_OPTION:
        return refusal
    near, names_what_fits, _ = (refusal.hint or "").partition(POSSIBLE)
    fits = what_fits(kind)
    return refusal.hinting(f"{near}{capitalised(fits)}" if near and names_what_fits else fits)


def _given(kind: Kind, line: str) -> str | tuple[str, ...]:
    """What a line means as an answer; a line that means nothing is given back as it is.

    Raises:
        Wrong: the line is a sign for nothing.

    """
    if line.casefold() in _NOTHING_IN_YAML:
        raise wrong("no-answer", line=line)
    word = kind.word_for(line)
    if word is not None:
        several = kind.question.type is QuestionType.MULTI and word in kind.alone
        return (word,) if several else word
    match kind.question.type:
        case QuestionType.NUMBER:
            return _without_unit(kind.question, line)
        case QuestionType.YES_NO if line.casefold() in _YES_NO_SHORT:
            return _YES_NO_SHORT[line.casefold()]
        case QuestionType.MULTI:
            parts = filter(None, _BETWEEN_CHOICES.split(line))
            return tuple(_option(kind, part) for part in parts) or line
        case _:
            return _option(kind, line)


def _option(kind: Kind, word: str) -> str:
    """The id of the option that a letter, a text or a place stands for; any other word as it is.

    A number is a place where it can be nothing else, such as the score of another option.
    """
    known = kind.word_for(word)
    at_places = {str(at): one for at, one in enumerate(kind.fixed_words or kind.identifiers, 1)}
    at_place = at_places.get(word)
    if known is not None or at_place is None:
        return known or word
    meant = [option.id for option in meant_by_number(kind, word)]
    return at_place if kind.fixed_words or meant == [at_place] else word


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
