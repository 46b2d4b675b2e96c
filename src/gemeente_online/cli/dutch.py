"""typer in Dutch: its help pages, and what it says of wrong usage."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from gemeente_online.problem import quoted, suggestion

Word = TypeVar("Word", bound=StrEnum)
EXIT_USAGE = 2


class UsageProblem(typer.TyperException):
    """Wrong usage, said in Dutch already."""

    exit_code = EXIT_USAGE


def one_of(
    option: str, words: type[Word], allowed: Iterable[Word] | None = None
) -> Callable[[str], Word]:
    """A parser for an option that takes one of a few words; of all of them by default."""
    possible = [str(word) for word in (words if allowed is None else allowed)]

    def parse(value: str) -> Word:
        if value in possible:
            return words(value)
        raise UsageProblem(
            f"{quoted(value)} kan niet achter {option}. {suggestion(value, possible)}"
        )

    return parse


def _format_help(command: Any, ctx: Any, formatter: Any) -> None:
    """The whole help page: usage, what it does, arguments, options, commands, examples."""
    formatter.write_usage(ctx.command_path, " ".join(_usage(command, ctx)), prefix="Gebruik: ")
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(command.help)
    records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if not param.hidden:
            records[param.param_type_name].append((_name(param), param.help or ""))
    sections = [("Argumenten", records["argument"]), ("Opties", records["option"])]
    if isinstance(command, TyperGroup):
        sections.append(
            (
                "Commando's",
                [
                    (name, sub.help.partition("\n")[0].rstrip(".") if sub.help else "")
                    for name, sub in command.commands.items()
                    if not sub.hidden
                ],
            )
        )
    for title, rows in sections:
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)
    if command.epilog:
        formatter.write_paragraph()
        formatter.write_text(command.epilog)


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

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, described in Dutch."""
        return _dutch(super().get_help_option(ctx))


class DutchGroup(TyperGroup):
    """A group of commands whose help is in Dutch."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _format_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, described in Dutch."""
        return _dutch(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was named.

        Raises:
            UsageProblem: there is none of that name.

        """
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            possible = suggestion(name, list(self.commands))
            problem = UsageProblem(f"{quoted(name)} is geen commando: {possible}")
            problem.ctx = ctx  # type: ignore[attr-defined]  # whose --help to point at
            raise problem
        return super().resolve_command(ctx, args)


def _dutch(option: Any) -> Any:
    if option is not None:
        option.help = "Toon deze uitleg."
    return option


def explain_usage(error: typer.TyperException) -> str:
    """Typer's own complaint in Dutch, by its type."""
    if isinstance(error, UsageProblem):
        return error.message
    kind = type(error).__name__
    option = quoted(getattr(error, "option_name", ""))
    match kind:
        case "MissingParameter":
            return f"{_parameter(error)} ontbreekt"
        case "NoSuchOption":
            possible: Sequence[str] = getattr(error, "possibilities", None) or ()
            meant = f'; bedoelde u "{min(possible)}"?' if possible else ""
            return f"{option} is geen optie{meant}"
        case "BadOptionUsage" if "does not take a value" in error.message:
            return f"{option} krijgt geen waarde"
        case "BadOptionUsage":
            return f"achter {option} ontbreekt een waarde"
        case "BadParameter":
            return f"{_parameter(error)} klopt niet"
    extra = re.search(r"unexpected extra argument\(s\) \((.*)\)", error.message)
    if extra:
        return f"{quoted(extra.group(1))} is te veel"
    if "Missing command" in error.message:
        return "noem een commando"
    return "het commando is zo niet te lezen"


def _parameter(error: typer.TyperException) -> str:
    param: Any = getattr(error, "param", None)
    return quoted(_name(param).rstrip(".")) if param is not None else "een waarde"


def command_path(error: typer.TyperException) -> str:
    """The command that the complaint is about, as it is typed."""
    context: Any = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "gemeente-online"
