"""``compare``: what changed between assessments of one municipality."""

from typing import Annotated

import typer

from gemeente_online.cli import options
from gemeente_online.rendering.formats import DocumentKind

MORE = (
    "Laat zien welke antwoorden hoger of lager werden, erbij kwamen of wegvielen, en hoeveel elk "
    "daarvan de score veranderde. De volgorde is die van de datums."
)
EPILOG = (
    "Voorbeeld: gemeente-online compare waterdam-2025.yaml waterdam-2026.yaml. Uit een "
    "bestand met meer gemeenten: gemeente-online compare metingen.csv --for Waterdam. "
    "Uitgangscode: 0 het is gelukt, 2 iets was niet te lezen of niet te vergelijken."
)


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    model: options.ModelName = None,
    output_format: options.OneResultFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Vergelijk ook verschillende gemeenten, of antwoorden van collega's, en vervang "
            "het bestand achter --output als het er al is.",
        ),
    ] = False,
    input_format: options.InputOption = None,
    year: options.Year = None,
) -> int:
    """Compare assessments; the exit code is 2 if an input was wrong or they do not compare."""
    from gemeente_online.analysis.comparison import compare
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import problem_of, select, tell_perhaps_colleagues
    from gemeente_online.problem import Wrong
    from gemeente_online.rendering.compare import compare_document, compare_sheets

    delivery = Delivery(output_format, options.ONE_RESULT, output, force=force, excel=excel)
    inputs = Inputs(files, model, input_format, year=year, keep_problems=delivery.is_json)
    found = select(inputs, wanted)
    comparison = None
    if found:
        try:
            comparison = compare(found, any_municipality=force, any_respondent=force)
            if comparison.same_municipality:
                tell_perhaps_colleagues([one.assessment for one in comparison.summaries])
        except Wrong as wrong:
            inputs.refuse([problem_of(found[-1], wrong)])

    kind = DocumentKind.COMPARISON
    return delivery.show(comparison, inputs, kind, compare_document, compare_sheets)
