"""``init``: an answers file to fill in, empty or with the answers of an earlier one."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.options import Force, ModelName, Target, Wanted, format_of, no_dash
from gemeente_online.cli.output import tell
from gemeente_online.rendering.formats import FormFormat

if TYPE_CHECKING:
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.sink import Sink
    from gemeente_online.rendering.forms.blank import Blank

MORE = (
    "Met alle vragen, hun uitleg en hun antwoorden. Het is meteen geldig: wat niet is ingevuld, "
    "telt als onbekend."
)
EPILOG = (
    "Voorbeeld: gemeente-online init --name Waterdam --schema vragen.schema.json --output "
    "waterdam.yaml. Een jaar later: gemeente-online init --from waterdam.yaml --output "
    "waterdam-2027.yaml"
)


def command(
    output_format: Annotated[
        FormFormat | None,
        word_option(
            "--format",
            "-f",
            words=FormFormat,
            help="YAML met alle vragen en antwoorden om uit te kiezen, CSV met een rij per "
            "gemeente, of een Excel-werkmap (xlsx) met lijsten om uit te kiezen. Zonder deze optie "
            "zegt de naam achter --output welke van de drie, en anders wordt het YAML.",
        ),
    ] = None,
    model: ModelName = None,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BESTAND",
            help="Een eerdere meting, waarvan de antwoorden alvast worden ingevuld. De datum niet.",
        ),
    ] = None,
    wanted: Wanted = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAAM", help="De naam van de gemeente.")
    ] = None,
    code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help="De CBS-code van de gemeente, zoals GM0344."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATUM", help="De datum van de meting; zonder deze optie vandaag."
        ),
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(
            "--schema",
            metavar="BESTAND",
            callback=no_dash("--schema"),
            help="Schrijf ook het JSON Schema, in dit bestand, waarmee een editor zoals VS Code "
            "tijdens het invullen aanvult en controleert.",
        ),
    ] = None,
    output: Target = None,
    force: Force = False,
) -> int:
    """Write the form, and the schema for the editor where that is asked for."""
    from gemeente_online.cli.blanks import CODE, DATE, NAME, blanks_for, seen_from
    from gemeente_online.cli.sink import Sink

    form = format_of(output_format, output, tuple(FormFormat))
    if output is None and sys.stdout.isatty():
        raise misused("no-output/form")
    if schema is not None and form is not FormFormat.YAML:
        raise misused("schema-without-yaml")
    if schema is not None and len(seen_from(output, schema).split()) > 1:
        raise misused("space-in-schema")
    if wanted is not None and earlier is None:
        raise misused("for-without-from")
    given = {NAME: name, CODE: code, DATE: date}
    about = {path: text for path, text in given.items() if text is not None}
    blanks = blanks_for(about, form, model, earlier, wanted, output)
    with ExitStack() as stack:
        if schema is not None:
            from gemeente_online.rendering.answers_schema import render_answers_schema

            text = render_answers_schema(blanks[0].model)
            if not _holds(schema, text):  # from an earlier form
                stack.enter_context(Sink(schema, force=force)).write(text)
        sink = stack.enter_context(Sink(output, force=force))
        reference = None if schema is None else seen_from(output, schema)
        named = shlex.quote(output) if output is not None and sink.is_file else None
        _write(sink, blanks, form, schema=reference, name=named)
    _explain(blanks, form, output if sink.is_file else None)
    return 0


def _write(
    sink: Sink, blanks: Sequence[Blank], form: FormFormat, *, schema: str | None, name: str | None
) -> None:
    """schema, name: where the form says that its schema and it itself are."""
    match form:
        case FormFormat.YAML:
            from gemeente_online.rendering.forms.blank import blank_yaml

            sink.write(blank_yaml(blanks[0], schema=schema, name=name))
        case FormFormat.CSV:
            from gemeente_online.rendering.forms.blank import blank_csv

            for line in blank_csv(blanks, blanks[0].model):
                sink.write(line)
        case FormFormat.XLSX:
            from gemeente_online.reading.extras import needed

            with needed("excel", "het maken van een Excel-bestand"):
                from gemeente_online.rendering.forms.workbook import blank_workbook

            sink.write_bytes(blank_workbook(blanks[0]))
        case _:
            assert_never(form)


def _holds(path: str, text: str) -> bool:
    """Whether a file is there with this very text."""
    try:
        return Path(path).read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _explain(blanks: Sequence[Blank], form: FormFormat, output: str | None) -> None:
    """Say what became of the earlier answers, and what to do next."""
    from gemeente_online.rendering.words import long_date

    previous = [blank.previous for blank in blanks if blank.previous is not None]
    if previous:
        tell(
            f"De datum is nu {long_date(blanks[0].date)}; die van de vorige meting is niet "
            "overgenomen.\n"
        )
    if form is FormFormat.CSV:
        for lost in _lost(previous):
            tell(f"Let op: {lost} in CSV.\n")
    if output is not None:
        named = shlex.quote(output)
        tell(f"{named} staat klaar om in te vullen. Daarna: gemeente-online score {named}\n")
        if form is FormFormat.YAML:
            tell(f"Invullen kan in een editor, of vraag voor vraag: gemeente-online ask {named}\n")


def _lost(previous: Sequence[Assessment]) -> Iterator[str]:
    if any(one.remarks for one in previous):
        yield "voor toelichting en bewijs bij de antwoorden is geen plaats"
    if any(one.ambition and len(set(one.ambition.values())) > 1 for one in previous):
        yield "voor een ambitie per as is geen plaats"
