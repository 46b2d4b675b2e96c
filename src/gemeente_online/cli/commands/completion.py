"""``completion``: the script that lets a shell complete this command, shown or installed."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from gemeente_online.cli.completion.shells import Shell, in_powershell_quotes
from gemeente_online.cli.dutch import UsageProblem, misused, parser_of
from gemeente_online.cli.output import show, tell
from gemeente_online.cli.sink import Sink, explained, quoted_path

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
        bool,
        typer.Option("--install", help="Zet een regel in het startbestand van de shell."),
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Haal die regel weer weg.")] = False,
) -> int:
    """Show the script; or have the shell load it each time it starts, or no longer."""
    if install and remove:
        raise misused("install-and-remove")
    shell = shell or _current_shell()
    if install:
        _install(shell)
    elif remove:
        _change(_start_file(shell), None)
    else:
        show(shell.script.read_text("utf-8"))
    return 0


def _current_shell() -> Shell:
    name = Path(os.environ.get("SHELL", "")).name
    if not name and os.name == "nt":
        name = Shell.POWERSHELL
    if name not in list(Shell):
        raise misused("unknown-shell", known=", ".join(Shell))
    return Shell(name)


def _install(shell: Shell) -> None:
    line = f"{_loading(shell)}  {_MARK}"
    start_file = _start_file(shell)
    try:
        _change(start_file, line)
    except UsageProblem as problem:
        raise misused("line-not-added", why=problem.message, line=line) from None
    tell("  het werkt in elk venster dat u hierna opent\n")


def _loading(shell: Shell) -> str:
    """What loads the script where it is: that of the version that is installed, if any is."""
    path = str(shell.script)
    match shell:
        case Shell.BASH | Shell.ZSH:
            return f"[ -r {quote(path)} ] && . {quote(path)}"
        case Shell.FISH:
            return f"test -r {quote(path)}; and source {quote(path)}"
        case Shell.POWERSHELL:
            quoted = in_powershell_quotes(path)
            return f"if (Test-Path {quoted}) {{ . {quoted} }}"


def _start_file(shell: Shell) -> Path:
    """What a shell reads when it starts."""
    home = Path.home()
    match shell:
        case Shell.BASH:
            return home / ".bashrc"
        case Shell.ZSH:
            return Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        case Shell.FISH:
            config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
            return config / "fish/config.fish"
        case Shell.POWERSHELL:
            return _powershell_profile()


def _powershell_profile() -> Path:
    """The file that PowerShell reads when it starts; only PowerShell knows where that is."""
    program = shutil.which("pwsh") or shutil.which("powershell")
    said = ""
    if program is not None:
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(  # noqa: S603 - the program that people start themselves
                [program, "-NoProfile", "-NonInteractive", "-Command", "$PROFILE"],
                capture_output=True,
                check=True,
                timeout=60,
            )
            said = done.stdout.decode("utf-8", "surrogateescape").strip()
    if not said:
        raise misused("no-powershell")
    return Path(said)


def _change(start_file: Path, line: str | None) -> None:
    """Have one line of ours in a start file, or none, whatever its encoding and line ends."""
    if start_file.exists() and not start_file.is_file():
        raise misused("not-a-plain-file", path=quoted_path(str(start_file)))
    before = ""
    with explained(str(start_file)):
        if start_file.is_file():
            before = start_file.read_bytes().decode("utf-8", "surrogateescape")
    lines = before.splitlines(keepends=True)
    if line is not None and f"{line}\n" in lines:
        tell(f"gemeente-online: de regel staat al in {start_file}\n")
        return
    text = "".join(one for one in lines if not one.rstrip().endswith(_MARK))
    if line is not None:
        text += f"{line}\n" if not text or text.endswith("\n") else f"\n{line}\n"
    if text == before:
        tell(f"gemeente-online: er is niets weg te halen uit {start_file}\n")
        return
    with explained(str(start_file)):
        start_file.parent.mkdir(parents=True, exist_ok=True)
    with Sink(str(start_file), revises=True) as sink:
        sink.write_bytes(text.encode("utf-8", "surrogateescape"))
    told = "weggehaald uit" if line is None else "toegevoegd aan"
    tell(f"gemeente-online: regel {told}: {start_file}\n")
