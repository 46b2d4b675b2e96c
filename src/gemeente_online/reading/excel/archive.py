"""The parts of a workbook, each counted before anybody builds anything of it.

A workbook is a zip with XML in it, and so it can hold a bomb: a few bytes that unpack to very
many, an entity that stands for a billion laughs, a text or a row of millions. What is not read,
such as pictures and charts, is not looked at either.
"""

import zipfile
from io import BytesIO
from typing import IO
from xml.parsers import expat

from gemeente_online.problem import refused
from gemeente_online.reading.files import MAX_BYTES
from gemeente_online.reading.written import MAX_DEPTH

MAX_FILE = 10_000_000
"""Most bytes of a workbook. One with thirty answers takes some 30 000, photos aside."""

MAX_PARTS = 5_000
"""Most parts of a workbook: a sheet is one, and so is a picture."""

MAX_UNPACKED = 100_000_000
"""Most bytes of all that a workbook holds, unpacked: some forty thousand municipalities."""

MAX_KEPT = 20_000_000
"""Most bytes of what is read beside the sheets: it is kept in memory."""

MAX_ELEMENTS = 3_500_000
"""Most elements in all that is read; a filled cell takes two or three."""

MAX_ROWS = 250_000
"""Most rows of all sheets, empty ones too, and texts that cells refer to, together."""

MAX_IN_ROW = 50_000
"""Most elements in one row or text, which is kept as a whole. Excel has room for 16 384 cells."""

MAX_EMPTY = 500_000
"""Most cells without anything in them, which have a colour or a border at most."""

MAX_OTHER = 100_000
"""Most elements that are in no row or text: styles, names. Excel has room for 65 490 styles."""

_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\1\2"
_STRICT = "http://purl.oclc.org/ooxml/"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Archive:
    """The parts of a workbook, by the names that a zip file has for what openpyxl asks of it.

    Whatever part is asked for is counted first, and refused where it is too much.
    """

    def __init__(self, data: bytes, source: str) -> None:
        """Look at what there is.

        Raises:
            InvalidInputError: it is something else, or too large.

        """
        self._source = source
        self._counter = _Counter(source)
        self._counted: set[tuple[str, str]] = set()
        self._kept = 0
        if len(data) > MAX_FILE:
            raise refused(source, "too-large/workbook", most=MAX_FILE // 1_000_000)
        if data.startswith(_OLE):
            is_locked = "EncryptedPackage".encode("utf-16-le") in data
            raise refused(source, "password" if is_locked else "old-workbook")
        if data.count(_ENTRY) > MAX_PARTS:
            raise refused(source, "too-large/parts", most=MAX_PARTS)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except Exception:  # zipfile raises anything on a file that is wrong
            raise refused(source, "not-a-workbook" if data else "empty/workbook") from None
        entries = self._zip.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise refused(source, "too-large/unpacked", most=MAX_UNPACKED // 1_000_000)
        if {entry.compress_type for entry in entries} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(source, "broken-workbook/packed")

    def namelist(self) -> list[str]:
        """The names of the parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """A part that becomes a tree."""
        return self._opened(name, "").read()

    def open(self, name: str) -> IO[bytes]:
        """The part with the texts that cells refer to, which is read one by one."""
        return self._opened(name, "si")

    def sheet(self, name: str) -> IO[bytes]:
        """A sheet, which is read row by row."""
        return self._opened(name, "row")

    def _opened(self, name: str, item: str) -> IO[bytes]:
        """A part of which one such element at a time is kept."""
        if (name, item) not in self._counted:
            self._counted.add((name, item))
            self._kept += self._zip.getinfo(name).file_size if item != "row" else 0
            if self._kept > MAX_KEPT:
                raise refused(self._source, "too-large/other")
            with self._zip.open(name) as stream:
                self._counter.count_fast(stream)
            with self._zip.open(name) as stream:
                self._counter.count(stream, f"{_MAIN} {item}")
        return self._zip.open(name)


class _Counter:
    """Counts what is in all parts together, in their XML as a parser sees it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._elements = self._rows = self._other = self._empty = 0
        self._row = ""
        self._depth = self._row_depth = self._in_row = self._pending = 0

    def count_fast(self, stream: IO[bytes]) -> None:
        """Refuse what is far too large; the parser would take seconds to see it."""
        while chunk := stream.read(_CHUNK):
            self._elements += chunk.count(b"<") - chunk.count(b"</")
            if self._elements > MAX_ELEMENTS:
                raise refused(self._source, "too-large/cells")

    def count(self, stream: IO[bytes], row: str) -> None:
        """Count a part; row: the element, a row or a text, of which one at a time is kept."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = self._doctype
        self._row = row
        self._depth = self._row_depth = self._pending = 0
        while chunk := stream.read(_CHUNK):
            # the parser goes again and again through what has not come to its end
            self._pending += len(chunk)
            if self._pending > MAX_BYTES:
                raise refused(self._source, "too-large/one-row", most=MAX_BYTES // 1_000_000)
            parser.Parse(chunk)
        parser.Parse(b"", True)

    def _start(self, name: str, _: object) -> None:
        self._depth += 1
        if self._row_depth:
            self._in_row += 1
            self._empty += (
                1 if self._depth == self._row_depth + 1 else -1
            )  # a cell, or what is in it
            if self._in_row > MAX_IN_ROW:
                raise refused(self._source, "too-large/in-row")
            if self._empty > MAX_EMPTY:
                raise refused(self._source, "too-large/empty-cells", most=MAX_EMPTY)
        elif name == self._row:
            self._row_depth, self._in_row, self._pending = self._depth, 0, 0
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise refused(self._source, "too-large/rows", most=MAX_ROWS)
        else:
            self._other += 1
            self._pending = 0
            if self._other > MAX_OTHER:
                raise refused(self._source, "too-large/other")
            if self._depth == 1 and name.startswith(_STRICT):
                raise refused(self._source, "strict-workbook")
        if self._depth > MAX_DEPTH:
            raise refused(self._source, "too-deep/workbook", most=MAX_DEPTH)

    def _end(self, _: str) -> None:
        if self._depth == self._row_depth:
            self._row_depth = self._pending = 0
        self._depth -= 1

    def _doctype(self, *_: object) -> None:
        raise refused(self._source, "broken-workbook/doctype")
