"""What the sheets of a result hold."""

from collections.abc import Iterable, Sequence

from gemeente_online.rendering.columns import Sheet, Value


def rows_of(sheets: Iterable[Sheet]) -> list[Sequence[Value]]:
    """The rows of the first, which CSV has, with its header."""
    return [*next(iter(sheets)).rows]
