"""The rows of a workbook that was made to fill in: which they are, and where their cells stand.

Knows where things are, and not what may be answered.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from gemeente_online.assessment.workbook_keys import ANSWER, EVIDENCE, KEY, NO_KEY, NOTE
from gemeente_online.reading.excel.workbook import NOTHING, Sheet, SheetCell, place_in

_MOST_ROWS_ABOVE = 20
"""The row with the names of the columns is among the first; people may put some above it."""


class Spot(NamedTuple):
    """Where a cell stands; spots sort as a reader goes through the workbook."""

    sheet_number: int
    row: int
    column: int
    name: str


class FormRow(NamedTuple):
    """A row of the form: its cells by the names of their columns, and where they stand."""

    cells: Mapping[str, SheetCell]
    spots: Mapping[str, Spot]

    @property
    def answer(self) -> SheetCell:
        """What was filled in; nothing where the column is gone."""
        return self.cells.get(ANSWER, NOTHING)

    @property
    def answer_spot(self) -> Spot:
        """Where it is filled in; or its key, where that column is gone."""
        return self.spots.get(ANSWER, self.spots[KEY])

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody typed anything in the row."""
        return any(cell != NOTHING for cell in self.cells.values())


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet belongs to a workbook that was made to fill in."""
    return any(_columns(cells) for _, cells in islice(sheet.rows(), _MOST_ROWS_ABOVE))


def _columns(cells: Mapping[int, SheetCell]) -> dict[str, int]:
    """The positions of the columns, where a row names them."""
    places = {cell.text.strip(): at for at, cell in sorted(cells.items(), reverse=True)}
    if KEY not in places or ANSWER not in places:
        return {}
    return {name: places[name] for name in (KEY, ANSWER, NOTE, EVIDENCE) if name in places}


def entries_of(number: int, sheet: Sheet) -> Iterator[tuple[str, FormRow]]:
    """The rows of a sheet by their key, which is empty where somebody made a row of their own."""
    columns: dict[str, int] = {}
    for count, (row, cells) in enumerate(sheet.rows()):
        if not columns:
            columns = _columns(cells)
            if not columns and count >= _MOST_ROWS_ABOVE:
                return
            continue
        found = {name: cells[at] for name, at in columns.items() if at in cells}
        key = found.pop(KEY, NOTHING).text.strip()
        entry = FormRow(
            cells={
                name: cell
                for name, cell in found.items()
                if cell.text.strip() or not cell.is_readable
            },
            spots={
                name: Spot(number, row, at, place_in(sheet.name, row, at))
                for name, at in columns.items()
            },
        )
        if key not in {"", NO_KEY} or (not key and ANSWER in entry.cells):
            yield key, entry
