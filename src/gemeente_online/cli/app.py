"""The commands and their options; what each does is in a module of its own."""

import sys
from errno import ENOSPC
from typing import Annotated

import typer

from gemeente_online._version import __version__
from gemeente_online.cli.dutch import (
    EXIT_USAGE,
    DutchCommand,
    DutchGroup,
    command_path,
    explain_usage,
    one_of,
)
from gemeente_online.cli.model_group import model_group
from gemeente_online.cli.options import (
    Files,
    Force,
    ForExcel,
    Input,
    ModelName,
    Target,
    Wanted,
    format_option,
)
from gemeente_online.cli.output import close_quietly, prepare_streams, show, tell
from gemeente_online.cli.shells import Shell
from gemeente_online.cli.windows import ON_WINDOWS, expand_patterns, is_closed_pipe
from gemeente_online.problem import InvalidInputError
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import (
    CheckFormat,
    FormFormat,
    OutputFormat,
    ReportFormat,
)

EXIT_FAULT = 70
EXIT_INTERRUPTED = 130
INTERRUPTED = "\ngemeente-online: afgebroken\n"


ONE_RESULT = (OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.JSON, OutputFormat.CSV)
"""The formats of commands about one municipality."""


app = typer.Typer(
    cls=DutchGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Bepaalt hoe ver een gemeente online is gegroeid: een fase per as en een fase als geheel.",
    epilog="Meer over een commando: gemeente-online COMMANDO --help",
)


