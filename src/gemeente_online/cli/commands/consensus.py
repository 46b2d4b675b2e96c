"""``consensus``: what several respondents of one municipality agree on, and the agenda."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from gemeente_online.cli import options
from gemeente_online.rendering.formats import DocumentKind

if TYPE_CHECKING:
    from gemeente_online.analysis.consensus import Consensus

MORE = (
    "Zet naast elkaar wat collega's ieder voor zich invulden: waar de fase nog van afhangt, wie "
    "wat antwoordde, en een agenda voor het overleg. Er wordt niets gemiddeld of weggestemd."
)
EPILOG = (
    "Voorbeeld: gemeente-online consensus antwoorden/ --output agenda.html --form overleg.xlsx. "
    "Uitgangscode: 0 het is gelukt, 2 iets was niet te lezen of hoort niet bij elkaar (wat wel "
    "kon, staat in de uitkomst)."
)


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="Noem de invullers A, B en C in plaats van bij hun naam, ook bij wat er staat aan "
            "toelichting en bewijs.",
        ),
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar="FORMULIER",
            callback=options.no_dash("--form"),
            help="Schrijf ook het formulier voor het overleg in dit bestand: een YAML-bestand, "
            "een webformulier (.html) of een Excel-werkmap (.xlsx) met bij elke vraag wat ieder "
            "antwoordde. Wat iedereen hetzelfde antwoordde, is al ingevuld.",
        ),
    ] = None,
    output_format: options.AgendaFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Vervang het bestand achter --output, en dat achter --form, als het er al is.",
        ),
    ] = False,
) -> int:
    """Show what respondents agree on; the exit code is 2 if an input was wrong."""
    from gemeente_online.analysis.consensus import consensus
    from gemeente_online.assessment.colleagues import Uncounted
    from gemeente_online.cli.output import warn
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import select
    from gemeente_online.problem import Wrong
    from gemeente_online.rendering.consensus import consensus_document, consensus_sheets
    from gemeente_online.rendering.words import long_date
    from gemeente_online.wording import where_is

    delivery = Delivery(output_format, options.AGENDA, output, force=force, excel=excel)
    meeting = None
    if form is not None:
        from gemeente_online.cli.meeting_form import MeetingForm

        meeting = MeetingForm(form, files, force=force)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    found = select(inputs, wanted)
    result = None
    if found:
        try:
            result = consensus(found, anonymous=anonymous)
        except Wrong as wrong:
            told_of = files[0] if len(files) == 1 else max(one.source for one in found)
            inputs.refuse([wrong.at(()).placed(told_of, wrong.hint)])
    for left in () if result is None else result.left:
        one = left.respondent.assessment
        where = where_is(one.source, one.row)
        if left.reason is Uncounted.UNTOUCHED:
            warn("untouched-form", where=where)
        else:
            warn("later-answers", where=where, date=long_date(one.date))

    kind = DocumentKind.CONSENSUS
    with ExitStack() as stack:
        if meeting is not None and result is not None:
            stack.enter_context(meeting.written(result, model))
        return delivery.show(result, inputs, kind, consensus_document, consensus_sheets, _page)


def _page(result: Consensus) -> str:
    from gemeente_online.reading.extras import needed

    with needed("report", "een webpagina"):
        from gemeente_online.rendering.report.agenda import render_agenda
    return render_agenda(result)
