"""What documents have in common: whose answers they are, held against what, and problems."""

import re
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, PlainSerializer

from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.value import plain_value
from gemeente_online.problem import Severity

Item = TypeVar("Item")

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character: a byte of a file name that is no UTF-8, or an escape in JSON that is alone."""


def _whole(text: str) -> str:
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


Ordinal = Annotated[int, Field(ge=1)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[str, PlainSerializer(_whole)]
"""A text that may name a file or a key, in characters that every reader of JSON takes."""


@plain_value
class ProgramNamed:
    """What was computed with."""

    name: Literal["gemeente-online"]
    """This program's name."""
    version: str
    """This program's version."""


@plain_value
class ModelNamed:
    """What was measured with."""

    id: str
    """Of the model."""
    version: str
    """Of the model."""
    sha256: Digest | None
    """Of the model's file; null where it came from no file."""


@plain_value
class Named:
    """Whose answers they are, and where they stand."""

    source: Whole
    """The file that they came from, or - for standard input."""
    row: Ordinal | None
    """The row or line of a file that holds many; null elsewhere."""
    source_sha256: Digest | None
    """Of the file; null where its rows came through a pipe."""
    municipality: Municipality
    """Whose answers they are."""
    date: date
    """Of the assessment."""


@plain_value
class Measured(Named):
    """Whose answers they are, and what they were held against with what."""

    respondent: str | None
    """Who filled it in."""
    model: ModelNamed
    """What was measured with."""
    program: ProgramNamed
    """What was computed with."""


@plain_value
class ProblemTold:
    """What is wrong with an input."""

    source: Whole
    """The file's name as it was given, or - for standard input."""
    line: Ordinal | None
    """Counted from 1; in CSV the row; null where the file as a whole is meant."""
    column: Ordinal | None
    """Counted from 1; null where the line or the file as a whole is meant."""
    path: Whole
    """Where it is in the file, as answers.klantvragen; empty for the whole file."""
    code: str
    """The kind of mistake; stable."""
    severity: Severity
    """Whether it keeps the input from being used."""
    message: Whole
    """What is wrong, in Dutch."""
    hint: Whole | None
    """What would be right, in Dutch."""
    municipality: Whole | None
    """Of a row or line of a file that holds many: whose answers it is about, as it was written."""


@plain_value
class JsonDocument(Generic[Item]):
    """What a command writes with --format json."""

    format: Literal[1]
    """Of this document; another number where names change."""
    program: ProgramNamed
    """What was computed with."""
    results: tuple[Item, ...]
    """In the order of the inputs; one where the command gives one, none where it cannot."""
    problems: tuple[ProblemTold, ...]
    """What is wrong with the inputs, per file in place order."""
