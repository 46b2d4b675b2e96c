"""The one door through which JSON leaves the program. Knows nothing of what is in it."""

import json
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from gemeente_online.rendering.formats import JsonText

FORMAT: Literal[1] = 1
"""Of all documents: another number where names change."""


def to_json_document(described: Any, document: object) -> JsonText:
    """One document, with its parts on lines of their own. described: its type."""
    return _safe(_adapter(described).dump_json(document, indent=2))


def to_json_line(form: object) -> JsonText:
    """A form of JSON on a line of its own, which says of which format it is."""
    kind: Any = type(form)
    return _safe(b'{"format":%d,%b' % (FORMAT, _adapter(kind).dump_json(form)[1:]))


def to_json(content: object) -> JsonText:
    """Plain values as one JSON document."""
    return _safe(json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8"))


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def _safe(text: bytes) -> JsonText:
    """JSON that ends a line.

    Signs that could steer a terminal or end a line are escaped: a reader of JSON sees them as they
    were, and nobody else does.
    """
    found = text.decode("utf-8")
    if not found.replace("\n", "").isprintable():
        found = "".join(
            char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in found
        )
    return JsonText(found + "\n")
