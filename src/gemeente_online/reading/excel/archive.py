"""The parts of a workbook, element by element: what they cost is bounded before they are read.

A workbook is a zip with XML in it, and so a small one can unpack to very much: an entity that
stands for a billion laughs, a text or a row of millions. Here a part is gone through from begin to
end and nothing of it is kept, so that bounds on its bytes and elements are all that is needed. What
nobody asks for, such as pictures and comments, is not looked at, and may be wrong as it likes.

openpyxl, which writes the workbook to fill in, reads too, and was left: it keeps styles, names and
rows in full, with or without defusedxml, so that each of these needs a bound of its own. The faster
calamine drops what formulas got wrong, and makes room for every cell up to the last.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO
from xml.parsers import expat

from gemeente_online.problem import InvalidInputError, refused
from gemeente_online.reading.written import MAX_DEPTH

MAX_FILE = 10_000_000
"""Most bytes of a workbook. One with thirty answers takes some 30 000, photos aside."""

MAX_PARTS = 5_000
"""Most parts of a workbook: a sheet is one, and so is a picture."""

MAX_UNPACKED = 50_000_000
"""Most bytes of all that a workbook holds, unpacked: some thirty thousand municipalities."""

MAX_ELEMENTS = 2_000_000
"""Most elements in all that is read; a filled cell takes two or three."""

MAX_BESIDE = 500_000
"""Most of these beside the sheets: texts that cells refer to, styles, names."""

MAX_PIECE = 1_000_000
"""Bytes in which some element must end: a parser goes again through what has not come to its end.

So many are parsed at a time.
"""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Element = tuple[str, str, dict[str, str], str]
"""The name of what an element is in, its own name, its attributes, and the text at its end."""


class Archive:
    """The parts of a workbook, by their folded names: links write them in another way at times."""

    def __init__(self, data: bytes, source: str) -> None:
        """Look at what there is.

        Raises:
            InvalidInputError: it is something else, or too large.

        """
        self._source = source
        self._counted: dict[str, int] = {}
        if len(data) > MAX_FILE:
            raise refused(source, "too-large/workbook", most=MAX_FILE // 1_000_000)
        if data.startswith(_OLE):
            is_locked = "EncryptedPackage".encode("utf-16-le") in data
            raise refused(source, "password" if is_locked else "old-workbook")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except Exception:  # zipfile raises anything on a file that is wrong
            raise refused(source, "not-a-workbook" if data else "empty/workbook") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise refused(source, "too-large/parts", most=MAX_PARTS)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise refused(source, "too-large/unpacked", most=MAX_UNPACKED // 1_000_000)
        methods = {entry.compress_type for entry in entries}
        if methods - _METHODS or any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise refused(source, "broken-workbook/packed")
        self._names = {_folded(entry.filename): entry.filename for entry in entries}

    @contextmanager
    def unbroken(self) -> Iterator[None]:
        """Whatever a part does not hold, or holds in another way than it should, is told so."""
        try:
            yield
        except InvalidInputError:
            raise
        except Exception:  # zipfile raises anything here too
            raise refused(self._source, "broken-workbook") from None

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part links to, by the names of the links: another part, and of what kind it is."""
        folder, name = posixpath.split(part)
        links = {}
        for *_, attributes, _ in self.elements(posixpath.join(folder, "_rels", f"{name}.rels")):
            target = posixpath.join("/", folder, _folded(attributes.get("Target", "")))
            target = posixpath.normpath(target)[1:]
            if target in self._names:
                links[attributes["Id"]] = (target, attributes["Type"].rpartition("/")[2])
        return links

    def count(self, part: str, *, is_sheet: bool = False) -> None:
        """Count what is in a part, and refuse what is too much together with those before."""
        if part not in self._counted:
            with self._opened(part) as stream:
                self._counted[part] = sum(
                    chunk.count(b"<") - chunk.count(b"</") for chunk in _chunks(stream)
                )
            if sum(self._counted.values()) > (MAX_ELEMENTS if is_sheet else MAX_BESIDE):
                raise refused(self._source, "too-large/cells" if is_sheet else "too-large/other")

    def elements(self, part: str) -> Iterator[Element]:
        """The elements of a part, each when it comes to its end, whatever its namespace."""
        self.count(part)
        ended: list[Element] = []
        begun: list[tuple[str, dict[str, str]]] = [("", {})]
        texts: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            begun.append((name.rpartition(" ")[2], attributes))
            texts.clear()
            if len(begun) > MAX_DEPTH + 1:
                raise refused(self._source, "too-deep/workbook", most=MAX_DEPTH)

        def end(_: str) -> None:
            name, attributes = begun.pop()
            ended.append((begun[-1][0], name, attributes, "".join(texts)))
            texts.clear()

        def doctype(*_: object) -> None:
            raise refused(self._source, "broken-workbook/doctype")

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = texts.append
        parser.StartDoctypeDeclHandler = doctype
        with self._opened(part) as stream:
            for chunk in _chunks(stream):
                parser.Parse(chunk)
                if not ended and len(chunk) == MAX_PIECE:
                    raise refused(self._source, "too-large/piece", most=MAX_PIECE // 1_000_000)
                yield from ended
                ended.clear()
        parser.Parse(b"", True)
        yield from ended

    def _opened(self, part: str) -> IO[bytes]:
        return self._zip.open(self._names[part])


def _folded(name: str) -> str:
    """The name of a part, in which capitals and the direction of slashes do not count."""
    return name.replace("\\", "/").lower()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(MAX_PIECE):
        yield chunk
