"""Problems as GitHub shows them beside the lines of a file: its workflow commands.

The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions;
what has a meaning in it is written as a percent sign and two hexadecimal digits.
"""

from collections.abc import Iterable

from gemeente_online.problem import Problem
from gemeente_online.rendering.clean import clean


def render_annotations(problems: Iterable[Problem]) -> str:
    """A line for every problem; GitHub itself shows only the first of each step."""
    return "".join(f"{_line(problem)}\n" for problem in problems)


def _line(problem: Problem) -> str:
    about = {
        "file": problem.source,
        "line": problem.line,
        "col": problem.column,
        "title": problem.path or None,
    }
    place = ",".join(
        f"{name}={_property(str(value))}" for name, value in about.items() if value is not None
    )
    lines = (line for line in (problem.message, problem.hint) if line is not None)
    text = "%0A".join(clean(line).replace("%", "%25") for line in lines)
    return f"::{problem.severity} {place}::{text}"


def _property(text: str) -> str:
    return clean(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
