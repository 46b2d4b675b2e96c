"""typer in Dutch: its help pages, and what it says of wrong usage."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from gemeente_online.cli.output import in_one
from gemeente_online.problem import wrong
from gemeente_online.suggestions import Meant
from gemeente_online.wording import quoted

Word = TypeVar("Word", bound=StrEnum)
EXIT_USAGE = 2


class PartedError(Exception):
    """The program was interrupted, and has said all that there is to say."""


class UsageProblem(typer.BadParameter):
    """Wrong usage, said in Dutch already; see ``misused``. typer adds which command it is about."""


def misused(key: str, /, **values: object) -> UsageProblem:
    """What is wrong with what is asked of the program; see ``problem.broken``."""
    found = wrong(key, **values)
    return UsageProblem(in_one(found.message, found.hint))


def parser_of(option: str, words: Iterable[Word]) -> Callable[[str], Word]:
    """A parser for an option that takes one of a few words."""
    possible = {str(word): word for word in words}

    def parse(value: str) -> Word:
        if value in possible:
            return possible[value]
        meant = Meant(value, [*possible])
        raise misused("unknown-value", value=value, option=option, meant=meant)

    return parse


def word_option(*names: str, words: Iterable[Word], help: str) -> Any:  # noqa: A002
    """An option that takes one of a few words."""
    return typer.Option(
        *names, metavar="|".join(words), parser=parser_of(names[0], words), help=help
    )


_LONGEST_TERM = 76
"""Signs of an option that fit a line of 80, indented."""


class HelpPage(NamedTuple):
    """What a help page says, before anybody lays it out: the screen or the manual.

    path: the command as it is typed.
    usage: what comes after it.
    sections: titles, each with its terms and what is said of them.
    """

    path: str
    usage: str
    text: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    epilog: str


def help_page(command: Any, ctx: Any) -> HelpPage:
    """The help of a command: usage, what it does, arguments, options, commands, examples."""
    records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if not param.hidden:
            about = "Toon deze uitleg." if param.name == "help" else param.help or ""
            records[param.param_type_name].append((_name(param), about))
    sections = [("Argumenten", records["argument"]), ("Opties", records["option"])]
    if isinstance(command, DutchGroup):
        commands = [(name, line.rstrip(".")) for name, line in command.summaries().items()]
        sections.append(("Commando's", commands))
    return HelpPage(
        path=ctx.command_path,
        usage=" ".join(_usage(command, ctx)),
        text=command.help or "",
        sections=tuple((title, tuple(rows)) for title, rows in sections if rows),
        epilog=command.epilog or "",
    )


def _format_help(command: Any, ctx: Any, formatter: Any) -> None:
    page = help_page(command, ctx)
    formatter.write_usage(page.path, page.usage, prefix="Gebruik: ")
    if page.text:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(page.text)
    for title, rows in page.sections:
        with formatter.section(title):
            formatter.write_dl([(_on_lines(term), about) for term, about in rows])
    if page.epilog:
        formatter.write_paragraph()
        formatter.write_text(page.epilog)


def _on_lines(term: str) -> str:
    """An option with its words, over several lines where they are too long for one."""
    lines = [""]
    for word in re.split(r"(?<=\|)", term):
        if lines[-1] and len(lines[-1]) + len(word) > _LONGEST_TERM:
            lines.append("      ")
        lines[-1] += word
    return "\n".join(lines)


def _usage(command: Any, ctx: Any) -> list[str]:
    pieces = ["[OPTIES]"]
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = _name(param)
            pieces.append(name if param.required else f"[{name}]")
    return [*pieces, "COMMANDO ..."] if isinstance(command, TyperGroup) else pieces


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"{param.metavar or param.name.upper()}{'...' if param.nargs == -1 else ''}"
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar or 'WAARDE'}"


class DutchCommand(TyperCommand):
    """A command whose help is in Dutch."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _format_help(self, ctx, formatter)


class DutchGroup(TyperGroup):
    """A group of commands whose help is in Dutch."""

    def summaries(self) -> Mapping[str, str]:
        """The names of the commands in their order, and what the list of them says of each."""
        return {
            name: (command.help or "").partition("\n")[0]
            for name, command in self.commands.items()
            if not command.hidden
        }

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _format_help(self, ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was named.

        Raises:
            UsageProblem: there is none of that name.

        """
        name = args[0]
        possible = self.list_commands(ctx)
        if name not in possible and not name.startswith("-"):
            problem = misused("no-such-command", name=name, meant=Meant(name, possible, most=20))
            problem.ctx = ctx
            raise problem
        return super().resolve_command(ctx, args)


def explain_usage(error: typer.TyperException) -> str:
    """Typer's own complaint in Dutch, by its type."""
    return (error if isinstance(error, UsageProblem) else _in_dutch(error)).message


def _in_dutch(error: typer.TyperException) -> UsageProblem:
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            return misused("missing-argument", name=_parameter(error))
        case "NoSuchOption":
            near: Sequence[str] = getattr(error, "possibilities", None) or ()
            harmless = [name for name in near if name != "--force"]  # it overwrites files
            if harmless:
                return misused("no-such-option-name/near", option=option, near=min(harmless))
            return misused("no-such-option-name", option=option)
        case "BadOptionUsage" if "does not take a value" in error.message:
            return misused("option-without-value", option=option)
        case "BadOptionUsage":
            return misused("value-missing", option=option)
    extra = re.search(r"unexpected extra argument\(s\) \((.*)\)", error.message)
    if extra:
        return misused("extra-argument", value=extra.group(1))
    if "Missing command" in error.message:
        return misused("no-command")
    return misused("unreadable-command")


def _parameter(error: typer.TyperException) -> str:
    param: Any = getattr(error, "param", None)
    return quoted(_name(param).rstrip(".")) if param is not None else "een waarde"


def command_path(error: typer.TyperException) -> str:
    """The command that the complaint is about, as it is typed."""
    context: Any = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "gemeente-online"
