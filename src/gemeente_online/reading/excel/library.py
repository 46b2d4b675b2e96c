"""What is used of openpyxl, the library that knows the XML of workbooks.

Only the parts with answers are read: what they say of comments, charts or its authors may be wrong
as it likes. From a sheet the library's way from a row to its cells is taken, and not the rest: that
fills up every gap, and keeps what stands beside the rows.

Imported when there is a workbook to read, since openpyxl may not be installed.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from gemeente_online.reading.excel.archive import Archive
from gemeente_online.reading.excel.workbook import CellKind

_LAST_ROW = 1_048_576
"""As in Excel itself."""

_YEARS = range(1900, 2101)
"""A number that is shown as a date in 1905, and was typed as a year."""

_LEAP_DAY = 60
"""The 29 February 1900 that Excel counts, and that never was."""


class SheetPart(NamedTuple):
    """Where a sheet is, and how it is called."""

    name: str
    part: str
    is_visible: bool


class Book:
    """An open workbook; raises anything where it is broken."""

    def __init__(self, data: bytes, archive: Archive) -> None:
        reader: Any = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.archive = archive
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._archive, self._book = archive, reader.wb
        self._texts = _Texts(reader.shared_strings)
        parts = set(archive.namelist())
        self.sheets = [
            SheetPart(sheet.name, link.target, sheet.state == "visible")
            for sheet, link in reader.parser.find_sheets()
            if link.target in parts and "chartsheet" not in link.Type
        ]
        if len({sheet.part for sheet in self.sheets}) < len(self.sheets):
            raise ValueError("two sheets that are one")
        for sheet in self.sheets:  # refuse what is too much before anything is read
            archive.sheet(sheet.part).close()

    def rows(self, part: str) -> Iterator[tuple[int, list[tuple[int, Any, str]]]]:
        """The rows of a sheet: their numbers, and of every cell column, from 1, value and type."""
        with self._archive.sheet(part) as source:
            parser = _Rows(
                source,
                self._texts,
                data_only=True,
                epoch=self._book.epoch,
                date_formats=self._book._date_formats,
                timedelta_formats=self._book._timedelta_formats,
            )
            for _, element in iterparse(source):
                if element.tag == ROW_TAG:
                    if all("r" in cell.attrib for cell in element):
                        # the library takes its time for cells with nothing in them
                        element[:] = [cell for cell in element if len(cell)]
                    number, cells = parser.parse_row(element)
                    element.clear()
                    parser.row_dimensions.clear()
                    if not 1 <= number <= _LAST_ROW:
                        raise ValueError(number)
                    yield number, [(c["column"], c["value"], c["data_type"]) for c in cells]

    def date_of(self, number: int) -> object:
        """What a number stands for in the calendar of this workbook."""
        return from_excel(number, self._book.epoch)


class _Rows(WorkSheetParser):
    """Tells of cells too what the library passes over."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        value, given = cell["value"], element.get("t", "n")
        if value is None:
            if given != "str" and element.find(FORMULA_TAG) is not None:
                cell["data_type"] = CellKind.NOT_CALCULATED
        elif value is _LOST:
            cell["data_type"] = CellKind.LOST
        elif given == "n" and cell["data_type"] in {"d", "e"}:
            number = float(element.findtext(VALUE_TAG))
            if number in _YEARS:
                cell |= {"value": int(number), "data_type": CellKind.YEAR}
                return cell
            is_leap_day = self.epoch == WINDOWS_EPOCH and int(number) == _LEAP_DAY
            if cell["data_type"] == "e" or number < 0 or is_leap_day:
                cell |= {"value": number, "data_type": CellKind.NO_DAY}
        return cell


_LOST = object()


class _Texts(list[Any]):
    """The texts that cells refer to by their number; there is none before the first."""

    def __getitem__(self, index: Any) -> Any:
        return super().__getitem__(index) if 0 <= index < len(self) else _LOST
