"""JSON as a tree of text, with the same care as YAML; and JSON Lines, one on every line.

Numbers stay as they were typed.
"""

import codecs
import json
import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, NoReturn

from gemeente_online.problem import Finding, InvalidInputError, Path, Problem, broken, refused
from gemeente_online.reading.files import MAX_BYTES, Progress, decode, line_and_column
from gemeente_online.reading.written import (
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    Placed,
    Tree,
    Written,
    duplicate_key,
    placed_by,
    too_long,
)
from gemeente_online.suggestions import unseen_hint

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_SPARE_COMMA = re.compile(r",\s*[\]}]")
_KINDS = (
    # a part of what the reader says, and what is wrong
    ("Unterminated string", "json-syntax/open-quote"),
    ("property name", "json-syntax/no-name"),
    ("control character", "json-syntax/control-character"),
    ("escape", "json-syntax/backslash"),
    ("','", "json-syntax/no-comma"),
    ("':'", "json-syntax/no-colon"),
    ("Expecting value", "json-syntax/no-value"),
    ("Extra data", "json-syntax/extra"),
)


class _DoubtError(Exception):
    """Something cannot be kept in a tree; what, and where, is looked up then."""


def read_json(text: str, source: str) -> Written:
    """The tree of text in a JSON file; null is empty text, true and false are words.

    Raises:
        InvalidInputError: no JSON, more of anything than the limits of ``written`` allow, a
            key written twice, half a character.

    """
    if not text.strip():
        raise refused(source, "empty")
    _guard(text, source)

    def refuse_constant(name: str) -> NoReturn:
        at = next((at for token, at, _, _ in _tokens(text) if token.startswith(name)), 0)
        raise refused(source, "json-syntax/no-number", line_and_column(text, at), name=name)

    place = partial(placed_by, partial(_places, text), source, is_json=True)
    try:
        loaded = json.loads(
            text,
            object_pairs_hook=tuple,  # a key that is written twice is still there
            parse_int=str,
            parse_float=str,
            parse_constant=refuse_constant,
        )
        return Written(source, _tree(loaded), place)
    except json.JSONDecodeError as error:
        raise _syntax_error(error, source) from None
    except _DoubtError:
        raise InvalidInputError(place(_findings(text))) from None


def read_lines(
    stream: BinaryIO, source: str, progress: Progress = None
) -> Iterator[Written | InvalidInputError]:
    """What stands on every line that is not blank, streamed.

    A line that is no JSON comes as an error; the others are read all the same.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if progress is not None:
            progress(len(line))
        if not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        try:
            found = read_json(decode(line, source), source)
            yield found._replace(row=number, place=partial(_on_line, number, found.place))
        except InvalidInputError as error:
            yield InvalidInputError(problem._replace(line=number) for problem in error.problems)
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)  # the rest of a line that was refused


def _on_line(number: int, place: Placed, findings: Iterable[Finding]) -> list[Problem]:
    """Findings about one line's text, placed in the whole file."""
    return [problem._replace(line=number) for problem in place(findings)]


def _tree(value: Any) -> Tree:
    match value:
        case str():
            return _sound(value)
        case tuple():
            tree = {_sound(key): _tree(item) for key, item in value}
            if len(tree) < len(value):
                raise _DoubtError
            return tree
        case list():
            return [_tree(item) for item in value]
        case None:
            return ""
        case _:
            return "true" if value else "false"


def _sound(text: str) -> str:
    if len(text) > MAX_TEXT or (not text.isascii() and _HALF_CHARACTER.search(text)):
        raise _DoubtError
    return text


def _findings(text: str) -> Iterator[Finding]:
    """What a tree cannot hold."""
    starts = _line_starts(text)
    lines: dict[Path, list[int]] = {}
    for token, at, above, begins in _tokens(text):
        path = tuple(above)
        said = _said(token)
        if len(said) > MAX_TEXT:
            yield too_long(path, len(said))
        if _HALF_CHARACTER.search(said):
            yield broken(path, "half-character")
        if begins and path and isinstance(path[-1], str):
            lines.setdefault(path, []).append(bisect(starts, at))
    twice = {path: where for path, where in lines.items() if len(where) > 1}
    for path, where in twice.items():
        if not any(path[:end] in twice for end in range(len(path))):  # it is told of the group
            yield duplicate_key(path, where)


