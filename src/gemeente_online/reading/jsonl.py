"""JSON Lines: an answers file on every line, streamed."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.files import read_tree
from gemeente_online.reading.placed_tree import MAX_BYTES, PlacedTree


def read_lines(
    stream: BinaryIO, source: str, progress: Callable[[int], None] | None = None
) -> Iterator[tuple[int, PlacedTree | InvalidInputError]]:
    """Every line that is not blank, with its number from 1.

    A line that is no JSON comes as an error; the others are read all the same.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if progress is not None:
            progress(len(line))
        if not line.strip() or (number == 1 and line.strip() == b"\xef\xbb\xbf"):
            continue
        try:
            yield number, read_tree(line, source, is_json=True)
        except InvalidInputError as error:
            yield (
                number,
                InvalidInputError([on_line(problem, number) for problem in error.problems]),
            )
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)  # the rest of a line that was refused


def on_line(problem: Problem, number: int) -> Problem:
    """A problem of one line's text, placed in the whole file."""
    return problem._replace(line=number)
