"""``score``: phase per axis and overall, of one assessment or of a whole country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from gemeente_online.cli import options
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem, misused
from gemeente_online.cli.output import in_one, tell
from gemeente_online.problem import Problem, Wrong
from gemeente_online.reading.files import STDIN
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import DocumentKind, OutputFormat
from gemeente_online.wording import and_others, quoted, thousands

if TYPE_CHECKING:
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Inputs
    from gemeente_online.rendering.columns import Sheet
    from gemeente_online.rendering.document import Document
    from gemeente_online.scoring.result import Summary

EXIT_BELOW = 1
_MOST_NAMES = 10
"""Municipalities below the goal that are named."""

MORE = "Eén meting geeft de volledige uitkomst; meer metingen geven een tabel met een rij voor elk."
EPILOG = (
    "Voorbeeld: gemeente-online score waterdam.xlsx. Uitgangscode: 0 alles is gescoord, 1 "
    "een uitkomst blijft onder --fail-under, 2 iets was niet te lezen of niet geldig (de rest is "
    "wel gescoord)."
)


def command(
    files: options.Files,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers",
            help="Geef een rij per meting en vraag, met antwoord, score, gewicht, toelichting en "
            "bewijs; als CSV (zonder --format), xlsx of jsonl.",
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help="Toon alleen het fasenummer, een regel per meting; ? is niet te bepalen.",
        ),
    ] = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="FASE|ambition",
            help="Eindig met code 1 als een meting onder deze fase blijft (nummer of naam), of "
            "onder de ambitie die in het bestand staat. Waar de fase niet te bepalen is, telt de "
            "laagste die mogelijk is.",
        ),
    ] = None,
    output_format: options.AnyFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: options.Force = False,
) -> int:
    """Score every input; the exit code is 2 if one was wrong, else 1 if one is below the goal."""
    from gemeente_online.cli.pipeline import Delivery, Inputs

    if quiet and output_format is not None:
        raise misused("quiet-and-format")
    if answers:
        _check_rows(output_format, quiet=quiet)
    chosen = OutputFormat.TABLE if quiet else output_format
    possible = options.OF_ROWS if answers else options.ANY
    delivery = Delivery(chosen, possible, output, force=force, excel=excel)
    goal = None if fail_under is None else _Goal(options.parse_aim(fail_under, "--fail-under"))
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    streaming = quiet or delivery.format in {OutputFormat.JSONL, OutputFormat.CSV}
    with (
        delivery.sink(inputs) as sink,
        inputs.reading(scrolling=streaming and sink.on_screen) as assessments,
    ):
        looked_at = sink.on_screen and not quiet and delivery.format is OutputFormat.TABLE
        if quiet:
            for phase in _phases(assessments, goal):
                sink.write("?\n" if phase is None else f"{phase}\n")
        elif answers:
            held = assessments if goal is None else _held_against(assessments, goal)
            delivery.write_rows(sink, held, sheets=_answer_sheets, lines=_answer_lines)
        else:
            alike = assessments
            if delivery.has_rows:
                alike = _of_one_model(inputs, assessments, delivery.format)
            delivery.write(
                sink,
                _summaries(alike, goal),
                inputs.problems,
                document=_document,
                json=_json,
                sheets=_sheets,
                lines=_lines,
            )
    inputs.close()
    if looked_at and not any((model, input_format, year, ignore_columns)):
        _tell_next(files, inputs)
    if goal is not None:
        goal.tell(inputs.scored)
    if inputs.refused:
        return EXIT_USAGE
    return EXIT_BELOW if goal is not None and goal.below else 0


def _tell_next(files: Sequence[str], inputs: Inputs) -> None:
    """Tell somebody who looks at one result of one file how to make a memo of it."""
    if inputs.scored == len(files) == 1 and not inputs.refused and files[0] != STDIN:
        from gemeente_online.reading.extras import as_typed

        named = clean(as_typed(files[0]))
        tell(f"Een memo in Word: gemeente-online report {named} --output memo.docx\n")


def _check_rows(output_format: OutputFormat | None, *, quiet: bool) -> None:
    """Refuse what does not go with ``--answers``."""
    if quiet:
        raise misused("quiet-and-answers")
    if output_format is not None and output_format not in options.OF_ROWS:
        raise misused("answers-and-format", format=output_format)


class _Goal:
    """What --fail-under asks, and how many results do not reach it.

    phase: by its number or its name; None is each assessment's own ambition.
    """

    def __init__(self, phase: str | None) -> None:
        self.phase = phase
        self._numbers: set[int] = set()
        self.below = self._aimless = 0
        self._names: list[str] = []

    def hold_against(self, summary: Summary) -> None:
        """Count a result.

        Raises:
            UsageProblem: its model does not have the phase.

        """
        from gemeente_online.analysis.goal import phase_asked, reaches, reaches_ambition

        model = summary.assessment.model
        if self.phase is None:
            reached = reaches_ambition(summary)
        else:
            try:
                number = phase_asked(model, self.phase)
            except Wrong as why:
                told = in_one(why.message, why.hint)
                raise UsageProblem(f"groeimodel {quoted(model.id)}: {told}") from None
            self._numbers.add(number)
            reached = reaches(summary.overall, number)
        self._aimless += reached is None
        if reached is False:
            self.below += 1
            if len(self._names) < _MOST_NAMES:
                self._names.append(summary.assessment.municipality.name)

    def tell(self, scored: int) -> None:
        """Tell the counts."""
        if self.below:
            verb = "blijft" if self.below == 1 else "blijven"
            goal = "de ambitie" if self.phase is None else self._phase_word(self.phase)
            who = ", ".join(self._names) + and_others(self.below - len(self._names))
            below, every = thousands(self.below), thousands(scored)
            tell(f"{below} van de {every} {verb} onder {goal}: {clean(who)}\n")
        if self._aimless:
            verb = "noemt" if self._aimless == 1 else "noemen"
            aimless, every = thousands(self._aimless), thousands(scored)
            tell(f"{aimless} van de {every} {verb} geen ambitie\n")

    def _phase_word(self, typed: str) -> str:
        """The phase by its number; as it was typed where models have other numbers for a name."""
        number, *others = self._numbers
        return quoted(typed) if others else f"fase {number}"


def _summaries(assessments: Iterable[Assessment], goal: _Goal | None) -> Iterator[Summary]:
    """The result of each, held against the goal if there is one."""
    from gemeente_online.scoring.score import summarize

    for assessment in assessments:
        summary = summarize(assessment)
        if goal is not None:
            goal.hold_against(summary)
        yield summary


def _held_against(assessments: Iterable[Assessment], goal: _Goal) -> Iterator[Assessment]:
    return (summary.assessment for summary in _summaries(assessments, goal))


def _phases(assessments: Iterable[Assessment], goal: _Goal | None) -> Iterator[int | None]:
    """The overall phase of each."""
    from gemeente_online.scoring.verdict import verdict

    if goal is None:
        return (verdict(assessment).phase for assessment in assessments)
    return (summary.overall.phase for summary in _summaries(assessments, goal))


def _of_one_model(
    inputs: Inputs, assessments: Iterable[Assessment], output_format: OutputFormat
) -> Iterator[Assessment]:
    from gemeente_online.cli.selecting import of_one_model

    is_csv = output_format is OutputFormat.CSV
    of_this, what = ("dit CSV-bestand", "CSV") if is_csv else ("deze werkmap", "werkmap")
    return of_one_model(inputs, assessments, of_this, f"{what}, of kies --format jsonl")


def _document(summaries: Iterator[Summary]) -> Document | None:
    """One result whole, or a row for each of several."""
    scored = list(summaries)
    if not scored:
        return None
    if len(scored) > 1:
        from gemeente_online.rendering.score import overview_document

        return overview_document(scored)
    from gemeente_online.rendering.score import score_document
    from gemeente_online.scoring.score import in_full

    return score_document(in_full(scored[0]))


def _json(summaries: Iterator[Summary] | None, problems: Sequence[Problem]) -> str:
    """problems: grows while the results come in."""
    from gemeente_online.rendering.json import render_json
    from gemeente_online.scoring.score import in_full

    return render_json(DocumentKind.RESULTS, [*map(in_full, summaries or ())], problems)


def _lines(summaries: Iterator[Summary]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_json_line
    from gemeente_online.scoring.score import in_full

    return map(render_json_line, map(in_full, summaries))


def _sheets(summaries: Iterator[Summary]) -> Iterator[Sheet]:
    """A row for each result; nothing where there is none."""
    from gemeente_online.rendering.score import overview_sheets

    first = next(summaries, None)
    if first is not None:
        model = first.assessment.model
        yield from overview_sheets(model, chain([first], summaries))


def _answer_sheets(assessments: Iterator[Assessment]) -> Iterator[Sheet]:
    """A row for each answer."""
    from gemeente_online.rendering.scored_answers import answer_sheets

    return answer_sheets(assessments)


def _answer_lines(assessments: Iterator[Assessment]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_answer_line
    from gemeente_online.rendering.scored_answers import scored_answers

    return (render_answer_line(each) for one in assessments for each in scored_answers(one))
