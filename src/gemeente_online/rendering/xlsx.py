"""Sheets as an Excel workbook: to filter, to count with, to send on; its numbers are numbers.

A cell holds what CSV has there; how many decimals are shown is a matter of looks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gemeente_online.model.numbers import plain_number
from gemeente_online.problem import refused
from gemeente_online.rendering.columns import Sheet, Value
from gemeente_online.rendering.forms.cells import (
    HEADING,
    INPUT,
    LABEL,
    Look,
    cell_text,
    dress,
    saved,
    sheet_names,
    stays_text,
)

MOST_ROWS = 1_048_576
"""Rows that Excel has on a sheet, the header among them."""

_LANGUAGE = "nl-NL"
_DATE, _DECIMALS, _GENERAL = "d-m-yyyy", "0.00", "General"
_A4 = 9
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day too many before it, and knows none before its year."""

_WIDEST, _SIDES = 64, 2
"""Letters that a column is wide at most, and the space beside them; a longer text goes on below."""

_ON_PAPER = 250
"""Letters beside each other that one can still read on a sheet of paper."""

_LENGTH_OF_DATE, _DECIMAL_PART = 10, 3

_ARROW = 4
"""Letters that the arrow of the filter takes in a heading."""

_WIDTH_TO_FILL_IN = 18
_TEXT = LABEL._replace(alignment=Alignment(wrap_text=True, vertical="top", indent=1))
_FIGURE = LABEL._replace(alignment=Alignment(vertical="top"))
_EMPTY = INPUT._replace(alignment=_TEXT.alignment, is_input=False)


def render_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of a workbook, the same for the same sheets; at least one sheet.

    Text from files is text, and never a formula.

    Raises:
        InvalidInputError: a sheet has more rows than Excel takes.

    """
    gathered = [(sheet, _gathered(sheet)) for sheet in sheets]
    book = Workbook(write_only=True)
    names = sheet_names(sheet.name for sheet, _ in gathered)
    about = book.properties
    about.title, about.creator, about.language = names[0], "gemeente-online", _LANGUAGE
    for name, (sheet, rows) in zip(names, gathered, strict=True):
        _write(book.create_sheet(name), rows, sheet.to_fill_in)
    return saved(book)


def _gathered(sheet: Sheet) -> list[Sequence[Value]]:
    rows = [*islice(sheet.rows, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise refused("gemeente-online", "too-many-rows", name=sheet.name, most=MOST_ROWS)
    return rows


def _write(page: Any, rows: list[Sequence[Value]], to_fill_in: tuple[str, ...]) -> None:
    """The header stays in sight, and on every page of paper; a column is as wide as it needs."""
    header, *others = rows
    columns = [*zip(*others, strict=True)] or [()] * len(header)
    formats = [*map(_format, columns)]
    titles = [*map(str, header), *to_fill_in]
    widths = [max(map(_length, column), default=0) for column in columns]
    widths += [_WIDTH_TO_FILL_IN] * len(to_fill_in)
    widths = [
        min(max(width, len(title) + _ARROW), _WIDEST) + _SIDES
        for width, title in zip(widths, titles, strict=True)
    ]
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.paperSize, page.page_setup.orientation = _A4, "landscape"
    if sum(widths) <= _ON_PAPER:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows)}"
    cells = _Cells(page)
    page.append(cells.heading(title) for title in titles)
    for row in others:
        page.append(cells.row(row, formats, len(to_fill_in)))


def _format(column: Sequence[Value]) -> str:
    """How its numbers are shown: with two decimals where one of them is not whole."""
    broken = any(isinstance(value, Fraction) and value.denominator > 1 for value in column)
    return _DECIMALS if broken else _GENERAL


def _length(value: Value) -> int:
    """How many letters it takes, on its longest line."""
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    if isinstance(value, Fraction):
        return len(str(int(value))) + _DECIMAL_PART
    return _LENGTH_OF_DATE if isinstance(value, date) else len(str(value or ""))


class _Cells:
    """The cells of a page, one of each look, which is filled again for each that is written.

    To give each cell its looks would take most of the time.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self._heading, self._empty = self._dressed(HEADING), self._dressed(_EMPTY)
        self._text, self._kept = self._dressed(_TEXT), self._dressed(_TEXT)
        self._kept.quotePrefix = True
        self._figures = {name: self._dressed(_FIGURE, name) for name in (_GENERAL, _DECIMALS)}
        self._date = self._dressed(_FIGURE, _DATE)

    def _dressed(self, look: Look, number_format: str = _GENERAL) -> Cell:
        cell = WriteOnlyCell(self._page)
        dress(cell, look)
        cell.number_format = number_format
        return cell

    def heading(self, title: str) -> Cell:
        """What stands above a column."""
        return _filled(self._heading, cell_text(title))

    def row(
        self, values: Sequence[Value], formats: Sequence[str], empty: int
    ) -> Iterator[Cell | None]:
        """A cell for each value, and so many to fill in."""
        for value, number_format in zip(values, formats, strict=True):
            yield self._cell(value, number_format)
        for _ in range(empty):
            yield self._empty

    def _cell(self, value: Value, number_format: str) -> Cell | None:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            if value >= _FIRST_DAY:
                return _filled(self._date, value)
            value = value.isoformat()
        if isinstance(value, str):
            text = cell_text(value)
            return _filled(self._kept if stays_text(text) else self._text, text)
        number = plain_number(value) if isinstance(value, Fraction) else value
        return _filled(self._figures[number_format], number)


def _filled(cell: Cell, value: str | float | date) -> Cell:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it looks like
    return cell
