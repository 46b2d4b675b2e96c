"""The program that commands belong to, and its version."""

from typing import Annotated

import typer

from gemeente_online._version import __version__
from gemeente_online.cli.dutch import DutchGroup
from gemeente_online.cli.output import show

app = typer.Typer(
    cls=DutchGroup,
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
