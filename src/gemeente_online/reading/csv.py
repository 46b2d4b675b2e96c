"""CSV as rows, streamed: what is kept in memory does not grow with the file."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from gemeente_online.problem import InvalidInputError, refused
from gemeente_online.reading.files import Progress, check_is_text, encoding_of

if TYPE_CHECKING:
    from gemeente_online.reading.models import ModelChoice
    from gemeente_online.reading.written import Written

CHUNK = 1 << 16
MAX_CELL = 131_072
"""Most characters of one cell; more means that a quotation mark is never closed."""

MAX_LINE = 8_000_000
"""Most characters without any line end."""

_DELIMITERS = (";", ",", "\t")


def read_table(
    stream: BinaryIO,
    source: str,
    choice: "ModelChoice",
    progress: Progress = None,
    ignored: list[str] | None = None,
) -> "Iterator[Written | InvalidInputError]":
    """What stands in the rows; a row that is none comes as an error. ignored: see ``Rows``.

    Raises:
        InvalidInputError: see ``read_rows``; or the header is wrong.

    """
    from gemeente_online.reading.rows import Rows  # who only looks at the rows does without

    table: Rows | None = None
    for number, cells in read_rows(stream, source, progress):
        if isinstance(cells, InvalidInputError):
            yield cells
        elif table is not None:
            yield from table.read(number, cells)
        elif any(map(str.strip, cells)):
            table = Rows(source, (number, cells), choice, ignored=ignored)


def read_rows(
    stream: BinaryIO, source: str, progress: Progress = None
) -> Iterator[tuple[int, list[str] | InvalidInputError]]:
    """The rows with their numbers as a spreadsheet counts them, the header first.

    What separates the cells (``;``, ``,`` or a tab) is found out from the first row; a first
    line ``sep=;`` is passed over. A row that is no CSV comes as an error, and reading goes on
    after it where that makes sense.

    Raises:
        InvalidInputError: an encoding that is neither UTF-8, UTF-16 with a byte order mark, nor
            Windows-1252; or a quotation mark that is never closed.

    """
    lines = _lines(_texts(stream, source, progress), source)
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
            if "field limit" in str(error) or "unexpected end" in str(error):
                raise refused(source, "quote-not-closed", (number, None)) from None
            yield number, refused(source, "csv-syntax", (number, None))


def _delimiter(header: str) -> str:
    """The separator that splits the header into most cells."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _lines(texts: Iterable[str], source: str) -> Iterator[str]:
    """The text cut into lines that keep their ends: line feeds, carriage returns, or both."""
    rest = ""
    for text in texts:
        whole = rest + text
        cut = max(whole.rfind("\n"), whole.rfind("\r", 0, len(whole) - 1)) + 1
        if not cut and len(whole) > MAX_LINE:
            raise refused(source, "line-too-long", most=MAX_LINE)
        yield from io.StringIO(whole[:cut], newline="")
        rest = whole[cut:]
    if rest:
        yield from io.StringIO(rest, newline="")


def _texts(stream: BinaryIO, source: str, progress: Progress) -> Iterator[str]:
    """The text of a stream, in pieces.

    Without a byte order mark it is UTF-8 or Windows-1252: the first sign that is not plain ASCII
    tells which, since what Windows-1252 writes for é is no UTF-8.
    """
    data = stream.read(CHUNK)
    check_is_text(data, source)
    encoding, mark = encoding_of(data)
    data = data.removeprefix(mark)
    decoder = codecs.getincrementaldecoder(encoding)()
    is_plain = not mark
    line = 1
    while True:
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            data, before = error.object, error.object[: error.start]
            if is_plain and before.isascii():
                decoder, is_plain = codecs.getincrementaldecoder("cp1252")(), False
                continue
            line += before.decode(error.encoding, "replace").count("\n")
            raise refused(source, "encoding/csv", (line, None)) from None
        if "\0" in text:
            line += text.partition("\0")[0].count("\n")
            raise refused(source, "not-text/csv", (line, None))
        if progress is not None:
            progress(len(data))
        yield text
        if not data:
            return
        is_plain = is_plain and text.isascii()
        line += text.count("\n")
        data = stream.read(CHUNK)
