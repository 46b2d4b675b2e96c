"""What the sheets of a result hold."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from gemeente_online.rendering.columns import Sheet, Value


def rows_of(sheets: Iterable[Sheet]) -> list[Sequence[Value]]:
    """The rows of the first, which CSV has, with its header."""
    return [*next(iter(sheets)).rows]


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a table that a command wrote, each cell under the name of its column."""
    return list(csv.DictReader(StringIO(text)))
