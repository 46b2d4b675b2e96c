"""Cells, lists and pages of an Excel workbook, whatever stands in it; knows of no questions."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from io import BytesIO
from textwrap import wrap
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.columns import runs
from gemeente_online.rendering.office import without_moment

_A4 = 9
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_CUT = " … [ingekort]"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIXED = b' customHeight="1"'
_LINE_ALONE, _KEPT_LINE = b"<t>\n</t>", b'<t xml:space="preserve">\n</t>'
"""An end of a line that is all of a text, which Excel leaves out unless it is told to keep it."""

_PLAIN, _FINE = 11, 10
"""Points of letters; fine ones can still be read where a page is made to fit."""

_LINE_HEIGHT = 14.5
"""Points that a line of plain letters takes."""

_SPACE, _SPACE_HEIGHT = 5, 7
"""Points of the empty line between two passages, and points that it takes."""

_HIGHEST = 409
"""Points; Excel knows no higher row."""

_LETTERS_PER_DIGIT = 1.15
"""Dutch letters are narrower than digits, and a cell has a margin; rather too high than cut off."""

_BOLD_IS_WIDER = 1.07
_POINTS_PER_LETTER = 7
_LONGEST_UPRIGHT = 20
"""Letters of an upright text that stand on one line."""

_YELLOW, _GREEN, _ORANGE, _BLUE = "FFF8DC", "E6F2E6", "FBD9B5", "1F4E79"

ANSWERED = PatternFill("solid", bgColor=_GREEN, fgColor=_GREEN)
"""Behind what has been filled in."""

EXPECTED = PatternFill("solid", bgColor=_ORANGE, fgColor=_ORANGE)
"""Behind what is missing."""

_LINE = Side("thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)


class Passage(NamedTuple):
    """What stands apart from the rest of a text.

    lead: what it begins with, in bold. text: what follows. is_fine: whether it is in grey, and
        smaller.
    """

    lead: str = ""
    text: str = ""
    is_fine: bool = False

    @property
    def whole(self) -> str:
        """All of it."""
        return " ".join(filter(None, [self.lead, self.text]))


Passages = tuple[Passage, ...]


class Look(NamedTuple):
    """How a cell looks, and whether one may type in it."""

    font: Font
    fill: PatternFill = PatternFill()
    border: Border = Border()
    alignment: Alignment = _WRAPPED
    is_input: bool = False


TITLE = Look(Font(name="Calibri", size=16, bold=True, color=_BLUE), alignment=Alignment(indent=1))
HEADING = Look(
    Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
    PatternFill("solid", _BLUE),
    _BOX,
    _CENTRED,
)
UPRIGHT = HEADING._replace(
    alignment=Alignment(wrap_text=True, text_rotation=90, horizontal="center", vertical="bottom")
)
"""A heading that is read from below, over a column that is narrower than it."""

LABEL = Look(Font(name="Calibri", size=11))
BOXED = Look(Font(name="Calibri", size=11), border=_BOX)
SIGN = BOXED._replace(alignment=Alignment(wrap_text=True, vertical="top", horizontal="center"))
"""A letter or a word in a narrow column."""

_GREY = "595959"
SMALL = Look(Font(name="Calibri", size=_FINE, color=_GREY), alignment=_CENTRED)
INPUT = Look(
    Font(name="Calibri", size=11), PatternFill("solid", _YELLOW), border=_BOX, is_input=True
)
FIELD = INPUT._replace(alignment=_CENTRED)
"""A cell to fill in beside a heading."""

FIXED = LABEL._replace(alignment=_CENTRED)
"""A value beside a heading that nobody changes."""


def put(sheet: Worksheet, row: int, column: int, value: object, look: Look) -> Cell:
    """Fill a cell; text is text, whatever it looks like, and never a formula or an error."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    dress(cell, look)
    if isinstance(value, int | float | date):
        cell.value = value
    elif value is not None and str(value):
        text = cell_text(str(value))
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = stays_text(text)
    return cell


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its looks."""
    cell.font, cell.fill, cell.border = look.font, look.fill, look.border
    cell.alignment = look.alignment
    if look.is_input:
        cell.protection = Protection(locked=False)


def cell_text(text: str) -> str:
    """A text as a cell can hold it, on as many lines; where it is too long it says so."""
    lines = (clean(line) for line in text.split("\n"))
    whole = _ESCAPE.sub("_x005F_", "\n".join(lines))
    if len(whole) <= _LONGEST_TEXT // 2:  # no sign is more than two of what Excel counts
        return whole
    units = whole.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_TEXT:
        return whole
    kept = units[: 2 * (_LONGEST_TEXT - len(_CUT))].decode("utf-16-le", "ignore")
    return f"{kept}{_CUT}"


def stays_text(text: str) -> bool:
    """Whether a cell has to be told that it holds text, also when somebody edits it."""
    return text.startswith("'") or runs(text)


def put_passages(sheet: Worksheet, row: int, column: int, passages: Passages, look: Look) -> Cell:
    """Fill a cell with passages that stand apart; where they are too long, as one plain text."""
    text = "\n\n".join(one.whole for one in passages)
    cell = put(sheet, row, column, text, look)
    if not passages or cell.value != "\n\n".join(cell_text(one.whole) for one in passages):
        return cell
    runs: list[TextBlock] = []
    for one in passages:
        if runs:
            runs[-1].text += "\n"
            runs.append(TextBlock(_inline(_SPACE), "\n"))
        if one.lead:
            behind = " " if one.text else ""
            runs.append(TextBlock(_inline(look.font.sz, b=True), cell_text(one.lead) + behind))
        if one.text:
            fine = {"color": Color(f"FF{_GREY}")} if one.is_fine else {}
            size = _FINE if one.is_fine else look.font.sz
            runs.append(TextBlock(_inline(size, **fine), cell_text(one.text)))
    cell.value = CellRichText(*runs)
    cell.data_type = "s"
    return cell


def _inline(size: float | None, **more: Any) -> InlineFont:
    return InlineFont(rFont="Calibri", sz=size, **more)


def add_rule(sheet: Worksheet, rule: DataValidation, at: str) -> None:
    """Let a rule guard a cell; what breaks it is explained, and an empty cell never does."""
    rule.allowBlank = True
    rule.showErrorMessage = True
    rule.errorTitle = "Dit past hier niet"
    rule.error = clean(str(rule.error))[:224]  # Excel refuses a workbook with a longer text
    rule.add(at)
    sheet.add_data_validation(rule)


def highlight(sheet: Worksheet, at: str, formula: str, fill: PatternFill) -> None:
    """Fill a cell where a formula holds."""
    rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill))
    sheet.conditional_formatting.add(at, rule)


def fit_row(
    sheet: Worksheet,
    row: int,
    texts: Iterable[tuple[object, float]],
    *,
    least: float = 0,
    is_fine: bool = False,
) -> None:
    """Make a row as high as its texts need, each with the width in digits that it has.

    least: points that it has at any rate. is_fine: whether it is in fine letters.

    Excel does so by itself when somebody types; nothing does when a workbook is opened.
    """
    needed = max(_height(text, width, is_fine=is_fine) for text, width in texts)
    sheet.row_dimensions[row].height = min(max(needed, least), _HIGHEST)


def fits(texts: Iterable[tuple[object, float]], *, is_fine: bool) -> bool:
    """Whether texts, each with its width in digits, fit in a row as high as it can be."""
    return all(_height(text, width, is_fine=is_fine) <= _HIGHEST for text, width in texts)


def fine(look: Look) -> Look:
    """The same look in fine letters."""
    font = copy(look.font)
    font.sz = _FINE
    return look._replace(font=font)


def _height(text: object, width: float, *, is_fine: bool) -> float:
    """Points that a text takes, in passages or not, in a column of a width in digits."""
    passages = text if isinstance(text, tuple) else (Passage(text=str(text or "")),)
    lines, size = 0, (_FINE if is_fine else _PLAIN) / _PLAIN
    for one in passages:
        wider = 1 if one.text else _BOLD_IS_WIDER
        letters = int(width * _LETTERS_PER_DIGIT / size / wider)
        lines += sum(max(len(wrap(line, letters)), 1) for line in one.whole.split("\n"))
    return size * _LINE_HEIGHT * lines + _SPACE_HEIGHT * (len(passages) - 1) + 6


def stand_up(sheet: Worksheet, row: int, texts: Iterable[str]) -> None:
    """Make a row as high as its longest upright text needs, on two lines where it is long."""
    longest = max(texts, key=len)
    on_a_line = len(longest) * (0.6 if is_long(longest) else 1)
    sheet.row_dimensions[row].height = max(_POINTS_PER_LETTER * on_a_line + 12, 2 * _LINE_HEIGHT)


def is_long(text: str) -> bool:
    """Whether an upright text takes two lines."""
    return len(text) > _LONGEST_UPRIGHT


class Lists:
    """The lists that cells are chosen from, on a sheet of their own that nobody sees.

    Texts in the rule itself may hold 255 characters together, and no comma.
    """

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._columns: dict[tuple[str, ...], str] = {}

    def range_of(self, texts: Sequence[str]) -> str:
        """Where a list stands, as a formula."""
        letter = self._columns.setdefault(tuple(texts), get_column_letter(len(self._columns) + 1))
        return f"'{self._sheet}'!${letter}$1:${letter}${len(texts)}"

    def write(self, sheet: Worksheet) -> None:
        """Write all lists on their sheet, and hide it."""
        for texts, letter in self._columns.items():
            for row, text in enumerate(texts, 1):
                put(sheet, row, column_index_from_string(letter), text, SMALL)
        sheet.sheet_state = "veryHidden"
        sheet.protection.sheet = True


def set_up(
    sheet: Worksheet, title: str, *, title_row: int | None = None, portrait: bool = False
) -> None:
    """Protect a sheet except where one types, hide what is for programs, and ready it for A4."""
    hidden = next(iter(reversed(list(sheet.column_dimensions))))
    sheet.column_dimensions[hidden].hidden = True
    sheet.row_dimensions[1].hidden = True
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # False is allowed
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page = sheet.page_setup
    page.paperSize, page.orientation = _A4, "portrait" if portrait else "landscape"
    page.fitToWidth, page.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top, margins.bottom = 0.4, 0.6
    margins.header = margins.footer = 0.3
    footer = HeaderFooterItem()
    footer.left.text = clean(title).replace("&", "&&")[:200]
    footer.right.text = "Pagina &P van &N"
    sheet.oddFooter = footer
    if title_row is not None:
        sheet.print_title_rows = f"{title_row}:{title_row}"


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes for sheets: short, of allowed signs, and each only once."""
    names: list[str] = []
    for text in wanted:
        plain = " ".join(_NOT_IN_A_NAME.sub(" ", clean(text)).split()).strip("' ")
        base = plain[:_LONGEST_NAME].rstrip("' ") or "As"
        taken = {name.casefold() for name in names} | {"history"}
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            tail = f" ({count})"
            name = base[: _LONGEST_NAME - len(tail)].rstrip("' ") + tail
        names.append(name)
    return names


def saved(book: Workbook) -> bytes:
    """A workbook's bytes, without the moment at which it was made: equal for equal content."""
    stream = BytesIO()
    book.save(stream)
    return without_moment(stream.getvalue(), _as_meant)


def _as_meant(name: str, part: bytes) -> bytes:
    """Let rows grow with what is typed, and keep the lines between passages."""
    if not name.startswith("xl/worksheets/"):
        return part
    return part.replace(_FIXED, b"").replace(_LINE_ALONE, _KEPT_LINE)
