"""What the YAML parser says, in words that help somebody who knows no YAML."""

import re

import yaml

from gemeente_online.problem import InvalidInputError, refused
from gemeente_online.reading.encoding import line_and_column
from gemeente_online.reading.placed_tree import MAX_DEPTH

_KINDS = (
    # a part of the parser's text, and what is wrong; the first that fits
    ("sequence entries are not allowed", "yaml-syntax/lone-dash"),
    ("mapping keys are not allowed", "yaml-syntax/lone-question-mark"),
    ("cannot start any token", "yaml-syntax/first-sign"),
    ("mapping values are not allowed", "yaml-syntax/spare-colon"),
    ("could not find expected ':'", "yaml-syntax/no-colon"),
    ("escape", "yaml-syntax/backslash"),
    ("quoted scalar", "yaml-syntax/open-quote"),
    ("flow sequence", "yaml-syntax/open-list"),
    ("flow mapping", "yaml-syntax/open-group"),
    ("undefined alias", "yaml-syntax/alias-of-nothing"),
    ("anchor", "yaml-syntax/alias"),
    ("another document", "yaml-syntax/several-documents"),
    ("incompatible YAML document", "yaml-syntax/version"),
    ("directive", "yaml-syntax/directive"),
    ("tag", "yaml-syntax/tag"),
    ("expected <document start>", "yaml-syntax/less-indented"),
    ("block collection", "yaml-syntax/not-in-list"),
    ("block mapping", "yaml-syntax/not-in-group"),
    ("block scalar", "yaml-syntax/block"),
)
_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""Where these begin is where the mistake is; the parser stops much later."""

_TAB = r"\s*\t"
_APOSTROPHE = r"[:,\[{-] +'[^'\"]*\w'\w"
"""A text between single quotes with one inside: ``'foto's'``."""

_UNPRINTABLE = "[^\\t\\n\\r\\x85\\ufeff -~\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""What YAML 1.1 does not allow (the opposite of its production c-printable)."""


def yaml_error(error: yaml.YAMLError, text: str, source: str) -> InvalidInputError:
    """The parser's error as a placed problem."""
    if not isinstance(error, yaml.MarkedYAMLError):  # a sign that YAML does not allow
        found = re.search(_UNPRINTABLE, text)
        sign = f"U+{ord(found[0]):04X}" if found else str(error)
        place = line_and_column(text, found.start() if found else len(text))
        return refused(source, "control-character", place, sign=sign)
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and "escape" not in said and any(part in said for part in _AT_START):
        mark = error.context_mark
    if mark is None:
        return refused(source, "yaml-syntax")
    lines = text.splitlines() or [""]
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = min(mark.line + 1, len(lines)), mark.column + 1
    if "nesting depth" in said:
        return refused(source, "too-deep", place, most=MAX_DEPTH)
    return refused(source, _kind(said, line), place, sign=line[mark.column : mark.column + 1])


def _kind(said: str, line: str) -> str:
    if re.match(_TAB, line):
        return "yaml-syntax/tab"
    if re.search(_APOSTROPHE, line[:1000]):
        return "yaml-syntax/apostrophe"
    return next((kind for part, kind in _KINDS if part in said), "yaml-syntax")
