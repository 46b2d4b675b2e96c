"""The guide's page of messages, made from the cases: ``docs/foutmeldingen.md``."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from gemeente_online.problem import problem_in
from gemeente_online.reading import files
from gemeente_online.rendering.clean import clean
from support.places import CASES

EXPECTED = ".expected.yaml"

GROUPS: dict[str, tuple[str, str]] = {
    # title: what it is about, and the codes in it
    "Het bestand": (
        "Het programma kan het bestand niet openen, of er staat geen leesbare tekst in.",
        "not-found no-access folder not-a-file link-loop unreadable empty encoding not-text "
        "control-character half-character",
    ),
    "Hoe YAML en JSON worden geschreven": (
        "YAML let op inspringen, dubbele punten en aanhalingstekens; JSON op haken, komma's en "
        "dubbele aanhalingstekens. De plaats in de melding is waar het programma vastliep: kijk "
        "ook op de regel erboven.",
        "yaml-syntax json-syntax duplicate-key tag merge-key alias-cycle key-not-text",
    ),
    "Te veel of te groot": (
        "Wat er ten hoogste in een bestand past, staat in [grenzen](grenzen.md).",
        "too-deep too-many-aliases too-many-directives text-too-long number-too-long",
    ),
    "Sleutels": (
        "Wat voor een dubbele punt staat, heet een sleutel. Welke er zijn, staat in de README en "
        "in een leeg formulier (`gemeente-online init`).",
        "missing unknown-key model-type dict-type string-type string-too-short tuple-type "
        "too-short not-an-answers-file",
    ),
    "Gemeente, datum en groeimodel": (
        "Over wie het gaat, van wanneer de meting is en bij welk groeimodel de antwoorden horen.",
        "not-a-date not-a-code not-whole not-positive not-a-version other-major-version "
        "unknown-model invalid-model other-model unknown-axis unknown-phase",
    ),
    "Antwoorden": (
        "De antwoorden zelf. Een vraag die u niet kunt beantwoorden, mag u leeg laten.",
        "unknown-question unknown-option single-answer repeated-option word-stands-alone "
        "not-applicable not-a-number ambiguous-number out-of-bounds",
    ),
    "CSV": (
        "In een CSV-bestand is elke rij een gemeente. De melding noemt de rij, zoals Excel die "
        "telt, en de kolom.",
        "column-missing column-without-name duplicate-column unknown-column short-row long-row "
        "sheet-as-csv quote-not-closed csv-syntax",
    ),
}
MODELS = "Groeimodellen"
_ABOUT_MODELS = (
    "Voor wie zelf een groeimodel schrijft. Fouten in de schrijfwijze staan hierboven; dit zijn de "
    "regels die alleen voor een groeimodel gelden."
)
_LONGEST = 70
_MOST_UNREADABLE = 8

_HEAD = """\
# Foutmeldingen

Alle soorten meldingen van gemeente-online, met een voorbeeld van wat er in het bestand staat en wat
u eraan doet. Zoek met Ctrl+F op een paar woorden uit uw melding.

Een melding ziet er zo uit:

```
waterdam.yaml:14:3: answers.klantvragen: "webcar" is geen antwoord op deze vraag
  bedoelde u "webcare"? Mogelijk: individueel, webcare, overal, samen, onbekend
```

Dat is: het bestand, de regel (14) en het teken op die regel (3), de plek in het bestand, wat er mis
is, en op de volgende regel wat u kunt doen. Alle fouten van een bestand staan bij elkaar: de eerste
vijftig, en hoeveel er nog meer zijn. Andere bestanden worden gewoon gelezen. `gemeente-online check
BESTAND` kijkt een bestand na zonder te scoren.

*De tabellen zijn gemaakt uit de voorbeelden in `tests/cases`. Vernieuwen:
`GEMEENTE_ONLINE_RENEW=1 python -m pytest tests/project/test_messages.py`.*
"""


class Entry(NamedTuple):
    """One kind of mistake: its code, message, hint, and what a file says there."""

    code: str
    message: str
    hint: str
    example: str
    of_model: bool


def entries() -> Iterator[Entry]:
    """Every kind of mistake once, as the cases show it, and those of the file system."""
    seen: set[tuple[str, str]] = set()
    for entry in [*_of_file_system(), *_of_cases()]:
        kind = re.sub(r'"[^"]*"|\d+', "…", entry.message)
        if (entry.code, kind) not in seen:
            seen.add((entry.code, kind))
            yield entry


def _of_file_system() -> Iterator[Entry]:
    for key in dict.fromkeys(files._WHY.values()):
        found = problem_in("", key)
        yield Entry(found.code, found.message, found.hint or "", "", of_model=False)


def _of_cases() -> Iterator[Entry]:
    for folder in ("answers", "rows", "models", "warnings"):
        for expected in sorted((CASES / folder).glob(f"*{EXPECTED}")):
            name = expected.name.removesuffix(EXPECTED)
            (path,) = (p for p in expected.parent.glob(f"{name}.*") if p != expected)
            for problem in yaml.safe_load(expected.read_text(encoding="utf-8")):
                yield Entry(
                    problem["code"],
                    problem["message"],
                    problem["hint"],
                    _line_of(path, problem["line"]),
                    of_model=folder in {"models", "warnings"},
                )


def _line_of(path: Path, line: int | None) -> str:
    """The line that a message points at, as an editor would show it."""
    if line is None:
        return ""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    lines = re.split("\r\n|\r|\n", data.decode(encoding, "replace"))
    text = clean(lines[min(line, len(lines)) - 1].replace("\t", "⇥")).strip()
    if text.count("\N{REPLACEMENT CHARACTER}") > _MOST_UNREADABLE:
        return ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    all_entries = list(entries())
    homes = {code: title for title, (_, codes) in GROUPS.items() for code in codes.split()}
    for title, (about, _) in GROUPS.items():
        ours = [entry for entry in all_entries if homes.get(entry.code) == title]
        parts.append(_section(title, about, ours))
    rest = [entry for entry in all_entries if entry.code not in homes and entry.of_model]
    parts.append(_section(MODELS, _ABOUT_MODELS, rest))
    return "\n".join(parts)


def without_home() -> set[str]:
    """Codes of answers and rows that no group names."""
    homes = {code for _, codes in GROUPS.values() for code in codes.split()}
    return {entry.code for entry in entries() if not entry.of_model} - homes


def _section(title: str, about: str, ours: list[Entry]) -> str:
    rows = [
        f"| {_cell(entry.message)} | {_code(entry.example)} | {_cell(entry.hint)} |"
        for entry in ours
    ]
    table = "| melding | voorbeeld | wat u doet |\n|---|---|---|\n" + "\n".join(rows)
    return f"## {title}\n\n{about}\n\n{table}\n"


def _cell(text: str) -> str:
    """Text as it is in a Markdown table: no sign in it means anything."""
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", clean(text))


def _code(text: str) -> str:
    if not text:
        return ""
    ticks = "``" if "`" in text else "`"
    escaped = text.replace("|", "\\|")
    return f"{ticks} {escaped} {ticks}" if "`" in text else f"{ticks}{escaped}{ticks}"
