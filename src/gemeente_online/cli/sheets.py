"""Writing rows as CSV, for programs or for a Dutch Excel."""

from collections.abc import Iterable

from gemeente_online.cli.sink import Sink
from gemeente_online.rendering.sheet import DUTCH, PLAIN, Value, sheet_lines


def write_sheet(
    sink: Sink, columns: Iterable[str], rows: Iterable[Iterable[Value]], *, excel: bool
) -> None:
    """Write a header and rows."""
    dialect = DUTCH if excel else PLAIN
    sink.write(dialect.mark)
    for line in sheet_lines([columns, *rows], dialect):
        sink.write(line)
