"""The program: finds its commands by their modules, each when it is called; and its version."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any

import typer

from gemeente_online._version import __version__
from gemeente_online.cli import commands
from gemeente_online.cli.dutch import DutchCommand, DutchGroup
from gemeente_online.cli.output import show


class PackageGroup(DutchGroup):
    """A group of which every command is a module in a package; a package in it is a group again.

    The package has ``COMMANDS``: their names, and the line that the list of them has of each.
    A command's module has a function ``command`` with the options, maybe ``MORE``, which its help
    says below that line, and ``EPILOG``.
    """

    def __init__(self, *, package: ModuleType, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._package = package

    def summaries(self) -> Mapping[str, str]:
        """What the list of commands says of each, without importing any."""
        summaries: Mapping[str, str] = self._package.COMMANDS
        return summaries

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the list."""
        del ctx
        return list(self.summaries())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, or None if there is none."""
        del ctx
        summary = self.summaries().get(cmd_name)
        if summary is None:
            return None
        module = import_module(f"{self._package.__name__}.{cmd_name}")
        if hasattr(module, "COMMANDS"):
            return PackageGroup(
                package=module,
                name=cmd_name,
                help=summary,
                epilog=module.EPILOG,
                no_args_is_help=True,
            )
        more = getattr(module, "MORE", "")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(
            cmd_name,
            cls=DutchCommand,
            help=f"{summary}\n\n{more}" if more else summary,
            epilog=module.EPILOG,
        )(module.command)
        return typer.main.get_command(alone)


class _Program(PackageGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(package=commands, **attributes)


app = typer.Typer(
    cls=_Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Bepaalt hoe ver een gemeente online is gegroeid: een fase per as en een fase als geheel.",
    epilog="Meer over een commando: gemeente-online COMMANDO --help",
)


def _version(wanted: bool) -> None:
    if wanted:
        show(f"gemeente-online {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    del version
