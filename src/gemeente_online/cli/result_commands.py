"""The commands about results, and their options; what each does is in a module of its own."""

from typing import Annotated

import typer

from gemeente_online.cli.dutch import DutchCommand, parser_of
from gemeente_online.cli.endings import format_of
from gemeente_online.cli.options import (
    Files,
    Force,
    ForExcel,
    InputOption,
    ModelName,
    Target,
    Wanted,
    format_option,
    no_dash,
)
from gemeente_online.cli.program import app
from gemeente_online.rendering.formats import (
    OutputFormat,
    ReportFormat,
)

ONE_RESULT = (OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.JSON, OutputFormat.CSV)
"""The formats of commands about one municipality."""


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online score waterdam.yaml. Uitgangscode: 0 alles is gescoord, 1 "
    "een uitkomst blijft onder --fail-under, 2 iets was niet te lezen of niet geldig (de rest is "
    "wel gescoord).",
)
def score(
    files: Files,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*OutputFormat)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="FASE|ambition",
            help="Eindig met code 1 als een meting onder deze fase blijft, of onder de ambitie "
            "die in het bestand staat. Waar de fase niet te bepalen is, telt de laagste die "
            "mogelijk is.",
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help="Toon alleen het fasenummer, een regel per meting; ? is onbepaald.",
        ),
    ] = False,
    input_format: InputOption = None,
) -> int:
    """Bereken de fase per as en de fase als geheel.

    Eén meting geeft de volledige uitkomst; meer metingen geven een tabel met een rij voor elk.
    """
    if not quiet:
        output_format = format_of(output_format, output, tuple(OutputFormat))
    from gemeente_online.cli.commands.score import run_score

    return run_score(
        files,
        model=model,
        input_format=input_format,
        output_format=output_format,
        excel=excel,
        quiet=quiet,
        fail_under=fail_under,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online explain waterdam.yaml. Uit een bestand met meer gemeenten: "
    "gemeente-online explain metingen.csv --for Waterdam. Uitgangscode: 0 het is gelukt, 2 iets "
    "was niet te lezen of niet geldig.",
)
def explain(
    files: Files,
    wanted: Wanted = None,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*ONE_RESULT)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Laat zien waarom een gemeente in deze fase staat.

    Met elk antwoord, elke som en elke voorwaarde, zodat u de fase kunt narekenen. En met de
    blikken van het groeimodel, de marge, en wat nog geen bewijs heeft.
    """
    from gemeente_online.cli.commands.explain import run_explain

    return run_explain(
        files,
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=format_of(output_format, output, ONE_RESULT),
        excel=excel,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online grow waterdam.yaml --to ambition. Voor een memo: "
    "gemeente-online grow waterdam.yaml --output groeiplan.md. Uitgangscode: 0 het is gelukt, 2 "
    "iets was niet te lezen of niet geldig.",
)
def grow(
    files: Files,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FASE|ambition",
            help="De fase om naartoe te groeien, of de ambitie die in het bestand staat; zonder "
            "deze optie de volgende fase.",
        ),
    ] = None,
    axes: Annotated[
        list[str] | None,
        typer.Option(
            "--axis",
            metavar="AS",
            help="Alleen deze as; mag vaker. Zonder deze optie de fase als geheel.",
        ),
    ] = None,
    wanted: Wanted = None,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*ONE_RESULT)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Zoek de minste stappen naar de volgende fase.

    Een stap is één vraag één antwoord hoger. Er is geen plan met minder stappen; noemt het model
    inspanning, dan is er geen plan met minder inspanning. Bij elke stap staat wat er nu is, wat
    het wordt, en wat als bewijs telt.
    """
    from gemeente_online.cli.commands.grow import run_grow

    return run_grow(
        files,
        to=to,
        axes=axes or [],
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=format_of(output_format, output, ONE_RESULT),
        excel=excel,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online compare waterdam-2025.yaml waterdam-2026.yaml. Uit een "
    "bestand met meer gemeenten: gemeente-online compare metingen.csv --for Waterdam. "
    "Uitgangscode: 0 het is gelukt, 2 iets was niet te lezen of niet te vergelijken.",
)
def compare(
    files: Files,
    wanted: Wanted = None,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*ONE_RESULT)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Vergelijk ook verschillende gemeenten, en vervang het bestand achter --output "
            "als het er al is.",
        ),
    ] = False,
    input_format: InputOption = None,
) -> int:
    """Vergelijk twee of meer metingen van een gemeente.

    Laat zien welke antwoorden hoger of lager werden, erbij kwamen of wegvielen, en hoeveel elk
    daarvan de score veranderde. De volgorde is die van de datums.
    """
    from gemeente_online.cli.commands.compare import run_compare

    return run_compare(
        files,
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=format_of(output_format, output, ONE_RESULT),
        excel=excel,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online rank gemeenten.csv --top 10. Uitgangscode: 0 alles staat "
    "in de ranglijst, 2 iets was niet te lezen, niet geldig of dubbel.",
)
def rank(
    files: Files,
    model: ModelName = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            "--axis",
            metavar="AS|overall",
            help="Op volgorde van de score op deze as, of over alle assen (overall, zonder deze "
            "optie).",
        ),
    ] = "overall",
    first: Annotated[
        int | None,
        typer.Option("--top", metavar="AANTAL", min=1, help="Toon alleen de eerste plaatsen."),
    ] = None,
    wanted: Wanted = None,
    classes: Annotated[
        str | None,
        typer.Option(
            "--classes",
            metavar="GRENZEN",
            help="Vanaf hoeveel inwoners een volgende grootteklasse begint; zonder deze optie "
            "50000,100000: klein, middelgroot en groot.",
        ),
    ] = None,
    output_format: Annotated[OutputFormat | None, format_option(*OutputFormat)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Zet gemeenten op volgorde van hun gemiddelde score.

    Toont de plaats van elke gemeente, ook onder gemeenten van dezelfde grootte en in de
    provincie, en hoe de gemeenten over de fasen zijn verdeeld. Van twee metingen van één
    gemeente telt de laatste.
    """
    from gemeente_online.cli.commands.rank import run_rank

    return run_rank(
        files,
        model=model,
        input_format=input_format,
        by=by,
        first=first,
        wanted=wanted,
        classes=classes,
        output_format=format_of(output_format, output, tuple(OutputFormat)),
        excel=excel,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online report waterdam.yaml --output waterdam.html. Uitgangscode: "
    "0 het rapport is er, 2 iets was niet te lezen of niet geldig (de rest staat in het rapport).",
)
def report(
    files: Files,
    model: ModelName = None,
    wanted: Wanted = None,
    output_format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(ReportFormat),
            parser=parser_of("--format", ReportFormat),
            help="Een pagina (HTML), of alleen het plaatje van de fase van één gemeente (SVG of "
            "PNG) voor een memo of een dia. Zonder deze optie zegt de naam achter --output welke "
            "van de drie, en anders wordt het HTML.",
        ),
    ] = None,
    badge: Annotated[
        bool,
        typer.Option("--badge", help="Maak een klein schildje in plaats van de trap met fasen."),
    ] = False,
    notes: Annotated[
        bool | None,
        typer.Option(
            "--notes/--no-notes",
            help="Toon ook wie het invulde, toelichting en bewijs; --no-notes laat die weg. Zonder "
            "deze optie staan ze in het rapport van één gemeente, en niet als het er meer zijn, of "
            "in een map.",
        ),
    ] = None,
    output: Target = None,
    folder: Annotated[
        str | None,
        typer.Option(
            "--folder",
            metavar="MAP",
            callback=no_dash("--folder"),
            help="Maak een map met een bestand voor elke gemeente, en een pagina die ernaar "
            "verwijst.",
        ),
    ] = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Maak een rapport: een webpagina die op zichzelf staat, om te lezen, te tonen of te printen.

    Van één gemeente, met haar fase, plan en antwoorden, en hoe ze groeide als er meer metingen
    zijn. Of van veel gemeenten samen.
    """
    form = format_of(output_format, output, tuple(ReportFormat))
    from gemeente_online.cli.commands.report import Wish, run_report

    return run_report(
        files,
        Wish(form=form, badge=badge, notes=notes, wanted=wanted),
        model=model,
        input_format=input_format,
        output=output,
        folder=folder,
        force=force,
    )
