"""What a shell may put in the place of the word that is being typed.

``complete`` walks the same tree of commands that prints ``--help``, so a command or an option that
is added is completed at once. What an option or an argument takes is read from its metavar, as
people see it in the help: lower-case words are offered as they are, and a word in capitals is a
kind of value, of which ``values`` knows the possibilities. Prints nothing and looks at no file.

typer's own completion is not used: its scripts join the words that were typed and split them again,
so that a name with a space or a quote is lost, and the one for zsh runs what stands in a name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """A word that may be typed, and what it means.

    once_begun: whether it is offered only to who began to type it, as a second word for something.
    """

    value: str
    help: str = ""
    once_begun: bool = False


FILES = Candidate("", "files")
"""Stands for the names of files, which a shell completes itself."""


class Typed(NamedTuple):
    """What stands on the command line before the word that is being typed.

    options: the last value of every option there, by its longest name without dashes; a flag's is
        empty.
    arguments: everything that is no option, without the commands.
    """

    options: dict[str, str]
    arguments: list[str]


Values = Callable[[str, Typed], Iterable[Candidate]]
"""From a kind of value, as BESTAND or FASE, to what fits there."""


def complete(command: Any, words: Sequence[str], values: Values) -> list[Candidate]:
    """What fits at the last word, in the order to show it.

    command: the ``DutchGroup`` that the program is.
    words: what was typed after the program's name; the last one may be empty.
    """
    *before, last = words or [""]
    line = _Line(command)
    if not all(map(line.take, before)):
        return []
    if line.waiting is not None:
        return _starting(last, _of_metavar(line.waiting, line.typed, values))
    if last.startswith("-") and not line.only_arguments:
        name, equals, value = last.partition("=")
        if not equals:
            return _starting(last, line.options())
        option = line.option(name)
        offered = _starting(value, _of_metavar(option, line.typed, values))
        return [one._replace(value=f"{name}={one.value}") if one.value else one for one in offered]
    if line.is_group:
        lines = line.command.summaries().items()
        return _starting(last, (Candidate(name, _in_short(about)) for name, about in lines))
    return _starting(last, _of_metavar(line.next_argument(), line.typed, values))


class _Line:
    """Where the words that are complete have led to."""

    def __init__(self, command: Any) -> None:
        self.command = command
        self.waiting: Any = None  # the option whose value comes next
        self.only_arguments = False
        self.typed = Typed({}, [])

    @property
    def is_group(self) -> bool:
        return hasattr(self.command, "summaries")

    def take(self, word: str) -> bool:
        """Go one word on; False where it names a command that does not exist."""
        if self.waiting is not None:
            self.typed.options[_long(self.waiting)] = word
            self.waiting = None
        elif word == "--" and not self.only_arguments:
            self.only_arguments = True
        elif word.startswith("-") and word != "-" and not self.only_arguments:
            self._take_option(word)
        elif self.is_group:
            self.command = self.command.get_command(None, word)
            return self.command is not None
        else:
            self.typed.arguments.append(word)
        return True

    def _take_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self.option(name)
        if option is None and not name.startswith("--"):  # -mMODEL
            option, equals, value = self.option(name[:2]), "=", word[2:]
        if option is None:
            return
        if option.is_flag or equals:
            self.typed.options[_long(option)] = value
        else:
            self.waiting = option

    def _params(self, kind: str) -> Iterator[Any]:
        for param in self.command.params:
            if param.param_type_name == kind and not param.hidden:
                yield param

    def option(self, name: str) -> Any:
        return next((param for param in self._params("option") if name in param.opts), None)

    def options(self) -> Iterator[Candidate]:
        """Those that may still be given."""
        for param in self._params("option"):
            if param.multiple or _long(param) not in self.typed.options:
                yield Candidate(f"--{_long(param)}", _in_short(param.help))
        yield Candidate("--help", "Toon deze uitleg.")

    def next_argument(self) -> Any:
        """The argument that the next word is for."""
        place = len(self.typed.arguments)
        for param in self._params("argument"):
            if param.nargs < 0 or place < param.nargs:
                return param
            place -= param.nargs
        return None


def _long(option: Any) -> str:
    name: str = max(option.opts, key=len)
    return name.lstrip("-")


def _in_short(text: str | None) -> str:
    """The first sentence."""
    return re.split(r"(?<=\.)\s|\n\n", text or "")[0].replace("\n", " ")


def _of_metavar(param: Any, typed: Typed, values: Values) -> Iterator[Candidate]:
    """What an option or an argument takes; nothing for a flag, or where there is none."""
    for part in (getattr(param, "metavar", None) or "").split("|"):
        if part.isupper():
            yield from values(part, typed)
        elif part:
            yield Candidate(part)


def _starting(word: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that begin with what was typed, capitals or not."""
    begun = word.casefold()
    offered = (one for one in candidates if begun or not one.once_begun)
    return [one for one in offered if one is FILES or one.value.casefold().startswith(begun)]
