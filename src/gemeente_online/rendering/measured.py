"""Columns that sheets have in common: where an assessment stands, and whose answers it has."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.columns import Column, Field, Sheet, sheet

Row = TypeVar("Row")


def measured_fields(of: Callable[[Row], Assessment], program: str) -> list[Field[Row]]:
    """Which file it came from, and with what it was measured; program: the program's version."""
    return [
        Column("source", lambda row: of(row).source),
        Column("row", lambda row: of(row).row),
        Column("source_sha256", lambda row: of(row).source_sha256),
        Column("model", lambda row: of(row).model.id),
        Column("model_version", lambda row: of(row).model.version),
        Column("model_sha256", lambda row: of(row).model.digest or None),
        Column("program_version", lambda row: program),
    ]


def municipality_fields(of: Callable[[Row], Assessment]) -> list[Field[Row]]:
    """Which municipality it is of, and of when."""
    return [*place_fields(of), Column("date", lambda row: of(row).date)]


def place_fields(of: Callable[[Row], Assessment]) -> list[Field[Row]]:
    """Which municipality it is of."""
    return [
        Column("municipality", lambda row: of(row).municipality.name),
        Column("code", lambda row: of(row).municipality.code),
        Column("inhabitants", lambda row: of(row).municipality.inhabitants),
        Column("province", lambda row: of(row).municipality.province),
        Column("municipality_group", lambda row: of(row).municipality.group),
    ]


def origin_sheet(assessments: Iterable[Assessment]) -> Sheet:
    """What the other sheets of a workbook rest on: a row for each assessment, not who answered."""
    fields: list[Field[Assessment]] = [
        *municipality_fields(lambda one: one),
        *measured_fields(lambda one: one, __version__),
    ]
    return sheet("Herkomst", fields, assessments)
