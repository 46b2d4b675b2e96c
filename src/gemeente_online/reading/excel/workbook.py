"""From the bytes of an Excel workbook to sheets with cells of text, a row at a time.

Takes from the elements of its parts what stands in cells, and whether a number in one is a date.
Knows nothing of answers.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from gemeente_online.problem import Finding, InvalidInputError, Path, broken, refused
from gemeente_online.reading.excel.archive import Archive
from gemeente_online.reading.written import MAX_TEXT
from gemeente_online.wording import shortened, thousands

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""As in Excel itself."""

MAX_WRITTEN_OUT = 50_000_000
"""Most characters of all cells, each with its text: many may refer to the same one."""

_CODE = re.compile(r"_x(005F|000[9ADad])_")
_CELL = re.compile(r"([A-Za-z]{1,3})[0-9]+")

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The formats that every workbook has and that show dates or times, by their numbers."""

_DURATION_FORMAT = 46
"""Of these the one that counts hours past the day, ``[h]:mm:ss``."""

_PERCENTAGE_FORMATS = (9, 10)

_LONGEST_FORMAT = 255
_NO_PART_OF_A_DATE = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)
_PART_OF_A_DATE = re.compile("[dmyhs]", re.IGNORECASE)
_PART_OF_A_DURATION = re.compile(r"\[[hms]", re.IGNORECASE)

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LEAP_DAY = 60
"""The 29 February 1900 that Excel counts, and that never was."""

_PRONOUNCED = "rPh"
"""Beside a text in Japanese: how it sounds."""

_BOOLEANS = {"1": "ja", "true": "ja", "0": "nee", "false": "nee"}

_AS_YEARS = range(1900, 2101)
"""A number that is shown as a date in 1905, and was typed as a year."""

_AS_DAYS = range(1990, 2100)
"""Where a date belongs, a number that is a day in one of these years is that day."""


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    """A date or a time."""


class SheetCell(NamedTuple):
    """One cell as the text that somebody would have typed: numbers with a decimal comma.

    Without the space around a text; a cell of nothing else is empty.

    why_unreadable: of a cell that does not say what was meant, the key of ``messages``.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    why_unreadable: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether the text is what the cell says; not so where a formula went wrong."""
        return not self.why_unreadable

    def finding(self, path: Path) -> Finding:
        """What is wrong with a cell that is not readable."""
        return broken(path, self.why_unreadable, value=self.text, most=MAX_TEXT)


NOTHING = SheetCell("")


class _Shown(StrEnum):
    """As what a format shows a number."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    """Hundred times as much, with a sign behind it."""
    DATE = "date"
    DURATION = "duration"
    """Hours and minutes, of which there may be more than a day has."""


class Workbook:
    """An Excel workbook: its sheets in their order, without those that hold only a chart."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open it.

        Raises:
            InvalidInputError: no workbook, one with a password, or one too large to be meant.

        """
        self._archive = Archive(data, source)
        self._source = source
        self._written_out = Counter[str]()
        self._texts: list[SheetCell] = []
        self._formats: list[_Shown] = []
        self._epoch = _EPOCH
        with self._archive.unbroken():
            self.sheets = [*self._sheets().values()]
            for sheet in self.sheets:  # before any of them is read
                self._archive.count(sheet.part, is_sheet=True)

    def _sheets(self) -> dict[str, "WorkbookSheet"]:
        """The sheets by their parts; and on the way what their cells refer to."""
        links = self._archive.links("")
        (book,) = (part for part, kind in links.values() if kind == "officeDocument")
        links = self._archive.links(book)
        for part, kind in links.values():
            if kind == "sharedStrings":
                self._texts = [*self._shared_texts(part)]
            elif kind == "styles":
                self._formats = [*self._styles(part)]
        sheets: dict[str, WorkbookSheet] = {}
        root = ""
        for within, root, attributes, _ in self._archive.elements(book):
            if root == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self._epoch = _EPOCH_1904
            elif root == "sheet" and within == "sheets":
                link = next((attributes[key] for key in attributes if key.endswith(" id")), "")
                if not link:
                    continue  # an old program listed its macros here
                part, kind = links[link]
                if part in sheets:
                    raise ValueError("two sheets that are one")
                if kind != "chartsheet":
                    is_visible = attributes.get("state", "visible") == "visible"
                    sheets[part] = WorkbookSheet(self, attributes["name"], part, is_visible)
        if root != "workbook":
            raise ValueError("another kind of document")
        return sheets

    def _shared_texts(self, part: str) -> Iterator[SheetCell]:
        """The texts that cells refer to by their number, each made a cell once."""
        pieces: list[str] = []
        for within, name, _, text in self._archive.elements(part):
            if name == "t" and within != _PRONOUNCED:
                pieces.append(text)
            elif name == "si":
                yield _text("".join(pieces))
                pieces = []

    def _styles(self, part: str) -> Iterator[_Shown]:
        """As what each of the styles that cells refer to shows a number."""
        formats = dict.fromkeys(map(str, _DATE_FORMATS), _Shown.DATE)
        formats[str(_DURATION_FORMAT)] = _Shown.DURATION
        formats |= dict.fromkeys(map(str, _PERCENTAGE_FORMATS), _Shown.PERCENTAGE)
        for within, name, attributes, _ in self._archive.elements(part):
            if name == "numFmt" and within == "numFmts":
                formats[attributes["numFmtId"]] = _shown_by(attributes.get("formatCode", ""))
            elif name == "xf" and within == "cellXfs":
                yield formats.get(attributes.get("numFmtId", ""), _Shown.NUMBER)

    def rows(self, part: str) -> Iterator[tuple[int, dict[int, SheetCell]]]:
        """See ``WorkbookSheet.rows``."""
        with self._archive.unbroken():
            number, column = 0, -1
            value, has_formula = "", False
            cells: dict[int, SheetCell] = {}
            del self._written_out[part]  # of when it was read before
            room = MAX_WRITTEN_OUT - self._written_out.total()
            for within, name, attributes, text in self._archive.elements(part):
                match name:
                    case "v" if within == "c":
                        value += text
                    case "t" if within != _PRONOUNCED:
                        value += text
                    case "f" if within == "c":
                        has_formula = True
                    case "c":
                        column = _position(attributes["r"]) if "r" in attributes else column + 1
                        if has_formula or value.strip():
                            cells[column] = self._cell(value, attributes)
                        value, has_formula = "", False
                    case "row":
                        number = int(attributes.get("r", number + 1))
                        if not 1 <= number <= LAST_ROW:
                            raise ValueError(number)
                        if filled := {at: cell for at, cell in cells.items() if cell != NOTHING}:
                            self._written_out[part] += sum(len(one.text) for one in filled.values())
                            if self._written_out[part] > room:
                                raise self._too_large()
                            yield number, filled
                        column, cells = -1, {}
                    case "sheetData":  # what comes behind it stands in no cell
                        return

    def _too_large(self) -> InvalidInputError:
        most = MAX_WRITTEN_OUT // 1_000_000
        return refused(self._source, "too-large/written-out", most=most)

    def _cell(self, value: str, attributes: dict[str, str]) -> SheetCell:
        """A cell that has a value, or a formula of which it should have been the outcome."""
        kind = attributes.get("t", "n")
        if kind not in {"str", "inlineStr"}:
            value = value.strip()
        if not value:
            return NOTHING if kind == "str" else _unreadable("formula/not-calculated")
        try:
            match kind:
                case "s":
                    return self._texts[_index(value)]
                case "str" | "inlineStr":
                    return _text(value)
                case "b":
                    return SheetCell(_BOOLEANS[value])
                case "e":
                    return _unreadable("formula", shortened(value))
                case "d":
                    day, _, time = value.partition("T")
                    return _text(day or time)._replace(kind=CellKind.DATE)
                case _:
                    return self._number(float(value), _index(attributes.get("s", "0")))
        except (ValueError, LookupError):
            return _unreadable("broken-cell")

    def _number(self, number: float, style: int) -> SheetCell:
        if not isfinite(number):
            raise ValueError(number)
        shown = _in_digits(number or 0.0)  # which is never below nothing
        shown_as = self._formats[style] if style < len(self._formats) else _Shown.NUMBER
        if shown_as is _Shown.NUMBER:
            return SheetCell(shown, CellKind.NUMBER)
        if shown_as is _Shown.PERCENTAGE:  # somebody typed 85%, and not 0,85
            return SheetCell(f"{_in_digits(number * 100)}%")
        if number in _AS_YEARS:
            return _unreadable("not-a-date/year", shown)
        if 0 <= number < 1 or (shown_as is _Shown.DURATION and number >= 0):
            return SheetCell(_clock(number), CellKind.DATE)
        day = self._day(number)
        if day is None:
            return _unreadable("not-a-date/no-day", shown)
        return SheetCell(day.date().isoformat(), CellKind.DATE)

    def _day(self, number: float) -> datetime | None:
        """What a number stands for in the calendar of this workbook, if anything."""
        has_leap_day = self._epoch == _EPOCH
        if number < 0 or (has_leap_day and int(number) == _LEAP_DAY):
            return None
        if has_leap_day and number < _LEAP_DAY:
            number += 1
        try:
            return self._epoch + timedelta(days=number)
        except OverflowError:
            return None

    def date_of(self, cell: SheetCell) -> str:
        """The text of a cell where a date belongs: also of a date that was made a number."""
        if cell.kind is CellKind.NUMBER and cell.text.isdigit():
            day = self._day(float(cell.text))
            if day and day.year in _AS_DAYS:
                return day.date().isoformat()
        return cell.text


class WorkbookSheet(NamedTuple):
    """One worksheet, whose rows can be read again and again."""

    book: Workbook
    name: str
    part: str
    is_visible: bool

    def rows(self) -> Iterator[tuple[int, dict[int, SheetCell]]]:
        """The rows that hold anything: their numbers, from 1, and cells by their columns, from 0.

        Raises:
            InvalidInputError: this sheet cannot be read.

        """
        return self.book.rows(self.part)


def place_in(sheet: str, row: int, position: int) -> str:
    """How a cell is called, ``Interactie!D7``, from its row (from 1) and column (from 0)."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{shortened(sheet)}!{letters}{row}"


