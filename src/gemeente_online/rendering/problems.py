"""Problems as text: place, what is wrong, and on the next line what would be right."""

from collections.abc import Iterable

from gemeente_online.problem import Problem, Severity
from gemeente_online.rendering.clean import clean

MOST_PER_SOURCE = 50


def render_problems(problems: Iterable[Problem]) -> str:
    """The problems, per file the first fifty and the count of the rest."""
    texts = ProblemTexts()
    return "".join(map(texts.add, problems)) + texts.rest()


class ProblemTexts:
    """The same one by one, as they are found; those of one file come together."""

    def __init__(self) -> None:
        self._source = ""
        self._count = 0

    def add(self, problem: Problem) -> str:
        """A problem, unless its file has had fifty; the rest of the file before comes first."""
        before = ""
        if problem.source != self._source:
            before = self.rest()
            self._source = problem.source
        self._count += 1
        return before + (_text(problem) if self._count <= MOST_PER_SOURCE else "")

    def rest(self) -> str:
        """How many more problems the last file has than were shown; nothing where all were."""
        more = self._count - MOST_PER_SOURCE
        self._count = 0
        if more <= 0:
            return ""
        noun = "ander probleem" if more == 1 else "andere problemen"
        return f"{clean(self._source)}: en nog {more} {noun}\n"


def _text(problem: Problem) -> str:
    place = ":".join(
        clean(str(part))
        for part in (problem.source, problem.line, problem.column)
        if part is not None
    )
    path = f"{clean(problem.path)}: " if problem.path else ""
    kind = "let op: " if problem.severity is Severity.WARNING else ""
    hint = f"  {clean(problem.hint)}\n" if problem.hint else ""
    return f"{place}: {path}{kind}{clean(problem.message)}\n{hint}"
