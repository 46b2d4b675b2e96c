"""``explain``: why an assessment has its phases, so that everyone can compute them again."""

from typing import assert_never

from gemeente_online.analysis.explanation import Explanation, explain
from gemeente_online.cli.endings import check_excel
from gemeente_online.cli.selecting import select, the_one
from gemeente_online.cli.sink import Sink
from gemeente_online.problem import Problem
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.scoring.score import score


def run_explain(
    files: list[str],
    *,
    model: str | None,
    input_format: InputFormat | None,
    wanted: str | None,
    output_format: OutputFormat,
    excel: bool,
    output: str | None,
    force: bool,
) -> int:
    """Explain one assessment; the exit code is 2 if an input was wrong."""
    check_excel(excel, output_format)
    selected = select(files, model=model, input_format=input_format, wanted=wanted)
    assessment = the_one(selected, wanted)
    explanation = None if assessment is None else explain(score(assessment))
    if output_format is not OutputFormat.JSON:
        selected.tell()
    if explanation is not None or output_format is OutputFormat.JSON:
        with Sink(output, force=force) as sink:
            _write(sink, explanation, selected.problems, output_format, excel=excel)
    return selected.exit_code


def _write(
    sink: Sink,
    explanation: Explanation | None,
    problems: tuple[Problem, ...],
    output_format: OutputFormat,
    *,
    excel: bool,
) -> None:
    match output_format:
        case OutputFormat.JSON:
            from gemeente_online.rendering.json.explain import render_explanation_json

            sink.write(render_explanation_json(explanation, problems))
        case OutputFormat.TABLE | OutputFormat.MARKDOWN:
            from gemeente_online.rendering.explain import explain_document

            assert explanation is not None
            sink.write_document(explain_document(explanation), output_format)
        case OutputFormat.CSV:
            from gemeente_online.rendering.explain import EXPLAIN_COLUMNS, explain_rows

            assert explanation is not None
            sink.write_sheet([EXPLAIN_COLUMNS, *explain_rows(explanation)], excel=excel)
        case OutputFormat.JSONL:
            raise ValueError(output_format)  # no option of this command
        case _:
            assert_never(output_format)
