"""``check``: everything that is wrong with answers files or model files, and no score."""

from typing import assert_never

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.output import show
from gemeente_online.problem import InvalidInputError, Problem, Severity
from gemeente_online.reading.assessments import CheckedModel, read_inputs
from gemeente_online.reading.formats import InputFormat
from gemeente_online.reading.rejected import Rejected
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import CheckFormat


def run_check(
    files: list[str],
    *,
    model: str | None,
    output_format: CheckFormat,
    quiet: bool,
    input_format: InputFormat | None,
) -> int:
    """Check every input; the exit code is 2 if there is an error, warnings aside."""
    problems: list[Problem] = []
    fine: list[str] = []
    wrong_inputs = 0
    try:
        for item in read_inputs(*files, warned=problems.append, **chosen(model, input_format)):
            match item:
                case Rejected():
                    problems += item.problems
                    wrong_inputs += 1
                case Assessment():
                    fine.append(_fine_assessment(item))
                case CheckedModel():
                    problems += item.warnings
                    fine.append(_fine_model(item))
    except InvalidInputError as error:
        problems += error.problems
    show(_shown(problems, output_format))
    if output_format is not CheckFormat.JSON and not quiet:
        show("".join(f"{clean(line)}\n" for line in fine))
        if wrong_inputs and len(fine) + wrong_inputs > 1:
            show(f"{len(fine)} in orde, {wrong_inputs} niet\n")
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return EXIT_USAGE if wrong else 0


def _shown(problems: list[Problem], output_format: CheckFormat) -> str:
    match output_format:
        case CheckFormat.TEXT:
            from gemeente_online.rendering.problems import render_problems

            return render_problems(problems)
        case CheckFormat.JSON:
            from gemeente_online.rendering.json.results import render_json

            return render_json([], problems)
        case CheckFormat.GITHUB:
            from gemeente_online.rendering.workflow_commands import render_annotations

            return render_annotations(problems)
    assert_never(output_format)


def _fine_assessment(assessment: Assessment) -> str:
    states = [answer.state for answer in assessment.answers.values()]
    applicable = sum(state is not State.NOT_APPLICABLE for state in states)
    known = sum(state is State.KNOWN for state in states)
    left_out = len(states) - applicable
    excused = f" ({left_out} niet van toepassing)" if left_out else ""
    return f"{assessment.source}: in orde, {known} van de {applicable} vragen beantwoord{excused}"


def _fine_model(checked: CheckedModel) -> str:
    model = checked.model
    return (
        f"{checked.source}: in orde, groeimodel {model.id} {model.version} "
        f"(assen: {len(model.axes)}, vragen: {len(model.questions)})"
    )
