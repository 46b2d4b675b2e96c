"""Problems as text: place, what is wrong, and on the next line what would be right.

Or as GitHub shows them beside the lines of a file, by its workflow commands. Their form is that of
https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what has a meaning
in it is written as a percent sign and two hexadecimal digits.
"""

from collections.abc import Iterable, Sequence

from gemeente_online.problem import Problem, Severity
from gemeente_online.rendering.clean import clean
from gemeente_online.wording import listing_of_first, shortened, thousands, where_is

MOST_PER_SOURCE = 50
"""Problems of one file that are told."""

MOST_ALIKE = 3
"""Warnings of one kind, in one file, that are each told; of more only the first is.

Also the files with a warning of one kind in which it is told.
"""

_MOST_PLACES = 5


def render_problems(problems: Iterable[Problem]) -> str:
    """The problems, per file the first fifty and the count of the rest.

    Of many warnings of one kind the first is told, and where the others are: what an author meant
    is meant throughout a model, and what one municipality forgot many did.
    """
    problems = list(problems)
    alike = _alike(problems)
    texts = ProblemTexts()
    told = ""
    for problem in problems:
        kind = alike.get((problem.source, problem.code), [])
        if problem.severity is Severity.ERROR or not problem.path or len(kind) <= MOST_ALIKE:
            told += texts.add(problem)
        elif problem is kind[0]:
            told += texts.add(problem, kind[1:])
    return told + texts.rest()


def _alike(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """The warnings of a kind in each file; or, for each of many such files, those in all of them.

    What is said of a file as a whole is of no kind: it names what is there.
    """
    kinds: dict[str, dict[str, list[Problem]]] = {}
    for problem in problems:
        if problem.severity is Severity.WARNING and problem.path:
            kinds.setdefault(problem.code, {}).setdefault(problem.source, []).append(problem)
    found: dict[tuple[str, str], list[Problem]] = {}
    for code, files in kinds.items():
        everywhere = [problem for those in files.values() for problem in those]
        for source, those in files.items():
            found[source, code] = everywhere if len(files) > MOST_ALIKE else those
    return found


class ProblemTexts:
    """The same one by one, as they are found; those of one file come together."""

    def __init__(self) -> None:
        self._source = ""
        self._count = 0

    def add(self, problem: Problem, others: Sequence[Problem] = ()) -> str:
        """A problem, unless its file has had fifty; the rest of the file before comes first.

        others: of the same kind, of which only the places are told.
        """
        before = ""
        if problem.source != self._source:
            before = self.rest()
            self._source = problem.source
        self._count += 1
        return before + (_text(problem, others) if self._count <= MOST_PER_SOURCE else "")

    def rest(self) -> str:
        """How many more problems the last file has than were shown; nothing where all were."""
        more = self._count - MOST_PER_SOURCE
        self._count = 0
        if more <= 0:
            return ""
        noun = "ander probleem" if more == 1 else "andere problemen"
        return f"{clean(self._source)}: en nog {thousands(more)} {noun}\n"


def _text(problem: Problem, others: Sequence[Problem]) -> str:
    place = ":".join(
        clean(str(part))
        for part in (problem.source, problem.line, problem.column)
        if part is not None
    )
    path = f"{clean(problem.path)}: " if problem.path else ""
    whose = f"{clean(shortened(problem.municipality))}: " if problem.municipality else ""
    kind = "let op: " if problem.severity is Severity.WARNING else ""
    hint = f"  {clean(problem.hint)}\n" if problem.hint else ""
    more = f"  {clean(_places(problem.source, others))}\n" if others else ""
    return f"{place}: {whose}{path}{kind}{clean(problem.message)}\n{hint}{more}"


def _places(source: str, others: Sequence[Problem]) -> str:
    """How many others there are like one, and where the first of them are. source: of that one."""
    lines = [other.line for other in others]
    if any(other.source != source for other in others):
        where, places = "in", [where_is(other.source, other.line) for other in others]
    elif None in lines:
        where, places = "bij", [other.path for other in others]
    elif any(other.municipality for other in others):
        where = "bij"
        places = [f"{shortened(one.municipality or '')} (regel {one.line})" for one in others]
    else:
        where, places = "op regel", [str(line) for line in lines]
    first = listing_of_first(list(dict.fromkeys(places)), _MOST_PLACES)
    return f"en nog {thousands(len(others))} keer zoiets, {where} {first}"


def render_annotations(problems: Iterable[Problem]) -> str:
    """A line for every problem; GitHub itself shows only the first of each step."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    about = {
        "file": problem.source,
        "line": problem.line,
        "col": problem.column,
        "title": problem.path or None,
    }
    place = ",".join(
        f"{name}={_property(str(value))}" for name, value in about.items() if value is not None
    )
    message = ": ".join(filter(None, (problem.municipality, problem.message)))
    lines = (line for line in (message, problem.hint) if line is not None)
    text = "%0A".join(clean(line).replace("%", "%25") for line in lines)
    return f"::{problem.severity} {place}::{text}"


def _property(text: str) -> str:
    return clean(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
