"""``model evaluate``: what many assessments say of their model."""

from collections.abc import Iterable
from typing import assert_never

from gemeente_online.analysis.evaluation.evaluate import evaluate
from gemeente_online.analysis.evaluation.result import Evaluation
from gemeente_online.assessment.file import Assessment
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.log import ProblemLog
from gemeente_online.cli.output import tell
from gemeente_online.cli.progress import progress_over
from gemeente_online.cli.sink import Sink
from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.assessments import read_assessments
from gemeente_online.reading.formats import InputFormat
from gemeente_online.reading.rejected import Rejected
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize


def run_evaluate(
    files: list[str],
    *,
    model: str | None,
    input_format: InputFormat | None,
    output_format: OutputFormat,
    output: str | None,
    force: bool,
) -> int:
    """Evaluate the model of all assessments; the exit code is 2 if an input was wrong."""
    problems: list[Problem] = []
    summaries: list[Summary] = []
    with Sink(output, force=force, inputs=(*files, model)) as sink:
        try:
            options = chosen(model, input_format)
            with progress_over(files) as progress:
                inputs = read_assessments(*files, progress=progress, **options)
                problems, summaries = _read(inputs)
        except InvalidInputError as error:  # the model that was chosen
            problems += error.problems
        _refuse_mixed(summaries)
        evaluation = evaluate(summaries[0].assessment.model, summaries) if summaries else None
        if output_format is not OutputFormat.JSON:
            _tell(problems, usable=evaluation is not None)
        _write(sink, evaluation, problems, output_format)
    return EXIT_USAGE if problems or evaluation is None else 0


def _read(inputs: Iterable[Assessment | Rejected]) -> tuple[list[Problem], list[Summary]]:
    problems: list[Problem] = []
    summaries: list[Summary] = []
    for item in inputs:
        if isinstance(item, Rejected):
            problems += item.problems
        else:
            summaries.append(summarize(item))
    return problems, summaries


def _refuse_mixed(summaries: list[Summary]) -> None:
    """One evaluation is of one model.

    Raises:
        UsageProblem: the assessments are of several.

    """
    models = {(m.id, m.version, m.digest) for m in (one.assessment.model for one in summaries)}
    if len(models) > 1:
        named = sorted({f"{identifier} {version}" for identifier, version, _ in models})
        raise UsageProblem(
            f"deze metingen horen bij meer dan één groeimodel ({', '.join(named)}); geef alleen "
            "metingen van één model"
        )


def _tell(problems: list[Problem], *, usable: bool) -> None:
    """Tell what is wrong with the inputs.

    Raises:
        UsageProblem: nothing is left to evaluate with, so no file is written either.

    """
    log = ProblemLog()
    log.add(problems)
    log.close()
    if not usable:
        raise UsageProblem("er is geen geldige meting om het groeimodel mee te beoordelen")
    if problems:
        tell("wat hierboven staat, telt in deze beoordeling niet mee\n")


def _write(
    sink: Sink,
    evaluation: Evaluation | None,
    problems: list[Problem],
    output_format: OutputFormat,
) -> None:
    match output_format:
        case OutputFormat.JSON:
            from gemeente_online.rendering.json.evaluation import render_evaluation_json

            sink.write(render_evaluation_json(evaluation, problems))
        case OutputFormat.TABLE | OutputFormat.MARKDOWN:
            from gemeente_online.rendering.evaluation import evaluation_document

            if evaluation is not None:
                sink.write_document(evaluation_document(evaluation), output_format)
        case OutputFormat.CSV | OutputFormat.JSONL:
            raise ValueError(output_format)  # no option of this command
        case _:
            assert_never(output_format)
