"""From the bytes of an Excel workbook to sheets with cells of text, safely and a row at a time.

openpyxl reads it, in its mode that streams. The faster calamine was tried and left: it drops what
formulas got wrong (``#N/A`` comes out as nothing), and makes room for every cell between the first
and the last, so that one cell in the far corner of a sheet takes all memory there is.

What openpyxl would unpack or expand is bounded before it sees a byte. Knows nothing of answers.
"""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 - as in an assessment
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from gemeente_online.extras import needed
from gemeente_online.problem import InvalidInputError, Problem

MAX_FILE = 10_000_000
"""Most bytes of a workbook. One with thirty answers takes some 30 000, photos aside."""

MAX_UNPACKED = 100_000_000
"""Most bytes of all that a workbook holds, unpacked: some ten thousand municipalities."""

MAX_TAGS = 4_000_000
"""Most tags in one part of a workbook; a filled cell takes four."""

MAX_ROWS = 1_048_576
"""Most rows of a sheet, as in Excel itself."""

_AHEAD = 100
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ESCAPED = re.compile(r"_x000[9ADad]_")
_UNDERSCORE = "_x005F_"
_YEARS = range(1990, 2100)
"""Where a date belongs, a number that is a day in one of these years is that day."""

_AGAIN = "open het in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx)"


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    """A formula that failed, such as ``#N/A``."""
    NOT_CALCULATED = "not-calculated"
    """A formula of which the file does not hold the outcome."""


class Cell(NamedTuple):
    """One cell as the text that somebody would have typed: numbers with a decimal comma."""

    text: str
    kind: Kind = Kind.TEXT

    @property
    def is_readable(self) -> bool:
        """Whether the text is what the cell says; not so where a formula went wrong."""
        return self.kind not in {Kind.ERROR, Kind.NOT_CALCULATED}

    def why_unreadable(self) -> tuple[str, str]:
        """What is wrong with a cell that is not readable, and what would be right."""
        if self.kind is Kind.ERROR:
            return (
                f"hier staat een fout van een formule: {self.text}",
                "verbeter de formule, of typ de waarde zelf",
            )
        return (
            "hier staat een formule waarvan de uitkomst niet in het bestand staat",
            "open het bestand in Excel of LibreOffice en sla het op, of typ de waarde zelf",
        )


NOTHING = Cell("")


class Sheet:
    """One worksheet, whose rows can be read again and again."""

    def __init__(self, book: "Workbook", values: Any, formulas: Any) -> None:
        self._book, self._values, self._formulas = book, values, formulas
        self.name: str = values.title
        self.is_visible: bool = values.sheet_state == "visible"

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold anything and their numbers, from 1; without empty cells at the end.

        Raises:
            InvalidInputError: this sheet cannot be read.

        """
        values = self._book.guarded(self._values.iter_rows(max_row=MAX_ROWS))
        formulas: Iterable[Any] = ()
        if self._formulas is not None:
            formulas = self._book.guarded(self._formulas.iter_rows(max_row=MAX_ROWS))
        for number, (row, other) in enumerate(zip_longest(values, formulas, fillvalue=()), 1):
            if not row:
                continue
            cells = [_cell(cell.value, cell.data_type) for cell in row]
            for at, cell in enumerate(other):
                if cell.data_type == "f" and not cells[at].text:
                    cells[at] = Cell("", Kind.NOT_CALCULATED)
            while cells and cells[-1] == NOTHING:
                cells.pop()
            if cells:
                yield number, cells


class Workbook:
    """An Excel workbook: its sheets in their order, without those that hold only a chart."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open it.

        Raises:
            InvalidInputError: no workbook, one with a password, one too large to be meant, or the
                library that reads it was not installed.

        """
        self._source = source
        with needed("excel", "Excel-bestanden", source=source):
            from openpyxl import load_workbook
        has_formulas = _check(data, source)
        books = []
        for data_only in (True, False) if has_formulas else (True,):
            (book,) = self.guarded(
                load_workbook(BytesIO(data), read_only=True, data_only=only, keep_links=False)
                for only in [data_only]
            )
            books.append(book.worksheets)
            self._epoch = book.epoch
        for sheet in (sheet for sheets in books for sheet in sheets):
            sheet.reset_dimensions()  # what the file says of its size may be wrong
        pairs = zip(*books, strict=True) if has_formulas else ((one, None) for one in books[0])
        self.sheets = [Sheet(self, values, formulas) for values, formulas in pairs]

    def guarded(self, steps: Iterable[Any]) -> Iterator[Any]:
        """What the library gives, step by step; what it trips over is a problem of the file."""
        steps = iter(steps)
        done = False
        while not done:
            ahead = []  # many at a time, since keeping warnings quiet has a price
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of parts that do not matter to us
                    for step in islice(steps, _AHEAD):
                        ahead.append(step)
                done = len(ahead) < _AHEAD
            except Exception:  # openpyxl raises anything on a file that is wrong
                yield from ahead
                raise _refused(
                    self._source, "broken-workbook", "dit Excel-bestand is beschadigd", _AGAIN
                ) from None
            yield from ahead

    def date_of(self, cell: Cell) -> str:
        """The text of a cell where a date belongs: also of a date that was made a number."""
        from openpyxl.utils.datetime import from_excel

        if cell.kind is Kind.NUMBER and cell.text.isdigit() and len(cell.text) < 6:  # noqa: PLR2004
            found = from_excel(int(cell.text), self._epoch)
            if isinstance(found, datetime) and found.year in _YEARS:
                return found.date().isoformat()
        return cell.text


def place_in(sheet: str, row: int, position: int) -> str:
    """How a cell is called, ``Interactie!D7``, from its row (from 1) and column (from 0)."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}!{letters}{row}"


