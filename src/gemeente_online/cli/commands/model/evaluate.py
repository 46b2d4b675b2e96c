"""``model evaluate``: what many assessments say of their model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from gemeente_online.cli import options
from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.cli.output import tell
from gemeente_online.rendering.formats import DocumentKind, OutputFormat

if TYPE_CHECKING:
    from gemeente_online.scoring.result import Summary

MORE = (
    "Zijn de assen herkenbaar en de fasen logisch? Toont per as hoe sterk de vragen samenhangen "
    "en of hogere fasen echt moeilijker zijn, en per vraag hoe die is beantwoord."
)
EPILOG = (
    "Voorbeeld: gemeente-online model evaluate metingen.csv. Uitgangscode: 0 alles telt "
    "mee, 2 iets was niet te lezen of niet geldig (met de rest is wel gerekend)."
)

_FORMATS = (*options.LISTED, OutputFormat.DOCX)


def command(
    files: options.Files,
    model: options.ModelName = None,
    output_format: Annotated[OutputFormat | None, options.format_option(*_FORMATS)] = None,
    output: options.Target = None,
    force: options.Force = False,
    input_format: options.InputOption = None,
    year: options.Year = None,
    ignore_columns: options.IgnoreColumns = False,
) -> int:
    """Evaluate the model of all assessments; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.evaluation import evaluate
    from gemeente_online.cli.pipeline import Delivery, Inputs, json_of
    from gemeente_online.cli.selecting import tell_mix_ups
    from gemeente_online.rendering.evaluation import evaluation_document
    from gemeente_online.scoring.score import summarize

    delivery = Delivery(output_format, _FORMATS, output, force=force)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    with delivery.sink(inputs) as sink:
        with inputs.reading() as assessments:
            summaries = [summarize(one) for one in assessments]
        _refuse_mixed(summaries)
        tell_mix_ups([one.assessment for one in summaries])
        evaluation = evaluate(summaries[0].assessment.model, summaries) if summaries else None
        inputs.close(counts=False)
        if evaluation is None and not delivery.is_json:
            raise misused("nothing-to-evaluate")
        if inputs.refused and not delivery.is_json:
            tell("wat hierboven staat, telt in deze beoordeling niet mee\n")
        as_json = json_of(DocumentKind.EVALUATION)
        delivery.write(
            sink, evaluation, inputs.problems, document=evaluation_document, json=as_json
        )
    return EXIT_USAGE if inputs.refused or evaluation is None else 0


def _refuse_mixed(summaries: Sequence[Summary]) -> None:
    """One evaluation is of one model.

    Raises:
        UsageProblem: the assessments are of several.

    """
    models = {one.assessment.model.identity for one in summaries}
    if len(models) > 1:
        named = sorted({f"{identifier} {version}" for identifier, version, _ in models})
        raise misused("several-models", models=", ".join(named))
