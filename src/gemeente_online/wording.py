"""How numbers, lists, and what somebody typed are worded in Dutch sentences of any kind."""

import unicodedata
from collections.abc import Sequence

NO_BREAK = "\u00a0"
"""A space at which no line ends: between a number and its sign."""

LONGEST_SHOWN = 60
"""Characters of a text from a file that a message repeats."""


def quoted(value: object, limit: int = LONGEST_SHOWN) -> str:
    """What somebody typed, between quotes, shortened when it is long."""
    match value:
        case dict():
            return "een groep sleutels"
        case list():
            return "een lijst"
        case _:
            return f'"{shortened(str(value), limit)}"'


def shortened(text: str, limit: int = LONGEST_SHOWN) -> str:
    """A text, cut off with a sign where it is longer than ``limit``."""
    return text if len(text) <= limit else f"{text[: max(limit - 1, 1)].rstrip()}…"


def beginning(text: str, limit: int) -> str:
    """A text without its full stop, cut off between words with a sign where it is longer."""
    text = " ".join(text.split()).removesuffix(".")
    if len(text) <= limit:
        return text
    words = text[: limit - 1].rpartition(" ")[0]
    return f"{words.rstrip('.,;:')} …" if words else shortened(text, limit)


def thousands(number: int) -> str:
    """A whole number as it is written in Dutch: 56.000."""
    return f"{number:,}".replace(",", ".")


def listing(words: Sequence[object], join: str = "en") -> str:
    """Words in a sentence: "a, b en c"."""
    *before, last = map(str, words or [""])
    return f"{', '.join(before)} {join} {last}" if before else last


def listing_of_first(words: Sequence[object], most: int) -> str:
    """The first words in a sentence, and how many more there are: "a, b en 3 andere"."""
    more = and_others(len(words) - most)
    return f"{', '.join(map(str, words[:most]))}{more}" if more else listing(words)


def and_others(count: int) -> str:
    """How many more there are than were named: " en 3 andere"; nothing for none."""
    return f" en {thousands(count)} andere" if count > 0 else ""


def capitalised(text: str) -> str:
    """A text as it begins a sentence; ``str.capitalize`` would change the rest of it too."""
    return f"{text[:1].upper()}{text[1:]}"


ONE_SIGN = str.maketrans("‘’‚‛´`“”„‟«»‐‑‒–—―−\u00a0", "''''''\"\"\"\"\"\"------- ")
"""For what another keyboard or program makes of an apostrophe, a quote, a hyphen or a space."""


def folded_name(name: str) -> str:
    """A name as it is compared: in one form, without capitals, spare spaces and unseen signs."""
    if not name.isascii():
        name = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
        name = unicodedata.normalize("NFKC", name.translate(ONE_SIGN))
    elif "`" in name:
        name = name.replace("`", "'")
    return " ".join(name.split()).casefold()


def letters(text: str) -> str:
    """The letters and digits of a text alone, without accents and capitals."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def where_is(source: str, row: int | None) -> str:
    """A file, and a row in it where one file holds many."""
    return source if row is None else f"{source}:{row}"
