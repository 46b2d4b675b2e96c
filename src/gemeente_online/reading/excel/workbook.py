"""From the bytes of an Excel workbook to sheets with cells of text, safely and a row at a time.

openpyxl reads it: see ``library``. The faster calamine was tried and left: it drops what formulas
got wrong (``#N/A`` comes out as nothing), and makes room for every cell between the first and the
last, so that one cell in the far corner of a sheet takes all memory there is.

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
from io import StringIO
from itertools import islice
from typing import Any, NamedTuple

from gemeente_online.problem import InvalidInputError, Wrong, refused, wrong
from gemeente_online.reading.excel.archive import Archive
from gemeente_online.reading.extras import needed
from gemeente_online.reading.written import MAX_TEXT
from gemeente_online.wording import shortened

_AHEAD = 10
_ESCAPED = re.compile(r"_x000[9ADad]_")
_UNDERSCORE = "_x005F_"
_YEARS = range(1990, 2100)
"""Where a date belongs, a number that is a day in one of these years is that day."""


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    """A formula that failed, such as ``#N/A``."""
    NOT_CALCULATED = "not-calculated"
    """A formula of which the file does not hold the outcome."""
    NO_DAY = "no-day"
    """A number that is shown as a date, and is none."""
    YEAR = "year"
    """A number that is shown as a date, and is a year."""
    TOO_LONG = "too-long"
    """A text that is longer than any that is read; how long it is, in its place."""
    LOST = "lost"
    """A text that the file does not hold."""


_UNREADABLE = set(CellKind) - {CellKind.TEXT, CellKind.NUMBER, CellKind.DATE}

_NUMBERS = {CellKind.NO_DAY, CellKind.YEAR}


class SheetCell(NamedTuple):
    """One cell as the text that somebody would have typed: numbers with a decimal comma."""

    text: str
    kind: CellKind = CellKind.TEXT

    @property
    def is_readable(self) -> bool:
        """Whether the text is what the cell says; not so where a formula went wrong."""
        return self.kind not in _UNREADABLE

    def why_unreadable(self) -> Wrong:
        """What is wrong with a cell that is not readable."""
        match self.kind:
            case CellKind.ERROR:
                return wrong("formula", shown=self.text)
            case CellKind.NOT_CALCULATED:
                return wrong("formula/not-calculated")
            case CellKind.NO_DAY:
                return wrong("not-a-date/no-day", number=self.text)
            case CellKind.YEAR:
                return wrong("not-a-date/year", number=self.text)
            case CellKind.TOO_LONG:
                return wrong("text-too-long/cell", length=int(self.text), most=MAX_TEXT)
            case _:
                return wrong("broken-cell")


NOTHING = SheetCell("")


class Sheet:
    """One worksheet, whose rows can be read again and again."""

    def __init__(self, book: "Workbook", name: str, part: str, *, is_visible: bool) -> None:
        self._book, self._part = book, part
        self.name, self.is_visible = name, is_visible

    def rows(self) -> Iterator[tuple[int, dict[int, SheetCell]]]:
        """The rows that hold anything: their numbers, from 1, and cells by their columns, from 0.

        Raises:
            InvalidInputError: this sheet cannot be read.

        """
        for number, cells in self._book.rows_of(self._part):
            found = {column - 1: _cell(value, kind) for column, value, kind in cells}
            filled = {column: cell for column, cell in found.items() if cell != NOTHING}
            if filled:
                yield number, filled


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
            from gemeente_online.reading.excel.library import Book
        archive = Archive(data, source)
        (self._book,) = self._guarded(Book(data, archive) for _ in range(1))
        self.sheets = [
            Sheet(self, name, part, is_visible=is_visible)
            for name, part, is_visible in self._book.sheets
        ]

    def rows_of(self, part: str) -> Iterator[Any]:
        """What the library gives of a sheet."""
        return self._guarded(self._book.rows(part))

    def _guarded(self, steps: Iterable[Any]) -> Iterator[Any]:
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
            except InvalidInputError:
                raise
            except Exception:  # openpyxl raises anything on a file that is wrong
                yield from ahead
                raise refused(self._source, "broken-workbook") from None
            yield from ahead

    def date_of(self, cell: SheetCell) -> str:
        """The text of a cell where a date belongs: also of a date that was made a number."""
        if cell.kind is CellKind.NUMBER and cell.text.isdigit() and len(cell.text) < 6:  # noqa: PLR2004
            found = self._book.date_of(int(cell.text))
            if isinstance(found, datetime) and found.year in _YEARS:
                return found.date().isoformat()
        return cell.text


def place_in(sheet: str, row: int, position: int) -> str:
    """How a cell is called, ``Interactie!D7``, from its row (from 1) and column (from 0)."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{shortened(sheet)}!{letters}{row}"


def _cell(value: Any, kind: str) -> SheetCell:
    match value:
        case _ if kind == "e":
            return SheetCell(shortened(str(value)), CellKind.ERROR)
        case _ if kind in _UNREADABLE:
            return SheetCell(_number(value) if kind in _NUMBERS else "", CellKind(kind))
        case None | "":
            return NOTHING
        case str() if len(value) > MAX_TEXT:
            return SheetCell(str(len(value)), CellKind.TOO_LONG)
        case str():
            return SheetCell(_ESCAPED.sub(" ", value).replace(_UNDERSCORE, "_"))
        case bool():
            return SheetCell("ja" if value else "nee")
        case int() | float():
            return SheetCell(_number(value), CellKind.NUMBER)
        case datetime():
            return SheetCell(value.date().isoformat(), CellKind.DATE)
        case Date():
            return SheetCell(value.isoformat(), CellKind.DATE)
        case time() | timedelta():
            return SheetCell(str(value), CellKind.DATE)
        case _:
            return SheetCell(str(value))


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