def _unreadable(why: str, text: str = "") -> SheetCell:
    return SheetCell(text, why_unreadable=why)


def _shown_by(code: str) -> _Shown:
    """As what a format shows numbers above nothing."""
    code = _NO_PART_OF_A_DATE.sub("", code[:_LONGEST_FORMAT].partition(";")[0])
    if not _PART_OF_A_DATE.search(code):
        return _Shown.PERCENTAGE if "%" in code else _Shown.NUMBER
    return _Shown.DURATION if _PART_OF_A_DURATION.search(code) else _Shown.DATE


def _clock(days: float) -> str:
    """Hours, minutes and seconds; hours go on where a day ends."""
    minutes, seconds = divmod(round(days * 86_400), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _position(coordinate: str) -> int:
    """The column, from 0, of a cell that is called ``D7``."""
    found = _CELL.fullmatch(coordinate)
    if found is None:
        raise ValueError(coordinate)
    return _column(found[1].upper())


@lru_cache(maxsize=LAST_COLUMN)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    if number > LAST_COLUMN:
        raise ValueError(letters)
    return number - 1


def _index(text: str) -> int:
    """A number that counts from 0."""
    if not text.isdigit():
        raise ValueError(text)
    return int(text)


def _text(text: str) -> SheetCell:
    if len(text) > MAX_TEXT:
        return _unreadable("text-too-long/cell", thousands(len(text)))
    return SheetCell(_CODE.sub(lambda code: "_" if code[1] == "005F" else " ", text).strip())


def _in_digits(number: float) -> str:
    """A number to the fifteen digits that Excel keeps; never exactly three after the comma.

    What a person types as 1,234 may be one thousand and more; what a cell holds may not.
    """
    text = f"{Decimal(format(number, '.15g')):f}"
    whole, mark, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if not mark or not decimals:
        return whole
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole},{decimals}"  # noqa: PLR2004
