"""From bytes to text: the encodings that are read, and the ones that are refused."""

import codecs

from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.document import MAX_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS = "sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"


def decode(data: bytes, source: str) -> str:
    """The text of a file.

    Read are UTF-8, with or without byte order mark, and UTF-16 with one.

    Raises:
        InvalidInputError: too large, no text at all, or an encoding that can only be guessed.

    """
    if len(data) > MAX_BYTES:
        raise _refused(
            source,
            "too-large",
            f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB",
            "een antwoordenbestand of groeimodel is veel kleiner; is dit het juiste bestand?",
        )
    encoding = "utf-8"
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        raise _refused(
            source,
            "encoding",
            "dit teken is niet in UTF-8 geschreven",
            _SAVE_AS,
            before,
        ) from None
    if "\0" in text:
        raise _refused(
            source,
            "not-text",
            "dit is geen tekstbestand (er staat een NUL-teken in)",
            _SAVE_AS,
            text[: text.index("\0")],
        )
    return text


def place_of(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _refused(
    source: str, code: str, message: str, hint: str, before: str | None = None
) -> InvalidInputError:
    line, column = (None, None) if before is None else place_of(before, len(before))
    problem = Problem(
        source=source, code=code, message=message, hint=hint, line=line, column=column
    )
    return InvalidInputError([problem])
