"""The manual page says what the help says.

After a wanted change of the help, ``python man/make.py`` makes it anew.
"""

import re
import runpy
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import pytest
import typer

from gemeente_online import __version__
from gemeente_online.cli.app import app
from gemeente_online.cli.dutch import DutchCommand, DutchGroup
from support.places import ROOT
from support.renewing import expected

TITLES = ("Argumenten:", "Opties:")
PAGE = ROOT / "man/gemeente-online.1"
manual = runpy.run_path(str(ROOT / "man/make.py"))["manual"]
Command = Callable[..., tuple[int, str, str]]


def page() -> str:
    return str(manual(typer.main.get_command(app), __version__))


def as_read(text: str) -> str:
    """What a reader sees of the page, on one line."""
    text = re.sub(r"\\f[BIR]|\\&", "", text).replace("\\-", "-").replace("\\e", "\\")
    return " ".join(text.split())


def typed(group: Any) -> Iterator[tuple[str, ...]]:
    """Every command as it is typed."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from ((name, *more) for more in typed(command))
        else:
            yield (name,)


def test_page_is_the_one_in_the_repository() -> None:
    assert expected(PAGE, page()) == page()


def test_page_says_what_the_help_says(command: Command) -> None:
    text = as_read(page())
    commands = list(typed(typer.main.get_command(app)))
    assert len(commands) >= 6
    for arguments in commands:
        usage, *lines = command(*arguments, "--help")[1].splitlines()
        assert usage.removeprefix("Gebruik: ") in text
        said = {word for line in lines if line not in TITLES for word in line.split()}
        assert [word for word in said if word not in text] == []


def test_text_is_no_request() -> None:
    program = typer.Typer(cls=DutchGroup, add_completion=False, help="Doet .iets\\met - dit.")

    @program.command(cls=DutchCommand)
    def run(value: Annotated[str, typer.Option("--value", help=".so /etc/passwd")] = "") -> None:
        """'Een \\fBregel."""

    @program.command(cls=DutchCommand)
    def other() -> None:
        """Nog een."""

    text = manual(typer.main.get_command(program), "1.0.0")
    assert "\n\\&.so /etc/passwd\n" in text
    assert "\n\\&'Een \\efBregel.\n" in text


def test_wheel_puts_it_in_place() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
    place = hatch["build"]["targets"]["wheel"]["shared-data"]
    assert place == {"man/gemeente-online.1": "share/man/man1/gemeente-online.1"}


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_has_no_remarks() -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", PAGE], capture_output=True, check=False, text=True
    )
    remarks = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert remarks == []  # without a date, the same sources give the same page
