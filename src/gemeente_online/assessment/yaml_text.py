"""Texts as they are written in a YAML file, so that they are read back as the same texts."""

import json
import re
from collections.abc import Mapping
from typing import TypeAlias

_PLAIN = re.compile(r"[^\W_](?:[\w .()’'-]*[\w.)])?")
_PATH = re.compile(r"[\w./][\w./\\-]*", re.ASCII)
_EMPTY = {"null", "Null", "NULL"}
_IN_FLOW = re.compile(r"[\w-]+(\.[\w-]+)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)

Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, str | tuple[str, ...]]"
"""What may be put at a key: a text, several ids, or an answer with what stands beside it; empty
for nothing."""


def written(key: str, value: Value) -> str:
    """The line that a person would write for a value."""
    return f"{key}:{rendered(value)}"


def rendered(value: Value, *, flow: bool = False) -> str:
    """A value as it stands behind the colon, with the space before it."""
    if isinstance(value, Mapping):
        parts = [
            f"{key}:{rendered(part, flow=True)}"
            if key == "answer" or not isinstance(part, str)
            else f"{key}: {quoted_scalar(part)}"
            for key, part in value.items()
            if part
        ]
        return f" {{{', '.join(parts)}}}" if parts else ""
    if isinstance(value, tuple):
        return f" [{', '.join(map(scalar, value))}]" if value else ""
    if flow:
        return f" {value if _IN_FLOW.fullmatch(value) else quoted_scalar(value)}"
    if not value:
        return ""
    return f" {value if _NUMBER.fullmatch(value) else scalar(value)}"


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
