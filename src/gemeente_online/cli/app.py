"""The program: finds its commands by their modules, runs one, and tells what goes wrong in it."""

import os
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any

import typer

from gemeente_online._version import __version__
from gemeente_online.cli import commands
from gemeente_online.cli.dutch import (
    EXIT_USAGE,
    DutchCommand,
    DutchGroup,
    PartedError,
    command_path,
    explain_usage,
)
from gemeente_online.cli.ending import EXIT_INTERRUPTED
from gemeente_online.cli.output import (
    ON_WINDOWS,
    close_quietly,
    is_closed_pipe,
    prepare_streams,
    show,
    tell,
    why,
)
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.files import files_read
from gemeente_online.rendering.clean import clean

EXIT_FAULT = 70
EXIT_NO_READER = 141
"""What shells say of any program whose output nobody reads any more."""

INTERRUPTED = "\ngemeente-online: afgebroken\n"


class PackageGroup(DutchGroup):
    """A group of which every command is a module in a package; a package in it is a group again.

    The package has ``COMMANDS``: their names, and the line that the list of them has of each.
    A command's module has a function ``command`` with the options, maybe ``MORE``, which its help
    says below that line, and ``EPILOG``. Each is imported when it is called.
    """

    def __init__(self, *, package: ModuleType = commands, **attributes: Any) -> None:
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


app = typer.Typer(
    cls=PackageGroup,
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


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing that a user does raises."""
    prepare_streams()
    files_read.set(set())
    if ON_WINDOWS:
        arguments = expand_patterns(arguments)
    try:
        outcome = app(args=arguments, prog_name="gemeente-online", standalone_mode=False)
        sys.stdout.flush()
        if outcome == EXIT_INTERRUPTED:  # typer catches it inside a command
            tell(INTERRUPTED)
        return int(outcome or 0)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            tell(f"{error.format_message()}\n")
        else:
            tell(f"gemeente-online: {clean(explain_usage(error))}\n")
            tell(f"  uitleg: {command_path(error)} --help\n")
        return EXIT_USAGE
    except InvalidInputError as error:  # that no command saw to, as an extra that is not installed
        from gemeente_online.rendering.problems import render_problems

        tell(render_problems(error.problems))
        return EXIT_USAGE
    except PartedError:
        return EXIT_INTERRUPTED
    except (KeyboardInterrupt, typer.Abort):
        tell(INTERRUPTED)
        return EXIT_INTERRUPTED
    except SystemExit:  # typer leaves by itself when a pipe is closed
        close_quietly()
        return EXIT_NO_READER
    except OSError as error:
        if is_closed_pipe(error):
            close_quietly()
            return EXIT_NO_READER
        tell(f"gemeente-online: de uitvoer kan niet worden geschreven: {why(error)}\n")
        close_quietly()
        return EXIT_USAGE
    except Exception as error:
        tell(
            f"gemeente-online: er ging iets mis in het programma zelf ({type(error).__name__}: "
            f"{clean(str(error))}).\n  Dit is niet uw fout. Meld het aan de makers, met dit "
            f"bericht, het commando en zo mogelijk het bestand (versie {__version__}).\n"
        )
        return EXIT_FAULT


def expand_patterns(arguments: Iterable[str]) -> list[str]:
    """The arguments with ``*``, ``?`` and ``[…]`` replaced by the files that fit, sorted by name.

    Elsewhere the shell does so. A pattern that fits nothing stays as it is, as in a shell; so does
    a file whose name holds such a sign.
    """
    from glob import glob  # only Windows pays for it

    expanded: list[str] = []
    for argument in arguments:
        is_pattern = any(sign in argument for sign in "*?[") and not argument.startswith("-")
        if is_pattern and not os.path.lexists(argument):
            # pathlib knows no pattern with a drive
            expanded += sorted(glob(argument)) or [argument]  # noqa: PTH207
        else:
            expanded.append(argument)
    return expanded
