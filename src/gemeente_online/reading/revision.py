"""An answers file's text with one value changed, and every other line as it was.

Lines are changed; nothing is written anew. A value makes way for another on the line of its key,
and what stands behind it stays. A form that ``init`` made is filled in as a person would: the sign
``#`` goes away before the new line and comes back before the old one. What is not there yet gets a
line of its own. Nothing is trusted: what comes out is read again, and is refused unless it differs
from what went in by that value alone. What is written on several lines is left to people.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from yaml.nodes import MappingNode, Node

from gemeente_online.assessment.writing import Value, rendered, scalar, written, written_in_braces
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.written import Tree
from gemeente_online.reading.yaml import compose, read_yaml

_LINE = re.compile(r"(?m)^(?P<indent>[ \t]*)(?P<sign>#?)(?P<key>[\w-]+):")
"""The line of a key, up to its colon; in a form with ``#`` before it, while it is to be chosen."""

_SAID = re.compile(r'[ \t]*(?:"(?:\\.|[^"\\\r\n])*"|[^"#\r\n]*)')

_WORD = re.compile(r"[a-z][a-z0-9-]*")
_OLD_WORD = re.compile(r" *(?:{answer: )?([a-z][a-z0-9-]*)(?:[,}].*)?")
"""An answer of one word behind its key, with or without what stands beside it."""

_STEP = "  "
_ENTRY = ("answer", "note", "evidence")

_Edit: TypeAlias = tuple[int, int, str]
"""From where to where, and what comes there instead."""


class CannotReviseError(Exception):
    """The change cannot be made without changing something else too."""


def revised(
    text: str,
    path: tuple[str, ...],
    value: Value,
    order: Sequence[str] = (),
    earlier: Sequence[str] = (),
) -> str:
    """The text of an answers file with another value at a path.

    text: what ``read_yaml`` takes without problems.
    path: keys from the top; all but the last are there, with keys below them or empty.
    value: what is to stand there; empty takes away what stands there, but not the key.
    order: the keys that may stand beside the last one, in the order in which they belong.
    earlier: other ids of the question at the path, by which it may stand there. It comes to stand
        at the one in the path.

    Raises:
        CannotReviseError: for example where an anchor or a text of several lines is in the way.

    """
    for old in earlier:
        text = _by_present_name(text, old, path[-1])
    group = _group(text, path)
    if group is None or not group.pairs or group.node.flow_style or path[0] != "answers":
        return _revised(text, path, value, order)
    parts = value if isinstance(value, Mapping) else {"answer": value}
    for key in _ENTRY:  # each on a line of its own
        text = _revised(text, (*path, key), parts.get(key, ""), _ENTRY)
    return text


def _by_present_name(text: str, old: str, new: str) -> str:
    """The text with another id for a question, also on the lines of a form that are to be chosen.

    Where both ids stand there, one of them is empty; then the other goes empty too, since what is
    to stand at the question comes at the new one.
    """
    tree, group = read_yaml(text, "").tree, _group(text, ("answers",))
    if group is None or not isinstance(tree, dict):
        return text
    answers = tree["answers"]
    if isinstance(answers, dict) and {old, new} <= answers.keys():
        return revised(text, ("answers", old), "")
    keys = [key for key, _ in group.pairs if key.value == old]
    edits = [(key.start_mark.index, key.end_mark.index, scalar(new)) for key in keys]
    lines = _LINE.finditer(text, group.start, group.end)
    edits += [(*line.span("key"), new) for line in lines if line["sign"] and line["key"] == old]
    changed = _edited(text, edits)
    if isinstance(answers, dict):
        answers = {new if key == old else key: given for key, given in answers.items()}
    _check(changed, {**tree, "answers": answers})
    return changed


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _check(changed: str, expected: Tree) -> None:
    """That a text says what is expected, and nothing else; raises CannotReviseError."""
    try:
        after = read_yaml(changed, "").tree
    except InvalidInputError:
        raise CannotReviseError from None
    if _meaning(after) != _meaning(expected):
        raise CannotReviseError


def _revised(text: str, path: tuple[str, ...], value: Value, order: Sequence[str]) -> str:
    before = read_yaml(text, "").tree
    if holds(before, path, value):
        return text
    changed = _edited(text, _Place(text, path, order).edits(value))
    _check(changed, _expected(before, path, value))
    return changed


def holds(tree: Tree, path: tuple[str, ...], value: Value) -> bool:
    """Whether a value stands at a path, or as little as an empty one does."""
    return _meaning(tree) == _meaning(_expected(tree, path, value))


class _Group(NamedTuple):
    """What stands at a key, and between which places its lines are."""

    key: Node | None
    node: Any
    start: int
    end: int

    @property
    def pairs(self) -> Sequence[tuple[Node, Node]]:
        return self.node.value if isinstance(self.node, MappingNode) else ()

    def pair(self, name: str) -> tuple[Node, Node] | None:
        return next((pair for pair in self.pairs if pair[0].value == name), None)


