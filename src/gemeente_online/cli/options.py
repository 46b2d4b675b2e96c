"""The arguments and options that commands share."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from gemeente_online.cli.dutch import UsageProblem, parser_of
from gemeente_online.cli.output import STDOUT
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.formats import OutputFormat


def no_dash(option: str) -> Callable[[str | None], str | None]:
    """A check that refuses standard output, where only a file or a folder will do."""

    def check(path: str | None) -> str | None:
        if path == STDOUT:
            raise UsageProblem(f"achter {option} hoort een naam, en niet de standaarduitvoer (-)")
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
InputOption = Annotated[
    InputFormat | None,
    typer.Option(
        "--input",
        metavar="|".join(InputFormat),
        parser=parser_of("--input", InputFormat),
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
ForExcel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="Schrijf CSV zoals een Nederlandse Excel die opent: met puntkomma's en decimale "
        "komma's.",
    ),
]

_WHAT = {
    OutputFormat.TABLE: "een tabel om te lezen",
    OutputFormat.JSON: "JSON voor een programma",
    OutputFormat.JSONL: "JSON met een regel per meting",
    OutputFormat.CSV: "CSV voor een rekenblad",
    OutputFormat.MARKDOWN: "Markdown voor een memo of wiki",
}


def format_option(*formats: OutputFormat, to_file: bool = True) -> Any:
    """The option --format of a command that shows its result in these formats.

    to_file: whether the command has --output, whose ending may say it instead.
    """
    what = ", ".join(_WHAT[one] for one in formats)
    without = (
        "Zonder deze optie zegt de naam achter --output het (groeiplan.md wordt Markdown), en "
        "anders wordt het een tabel."
        if to_file
        else "Zonder deze optie een tabel."
    )
    return typer.Option(
        "--format",
        "-f",
        metavar="|".join(formats),
        parser=parser_of("--format", OutputFormat, formats),
        help=f"Hoe de uitkomst eruitziet: {what}. {without}",
    )
