"""``model evaluate``: what many assessments say of their model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from gemeente_online.analysis.grouping import GroupBy
from gemeente_online.cli import options
from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.output import tell, warn
from gemeente_online.rendering.formats import DocumentKind

if TYPE_CHECKING:
    from gemeente_online.analysis.evaluation import Evaluation
    from gemeente_online.scoring.result import Summary

MORE = (
    "Zijn de assen herkenbaar en de fasen logisch? Toont per as hoe sterk de vragen samenhangen en "
    "of hogere fasen echt moeilijker zijn, of assen uit elkaar te houden zijn, en hoe elke vraag "
    "is beantwoord."
)
EPILOG = (
    "Voorbeeld: gemeente-online model evaluate metingen.csv. Uitgangscode: 0 alles telt "
    "mee, 2 iets was niet te lezen of niet geldig (met de rest is wel gerekend)."
)


def command(
    files: options.Files,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    by: Annotated[
        GroupBy | None,
        word_option(
            "--by",
            words=GroupBy,
            help="Toon ook kerncijfers per provincie (province), grootteklasse (size) of eigen "
            "groep (group).",
        ),
    ] = None,
    output_format: options.OneResultFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: options.Force = False,
) -> int:
    """Evaluate the model of all assessments; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.evaluation import evaluate
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import tell_mix_ups
    from gemeente_online.rendering.evaluation import evaluation_document
    from gemeente_online.rendering.evaluation_sheets import evaluation_sheets
    from gemeente_online.scoring.score import summarize

    delivery = Delivery(output_format, options.ONE_RESULT, output, force=force, excel=excel)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    with inputs.reading() as assessments:
        summaries = [summarize(one) for one in assessments]
    _refuse_mixed(summaries)
    tell_mix_ups([one.assessment for one in summaries])
    evaluation = None
    if summaries:
        evaluation = evaluate(summaries[0].assessment.model, summaries, by)
    inputs.close(counts=False)
    if evaluation is None and not delivery.is_json:
        raise misused("nothing-to-evaluate")
    if inputs.refused and not delivery.is_json:
        tell("wat hierboven staat, telt in deze beoordeling niet mee\n")
    if evaluation is not None and by is not None:
        _tell_ungrouped(evaluation, by)
    kind = DocumentKind.EVALUATION
    return delivery.show(evaluation, inputs, kind, evaluation_document, evaluation_sheets)


def _tell_ungrouped(evaluation: Evaluation, by: GroupBy) -> None:
    """Tell it where no assessment has what was to be grouped by."""
    from gemeente_online.analysis.groups import sizes_for

    if any(group.name or group.size for group in evaluation.groups):
        return
    model = evaluation.model
    if by is GroupBy.SIZE and not sizes_for(model):
        warn("no-size-classes")
        return
    key = "inhabitants" if by is GroupBy.SIZE else by.value
    warn("nothing-to-group", key=key, by=by.value, subject=model.subject)


def _refuse_mixed(summaries: Sequence[Summary]) -> None:
    """One evaluation is of one model.

    Raises:
        UsageProblem: the assessments are of several.

    """
    models = {one.assessment.model.identity for one in summaries}
    if len(models) > 1:
        named = sorted({f"{identifier} {version}" for identifier, version, _ in models})
        raise misused("several-models", models=", ".join(named))
