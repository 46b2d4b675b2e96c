"""A file that was read: a tree of text, and the place of everything in it.

A tree holds only ``str``, ``list`` and ``dict`` with text keys. What the text means is
decided elsewhere; where it stands is looked up only when there is something to report.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from gemeente_online.problem import Finding, Path, Problem, dotted

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

MAX_BYTES = 5_000_000
"""Largest file that is read. Thirty answers take some 2 000 bytes, a model some 40 000."""

MAX_DEPTH = 32
"""Deepest nesting that is read. A model file goes nine deep."""


class Document(NamedTuple):
    """One file's tree of text.

    source: its name as given.
    tree: what it holds.
    locate: gives line and column, from 1, of those of some paths that are in the file; the
        paths come with every path above them.
    """

    source: str
    tree: Tree
    locate: Callable[[Collection[Path]], Mapping[Path, tuple[int, int]]]

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
                Problem(
                    source=self.source,
                    code=finding.code,
                    message=finding.message,
                    hint=finding.hint,
                    path=dotted(finding.path),
                    severity=finding.severity,
                ),
            )
            for finding in findings
        ]
        placed.sort(key=lambda pair: (pair[0], pair[1].path, pair[1].code))
        return tuple(
            problem._replace(line=line, column=column) for (line, column), problem in placed
        )


def empty(source: str) -> Problem:
    """The problem of a file that holds nothing."""
    return Problem(
        source=source,
        code="empty",
        message="het bestand is leeg",
        hint="begin met een voorbeeld uit de map examples",
    )
