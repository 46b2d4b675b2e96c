"""What a typed line means as an answer to a question, and what is said where it means none."""

import unicodedata

from gemeente_online.messages.hints import MEANT
from gemeente_online.model.file import Model, Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import NO, YES
from gemeente_online.problem import FindingsError, Wrong, wrong
from gemeente_online.questionnaire.state import choices, parsed, what_fits
from gemeente_online.suggestions import nearest
from gemeente_online.wording import capitalised

_NOTHING_IN_YAML = {"~", "null"}
_YES_NO_SHORT = {"j": YES, "n": NO}
_BETWEEN_CHOICES = str.maketrans(",;|", "   ")
_UNUSABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Control signs, halves of signs, and separators of lines and paragraphs."""


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
    near, fits = nearest(meant, kind.words), what_fits(kind.question)
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
    known = {label: identifier for label, identifier, _ in choices(kind.question)}
    if word not in known:
        raise wrong("no-such-option", word=word, fits=what_fits(kind.question))
    return known[word]


def _without_unit(question: Question, line: str) -> str:
    """A number as it was typed, without the unit that people write behind it."""
    unit = (question.unit or "").casefold()
    if unit and line.casefold().endswith(unit) and line[: -len(unit)].strip():
        return line[: -len(unit)].strip()
    return line
