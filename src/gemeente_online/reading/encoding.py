"""From bytes to text: the encodings that are read, and the ones that are refused."""

import codecs

from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.placed_tree import MAX_BYTES, refusal

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and what each stands before."""

_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_KINDS = (
    # how a file of another kind begins, and what it is
    (b"PK\x03\x04", "dit is een Excel-, Word- of zipbestand, en geen tekst"),
    (b"\xd0\xcf\x11\xe0", "dit is een oud Excel- of Wordbestand, en geen tekst"),
    (b"%PDF-", "dit is een PDF, en geen tekst"),
    (b"\x1f\x8b", "dit is een ingepakt bestand (gzip), en geen tekst"),
)
_SAVE_AS = "sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"
_AS_TEXT = "sla het op in een vorm die wordt gelezen; zie: gemeente-online score --help"
_AS_XLSX = "sla een rekenblad op als Excel-werkmap; de naam eindigt dan op .xlsx"
_SIGNS = "€‚„…‘’“”•–—™¡£§¨©«®°±²³´µ¶·¹»¼½¾¿×÷"
"""What people type beside letters, and Windows-1252 has above ASCII."""


def decode(data: bytes, source: str) -> str:
    """The text of a file.

    Read are UTF-8, with or without byte order mark, and UTF-16 with one, as PowerShell writes it.

    Raises:
        InvalidInputError: too large, no text at all, or an encoding that can only be guessed.

    """
    check_size(data, source)
    for beginning, message in _KINDS:
        if data.startswith(beginning):
            hint = _AS_TEXT
            if "Excel" in message:
                hint = "lees een Excel-bestand met: --input xlsx" if source == "-" else _AS_XLSX
            raise refusal(source, "not-text", message, hint)
    if data.startswith(_UTF32_MARKS):
        raise _other_encoding(source, "UTF-32")
    encoding = "utf-8"
    for mark, name in MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    else:
        guess = _wide_encoding(data)
        if guess is not None:
            raise _other_encoding(source, f"{guess} zonder kenmerk vooraan")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, source) from None
    if "\0" in text:
        raise refusal(
            source,
            "not-text",
            "hier staat een NUL-teken, en dat komt in tekst niet voor",
            f"haal het weg, of {_SAVE_AS}",
            line_and_column(text, text.index("\0")),
        )
    return text


def check_size(data: bytes, source: str) -> None:
    """Refuse what is larger than MAX_BYTES.

    Raises:
        InvalidInputError: it is.

    """
    if len(data) > MAX_BYTES:
        raise refusal(
            source,
            "too-large",
            f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB",
            "een antwoordenbestand of groeimodel is veel kleiner; is dit het juiste bestand?",
        )


def encoding_of(data: bytes) -> tuple[str, str]:
    """How ``decode`` reads these bytes: the encoding, and the mark that stands before the text."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name, mark.decode(name)
    return "utf-8", ""


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    before = text[:position]
    if "\r" in before:
        before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _other_encoding(source: str, name: str) -> InvalidInputError:
    return refusal(source, "encoding", f"dit bestand lijkt opgeslagen als {name}", _SAVE_AS, (1, 1))


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
        message = "het bestand houdt midden in een teken op"
        hint = "kopieer of download het bestand opnieuw: er ontbreekt een stuk"
    elif error.encoding != "utf-8":
        message = "het bestand begint als UTF-16, en hier staat een half teken"
        hint = _SAVE_AS
    elif char.isalpha() or char in _SIGNS:
        message = (
            f'hier staat een teken dat geen UTF-8 is; in Windows-1252 (ANSI) is het een "{char}"'
        )
        hint = f"{_SAVE_AS} en controleer dit teken"
    else:
        message = f"hier staat een teken dat geen UTF-8 is (byte {byte:02X})"
        hint = f"{_SAVE_AS} en typ dit teken opnieuw"
    return refusal(source, "encoding", message, hint, place)
