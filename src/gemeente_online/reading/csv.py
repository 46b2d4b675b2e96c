"""CSV as rows, streamed: what is kept in memory does not grow with the file."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO

from gemeente_online.problem import InvalidInputError, Problem, problem_in, refused
from gemeente_online.reading.encoding import MARKS, check_is_text

CHUNK = 1 << 16
MAX_CELL = 131_072
"""Most characters of one cell; more means that a quotation mark is never closed."""

MAX_LINE = 8_000_000
"""Most characters without any line end."""

_DELIMITERS = (";", ",", "\t")


def read_rows(
    stream: BinaryIO, source: str, progress: Callable[[int], None] | None = None
) -> Iterator[tuple[int, list[str] | InvalidInputError]]:
    """The rows with their numbers as a spreadsheet counts them, the header first.

    What separates the cells (``;``, ``,`` or a tab) is found out from the first row; a first
    line ``sep=;`` is passed over. A row that is no CSV comes as an error, and reading goes on
    after it where that makes sense.

    Raises:
        InvalidInputError: an encoding that is neither UTF-8, UTF-16 with a byte order mark, nor
            Windows-1252; or a quotation mark that is never closed.

    """
    lines = _lines(_Decoder(stream, source, progress))
    first = next(lines, "")
    skipped = 0
    if first.lower().startswith("sep="):
        first, skipped = next(lines, ""), 1
    reader = csv.reader(chain([first], lines), delimiter=_delimiter(first), strict=True)
    number = skipped
    while True:
        try:
            for row in reader:
                number += 1
                yield number, row
            return
        except csv.Error as error:
            number += 1
            problem = _broken_row(source, number, str(error))
            if problem.code == "quote-not-closed":
                raise InvalidInputError([problem]) from None
            yield number, InvalidInputError([problem])


def _delimiter(header: str) -> str:
    """The separator that splits the header into most cells."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _broken_row(source: str, number: int, said: str) -> Problem:
    if "field limit" in said or "unexpected end" in said:
        return problem_in(source, "quote-not-closed", (number, None))
    return problem_in(source, "csv-syntax", (number, None))


def _lines(decoder: "_Decoder") -> Iterator[str]:
    """The text cut into lines that keep their ends: line feeds, carriage returns, or both."""
    rest = ""
    for text in decoder:
        whole = rest + text
        cut = max(whole.rfind("\n"), whole.rfind("\r", 0, len(whole) - 1)) + 1
        if not cut and len(whole) > MAX_LINE:
            raise refused(decoder.source, "line-too-long", most=MAX_LINE)
        yield from io.StringIO(whole[:cut], newline="")
        rest = whole[cut:]
    if rest:
        yield from io.StringIO(rest, newline="")


class _Decoder:
    """The text of a stream, in pieces.

    Without a byte order mark it is UTF-8 or Windows-1252: the first sign that is not plain ASCII
    tells which, since what Windows-1252 writes for é is no UTF-8.
    """

    def __init__(
        self, stream: BinaryIO, source: str, progress: Callable[[int], None] | None
    ) -> None:
        self.source = source
        self._stream, self._progress = stream, progress
        self._lines = 1

    def __iter__(self) -> Iterator[str]:
        data = self._stream.read(CHUNK)
        check_is_text(data, self.source)
        encoding = None
        for mark, name in MARKS:
            if data.startswith(mark):
                data, encoding = data[len(mark) :], name
                break
        decoder = None if encoding is None else codecs.getincrementaldecoder(encoding)()
        pending = b""
        while data:
            if self._progress is not None:
                self._progress(len(data))
            following = self._stream.read(CHUNK)
            if decoder is None:
                data = pending + data
                pending = b""
                if not data.isascii():
                    encoding, pending = _encoding_of(data, last=not following)
                    data = data[: len(data) - len(pending)]
                    if encoding is not None:
                        decoder = codecs.getincrementaldecoder(encoding)()
            text = self._decoded(decoder, data, last=not following)
            if "\0" in text:
                line = self._lines + text.partition("\0")[0].count("\n")
                raise refused(self.source, "not-text/csv", (line, None))
            self._lines += text.count("\n")
            yield text
            data = following

    def _decoded(
        self, decoder: codecs.IncrementalDecoder | None, data: bytes, *, last: bool
    ) -> str:
        if decoder is None:
            return data.decode("ascii")
        try:
            return decoder.decode(data, final=last)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(error.encoding, "replace")
            line = self._lines + before.count("\n")
            raise refused(self.source, "encoding/csv", (line, None)) from None


def _encoding_of(data: bytes, *, last: bool) -> tuple[str | None, bytes]:
    """What the first sign beyond ASCII is written in, and the bytes that must wait to tell."""
    start = next(at for at, byte in enumerate(data) if byte > 0x7F)  # noqa: PLR2004 - ASCII
    sign = data[start : start + 4]
    for length in range(1, len(sign) + 1):
        try:
            sign[:length].decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                return "cp1252", b""
        else:
            return "utf-8", b""
    return ("cp1252", b"") if last else (None, data[start:])
