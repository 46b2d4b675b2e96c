"""Makes the manual page from what the help says: ``python man/make.py``.

The page, ``gemeente-online.1``, goes into the wheel as it stands here; a test keeps it in agreement
with the help.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from gemeente_online import __version__
from gemeente_online.cli.app import app
from gemeente_online.cli.dutch import DutchGroup, HelpPage, help_page

PAGE = Path(__file__).with_name("gemeente-online.1")

_EXIT_CODES = (
    ("0", "Alles is gescoord."),
    ("1", "Alles is gescoord, en een uitkomst blijft onder --fail-under."),
    (
        "2",
        "Het commando klopt niet, of iets was niet te lezen of niet geldig. De rest is wel "
        "gescoord. Gaat voor 1.",
    ),
    ("70", "Er ging iets mis in het programma zelf."),
    ("130", "Het programma is afgebroken."),
    ("141", "Wie de uitvoer las, is eerder weggegaan, zoals head."),
)
_ENVIRONMENT = (
    ("COLUMNS", "Hoeveel tekens er op een regel passen, ook waar de uitvoer geen scherm is."),
    ("NO_COLOR", "Is deze gezet, dan heeft de uitvoer geen kleur."),
)


def manual(group: Any, version: str) -> str:
    """The page on a program, as typer makes it of its app, and on all its commands."""
    return "\n".join(_lines(group, version)) + "\n"


def _lines(group: Any, version: str) -> Iterator[str]:
    pages = list(_pages(group, None, "gemeente-online"))
    main = pages[0]
    yield f'.TH GEMEENTE\\-ONLINE 1 "" "gemeente\\-online {_plain(version)}" "Gemeente online"'
    yield ".nh"  # words are cut by English rules
    yield ".ad l"
    yield ".SH NAAM"
    yield f"{_plain(main.path)} \\- {_plain(main.text[:1].lower() + main.text[1:].rstrip('.'))}"
    yield ".SH OVERZICHT"
    yield "\n.br\n".join(_command_line(page) for page in pages[1:])
    yield ".SH COMMANDO'S"
    for page in pages[1:]:
        yield f".SS {_plain(page.path.removeprefix('gemeente-online '))}"
        yield from _paragraphs(page.text, first=True)
        for _, rows in page.sections:
            yield from _terms(rows)
        yield from _paragraphs(page.epilog)
    yield ".SH OPTIES"
    for title, rows in main.sections:
        if title == "Opties":
            yield from _terms(rows)
    yield ".SH UITGANGSCODES"
    yield from _terms(_EXIT_CODES)
    yield ".SH OMGEVING"
    yield from _terms(_ENVIRONMENT)


def _pages(command: Any, parent: Any, name: str) -> Iterator[HelpPage]:
    """The pages of a group and of every command in it that does something."""
    ctx = command.context_class(command, info_name=name, parent=parent, **command.context_settings)
    is_group = isinstance(command, DutchGroup)
    if parent is None or not is_group:
        yield help_page(command, ctx)
    for sub_name in command.list_commands(ctx) if is_group else ():
        yield from _pages(command.get_command(ctx, sub_name), ctx, sub_name)


def _command_line(page: HelpPage) -> str:
    return rf"\fB{_plain(page.path)}\fR {_plain(page.usage)}"


def _terms(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for term, meaning in rows:
        yield ".TP"
        yield _marked(term)
        yield _plain(" ".join(meaning.split()))


def _marked(term: str) -> str:
    """What is typed as it stands in bold, what is to be filled in in italics."""
    return re.sub(
        r"\S+",
        lambda word: (
            rf"\fI{_plain(word.group())}\fR"
            if word.group().strip(".").isupper() and not word.group().startswith("-")
            else rf"\fB{_plain(word.group())}\fR"
        ),
        term,
    )


def _paragraphs(text: str, *, first: bool = False) -> Iterator[str]:
    """first: whether they stand right below a heading."""
    for paragraph in filter(None, text.split("\n\n")):
        if not first:
            yield ".PP"
        first = False
        yield _plain(" ".join(paragraph.split()))


def _plain(text: str) -> str:
    r"""Text that ``man`` takes as it is: no escapes, no requests, hyphens that can be copied."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe


if __name__ == "__main__":
    PAGE.write_text(manual(typer.main.get_command(app), __version__), encoding="utf-8")
