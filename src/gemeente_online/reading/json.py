"""JSON as a tree of text, with the same care as YAML: numbers stay as they were typed."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gemeente_online.problem import Finding, InvalidInputError, Path, Problem, unseen_hint
from gemeente_online.reading.encoding import line_and_column
from gemeente_online.reading.placed_tree import (
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    PlacedTree,
    Tree,
    duplicate_key,
    empty,
    refusal,
    too_deep,
    too_long,
    too_many_values,
)

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that is written twice is still there."""

    __slots__ = ()


class _NotANumberError(ValueError):
    """NaN or Infinity, which Python's reader takes and JSON does not know."""


def read_json(text: str, source: str) -> PlacedTree:
    """The tree of text in a JSON file; null is empty text, true and false are words.

    Raises:
        InvalidInputError: no JSON, more of anything than the limits of ``document`` allow, a key
            written twice, half a character.

    """
    if not text.strip():
        raise empty(source)
    _guard(text, source)
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
        raise refusal(
            source,
            "json-syntax",
            f"{error} is geen getal dat in JSON mag staan",
            "laat de waarde weg, of schrijf null",
            line_and_column(text, next(found, 0)),
        ) from None

    builder = _Builder()
    tree = builder.build(loaded, ())
    document = PlacedTree(
        source=source, tree=tree, locate=lambda wanted: _locate(text, wanted), is_json=True
    )
    findings = builder.findings
    if builder.repeated:
        lines = _lines(text, builder.repeated)
        findings += (duplicate_key(path, lines[path]) for path in builder.repeated)
    if findings:
        raise InvalidInputError(document.place(findings))
    return document


def _guard(text: str, source: str) -> None:
    """Refuse what would grow, or go deep, before anything is built from it.

    The brackets, commas and colons are counted first, also those inside texts; only where that
    is too many, they are counted outside texts.
    """
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH and brackets + text.count(",") + text.count(":") < MAX_VALUES:
        return
    depth = values = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(source, line_and_column(text, match.start()), is_json=True)
        elif token in "}]":
            depth -= 1
        if token in "{[,:":
            values += 1
            if values > MAX_VALUES:
                raise too_many_values(source, line_and_column(text, match.start()))


class _Builder:
    """Turns what was loaded into a tree; notes what a tree cannot hold."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.repeated: dict[Path, None] = {}

    def build(self, value: Any, path: Path) -> Tree:
        match value:
            case None:
                return ""
            case bool():
                return "true" if value else "false"
            case str():
                self._check_text(value, path)
                return value
            case _Pairs():
                built: dict[str, Tree] = {}
                for key, item in value:
                    here = (*path, key)
                    self._check_text(key, here)
                    if len(key) > MAX_TEXT:
                        continue  # no look below it: paths through it cost too much
                    if key in built:
                        self.repeated[here] = None
                    built[key] = self.build(item, here)
                return built
            case _:
                return [self.build(item, (*path, index)) for index, item in enumerate(value)]

    def _check_text(self, text: str, path: Path) -> None:
        if len(text) > MAX_TEXT:
            self.findings.append(too_long(path, len(text)))
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            self.findings.append(
                Finding(
                    path=path,
                    code="half-character",
                    message="deze tekst bevat een half teken (een losse surrogaatcode)",
                    hint="typ de tekst opnieuw",
                )
            )


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
    elif text[position : position + 2] in {"//", "/*"} or text[position : position + 1] == "#":
        message = "JSON kent geen commentaar"
        hint = "haal het commentaar weg, of maak er YAML van"
    elif not error.msg.startswith(("Invalid", "Unterminated")) and unseen_hint(text[position:][:1]):
        message = "tussen de onderdelen staat een teken dat daar niet hoort"
        hint = str(unseen_hint(text[position]))
    elif error.msg.startswith("Unterminated string"):
        message = "hier begint een aanhalingsteken dat niet wordt gesloten"
        hint = "zet aan het eind van de tekst een dubbel aanhalingsteken"
    elif not text[position:].strip():
        position = len(text.rstrip())
        message = "het bestand houdt midden in de JSON op"
        hint = (
            f"is het helemaal gekopieerd of opgeslagen? Aan het eind ontbreekt nog: {_open(text)}"
        )
    elif error.msg.startswith("Expecting property name"):
        message = "hier hoort een naam tussen dubbele aanhalingstekens"
        hint = "zet de naam tussen dubbele aanhalingstekens"
    elif error.msg == "Expecting value" and not text[:position].strip():
        message = "een JSON-bestand begint met {, en dit bestand niet"
        hint = "is het YAML? Geef het bestand dan een naam die eindigt op .yaml"
    elif error.msg == "Expecting value" and text[position] not in "]},:":
        message = "deze waarde is geen JSON"
        hint = "zet tekst tussen dubbele aanhalingstekens"
    elif error.msg.startswith("Invalid control character"):
        message = "in een tekst staat hier een regeleinde, tab of ander stuurteken"
        hint = "zet de hele tekst op één regel en sluit haar met een dubbel aanhalingsteken"
    elif "escape" in error.msg:
        message = "een schuine streep naar links (\\) heeft in JSON een bijzondere betekenis"
        hint = "schrijf \\\\"
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
    line, column = line_and_column(text, position)
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


def _open(text: str) -> str:
    """The closing brackets that are still lacking at the end of a text that broke off."""
    closers: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            closers.append("}" if token == "{" else "]")
        elif token in "}]" and closers:
            closers.pop()
    return " ".join(reversed(closers)) or "een waarde"


def _keys_and_items(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and list item of valid JSON, and the top, with its position."""
    path: list[str | int] = []
    containers: list[str] = []
    key_next = False
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "}]":
            containers.pop()
            path.pop()
            key_next = False
        elif token == ",":
            if containers[-1] == "[":
                path[-1] = int(path[-1]) + 1
            else:
                key_next = True
        elif key_next:
            path[-1] = json.loads(token)
            yield tuple(path), match.start()
            key_next = False
        elif token != ":":
            if not containers or containers[-1] == "[":
                yield tuple(path), match.start()
            if token in "{[":
                containers.append(token)
                path.append("" if token == "{" else 0)
                key_next = token == "{"


def _locate(text: str, wanted: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column of the wanted paths in valid JSON: of the key, or of the list item."""
    # of two equal keys the last is kept, since that is the one a message is about
    found = {path: position for path, position in _keys_and_items(text) if path in wanted}
    places = _places(text, sorted(found.values()))
    return {path: places[position] for path, position in found.items()}


def _lines(text: str, repeated: Collection[Path]) -> dict[Path, list[int]]:
    """The lines of every key that is written more than once."""
    found: dict[Path, list[int]] = {}
    for path, position in _keys_and_items(text):
        if path in repeated:
            found.setdefault(path, []).append(position)
    places = _places(text, sorted(at for positions in found.values() for at in positions))
    return {path: [places[at][0] for at in positions] for path, positions in found.items()}


def _places(text: str, positions: list[int]) -> Mapping[int, tuple[int, int]]:
    """Ascending positions in a text as line and column, counted in one pass."""
    places: dict[int, tuple[int, int]] = {}
    line, start = 1, 0
    for position in positions:
        line += text.count("\n", start, position)
        start = position
        places[position] = line, position - text.rfind("\n", 0, position)
    return places
