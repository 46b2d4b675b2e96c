"""Problems as text: place, what is wrong, and on the next line what would be right."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from gemeente_online.problem import Problem, Severity
from gemeente_online.rendering.clean import clean

MOST_PER_SOURCE = 50


def render_problems(problems: Iterable[Problem]) -> str:
    """The problems, per file the first fifty and the count of the rest."""
    return "".join(f"{line}\n" for line in _lines(problems))


def render_rest(source: str, count: int) -> str:
    """How many more problems a source has than are shown."""
    noun = "ander probleem" if count == 1 else "andere problemen"
    return f"{clean(source)}: en nog {count} {noun}\n"


def _lines(problems: Iterable[Problem]) -> Iterator[str]:
    for source, group in groupby(problems, key=lambda problem: problem.source):
        ours = list(group)
        for problem in ours[:MOST_PER_SOURCE]:
            yield _line(problem)
            if problem.hint:
                yield f"  {clean(problem.hint)}"
        if len(ours) > MOST_PER_SOURCE:
            yield render_rest(source, len(ours) - MOST_PER_SOURCE).rstrip("\n")


def _line(problem: Problem) -> str:
    place = ":".join(
        clean(str(part))
        for part in (problem.source, problem.line, problem.column)
        if part is not None
    )
    path = f"{clean(problem.path)}: " if problem.path else ""
    kind = "let op: " if problem.severity is Severity.WARNING else ""
    return f"{place}: {path}{kind}{clean(problem.message)}"
