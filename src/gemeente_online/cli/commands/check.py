"""``check``: everything that is wrong with answers files or model files, and no score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from gemeente_online.cli.dutch import EXIT_USAGE, word_option
from gemeente_online.cli.options import IgnoreColumns, InputOption, ModelName
from gemeente_online.cli.output import show
from gemeente_online.rendering.formats import CheckFormat, DocumentKind
from gemeente_online.wording import thousands

if TYPE_CHECKING:
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.problem import Problem
    from gemeente_online.reading.assessments import CheckedModel

MORE = "Toont alles wat er mis is in één keer, met de plaats en wat er wel zou kunnen."
EPILOG = (
    "Voorbeeld: gemeente-online check antwoorden/. Uitgangscode: 0 alles is in orde, 2 er "
    "is iets mis."
)


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND",
            help="Antwoordenbestanden of groeimodellen, mappen daarvan, of - voor de "
            "standaardinvoer.",
        ),
    ],
    model: ModelName = None,
    input_format: InputOption = None,
    ignore_columns: IgnoreColumns = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Toon alleen wat er mis is.")
    ] = False,
    output_format: Annotated[
        CheckFormat,
        word_option(
            "--format",
            "-f",
            words=CheckFormat,
            help="Tekst om te lezen (zonder deze optie), JSON voor een ander programma, of "
            "aantekeningen bij de regels van een bestand op GitHub.",
        ),
    ] = CheckFormat.TEXT,
) -> int:
    """Check every input; the exit code is 2 if there is an error, warnings aside."""
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.assessment.mix_ups import mix_ups
    from gemeente_online.cli.pipeline import chosen_model
    from gemeente_online.cli.selecting import problem_of
    from gemeente_online.problem import InvalidInputError, Severity
    from gemeente_online.reading.assessments import CheckedModel, Rejected, read_inputs
    from gemeente_online.rendering.clean import clean

    problems: list[Problem] = []
    fine: dict[str, list[str]] = {}  # what is said of each input, by its file
    whose: list[Assessment] = []  # without what was answered, of which there may be much
    wrong_inputs = 0
    try:
        known = chosen_model(model)
        for item in read_inputs(
            *files,
            warned=problems.append,
            model=known,
            input_format=input_format,
            ignore_columns=ignore_columns,
        ):
            match item:
                case Rejected():
                    problems += item.problems
                    wrong_inputs += 1
                case Assessment():
                    whose.append(item._replace(answers={}, remarks={}))
                    fine.setdefault(item.source, []).append(_fine_assessment(item))
                case CheckedModel():
                    problems += item.warnings
                    fine.setdefault(item.source, []).append(_fine_model(item))
    except InvalidInputError as error:  # the model that was chosen
        problems += error.problems
    problems += (problem_of(one.assessments[-1], one.told) for one in mix_ups(whose))
    show(_shown(problems, output_format))
    if output_format is not CheckFormat.JSON and not quiet:
        right_inputs = sum(map(len, fine.values()))
        lines = [
            said[0] if len(said) == 1 else f"{source}: {thousands(len(said))} metingen in orde"
            for source, said in fine.items()
        ]
        show("".join(f"{clean(line)}\n" for line in lines))
        if wrong_inputs and right_inputs + wrong_inputs > 1:
            show(f"{thousands(right_inputs)} in orde, {thousands(wrong_inputs)} niet\n")
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return EXIT_USAGE if wrong else 0


def _shown(problems: list[Problem], output_format: CheckFormat) -> str:
    match output_format:
        case CheckFormat.TEXT:
            from gemeente_online.rendering.problems import render_problems

            return render_problems(problems)
        case CheckFormat.JSON:
            from gemeente_online.rendering.json import render_json

            return render_json(DocumentKind.RESULTS, [], problems)
        case CheckFormat.GITHUB:
            from gemeente_online.rendering.problems import render_annotations

            return render_annotations(problems)
    assert_never(output_format)


def _fine_assessment(assessment: Assessment) -> str:
    from gemeente_online.assessment.file import State

    states = [answer.state for answer in assessment.answers.values()]
    applicable = sum(state is not State.NOT_APPLICABLE for state in states)
    known = sum(state is State.KNOWN for state in states)
    left_out = len(states) - applicable
    excused = f" ({left_out} niet van toepassing)" if left_out else ""
    return f"{assessment.source}: in orde, {known} van de {applicable} vragen beantwoord{excused}"


def _fine_model(checked: CheckedModel) -> str:
    model = checked.model
    parts = f"domeinen: {len(model.domains)}, " if model.domains else ""
    return (
        f"{checked.source}: in orde, groeimodel {model.id} {model.version} "
        f"({parts}assen: {len(model.axes)}, vragen: {len(model.questions)})"
    )
