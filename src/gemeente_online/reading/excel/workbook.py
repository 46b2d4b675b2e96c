"""From the bytes of an Excel workbook to sheets with cells of text, safely and a row at a time.

openpyxl reads it, in its mode that streams. The faster calamine was tried and left: it drops what
formulas got wrong (``#N/A`` comes out as nothing), and makes room for every cell between the first
and the last, so that one cell in the far corner of a sheet takes all memory there is.

What openpyxl would unpack or expand is bounded before it sees a byte: see ``archive``. Knows
nothing of answers.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from datetime import date as Date  # noqa: N812 - as in an assessment
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from gemeente_online.extras import needed
from gemeente_online.reading.document import refused
from gemeente_online.reading.excel.archive import AGAIN, check_archive

MAX_ROWS = 1_048_576
"""Most rows of a sheet, as in Excel itself."""

_AHEAD = 100
_ESCAPED = re.compile(r"_x000[9ADad]_")
_UNDERSCORE = "_x005F_"
_YEARS = range(1990, 2100)
"""Where a date belongs, a number that is a day in one of these years is that day."""


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
        from openpyxl.cell.read_only import EMPTY_CELL as empty  # noqa: N811

        values = self._book.guarded(self._values.iter_rows(max_row=MAX_ROWS))
        formulas: Iterable[Any] = ()
        if self._formulas is not None:
            formulas = self._book.guarded(self._formulas.iter_rows(max_row=MAX_ROWS))
        for number, (row, other) in enumerate(zip_longest(values, formulas, fillvalue=()), 1):
            if not row:
                continue
            cells = [
                NOTHING if cell is empty else _cell(cell.value, cell.data_type) for cell in row
            ]
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
        has_formulas = check_archive(data, source)
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
                # of parts that do not matter to us it warns, and in places it even prints
                with warnings.catch_warnings(), redirect_stdout(StringIO()):
                    warnings.simplefilter("ignore")
                    for step in islice(steps, _AHEAD):
                        ahead.append(step)
                done = len(ahead) < _AHEAD
            except Exception:  # openpyxl raises anything on a file that is wrong
                yield from ahead
                message = "dit Excel-bestand is beschadigd"
                raise refused(self._source, "broken-workbook", message, AGAIN) from None
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
