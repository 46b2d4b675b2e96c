"""What pydantic finds wrong, as findings in Dutch; for files and options alike."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gemeente_online.problem import (
    MOST_SUGGESTIONS,
    Finding,
    Path,
    Wrong,
    key_hint,
    nearest,
    quoted,
)

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_GROUP = "bij {key} horen sleutels met elk een eigen waarde, en er staat {kind}"
_LIST = (
    "hier hoort een lijst, en er staat {kind}",
    "zet elk onderdeel op een eigen regel die inspringt en begint met een streepje: - een",
    "zet de onderdelen tussen [ en ], met komma's ertussen",
)
_FREE_KEYS = (
    _GROUP,
    "zet de sleutels eronder, elk op een eigen regel die inspringt: sleutel: waarde",
    "zet de sleutels tussen {{ en }}",
)
_SENTENCES: dict[str, tuple[str, str, str | None]] = {
    # pydantic's type of error: what is wrong, what would be right, and the same in JSON
    "missing": ("{key} ontbreekt", "voeg {key} toe{example}", "voeg {key} toe{json_example}"),
    "string_type": (
        "hier hoort tekst, en er staat {kind}",
        "schrijf de waarde achter de dubbele punt",
        None,
    ),
    "string_too_short": ("{key} is leeg", "vul een waarde in{or_leave_out}", None),
    "dict_type": _FREE_KEYS,
    "model_type": (
        _GROUP,
        "zet ze eronder, elk op een eigen regel die inspringt: {keys}",
        "zet ze tussen {{ en }}: {keys}",
    ),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "too_short": ("{key} is leeg", "noem er ten minste één", None),
}
_OTHERWISE = ("{value} past hier niet", "controleer hoe deze waarde is geschreven", None)
_EXAMPLES = {"Envelope.date": "2026-10-01", "Municipality.name": "Waterdam"}


def findings_of(error: "ValidationError", model: type["BaseModel"]) -> Iterator[Finding]:
    """Every error of a validation against ``model``, by path."""
    for count, detail in enumerate(error.errors(include_url=False)):
        path: Path = tuple(part for part in detail["loc"] if part != "[key]")
        kind = detail["type"]
        cause = detail.get("ctx", {}).get("error")
        if kind == "too_short" and detail["input"]:
            continue  # pydantic counts only the items that are right; those that aren't are told
        if isinstance(cause, Wrong) and detail["input"] == "" and quoted("") in cause.message:
            key = _words(path, "", model)["key"]
            yield cause.at(path)._replace(message=f"{key} is leeg")
        elif isinstance(cause, Wrong):
            yield cause.at(path)
        elif kind == "extra_forbidden":
            yield _unknown_key(path, model, detail["input"], suggest=count < MOST_SUGGESTIONS)
        else:
            words = _words(path, detail["input"], model)
            wrong, right, in_json = _SENTENCES.get(kind, _OTHERWISE)
            yield Finding(
                path=path,
                code=kind.replace("_", "-"),
                message=wrong.format(**words),
                hint=right.format(**words),
                json_hint=None if in_json is None else in_json.format(**words),
            )


def _words(path: Path, value: object, model: type["BaseModel"]) -> dict[str, str]:
    """What the sentences are filled in with."""
    key = path[-1] if path else None
    parent = _class_at(model, path[:-1])
    field = parent.model_fields.get(str(key))
    needed = field is None or field.is_required()
    example = _EXAMPLES.get(f"{parent.__name__.lstrip('_')}.{key}", "")
    return {
        "key": quoted(key) if isinstance(key, str) else "dit onderdeel" if path else "het bestand",
        "kind": _kind_of(value),
        "value": quoted(value),
        "keys": ", ".join(_class_at(model, path).model_fields),
        "example": f", bijvoorbeeld {key}: {example}" if example else "",
        "json_example": f', bijvoorbeeld "{key}": "{example}"' if example else "",
        "or_leave_out": "" if needed else ", of laat de regel weg",
    }


def _unknown_key(path: Path, model: type["BaseModel"], value: object, *, suggest: bool) -> Finding:
    key = str(path[-1])
    hint, json_hint = _elsewhere(path, model) if suggest else (None, None)
    if hint is None:
        hint = key_hint(key, list(_class_at(model, path[:-1]).model_fields), guess=suggest)
    if value == "" and key.isascii() and key.isdigit():  # {threshold: 0,7} has the key "7"
        hint = f"is dit een deel van een getal met een komma? Schrijf een punt, zoals 0.{key[:9]}"
    return Finding(
        path=path,
        code="unknown-key",
        message=f"{quoted(key)} is hier geen sleutel",
        hint=hint,
        json_hint=json_hint,
    )


def _elsewhere(path: Path, model: type["BaseModel"]) -> tuple[str | None, str | None]:
    """Where a key belongs that stands in the wrong group, in YAML and in JSON."""
    *above, key = path
    ours = _class_at(model, path[:-1])
    for name, field in ours.model_fields.items():
        if any(key in child.model_fields for child in _classes_in(field.annotation)):
            return (
                f"zet {quoted(key)} onder {quoted(name)}, op een regel die verder inspringt",
                f"zet {quoted(key)} tussen de accolades van {quoted(name)}",
            )
    if nearest(str(key), list(ours.model_fields)) is None:
        for end in range(len(above) - 1, -1, -1):
            if key in _class_at(model, tuple(above[:end])).model_fields:
                group = next((part for part in above[end:] if isinstance(part, str)), "")
                return (
                    f"{quoted(key)} hoort niet onder {quoted(group)}: laat de regel minder ver "
                    "inspringen",
                    f"zet {quoted(key)} buiten de haken van {quoted(group)}",
                )
    return None, None


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
