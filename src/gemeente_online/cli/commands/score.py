"""``score``: phase per axis and overall, of one assessment or of a whole country."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, assert_never

from gemeente_online._version import __version__
from gemeente_online.analysis.goal import reaches, reaches_ambition
from gemeente_online.assessment.file import Assessment
from gemeente_online.cli.aim import parse_aim
from gemeente_online.cli.batch import Batch
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem
from gemeente_online.cli.endings import check_excel
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.output import tell
from gemeente_online.cli.progress import progress_over
from gemeente_online.cli.sink import Sink
from gemeente_online.model.file import Model
from gemeente_online.problem import InvalidInputError, Problem, quoted
from gemeente_online.reading.assessments import read_assessments
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import score, summarize, verdict

if TYPE_CHECKING:
    from gemeente_online.rendering.sheet import Value

EXIT_BELOW = 1
_MOST_NAMES = 10
"""Municipalities below the goal that are named."""


def run_score(
    files: list[str],
    *,
    model: str | None,
    input_format: InputFormat | None,
    output_format: OutputFormat | None,
    excel: bool,
    quiet: bool,
    fail_under: str | None,
    output: str | None,
    force: bool,
) -> int:
    """Score every input; the exit code is 2 if one was wrong, else 1 if one is below the goal."""
    if quiet and output_format is not None:
        raise UsageProblem("--quiet en --format gaan niet samen: --quiet toont alleen nummers")
    check_excel(excel, output_format)
    batch = Batch(keep_problems=output_format is OutputFormat.JSON)
    run = _Run(batch, None if fail_under is None else _Goal(parse_aim(fail_under, "--fail-under")))
    with Sink(output, force=force, inputs=(*files, model)) as sink:
        try:
            streaming = quiet or output_format in {OutputFormat.JSONL, OutputFormat.CSV}
            with progress_over(files, scrolling=streaming and sink.on_screen) as progress:
                options = chosen(model, input_format)
                valid = batch.valid(read_assessments(*files, progress=progress, **options))
                if quiet:
                    _write_phases(run, valid, sink)
                else:
                    _write(run, run.summaries(valid), sink, output_format, excel=excel)
        except InvalidInputError as error:  # the model that was chosen
            batch.refuse(error.problems)
            _write(run, iter(()), sink, output_format, excel=excel)
    return run.close()


class _Goal(NamedTuple):
    """What --fail-under asks; a phase of None is each assessment's own ambition."""

    phase: int | None

    def check(self, model: Model) -> None:
        """Refuse a phase that a model does not have."""
        phases = [phase.number for phase in model.phases]
        if self.phase is not None and self.phase not in phases:
            raise UsageProblem(
                f"groeimodel {quoted(model.id)} heeft geen fase {self.phase} (achter "
                f"--fail-under). Mogelijk: {', '.join(map(str, phases))}"
            )

    def reached(self, summary: Summary) -> bool | None:
        """Whether a result reaches it; None where an assessment names no ambition."""
        if self.phase is None:
            return reaches_ambition(summary)
        return reaches(summary.overall, self.phase)

    def __str__(self) -> str:
        return "de ambitie" if self.phase is None else f"fase {self.phase}"


class _Run:
    """A batch whose results are held against a goal, if there is one."""

    def __init__(self, batch: Batch, goal: _Goal | None) -> None:
        self.batch, self.goal = batch, goal
        self._models: set[int] = set()
        self._below = self._aimless = 0
        self._names: list[str] = []

    def summaries(self, assessments: Iterable[Assessment]) -> Iterator[Summary]:
        """The result of each."""
        for assessment in assessments:
            summary = summarize(assessment)
            if self.goal is not None:
                self._hold_against(self.goal, summary)
            yield summary

    def _hold_against(self, goal: _Goal, summary: Summary) -> None:
        model = summary.assessment.model
        if id(model) not in self._models:
            self._models.add(id(model))
            goal.check(model)
        reached = goal.reached(summary)
        self._aimless += reached is None
        if reached is False:
            self._below += 1
            if len(self._names) < _MOST_NAMES:
                self._names.append(summary.assessment.municipality.name)

    def close(self) -> int:
        """Tell the counts; return the exit code."""
        self.batch.close()
        scored = self.batch.scored
        if self._below:
            verb = "blijft" if self._below == 1 else "blijven"
            more = self._below - len(self._names)
            rest = f" en {more} andere" if more else ""
            who = clean(", ".join(self._names) + rest)
            tell(f"{self._below} van de {scored} {verb} onder {self.goal}: {who}\n")
        if self._aimless:
            verb = "noemt" if self._aimless == 1 else "noemen"
            tell(f"{self._aimless} van de {scored} {verb} geen ambitie\n")
        if self.batch.refused:
            return EXIT_USAGE
        return EXIT_BELOW if self._below else 0


def _write_phases(run: _Run, assessments: Iterator[Assessment], sink: Sink) -> None:
    if run.goal is not None:
        phases = (summary.overall.phase for summary in run.summaries(assessments))
    else:
        phases = (verdict(assessment).phase for assessment in assessments)
    for phase in phases:
        sink.write("?\n" if phase is None else f"{phase}\n")


def _write(
    run: _Run,
    summaries: Iterator[Summary],
    sink: Sink,
    output_format: OutputFormat | None,
    *,
    excel: bool,
) -> None:
    match output_format:
        case OutputFormat.TABLE | OutputFormat.MARKDOWN | None:
            _write_document(list(summaries), sink, output_format or OutputFormat.TABLE)
        case OutputFormat.JSON:
            from gemeente_online.rendering.json.results import render_json

            results = [score(summary.assessment) for summary in summaries]
            sink.write(render_json(results, run.batch.problems))
        case OutputFormat.JSONL:
            from gemeente_online.rendering.json.results import render_json_line

            for summary in summaries:
                sink.write(render_json_line(score(summary.assessment)))
                sink.flush()
        case OutputFormat.CSV:
            sink.write_sheet(_sheet(run, summaries), excel=excel)
        case _:
            assert_never(output_format)


def _write_document(summaries: list[Summary], sink: Sink, output_format: OutputFormat) -> None:
    if not summaries:
        return
    if len(summaries) == 1:
        from gemeente_online.rendering.score import score_document

        document = score_document(score(summaries[0].assessment))
    else:
        from gemeente_online.rendering.overview import overview_document

        document = overview_document(summaries)
    sink.write_document(document, output_format)


def _sheet(run: _Run, summaries: Iterator[Summary]) -> "Iterator[list[Value]]":
    """A header and a row for each result of the first one's model."""
    from gemeente_online.rendering.overview import overview_header, overview_row

    model: Model | None = None
    for summary in summaries:
        assessment = summary.assessment
        if model is None:
            model = assessment.model
            yield [*overview_header(model)]
        if assessment.model.identity == model.identity:
            yield overview_row(summary, __version__)
        else:
            run.batch.withdraw([_of_another_model(assessment, model)])


def _of_another_model(assessment: Assessment, model: Model) -> Problem:
    return Problem(
        source=assessment.source,
        line=assessment.row,
        code="other-model",
        message=f"deze meting hoort bij groeimodel {quoted(assessment.model.id)}, en dit "
        f"CSV-bestand bij {quoted(model.id)}",
        hint="maak voor elk groeimodel een eigen CSV, of kies --format jsonl",
    )
