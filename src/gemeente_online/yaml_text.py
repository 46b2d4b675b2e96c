"""Texts as they are written in a YAML file, so that they are read back as the same texts."""

import json
import re

_PLAIN = re.compile(r"[^\W_](?:[\w .()’'-]*[\w.)])?")
_PATH = re.compile(r"[\w./][\w./\\-]*", re.ASCII)
_EMPTY = {"null", "Null", "NULL"}


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
