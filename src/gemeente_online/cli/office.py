"""Results as files for Word and Excel: what makes them is imported here, or said to be missing."""

from collections.abc import Iterable

from gemeente_online.cli.output import warn
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.extras import needed
from gemeente_online.rendering.columns import Sheet
from gemeente_online.rendering.document import Document

_FOR_WORD = "het maken van een Word-bestand"
_SCALE = 2
"""As sharp as a printer is; more takes time, and room in the file."""


def word_file(document: Document) -> bytes:
    """A document as a Word file; without its pictures where this computer has no letters for them.

    Raises:
        InvalidInputError: what makes Word files was not installed.

    """
    with needed("word", _FOR_WORD):
        from gemeente_online.rendering.docx import render_docx

        return render_docx(document, _drawn)


def tell_missing_pictures() -> None:
    """Tell that Word files lack their pictures, where this computer has no letters for them.

    Raises:
        InvalidInputError: what makes Word files was not installed.

    """
    with needed("word", _FOR_WORD):
        import docx  # noqa: F401 - what is missing is told of before anything is made

        from gemeente_online.rendering.report.pictures import has_letters

        if not has_letters():
            warn("no-fonts/word")


def _drawn(svg: str) -> bytes | None:
    from gemeente_online.rendering.report.pictures import png

    try:
        return png(svg, scale=_SCALE)
    except InvalidInputError:  # of which was told
        return None


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Sheets as an Excel workbook; at least one.

    Raises:
        InvalidInputError: what makes workbooks was not installed, or there are more rows than Excel
            takes.

    """
    with needed("excel", "het maken van een Excel-bestand"):
        from gemeente_online.rendering.xlsx import render_xlsx
    return render_xlsx(sheets)
