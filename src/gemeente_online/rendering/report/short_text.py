"""Small work on words and numbers for pages and pictures: lines that fit, thousands, links."""

from urllib.parse import urlsplit

from gemeente_online.rendering.clean import clean
from gemeente_online.wording import shortened

_LONGEST_LINK = 2000


def wrapped(text: str, letters: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of at most so many letters; the last may end in an ellipsis.

    A picture cannot wrap a text by itself, and here nothing is known of fonts: letters count.
    """
    words = clean(text).split()
    lines: list[str] = []
    while words:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= letters:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1 and words:
            line = " ".join([line, *words])
            words = []
        lines.append(shortened(line, letters))
    return tuple(lines)


def link_of(text: str) -> str | None:
    """The text if it is the address of a web page and nothing else; else None."""
    address = text.strip()
    if not address.isprintable() or " " in address or len(address) > _LONGEST_LINK:
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and host else None
