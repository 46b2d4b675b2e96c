"""``explain``: why an assessment has its phases, so that everyone can compute them again."""

from gemeente_online.cli import options
from gemeente_online.rendering.formats import DocumentKind

MORE = (
    "Met elk antwoord, elke som en elke voorwaarde, zodat u de fase kunt narekenen. En met de "
    "invalshoeken van het groeimodel, hoe stevig de fase is, en wat nog geen bewijs heeft."
)
EPILOG = (
    "Voorbeeld: gemeente-online explain waterdam.yaml. Uit een bestand met meer gemeenten: "
    "gemeente-online explain metingen.csv --for Waterdam. Uitgangscode: 0 het is gelukt, 2 iets "
    "was niet te lezen of niet geldig."
)


def command(
    files: options.Files,
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
    """Explain one assessment; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.explanation import explain
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import the_one
    from gemeente_online.rendering.explain import explain_document, explain_sheets
    from gemeente_online.scoring.score import score

    delivery = Delivery(output_format, options.ONE_RESULT, output, force=force, excel=excel)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    assessment = the_one(inputs, wanted)
    explanation = None if assessment is None else explain(score(assessment))

    kind = DocumentKind.EXPLANATION
    return delivery.show(explanation, inputs, kind, explain_document, explain_sheets)
