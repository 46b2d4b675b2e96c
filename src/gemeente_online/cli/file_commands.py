"""The commands about files to fill in, and their options; what each does is in its own module."""

from typing import Annotated

import typer

from gemeente_online.cli.dutch import DutchCommand, parser_of
from gemeente_online.cli.options import (
    Force,
    InputOption,
    ModelName,
    Target,
    Wanted,
    no_dash,
)
from gemeente_online.cli.program import app
from gemeente_online.rendering.formats import (
    CheckFormat,
    FormFormat,
)


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online init --name Waterdam --schema vragen.schema.json --output "
    "waterdam.yaml. Een jaar later: gemeente-online init --from waterdam.yaml --output "
    "waterdam-2027.yaml",
)
def init(
    output_format: Annotated[
        FormFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(FormFormat),
            parser=parser_of("--format", FormFormat),
            help="YAML met alle vragen en antwoorden om uit te kiezen, CSV met een rij per "
            "gemeente, of een Excel-werkmap (xlsx) met lijsten om uit te kiezen. Zonder deze optie "
            "zegt de naam achter --output welke van de drie, en anders wordt het YAML.",
        ),
    ] = None,
    model: ModelName = None,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BESTAND",
            help="Een eerdere meting, waarvan de antwoorden alvast worden ingevuld. De datum niet.",
        ),
    ] = None,
    wanted: Wanted = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAAM", help="De naam van de gemeente.")
    ] = None,
    code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help="De CBS-code van de gemeente, zoals GM0344."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATUM", help="De datum van de meting; zonder deze optie vandaag."
        ),
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(
            "--schema",
            metavar="BESTAND",
            callback=no_dash("--schema"),
            help="Schrijf ook het JSON Schema, in dit bestand, waarmee een editor zoals VS Code "
            "tijdens het invullen aanvult en controleert.",
        ),
    ] = None,
    output: Target = None,
    force: Force = False,
) -> int:
    """Maak een antwoordenbestand om in te vullen.

    Met alle vragen, hun uitleg en hun antwoorden. Het is meteen geldig: wat niet is ingevuld,
    telt als onbekend.
    """
    from gemeente_online.cli.commands.init import FormOwner, run_init

    return run_init(
        FormOwner(name=name, code=code, date=date),
        form=output_format,
        model=model,
        earlier=earlier,
        wanted=wanted,
        schema=schema,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online ask waterdam.yaml. Later verdergaan: hetzelfde commando.",
)
def ask(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="BESTAND",
            help="Het antwoordenbestand (YAML). Is het er nog niet, dan wordt het gemaakt; is het "
            "er al, dan gaat u verder bij de eerste vraag die nog open is. Zonder BESTAND vraagt "
            "het commando ernaar.",
        ),
    ] = None,
    model: ModelName = None,
) -> int:
    """Vul de vragenlijst in de terminal in, vraag voor vraag.

    Elk antwoord wordt meteen bewaard. U kunt terug, overslaan, iets toelichten, stoppen en later
    verdergaan. Aan het eind ziet u de fase.
    """
    from gemeente_online.cli.commands.ask import run_ask

    return run_ask(file, model=model)


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online check antwoorden/. Uitgangscode: 0 alles is in orde, 2 er "
    "is iets mis.",
)
def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND",
            help="Antwoordenbestanden of groeimodellen, mappen daarvan, of - voor de "
            "standaardinvoer.",
        ),
    ],
    model: ModelName = None,
    output_format: Annotated[
        CheckFormat,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(CheckFormat),
            parser=parser_of("--format", CheckFormat),
            help="Tekst om te lezen (zonder deze optie), JSON voor een ander programma, of "
            "aantekeningen bij de regels van een bestand op GitHub.",
        ),
    ] = CheckFormat.TEXT,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Toon alleen wat er mis is.")
    ] = False,
    input_format: InputOption = None,
) -> int:
    """Controleer antwoordenbestanden en groeimodellen, zonder te scoren.

    Toont alles wat er mis is in één keer, met de plaats en wat er wel zou kunnen.
    """
    from gemeente_online.cli.commands.check import run_check

    return run_check(
        files,
        model=model,
        output_format=output_format,
        quiet=quiet,
        input_format=input_format,
    )
