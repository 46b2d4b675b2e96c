"""What a typed line means as an answer to a question, and what is said where it means none."""

import unicodedata
from string import ascii_lowercase

from gemeente_online.assessment.file import EMPTY
from gemeente_online.model.file import (
    NO,
    NOT_APPLICABLE_WORD,
    UNKNOWN_WORD,
    YES,
    Model,
    Question,
    QuestionType,
)
from gemeente_online.problem import FindingsError, Wrong, capitalised, nearest, quoted
from gemeente_online.questionnaire.state import choices, parsed, what_fits

_IN_OTHER_WORDS = {
    "weet niet": UNKNOWN_WORD,
    "weet ik niet": UNKNOWN_WORD,
    "ik weet het niet": UNKNOWN_WORD,
    "n.v.t.": NOT_APPLICABLE_WORD,
    "niet van toepassing": NOT_APPLICABLE_WORD,
}
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
    meant = _given(question, line)
    try:
        parsed(model, question, meant)
    except FindingsError as error:
        first = error.findings[0]
        position = first.path[-1] if first.path else None
        item = meant[position] if isinstance(position, int) else ""
        raise _as_asked(question, item, Wrong(first.code, first.message, first.hint)) from None
    except Wrong as wrong:
        raise _as_asked(question, meant, wrong) from None
    return meant


def _as_asked(question: Question, meant: str | tuple[str, ...], wrong: Wrong) -> Wrong:
    """The same refusal, in terms of what the screen offers: numbers rather than ids."""
    numbered = question.type in {QuestionType.CHOICE, QuestionType.MULTI}
    if wrong.code != "unknown-option" or not numbered or not isinstance(meant, str):
        return wrong
    near, fits = nearest(meant, question.words), what_fits(question)
    hint = f"bedoelde u {quoted(near)}? {capitalised(fits)}" if near else fits
    return Wrong(wrong.code, wrong.message, hint)


def _given(question: Question, line: str) -> str | tuple[str, ...]:
    """What a line means as an answer; a line that means nothing is given back as it is.

    Raises:
        Wrong: no option has that number, or the line is a word for nothing.

    """
    folded = line.casefold()
    if folded in EMPTY or line in EMPTY:
        raise Wrong("no-answer", f"{quoted(line)} is geen antwoord", "met Enter slaat u deze over")
    if folded in {UNKNOWN_WORD, NOT_APPLICABLE_WORD, *question.words}:
        return folded
    other = _IN_OTHER_WORDS.get(" ".join(folded.split()))
    if other is not None:
        return other
    match question.type:
        case QuestionType.NUMBER:
            return _without_unit(question, line)
        case QuestionType.YES_NO if folded in _YES_NO_SHORT:
            return _YES_NO_SHORT[folded]
        case QuestionType.MULTI:
            parts = folded.translate(_BETWEEN_CHOICES).split()
            return tuple(_labelled(question, part) for part in parts) or line
        case _:
            return _labelled(question, folded)


def _labelled(question: Question, word: str) -> str:
    """The id of the option that a number or a letter stands for; any other word as it is."""
    if len(word) == 1 and word in ascii_lowercase:
        return _lettered(question).get(word, word)
    if not (word.isascii() and word.isdigit()):
        return word
    known = {label: identifier for label, identifier, _ in choices(question)}
    if word not in known:
        raise Wrong(
            "no-such-option",
            f"{quoted(word)} is geen antwoord op deze vraag",
            what_fits(question),
        )
    return known[word]


def _lettered(question: Question) -> dict[str, str]:
    """The options by the letters that workbooks show; none where an id is itself one sign."""
    words = [word for _, word, _ in choices(question)]
    if question.type is QuestionType.YES_NO or any(len(word) == 1 for word in words):
        return {}
    return dict(zip(ascii_lowercase, words, strict=False))


def _without_unit(question: Question, line: str) -> str:
    """A number as it was typed, without the unit that people write behind it."""
    unit = (question.unit or "").casefold()
    if unit and line.casefold().endswith(unit) and line[: -len(unit)].strip():
        return line[: -len(unit)].strip()
    return line
