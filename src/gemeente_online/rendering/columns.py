"""A table as a list of columns, so that header and rows come from one place; or as a matrix."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from gemeente_online.rendering.document import Cell, ColumnHead, Table

Row = TypeVar("Row")
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


def table(columns: Iterable[Shown[Row]], rows: Iterable[Row]) -> Table:
    """Those of the columns that are there; a last row where a total is given."""
    shown = [column for column in columns if column.there]
    cells = [tuple(column.cell(row) for column in shown) for row in rows]
    if any(column.total is not None for column in shown):
        cells.append(tuple(column.total or "" for column in shown))
    heads = tuple(ColumnHead(column.title, column.right, column.fixed) for column in shown)
    return Table(heads, tuple(cells))


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
