"""Files that plainly hold no answers: growth models, JSON Schemas, and what this program wrote.

By the keys of a tree, the first row of a table, or the first bytes. A folder of answers may hold
them: then they are passed over, and that is said.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from gemeente_online.problem import InvalidInputError, Problem, broken
from gemeente_online.reading.written import Written


class OtherFile(StrEnum):
    """What such a file is, as people read it."""

    MODEL = "groeimodel"
    SCHEMA = "schema"
    RESULT = "uitkomst"


MESSAGES = {
    OtherFile.MODEL: "not-an-answers-file/model",
    OtherFile.SCHEMA: "not-an-answers-file/schema",
    OtherFile.RESULT: "not-an-answers-file/result",
}
"""Under which key is told what it is."""


class NoAnswersError(InvalidInputError):
    """An input that is something else than answers; carries what it is, and that as a problem."""

    def __init__(self, what: OtherFile, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.what = what


_OF_MODELS = frozenset({"axes", "phases", "scale", "scoring"})
_OF_SCHEMAS = frozenset({"$schema", "$defs"})
_RESULT_BEGINS = re.compile(
    rb'\s*\{\s*"format"\s*:\s*\d+\s*,\s*"program"\s*:\s*\{\s*"name"\s*:\s*"gemeente-online"'
)
_COLUMNS_OF_RESULTS = frozenset(
    {
        *("program_version", "model_sha256", "source_sha256", "axis", "question", "steps"),
        *("place", "phase", "range_low", "score", "coverage", "firmness", "size_class"),
        *(
            "before_date",
            "after_date",
            "before_phase",
            "after_phase",
            "before_score",
            "after_score",
        ),
    }
)
"""Columns of what commands write as CSV or as a workbook; each has two of them at least."""


def other_in(tree: object) -> OtherFile | None:
    """What a file holds instead of answers, by its keys; a model that is begun lacks some."""
    if not isinstance(tree, dict):
        return None
    keys = tree.keys()
    if "program" in keys:
        return OtherFile.RESULT
    if "answers" in keys:
        return None
    if "municipality" not in keys and keys & _OF_MODELS:
        return OtherFile.MODEL
    if keys & _OF_SCHEMAS:
        return OtherFile.SCHEMA
    return OtherFile.RESULT if keys >= {"format", "source"} else None


def check_is_answers(written: Written) -> None:
    """Refuse what plainly is something else; raises NoAnswersError."""
    other = other_in(written.tree)
    if other is not None:
        finding = broken((), MESSAGES[other], file=written.source)
        raise NoAnswersError(other, written.place([finding]))


def begins_as_result(data: bytes) -> bool:
    """Whether a file begins as the JSON of this program, which may be larger than is read."""
    return _RESULT_BEGINS.match(data[:400]) is not None


def are_of_a_result(columns: Iterable[str]) -> bool:
    """Whether a table with these columns is one that this program wrote."""
    return len(_COLUMNS_OF_RESULTS.intersection(columns)) > 1
