"""The arguments and options that commands share, and what may be typed behind them.

The format of a result is what ``--format`` says, or else the ending of the file's name: somebody
who writes ``plan.md`` wants Markdown, and somebody who writes ``plan.pdf`` must not get a text
that no reader of PDF can open. The endings of all commands are known here; each says which formats
it has.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from gemeente_online.cli.dutch import Word, misused, word_option
from gemeente_online.cli.output import STDOUT
from gemeente_online.reading.files import InputFormat
from gemeente_online.rendering.formats import OutputFormat


def no_dash(option: str) -> Callable[[str | None], str | None]:
    """A check that refuses standard output, where only a file or a folder will do."""

    def check(path: str | None) -> str | None:
        if path == STDOUT:
            raise misused("dash-for-name", option=option)
        return path

    return check


def year_behind(option: str) -> Callable[[str], int]:
    """A parser for an option that takes a year."""

    def parse(text: str) -> int:
        year = whole_number(text)
        if not year or len(text) != _DIGITS_OF_A_YEAR:
            raise misused("not-a-year", value=text, option=option)
        return year

    return parse


_MOST_DIGITS = 9
_DIGITS_OF_A_YEAR = 4


def whole_number(text: str) -> int | None:
    """What is typed as a whole number; None for anything else, and for what no number here is."""
    is_one = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_one else None


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="BESTAND",
        help="Antwoordenbestanden (YAML, JSON, JSONL, CSV of Excel), mappen daarvan, of - voor de "
        "standaardinvoer.",
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="MODEL",
        help="Het groeimodel: de naam van een meegeleverd model of een pad. Heeft voorrang op het "
        "model dat in het bestand staat.",
    ),
]
ModelArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MODEL",
        help="De naam van een meegeleverd model, of het pad van een modelbestand. Zonder MODEL: "
        "gemeente-online.",
    ),
]
InputOption = Annotated[
    InputFormat | None,
    word_option(
        "--input",
        words=InputFormat,
        help="Wat er op de standaardinvoer staat; zonder deze optie is { het begin van JSON, en "
        "iets anders YAML.",
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="JAAR",
        parser=year_behind("--year"),
        help="Neem alleen de metingen met een datum in dit jaar, zoals 2025.",
    ),
]
IgnoreColumns = Annotated[
    bool,
    typer.Option(
        "--ignore-columns",
        help="Laat kolommen van een CSV- of Excel-bestand die het programma niet kent buiten "
        "beschouwing. Welke dat zijn, wordt gezegd.",
    ),
]
Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BESTAND",
        help="Schrijf de uitkomst in dit bestand, en niet op het scherm; - is de standaarduitvoer.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Vervang het bestand achter --output als het er al is.")
]
ForceInFolder = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Vervang wat er al is: het bestand achter --output, of bestanden in de map achter "
        "--folder.",
    ),
]
Wanted = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="GEMEENTE",
        help="De naam, ook een vroegere, of de CBS-code van één gemeente uit de bestanden.",
    ),
]

_AMBITIONS = {"ambition", "ambitie"}


def parse_aim(text: str, option: str) -> str | None:
    """What is typed behind ``--to`` or ``--fail-under``: a phase, or the ambition.

    Which phase is meant, if any, depends on the model. None is the file's own ambition.

    Raises:
        UsageProblem: nothing is.

    """
    if not text.strip():
        raise misused("not-an-aim", value=text, option=option)
    return None if text.strip().casefold() in _AMBITIONS else text


# --- the format -----------------------------------------------------------------------------------

ONE_RESULT = (
    OutputFormat.TABLE,
    OutputFormat.MARKDOWN,
    OutputFormat.DOCX,
    OutputFormat.JSON,
    OutputFormat.CSV,
    OutputFormat.XLSX,
)
"""The formats of commands about one municipality."""

ANY = (
    OutputFormat.TABLE,
    OutputFormat.JSON,
    OutputFormat.JSONL,
    OutputFormat.CSV,
    OutputFormat.XLSX,
    OutputFormat.MARKDOWN,
    OutputFormat.DOCX,
)
"""The formats of commands that give a row for each assessment."""

OF_ROWS = (OutputFormat.CSV, OutputFormat.XLSX, OutputFormat.JSONL)
"""The formats of what is rows alone, and not for people to read from top to bottom."""

AGENDA = (OutputFormat.TABLE, OutputFormat.HTML, *ONE_RESULT[1:])
"""The formats of what is talked about: also a page to project."""

LISTED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN)
"""The formats of the list of models."""

_WHAT = {
    OutputFormat.TABLE: "een tabel om te lezen",
    OutputFormat.JSON: "JSON voor een programma",
    OutputFormat.JSONL: "JSON met een regel per meting",
    OutputFormat.CSV: "CSV voor een rekenblad",
    OutputFormat.XLSX: "een Excel-werkmap",
    OutputFormat.MARKDOWN: "Markdown voor een memo of wiki",
    OutputFormat.DOCX: "een Word-bestand",
    OutputFormat.HTML: "een webpagina om te tonen en te printen",
}
"""What the help says of each."""

ForExcel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="Schrijf CSV zoals een Nederlandse Excel die opent: met puntkomma's en decimale "
        "komma's.",
    ),
]


class _Kind(NamedTuple):
    """A kind of file.

    endings: of its names, the usual one first.
    format: the word that commands have for it, if any makes it.
    elsewhere: how to get it all the same from a command that does not make it.
    """

    what: str
    endings: tuple[str, ...]
    format: str = ""
    elsewhere: str = ""


_PAGE = "maak met gemeente-online report een webpagina (.html)"
_PICTURE = "maak met gemeente-online report een plaatje (.svg of .png)"
_PDF = f"{_PAGE}, open die in de browser en kies Afdrukken, Opslaan als PDF"
_WORD, _EXCEL = "een Word-bestand", "een Excel-bestand"
_MOST_COMMANDS = "score, explain, grow, compare, consensus en rank maken"
_IN_WORD = "maak met gemeente-online report een memo (.docx)"
_IN_EXCEL = f"{_MOST_COMMANDS} een Excel-werkmap (.xlsx)"

_KINDS = (
    _Kind("gewone tekst", (".txt",), "table"),
    _Kind("Markdown", (".md", ".markdown"), "markdown"),
    _Kind("CSV", (".csv",), "csv"),
    _Kind("JSON", (".json",), "json"),
    _Kind("JSONL", (".jsonl", ".ndjson"), "jsonl"),
    _Kind("YAML", (".yaml", ".yml"), "yaml"),
    _Kind(_EXCEL, (".xlsx",), "xlsx", _IN_EXCEL),
    _Kind("een webpagina", (".html", ".htm"), "html", _PAGE),
    _Kind("een plaatje", (".svg",), "svg", _PICTURE),
    _Kind("een plaatje", (".png",), "png", _PICTURE),
    _Kind("een plaatje", (".jpg", ".jpeg", ".gif", ".webp"), elsewhere=_PICTURE),
    _Kind("een PDF", (".pdf",), elsewhere=_PDF),
    _Kind(_WORD, (".docx",), "docx", _IN_WORD),
    _Kind(_WORD, (".doc", ".odt", ".rtf"), elsewhere=_IN_WORD),
    _Kind("een presentatie", (".pptx", ".ppt", ".odp"), elsewhere=f"{_PICTURE} voor op een dia"),
    _Kind(_EXCEL, (".xlsm", ".xls", ".ods"), elsewhere=_IN_EXCEL),
    _Kind("een ingepakt bestand", (".zip", ".gz", ".7z")),
    _Kind("tekst met tabs", (".tsv",)),
    _Kind("XML", (".xml",)),
)
"""What endings stand for; a name with another one says nothing of its format."""


def format_option(*formats: OutputFormat, to_file: bool = True) -> Any:
    """The option --format of a command that shows its result in these formats.

    to_file: whether the command has --output, whose ending may say it instead.
    """
    what = ", ".join(_WHAT[one] for one in formats)
    without = (
        "Zonder deze optie zegt de naam achter --output het (groeiplan.md wordt Markdown), en "
        "anders wordt het een tabel."
        if to_file
        else "Zonder deze optie een tabel."
    )
    return word_option(
        "--format",
        "-f",
        words=formats,
        help=f"Hoe de uitkomst eruitziet: {what}. {without}",
    )


AnyFormat = Annotated[OutputFormat | None, format_option(*ANY)]
OneResultFormat = Annotated[OutputFormat | None, format_option(*ONE_RESULT)]
AgendaFormat = Annotated[OutputFormat | None, format_option(*AGENDA)]


def ending_of(made: OutputFormat) -> str:
    """How the name of a file of this format ends."""
    return next(kind.endings[0] for kind in _KINDS if kind.format == made)


def format_of(chosen: Word | None, output: str | None, possible: Sequence[Word]) -> Word:
    """The format to write.

    chosen: what the option says, which goes before the ending.
    output: the file to write, or None for standard output.
    possible: the formats of the command; the first is for output whose name says nothing.

    Raises:
        UsageProblem: the ending stands for something that the command cannot write.

    """
    if chosen is not None:
        return chosen
    ending = "" if output is None else Path(output).suffix.lower()
    kind = next((kind for kind in _KINDS if ending in kind.endings), None)
    if kind is None:
        return possible[0]
    for one in possible:
        if one == kind.format:
            return one
    usual = {kind.format: kind.endings[0] for kind in _KINDS}
    can = [usual[one] for one in possible]
    name, known, tip = Path(str(output)).name, ", ".join(can), _tip(kind, can)
    if tip:
        raise misused("other-format/tip", name=name, what=kind.what, can=known, tip=tip)
    raise misused("other-format", name=name, what=kind.what, can=known)


def _tip(kind: _Kind, can: list[str]) -> str:
    """What helps somebody on who wanted this kind; nothing where no command makes that."""
    if kind.what == _WORD and ".docx" in can:
        return "een .docx opent in Word en in LibreOffice"
    if kind.what == _EXCEL and ".xlsx" in can:
        return "een .xlsx opent in Excel en in LibreOffice"
    if ".xlsx" in can and ".json" not in can:  # a form to fill in
        return "een Excel-werkmap (.xlsx) kunt u ook printen" if kind.elsewhere else ""
    if ".csv" not in can and ".html" not in can:  # about a model
        return ""
    return kind.elsewhere
