"""The schemas of what the commands print."""

import json
from functools import cache
from typing import Any

import jsonschema

from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json_schema import render_schema

KINDS = {
    "score": DocumentKind.RESULTS,
    "check": DocumentKind.RESULTS,
    "explain": DocumentKind.EXPLANATION,
    "grow": DocumentKind.GROWTH,
    "compare": DocumentKind.COMPARISON,
    "consensus": DocumentKind.CONSENSUS,
    "rank": DocumentKind.RANKING,
    "model evaluate": DocumentKind.EVALUATION,
}
"""Every command that writes a document, with the kind of it."""


@cache
def schema_of(kind: DocumentKind) -> jsonschema.Draft202012Validator:
    """What checks documents of a kind."""
    content = json.loads(render_schema(kind))
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


def valid(command: str, text: str) -> Any:
    """What a command wrote as JSON, held against the schema of that."""
    content = json.loads(text)
    schema_of(KINDS[command]).validate(content)
    return content
