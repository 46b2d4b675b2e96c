"""``init``: an answers file to fill in, empty or with the answers of an earlier one."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.options import (
    ForceInFolder,
    IgnoreColumns,
    ModelName,
    Target,
    Wanted,
    Year,
    format_of,
    no_dash,
)
from gemeente_online.cli.output import tell
from gemeente_online.rendering.formats import FormFormat

if TYPE_CHECKING:
    from gemeente_online.rendering.forms.blank import Blank

MORE = (
    "Met alle vragen, hun uitleg en hun antwoorden. Het is meteen geldig: wat niet is ingevuld, "
    "telt als onbekend."
)
EPILOG = (
    "Voorbeeld: gemeente-online init --name Waterdam --output waterdam.xlsx. Een jaar later: "
    "gemeente-online init --from waterdam.xlsx --output waterdam-2027.xlsx. Voor elk team een "
    "werkmap (met html: een webformulier): gemeente-online init --name Waterdam --respondents "
    '"kcc,beleid,wijk" --folder teams --format xlsx. Voor alle gemeenten: gemeente-online init '
    "--from 2026 --folder 2027 --format xlsx"
)


def command(
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BESTAND",
            help="Een eerdere meting, waarvan de antwoorden alvast worden ingevuld. De datum niet. "
            "Of een bestand of map met metingen van veel gemeenten: met --folder voor elk een "
            "formulier, van de laatste meting.",
        ),
    ] = None,
    wanted: Wanted = None,
    year: Year = None,
    model: ModelName = None,
    ignore_columns: IgnoreColumns = False,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAAM", help="De naam van de gemeente.")
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            "--code", metavar="CODE", help="De CBS-code van de gemeente, zoals GM0344 of 344."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATUM", help="De datum van de meting; zonder deze optie vandaag."
        ),
    ] = None,
    respondents: Annotated[
        str | None,
        typer.Option(
            "--respondents",
            metavar="NAMEN",
            help="Maak voor elke invuller een eigen formulier, met de naam erin. Zet komma's "
            'tussen de namen: "kcc,beleid,wijk". Liever niet samen met --from: wie de vorige '
            "antwoorden ziet, neemt die licht over, en dan blijkt niet waarover u verschilt.",
        ),
    ] = None,
    output_format: Annotated[
        FormFormat | None,
        word_option(
            "--format",
            "-f",
            words=FormFormat,
            help="YAML met alle vragen en antwoorden om uit te kiezen, CSV met een rij per "
            "gemeente, een Excel-werkmap (xlsx) met lijsten om uit te kiezen, of een webformulier "
            "(html) dat zonder installatie in elke browser opengaat. Zonder deze optie zegt de "
            "naam achter --output welke van de vier, en anders wordt het YAML.",
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
    folder: Annotated[
        str | None,
        typer.Option(
            "--folder",
            metavar="MAP",
            callback=no_dash("--folder"),
            help="De map voor de formulieren van --respondents, of van alle gemeenten achter "
            "--from (met --format csv: één bestand met een rij voor elk). Wat daar al staat, "
            "blijft zoals het is; alleen met --force komt er een nieuw formulier voor in de "
            "plaats.",
        ),
    ] = None,
    force: ForceInFolder = False,
) -> int:
    """Write the form, and the schema for the editor where that is asked for."""
    from gemeente_online.cli.blanks import (
        CODE,
        DATE,
        NAME,
        Earlier,
        blanks_for,
        seen_from,
        tell_ready,
    )

    form = format_of(output_format, output, tuple(FormFormat))
    _check_place(output, folder, respondents, earlier)
    place = output if folder is None else str(Path(folder, "formulier"))
    if schema is not None and form is not FormFormat.YAML:
        raise misused("schema-without-yaml")
    if schema is not None and len(seen_from(place, schema).split()) > 1:
        raise misused("space-in-schema")
    if wanted is not None and earlier is None:
        raise misused("for-without-from")
    given = {NAME: name, CODE: code, DATE: date}
    about = {path: text for path, text in given.items() if text is not None}
    for_many = form is FormFormat.CSV or (folder is not None and respondents is None)
    before = None if earlier is None else Earlier(earlier, wanted, year, ignore_columns)
    blanks = blanks_for(about, model, before, place, for_many=for_many)
    if folder is None:
        is_file = _write(blanks, form, output, schema, force=force)
        _explain_earlier(blanks)
        if output is not None and is_file:
            tell_ready(form, output)
    else:
        _hand_out(blanks, respondents, form, folder, schema, force=force)
    return 0


def _check_place(
    output: str | None, folder: str | None, respondents: str | None, earlier: str | None
) -> None:
    if output is not None and folder is not None:
        raise misused("output-and-folder")
    if folder is not None and respondents is None and earlier is None:
        raise misused("folder-without-respondents")
    if folder is None and respondents is not None:
        raise misused("respondents-without-folder")
    if output is None and folder is None and sys.stdout.isatty():
        raise misused("no-output/form")


def _hand_out(
    blanks: Sequence[Blank],
    respondents: str | None,
    form: FormFormat,
    folder: str,
    schema: str | None,
    *,
    force: bool,
) -> None:
    """Write the forms of respondents, or of municipalities, and tell of them."""
    from gemeente_online.cli import handing_out

    if respondents is None:
        forms = handing_out.forms_of_municipalities(blanks, form)
        refusal = "files-already-there/filled-in"
    else:
        names = handing_out.respondents_in(respondents)
        forms = handing_out.forms_of_respondents(blanks, names, form)
        refusal = "files-already-there/forms"
    handing_out.hand_out(forms, form, folder, schema=schema, force=force, refusal=refusal)
    _explain_earlier(blanks)
    if respondents is None:
        handing_out.tell_made(forms, form, folder)
    else:
        handing_out.tell_handed_out(forms, names, form, folder)


def _write(
    blanks: Sequence[Blank],
    form: FormFormat,
    output: str | None,
    schema: str | None,
    *,
    force: bool,
) -> bool:
    """Write one form; whether it stands in a file."""
    from gemeente_online.cli.blanks import form_of, schema_to_write, seen_from
    from gemeente_online.cli.sink import Sink

    with ExitStack() as stack:
        text = None if schema is None else schema_to_write(schema, blanks[0].model)
        if schema is not None and text is not None:
            stack.enter_context(Sink(schema, force=force)).write(text)
        sink = stack.enter_context(Sink(output, force=force))
        reference = None if schema is None else seen_from(output, schema)
        named = shlex.quote(output) if output is not None and sink.is_file else None
        sink.put(form_of(blanks, form, schema=reference, name=named))
        return sink.is_file


def _explain_earlier(blanks: Sequence[Blank]) -> None:
    """Say what became of the earlier answers."""
    from gemeente_online.rendering.words import long_date

    previous = [blank.previous for blank in blanks if blank.previous is not None]
    if previous:
        tell(
            f"De datum is nu {long_date(blanks[0].date)}; die van de vorige meting is niet "
            "overgenomen.\n"
        )