def _cell(value: Any, data_type: str) -> Cell:
    if data_type == "e":
        return Cell(str(value), Kind.ERROR)
    match value:
        case None | "":
            return NOTHING
        case str():
            return Cell(_ESCAPED.sub(" ", value).replace(_UNDERSCORE, "_"))
        case bool():
            return Cell("ja" if value else "nee")
        case int() | float():
            return Cell(_number(value), Kind.NUMBER)
        case datetime():
            return Cell(value.date().isoformat(), Kind.DATE)
        case Date():
            return Cell(value.isoformat(), Kind.DATE)
        case time() | timedelta():
            return Cell(str(value), Kind.DATE)
        case _:
            return Cell(str(value))


def _number(value: float) -> str:
    """A number to the fifteen digits that Excel keeps; never exactly three after the comma.

    What a person types as 1,234 may be one thousand and more; what a cell holds may not.
    """
    text = f"{Decimal(format(value, '.15g')):f}" if isinstance(value, float) else str(value)
    whole, mark, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if not mark or not decimals:
        return whole
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole},{decimals}"  # noqa: PLR2004


def _check(data: bytes, source: str) -> bool:
    """Refuse what no spreadsheet program makes; tell whether there are formulas.

    Raises:
        InvalidInputError: what it is instead.

    """
    if len(data) > MAX_FILE:
        message = f"het bestand is groter dan {MAX_FILE // 1_000_000} MB"
        hint = "een ingevulde vragenlijst is veel kleiner; haal foto's en andere bladen eruit"
        raise _refused(source, "too-large", message, hint)
    if data.startswith(_OLE):
        raise _old_or_locked(data, source)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                message = f"uitgepakt is dit bestand groter dan {MAX_UNPACKED // 1_000_000} MB"
                raise _refused(source, "too-large", message, "is dit het juiste bestand?")
            if any(
                entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
                for entry in entries
            ):
                raise _refused(
                    source,
                    "broken-workbook",
                    "dit bestand is op een andere manier ingepakt dan Excel doet",
                    _AGAIN,
                )
            formulas = [_scan(archive, entry, source) for entry in entries]
    except InvalidInputError:
        raise
    except Exception:  # zipfile and zlib raise anything on a file that is wrong
        message = "het bestand is leeg" if not data else "dit is geen Excel-bestand"
        raise _refused(source, "not-a-workbook" if data else "empty", message, _AGAIN) from None
    return any(formulas)


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bool:
    """Look through one part for what could make a parser expand it; tell of formulas."""
    tags, formulas, tail, is_xml = 0, False, b"", None
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if is_xml is None:
                start = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()
                is_xml = not start or start.startswith(b"<")
                if chunk[:2] in _UTF_16:
                    raise _refused(
                        source, "broken-workbook", "dit bestand is niet in UTF-8 geschreven", _AGAIN
                    )
                if not is_xml:
                    return False  # a picture or the like, that is not read either
            tags += chunk.count(b"<")
            chunk = tail + chunk
            formulas = formulas or _FORMULA.search(chunk) is not None
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                message = "in dit bestand staat een opdracht (DOCTYPE) die Excel niet schrijft"
                raise _refused(source, "broken-workbook", message, _AGAIN)
            if tags > MAX_TAGS:
                message = f"in dit bestand staan meer dan {MAX_TAGS // 4_000_000} miljoen cellen"
                raise _refused(source, "too-large", message, "verdeel het over meer bestanden")
            tail = chunk[-32:]
    return formulas


def _old_or_locked(data: bytes, source: str) -> InvalidInputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refused(
            source,
            "password",
            "dit Excel-bestand is beveiligd met een wachtwoord om het te openen",
            "haal het weg in Excel: Bestand, Info, Werkmap beveiligen, Versleutelen met wachtwoord",
        )
    return _refused(
        source,
        "old-workbook",
        "dit is een bestand van een Excel van voor 2007 (.xls)",
        "sla het in Excel op als Excel-werkmap (.xlsx)",
    )


def _refused(source: str, code: str, message: str, hint: str) -> InvalidInputError:
    return InvalidInputError([Problem(source=source, code=code, message=message, hint=hint)])
