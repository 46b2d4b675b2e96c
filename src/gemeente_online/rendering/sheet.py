"""Rows for a spreadsheet or a program: CSV, with no cell that a spreadsheet would run."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from io import StringIO
from typing import NamedTuple

from gemeente_online.model.numbers import plain_number
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.columns import Column, Row

Value = str | int | Fraction | date | None
Field = Column[Row, Value]
"""A column of a sheet."""

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


def sheet(fields: Sequence[Field[Row]], rows: Iterable[Row]) -> Iterator[list[Value]]:
    """The header of a sheet, and its rows."""
    yield [field.title for field in fields]
    for row in rows:
        yield [field.cell(row) for field in fields]


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

    None is an empty cell, a fraction the nearest double. Text is cleaned, and gets a ``'`` before
    it where a spreadsheet would take it for a formula; a number never does.
    """
    stream = StringIO()
    writer = csv.writer(stream, delimiter=dialect.delimiter, lineterminator=dialect.line_end)
    for row in rows:
        writer.writerow([_cell(value, dialect) for value in row])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


def _cell(value: Value, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, Fraction):
        return str(plain_number(value)).replace(".", dialect.decimal_sign)
    text = clean(value)
    risky = value.startswith(("\t", "\r")) or runs(text)
    return f"'{text}" if text and risky else text
