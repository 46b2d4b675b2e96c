"""What a workbook may unpack to, looked at before anybody parses it.

A workbook is a zip with XML in it, and so it can hold a bomb: a few bytes that unpack to very
many, an entity that stands for a billion laughs, a row of millions of cells.
"""

import re
import zipfile
from io import BytesIO

from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.document import refused

MAX_FILE = 10_000_000
"""Most bytes of a workbook. One with thirty answers takes some 30 000, photos aside."""

MAX_UNPACKED = 60_000_000
"""Most bytes of all that a workbook holds, unpacked: some thirty thousand municipalities."""

MAX_TAGS = 4_000_000
"""Most tags in one part of a workbook; a filled cell takes four."""

MAX_ROW_TAGS = 100_000
"""Most tags in one row: what reads it, keeps all of it at once."""

MAX_ROOM = 30_000_000
"""Most cells of all rows, up to the last one of each, empty ones too: these are gone through."""

AGAIN = "open het in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx)"

_CHUNK = 1 << 16
_OVERLAP = 40
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ROW = re.compile(rb"<(/?)(?:\w+:)?row[\s>/]")
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})\d")
_MAY_HIDE = (b"<!--", b"<![CDATA[", b"<?")
"""In these, what looks like a row is none."""


def check_archive(data: bytes, source: str) -> bool:
    """Refuse what no spreadsheet program makes; tell whether there are formulas.

    Raises:
        InvalidInputError: what it is instead.

    """
    if len(data) > MAX_FILE:
        message = f"het bestand is groter dan {MAX_FILE // 1_000_000} MB"
        hint = "een ingevulde vragenlijst is veel kleiner; haal foto's en andere bladen eruit"
        raise refused(source, "too-large", message, hint)
    if data.startswith(_OLE):
        raise _old_or_locked(data, source)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                message = f"uitgepakt is dit bestand groter dan {MAX_UNPACKED // 1_000_000} MB"
                raise refused(source, "too-large", message, "is dit het juiste bestand?")
            if {entry.compress_type for entry in entries} - {
                zipfile.ZIP_STORED,
                zipfile.ZIP_DEFLATED,
            }:
                message = "dit bestand is op een andere manier ingepakt dan Excel doet"
                raise refused(source, "broken-workbook", message, AGAIN)
            formulas = [_look_through(archive, entry, source) for entry in entries]
    except InvalidInputError:
        raise
    except Exception:  # zipfile and zlib raise anything on a file that is wrong
        message = "het bestand is leeg" if not data else "dit is geen Excel-bestand"
        raise refused(source, "not-a-workbook" if data else "empty", message, AGAIN) from None
    return any(formulas)


def _look_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bool:
    """Refuse a part of which a parser would make too much; tell whether it has formulas."""
    with archive.open(entry) as stream:
        chunk = stream.read(_CHUNK)
        if chunk[:2] in _UTF_16:
            message = "dit bestand is niet in UTF-8 geschreven"
            raise refused(source, "broken-workbook", message, AGAIN)
        start = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start and not start.startswith(b"<"):
            return False  # a picture or the like, that is not read either
        part = _Part(source)
        part.take(b"", start)
        while more := stream.read(_CHUNK):
            part.take(chunk[-_OVERLAP:], more)
            chunk = more
    return part.has_formulas


class _Part:
    """Keeps count of what is in one part, a piece at a time."""

    def __init__(self, source: str) -> None:
        self.has_formulas = False
        self._source = source
        self._tags = self._row_tags = self._room = 0
        self._rows_are_rows = True
        self._in_row = False

    def take(self, before: bytes, chunk: bytes) -> None:
        """Count a piece, of which the end of the piece before is given too."""
        both = before + chunk
        if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
            message = "in dit bestand staat een opdracht (DOCTYPE) die Excel niet schrijft"
            raise refused(self._source, "broken-workbook", message, AGAIN)
        self.has_formulas = self.has_formulas or _FORMULA.search(both) is not None
        is_first = not before
        self._rows_are_rows &= not any(sign in both[2 * is_first :] for sign in _MAY_HIDE)
        self._tags += chunk.count(b"<")
        self._count_rows(chunk)
        if self._tags > MAX_TAGS or self._row_tags > MAX_ROW_TAGS:
            message = "in dit bestand staan meer dan een miljoen cellen"
            if self._tags <= MAX_TAGS:
                message = "in dit bestand staan te veel cellen op één rij"
            raise refused(self._source, "too-large", message, "verdeel het over meer bestanden")
        if self._room > MAX_ROOM:
            message = "in dit bestand staan te veel rijen met cellen ver naar rechts"
            raise refused(self._source, "too-large", message, "haal die kolommen weg")

    def _count_rows(self, chunk: bytes) -> None:
        """Count the tags of the row that a piece ends in; one that has too many stays counted."""
        within, *marks = _ROW.split(chunk)
        if not self._rows_are_rows:
            self._in_row = self._in_row or bool(marks)
            self._row_tags += chunk.count(b"<") * self._in_row
            self._room += _width_of(chunk) * (len(marks) // 2 + 1)
            return
        self._row_tags += within.count(b"<") * self._in_row
        self._room += _width_of(within) * self._in_row
        for slash, piece in zip(marks[::2], marks[1::2], strict=True):
            if self._row_tags > MAX_ROW_TAGS:
                return
            self._in_row = not slash
            self._row_tags = piece.count(b"<") * self._in_row
            self._room += _width_of(piece) * self._in_row


def _width_of(piece: bytes) -> int:
    """The furthest column that is named in a piece of XML."""
    letters = max(_COLUMN.findall(piece), key=lambda name: (len(name), name.upper()), default=b"")
    width = 0
    for letter in letters.upper():
        width = width * 26 + letter - ord("A") + 1
    return width


def _old_or_locked(data: bytes, source: str) -> InvalidInputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refused(
            source,
            "password",
            "dit Excel-bestand is beveiligd met een wachtwoord om het te openen",
            "haal het weg in Excel: Bestand, Info, Werkmap beveiligen, Versleutelen met wachtwoord",
        )
    return refused(
        source,
        "old-workbook",
        "dit is een bestand van een Excel van voor 2007 (.xls)",
        "sla het in Excel op als Excel-werkmap (.xlsx)",
    )
