"""What the YAML parser says, in words that help somebody who knows no YAML."""

import re

import yaml

from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.placed_tree import refusal, too_deep

_SENTENCES: tuple[tuple[str, str, str], ...] = (
    # a part of the parser's text, what is wrong, what would be right
    (
        "mapping values are not allowed",
        "hier staat een dubbele punt te veel, of de regel springt te ver in",
        "zet tekst waar een dubbele punt in staat tussen aanhalingstekens",
    ),
    (
        "could not find expected ':'",
        "op deze regel ontbreekt een dubbele punt met een spatie erachter",
        'schrijf "sleutel: waarde", met een spatie na de dubbele punt',
    ),
    (
        "escape",
        "een schuine streep naar links (\\) heeft tussen dubbele aanhalingstekens een bijzondere "
        "betekenis",
        "gebruik enkele aanhalingstekens, of schrijf \\\\",
    ),
    (
        "quoted scalar",
        "hier begint een aanhalingsteken dat niet wordt gesloten",
        "zet aan het eind van de tekst hetzelfde aanhalingsteken",
    ),
    (
        "flow sequence",
        "de rechte haak [ wordt niet gesloten",
        "sluit de lijst met ] en zet komma's tussen de onderdelen",
    ),
    (
        "flow mapping",
        "de accolade { wordt niet gesloten",
        "sluit met } en zet komma's tussen de onderdelen",
    ),
    (
        "undefined alias",
        "een waarde die met * begint, verwijst naar iets dat er niet is",
        "zet de waarde tussen aanhalingstekens",
    ),
    (
        "anchor",
        "een waarde die met & of * begint, heeft een bijzondere betekenis",
        "zet de waarde tussen aanhalingstekens",
    ),
    (
        "another document",
        "er staan twee documenten in dit bestand (gescheiden door ---)",
        "maak van elk document een eigen bestand",
    ),
    (
        "incompatible YAML document",
        "dit bestand vraagt om een andere versie van YAML",
        "laat de regel die met %YAML begint weg",
    ),
    (
        "directive",
        "een regel die met % begint, heeft een bijzondere betekenis",
        "laat de regel weg, of zet de tekst tussen aanhalingstekens",
    ),
    (
        "tag",
        "een waarde die met een uitroepteken begint, heeft een bijzondere betekenis",
        "zet de waarde tussen aanhalingstekens",
    ),
    (
        "expected <document start>",
        "deze regel springt minder ver in dan de eerste",
        "laat regels die bij elkaar horen even ver inspringen",
    ),
    (
        "block collection",
        "deze regel past niet in de lijst erboven",
        "laat regels die bij elkaar horen even ver inspringen, met spaties",
    ),
    (
        "block mapping",
        "deze regel past niet bij de regels erboven",
        "laat regels die bij elkaar horen even ver inspringen en sluit aanhalingstekens",
    ),
    (
        "block scalar",
        "na | of > hoort de tekst op de volgende regel te beginnen",
        "zet de tekst een regel lager, en laat die inspringen",
    ),
)
_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""Where these begin is where the mistake is; the parser stops much later."""

_APOSTROPHE = r"[:,\[{-] +'[^'\"]*\w'\w"
"""A text between single quotes with one inside: ``'foto's'``."""

_GENERAL = (
    "dit is geen geldige YAML",
    "kijk op deze regel en de regel erboven naar inspringen, dubbele punten en aanhalingstekens",
)


def yaml_finding(error: yaml.YAMLError, text: str, source: str) -> InvalidInputError:
    """The parser's error as a placed problem."""
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(error, text, source)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    lines = text.splitlines()
    if mark is None:
        line = column = None
        here = ""
    else:
        line, column = min(mark.line + 1, max(len(lines), 1)), mark.column + 1
        here = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    start = getattr(error, "context_mark", None)
    if start is not None and "escape" not in said and any(part in said for part in _AT_START):
        line, column = start.line + 1, start.column + 1
    place = None if line is None or column is None else (line, column)
    if "nesting depth" in said:
        return too_deep(source, place)
    message, hint = _sentence(said, here, lines, line)
    return refusal(source, "yaml-syntax", message, hint, place)


def _sentence(said: str, here: str, lines: list[str], line: int | None) -> tuple[str, str]:
    if line is not None and line <= len(lines) and _indented_with_tab(lines[line - 1]):
        return "er staat een tab aan het begin van deze regel", "laat inspringen met spaties"
    if line is not None and line <= len(lines) and re.search(_APOSTROPHE, lines[line - 1][:1000]):
        return (
            "het teken ' sluit een tekst af die met ' begint",
            'zet dubbele aanhalingstekens (") om deze hele tekst',
        )
    if "cannot start any token" in said:
        return (
            f"een waarde kan niet met {here[:1]} beginnen",
            "zet de waarde tussen aanhalingstekens",
        )
    for part, message, hint in _SENTENCES:
        if part in said:
            return message, hint
    return _GENERAL


def _indented_with_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]


def _control_character(error: yaml.reader.ReaderError, text: str, source: str) -> InvalidInputError:
    from gemeente_online.reading.encoding import line_and_column

    found = re.search(_UNPRINTABLE, text)
    position = len(text) if found is None else found.start()
    line, column = line_and_column(text, position)
    code = str(error.reason) if found is None else f"U+{ord(found[0]):04X}"
    return refusal(
        source,
        "control-character",
        f"er staat een onzichtbaar stuurteken in het bestand ({code})",
        "haal het weg: vaak komt het mee met kopiëren en plakken; typ de regel opnieuw",
        (line, column),
    )


_UNPRINTABLE = "[^\\t\\n\\r\\x85\\ufeff -~\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""What YAML 1.1 does not allow (the opposite of its production c-printable)."""