def _group(text: str, path: Sequence[str]) -> _Group | None:
    group = _Group(None, compose(text), 0, len(text))
    for name in path:
        found = group.pair(name)
        if found is None:
            return None
        key, node = found
        begins = (other.start_mark.index for other, _ in group.pairs)
        end = min((at for at in begins if at > key.start_mark.index), default=group.end)
        group = _Group(key, node, key.end_mark.index, end)
    return group


class _Place:
    """Where one key stands in a text, or is to stand."""

    def __init__(self, text: str, path: Sequence[str], order: Sequence[str]) -> None:
        *above, self._key = path
        group = _group(text, above)
        if group is None:
            raise CannotReviseError
        self._text, self._group = text, group
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._earlier = order[: order.index(self._key)] if self._key in order else order
        self._takes_example = path[0] != "answers"
        self._lines = [*_LINE.finditer(text, group.start, group.end)]
        self._indent = self._lines[0]["indent"] if self._lines else _STEP
        if group.pairs:
            first = group.pairs[0][0].start_mark.index
            self._indent = text[_line_start(text, first) : first]
        self._form = [line for line in self._lines if line["sign"] and line["key"] == self._key]

    def edits(self, value: Value) -> list[_Edit]:
        """What to change for a value to stand there."""
        found = self._group.pair(self._key)
        if found is None:
            return self._added(value)
        key, node = found
        start, end = self._extent(key, node)
        line_start, line_end = _line_start(self._text, start), _line_end(self._text, end)
        around = self._text[line_start : key.start_mark.index] + self._text[end:line_end]
        old = _OLD_WORD.fullmatch(self._text, start, end)
        if not self._form or around.strip() or old is None or old[1] == _word(value):
            return [(start, end, rendered(value))]
        sign_back = (line_start, end, f"{self._indent}#{self._key}: {old[1]}")
        return [sign_back, *(self._added(value) if value else [])]

    def _added(self, value: Value) -> list[_Edit]:
        """A line for the value: one of the form's without its sign, or one more."""
        if self._group.pairs and self._group.node.flow_style:
            at = self._group.node.end_mark.index - 1  # before the brace
            return [(at, at, f", {written_in_braces(self._key, value)}")]
        new = self._indent + written(self._key, value)
        for line in self._form:
            said = _said(self._text, line.end())
            if said.strip() == _word(value) or self._takes_example:
                return [(line.start(), line.end() + len(said), new)]
        before = [line for line in self._lines if line["key"] == self._key]
        before = before or [line for line in self._lines if line["key"] in self._earlier]
        if before:
            at = self._end_below(before[-1].start())
            return [(at, at, self._newline + new)]
        if self._group.pairs:
            at = _line_start(self._text, self._group.pairs[0][0].start_mark.index)
            return [(at, at, new + self._newline)]
        assert self._group.key is not None
        start, end = self._extent(self._group.key, self._group.node)
        at = _line_end(self._text, end)
        return [(start, end, ""), (at, at, self._newline + new)]

    def _extent(self, key: Node, node: Node) -> tuple[int, int]:
        """Where a value stands behind its key, with the space before it."""
        start, end = node.start_mark.index, node.end_mark.index
        is_one_line = key.start_mark.line == node.start_mark.line == node.end_mark.line
        if not is_one_line or self._text[start:end].startswith("&"):
            raise CannotReviseError
        return len(self._text[:start].rstrip(" ")), end

    def _end_below(self, place: int) -> int:
        """Where the last line ends of what stands at a key: deeper ones may follow its own."""
        deeper = rf"(?:\r?\n[ \t]*)*\r?\n{self._indent}(?:[ \t]+\S|- )[^\r\n]*"
        found = re.compile(rf"[^\r\n]*(?:{deeper})*").match(self._text, place)
        assert found is not None
        return found.end()


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return end - text.endswith("\r", place, end)


def _said(text: str, place: int) -> str:
    """What stands behind the colon of a form's line: an answer or an example, up to a comment."""
    found = _SAID.match(text, place)
    return found[0].rstrip() if found else ""


# --- what it comes to ------------------------------------------------------------------


def _word(value: Any) -> str:
    """The answer in what stands at a question, where it is one word."""
    answer = value.get("answer") if isinstance(value, Mapping) else value
    return answer if isinstance(answer, str) and _WORD.fullmatch(answer) else ""


def _expected(tree: Tree, path: tuple[str, ...], value: Value) -> Tree:
    if not path:
        if isinstance(value, Mapping):
            return {key: _expected("", (), part) for key, part in value.items()}
        return list(value) if isinstance(value, tuple) else value
    old = tree or {}
    if not isinstance(old, dict):
        raise CannotReviseError
    key, *rest = path
    return {**old, key: _expected(old.get(key, ""), tuple(rest), value)}


def _meaning(tree: Tree) -> Tree:
    """A tree without what is empty, and without a group for what is only an answer."""
    if not isinstance(tree, dict):
        return tree
    parts = {key: _meaning(value) for key, value in tree.items()}
    filled = {key: part for key, part in parts.items() if part}
    return filled["answer"] if filled.keys() == {"answer"} else filled
