"""Commands are found by their modules, and imported only when they are called."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from gemeente_online.cli import commands
from gemeente_online.cli.commands import model

Command = Callable[..., tuple[int, str, str]]
PACKAGES = [commands, model]

READ = ("--for", "--year", "--model", "--input", "--ignore-columns")
SHOWN = ("--format", "--excel", "--schema", "--output", "--folder", "--force", "--help")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_is_in_the_list(package: ModuleType) -> None:
    folder = Path(str(package.__file__)).parent
    modules = {path.stem for path in folder.glob("[!_]*.py")}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert {*package.COMMANDS} == modules | packages


@pytest.mark.parametrize("package", PACKAGES)
def test_the_help_begins_with_the_line_of_the_list(package: ModuleType, command: Command) -> None:
    above = () if package is commands else ("model",)
    for name, line in package.COMMANDS.items():
        _, text, _ = command(*above, name, "--help")
        said = " ".join(text.split("\n\n")[1].split())
        assert said.startswith(line), name


@pytest.mark.parametrize("package", PACKAGES)
def test_options_stand_in_the_order_of_the_work(package: ModuleType, command: Command) -> None:
    """First what is read, then what is wanted of it, then how it is shown and where it goes."""
    above = () if package is commands else ("model",)
    for name in package.COMMANDS:
        _, text, _ = command(*above, name, "--help")
        _, _, options = text.partition("\nOpties:")
        found = re.findall(r"^  (?:-\w, )?(--[\w-]+)", options, re.MULTILINE)
        read = [option for option in found if option in READ]
        shown = [option for option in found if option in SHOWN]
        others = [option for option in found if option not in {*READ, *SHOWN}]
        if name == "init":
            assert others.pop(0) == "--from"
            read = ["--from", *read]
        assert found == [*read, *others, *shown], name
        assert read[name == "init" :] == [option for option in READ if option in read], name
        assert shown == [option for option in SHOWN if option in shown], name


def imported(*arguments: str) -> set[str]:
    """The modules with commands that a command line imports."""
    code = (
        "import sys; from gemeente_online.cli.app import run; run(sys.argv[1:]); "
        "print(*[name for name in sys.modules if 'cli.commands.' in name], sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True
    )
    begin = "gemeente_online.cli.commands."
    return {line for line in done.stdout.splitlines() if line.startswith(begin)}


def test_only_the_command_that_is_called_is_imported() -> None:
    assert imported("--help") == set()
    assert imported("score", "--help") == {"gemeente_online.cli.commands.score"}
    assert imported("model", "--help") == {"gemeente_online.cli.commands.model"}


def test_completing_an_option_imports_no_library_that_it_does_not_need() -> None:
    code = (
        "import sys; from gemeente_online.cli.completion.shells import answer\n"
        "for name in sys.argv[1:]: answer('zsh', [*name.split(), '--'])\n"
        "print(*{'pydantic', 'rich', 'yaml'} & set(sys.modules))"
    )
    names = [*commands.COMMANDS, *(f"model {name}" for name in model.COMMANDS)]
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, check=True, text=True
    )
    *options, libraries = done.stdout.splitlines()
    assert len(options) > len(names)
    assert libraries == ""
