"""Runs one command line, and tells what goes wrong in it."""

import sys

import typer

from gemeente_online._version import __version__
from gemeente_online.cli.dutch import EXIT_USAGE, PartedError, command_path, explain_usage
from gemeente_online.cli.ending import EXIT_INTERRUPTED
from gemeente_online.cli.output import close_quietly, prepare_streams, tell, why
from gemeente_online.cli.program import app
from gemeente_online.cli.windows import ON_WINDOWS, expand_patterns, is_closed_pipe
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.record import files_read
from gemeente_online.rendering.clean import clean

EXIT_FAULT = 70
EXIT_NO_READER = 141
"""What shells say of any program whose output nobody reads any more."""

INTERRUPTED = "\ngemeente-online: afgebroken\n"


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
