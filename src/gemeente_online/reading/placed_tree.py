"""A file that was read: a tree of text, and the place of everything in it.

A tree holds only ``str``, ``list`` and ``dict`` with text keys. What the text means is
decided elsewhere; where it stands is looked up only when there is something to report.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gemeente_online.problem import Finding, Path, Problem, broken, dotted
from gemeente_online.wording import listing, thousands

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

MAX_BYTES = 2_000_000
"""Largest file that is read. Thirty answers take some 2 000 bytes, a model some 40 000."""

MAX_DEPTH = 32
"""Deepest nesting that is read. A model file goes nine deep."""

MAX_VALUES = 50_000
"""Most keys and values of a file, aliases (``*name``) written out. A large model has 4 000."""

MAX_TEXT = 20_000
"""Longest single text, in characters: some ten pages."""

MAX_ALIASES = 100
"""Most aliases (``*name``) in a YAML file."""

_MOST_LINES = 4


class PlacedTree(NamedTuple):
    """One file's tree of text.

    source: its name as given.
    tree: what it holds.
    locate: gives line and column, from 1, of those of some paths that are in the file; the
        paths come with every path above them.
    is_json: whether hints are to speak JSON rather than YAML.
    """

    source: str
    tree: Tree
    locate: Callable[[Collection[Path]], Mapping[Path, tuple[int, int]]]
    is_json: bool = False

    def place(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Findings as problems of this file, in the order in which they stand in it."""
        findings = list(findings)
        wanted = {
            finding.path[:end] for finding in findings for end in range(len(finding.path) + 1)
        }
        places = self.locate(wanted)
        placed = [
            (
                next(
                    places[finding.path[:end]]
                    for end in range(len(finding.path), -1, -1)
                    if finding.path[:end] in places
                ),
                finding.placed(
                    self.source,
                    (finding.json_hint if self.is_json else None) or finding.hint,
                    dotted(finding.path),
                ),
            )
            for finding in findings
        ]
        placed.sort(key=lambda pair: (pair[0], pair[1].path, pair[1].code))
        return tuple(
            problem._replace(line=line, column=column) for (line, column), problem in placed
        )


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
