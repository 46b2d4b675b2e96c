"""What is written in a file, or in a row of it, whatever its kind: a tree of text with places.

A tree holds only ``str``, ``list`` and ``dict`` with text keys. What the text means is decided
elsewhere; where it stands is looked up only when there is something to report.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from gemeente_online.problem import Finding, Path, Problem, broken, dotted
from gemeente_online.reading.files import decode
from gemeente_online.wording import listing, thousands

if TYPE_CHECKING:
    from gemeente_online.model.file import Model

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

MAX_DEPTH = 32
"""Deepest nesting that is read. A model file goes nine deep."""

MAX_VALUES = 50_000
"""Most keys and values of a file, aliases (``*name``) written out. A large model has 4 000."""

MAX_TEXT = 20_000
"""Longest single text, in characters: some ten pages."""

MAX_ALIASES = 100
"""Most aliases (``*name``) in a YAML file."""

_MOST_LINES = 4

Placed = Callable[[Iterable[Finding]], Iterable[Problem]]
"""Places findings in the file that they are about, in the order in which they stand in it."""


class Written(NamedTuple):
    """What stands in a file, or in a row of it: an answers file, a model, or neither.

    source: the file's name as given.
    tree: what it holds; that of a row has the shape of an answers file.
    place: turns findings about the tree into problems of the file.
    row: its row or line, where one file holds many; the first is 1.
    model: the model, where that is known before the tree is; else the tree names it.
    findings: what is wrong with how it is written down, such as a cell that cannot be read.
    """

    source: str
    tree: Tree
    place: Placed
    row: int | None = None
    model: "Model | None" = None
    findings: tuple[Finding, ...] = ()


def read_tree(data: bytes, source: str, *, is_json: bool | None = None) -> Written:
    """What is written in a file's bytes.

    is_json: None means: JSON if the text begins with a brace, else YAML.

    Raises:
        InvalidInputError: see ``decode``, ``read_yaml`` and ``read_json``.

    """
    text = decode(data, source)
    if is_json is None:
        is_json = text.lstrip()[:1] == "{"
    if is_json:
        from gemeente_online.reading.json import read_json

        return read_json(text, source)
    from gemeente_online.reading.yaml import read_yaml

    return read_yaml(text, source)


_Known = TypeVar("_Known")


def nearest_above(path: Path, known: Mapping[Path, _Known]) -> _Known | None:
    """What is known of a path, or else of the nearest one above it; None where nothing is."""
    ends = (path[:end] for end in range(len(path), -1, -1))
    return next((known[end] for end in ends if end in known), None)


Locate = Callable[[Collection[Path]], Mapping[Path, tuple[int, int]]]
"""Gives line and column, from 1, of those of some paths that are in a file.

The paths come with every path above them; the top of the file is always there.
"""


def placed_by(
    locate: Locate, source: str, findings: Iterable[Finding], *, is_json: bool = False
) -> list[Problem]:
    """Findings as problems of a file that is one tree. is_json: whether hints are to speak JSON."""
    findings = list(findings)
    places = locate({one.path[:end] for one in findings for end in range(len(one.path) + 1)})
    problems = [
        finding.placed(
            source,
            (finding.json_hint if is_json else None) or finding.hint,
            dotted(finding.path),
            nearest_above(finding.path, places) or places[()],
        )
        for finding in findings
    ]
    return sorted(problems, key=lambda one: (one.line, one.column, one.path, one.code))


def too_long(path: Path, length: int) -> Finding:
    """A text, or a key, that is longer than MAX_TEXT."""
    return broken(path, "text-too-long", length=length, most=MAX_TEXT)


def duplicate_key(path: Path, lines: Sequence[int]) -> Finding:
    """A key that is written more than once in one group; lines: where, from 1."""
    different = sorted(set(lines))
    further = ["verder"] if len(different) > _MOST_LINES else []
    times = "twee" if len(lines) == 2 else thousands(len(lines))  # noqa: PLR2004 - "2" reads worse
    return broken(
        path,
        "duplicate-key",
        key=path[-1],
        times=times,
        lines=listing([*different[:_MOST_LINES], *further]),
    )
