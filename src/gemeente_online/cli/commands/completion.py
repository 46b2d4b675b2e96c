"""``completion``: the script that lets a shell complete this command, shown or installed."""

import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from shlex import quote
from typing import Annotated, NamedTuple

import typer

from gemeente_online.cli.completion.quoting import in_powershell_quotes
from gemeente_online.cli.completion.shells import SCRIPTS, Shell
from gemeente_online.cli.dutch import UsageProblem, misused, parser_of
from gemeente_online.cli.output import show, tell
from gemeente_online.cli.place import explained, quoted_path
from gemeente_online.cli.sink import Sink

_MARK = "# aangevuld door gemeente-online"

MORE = (
    "Ook groeimodellen, fasen, assen en de gemeenten in een bestand. Zonder optie toont dit "
    "commando alleen het script voor de shell."
)
EPILOG = (
    "Voorbeeld: gemeente-online completion --install. Weghalen: gemeente-online completion "
    "--remove."
)


def command(
    shell: Annotated[
        Shell | None,
        typer.Argument(
            metavar="|".join(Shell),
            parser=parser_of("completion", Shell),
            help="De shell; zonder deze naam die u gebruikt.",
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Zet het script waar de shell het vindt.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Haal het script weer weg.")] = False,
) -> int:
    """Show the script; or write it where the shell finds it, or take it away again."""
    if install and remove:
        raise misused("install-and-remove")
    shell = shell or _current_shell()
    if install:
        _install(shell)
    elif remove:
        _remove(shell)
    else:
        show(script(shell))
    return 0


class ShellPlace(NamedTuple):
    """Where a shell's completion goes.

    script: the file with the script.
    start_file: what the shell reads when it starts, where it must be told of the script.
    line: what tells it.
    """

    script: Path
    start_file: Path | None = None
    line: str = ""


def script(shell: Shell) -> str:
    """The completion script of a shell."""
    return (
        files("gemeente_online.cli.completion.shells").joinpath(SCRIPTS[shell]).read_text("utf-8")
    )


def _current_shell() -> Shell:
    name = Path(os.environ.get("SHELL", "")).name
    if not name and os.name == "nt":
        name = Shell.POWERSHELL
    if name not in list(Shell):
        raise misused("unknown-shell", known=", ".join(Shell))
    return Shell(name)


def _place(shell: Shell) -> ShellPlace:
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    match shell:
        case Shell.BASH:
            file = data / "bash-completion/completions/gemeente-online"
            return ShellPlace(
                file, home / ".bashrc", f"[ -r {quote(str(file))} ] && . {quote(str(file))}"
            )
        case Shell.ZSH:
            file = data / "gemeente-online/gemeente-online.zsh"
            start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
            return ShellPlace(file, start, f"[ -r {quote(str(file))} ] && . {quote(str(file))}")
        case Shell.FISH:
            config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
            return ShellPlace(config / "fish/completions/gemeente-online.fish")
        case Shell.POWERSHELL:
            profile = _powershell_profile()
            file = profile.with_name("gemeente-online.ps1")
            quoted = in_powershell_quotes(str(file))
            return ShellPlace(file, profile, f"if (Test-Path {quoted}) {{ . {quoted} }}")


def _powershell_profile() -> Path:
    """The file that PowerShell reads when it starts; only PowerShell knows where that is."""
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is not None:
        try:
            done = subprocess.run(  # noqa: S603 - the program that people start themselves
                [program, "-NoProfile", "-NonInteractive", "-Command", "$PROFILE"],
                capture_output=True,
                check=False,
                timeout=60,
            )
        except (OSError, subprocess.TimeoutExpired):
            pass
        else:
            said = done.stdout.decode("utf-8", "surrogateescape").strip()
            if done.returncode == 0 and said:
                return Path(said)
    raise misused("no-powershell")


def _install(shell: Shell) -> None:
    place = _place(shell)
    _write(place.script, script(shell))
    tell(f"gemeente-online: geschreven: {place.script}\n")
    if place.start_file is not None:
        line = f"{place.line}  {_MARK}"
        try:
            added = _add(place.start_file, line)
        except UsageProblem as problem:
            raise misused("line-not-added", why=problem.message, line=line) from None
        if added:
            tell(f"gemeente-online: regel toegevoegd aan: {place.start_file}\n")
    tell("  het werkt in elk venster dat u hierna opent\n")


def _add(start_file: Path, line: str) -> bool:
    """Have a line in a start file; whether it was not there yet."""
    if start_file.exists() and not start_file.is_file():
        raise misused("not-a-plain-file", path=quoted_path(str(start_file)))
    before = _read(start_file)
    if line in before.splitlines():
        return False
    start = before if not before or before.endswith("\n") else f"{before}\n"
    _write(start_file, f"{start}{line}\n")
    return True


def _remove(shell: Shell) -> None:
    place = _place(shell)
    with explained(str(place.script)):
        place.script.unlink(missing_ok=True)
    tell(f"gemeente-online: weggehaald: {place.script}\n")
    if place.start_file is not None and place.start_file.is_file():
        lines = _read(place.start_file).splitlines(keepends=True)
        kept = [line for line in lines if not line.rstrip().endswith(_MARK)]
        if kept != lines:
            _write(place.start_file, "".join(kept))
            tell(f"gemeente-online: regel weggehaald uit: {place.start_file}\n")


def _read(path: Path) -> str:
    """A start file as it is, whatever its encoding and line ends."""
    if not path.is_file():
        return ""
    with explained(str(path)):
        return path.read_bytes().decode("utf-8", "surrogateescape")


def _write(path: Path, text: str) -> None:
    with explained(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
    with Sink(str(path), revises=True) as sink:
        sink.write_bytes(text.encode("utf-8", "surrogateescape"))