def _version(wanted: bool) -> None:
    if wanted:
        show(f"gemeente-online {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    del version


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
    input_format: Input = None,
) -> int:
    """Bereken de fase per as en de fase als geheel.

    Eén meting geeft de volledige uitkomst; meer metingen geven een tabel met een rij voor elk.
    """
    from gemeente_online.cli.score import run_score

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
    output_format: Annotated[OutputFormat, format_option(*ONE_RESULT)] = OutputFormat.TABLE,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: Input = None,
) -> int:
    """Laat zien waarom een gemeente in deze fase staat.

    Met elk antwoord, elke som en elke voorwaarde, zodat u de fase kunt narekenen. En met de
    blikken van het groeimodel, de marge, en wat nog geen bewijs heeft.
    """
    from gemeente_online.cli.explain import run_explain

    return run_explain(
        files,
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=output_format,
        excel=excel,
        output=output,
        force=force,
    )


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online grow waterdam.yaml --to ambition. Voor een memo: "
    "gemeente-online grow waterdam.yaml --format markdown --output groeiplan.md. Uitgangscode: 0 "
    "het is gelukt, 2 iets was niet te lezen of niet geldig.",
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
    output_format: Annotated[OutputFormat, format_option(*ONE_RESULT)] = OutputFormat.TABLE,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: Input = None,
) -> int:
    """Zoek de minste stappen naar de volgende fase.

    Een stap is één vraag één antwoord hoger. Er is geen plan met minder stappen. Bij elke stap
    staat wat er nu is, wat het wordt, en wat als bewijs telt.
    """
    from gemeente_online.cli.grow import run_grow

    return run_grow(
        files,
        to=to,
        axes=axes or [],
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=output_format,
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
    output_format: Annotated[OutputFormat, format_option(*ONE_RESULT)] = OutputFormat.TABLE,
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
    input_format: Input = None,
) -> int:
    """Vergelijk twee of meer metingen van een gemeente.

    Laat zien welke antwoorden hoger of lager werden, erbij kwamen of wegvielen, en hoeveel elk
    daarvan de score veranderde. De volgorde is die van de datums.
    """
    from gemeente_online.cli.compare import run_compare

    return run_compare(
        files,
        model=model,
        input_format=input_format,
        wanted=wanted,
        output_format=output_format,
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
    output_format: Annotated[OutputFormat, format_option(*OutputFormat)] = OutputFormat.TABLE,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    input_format: Input = None,
) -> int:
    """Zet gemeenten op volgorde van hun gemiddelde score.

    Toont de plaats van elke gemeente, ook onder gemeenten van dezelfde grootte en in de
    provincie, en hoe de gemeenten over de fasen zijn verdeeld. Van twee metingen van één
    gemeente telt de laatste.
    """
    from gemeente_online.cli.rank import run_rank

    return run_rank(
        files,
        model=model,
        input_format=input_format,
        by=by,
        first=first,
        wanted=wanted,
        classes=classes,
        output_format=output_format,
        excel=excel,
        output=output,
        force=force,
    )


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
            help="Antwoordenbestanden of groeimodellen (YAML of JSON), mappen, of -.",
        ),
    ],
    model: ModelName = None,
    output_format: Annotated[
        CheckFormat,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(CheckFormat),
            parser=one_of("--format", CheckFormat),
            help="Tekst om te lezen (zonder deze optie), JSON voor een ander programma, of "
            "aantekeningen bij de regels van een bestand op GitHub.",
        ),
    ] = CheckFormat.TEXT,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Toon alleen wat er mis is.")
    ] = False,
    input_format: Input = None,
) -> int:
    """Controleer antwoordenbestanden en groeimodellen, zonder te scoren.

    Toont alles wat er mis is in één keer, met de plaats en wat er wel zou kunnen.
    """
    from gemeente_online.cli.check import run_check

    return run_check(
        files,
        model=model,
        output_format=output_format,
        quiet=quiet,
        input_format=input_format,
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
            parser=one_of("--format", FormFormat),
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
    from gemeente_online.cli.init import About, run_init

    return run_init(
        About(name=name, code=code, date=date),
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

    Elk antwoord wordt meteen bewaard. U kunt terug, overslaan, een notitie maken, stoppen en later
    verdergaan. Aan het eind ziet u de fase.
    """
    from gemeente_online.cli.ask import run_ask

    return run_ask(file, model=model)


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
        ReportFormat,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(ReportFormat),
            parser=one_of("--format", ReportFormat),
            help="Een pagina (HTML, zonder deze optie), of alleen het plaatje van de fase van één "
            "gemeente (SVG of PNG) voor een memo of een dia.",
        ),
    ] = ReportFormat.HTML,
    badge: Annotated[
        bool,
        typer.Option("--badge", help="Maak een klein schildje in plaats van de trap met fasen."),
    ] = False,
    notes: Annotated[
        bool | None,
        typer.Option(
            "--notes/--no-notes",
            help="Toon ook wie het invulde, toelichting en bewijs; --no-notes laat die weg. Zonder "
            "deze optie staan ze in het rapport van één gemeente, en niet als het er meer zijn.",
        ),
    ] = None,
    output: Target = None,
    folder: Annotated[
        str | None,
        typer.Option(
            "--folder",
            metavar="MAP",
            help="Maak een map met een bestand voor elke gemeente, en een pagina die ernaar "
            "verwijst.",
        ),
    ] = None,
    force: Force = False,
    input_format: Input = None,
) -> int:
    """Maak een rapport: een webpagina die op zichzelf staat, om te lezen, te tonen of te printen.

    Van één gemeente, met haar fase, plan en antwoorden, en hoe ze groeide als er meer metingen
    zijn. Of van veel gemeenten samen.
    """
    from gemeente_online.cli.report import Wish, run_report

    return run_report(
        files,
        Wish(form=output_format, badge=badge, notes=notes, wanted=wanted),
        model=model,
        input_format=input_format,
        output=output,
        folder=folder,
        force=force,
    )


app.add_typer(model_group, name="model")


@app.command(
    cls=DutchCommand,
    epilog="Voorbeeld: gemeente-online completion --install. Weghalen: gemeente-online completion "
    "--remove.",
)
def completion(
    shell: Annotated[
        Shell | None,
        typer.Argument(
            metavar="|".join(Shell),
            parser=one_of("completion", Shell),
            help="De shell; zonder deze naam die u gebruikt.",
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Zet het script waar de shell het vindt.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Haal het script weer weg.")] = False,
) -> int:
    """Laat de Tab-toets commando's, opties en waarden aanvullen.

    Ook groeimodellen, fasen, assen en de gemeenten in een bestand. Zonder optie toont dit commando
    alleen het script voor de shell.
    """
    from gemeente_online.cli.completion import run_completion

    return run_completion(shell, install=install, remove=remove)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing that a user does raises."""
    prepare_streams()
    if ON_WINDOWS:
        arguments = expand_patterns(arguments)
    try:
        outcome = app(args=arguments, prog_name="gemeente-online", standalone_mode=False)
        sys.stdout.flush()
        if outcome == EXIT_INTERRUPTED:  # typer catches it inside a command
            tell(INTERRUPTED)
        return int(outcome or 0)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            tell(f"{error.format_message()}\n")
        else:
            tell(f"gemeente-online: {clean(explain_usage(error))}\n")
            tell(f"  uitleg: {command_path(error)} --help\n")
        return EXIT_USAGE
    except InvalidInputError as error:  # that no command saw to: an extra that is not installed
        from gemeente_online.rendering.problems import render_problems

        tell(render_problems(error.problems))
        return EXIT_USAGE
    except (KeyboardInterrupt, typer.Abort):
        tell(INTERRUPTED)
        return EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # typer leaves by itself when a pipe is closed
        close_quietly()
        return 0
    except OSError as error:
        if is_closed_pipe(error):
            close_quietly()
            return 0
        why = "de schijf is vol" if error.errno == ENOSPC else f"foutcode {error.errno}"
        tell(f"gemeente-online: de uitvoer kan niet worden geschreven ({why})\n")
        close_quietly()
        return EXIT_USAGE
    except Exception as error:
        tell(
            f"gemeente-online: er ging iets mis in het programma zelf ({type(error).__name__}: "
            f"{clean(str(error))}).\n  Dit is niet uw fout. Meld het aan de makers, met dit "
            f"bericht, het commando en zo mogelijk het bestand (versie {__version__}).\n"
        )
        return EXIT_FAULT
