"""``explain``: why an assessment has its phases, so that everyone can compute them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from gemeente_online.cli import options
from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.rendering.formats import DocumentKind, OutputFormat

if TYPE_CHECKING:
    from gemeente_online.analysis.explanation import Explanation
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.problem import Problem
    from gemeente_online.rendering.columns import Sheet
    from gemeente_online.rendering.document import Document

MORE = (
    "Met elk antwoord, elke som en elke voorwaarde, zodat u de fase kunt narekenen. En met de "
    "invalshoeken van het groeimodel, hoe stevig de fase is, en wat nog geen bewijs heeft. Om te "
    "lezen is er de uitleg van één gemeente; CSV, Excel en JSON zijn er ook van veel."
)
EPILOG = (
    "Voorbeeld: gemeente-online explain waterdam.yaml. Uit een bestand met meer gemeenten: "
    "gemeente-online explain metingen.csv --for Waterdam. Uitgangscode: 0 het is gelukt, 2 iets "
    "was niet te lezen of niet geldig."
)
TO_READ = (OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.DOCX)
"""The formats that are about one municipality."""


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    output_format: options.AnyFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: options.Force = False,
) -> int:
    """Explain one assessment, or give rows of all; the exit code is 2 if an input was wrong."""
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import the_one

    delivery = Delivery(output_format, options.ANY, output, force=force, excel=excel)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    one_only = wanted is not None or delivery.format in TO_READ
    with delivery.sink(inputs) as sink:

        def write(assessments: Iterable[Assessment]) -> None:
            delivery.write(
                sink,
                _explained(assessments),
                inputs.problems,
                document=_document,
                json=_json,
                sheets=_workbook if delivery.format is OutputFormat.XLSX else _sheets,
                lines=_lines,
            )

        if one_only:
            one = the_one(inputs, wanted)
            write([] if one is None else [one])
        else:
            scrolls = sink.on_screen and delivery.format in {OutputFormat.CSV, OutputFormat.JSONL}
            with inputs.reading(scrolling=scrolls) as assessments:
                write(assessments)
    inputs.close(counts=not one_only)
    return EXIT_USAGE if inputs.refused else 0


def _explained(assessments: Iterable[Assessment]) -> Iterator[Explanation]:
    from gemeente_online.analysis.explanation import explain
    from gemeente_online.scoring.score import score

    return (explain(score(assessment)) for assessment in assessments)


def _document(explanations: Iterator[Explanation]) -> Document | None:
    """What explains the one assessment; nothing where there is none."""
    from gemeente_online.rendering.explain import explain_document

    return next(map(explain_document, explanations), None)


def _json(explanations: Iterator[Explanation] | None, problems: Sequence[Problem]) -> str:
    """problems: grows while the explanations come in."""
    from gemeente_online.rendering.json import render_json

    return render_json(DocumentKind.EXPLANATION, [*(explanations or ())], problems)


def _sheets(explanations: Iterator[Explanation]) -> Iterator[Sheet]:
    """The sheets, of which the first may be asked for; nothing where there is nothing in it."""
    from gemeente_online.rendering.explain_sheets import explain_sheets

    first = next(explanations, None)
    if first is not None:
        yield from explain_sheets(chain([first], explanations))


def _workbook(explanations: Iterator[Explanation]) -> Iterator[Sheet]:
    """All sheets."""
    from gemeente_online.rendering.explain_sheets import explain_sheets

    found = [*explanations]
    if found:
        yield from explain_sheets(found)


def _lines(explanations: Iterator[Explanation]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_explanation_line

    return map(render_explanation_line, explanations)
