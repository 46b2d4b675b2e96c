"""One municipality's filled-in answers at one date.

How they are read from a tree of text is in ``tree``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date as Date  # noqa: N812 - a field is called date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import Field

from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.model.file import Model


class State(StrEnum):
    """Whether an answer counts."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@plain_value
class Answer:
    """What was answered to one question."""

    state: State
    """Whether the answer counts: known, unknown or not-applicable."""
    chosen: tuple[str, ...] = ()
    """Ids of the options; empty for a number, and for geen."""
    number: Exact | None = None
    """The number that was given, in the question's unit; null for another kind of question."""
    score: Exact | None = None
    """On the model's scale; null unless the answer is known."""
    units: Annotated[int, Field(exclude=True)] = 0
    """The score in ``Model.unit`` above the bottom of the scale; 0 unless it is known."""
    said_unknown: Annotated[bool, Field(exclude=True)] = field(default=False, compare=False)
    """Whether onbekend was answered, where others leave the question open: it counts the same."""

    @property
    def place(self) -> tuple[int, int, tuple[str, ...], Fraction]:
        """To order answers by: from low to high, then not applicable, then unknown."""
        return _PLACES.index(self.state), self.units, self.chosen, self.number or Fraction(0)


_PLACES = (State.KNOWN, State.NOT_APPLICABLE, State.UNKNOWN)


@plain_value
class Remark:
    """What was written beside an answer."""

    note: str | None = None
    """The note; null without one."""
    evidence: str | None = None
    """The evidence; null without one."""


@plain_value
class Municipality:
    """Whose answers these are."""

    name: str
    """The name as it was written."""
    code: str | None = None
    """Of Statistics Netherlands as GM and four digits; any other as it was written."""
    inhabitants: int | None = None
    """A positive number of people."""
    province: str | None = None
    """The official name of a Dutch province; any other as it was written."""
    group: str | None = None
    """A group of the user's own, to rank and report by, as it was written: G40, a region."""

    @property
    def with_code(self) -> str:
        """What it is called, with its code where it has one: "Waterdam (GM9999)"."""
        return f"{self.name} ({self.code})" if self.code else self.name

    @property
    def in_full(self) -> str:
        """What it is called among namesakes: "Bergen (Limburg, GM0893)"."""
        more = ", ".join(filter(None, (self.province, self.code)))
        return f"{self.name} ({more})" if more else self.name


class Assessment(NamedTuple):
    """One municipality's answers at one date, held against one model.

    source: the file that it came from.
    row: its row in that file, where one file holds many; the first is 1.
    source_sha256: of that file; None where it is not known, as of rows that come through a pipe.
    version: of the model, that the answers were given for; None where that was not said.
    earlier: ids of earlier versions of the model that stood in it: read as what they are now, or
        passed over where that is nothing.
    ambition: the phase aimed at, per axis id; empty where none was given.
    answers: an answer for every question of the model, unknown where none was given.
    remarks: note and evidence, for the questions that have any.
    """

    source: str
    model: Model
    municipality: Municipality
    date: Date
    respondent: str | None
    ambition: Mapping[str, int]
    answers: Mapping[str, Answer]
    remarks: Mapping[str, Remark]
    row: int | None = None
    source_sha256: str | None = None
    version: str | None = None
    earlier: tuple[str, ...] = ()

    def ambition_of(self, axes: Iterable[str]) -> int | None:
        """The phase aimed at on several axes: the lowest; None unless each has one."""
        aims = [self.ambition.get(axis) for axis in axes] if self.ambition else [None]
        known = [aim for aim in aims if aim is not None]
        return min(known) if len(known) == len(aims) else None

    @property
    def shared_ambition(self) -> int | None:
        """The phase that every axis aims at; None where they differ, or one has none."""
        phases = set(self.ambition.values())
        every = len(self.ambition) == len(self.model.axes)
        return phases.pop() if every and len(phases) == 1 else None
