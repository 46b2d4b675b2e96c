"""``model evaluate``: what many assessments say of their model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.cli.format_choice import LISTED, format_option
from gemeente_online.cli.options import Files, Force, InputOption, ModelName, Target
from gemeente_online.cli.output import tell
from gemeente_online.rendering.formats import DocumentKind, OutputFormat

if TYPE_CHECKING:
    from gemeente_online.cli.pipeline import Inputs
    from gemeente_online.scoring.result import Summary

MORE = (
    "Zijn de assen herkenbaar en de fasen logisch? Toont per as hoe sterk de vragen samenhangen "
    "en of hogere fasen echt moeilijker zijn, en per vraag hoe die is beantwoord."
)
EPILOG = (
    "Voorbeeld: gemeente-online model evaluate metingen.csv. Uitgangscode: 0 alles telt "
    "mee, 2 iets was niet te lezen of niet geldig (met de rest is wel gerekend)."
)


def command(
    files: Files,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*LISTED)] = None,
    output: Target = None,
    force: Force = False,
    input_format: InputOption = None,
) -> int:
    """Evaluate the model of all assessments; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.evaluation.evaluate import evaluate
    from gemeente_online.cli.pipeline import Delivery, Inputs, Views, json_of
    from gemeente_online.rendering.evaluation import evaluation_document
    from gemeente_online.scoring.score import summarize

    delivery = Delivery(output_format, LISTED, output, force=force)
    inputs = Inputs(files, model, input_format)
    with delivery.sink(inputs) as sink:
        with inputs.reading() as assessments:
            summaries = [summarize(one) for one in assessments]
        _refuse_mixed(summaries)
        evaluation = evaluate(summaries[0].assessment.model, summaries) if summaries else None
        if not delivery.is_json:
            _tell(inputs, usable=evaluation is not None)
        views = Views(evaluation_document, json_of(DocumentKind.EVALUATION))
        delivery.write(sink, evaluation, inputs.problems, views)
    return EXIT_USAGE if inputs.problems or evaluation is None else 0


def _refuse_mixed(summaries: Sequence[Summary]) -> None:
    """One evaluation is of one model.

    Raises:
        UsageProblem: the assessments are of several.

    """
    models = {one.assessment.model.identity for one in summaries}
    if len(models) > 1:
        named = sorted({f"{identifier} {version}" for identifier, version, _ in models})
        raise misused("several-models", models=", ".join(named))


def _tell(inputs: Inputs, *, usable: bool) -> None:
    """Tell what is wrong with the inputs.

    Raises:
        UsageProblem: nothing is left to evaluate with, so no file is written either.

    """
    inputs.tell_problems()
    if not usable:
        raise misused("nothing-to-evaluate")
    if inputs.problems:
        tell("wat hierboven staat, telt in deze beoordeling niet mee\n")
