"""What pydantic finds wrong, as findings in Dutch; for files and options alike."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gemeente_online.problem import MOST_SUGGESTIONS, Finding, Path, Wrong, quoted, suggestion

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_GROUP_HINT = "schrijf sleutels die inspringen"
_SENTENCES: dict[str, tuple[str, str]] = {
    # pydantic's type of error: what is wrong, what would be right
    "missing": ("{key} ontbreekt", "voeg {key} toe"),
    "string_type": ("hier hoort tekst, geen {kind}", "schrijf de waarde achter de dubbele punt"),
    "string_too_short": ("{key} is leeg", "vul een waarde in, of laat de regel weg als het mag"),
    "dict_type": ("hier hoort een groep sleutels, geen {kind}", _GROUP_HINT),
    "model_type": ("hier hoort een groep sleutels, geen {kind}", _GROUP_HINT),
    "list_type": ("hier hoort een lijst, geen {kind}", "begin elk onderdeel met een streepje"),
    "tuple_type": ("hier hoort een lijst, geen {kind}", "begin elk onderdeel met een streepje"),
    "too_short": ("{key} is leeg", "noem er ten minste één"),
}


def findings_of(error: "ValidationError", model: type["BaseModel"]) -> Iterator[Finding]:
    """Every error of a validation against ``model``, by path."""
    for count, detail in enumerate(error.errors(include_url=False)):
        path: Path = tuple(part for part in detail["loc"] if part != "[key]")
        kind = detail["type"]
        cause = detail.get("ctx", {}).get("error")
        if kind == "too_short" and detail["input"]:
            continue  # pydantic counts only the items that are right; those that aren't are told
        if isinstance(cause, Wrong):
            yield cause.at(path)
        elif kind == "extra_forbidden":
            yield _unknown_key(path, model, suggest=count < MOST_SUGGESTIONS)
        else:
            wrong, right = _SENTENCES.get(
                kind, ("{value} past hier niet", "kijk in de README hoe het hoort")
            )
            words = {
                "key": quoted(path[-1]) if path else "het bestand",
                "kind": _kind_of(detail["input"]),
                "value": quoted(detail["input"]),
            }
            yield Finding(
                path=path,
                code=kind.replace("_", "-"),
                message=wrong.format(**words),
                hint=right.format(**words),
            )


def _unknown_key(path: Path, model: type["BaseModel"], *, suggest: bool) -> Finding:
    key = str(path[-1])
    hint = None
    if suggest:
        hint = suggestion(key, list(_class_at(model, path[:-1]).model_fields), most=20)
    if " " in key:  # the rest of a text that was cut at a comma or a colon
        hint = "is dit een stuk van een tekst? Zet de hele tekst tussen aanhalingstekens"
    return Finding(
        path=path, code="unknown-key", message=f"{quoted(key)} is hier geen sleutel", hint=hint
    )


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
            return "groep sleutels"
        case list() | tuple():
            return "lijst"
        case "":
            return "lege waarde"
        case _:
            return "losse waarde"
