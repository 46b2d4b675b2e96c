"""What can be wrong with an input, as data.

A *finding* is what a rule sees in a tree of text: it knows the path, not the file. A
*problem* is a finding that a reader has placed in its file. Nothing here prints.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from string import Formatter
from typing import Any, NamedTuple

from gemeente_online.messages import MISTAKES, WARNINGS
from gemeente_online.messages.hints import MEANT, POSSIBLE, UNSEEN

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
    """

    path: Path
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    json_hint: str | None = None
    cell_hint: str | None = None


class Problem(NamedTuple):
    """One thing that is wrong with one input, placed.

    source: the file's name as it was given, or ``-`` for standard input.
    line, column: counted from 1; None where the file as a whole is meant.
    path: where it is in the file, as ``answers.klantvragen``, long keys shortened; empty for the
        whole file.
    code: the kind of mistake, in kebab-case; stable, for programs.
    message: what is wrong, in Dutch.
    hint: what would be right, in Dutch.
    """

    source: str
    code: str
    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The place and what is wrong, and on a line below it what would be right."""
        place = [str(part) for part in (self.source, self.line, self.column) if part is not None]
        told = ": ".join(filter(None, (":".join(place), self.path, self.message)))
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
    code, warns = key.partition("/")[0], key in WARNINGS
    severity = Severity.WARNING if warns else Severity.ERROR
    if not _is_told():
        return Finding(path, code, "", severity=severity)
    message = WARNINGS[key] if warns else MISTAKES[key]
    says, hint, in_json, in_a_cell = (
        told and _FILLER.vformat(told, (), values) for told in message
    )
    assert says is not None
    return Finding(path, code, says, hint, severity, in_json, in_a_cell)


def wrong(key: str, /, **values: object) -> Wrong:
    """What is wrong with a value of which the path is known elsewhere; see ``broken``."""
    return Wrong(broken((), key, **values))


def problem_in(
    source: str, key: str, place: tuple[int, int] | None = None, /, **values: object
) -> Problem:
    """What is wrong with an input as a whole, or at a place in it; see ``broken``.

    place: line and column, from 1.
    """
    line, column = place or (None, None)
    found = broken((), key, **values)
    return Problem(
        source,
        found.code,
        found.message,
        line,
        column,
        hint=found.hint,
        severity=found.severity,
    )


def refused(
    source: str, key: str, place: tuple[int, int] | None = None, /, **values: object
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

    def format_field(self, value: Any, format_spec: str) -> str:
        return (
            value.hint() if isinstance(value, Meant) else super().format_field(value, format_spec)
        )


_FILLER = _Filler()


class Meant(NamedTuple):
    """Fills in a hint: what was probably meant by a word, and what is possible."""

    word: str
    possibilities: Sequence[str]
    most: int = 12

    def hint(self) -> str:
        """See ``suggestion``."""
        return suggestion(self.word, self.possibilities, self.most)


def thousands(number: int) -> str:
    """A whole number as it is written in Dutch: 56.000."""
    return f"{number:,}".replace(",", ".")


def dotted(path: Path) -> str:
    """A path as people read it: ``axes[0].questions[3].id``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{shortened(part)}" if text else shortened(part)
    return text


LONGEST_SHOWN = 60
"""Characters of a text from a file that a message repeats."""


def shortened(text: str, limit: int = LONGEST_SHOWN) -> str:
    """A text, cut off with a sign where it is longer than ``limit``."""
    return text if len(text) <= limit else f"{text[: max(limit - 1, 1)].rstrip()}…"


def listing(words: Sequence[object], join: str = "en") -> str:
    """Words in a sentence: "a, b en c"."""
    *before, last = map(str, words or [""])
    return f"{', '.join(before)} {join} {last}" if before else last


def and_others(count: int) -> str:
    """How many more there are than were named: " en 3 andere"; nothing for none."""
    return f" en {count} andere" if count > 0 else ""


def capitalised(text: str) -> str:
    """A text as it begins a sentence; ``str.capitalize`` would change the rest of it too."""
    return f"{text[:1].upper()}{text[1:]}"


def quoted(value: object, limit: int = LONGEST_SHOWN) -> str:
    """What somebody typed, between quotes, shortened when it is long."""
    match value:
        case dict():
            return "een groep sleutels"
        case list():
            return "een lijst"
        case _:
            return f'"{shortened(str(value), limit)}"'


