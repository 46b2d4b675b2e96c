"""The shells that complete this command: what each hands over, and what it is answered.

For every shell there is a script beside this file. It calls the program with ``WORDS`` set, and is
answered one word a line, with a tab before its meaning; the line ``<tab>files`` means that a name
of a file fits too. Whatever goes wrong, nothing is said: somebody is in the middle of typing.

A name comes from a file, and somebody presses Enter after it. So a word stands on the command line
in such a way that a shell reads nothing else in it: zsh and fish quote what they insert; bash and
PowerShell insert what they are given, so it is quoted here.
"""

import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from gemeente_online.cli.completion.completing import FILES, Candidate, complete
from gemeente_online.rendering.clean import clean

WORDS = "_GEMEENTE_ONLINE_WORDS"
"""The variable that a completion script sets to its shell's name."""

LAST_WORD = "_GEMEENTE_ONLINE_LAST_WORD"
"""The word that is being typed, from a shell that cannot pass an empty one."""

Insertion = Callable[[Sequence[str]], Sequence[str | None]]
"""From candidates to what is inserted for each; None for one that cannot be."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|0|[1-9][0-9]{0,8}|--[a-z][a-z0-9=-]*")
"""What means itself in every shell, and is easier to read without quotes."""

_BEYOND = re.compile(r"""\$['"({]|`|[<>]\(""")
"""Where a line has quotes of another kind, or another line in it."""

_IN_DOUBLE_QUOTES = re.compile(r'[\\"$`!]+')
"""What bash sees between double quotes."""

_POWERSHELL_QUOTES = re.compile("(['\u2018\u2019\u201a\u201b])")
"""PowerShell takes typographical quotation marks for plain ones."""


class Shell(StrEnum):
    """The shells for which there is a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"

    @property
    def script(self) -> Path:
        """The file with the completion script."""
        ending = "ps1" if self is Shell.POWERSHELL else self
        return Path(__file__).with_name(f"gemeente-online.{ending}")


def answer(shell: str, arguments: Sequence[str]) -> int:
    """Print what fits at the last word; the exit code is always 0."""
    try:
        sys.stdout.write(_answer(shell, list(arguments)))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor when Python leaves
    return 0


def _answer(shell: str, arguments: list[str]) -> str:
    import typer

    from gemeente_online.cli.app import app
    from gemeente_online.cli.completion.values import possible_values
    from gemeente_online.cli.output import prepare_streams

    prepare_streams()
    if shell == Shell.POWERSHELL:
        arguments.append(os.environ.get(LAST_WORD, ""))
    command = typer.main.get_command(app)
    words, insertion = read_line(shell, arguments)
    offered = complete(command, words, possible_values)
    if shell != Shell.POWERSHELL:
        return as_lines(offered, insertion, sys.stdout.encoding)
    if offered in ([], [FILES]):  # it hands on a quote that was typed, and that may begin a name
        offered = complete(command, _without_quotes(words), possible_values)
    from urllib.parse import quote

    text = as_lines(offered, insertion, "utf-8")
    return quote(text, safe="\t\n =-")  # its console may have another encoding than a program


def as_lines(offered: Sequence[Candidate], insertion: Insertion, encoding: str) -> str:
    """What fits as the completion scripts read it, without what cannot be inserted as it is."""
    kept = [one for one in offered if one is not FILES and _is_faithful(one.value, encoding)]
    lines = [
        f"{text}\t{clean(one.help)}" if one.help else text
        for text, one in zip(insertion([one.value for one in kept]), kept, strict=True)
        if text is not None
    ]
    if FILES in offered:
        lines.append(f"{FILES.value}\t{FILES.help}")
    return "".join(f"{line}\n" for line in lines)


def _is_faithful(value: str, encoding: str) -> bool:
    """Whether a text arrives at a shell, and on the screen, as what it is.

    A sign that cannot be shown, or not in this encoding, would be another one on the command line.
    """
    try:
        value.encode(encoding)
    except UnicodeEncodeError:
        return False
    return clean(value) == unicodedata.normalize("NFC", value)


def read_line(shell: str, arguments: list[str]) -> tuple[list[str], Insertion]:
    """The words that a completion script handed on, and how candidates go back to its shell.

    From bash there are two arguments. The command as far as it is typed; and the end of it that
    bash replaces, which begins after a quotation mark that is open, and after a ``=`` or ``:``
    outside quotes.

    Raises:
        ValueError: only the shell can tell what the line means.

    """
    match Shell(shell):
        case Shell.BASH:
            line, tail = arguments
            if _BEYOND.search(line) or not line.endswith(tail):
                raise ValueError(line)
            kept, quote = _parsed(line.removesuffix(tail))
            return _parsed(line)[0][1:], partial(_for_bash, kept[-1], quote)
        case Shell.ZSH:
            return _without_quotes(arguments), list  # zsh quotes what it inserts
        case Shell.FISH:
            return _without_quotes(arguments), _for_fish
        case Shell.POWERSHELL:
            return arguments, _for_powershell


def _parsed(line: str) -> tuple[list[str], str]:
    """The words of a line, the last of which is being typed; and the quote that is still open."""
    for quote in ("", '"', "'"):
        try:
            *words, last = shlex.split(f"{line}x{quote}")  # there is always a word to be at
        except ValueError:
            continue
        return [*words, last.removesuffix("x")], quote
    raise ValueError(line)


def _without_quotes(words: list[str]) -> list[str]:
    """The words with the last one, which may miss its closing quote, as a shell takes it."""
    *before, last = words
    return [*before, _parsed(last)[0][-1]]


def _for_bash(kept: str, quote: str, values: Sequence[str]) -> list[str | None]:
    """What comes after what bash keeps of the word, in the quote that is open or in quotes."""
    rest = [one.removeprefix(kept) if one.startswith(kept) else None for one in values]
    plain = not quote and all(one is None or _PLAIN.fullmatch(one) for one in rest)
    return [one if one is None or plain else _in_bash_quotes(one, quote) for one in rest]


def _in_bash_quotes(text: str, quote: str) -> str:
    """A text with quotes around it; bash leaves out the first where it is typed already.

    Backslashes are not used: what several names begin with might end in the middle of one, and
    between backquotes they are undone.
    """
    around = quote or ('"' if "'" in text and not _IN_DOUBLE_QUOTES.search(text) else "'")
    if around == '"':
        text = _IN_DOUBLE_QUOTES.sub("\"'\\g<0>'\"", text)
    else:
        text = text.replace("'", "'\"'\"'")
    return f"{around}{text}{around}"


def _for_fish(values: Sequence[str]) -> list[str | None]:
    """As they are: fish quotes what it inserts, apart from a tilde at the beginning."""
    return [None if one.startswith("~") else one for one in values]


def in_powershell_quotes(text: str) -> str:
    """A text as PowerShell takes it whole: inside these, only a quote means something."""
    return "'" + _POWERSHELL_QUOTES.sub(r"\1\1", text) + "'"


def _for_powershell(values: Sequence[str]) -> list[str | None]:
    """Each between quotes, apart from those that PowerShell may not hand on as they are.

    Not every PowerShell can hand on a ``"`` to a program, nor a backslash before the quote that it
    adds itself: what stands behind it would be a new argument.
    """
    quoted = [one if _PLAIN.fullmatch(one) else in_powershell_quotes(one) for one in values]
    return [
        None if '"' in one or one.endswith("\\") else text
        for one, text in zip(values, quoted, strict=True)
    ]
