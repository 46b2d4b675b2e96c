"""What pydantic finds wrong, as findings in Dutch; for files and options alike."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gemeente_online.problem import Finding, Path, Wrong, broken, wrong
from gemeente_online.suggestions import Meant, nearest, unseen_hint
from gemeente_online.wording import listing, quoted

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_TOLD = {
    *("missing", "string-type", "string-too-short", "dict-type", "model-type", "tuple-type"),
    "too-short",
}
"""Pydantic's types of error that have sentences of their own, as codes."""

_EXAMPLES = {"Envelope.date": "2026-10-01", "Municipality.name": "Waterdam"}


def findings_of(error: "ValidationError", model: type["BaseModel"]) -> Iterator[Finding]:
    """Every error of a validation against ``model``, by path."""
    for detail in error.errors(include_url=False):
        path: Path = tuple(part for part in detail["loc"] if part != "[key]")
        kind, value = detail["type"], detail["input"]
        cause = detail.get("ctx", {}).get("error")
        if kind == "too_short" and value:
            continue  # pydantic counts only the items that are right; those that aren't are told
        if isinstance(cause, Wrong) and value == "" and quoted("") in cause.message:
            empty = wrong("string-too-short", key=_named(path))
            yield cause.at(path)._replace(message=empty.message)
        elif isinstance(cause, Wrong):
            yield cause.at(path)
        elif kind == "extra_forbidden":
            yield _strange_key(path, model, value)
        else:
            yield _misshapen(path, model, value, kind.replace("_", "-"))


def _misshapen(path: Path, model: type["BaseModel"], value: object, key: str) -> Finding:
    """What pydantic itself has to say, in our words. key: its type of error, as a code."""
    if key not in _TOLD:
        return broken(path, "unfit-value", value=value)
    parent = _class_at(model, path[:-1])
    name = str(path[-1]) if path else ""
    field = parent.model_fields.get(name)
    example = _EXAMPLES.get(f"{parent.__name__.lstrip('_')}.{name}")
    if key == "missing" and example:
        key = "missing/example"
    elif key == "string-too-short" and field is not None and not field.is_required():
        key = "string-too-short/optional"
    elif key == "string-too-short" and name == "name":  # in a table its column is no name
        key = "string-too-short/name"
    return broken(
        path,
        key,
        key=_named(path),
        name=name,
        kind=_kind_of(value),
        keys=", ".join(_class_at(model, path).model_fields),
        example=example,
    )


def _named(path: Path) -> str:
    """What stands at a path, as sentences name it."""
    if not path:
        return "het bestand"
    return quoted(path[-1]) if isinstance(path[-1], str) else "dit onderdeel"


def _strange_key(path: Path, model: type["BaseModel"], value: object) -> Finding:
    """A key that does not belong where it stands, and where it does."""
    *above, last = path
    name, ours = str(last), _class_at(model, path[:-1])
    if value == "" and name.isascii() and name.isdigit():  # {threshold: 0,7} has the key "7"
        return broken(path, "unknown-key/decimals", name=name, decimals=name[:9])
    fields = list(ours.model_fields)
    groups = [
        quoted(group)
        for group, field in ours.model_fields.items()
        if any(name in child.model_fields for child in _classes_in(field.annotation))
    ]
    if groups:
        return broken(path, "unknown-key/deeper", name=name, groups=listing(groups, "of"))
    if nearest(name, fields) is None:
        for end in range(len(above) - 1, -1, -1):
            if name in _class_at(model, tuple(above[:end])).model_fields:
                group = next((part for part in above[end:] if isinstance(part, str)), "")
                return broken(path, "unknown-key/too-deep", name=name, group=group)
    return unknown_key(path, fields)


def unknown_key(path: Path, keys: Sequence[str]) -> Finding:
    """A key that does not belong where it stands. keys: those that do."""
    name = str(path[-1])
    if " " in name and unseen_hint(name) is None:  # the rest of one cut at a comma or a colon
        return broken(path, "unknown-key/part-of-text", name=name)
    return broken(path, "unknown-key", name=name, meant=Meant(name, keys, most=20))


def _class_at(model: type["BaseModel"], path: Path) -> type["BaseModel"]:
    """The class whose keys stand at a path; list positions and free keys are passed over."""
    for part in path:
        field = model.model_fields.get(str(part))
        if field is not None:
            model = next(_classes_in(field.annotation), model)
    return model


def _classes_in(annotation: Any) -> "Iterator[type[BaseModel]]":
    if hasattr(annotation, "model_fields"):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _classes_in(argument)


def _kind_of(value: object) -> str:
    match value:
        case dict():
            return "een groep sleutels"
        case list() | tuple():
            return "een lijst"
        case "":
            return "niets"
        case _:
            return "een losse waarde"