MOST_SUGGESTIONS = 50
"""Findings of one file that get a suggestion; people are shown no more of them."""

MOST_LOOK_UPS = 4 * MOST_SUGGESTIONS
"""How often it is looked for what was meant in a file, or in a row of one.

An answer is held beside what it may begin with, words, texts, and words again.
"""


class Guesses:
    """How often it is looked for what was meant: of all that is told of a mistake, it costs most.

    Counts within a ``with``, anew for each. A file with thousands of mistakes need not wait for
    what nobody is shown.
    """

    def __init__(self, most: int = MOST_LOOK_UPS) -> None:
        """Take how many; 0 where nobody reads what is wrong: then no sentence is filled in."""
        self._most = self.left = most

    @property
    def are_read(self) -> bool:
        """Whether anybody is told what is wrong."""
        return self._most > 0

    def __enter__(self) -> None:
        self.left = self._most
        self._token = _guesses.set(self)

    def __exit__(self, *_: object) -> None:
        _guesses.reset(self._token)


_guesses: ContextVar[Guesses | None] = ContextVar("guesses", default=None)


def _is_told() -> bool:
    """Whether anybody is told what is wrong."""
    guesses = _guesses.get()
    return guesses is None or guesses.are_read


def may_guess() -> bool:
    """Whether to look once more for what was meant; that is counted."""
    guesses = _guesses.get()
    if guesses is None:
        return True
    guesses.left -= 1
    return guesses.left >= 0


def nearest(word: str, possibilities: Sequence[str]) -> str | None:
    """The possibility that was probably meant, or None when nothing comes near."""
    if not may_guess():
        return None
    return _nearest(word[:LONGEST_SHOWN], tuple(possibilities[:MOST_COMPARED]))


@lru_cache(maxsize=64)
def _nearest(word: str, possibilities: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # only mistakes pay for it

    folded = {
        possibility.casefold(): possibility
        for possibility in possibilities
        if len(possibility) <= LONGEST_SHOWN
    }
    wanted = word.strip().casefold().replace("_", "-").replace(" ", "-")
    matches = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def nearest_text(text: str, texts: Mapping[str, str]) -> str | None:
    """The text of one or more sentences that was probably meant, or None.

    text, and the keys of texts: as they are compared.
    """
    if not may_guess():
        return None
    from difflib import get_close_matches  # only mistakes pay for it

    compared = list(texts)[:MOST_COMPARED]
    matches = get_close_matches(text[:_LONGEST_COMPARED], compared, n=1, cutoff=0.6)
    return texts[matches[0]] if matches else None


def told_apart(typed: str, meant: str) -> str:
    """What was meant, between quotes; where only its end is otherwise, that and what was typed."""
    pairs = zip(typed.casefold(), meant.casefold(), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(typed))
    if len(meant) <= LONGEST_SHOWN or same < LONGEST_SHOWN // 2:
        return quoted(meant)
    start = meant.rfind(" ", 0, same - 10) + 1
    return f"{quoted(f'…{meant[start:]}')} (en hier staat {quoted(f'…{typed[start:]}')})"


_LONGEST_COMPARED = 300
"""Characters of a text that is compared with others."""

MOST_COMPARED = 300
"""Possibilities that a word is compared with, so that a model of thousands costs no seconds."""


def suggestion(word: str, possibilities: Sequence[str], most: int = 12) -> str:
    """A hint: the near miss first, then what is possible."""
    unseen = unseen_hint(word)
    if unseen is not None:
        return unseen
    near = nearest(word, possibilities)
    meant = MEANT.format(near=near) if near else ""
    return f"{meant}{possible_hint(possibilities, most)}"


def unseen_hint(text: str) -> str | None:
    """A hint where a text holds a sign that people do not see, or take for a plain space."""
    for char in text:
        if not char.isprintable() or (char.isspace() and char != " "):
            return UNSEEN.format(code=ord(char))
    return None


def possible_hint(possibilities: Sequence[str], most: int = 12) -> str:
    """A hint: what is possible, the first of many."""
    shown = ", ".join(shortened(possibility) for possibility in possibilities[:most])
    return f"{POSSIBLE}{shown}{and_others(len(possibilities) - most)}"
