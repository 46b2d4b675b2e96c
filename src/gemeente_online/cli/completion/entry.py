"""Answers the shell that asks what may be typed: one word a line, with a tab before its meaning.

The line ``<tab>files`` means that a name of a file fits too. Whatever goes wrong, nothing is said:
somebody is in the middle of typing.
"""

import os
import shlex
import sys
from collections.abc import Sequence

from gemeente_online.cli.completion.completing import Offer, complete
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


def _answer(shell: str, words: list[str]) -> str:
    import typer

    from gemeente_online.cli.app import app
    from gemeente_online.cli.completion.values import possible_values
    from gemeente_online.cli.output import prepare_streams

    prepare_streams()
    cut = 0
    if shell == "bash":
        words, cut = _joined([_unquoted(word) for word in words])
    elif shell in {"fish", "zsh"} and words:
        words[-1] = _unquoted(words[-1])
    elif shell == "powershell":
        words.append(os.environ.get(LAST_WORD, ""))
    offer = complete(typer.main.get_command(app), words, possible_values)
    return as_lines(offer, cut)


def as_lines(offer: Offer, cut: int = 0) -> str:
    """An offer as the completion scripts read it; ``cut`` characters stay off every word."""
    lines = [
        f"{clean(one.value[cut:])}\t{clean(one.help)}" if one.help else clean(one.value[cut:])
        for one in offer.candidates
    ]
    if offer.files:
        lines.append("\tfiles")
    return "".join(f"{line}\n" for line in lines)


def _unquoted(word: str) -> str:
    """What a shell makes of a word, which may still miss its closing quote."""
    for closing in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + closing)[:1])
        except ValueError:
            continue
    return word


def _joined(words: list[str]) -> tuple[list[str], int]:
    """The words with --option=value in one piece, which bash cuts at the ``=``.

    Also how many characters of the last word bash does not want back.
    """
    joined: list[str] = []
    cut = 0
    for word in words:
        if joined and word == "=" and joined[-1].startswith("--"):
            joined[-1] += "="
            cut = len(joined[-1])
        elif joined and cut and joined[-1].endswith("="):
            joined[-1] += word
        else:
            joined.append(word)
            cut = 0
    return joined, cut
