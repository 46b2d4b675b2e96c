"""In which format a result is shown: what the option says, or else the ending of a file's name.

Somebody who writes ``plan.md`` wants Markdown, and somebody who writes ``plan.docx`` must not get
a text that Word cannot open. Knows the endings of all commands; each says which formats it has.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.rendering.formats import OutputFormat

Word = TypeVar("Word", bound=StrEnum)

ONE_RESULT = (OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.JSON, OutputFormat.CSV)
"""The formats of commands about one municipality."""

LISTED = (OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN)
"""The formats of the list of models, and of an evaluation."""

_WHAT = {
    OutputFormat.TABLE: "een tabel om te lezen",
    OutputFormat.JSON: "JSON voor een programma",
    OutputFormat.JSONL: "JSON met een regel per meting",
    OutputFormat.CSV: "CSV voor een rekenblad",
    OutputFormat.MARKDOWN: "Markdown voor een memo of wiki",
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

_FORMATS = {
    ".txt": "table",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".svg": "svg",
    ".png": "png",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xlsx": "xlsx",
}
"""The format that an ending stands for; of the endings of one format the usual one first."""

_PAGE = "maak met gemeente-online report een webpagina (.html)"
_PICTURE = "maak met gemeente-online report een plaatje (.svg of .png)"
_PDF = f"{_PAGE}, open die in de browser en kies Afdrukken, Opslaan als PDF"
_WORD = f"{_PAGE}, open die in de browser en kopieer naar Word wat u nodig hebt"

_EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")

_KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("een PDF", _PDF, (".pdf",)),
    ("een Word-bestand", _WORD, (".docx", ".doc", ".odt", ".rtf")),
    ("een presentatie", f"{_PICTURE} voor op een dia", (".pptx", ".ppt", ".odp")),
    ("een Excel-bestand", "", _EXCEL),
    ("een webpagina", _PAGE, (".html", ".htm")),
    ("een plaatje", _PICTURE, (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")),
    ("een ingepakt bestand", "", (".zip", ".gz", ".7z")),
    ("tekst met tabs", "", (".tsv",)),
    ("XML", "", (".xml",)),
    ("gewone tekst", "", (".txt",)),
    ("Markdown", "", (".md", ".markdown")),
    ("CSV", "", (".csv",)),
    ("JSON", "", (".json",)),
    ("JSONL", "", (".jsonl", ".ndjson")),
    ("YAML", "", (".yaml", ".yml")),
)
"""What endings stand for, and where else to get that. What a command has itself is found before."""


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
    for one in possible:
        if _FORMATS.get(ending) == one:
            return one
    for what, elsewhere, endings in _KINDS:
        if ending in endings:
            can = _usual_endings(possible)
            name, known, tip = Path(str(output)).name, ", ".join(can), _tip(ending, elsewhere, can)
            if tip:
                raise misused("other-format/tip", name=name, what=what, can=known, tip=tip)
            raise misused("other-format", name=name, what=what, can=known)
    return possible[0]


def check_excel(excel: bool, output_format: OutputFormat) -> None:
    """Refuse --excel where no CSV is asked for."""
    if excel and output_format is not OutputFormat.CSV:
        raise misused("excel-without-csv")


def _usual_endings(possible: Sequence[Word]) -> list[str]:
    usual: dict[str, str] = {}
    for ending, word in _FORMATS.items():
        usual.setdefault(word, ending)
    return [usual[one] for one in possible]


def _tip(ending: str, elsewhere: str, can: list[str]) -> str:
    """What helps somebody on who wanted this ending; nothing where no command makes that."""
    if ".xlsx" in can:  # a form to fill in
        return (
            "een Excel-werkmap (.xlsx) kunt u ook printen" if elsewhere or ending in _EXCEL else ""
        )
    if ".csv" not in can and ".html" not in can:  # about a model
        return ""
    if ending not in _EXCEL:
        return elsewhere
    if ".csv" in can:
        return "een .csv opent goed in Excel als u --excel toevoegt"
    return "score en rank maken een .csv, die goed opent in Excel als u --excel toevoegt"
