"""The guide's page on formats tells of every sheet and of every column what it is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from gemeente_online.cli.app import app
from support.all_sheets import WAYS, Told, in_general, sheets_of, words_of
from support.places import ROOT
from support.renewing import expected

Command = Callable[..., tuple[int, str, str]]
PATH = ROOT / "docs/formaten.md"
PAGE = PATH.read_text(encoding="utf-8")
_SHEETS = re.compile(r"(?<=<!-- bladen -->\n\n).*?(?=\n### )", re.DOTALL)


@pytest.fixture
def told(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> dict[str, list[Told]]:
    return {
        way: sheets_of(command, monkeypatch, tmp_path / "uit.xlsx", words_of(way)) for way in WAYS
    }


def columns(sheet: Told) -> Iterator[str]:
    """The columns of a sheet, those of every axis and respondent once."""
    yield from dict.fromkeys(map(in_general, sheet.columns))


def commands(group: Any, begin: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its name, also those of ``model``."""
    for name in group.list_commands(None):
        one = group.get_command(None, name)
        if hasattr(one, "list_commands"):
            yield from commands(one, f"{name} ")
        else:
            yield f"{begin}{name}", one


def test_every_command_with_rows_is_there() -> None:
    found = {
        name
        for name, one in commands(typer.main.get_command(app))
        for option in one.params
        if "--format" in option.opts and "csv" in option.metavar and name != "init"
    }
    assert found == {way.partition(" (")[0].partition(" --")[0] for way in WAYS}


def test_every_sheet_is_there(told: dict[str, list[Told]]) -> None:
    lines = [
        f"- `{way.partition(' (')[0]}`{way.removeprefix(way.partition(' (')[0])}, *{sheet.name}*: "
        f"{', '.join(f'`{name}`' for name in columns(sheet))}\n"
        for way, sheets in told.items()
        for sheet in sheets
    ]
    page = _SHEETS.sub(lambda _: "".join(lines), PAGE)
    assert page == expected(PATH, page)


def test_every_column_is_told(told: dict[str, list[Told]]) -> None:
    table = PAGE.partition("<!-- kolommen -->")[2]
    explained = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert len(explained) == len({*explained})
    given = {name for sheets in told.values() for sheet in sheets for name in columns(sheet)}
    assert given - {*explained} == set(), "docs/formaten.md does not say what these columns are"
    assert {*explained} - given == set(), "docs/formaten.md tells of columns that are not there"
