"""JSON as a tree of text, with the same care as YAML: numbers stay as they were typed."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from gemeente_online.problem import Finding, InvalidInputError, Path, Problem, quoted
from gemeente_online.reading.document import MAX_DEPTH, Document, Tree, empty
from gemeente_online.reading.text import place_of

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that is written twice is still there."""


class _NotANumberError(ValueError):
    """NaN or Infinity, which Python's reader takes and JSON does not know."""


def read_json(text: str, source: str) -> Document:
    """The tree of text in a JSON file; null is empty text, true and false are words.

    Raises:
        InvalidInputError: no JSON, nested too deep, a key written twice, half a character.

    """
    if not text.strip():
        raise InvalidInputError([empty(source)])
    try:
        loaded = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise InvalidInputError([_syntax_problem(error, source)]) from None
    except _NotANumberError as error:
        found = (token.start() for token in _TOKEN.finditer(text) if token[0] == str(error))
        line, column = place_of(text, next(found, 0))
        problem = Problem(
            source=source,
            code="json-syntax",
            line=line,
            column=column,
            message=f"{error} is geen getal dat in JSON mag staan",
            hint="laat de waarde weg, of schrijf null",
        )
        raise InvalidInputError([problem]) from None
    except RecursionError:
        raise InvalidInputError([_too_deep(source)]) from None

    findings: list[Finding] = []
    try:
        tree = _build(loaded, (), findings)
    except RecursionError:
        raise InvalidInputError([_too_deep(source)]) from None
    document = Document(source=source, tree=tree, locate=lambda wanted: _locate(text, wanted))
    if findings:
        raise InvalidInputError(document.place(findings))
    return document


def _build(value: Any, path: Path, findings: list[Finding]) -> Tree:
    if len(path) > MAX_DEPTH:
        raise RecursionError
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
                findings.append(
                    Finding(
                        path=path,
                        code="half-character",
                        message="deze tekst bevat een half teken (een losse surrogaatcode)",
                        hint="typ de tekst opnieuw",
                    )
                )
            return value
        case _Pairs():
            built: dict[str, Tree] = {}
            for key, item in value:
                _build(key, (*path, key), findings)
                if key in built:
                    findings.append(
                        Finding(
                            path=(*path, key),
                            code="duplicate-key",
                            message=f"{quoted(key)} staat er twee keer",
                            hint="laat er één staan; welke bedoelt u?",
                        )
                    )
                built[key] = _build(item, (*path, key), findings)
            return built
        case _:
            return [_build(item, (*path, index), findings) for index, item in enumerate(value)]


def _refuse_constant(name: str) -> None:
    raise _NotANumberError(name)


def _syntax_problem(error: json.JSONDecodeError, source: str) -> Problem:
    text = error.doc
    position = error.pos
    hint = "kijk op deze plaats en er net voor naar komma's, haken en aanhalingstekens"
    comma = _spare_comma(text, position)
    if comma is not None:
        position = comma
        message = "hier staat een komma te veel"
        hint = "na het laatste onderdeel hoort geen komma"
    elif error.msg.startswith("Unterminated string"):
        message = "hier begint een aanhalingsteken dat niet wordt gesloten"
        hint = "zet aan het eind van de tekst een dubbel aanhalingsteken"
    elif not text[position:].strip():
        position = max(len(text.rstrip()), 0)
        message = "het bestand houdt midden in de JSON op"
    elif error.msg.startswith("Expecting property name"):
        message = "hier hoort een naam tussen dubbele aanhalingstekens"
        hint = "zet de naam tussen dubbele aanhalingstekens"
    elif error.msg == "Expecting value" and text[position] not in "]},:":
        message = "deze waarde is geen JSON"
        hint = "tekst staat in JSON tussen dubbele aanhalingstekens"
    else:
        message, hint = {
            "Expecting ',' delimiter": ("hier ontbreekt een komma of een haak", hint),
            "Expecting ':' delimiter": ("hier ontbreekt een dubbele punt", hint),
            "Expecting value": ("hier ontbreekt een waarde", hint),
            "Extra data": (
                "na het einde van de JSON staat nog iets",
                "laat één geheel staan, tussen { en }",
            ),
        }.get(error.msg, ("dit is geen geldige JSON", hint))
    line, column = place_of(text, position)
    return Problem(
        source=source, code="json-syntax", line=line, column=column, message=message, hint=hint
    )


def _spare_comma(text: str, position: int) -> int | None:
    """The comma after a last item, where the reader stumbles over it or over what follows."""
    before = text[:position].rstrip()
    if text[position : position + 1] == ",":
        before = text[: position + 1]
    if not before.endswith(","):
        return None
    return len(before) - 1 if text[len(before) :].lstrip()[:1] in {"]", "}"} else None


def _too_deep(source: str) -> Problem:
    return Problem(
        source=source,
        code="too-deep",
        message=f"er staan meer dan {MAX_DEPTH} lagen in elkaar",
        hint="controleer de haken",
    )


def _locate(text: str, wanted: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column of the wanted paths in valid JSON: of the key, or of the list item."""
    positions: dict[Path, int] = {}
    path: list[str | int] = []
    containers: list[str] = []
    key_next = False
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "}]":
            containers.pop()
            path.pop()
        elif token == ",":
            if containers[-1] == "[":
                path[-1] = int(path[-1]) + 1
            else:
                key_next = True
        elif token == ":":
            continue
        else:
            if key_next:
                path[-1] = json.loads(token)
            here = tuple(path)
            # of two equal keys the last is kept, since that is the one a message is about
            if here in wanted and (key_next or not containers or containers[-1] == "["):
                positions[here] = match.start()
            if not key_next and token in "{[":
                containers.append(token)
                path.append("" if token == "{" else 0)
                key_next = token == "{"
            else:
                key_next = False
    return _places(text, positions)


def _places(text: str, positions: Mapping[Path, int]) -> dict[Path, tuple[int, int]]:
    """Positions in a text as line and column, counted in one pass."""
    places: dict[Path, tuple[int, int]] = {}
    line, start = 1, 0
    for path, position in sorted(positions.items(), key=lambda pair: pair[1]):
        line += text.count("\n", start, position)
        start = position
        places[path] = line, position - text.rfind("\n", 0, position)
    return places
