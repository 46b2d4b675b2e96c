"""``score``: phase per axis and overall."""

import sys

from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.output import has_colour, show, tell, width_of
from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.assessments import Rejected, read_assessments
from gemeente_online.reading.formats import InputFormat
from gemeente_online.result import Result
from gemeente_online.scoring import score


def run_score(
    files: list[str],
    *,
    model: str | None,
    as_json: bool,
    quiet: bool,
    input_format: InputFormat | None,
) -> int:
    """Score every input; the exit code is 2 if one was wrong."""
    results: list[Result] = []
    problems: list[Problem] = []
    scored = rejected = 0
    try:
        inputs = read_assessments(*files, **chosen(model, input_format))
    except InvalidInputError as error:
        problems += error.problems
        inputs = iter(())
    for item in inputs:
        if isinstance(item, Rejected):
            problems += item.problems
            rejected += 1
            continue
        result = score(item)
        scored += 1
        if quiet and not as_json:
            show(f"{'?' if result.overall.phase is None else result.overall.phase}\n")
        else:
            results.append(result)

    if as_json:
        from gemeente_online.rendering.json import render_json

        show(render_json(results, problems))
    elif problems:
        from gemeente_online.rendering.problems import render_problems

        tell(render_problems(problems))
        if scored + rejected > 1:
            tell(f"{scored} gescoord, {rejected} niet: zie hierboven\n")
    if not (as_json or quiet):
        from gemeente_online.rendering.score import score_document
        from gemeente_online.rendering.terminal import render_terminal

        if results:
            document = score_document(results)
            show(
                render_terminal(document, width=width_of(sys.stdout), colour=has_colour(sys.stdout))
            )
    return EXIT_USAGE if problems else 0
