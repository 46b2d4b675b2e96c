"""How what is more than a text goes to its sink: a document, rows, the sheets of a workbook.

What makes each of them is imported only when it is wanted.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gemeente_online.cli.output import as_text
from gemeente_online.cli.sink import Sink
from gemeente_online.rendering.formats import OutputFormat

if TYPE_CHECKING:
    from gemeente_online.rendering.columns import Sheet, Value
    from gemeente_online.rendering.document import Document


def write_document(sink: Sink, document: "Document", output_format: OutputFormat) -> None:
    """Add a document, as a table for a terminal or as Markdown; or make it the result in Word.

    Raises:
        InvalidInputError: what makes Word files was not installed.
        UsageProblem: a Word file would go to a terminal.

    """
    if output_format is OutputFormat.MARKDOWN:
        from gemeente_online.rendering.markdown import render_markdown

        sink.write(render_markdown(document))
    elif output_format is OutputFormat.DOCX:
        from gemeente_online.cli.office import tell_missing_pictures, word_file

        sink.refuse_screen()
        if document.has_pictures:
            tell_missing_pictures()
        sink.write_bytes(word_file(document))
    else:
        sink.write(as_text(document, sink.stream))


def write_csv(sink: Sink, rows: "Iterable[Iterable[Value]]", *, excel: bool) -> None:
    """Add rows as CSV, for a Dutch Excel or for a program, as they come."""
    from gemeente_online.rendering.columns import DUTCH, PLAIN, sheet_lines

    dialect = DUTCH if excel else PLAIN
    mark = dialect.mark
    for line in sheet_lines(rows, dialect):
        sink.write(mark + line)
        mark = ""


def write_workbook(sink: Sink, sheets: "Iterable[Sheet]") -> None:
    """Make a workbook of these sheets the result; nothing where there is none.

    Raises:
        InvalidInputError: what makes workbooks was not installed, or there are more rows than
            Excel takes.
        UsageProblem: it would go to a terminal.

    """
    sink.refuse_screen()
    from gemeente_online.cli.office import workbook

    first = next(found := iter(sheets), None)
    if first is not None:
        sink.write_bytes(workbook([first, *found]))
