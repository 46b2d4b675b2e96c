"""``grow``: the fewest steps to the next phase, to another one, or to the ambition."""

from typing import Annotated

import typer

from gemeente_online.cli import options
from gemeente_online.rendering.formats import DocumentKind

MORE = (
    "Een stap is één vraag één antwoord hoger. Er is geen plan met minder stappen; noemt het model "
    "inspanning, dan is er geen plan met minder inspanning. Bij elke stap staat wat er nu is, wat "
    "het wordt, en wat als bewijs telt."
)
EPILOG = (
    "Voorbeeld: gemeente-online grow waterdam.yaml --to ambition. Voor een memo: "
    "gemeente-online grow waterdam.yaml --output groeiplan.md. Uitgangscode: 0 het is gelukt, 2 "
    "iets was niet te lezen of niet geldig."
)


def command(
    files: options.Files,
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
    prefer: Annotated[
        list[str] | None,
        typer.Option(
            "--prefer",
            metavar="VRAAG",
            help="Geef deze vraag voorrang (naam of nummer); mag vaker. Kan het met even weinig "
            "stappen, dan staat de vraag in het plan. Langer wordt het plan er niet van.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="VRAAG",
            help="Laat deze vraag (naam of nummer) buiten het plan; mag vaker. Is er dan geen "
            "plan, dan staat er welke vraag niet te missen is.",
        ),
    ] = None,
    wanted: options.Wanted = None,
    model: options.ModelName = None,
    output_format: options.OneResultFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: options.Force = False,
    input_format: options.InputOption = None,
    year: options.Year = None,
    ignore_columns: options.IgnoreColumns = False,
) -> int:
    """Plan the growth of one assessment; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.goal import goal_of
    from gemeente_online.analysis.growth import grow
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import problem_of, the_one
    from gemeente_online.problem import Wrong
    from gemeente_online.rendering.grow import grow_document, grow_sheets
    from gemeente_online.scoring.score import summarize

    delivery = Delivery(output_format, options.ONE_RESULT, output, force=force, excel=excel)
    phase = None if to is None else options.parse_aim(to, "--to")
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    assessment = the_one(inputs, wanted)
    growth = None
    if assessment is not None:
        ambition = to is not None and phase is None
        try:
            goal = goal_of(summarize(assessment), to=phase, ambition=ambition, axes=axes or [])
            growth = grow(assessment, goal, prefer=prefer or (), without=without or ())
        except Wrong as wrong:
            inputs.refuse([problem_of(assessment, wrong)])

    kind = DocumentKind.GROWTH
    return delivery.show(growth, inputs, kind, grow_document, grow_sheets)
