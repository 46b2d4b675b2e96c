"""A table as a list of columns, so that header and rows come from one place; or as a matrix.

For people it becomes a ``Table``, for a spreadsheet or a program a sheet of CSV, with no cell that
a spreadsheet would run. Knows nothing of what stands in the cells.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import chain, count
from typing import Generic, NamedTuple, TypeVar

from gemeente_online.model.numbers import plain_number
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.document import Cell, ColumnHead, Table

Row = TypeVar("Row")
Part = TypeVar("Part")
Content = TypeVar("Content")


class Column(NamedTuple, Generic[Row, Content]):
    """What heads a column, and what stands in it for a row.

    right, fixed: how it looks, see ``ColumnHead``.
    there: whether the table has the column; where not, none of its cells is asked for.
    total: what stands below it, in a table with a last row for all of them together.
    """

    title: str
    cell: Callable[[Row], Content]
    right: bool = False
    fixed: bool = False
    there: bool = True
    total: Content | None = None


Shown = Column[Row, Cell]
"""A column of a table for people."""


def figures(
    title: str, cell: Callable[[Row], Cell], *, there: bool = True, total: Cell | None = None
) -> Shown[Row]:
    """A column of numbers: to the right, and never wrapped."""
    return Column(title, cell, right=True, fixed=True, there=there, total=total)


def table(
    columns: Iterable[Shown[Row]],
    rows: Iterable[Row],
    is_whole: Callable[[Row], bool] = lambda _: False,
) -> Table:
    """Those of the columns that are there; a last row where a total is given.

    is_whole: whether a row stands above those of its parts, see ``Table``.
    """
    shown, rows = [column for column in columns if column.there], [*rows]
    cells = [tuple(column.cell(row) for column in shown) for row in rows]
    wholes = frozenset(at for at, row in enumerate(rows) if is_whole(row))
    if any(column.total is not None for column in shown):
        cells.append(tuple(column.total or "" for column in shown))
    heads = tuple(ColumnHead(column.title, column.right, column.fixed) for column in shown)
    return Table(heads, tuple(cells), wholes)


def matrix(
    corner: str,
    across: Iterable[str],
    rows: Iterable[tuple[str, Sequence[Cell]]],
    *,
    right: bool = False,
) -> Table:
    """A table of one thing against another.

    across: what heads the columns beside the first. rows: what a row is about, and its cells.
    right: whether the cells are numbers.
    """
    heads = (ColumnHead(corner), *(ColumnHead(name, right) for name in across))
    return Table(heads, tuple((name, *cells) for name, cells in rows))


def narrow_matrix(
    across: Sequence[str],
    down: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    *,
    right: bool = False,
) -> Table:
    """The same without a corner, the fewest of the two across, so that it fits a narrow screen.

    cells: a row for each of those that go down.
    """
    if len(down) < len(across):
        across, down = down, across
        cells = [*zip(*cells, strict=True)]
    return matrix("", across, zip(down, cells, strict=True), right=right)


Value = str | int | bool | Fraction | date | None
Field = Column[Row, Value]
"""A column of a sheet."""


def where_there(
    part_of: Callable[[Row], Part | None], cell: Callable[[Part], Value]
) -> Callable[[Row], Value]:
    """A cell that tells of a part of its row; empty where the row has none."""

    def told(row: Row) -> Value:
        part = part_of(row)
        return None if part is None else cell(part)

    return told


def column_name(*parts: str) -> str:
    """How a column of a sheet is called, of ids or names: ``wie_bepaalt_score``.

    Only small letters, digits and ``_``, and no digit first, so that SQL takes it unquoted.
    """
    plain = unicodedata.normalize("NFKD", "_".join(parts)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def columns_apart(names: Iterable[str]) -> list[str]:
    """A column's name for each, with a number where two would be called the same."""
    apart: dict[str, None] = {}
    for name in map(column_name, names):
        numbers = (f"{name}_{number}" for number in count(2))
        apart[next(one for one in chain([name], numbers) if one and one not in apart)] = None
    return [*apart]


class Sheet(NamedTuple):
    """A table for programs and spreadsheets: a file of CSV, or one of the sheets of a workbook.

    name: what it is of, in Dutch and short; a workbook shows it.
    rows: the header first; they may be gone through once.
    to_fill_in: the headings of empty columns behind it, which only a workbook has.
    """

    name: str
    rows: Iterable[Sequence[Value]]
    to_fill_in: tuple[str, ...] = ()


def sheet(
    name: str,
    fields: Sequence[Field[Row]],
    rows: Iterable[Row],
    *,
    to_fill_in: tuple[str, ...] = (),
) -> Sheet:
    """A sheet with these columns, and a row for each; see ``Sheet``."""
    return Sheet(name, _rows(fields, rows), to_fill_in)


def _rows(fields: Sequence[Field[Row]], rows: Iterable[Row]) -> Iterator[list[Value]]:
    yield [field.title for field in fields]
    for row in rows:
        yield [field.cell(row) for field in fields]


_RUN_BY_SPREADSHEETS = frozenset("=+-@\N{MINUS SIGN}")


class Dialect(NamedTuple):
    """How CSV is written.

    mark: what the file begins with.
    """

    delimiter: str
    decimal_sign: str
    line_end: str
    mark: str = ""


PLAIN = Dialect(delimiter=",", decimal_sign=".", line_end="\n")
"""For programs."""

DUTCH = Dialect(delimiter=";", decimal_sign=",", line_end="\r\n", mark="\ufeff")
"""For a Dutch Excel: it opens with the columns right, and numbers are numbers."""


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    Some leave out the spaces before it, and where full-width signs are usual they read those as
    the plain ones.
    """
    sign = text.lstrip()[:1]
    if not sign.isascii():
        sign = unicodedata.normalize("NFKC", sign)[:1]
    return sign in _RUN_BY_SPREADSHEETS


def sheet_lines(rows: Iterable[Iterable[Value]], dialect: Dialect = PLAIN) -> Iterable[str]:
    """The rows as CSV, a text for each; without the dialect's mark.

    None is an empty cell, a fraction the nearest double, and what holds or does not is ``true`` or
    ``false``. Text is cleaned, and gets a ``'`` before it where a spreadsheet would take it for a
    formula; a number never does.
    """
    import csv  # a table does not need it

    writer = csv.writer(_Passed(), delimiter=dialect.delimiter, lineterminator=dialect.line_end)
    for row in rows:
        yield writer.writerow([_cell(value, dialect) for value in row])


class _Passed:
    """Where a writer of CSV puts a line, which it then gives back."""

    def write(self, line: str) -> str:
        return line


def _cell(value: Value, dialect: Dialect) -> Value:
    """What the writer is to write; it knows whole numbers, dates and nothing by itself."""
    if isinstance(value, str):
        return _harmless(value)
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is Fraction:  # asking whether it is an instance takes ten times as long
        return str(plain_number(value)).replace(".", dialect.decimal_sign)
    return value


@lru_cache(maxsize=1 << 10)
def _harmless(text: str) -> str:
    """A text cleaned, and not run; most texts of a sheet stand in it many times."""
    cleaned = clean(text)
    risky = text.startswith(("\t", "\r")) or runs(cleaned)
    return f"'{cleaned}" if cleaned and risky else cleaned
