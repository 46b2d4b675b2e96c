"""``score``: phase per axis and overall, of one assessment or of a whole country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gemeente_online._version import __version__
from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.cli.format_choice import ForExcel, format_option
from gemeente_online.cli.options import Files, Force, InputOption, ModelName, Target, parse_aim
from gemeente_online.cli.output import tell
from gemeente_online.problem import Problem
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import DocumentKind, OutputFormat
from gemeente_online.wording import and_others

if TYPE_CHECKING:
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Inputs
    from gemeente_online.cli.sink import Sink
    from gemeente_online.model.file import Model
    from gemeente_online.rendering.document import Document
    from gemeente_online.rendering.sheet import Value
    from gemeente_online.scoring.result import Summary

EXIT_BELOW = 1
_MOST_NAMES = 10
"""Municipalities below the goal that are named."""

MORE = "Eén meting geeft de volledige uitkomst; meer metingen geven een tabel met een rij voor elk."
EPILOG = (
    "Voorbeeld: gemeente-online score waterdam.yaml. Uitgangscode: 0 alles is gescoord, 1 "
    "een uitkomst blijft onder --fail-under, 2 iets was niet te lezen of niet geldig (de rest is "
    "wel gescoord)."
)


def command(
    files: Files,
    model: ModelName = None,
    output_format: Annotated[OutputFormat | None, format_option(*OutputFormat)] = None,
    excel: ForExcel = False,
    output: Target = None,
    force: Force = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="FASE|ambition",
            help="Eindig met code 1 als een meting onder deze fase blijft, of onder de ambitie "
            "die in het bestand staat. Waar de fase niet te bepalen is, telt de laagste die "
            "mogelijk is.",
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help="Toon alleen het fasenummer, een regel per meting; ? is onbepaald.",
        ),
    ] = False,
    input_format: InputOption = None,
) -> int:
    """Score every input; the exit code is 2 if one was wrong, else 1 if one is below the goal."""
    from gemeente_online.cli.pipeline import Delivery, Inputs, Views

    if quiet and output_format is not None:
        raise misused("quiet-and-format")
    chosen = OutputFormat.TABLE if quiet else output_format
    delivery = Delivery(chosen, tuple(OutputFormat), output, force=force, excel=excel)
    goal = None if fail_under is None else _Goal(parse_aim(fail_under, "--fail-under"))
    inputs = Inputs(files, model, input_format, keep_problems=delivery.is_json)
    run = _Run(inputs, goal)
    streaming = quiet or delivery.format in {OutputFormat.JSONL, OutputFormat.CSV}
    with (
        delivery.sink(inputs) as sink,
        inputs.reading(scrolling=streaming and sink.on_screen) as assessments,
    ):
        if quiet:
            _write_phases(run, assessments, sink)
        else:
            views = Views(
                document=_document,
                json=_json,
                rows=lambda summaries: _rows(inputs, summaries),
                lines=_lines,
            )
            delivery.write(sink, run.summaries(assessments), inputs.problems, views)
    return run.close()


class _Goal(NamedTuple):
    """What --fail-under asks; a phase of None is each assessment's own ambition."""

    phase: int | None

    def check(self, model: Model) -> None:
        """Refuse a phase that a model does not have."""
        phases = [phase.number for phase in model.phases]
        if self.phase is not None and self.phase not in phases:
            possible = ", ".join(map(str, phases))
            raise misused("no-such-phase", model=model.id, phase=self.phase, possible=possible)

    def reached(self, summary: Summary) -> bool | None:
        """Whether a result reaches it; None where an assessment names no ambition."""
        from gemeente_online.analysis.goal import reaches, reaches_ambition

        if self.phase is None:
            return reaches_ambition(summary)
        return reaches(summary.overall, self.phase)

    def __str__(self) -> str:
        return "de ambitie" if self.phase is None else f"fase {self.phase}"


class _Run:
    """Inputs whose results are held against a goal, if there is one."""

    def __init__(self, inputs: Inputs, goal: _Goal | None) -> None:
        self.inputs, self.goal = inputs, goal
        self._models: set[int] = set()
        self._below = self._aimless = 0
        self._names: list[str] = []

    def summaries(self, assessments: Iterable[Assessment]) -> Iterator[Summary]:
        """The result of each."""
        from gemeente_online.scoring.score import summarize

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
        self.inputs.close()
        scored = self.inputs.scored
        if self._below:
            verb = "blijft" if self._below == 1 else "blijven"
            more = and_others(self._below - len(self._names))
            who = clean(", ".join(self._names) + more)
            tell(f"{self._below} van de {scored} {verb} onder {self.goal}: {who}\n")
        if self._aimless:
            verb = "noemt" if self._aimless == 1 else "noemen"
            tell(f"{self._aimless} van de {scored} {verb} geen ambitie\n")
        if self.inputs.refused:
            return EXIT_USAGE
        return EXIT_BELOW if self._below else 0


def _write_phases(run: _Run, assessments: Iterator[Assessment], sink: Sink) -> None:
    from gemeente_online.scoring.score import verdict

    if run.goal is not None:
        phases = (summary.overall.phase for summary in run.summaries(assessments))
    else:
        phases = (verdict(assessment).phase for assessment in assessments)
    for phase in phases:
        sink.write("?\n" if phase is None else f"{phase}\n")


def _document(summaries: Iterator[Summary]) -> Document | None:
    """One result whole, or a row for each of several."""
    scored = list(summaries)
    if not scored:
        return None
    if len(scored) > 1:
        from gemeente_online.rendering.overview import overview_document

        return overview_document(scored)
    from gemeente_online.rendering.score import score_document
    from gemeente_online.scoring.score import score

    return score_document(score(scored[0].assessment))


def _json(summaries: Iterator[Summary] | None, problems: Sequence[Problem]) -> str:
    """problems: grows while the results come in."""
    from gemeente_online.rendering.json import render_json
    from gemeente_online.scoring.score import score

    results = [score(one.assessment) for one in summaries or ()]
    return render_json(DocumentKind.RESULTS, results, problems)


def _lines(summaries: Iterator[Summary]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_json_line
    from gemeente_online.scoring.score import score

    for summary in summaries:
        yield render_json_line(score(summary.assessment))


def _rows(inputs: Inputs, summaries: Iterator[Summary]) -> Iterator[list[Value]]:
    """A header and a row for each result of the first one's model."""
    from gemeente_online.rendering.overview import overview_sheet

    first = next(summaries, None)
    if first is not None:
        model = first.assessment.model
        of_model = _of_model(inputs, chain([first], summaries), model)
        yield from overview_sheet(model, of_model, __version__)


def _of_model(inputs: Inputs, summaries: Iterable[Summary], model: Model) -> Iterator[Summary]:
    from gemeente_online.cli.selecting import problem_of
    from gemeente_online.problem import wrong

    for summary in summaries:
        if summary.assessment.model.identity == model.identity:
            yield summary
        else:
            found = wrong("other-model/csv", this=summary.assessment.model.id, that=model.id)
            inputs.withdraw([problem_of(summary.assessment, found)])
