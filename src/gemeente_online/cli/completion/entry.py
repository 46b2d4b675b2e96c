"""Answers the shell that asks what may be typed: one word a line, with a tab before its meaning.

A word is quoted as its shell needs it. The line ``<tab>files`` means that a name of a file fits
too. Whatever goes wrong, nothing is said: somebody is in the middle of typing.
"""

import os
import sys
from collections.abc import Sequence

from gemeente_online.cli.completion.completing import Offer, complete
from gemeente_online.cli.completion.quoting import Insertion, is_faithful, read_line, without_quotes
from gemeente_online.cli.completion.shells import Shell
from gemeente_online.rendering.clean import clean

WORDS = "_GEMEENTE_ONLINE_WORDS"
"""The variable that a completion script sets to its shell's name."""

LAST_WORD = "_GEMEENTE_ONLINE_LAST_WORD"
"""The word that is being typed, from a shell that cannot pass an empty one."""


def answer(shell: str, words: Sequence[str]) -> int:
    """Print what fits at the last word; the exit code is always 0."""
    try:
        sys.stdout.write(_answer(shell, list(words)))
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor when Python leaves
    return 0


def _answer(shell: str, arguments: list[str]) -> str:
    import typer

    from gemeente_online.cli.completion.values import possible_values
    from gemeente_online.cli.output import prepare_streams
    from gemeente_online.cli.program import app

    prepare_streams()
    if shell == Shell.POWERSHELL:
        arguments.append(os.environ.get(LAST_WORD, ""))
    command = typer.main.get_command(app)
    words, insertion = read_line(shell, arguments)
    offer = complete(command, words, possible_values)
    if shell != Shell.POWERSHELL:
        return as_lines(offer, insertion, sys.stdout.encoding)
    if not offer.candidates:  # it hands on a quote that was typed, and that a name may begin with
        offer = complete(command, without_quotes(words), possible_values)
    from urllib.parse import quote

    text = as_lines(offer, insertion, "utf-8")
    return quote(text, safe="\t\n =-")  # its console may have another encoding than a program


def as_lines(offer: Offer, insertion: Insertion, encoding: str) -> str:
    """An offer as the completion scripts read it, without what cannot be inserted as it is."""
    kept = [one for one in offer.candidates if is_faithful(one.value, encoding)]
    lines = [
        f"{text}\t{clean(one.help)}" if one.help else text
        for text, one in zip(insertion([one.value for one in kept]), kept, strict=True)
        if text is not None
    ]
    if offer.files:
        lines.append("\tfiles")
    return "".join(f"{line}\n" for line in lines)
