"""An input that holds no valid assessment."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from gemeente_online.problem import Problem, problem_in
from gemeente_online.suggestions import Guesses


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
        self.guesses = Guesses()
        """Within it a row is read, with a suggestion or not for what is wrong in it."""

    def rejected(self, row: int | None, told: Callable[[], Iterable[Problem]]) -> Rejected:
        """A row that is wrong.

        row: its number, from 1; None for more than a row, which is always explained.
        told: gives what is wrong with it, if that will be told.
        """
        if self.guesses.are_read or row is None:
            problems = tuple(told())
        else:
            problems = (problem_in(self._source, "not-explained", (row, None)),)
        self._count += len(problems)
        if self._count >= MOST_EXPLAINED:
            self.guesses = Guesses(0)
        return Rejected(self._source, problems)
