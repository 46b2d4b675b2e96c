"""Texts as they are written in a YAML file, so that they are read back as the same texts."""

import json
import re
from collections.abc import Mapping
from typing import TypeAlias

_PLAIN = re.compile(r"[^\W_](?:[\w .()’'-]*[\w.)])?")
_PATH = re.compile(r"[\w./][\w./\\-]*", re.ASCII)
_EMPTY = {"null", "Null", "NULL"}
_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)

Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, str | tuple[str, ...]]"
"""What may be put at a key: a text, several ids, or an answer with what stands beside it; empty
for nothing."""


def entry_value(parts: Mapping[str, str | tuple[str, ...]]) -> Value:
    """What to write at a question: the answer alone where nothing stands beside it.

    parts: ``answer``, and what stands beside it; empty for nothing.
    """
    filled = {key: part for key, part in parts.items() if part}
    return filled if filled.keys() - {"answer"} else parts.get("answer", "")


def written(key: str, value: Value) -> str:
    """The line that a person would write for a value."""
    return f"{key}:{rendered(value)}"


def rendered(value: Value) -> str:
    """A value as it stands behind the colon, with the space before it."""
    if not value:
        return ""
    if isinstance(value, Mapping):
        return f" {{{', '.join(_part(key, part) for key, part in value.items() if part)}}}"
    if isinstance(value, tuple):
        return f" [{', '.join(map(scalar, value))}]"
    return f" {value if _NUMBER.fullmatch(value) else scalar(value)}"


def _part(key: str, value: str | tuple[str, ...]) -> str:
    """What stands at a key between braces; people's own words always between quotes."""
    if isinstance(value, str) and (key != "answer" or "," in value):
        return f"{key}: {quoted_scalar(value)}"
    return written(key, value)


def scalar(text: str) -> str:
    """A text as YAML, plain where that is certainly read back as the same text."""
    plain = _PLAIN.fullmatch(text) or _PATH.fullmatch(text)
    return text if plain and text not in _EMPTY else quoted_scalar(text)


def quoted_scalar(text: str) -> str:
    """A text between double quotes, with everything that cannot be seen written out."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in written)


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"  # noqa: PLR2004
