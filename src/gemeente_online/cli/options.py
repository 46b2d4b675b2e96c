"""The arguments and options that commands share, and what may be typed behind them."""

from collections.abc import Callable
from typing import Annotated

import typer

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.output import STDOUT
from gemeente_online.reading.formats import InputFormat


def no_dash(option: str) -> Callable[[str | None], str | None]:
    """A check that refuses standard output, where only a file or a folder will do."""

    def check(path: str | None) -> str | None:
        if path == STDOUT:
            raise misused("dash-for-name", option=option)
        return path

    return check


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="BESTAND",
        help="Antwoordenbestanden (YAML, JSON, JSONL, CSV of Excel), mappen daarvan, of - voor de "
        "standaardinvoer.",
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="MODEL",
        help="Het groeimodel: de naam van een meegeleverd model of een pad. Heeft voorrang op het "
        "model dat in het bestand staat.",
    ),
]
ModelArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MODEL",
        help="De naam van een meegeleverd model, of het pad van een modelbestand. Zonder MODEL: "
        "gemeente-online.",
    ),
]
InputOption = Annotated[
    InputFormat | None,
    word_option(
        "--input",
        words=InputFormat,
        help="Wat er op de standaardinvoer staat; zonder deze optie is { het begin van JSON, en "
        "iets anders YAML.",
    ),
]
Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BESTAND",
        help="Schrijf de uitkomst in dit bestand, en niet op het scherm; - is de standaarduitvoer.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Vervang het bestand achter --output als het er al is.")
]
Wanted = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="GEMEENTE",
        help="De naam of de CBS-code van één gemeente uit de bestanden.",
    ),
]

AMBITION = "ambition"
_AMBITIONS = {AMBITION, "ambitie"}
_MOST_DIGITS = 6  # as in a model


def parse_aim(text: str, option: str) -> int | None:
    """What is typed behind ``--to`` or ``--fail-under``: the number of a phase, or the ambition.

    A model need not have the phase. None is the file's own ambition.

    Raises:
        UsageProblem: it is neither.

    """
    from gemeente_online.model.numbers import phase_number

    if text.casefold() in _AMBITIONS:
        return None
    number = phase_number(text)
    if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return int(number)
    raise misused("not-an-aim", value=text, option=option, ambition=AMBITION)
