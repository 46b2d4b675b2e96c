"""``compare``: what changed between assessments of one municipality."""

from typing import assert_never

from gemeente_online.analysis.comparison import Comparison, compare
from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.cli.endings import check_excel
from gemeente_online.cli.selecting import Selected, problem_of, select
from gemeente_online.cli.sink import Sink
from gemeente_online.problem import Problem, Wrong
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.formats import OutputFormat


def run_compare(
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
    """Compare assessments; the exit code is 2 if an input was wrong or they do not compare.

    force: replace the output, and compare different municipalities too.
    """
    check_excel(excel, output_format)
    selected = select(files, model=model, input_format=input_format, wanted=wanted)
    comparison = None
    if selected.assessments or not selected.problems:
        try:
            comparison = compare(selected.assessments, any_municipality=force)
        except Wrong as wrong:
            selected = Selected((), (*selected.problems, _refused(selected, wrong, files)))
    if output_format is not OutputFormat.JSON:
        selected.tell()
    if comparison is not None or output_format is OutputFormat.JSON:
        with Sink(output, force=force) as sink:
            _write(sink, comparison, selected.problems, output_format, excel=excel)
    return EXIT_USAGE if comparison is None else selected.exit_code


def _refused(selected: Selected, wrong: Wrong, files: list[str]) -> Problem:
    if selected.assessments:
        return problem_of(selected.assessments[-1], wrong)
    return Problem(source=files[0], code=wrong.code, message=wrong.message, hint=wrong.hint)


def _write(
    sink: Sink,
    comparison: Comparison | None,
    problems: tuple[Problem, ...],
    output_format: OutputFormat,
    *,
    excel: bool,
) -> None:
    match output_format:
        case OutputFormat.JSON:
            from gemeente_online.rendering.json.compare import render_comparison_json

            sink.write(render_comparison_json(comparison, problems))
        case OutputFormat.TABLE | OutputFormat.MARKDOWN:
            from gemeente_online.rendering.compare import compare_document

            assert comparison is not None
            sink.write_document(compare_document(comparison), output_format)
        case OutputFormat.CSV:
            from gemeente_online.rendering.compare import COMPARE_COLUMNS, compare_rows

            assert comparison is not None
            sink.write_sheet([COMPARE_COLUMNS, *compare_rows(comparison)], excel=excel)
        case OutputFormat.JSONL:
            raise ValueError(output_format)  # no option of this command
        case _:
            assert_never(output_format)
