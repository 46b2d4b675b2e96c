"""An answers file's text with one value changed, and everything else left as it was.

What people wrote around their answers (comments, blank lines, quotes, the order of keys) stays.
In a form that ``init`` made, an answer is chosen as a person would: the sign ``#`` goes away
before the new line and comes back before the old one. Nothing is trusted: what comes out is read
again, and is refused unless it differs from what went in by that value alone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode

from gemeente_online.assessment.yaml_text import Value, rendered, written
from gemeente_online.model.question_types.texts import UNKNOWN_WORD
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.nodes import (
    comments_in,
    end_of,
    last_place,
    line_end,
    pairs_of,
    scalars_in,
)
from gemeente_online.reading.placed_tree import Tree
from gemeente_online.reading.yaml import compose, read_yaml

_WORD = re.compile(r"[a-z][a-z0-9-]*")
_STEP = "  "


class CannotReviseError(Exception):
    """The change cannot be made without changing something else too."""


def revised(text: str, path: tuple[str, ...], value: Value, order: Sequence[str] = ()) -> str:
    """The text of a YAML file with another value at a path.

    text: what ``read_yaml`` takes without problems.
    path: keys from the top; all but the last are there, with keys below them or empty.
    value: what is to stand there; empty takes away what stands there, but not the key.
    order: the keys that may stand beside the last one, in the order in which they belong.

    Raises:
        CannotReviseError: for example where an anchor or an alias is in the way.

    """
    before = read_yaml(text, "").tree
    try:
        changed = _Revision(text, path, value, order).text()
        after = read_yaml(changed, "").tree
    except (InvalidInputError, _NoPlaceError):
        raise CannotReviseError from None
    if _meaning(after) != _meaning(_expected(before, path, value)):
        raise CannotReviseError
    return changed


def revised_entry(
    text: str, question: str, parts: Mapping[str, str | tuple[str, ...]], order: Sequence[str]
) -> str:
    """The text of an answers file with what stands at one question replaced.

    parts: ``answer``, and what stands beside it; empty for nothing.
    order: the questions in the order in which they belong.

    Raises:
        CannotReviseError: see ``revised``.

    """
    path = ("answers", question)
    if _is_spread_out(text, path) and any(parts.values()):
        for key, part in parts.items():
            text = revised(text, (*path, key), part, list(parts))
        return text
    return revised(text, path, entry_value(parts), order)


def entry_value(parts: Mapping[str, str | tuple[str, ...]]) -> Value:
    """What to write at a question: the answer alone where nothing stands beside it."""
    filled = {key: part for key, part in parts.items() if part}
    return filled if filled.keys() - {"answer"} else parts.get("answer", "")


def _is_spread_out(text: str, path: tuple[str, ...]) -> bool:
    """Whether a group of keys stands at a path, each on a line of its own."""
    node = compose(text)
    for key in path:
        found = [value for name, value in pairs_of(node) if name.value == key]
        if not found:
            return False
        node = found[0]
    return isinstance(node, MappingNode) and not node.flow_style


class _NoPlaceError(Exception):
    """The path leads nowhere."""


class _Template(NamedTuple):
    """A line of a form that is still to be uncommented: ``  #key: example  # what it is``."""

    start: int
    end: int
    indent: str
    example: str
    comment: str


