"""What a shell may put in the place of the word that is being typed.

``complete`` walks the same tree of commands that prints ``--help``, so a command or an option that
is added is completed at once. What an option or an argument takes is read from its metavar, as
people see it in the help: lower-case words are offered as they are, and a word in capitals is a
kind of value, of which ``values`` knows the possibilities. Prints nothing and looks at no file.

typer's own completion is not used: it joins the words that were typed and splits them again, so a
name with a space or a quote is lost; it speaks English; and it imports rich.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """A word that may be typed, and what it means."""

    value: str
    help: str = ""


class Offer(NamedTuple):
    """What fits.

    candidates: the words, in the order to show them.
    files: whether a file's name fits too.
    """

    candidates: tuple[Candidate, ...] = ()
    files: bool = False


class Typed(NamedTuple):
    """What stands on the command line before the word that is being typed.

    options: the last value of every option that has one, by its longest name without dashes.
    arguments: everything that is no option, without the commands.
    """

    options: Mapping[str, str]
    arguments: tuple[str, ...]


Values = Callable[[str, Typed], Offer]
"""From a kind of value, as BESTAND or FASE, to what fits there."""


def complete(command: Any, words: Sequence[str], values: Values) -> Offer:
    """What fits at the last word.

    command: the ``DutchGroup`` that the program is.
    words: what was typed after the program's name; the last one may be empty.
    """
    *before, last = words or [""]
    state = _State(command)
    for word in before:
        if not state.take(word):
            return Offer()
    if state.waiting is not None:
        return _starting(last, _of_metavar(state.waiting.metavar, state.typed, values))
    if last.startswith("-") and not state.only_arguments:
        name, equals, value = last.partition("=")
        option = state.option(name)
        if not equals:
            return _starting(last, Offer(tuple(_options(state))))
        if option is None or option.is_flag:
            return Offer()
        offer = _starting(value, _of_metavar(option.metavar, state.typed, values))
        return offer._replace(
            candidates=tuple(one._replace(value=f"{name}={one.value}") for one in offer.candidates)
        )
    if state.is_group:
        return _starting(last, Offer(tuple(_commands(state.command))))
    argument = state.next_argument()
    if argument is None:
        return Offer()
    return _starting(last, _of_metavar(argument.metavar, state.typed, values))


class _State:
    """Where the words that are complete have led to."""

    def __init__(self, command: Any) -> None:
        self.command = command
        self.waiting: Any = None  # the option whose value comes next
        self.only_arguments = False
        self.used: set[str] = set()
        self._options: dict[str, str] = {}
        self._arguments: list[str] = []

    @property
    def is_group(self) -> bool:
        return hasattr(self.command, "summaries")

    @property
    def typed(self) -> Typed:
        return Typed(self._options, tuple(self._arguments))

    def take(self, word: str) -> bool:
        """Go one word on; False where it names a command that does not exist."""
        if self.waiting is not None:
            self._give(self.waiting, word)
            self.waiting = None
        elif word == "--" and not self.only_arguments:
            self.only_arguments = True
        elif word.startswith("-") and word != "-" and not self.only_arguments:
            self._take_option(word)
        elif self.is_group:
            self.command = self.command.get_command(None, word)
            return self.command is not None
        else:
            self._arguments.append(word)
        return True

    def _take_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self.option(name)
        if option is None and not name.startswith("--"):  # -mMODEL
            option, equals, value = self.option(name[:2]), "=", word[2:]
        if option is None:
            return
        self.used.add(option.name)
        if not option.is_flag:
            if equals:
                self._give(option, value)
            else:
                self.waiting = option

    def _give(self, option: Any, value: str) -> None:
        self._options[max(option.opts, key=len).lstrip("-")] = value

    def params(self) -> Iterator[Any]:
        return (param for param in self.command.params if not param.hidden)

    def option(self, name: str) -> Any:
        for param in self.params():
            if param.param_type_name == "option" and name in param.opts:
                return param
        return None

    def next_argument(self) -> Any:
        """The argument that the next word is for."""
        place = len(self._arguments)
        for param in self.params():
            if param.param_type_name == "argument":
                if param.nargs < 0 or place < param.nargs:
                    return param
                place -= param.nargs
        return None


def _options(state: _State) -> Iterator[Candidate]:
    for param in state.params():
        if param.param_type_name == "option" and (param.multiple or param.name not in state.used):
            yield Candidate(max(param.opts, key=len), _in_short(param.help))
    yield Candidate("--help", "Toon deze uitleg.")


def _commands(group: Any) -> Iterator[Candidate]:
    for name, line in group.summaries().items():
        yield Candidate(name, _in_short(line))


def _in_short(text: str | None) -> str:
    """The first sentence."""
    return re.split(r"(?<=\.)\s|\n\n", text or "")[0].replace("\n", " ")


def _of_metavar(metavar: str | None, typed: Typed, values: Values) -> Offer:
    candidates: list[Candidate] = []
    files = False
    for part in (metavar or "").split("|"):
        if part.isupper():
            offer = values(part, typed)
            candidates += offer.candidates
            files = files or offer.files
        elif part:
            candidates.append(Candidate(part))
    return Offer(tuple(candidates), files)


def _starting(word: str, offer: Offer) -> Offer:
    """Those that begin with what was typed, capitals or not."""
    begun = word.casefold()
    fits = tuple(one for one in offer.candidates if one.value.casefold().startswith(begun))
    return offer._replace(candidates=fits)
