"""From bytes to text: the encodings that are read, and the ones that are refused."""

import codecs

from gemeente_online.problem import InvalidInputError, refused
from gemeente_online.reading.files import MAX_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and what each stands before."""

_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_KINDS = (
    # how a file of another kind begins, and which it is
    (b"PK\x03\x04", "not-text/zip"),
    (b"\xd0\xcf\x11\xe0", "not-text/old-excel"),
    (b"%PDF-", "not-text/pdf"),
    (b"\x1f\x8b", "not-text/gzip"),
)
_SIGNS = "€‚„…‘’“”•–—™¡£§¨©«®°±²³´µ¶·¹»¼½¾¿×÷"
"""What people type beside letters, and Windows-1252 has above ASCII."""


def check_is_text(data: bytes, source: str) -> None:
    """Refuse what begins like a file of another kind; raises InvalidInputError."""
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            is_piped = kind == "not-text/zip" and source == "-"
            raise refused(source, "not-text/zip-input" if is_piped else kind)


def decode(data: bytes, source: str) -> str:
    """The text of a file.

    Read are UTF-8, with or without byte order mark, and UTF-16 with one, as PowerShell writes it.

    Raises:
        InvalidInputError: too large, no text at all, or an encoding that can only be guessed.

    """
    if len(data) > MAX_BYTES:
        raise refused(source, "too-large", megabytes=MAX_BYTES // 1_000_000)
    check_is_text(data, source)
    if data.startswith(_UTF32_MARKS):
        raise refused(source, "encoding", (1, 1), name="UTF-32")
    encoding, mark = encoding_of(data)
    guess = None if mark else _wide_encoding(data)
    if guess is not None:
        raise refused(source, "encoding/unmarked", (1, 1), name=guess)
    data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, source) from None
    if "\0" in text:
        raise refused(source, "not-text/nul", line_and_column(text, text.index("\0")))
    return text


def encoding_of(data: bytes) -> tuple[str, bytes]:
    """The encoding of a file by how it begins, and the byte order mark there, if any."""
    return next(((name, mark) for mark, name in _MARKS if data.startswith(mark)), ("utf-8", b""))


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    before = text[:position]
    if "\r" in before:
        before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its NULs: Dutch text has one in every second byte, or three in four."""
    start = data[:400]
    nuls = start.count(0)
    if nuls * 3 > len(start) * 2:
        return "UTF-32"
    aside = max(start[::2].count(0), start[1::2].count(0))
    return "UTF-16" if nuls and aside == nuls and nuls * 3 > len(start) else None


def _undecodable(error: UnicodeDecodeError, data: bytes, source: str) -> InvalidInputError:
    before = data[: error.start].decode(error.encoding, "replace")
    place = line_and_column(before, len(before))
    byte = data[error.start]
    char = bytes([byte]).decode("cp1252", "replace")
    if error.reason in {"unexpected end of data", "truncated data"}:
        return refused(source, "encoding/cut-off", place)
    if error.encoding != "utf-8":
        return refused(source, "encoding/utf-16", place)
    if char.isalpha() or char in _SIGNS:
        return refused(source, "encoding/windows-1252", place, sign=char)
    return refused(source, "encoding/byte", place, byte=byte)