class _Revision:
    def __init__(
        self, text: str, path: tuple[str, ...], value: Value, order: Sequence[str]
    ) -> None:
        self._text, self._path, self._value, self._order = text, path, value, order
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._root = compose(text)
        self._parent, self._parent_key, self._ends = self._find_parent()

    def text(self) -> str:
        """The changed text."""
        key = self._path[-1]
        found = next((pair for pair in pairs_of(self._parent) if pair[0].value == key), None)
        if found is None:
            return self._inserted() if self._value else self._text
        return self._toggled(*found) or self._replaced(*found)

    def _find_parent(self) -> tuple[Node, Node | None, int]:
        """The node that the last key belongs under, its own key, and where it ends at most."""
        parent, key, ends = self._root, None, len(self._text)
        for wanted in self._path[:-1]:
            keys = [pair[0] for pair in pairs_of(parent)]
            at = next((at for at, node in enumerate(keys) if node.value == wanted), None)
            if at is None:
                raise _NoPlaceError
            if at + 1 < len(keys):
                ends = keys[at + 1].start_mark.index
            key, parent = keys[at], parent.value[at][1]
        if not isinstance(parent, MappingNode | ScalarNode):
            raise _NoPlaceError
        return parent, key, ends

    # --- a key that is there already -------------------------------------------------------

    def _replaced(self, key: Node, value: Node) -> str:
        text = self._text
        start, end = value.start_mark.index, end_of(value, text)
        shown = rendered(self._value, flow=self._in_flow)
        kept = "".join(f"{self._newline}{_STEP}{said}" for said in comments_in(value, text))
        if value.start_mark.line != key.end_mark.line:
            colon = text.index(":", key.end_mark.index) + 1
            cut = len(text[: text.rfind("\n", 0, start)].rstrip("\r"))
            head, tail = text[:colon] + shown + text[colon:cut], text[end:]
        else:
            head, tail = text[:start].rstrip(" ") + shown, text[end:]
        if not kept:
            return head + tail
        rest = line_end(head + tail, len(head))
        return (head + tail)[:rest] + kept + (head + tail)[rest:]

    def _toggled(self, key: Node, value: Node) -> str | None:
        """In a form: with the old line commented out, and the new one uncommented or below it."""
        text, templates, old = self._text, self._templates(), _word_in(value)
        start, end = self._line_of(key.start_mark.index)
        indent, last = text[start : key.start_mark.index], end_of(value, text)
        alone = not indent.strip() and last <= end and not text[last:end].strip()
        word = _word_of(self._value)
        if not templates or old in {None, word} or not alone:
            return None
        new = f"{indent}{written(key.value, self._value)}" if self._value else None
        chosen = next((one for one in templates if word and one.example == word), None)
        lines = []
        if old != UNKNOWN_WORD and all(one.example != old for one in templates):
            lines.append(f"{indent}#{key.value}: {old}")
        changes = []
        if new is not None and chosen is not None:
            changes.append((chosen.start, chosen.end, new))
        elif new is not None:
            lines.append(new)
        if not lines:
            end = min(len(text), end + len(self._newline))
        changes.append((start, end, self._newline.join(lines)))
        for first, past, line in sorted(changes, reverse=True):
            text = text[:first] + line + text[past:]
        return text

    # --- a key that is not there yet -------------------------------------------------------

    def _inserted(self) -> str:
        templates = self._templates()
        if templates and not self._in_flow:
            return self._from_template(templates)
        if isinstance(self._parent, ScalarNode) or not self._parent.value:
            return self._as_first()
        pairs = pairs_of(self._parent)
        key = self._path[-1]
        earlier = self._order[: self._order.index(key)] if key in self._order else self._order
        before = [pair for pair in pairs if pair[0].value in earlier]
        if self._in_flow:
            end = end_of(pairs[-1][1], self._text)
            shown = f", {key}:{rendered(self._value, flow=True)}"
            return self._text[:end] + shown + self._text[end:]
        start, _ = self._line_of(pairs[0][0].start_mark.index)
        indent = self._text[start : pairs[0][0].start_mark.index]
        line = f"{indent}{written(key, self._value)}"
        if not before:
            return self._text[:start] + line + self._newline + self._text[start:]
        return self._after(last_place(before[-1][1], self._text), line)

    def _from_template(self, templates: Sequence[_Template]) -> str:
        word = _word_of(self._value)
        line = f"{templates[-1].indent}{written(self._path[-1], self._value)}"
        chosen = next((one for one in templates if one.example in {word, ""}), None)
        if chosen is None and self._path[0] != "answers":
            chosen = templates[0]  # the example of a field gives way to what is filled in
        if chosen is None:
            return self._after(templates[-1].start, line)
        return self._text[: chosen.start] + line + chosen.comment + self._text[chosen.end :]

    def _as_first(self) -> str:
        """Under a key that has nothing yet, or ``{}``, or ``~``."""
        if self._parent_key is None:
            raise _NoPlaceError
        line = f"{_STEP}{written(self._path[-1], self._value)}"
        start, end = self._parent.start_mark.index, end_of(self._parent, self._text)
        head, tail = self._text[:start].rstrip(" "), self._text[end:]
        return _after(head + tail, len(head), line, self._newline)

    def _after(self, place: int, line: str) -> str:
        return _after(self._text, place, line, self._newline)

    # --- places ----------------------------------------------------------------------------

    @property
    def _in_flow(self) -> bool:
        parent = self._parent
        return isinstance(parent, MappingNode) and bool(parent.flow_style) and bool(parent.value)

    def _templates(self) -> list[_Template]:
        """The lines of a form for this key that are still commented out, in their order."""
        begins = self._parent_key.end_mark.index if self._parent_key else 0
        pattern = rf"(?m)^([ \t]*)#{re.escape(self._path[-1])}:[ \t]*([^#\r\n]*?)([ \t]+#.*?)?\r?$"
        texts = [
            (node.start_mark.index, node.end_mark.index)
            for node in scalars_in(self._root)
            if node.start_mark.line != node.end_mark.line
        ]
        return [
            _Template(
                match.start(),
                line_end(self._text, match.start()),
                match[1],
                match[2],
                match[3] or "",
            )
            for match in re.finditer(pattern, self._text)
            if begins <= match.start() < self._ends
            and not any(start <= match.start() < end for start, end in texts)
        ]

    def _line_of(self, place: int) -> tuple[int, int]:
        return self._text.rfind("\n", 0, place) + 1, line_end(self._text, place)


def _after(text: str, place: int, line: str, newline: str) -> str:
    end = line_end(text, place)
    return text[:end] + newline + line + text[end:]


def _word_in(node: Node) -> str | None:
    """The answer at a question, where it is one word."""
    if isinstance(node, MappingNode) and node.flow_style:
        answers = [value for key, value in node.value if key.value == "answer"]
        node = answers[0] if answers else node
    fits = isinstance(node, ScalarNode) and _WORD.fullmatch(node.value)
    return node.value if fits else None


def _word_of(value: Value) -> str:
    answer = value.get("answer", "") if isinstance(value, Mapping) else value
    return answer if isinstance(answer, str) else ""


# --- what it comes to ------------------------------------------------------------------


def _expected(tree: Tree, path: tuple[str, ...], value: Value) -> Tree:
    if not path:
        if isinstance(value, Mapping):
            return {key: _expected("", (), part) for key, part in value.items()}
        return list(value) if isinstance(value, tuple) else value
    key, *rest = path
    old = tree if isinstance(tree, dict) else {}
    return {**old, key: _expected(old.get(key, ""), tuple(rest), value)}


def _meaning(tree: Tree) -> Tree:
    """A tree without what is empty, since a key with nothing says as little as no key."""
    if isinstance(tree, dict):
        parts = {key: _meaning(value) for key, value in tree.items()}
        return {key: value for key, value in parts.items() if value}
    return tree
