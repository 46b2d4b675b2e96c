"""An input that holds no valid assessment."""

from collections.abc import Iterable
from typing import NamedTuple

from gemeente_online.problem import NOT_EXPLAINED, Problem


class Rejected(NamedTuple):
    """An input that holds no valid assessment, and everything that is wrong with it."""

    source: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """Every problem as text, on lines of its own."""
        return "\n".join(map(str, self.problems))


MOST_EXPLAINED = 1_000
"""Problems of one file's rows that are explained; nobody reads more of them."""


class WrongRows:
    """The wrong rows of one file: explained at first, and then only named."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._count = 0

    @property
    def are_explained(self) -> bool:
        """Whether what is wrong with the next one will be told."""
        return self._count < MOST_EXPLAINED

    def rejected(self, row: int, problems: Iterable[Problem]) -> Rejected:
        """A row that is wrong; row: its number, from 1."""
        if not self.are_explained:
            problems = [_not_explained(self._source, row)]
        found = Rejected(self._source, tuple(problems))
        self._count += len(found.problems)
        return found


def _not_explained(source: str, row: int) -> Problem:
    return Problem(
        source=source,
        line=row,
        code=NOT_EXPLAINED,
        message="deze rij klopt ook niet",
        hint="verbeter eerst de rijen erboven, en controleer dan opnieuw",
    )
