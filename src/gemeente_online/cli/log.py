"""Problems told while a batch goes on, and the count at its end."""

from collections.abc import Iterable

from gemeente_online.cli.output import tell
from gemeente_online.problem import Problem


class ProblemLog:
    """Tells problems on standard error as they come, of each source the first fifty."""

    def __init__(self) -> None:
        self.any = False
        self._source: str | None = None
        self._told = self._untold = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Tell these problems; those of one source come together."""
        from gemeente_online.rendering.problems import MOST_PER_SOURCE, render_problems

        for problem in problems:
            self.any = True
            if problem.source != self._source:
                self.close()
                self._source = problem.source
            if self._told < MOST_PER_SOURCE:
                tell(render_problems([problem]))
                self._told += 1
            else:
                self._untold += 1

    def close(self) -> None:
        """Tell how many more there were of the last source."""
        if self._untold and self._source is not None:
            from gemeente_online.rendering.problems import render_rest

            tell(render_rest(self._source, self._untold))
        self._told = self._untold = 0
