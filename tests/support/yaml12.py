"""YAML as editors read it: version 1.2 with its core schema, where no is text and 012 is 12."""

import re
from typing import Any

import yaml

_CORE = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
        list("-+.0123456789"),
    ),
)


class _Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - emptied of YAML 1.1


def _int(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


for _kind, _pattern, _first in _CORE:
    _tag = f"tag:yaml.org,2002:{_kind}"
    _Core.add_implicit_resolver(_tag, re.compile(f"({_pattern})\\Z"), _first)
_Core.add_constructor("tag:yaml.org,2002:int", _int)
_Core.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node))
)


def read(text: str) -> Any:
    """What an editor makes of a file; all keys are text, as in JSON."""
    return _with_text_keys(yaml.load(text, _Core))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value
