"""The commands under ``model`` and their options; what each does is in ``cli.model``."""

from enum import StrEnum
from typing import Annotated

import typer

from gemeente_online.cli.dutch import DutchCommand, DutchGroup, UsageProblem, parser_of
from gemeente_online.cli.endings import format_of
from gemeente_online.cli.options import Files, Force, InputOption, ModelName, Target, format_option
from gemeente_online.rendering.formats import ModelFormat, OutputFormat

model_group = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    help="Bekijk en beoordeel groeimodellen, en begin een eigen model.",
    epilog="Meer over een commando: gemeente-online model COMMANDO --help",
)


LISTED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN)
"""The formats of the list of models, and of an evaluation."""


class SchemaOf(StrEnum):
    """What ``model schema`` describes."""

    ANSWERS = "answers"
    MODEL = "model"


ModelArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MODEL",
        help="De naam van een meegeleverd model, of het pad van een modelbestand. Zonder MODEL: "
        "gemeente-online.",
    ),
]


@model_group.command(
    "list",
    cls=DutchCommand,
    epilog="Bekijk een model met: gemeente-online model show MODEL",
)
def list_models(
    output_format: Annotated[
        OutputFormat, format_option(*LISTED, to_file=False)
    ] = OutputFormat.TABLE,
) -> int:
    """Toon welke groeimodellen meegeleverd zijn."""
    from gemeente_online.cli.commands.model import run_list

    return run_list(output_format)


@model_group.command(
    cls=DutchCommand,
    epilog="Voorbeeld, om een eigen model te beginnen: gemeente-online model show --yaml "
    "--output eigen-model.yaml",
)
def show(
    model: ModelArgument = None,
    output_format: Annotated[
        OutputFormat | None, format_option(OutputFormat.TABLE, OutputFormat.MARKDOWN)
    ] = None,
    as_yaml: Annotated[
        bool,
        typer.Option(
            "--yaml",
            help="Toon het modelbestand zelf, om een eigen model te beginnen. Dat is ook wat een "
            "bestand krijgt waarvan de naam eindigt op .yaml.",
        ),
    ] = False,
    output: Target = None,
    force: Force = False,
) -> int:
    """Toon een groeimodel: fasen, assen, vragen, antwoorden en voorwaarden."""
    if as_yaml and output_format is not None:
        raise UsageProblem("--yaml en --format gaan niet samen: --yaml toont het bestand zelf")
    chosen = None if output_format is None else ModelFormat(output_format)
    form = format_of(ModelFormat.YAML if as_yaml else chosen, output, tuple(ModelFormat))
    from gemeente_online.cli.commands.model import run_show, run_show_file

    if form is ModelFormat.YAML:
        return run_show_file(model, output=output, force=force)
    return run_show(model, OutputFormat(form), output=output, force=force)


@model_group.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online model schema --output vragen.schema.json. Begin een "
    "antwoordenbestand dan met: # yaml-language-server: $schema=vragen.schema.json",
)
def schema(
    model: ModelArgument = None,
    of: Annotated[
        SchemaOf,
        typer.Option(
            "--of",
            metavar="answers|model",
            parser=parser_of("--of", SchemaOf),
            help="Waarvan: van antwoorden op dit model (zonder deze optie), of van "
            "modelbestanden, om zelf een model te schrijven.",
        ),
    ] = SchemaOf.ANSWERS,
    output: Target = None,
    force: Force = False,
) -> int:
    """Toon het JSON Schema waarmee een editor aanvult en controleert.

    Editors met yaml-language-server, zoals VS Code met de uitbreiding YAML, laten dan bij elke
    vraag de antwoorden zien, en meteen wat niet kan.
    """
    format_of(None, output, (OutputFormat.JSON,))
    from gemeente_online.cli.commands.model import run_schema, run_schema_of_models

    if of is SchemaOf.MODEL:
        if model is not None:
            raise UsageProblem("--of model is voor alle modellen gelijk; laat MODEL weg")
        return run_schema_of_models(output=output, force=force)
    return run_schema(model, output=output, force=force)


@model_group.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online model evaluate metingen.csv. Uitgangscode: 0 alles telt "
    "mee, 2 iets was niet te lezen of niet geldig (met de rest is wel gerekend).",
)
def evaluate(
    files: Files,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*LISTED)] = None,
    output: Target = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Beoordeel een groeimodel met de metingen van veel gemeenten.

    Zijn de assen herkenbaar en de fasen logisch? Toont per as hoe sterk de vragen samenhangen en
    of hogere fasen echt moeilijker zijn, en per vraag hoe die is beantwoord.
    """
    from gemeente_online.cli.commands.evaluate import run_evaluate

    return run_evaluate(
        files,
        model=model,
        input_format=input_format,
        output_format=format_of(output_format, output, LISTED),
        output=output,
        force=force,
    )
