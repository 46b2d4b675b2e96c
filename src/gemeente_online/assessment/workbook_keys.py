"""The workbook to fill in, as far as who writes it and who reads it must agree.

Every sheet of it has a row of English column names, hidden, and a column of keys, hidden too:
rows, columns and sheets may be moved, renamed and removed, and still say what they are.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase

from gemeente_online.model.file import (
    NO,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
    Model,
    Option,
    Question,
    QuestionType,
)
from gemeente_online.model.numbers import phase_number

KEY, ANSWER, NOTE, EVIDENCE = "key", "answer", "note", "evidence"
"""The names of the columns."""

NO_KEY = "-"
"""The key of rows that hold no answer: a heading, a count."""

AMBITION = "ambition"
"""The key of the ambition; followed by a dot and an axis's id, of that of one axis."""

ABOUT = (
    "model",
    "model_version",
    "municipality",
    "code",
    "inhabitants",
    "province",
    "date",
    "respondent",
    AMBITION,
)
"""The keys of the front sheet, apart from the ambition per axis."""

_SIGNS = str.maketrans("‘’‚‛´`“”„‟«»‐‑‒–—―−\u00a0", "''''''\"\"\"\"\"\"------- ")
_LABELS = {
    UNKNOWN_WORD: "onbekend",
    NOT_APPLICABLE_WORD: "nvt (niet van toepassing)",
    NOTHING_WORD: "geen van deze",
}
_ALSO = {"n.v.t.": NOT_APPLICABLE_WORD, "niet van toepassing": NOT_APPLICABLE_WORD}


def option_key(question: Question, option: Option) -> str:
    """The key of the row of one option, where several may be chosen."""
    return f"{question.id}.{option.id}"


def texts_of_choices(question: Question) -> dict[str, str]:
    """What may be chosen: the word of an answers file, and the text that stands in the list."""
    match question.type:
        case QuestionType.CHOICE:
            given = {option.id: text for option, text in lettered(question)}
        case QuestionType.YES_NO:
            given = {YES: YES, NO: NO}
        case QuestionType.MULTI:
            given = {NOTHING_WORD: _LABELS[NOTHING_WORD]}
        case QuestionType.NUMBER:
            given = {}
    others = [UNKNOWN_WORD, NOT_APPLICABLE_WORD] if question.not_applicable else [UNKNOWN_WORD]
    return given | {word: _LABELS[word] for word in others}


def lettered(question: Question) -> Iterator[tuple[Option, str]]:
    """The options and their texts, each behind a letter by which people can name it."""
    for at, option in enumerate(question.options or ()):
        letter = ascii_lowercase[at] if at < len(ascii_lowercase) else str(at + 1)
        yield option, f"{letter}. {option.text}"


def phase_texts(model: Model) -> dict[str, str]:
    """The phases' numbers, and the text of each that stands in a list."""
    return {str(phase.number): f"{phase.number}. {phase.name}" for phase in model.phases}


def word_for(model: Model, question: Question, text: str) -> str | None:
    """The word of an answers file that a text in a cell stands for; None where it is none.

    A text is an option's id or text or the letter before it, whatever Excel made of its capitals,
    spaces, dashes and quotation marks.
    """
    return _words(model)[question.id].get(folded_text(text))


def phase_for(model: Model, text: str) -> str | None:
    """The number of the phase that a text in a cell stands for; None where it is none."""
    texts = phase_texts(model)
    names = {folded_text(phase.name): str(phase.number) for phase in model.phases}
    known = names | {folded_text(shown): number for number, shown in texts.items()}
    number = phase_number(folded_text(text))
    return (
        text if text in texts else known.get(folded_text(text), number if number in texts else None)
    )


def folded_text(text: str) -> str:
    """A text without what a spreadsheet, or a hurried hand, changes in it."""
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    spaced = re.sub(r"\s+", " ", plain).strip().casefold()
    # what cannot be seen is written to a workbook as the replacement sign
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in spaced)


@lru_cache(maxsize=16)
def _words(model: Model) -> Mapping[str, Mapping[str, str]]:
    return {question.id: _words_of(question) for question in model.questions.values()}


def _words_of(question: Question) -> dict[str, str]:
    """Every folded text that stands for a word; the surest meaning goes first."""
    options = list(lettered(question))
    letters = [] if question.type is QuestionType.YES_NO else options
    words = [
        *(option.id for option, _ in options),
        *texts_of_choices(question),
        NOT_APPLICABLE_WORD,
    ]
    layers: list[list[tuple[str, str]]] = [
        [(word, word) for word in words],
        [(text, word) for word, text in texts_of_choices(question).items()],
        [(text, option.id) for option, text in letters],
        [(option.text, option.id) for option, _ in options],
        [(text.partition(".")[0], option.id) for option, text in letters],
        list(_ALSO.items()),
    ]
    found: dict[str, str] = {}
    for layer in layers:
        ours: dict[str, set[str]] = {}
        for text, word in layer:
            ours.setdefault(folded_text(text), set()).add(word)
        sure = {text: next(iter(words)) for text, words in ours.items() if len(words) == 1}
        found = sure | found
    return found
