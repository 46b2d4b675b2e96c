"""How answers are written: the words of an answers file, and the texts that stand for them.

Knows no types of questions: which words and options a question has is in ``question_types``.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import TYPE_CHECKING

from gemeente_online.wording import ONE_SIGN

if TYPE_CHECKING:
    from gemeente_online.model.parts import Option

YES, NO = "ja", "nee"
UNKNOWN_WORD, NOT_APPLICABLE_WORD, NOTHING_WORD = "onbekend", "nvt", "geen"
RESERVED_OPTIONS = (NOT_APPLICABLE_WORD, UNKNOWN_WORD, NOTHING_WORD)

LABELS = {
    UNKNOWN_WORD: "onbekend",
    NOT_APPLICABLE_WORD: "nvt (niet van toepassing)",
    NOTHING_WORD: "geen van deze",
}
"""The text of each word that is no option, where answers are chosen from a list."""

UNANSWERED = (
    "",
    "~",
    "null",
    "?",
    "-",
    "NA",
    "n.b.",
    "weet niet",
    "weet ik niet",
    "ik weet het niet",
    "weten we niet",
    "geen idee",
    "niet bekend",
)
"""What people and programs write where there is no answer, besides ``UNKNOWN_WORD``."""

NOT_APPLICABLE = ("n.v.t.", "niet van toepassing")
BEFORE_A_LETTER = ("antwoord", "antwoord:", "optie", "optie:")
"""What people write before the letter of an answer."""

_BETWEEN = r"[,;|/+&]|(?<=\s)(?:en|of)(?=\s)"
"""What people write between several answers in one text."""

_LONGEST_ANSWER = 2000
"""Characters of a text in which an answer with more behind it is looked for."""


def letter(at: int) -> str:
    """The letter of the option at a position, from 0; its number beyond the z."""
    return ascii_lowercase[at] if at < len(ascii_lowercase) else str(at + 1)


def signs(options: Sequence["Option"]) -> dict[str, str]:
    """What people name each option by, by its id: its letter.

    Where that letter is the id of another option, which it means in a file, the id itself.
    """
    ids = {option.id for option in options}
    letters = {option.id: letter(at) for at, option in enumerate(options)}
    return {one: one if sign in ids else sign for one, sign in letters.items()}


def with_letters(options: Sequence["Option"]) -> dict[str, str]:
    """The options' ids, and their texts behind the letter by which people name them."""
    by_sign = signs(options)
    return {option.id: f"{by_sign[option.id]}. {option.text}" for option in options}


def folded_text(text: str) -> str:
    """A text without what a spreadsheet, or a hurried hand, changes in it."""
    if text.isascii() and text.isprintable() and "`" not in text:  # the same, ten times as fast
        return " ".join(text.split()).casefold()
    plain = unicodedata.normalize("NFKC", text.translate(ONE_SIGN)).translate(ONE_SIGN)
    spaced = re.sub(r"\s+", " ", plain).strip().casefold()
    # what cannot be seen is written to a workbook as the replacement sign
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in spaced)


def folded_answer(text: str) -> str:
    """The same of an answer, also without full stops around it."""
    folded = folded_text(text)
    return folded.strip(" .") or folded


def lettered_layers(options: Sequence["Option"]) -> Iterator[list[tuple[str, str]]]:
    """The texts that stand for options: their letters, and the texts with and without these.

    Last the letters that are called so, "antwoord b", with which a text of an option may begin.
    """
    letters = [(letter(at), option) for at, option in enumerate(options)]
    by_sign = signs(options)
    ids = {option.id for option in options}
    alone = [(sign, sign if sign in ids else option.id) for sign, option in letters]
    yield [(written, word) for sign, word in alone for written in (sign, f"{sign})", f"({sign})")]
    yield [
        (written, option.id)
        for sign, option in letters
        for before in {sign, by_sign[option.id]}
        for written in (f"{before}. {option.text}", f"{before}) {option.text}")
    ]
    yield [(option.text, option.id) for option in options]
    yield [(f"{before} {sign}", word) for sign, word in alone for before in BEFORE_A_LETTER]


def meanings(
    words: Iterable[str], layers: Iterable[Iterable[tuple[str, str]]]
) -> Mapping[str, str]:
    """The word that every text stands for, as it is and as ``folded_answer`` has it.

    words: what a question may be answered with, which always mean themselves. layers: texts and
        the words that they stand for, the surest first. A text that stands for two words in one
        layer says neither.
    """
    every = [
        [(word, word) for word in (*words, UNKNOWN_WORD, NOT_APPLICABLE_WORD)],
        *layers,
        [(text, word) for word, text in LABELS.items() if word != NOTHING_WORD],
        [(text, NOT_APPLICABLE_WORD) for text in NOT_APPLICABLE],
        [(text, UNKNOWN_WORD) for text in UNANSWERED],
    ]
    found: dict[str, str | None] = {}
    folded: dict[str, str] = {}
    for layer in every:
        ours: dict[str, str | None] = {}
        for text, word in layer:
            plain = folded[text] = folded_answer(text)
            ours[plain] = word if ours.get(plain, word) == word else None
        found = ours | found
    as_written = {text: found[plain] for text, plain in folded.items()}
    return {text: word for text, word in (found | as_written).items() if word is not None}


def parts_of(text: str, between: str = _BETWEEN) -> list[str]:
    """The answers that a text may be made of.

    between: what stands between them, as a regular expression.
    """
    parts = re.split(between, text[:_LONGEST_ANSWER], flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]


def answer_and_rest(text: str, known: Collection[str]) -> tuple[str, str] | None:
    """An answer that a text begins with and what is written behind it; None without one.

    known: the texts that stand for options, as ``folded_answer`` has them.
    """
    shown = " ".join(text[:_LONGEST_ANSWER].split())
    longest = 2 * max(map(len, known), default=0)  # of what is folded; folding costs most here
    for end in range(min(longest, len(shown) - 1), 0, -1):
        behind, rest = shown[end], shown[end:].strip(" .,;:!=()-–—")
        if behind.isalnum() or behind in "-_'’/|" or not rest:
            continue
        before = folded_answer(shown[:end])
        sure = len(before) > 1 or behind != " "  # "b want" could be any text
        if not sure or before not in known:
            continue
        if len(rest) > longest or folded_answer(rest) not in known:
            return shown[:end].rstrip(" .,;:"), rest
    return None
