"""JSON as a tree of text, with the same care as YAML: numbers stay as they were typed."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from gemeente_online.problem import Finding, InvalidInputError, Path, broken, refused
from gemeente_online.reading.encoding import line_and_column
from gemeente_online.reading.placed_tree import (
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    PlacedTree,
    Tree,
    duplicate_key,
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


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that is written twice is still there."""

    __slots__ = ()


def read_json(text: str, source: str) -> PlacedTree:
    """The tree of text in a JSON file; null is empty text, true and false are words.

    Raises:
        InvalidInputError: no JSON, more of anything than the limits of ``placed_tree`` allow, a
            key written twice, half a character.

    """
    if not text.strip():
        raise refused(source, "empty")
    _guard(text, source)

    def refuse_constant(name: str) -> NoReturn:
        at = next((at for token, at, _ in _tokens(text) if token.startswith(name)), 0)
        raise refused(source, "json-syntax/no-number", line_and_column(text, at), name=name)

    try:
        loaded = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=str,
            parse_float=str,
            parse_constant=refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise _syntax_error(error, source) from None
    walk = _Walk()
    tree = walk.tree(loaded, ())
    document = PlacedTree(
        source,
        tree,
        # of two equal keys the last is kept, since that is the one a message is about
        locate=lambda wanted: {path: at for path, at in _keys_and_items(text) if path in wanted},
        is_json=True,
    )
    if walk.repeated:
        for path, (line, _) in _keys_and_items(text):
            if path in walk.repeated:
                walk.repeated[path].append(line)
        walk.findings += (duplicate_key(path, lines) for path, lines in walk.repeated.items())
    if walk.findings:
        raise InvalidInputError(document.place(walk.findings))
    return document


def _tokens(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Every token, its position, and the signs that close what is open after it."""
    opened: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            opened.append("}" if token == "{" else "]")
        elif token in "}]" and opened:
            opened.pop()
        yield token, match.start(), opened


def _guard(text: str, source: str) -> None:
    """Refuse what would grow, or go deep, before anything is built from it.

    The brackets, commas and colons are counted first, also those inside texts; only where that
    is too many, they are counted outside texts.
    """
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH and brackets + text.count(",") + text.count(":") < MAX_VALUES:
        return
    values = 0
    for token, at, opened in _tokens(text):
        values += token in "{[,:"
        if len(opened) > MAX_DEPTH:
            raise refused(source, "too-deep/json", line_and_column(text, at), most=MAX_DEPTH)
        if values > MAX_VALUES:
            raise refused(source, "too-many-values", line_and_column(text, at), most=MAX_VALUES)


class _Walk:
    """Turns what was loaded into a tree, and finds what a tree cannot hold."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.repeated: dict[Path, list[int]] = {}

    def tree(self, value: Any, path: Path) -> Tree:
        match value:
            case None:
                return ""
            case bool():
                return "true" if value else "false"
            case str():
                return self._text(value, path)
            case _Pairs():
                tree: dict[str, Tree] = {}
                for key, item in value:
                    here = (*path, key)
                    if self._text(key, here) in tree:
                        self.repeated[here] = []
                    if len(key) <= MAX_TEXT:  # to compare paths through it costs too much
                        tree[key] = self.tree(item, here)
                return tree
            case _:
                return [self.tree(item, (*path, index)) for index, item in enumerate(value)]

    def _text(self, text: str, path: Path) -> str:
        if len(text) > MAX_TEXT:
            self.findings.append(too_long(path, len(text)))
        if not text.isascii() and _HALF_CHARACTER.search(text):
            self.findings.append(broken(path, "half-character"))
        return text


def _keys_and_items(text: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Every key and list item of valid JSON, and the top, with its line and column."""
    path: list[str | int] = []
    key_next = False
    for number, line in enumerate(re.split("\r\n?|\n", text), 1):  # no token goes past its line
        for match in _TOKEN.finditer(line):
            token, place = match.group(), (number, match.start() + 1)
            last = path[-1] if path else 0
            if token in "}]":
                path.pop()
                key_next = False
            elif token == ",":
                if isinstance(last, int):
                    path[-1] = last + 1
                else:
                    key_next = True
            elif key_next:
                path[-1] = json.loads(token)
                yield tuple(path), place
                key_next = False
            elif token != ":":
                if isinstance(last, int):
                    yield tuple(path), place
                if token in "{[":
                    path.append("" if token == "{" else 0)
                    key_next = token == "{"


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
    for _, _, opened in _tokens(text):
        lacking = " ".join(reversed(opened)) or "een waarde"
    place = line_and_column(text, len(text.rstrip()))
    return refused(source, "json-syntax/broken-off", place, lacking=lacking)
