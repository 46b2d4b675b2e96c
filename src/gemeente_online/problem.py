"""What can be wrong with an input, as data.

A *finding* is what a rule sees in a tree of text: it knows the path, not the file. A
*problem* is a finding that a reader has placed in its file. Nothing here prints.
"""

from collections.abc import Iterable
from enum import StrEnum
from string import Formatter
from typing import Any, NamedTuple

from gemeente_online.messages import messages
from gemeente_online.suggestions import is_told
from gemeente_online.wording import quoted, shortened, thousands

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to one value."""


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One broken rule, by path.

    path: where it is, from the top of the tree.
    code: the kind of mistake, in kebab-case; stable, for programs.
    message: what is wrong, in Dutch.
    hint: what would be right, in Dutch.
    json_hint: the same for a JSON file, where that is written otherwise.
    cell_hint: the same for a value in a cell, where that is written otherwise.
    form_hint: the same for a cell of a workbook to fill in, where that is written otherwise.
    """

    path: Path
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    json_hint: str | None = None
    cell_hint: str | None = None
    form_hint: str | None = None

    def placed(
        self,
        source: str,
        hint: str | None,
        path: str = "",
        place: tuple[int | None, int | None] = (None, None),
    ) -> "Problem":
        """The same as a problem of a file. hint: the one for how it is written."""
        return Problem(source, self.code, self.message, *place, path, hint, self.severity)


class Problem(NamedTuple):
    """One thing that is wrong with one input, placed.

    source: the file's name as it was given, or ``-`` for standard input.
    line, column: counted from 1; None where the file as a whole is meant.
    path: where it is in the file, as ``answers.klantvragen``, long keys shortened; empty for the
        whole file.
    code: the kind of mistake, in kebab-case; stable, for programs.
    message: what is wrong, in Dutch.
    hint: what would be right, in Dutch.
    municipality: whose answers it is about, where a file holds many; as it was written, shortened.
    """

    source: str
    code: str
    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    hint: str | None = None
    severity: Severity = Severity.ERROR
    municipality: str | None = None

    def __str__(self) -> str:
        """The place and what is wrong, and on a line below it what would be right."""
        place = [str(part) for part in (self.source, self.line, self.column) if part is not None]
        parts = (":".join(place), self.municipality, self.path, self.message)
        told = ": ".join(filter(None, parts))
        lines = [told, f"  {self.hint}"] if self.hint else [told]
        return "\n".join(_printable(line) for line in lines)


def _printable(text: str) -> str:
    """A text without what could steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


class Wrong(ValueError):  # noqa: N818 - it is no error of the program
    """What a single value breaks; whoever knows the path turns it into a finding."""

    def __init__(self, finding: Finding) -> None:
        """Take what is found, whatever its path."""
        super().__init__(finding.message)
        self._finding = finding
        self.code, self.message, self.hint = finding.code, finding.message, finding.hint

    def at(self, path: Path) -> Finding:
        """The same at its place in the tree."""
        return self._finding._replace(path=path)

    def hinting(self, hint: str) -> "Wrong":
        """The same with another hint."""
        return Wrong(self._finding._replace(hint=hint))


class FindingsError(Exception):
    """A tree that breaks rules; carries every finding."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Every finding as text, on one line."""
        return "; ".join(f"{dotted(f.path)}: {f.message}" for f in self.findings)


class InvalidInputError(Exception):
    """An input that cannot be used; carries every problem, in place order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Every problem as text, on lines of its own."""
        return "\n".join(map(str, self.problems))


def broken(path: Path, key: str, /, **values: object) -> Finding:
    """What is wrong at a path of a tree, or what was probably not meant there.

    key: of ``messages``. values: what its sentences are filled in with.
    """
    message = messages()[key]
    code, severity = (
        key.partition("/")[0],
        Severity.WARNING if "warns" in message else Severity.ERROR,
    )
    if not is_told():
        return Finding(path, code, "", severity=severity)
    told = {
        part: _FILLER.vformat(text, (), values) for part, text in message.items() if part != "warns"
    }
    return Finding(
        path,
        code,
        told["says"],
        told.get("hint"),
        severity,
        told.get("in_json"),
        told.get("in_a_cell"),
        told.get("in_a_form"),
    )


def wrong(key: str, /, **values: object) -> Wrong:
    """What is wrong with a value of which the path is known elsewhere; see ``broken``."""
    return Wrong(broken((), key, **values))


def problem_in(
    source: str, key: str, place: tuple[int, int | None] | None = None, /, **values: object
) -> Problem:
    """What is wrong with an input as a whole, or at a place in it; see ``broken``.

    place: line and column, from 1; no column where a line as a whole is meant.
    """
    found = broken((), key, **values)
    return found.placed(source, found.hint, place=place or (None, None))


def refused(
    source: str, key: str, place: tuple[int, int | None] | None = None, /, **values: object
) -> InvalidInputError:
    """An input that is not read at all, for one reason; see ``problem_in``."""
    return InvalidInputError([problem_in(source, key, place, **values)])


class _Filler(Formatter):
    """Fills in a sentence: ``!q`` quotes what somebody typed, ``!n`` writes a count."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        match conversion:
            case "q":
                return quoted(value)
            case "n":
                return thousands(value)
            case _:
                return super().convert_field(value, conversion)


_FILLER = _Filler()


def dotted(path: Path) -> str:
    """A path as people read it: ``axes[0].questions[3].id``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{shortened(part)}" if text else shortened(part)
    return text
