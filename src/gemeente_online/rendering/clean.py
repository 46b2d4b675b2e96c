"""Text from files made harmless to show: nothing in it can steer a terminal, or shift a column.

What is shown may differ from what the file says; JSON output keeps the text as it was.
"""

import re
import unicodedata

from gemeente_online.wording import NO_BREAK

MOST_MARKS = 3
"""Combining marks that one letter keeps; more only hide the lines above and below it."""

_FIRST_MARK = "\u0300"
BY_THEMSELVES = re.compile("[ -\u02ff\u2010-\u2027\u20ac]*")
"""Signs of which every printable one is one column wide and has no part in another: up to the first
mark, and the dashes, quotes and dots of running text."""

_JOINER = "\u200d"
_BLANKS = "\u115f\u1160\u3164\uffa0"
"""Letters to Unicode, and seen by nobody."""


def clean(text: str) -> str:
    """The text as it can be shown anywhere.

    White space becomes a plain space, but for the one that keeps a number on the line of its
    sign. Control characters, bidirectional overrides, zero-width
    signs and half characters become the replacement sign. Letters with accents, emoji and Chinese
    stay; an accent that is a sign of its own is joined to its letter, or shown on a dotted circle
    where there is none. What only says how an emoji is drawn (its colour, its joining to the
    next one) is left out, since terminals disagree on how wide the whole would be.
    """
    if text.isprintable() and (text.isascii() or BY_THEMSELVES.fullmatch(text)):
        return text
    shown: list[str] = []
    marks = MOST_MARKS  # nothing yet that a mark could stand on
    based = False
    for char in unicodedata.normalize("NFC", text):
        if char >= _FIRST_MARK and _is_drawing(char, shown):
            continue
        if char >= _FIRST_MARK and unicodedata.category(char) in {"Mn", "Me"}:
            if not based:
                shown.append("\N{DOTTED CIRCLE}")
                based, marks = True, 0
            if marks < MOST_MARKS:
                shown.append(char)
            marks += 1
            continue
        marks = 0
        based = char.isprintable() and char not in _BLANKS and char != " "
        if char.isspace():
            held = char == NO_BREAK and bool(shown) and shown[-1].isdigit()
            shown.append(NO_BREAK if held else " ")
        else:
            shown.append(char if based else "\N{REPLACEMENT CHARACTER}")
    return "".join(shown)


def _is_drawing(char: str, before: list[str]) -> bool:
    """Whether a sign only says how the one before it is drawn."""
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True  # variation selectors
    if char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff":  # skin colours
        return bool(before) and unicodedata.category(before[-1]) == "So"
    return False
