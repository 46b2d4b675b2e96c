"""Columns that sheets have in common: whose answers they are and from where, and an answer."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.model.parts import Question
from gemeente_online.rendering.answer_cells import joined, letters_of, texts_of, words_in_file
from gemeente_online.rendering.columns import Column, Field, Sheet, sheet

Row = TypeVar("Row")


def measured_fields(of: Callable[[Row], Assessment]) -> list[Field[Row]]:
    """Which file it came from, with what it was measured, and what computed it."""
    return [
        Column("source", lambda row: of(row).source),
        Column("row", lambda row: of(row).row),
        Column("source_sha256", lambda row: of(row).source_sha256),
        Column("model", lambda row: of(row).model.id),
        Column("model_version", lambda row: of(row).model.version),
        Column("model_sha256", lambda row: of(row).model.digest or None),
        Column("program_version", lambda _: __version__),
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


def answer_fields(
    question_of: Callable[[Row], Question], answer_of: Callable[[Row], Answer]
) -> list[Field[Row]]:
    """The columns of an answer: whether it counts, what it is in every way, and its score."""

    def told(row: Row, how: Callable[[Question, Answer], Iterable[str]]) -> str | None:
        return joined(how(question_of(row), answer_of(row)))

    return [
        Column("state", lambda row: str(answer_of(row).state)),
        Column("answer", lambda row: joined(words_in_file(answer_of(row)))),
        Column("letter", lambda row: told(row, letters_of)),
        Column("answer_text", lambda row: told(row, texts_of)),
        Column("number", lambda row: answer_of(row).number),
        Column("unit", lambda row: question_of(row).unit),
        Column("score", lambda row: answer_of(row).score),
    ]


def origin_sheet(assessments: Iterable[Assessment]) -> Sheet:
    """What the other sheets of a workbook rest on: a row for each assessment, not who answered."""
    fields: list[Field[Assessment]] = [
        *municipality_fields(lambda one: one),
        *measured_fields(lambda one: one),
    ]
    return sheet("Herkomst", fields, assessments)
