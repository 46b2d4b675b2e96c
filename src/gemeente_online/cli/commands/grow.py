"""``grow``: the fewest steps to the next phase, to another one, or to the ambition."""

from typing import assert_never

from gemeente_online.analysis.goal import Goal, goal_of
from gemeente_online.analysis.growth.plan import Growth, grow
from gemeente_online.assessment.file import Assessment
from gemeente_online.cli.aim import parse_aim
from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.cli.endings import check_excel
from gemeente_online.cli.selecting import Selected, problem_of, select, the_one
from gemeente_online.cli.sink import Sink
from gemeente_online.problem import Problem, Wrong
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.scoring.score import summarize


def run_grow(
    files: list[str],
    *,
    to: str | None,
    axes: list[str],
    model: str | None,
    input_format: InputFormat | None,
    wanted: str | None,
    output_format: OutputFormat,
    excel: bool,
    output: str | None,
    force: bool,
) -> int:
    """Plan the growth of one assessment; the exit code is 2 if an input was wrong."""
    check_excel(excel, output_format)
    phase = None if to is None else parse_aim(to, "--to")
    selected = select(files, model=model, input_format=input_format, wanted=wanted)
    assessment = the_one(selected, wanted)
    growth = None
    if assessment is not None:
        try:
            growth = grow(
                assessment, _goal(assessment, phase, to is not None and phase is None, axes)
            )
        except Wrong as wrong:
            problems = (*selected.problems, problem_of(assessment, wrong))
            selected = Selected((), problems)
    if output_format is not OutputFormat.JSON:
        selected.tell()
    if growth is not None or output_format is OutputFormat.JSON:
        with Sink(output, force=force) as sink:
            _write(sink, growth, selected.problems, output_format, excel=excel)
    return EXIT_USAGE if growth is None else selected.exit_code


def _goal(assessment: Assessment, phase: int | None, ambition: bool, axes: list[str]) -> Goal:
    return goal_of(summarize(assessment), to=phase, ambition=ambition, axes=axes)


def _write(
    sink: Sink,
    growth: Growth | None,
    problems: tuple[Problem, ...],
    output_format: OutputFormat,
    *,
    excel: bool,
) -> None:
    match output_format:
        case OutputFormat.JSON:
            from gemeente_online.rendering.json.grow import render_growth_json

            sink.write(render_growth_json(growth, problems))
        case OutputFormat.TABLE | OutputFormat.MARKDOWN:
            from gemeente_online.rendering.grow import grow_document

            assert growth is not None
            sink.write_document(grow_document(growth), output_format)
        case OutputFormat.CSV:
            from gemeente_online.rendering.grow import GROW_COLUMNS, grow_rows

            assert growth is not None
            sink.write_sheet([GROW_COLUMNS, *grow_rows(growth)], excel=excel)
        case OutputFormat.JSONL:
            raise ValueError(output_format)  # no option of this command
        case _:
            assert_never(output_format)
