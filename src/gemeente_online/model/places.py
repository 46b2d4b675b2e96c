"""Where everything stands in a model's file: walks that rules and warnings take."""

from collections.abc import Callable, Iterator

from gemeente_online.model.file import Axis, Model, Option, Phase, Question
from gemeente_online.problem import Finding, Path

Rule = Callable[[Model], Iterator[Finding]]
"""What every rule of a model is, and every warning: it looks the model over and says what it finds.

Each looks at one thing, is named after what ought to hold, and stands in a table.
"""


def phases(model: Model) -> Iterator[tuple[Path, Phase]]:
    """Every phase with its path."""
    for at, phase in enumerate(model.phases):
        yield ("phases", at), phase


def axes(model: Model) -> Iterator[tuple[Path, Axis]]:
    """Every axis with its path."""
    for at, axis in enumerate(model.axes):
        yield ("axes", at), axis


def questions(model: Model) -> Iterator[tuple[Path, Question]]:
    """Every question with its path."""
    for path, axis in axes(model):
        yield from questions_on(path, axis)


def questions_on(path: Path, axis: Axis) -> Iterator[tuple[Path, Question]]:
    """The questions of one axis, which stands at a path."""
    for at, question in enumerate(axis.questions):
        yield (*path, "questions", at), question


def options_of(path: Path, question: Question) -> Iterator[tuple[Path, Option]]:
    """The options of one question, which stands at a path."""
    for at, option in enumerate(question.options or ()):
        yield (*path, "options", at), option
