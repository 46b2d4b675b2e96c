"""The guide's page of messages, made from their tables and the cases: ``docs/foutmeldingen.md``."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import yaml

from gemeente_online.messages import Message, messages, messages_about
from gemeente_online.model.parts import MUNICIPALITIES
from gemeente_online.rendering.clean import clean
from support.places import CASES

EXPECTED = ".expected.yaml"

SECTIONS: dict[str, tuple[str, str]] = {
    # a subject: its title, and what it is about
    "files": (
        "Het bestand",
        "Het programma kan het bestand niet openen of niet lezen. YAML let op inspringen, dubbele "
        "punten en aanhalingstekens; JSON op haken, komma's en dubbele aanhalingstekens. De plaats "
        "in de melding is waar het programma vastliep: kijk ook op de regel erboven. Wat er ten "
        "hoogste in een bestand past, staat in [grenzen](grenzen.md).",
    ),
    "keys": (
        "Sleutels",
        "Wat voor een dubbele punt staat, heet een sleutel. Welke er zijn, staat in "
        "[bestandsformaten](formaten.md) en in een leeg formulier (`gemeente-online init`).",
    ),
    "answers": (
        "Antwoorden",
        "Over wie het gaat, van wanneer de meting is, bij welk groeimodel die hoort, en de "
        "antwoorden zelf. Een vraag die u niet kunt beantwoorden, mag u leeg laten.",
    ),
    "tables": (
        "Tabellen",
        "In een CSV-bestand, en in een blad van Excel, is elke rij een meting. De melding noemt de "
        "rij, zoals Excel die telt, en de kolom.",
    ),
    "models": ("Groeimodellen", "Voor wie zelf een groeimodel schrijft."),
    "commands": ("Commando's", "Over wat u typt, en waar een uitkomst komt te staan."),
    "replies": ("De vragenlijst", "Tijdens `gemeente-online ask`."),
}
_WORDS = {
    "meant": 'bedoelde u "…"? Mogelijk: …',
    **{
        f"subject.{name}": getattr(MUNICIPALITIES, name)
        for name in ("one", "many", "people", "the", "any", "other", "which")
    },
}
"""What stands on the page for some of the names that a sentence is filled in with."""

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

Bij een voorbeeld staat de melding die het geeft; zonder voorbeeld staat … voor wat er bij u is
ingevuld.

*De tabellen zijn gemaakt uit `gemeente_online.messages` en uit de voorbeelden in `tests/cases`.
Vernieuwen:
`GEMEENTE_ONLINE_RENEW=1 python -m pytest tests/project/test_messages.py`.*
"""


class Entry(NamedTuple):
    """What is said of one mistake, and what a file says there."""

    message: str
    hint: str
    example: str = ""


def page() -> str:
    """The whole page: every message in its table's section, as a case shows it where one does."""
    parts, shown = [_HEAD], shown_by_cases()
    for subject, (title, about) in SECTIONS.items():
        rows = [
            _row(shown.pop(key, None) or _unseen(message), warns="warns" in message)
            for key, message in messages_about(subject).items()
        ]
        parts.append(_section(title, about, rows))
    return "\n".join(parts)


def shown_by_cases() -> dict[str, Entry]:
    """The first case of every message, by its key."""
    shown: dict[str, Entry] = {}
    for code, entry in _cases():
        shown.setdefault(_key_of(code, entry), entry)
    return shown


def _cases() -> Iterator[tuple[str, Entry]]:
    """Every mistake in a file of the cases, with its code."""
    for folder in ("answers", "rows", "models", "warnings"):
        for expected in sorted((CASES / folder).glob(f"*{EXPECTED}")):
            name = expected.name.removesuffix(EXPECTED)
            (path,) = (p for p in expected.parent.glob(f"{name}.*") if p != expected)
            for problem in yaml.safe_load(expected.read_text(encoding="utf-8")):
                example = _line_of(path, problem["line"])
                yield problem["code"], Entry(problem["message"], problem["hint"] or "", example)


def _key_of(code: str, entry: Entry) -> str:
    """The key of the sentence that a case shows: every sentence is in a table."""
    own, others = {}, {}
    for key, message in messages().items():
        exact = _literal(message["says"])
        if not exact or not _fits(message["says"], entry.message):
            continue
        others[key] = exact  # what is told under the code of what lies behind it
        for hint in (
            message.get(part, "") for part in ("hint", "in_json", "in_a_cell", "in_a_form")
        ):
            if key.partition("/")[0] == code and _fits(hint, entry.hint):
                own[key] = max(own.get(key, 0), exact + _literal(hint))
    possible = own or others
    assert possible, f"no table says: {entry.message}"
    return max(possible, key=possible.__getitem__)


def _fits(sentence: str, text: str) -> bool:
    return _pattern(sentence).fullmatch(text) is not None


@cache
def _literal(sentence: str) -> int:
    """How much of a sentence is always the same: of two that fit, the more exact one is meant."""
    return sum(len(text) for text, *_ in Formatter().parse(sentence))


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like, whatever it is filled in with."""
    parts = Formatter().parse(sentence)
    regex = "".join(re.escape(text) + ("" if name is None else ".*") for text, name, *_ in parts)
    return re.compile(regex, re.DOTALL)


def _unseen(message: Message) -> Entry:
    return Entry(_in_general(message["says"]), _in_general(message.get("hint", "")))


def _in_general(sentence: str) -> str:
    """A sentence with a sign where it is filled in; nothing where it is nothing else."""
    if sentence == "{possible}":
        return "Mogelijk: …"
    told = "".join(
        text + ("" if name is None else _WORDS.get(name, '"…"' if how == "q" else "…"))
        for text, name, _, how in Formatter().parse(sentence)
    )
    return told.strip("…") and told


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


def _section(title: str, about: str, rows: list[str]) -> str:
    table = "\n".join(["| melding | voorbeeld | wat u doet |", "|---|---|---|", *rows])
    return "\n\n".join(filter(None, (f"## {title}", about, table))) + "\n"


def _row(entry: Entry, *, warns: bool = False) -> str:
    told = _cell(f"{'let op: ' if warns else ''}{entry.message or '…'}")
    return f"| {told} | {_code(entry.example)} | {_cell(entry.hint)} |"


def _cell(text: str) -> str:
    """Text as it is in a Markdown table: no sign in it means anything."""
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", clean(text.replace("\n", " ")))


def _code(text: str) -> str:
    if not text:
        return ""
    ticks = "``" if "`" in text else "`"
    escaped = text.replace("|", "\\|")
    return f"{ticks} {escaped} {ticks}" if "`" in text else f"{ticks}{escaped}{ticks}"
