"""An input that holds no valid assessment."""

from typing import NamedTuple

from gemeente_online.problem import Problem


class Rejected(NamedTuple):
    """An input that holds no valid assessment, and everything that is wrong with it."""

    source: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """Every problem as text, on lines of its own."""
        return "\n".join(map(str, self.problems))
