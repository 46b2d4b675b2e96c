"""How wide the columns of a sheet of questions are, so that it can be read on A4 on its side."""

from collections.abc import Iterable, Sequence

from gemeente_online.rendering.forms.cells import fits, is_long

_PAGE = 158
"""Digits that all columns hold together: the finest letters are then 9 points on paper."""

_NUMBER = 5
"""The width of the column with the numbers of the questions, in digits, as all that follow."""

_OF_ALL = 36
"""Of the column with what all respondents answered."""

_OF_ONE, _OF_A_LONG_NAME = 4, 6
"""The least of a column with what one did, and where the name above it takes two lines."""

_SHARES = ((27, 36, 15, 12, 10), (20, 52, 12, 9, 7))
"""Percents of what is left of the page that the columns take, from the question on.

The second are for answers that are too long for a row.
"""
_SHARES_OF_MEETING = ((23, 31, 12, 20, 14), (18, 46, 10, 15, 11))
"""The same beside what respondents answered, who wrote notes and evidence too."""


def fitting_widths(
    rows: Sequence[Sequence[object]], names: Sequence[str], signs: Iterable[str]
) -> list[float]:
    """The widths of the columns in digits, so that texts fit in their rows if they can.

    rows: the texts of each, in the order of the columns. names: of who answered beforehand, a
        column each, or of all of them in one. signs: what stands in these columns.
    """
    beside = _widths_beside(names, signs)
    left = (_PAGE - _NUMBER - sum(beside)) / 100

    def widths(shares: Sequence[int]) -> list[float]:
        question, answers, *filled_in = (round(share * left, 1) for share in shares)
        return [_NUMBER, question, answers, *beside, *filled_in]

    def too_long(columns: Sequence[float]) -> int:
        shown = (zip(texts, columns, strict=False) for texts in rows)
        return sum(not fits(row, is_fine=True) for row in shown)

    return min(map(widths, _SHARES_OF_MEETING if beside else _SHARES), key=too_long)


def _widths_beside(names: Sequence[str], signs: Iterable[str]) -> list[float]:
    """The widths of what respondents answered: letters, words or numbers."""
    if len(names) <= 1:
        return [_OF_ALL] * len(names)
    longest = max(map(len, signs)) + 1.5
    least = [_OF_A_LONG_NAME if is_long(name) else _OF_ONE for name in names]
    return [max(width, min(longest, _OF_A_LONG_NAME)) for width in least]