def _places(text: str, wanted: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column of the wanted paths that are there: of the key, or of the list item."""
    starts = _line_starts(text)
    places: dict[Path, tuple[int, int]] = {}
    for _, at, above, begins in _tokens(text):
        if begins and (path := tuple(above)) in wanted:
            # of two equal keys the last is kept, since that is the one a message is about
            line = bisect(starts, at)
            places[path] = line, at - starts[line - 1] + 1
    return places


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\r\n?|\n", text))]


def _tokens(text: str) -> Iterator[tuple[str, int, list[Any], bool]]:
    """Every token, its position, the path to it, and whether that is the path's first token.

    The path is one list that changes: numbers in lists and keys, None before the first key.
    """
    path: list[Any] = []
    for match in _TOKEN.finditer(text):
        token, last = match.group(), path[-1] if path else 0
        begins = token not in "}],:" and not isinstance(last, str)
        if begins and last is None:
            path[-1] = _said(token)[: MAX_TEXT + 1]  # to compare paths through more costs too much
        yield token, match.start(), path, begins
        if token in "{[":
            path.append(None if token == "{" else 0)
        elif token in "}]":
            del path[-1:]
        elif token == "," and path:
            path[-1] = last + 1 if isinstance(last, int) else None


def _said(token: str) -> str:
    """The text that a token stands for; where it is wrong, the token."""
    try:
        said: str = json.loads(token) if token.startswith('"') else token
    except json.JSONDecodeError:
        return token
    return said


def _guard(text: str, source: str) -> None:
    """Refuse what would grow, or go deep, before anything is built from it.

    The brackets, commas and colons are counted first, also those inside texts; only where that
    is too many, they are counted outside texts.
    """
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH and brackets + text.count(",") + text.count(":") < MAX_VALUES:
        return
    values = 0
    for token, at, above, _ in _tokens(text):
        values += token in "{[,:"
        if token in "{[" and len(above) == MAX_DEPTH:
            raise refused(source, "too-deep/json", line_and_column(text, at), most=MAX_DEPTH)
        if values > MAX_VALUES:
            raise refused(source, "too-many-values", line_and_column(text, at), most=MAX_VALUES)


def _syntax_error(error: json.JSONDecodeError, source: str) -> InvalidInputError:
    """What the reader stumbled over, which is not always where the mistake is."""
    text, said, position = error.doc, error.msg, error.pos
    comma = text.rfind(",", 0, position + 1)
    spare = _SPARE_COMMA.match(text, comma)
    unseen = None if "control" in said else unseen_hint(text[position : position + 1])
    if spare and spare.end() > position:
        position, key = comma, "json-syntax/spare-comma"
    elif text.startswith(("//", "/*", "#"), position):
        key = "json-syntax/comment"
    elif unseen:
        key = "json-syntax/unseen"
    elif position >= len(text.rstrip()):
        return _broken_off(text, source)
    elif said == "Expecting value" and not text[:position].strip():
        key = "json-syntax/no-json"
    elif said == "Expecting value" and text[position] not in "]},:":
        key = "json-syntax/not-quoted"
    else:
        key = next((kind for part, kind in _KINDS if part in said), "json-syntax")
    return refused(source, key, line_and_column(text, position), unseen=unseen)


def _broken_off(text: str, source: str) -> InvalidInputError:
    *_, (_, _, opened, _) = _tokens(text)
    closing = ["]" if isinstance(part, int) else "}" for part in reversed(opened)]
    lacking = " ".join(closing) or "een waarde"
    place = line_and_column(text, len(text.rstrip()))
    return refused(source, "json-syntax/broken-off", place, lacking=lacking)
