"""The assessments in an Excel workbook: one that was made to fill in, or sheets with a row each."""

from collections.abc import Iterator, Sequence
from functools import partial

from gemeente_online.problem import Finding, InvalidInputError, Problem, broken, problem_in, refused
from gemeente_online.reading.excel.form import is_form, read_form
from gemeente_online.reading.excel.workbook import (
    NOTHING,
    SheetCell,
    Workbook,
    WorkbookSheet,
    place_in,
)
from gemeente_online.reading.headings import usual_name
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.other_files import (
    MESSAGES,
    NoAnswersError,
    OtherFile,
    are_of_a_result,
)
from gemeente_online.reading.rows import Rows
from gemeente_online.reading.written import Written
from gemeente_online.wording import listing_of_first, quoted

_MOST_NAMED = 5
"""Sheets that are named, of those that are not read."""

MAX_ROWS = 50_000
"""Most rows with an assessment in a workbook. The Netherlands have some 340 municipalities."""


def read_excel(
    data: bytes, source: str, choice: ModelChoice, ignored: list[str] | None = None
) -> Iterator[Written | InvalidInputError | Problem]:
    """What stands in a workbook; a sheet or row that is none comes as an error.

    ignored: see ``Rows``. What may not be meant comes as a warning.

    Raises:
        InvalidInputError: it is no workbook, or nothing in it looks like answers.

    """
    book = Workbook(data, source)
    if any(is_form(sheet) for sheet in book.sheets):
        yield from read_form(book, source, choice)
        return
    tables = [sheet for sheet in book.sheets if _is_table(sheet)]
    if not any(sheet.is_visible for sheet in tables):
        if any(are_of_a_result(_header(sheet)) for sheet in book.sheets):
            raise NoAnswersError(OtherFile.RESULT, [problem_in(source, MESSAGES[OtherFile.RESULT])])
        raise refused(source, "not-an-answers-file/workbook")
    for sheet in tables:
        if not sheet.is_visible:
            yield problem_in(source, "hidden-sheet", sheet=sheet.name)
    for count, found in enumerate(_tables(book, tables, source, choice, ignored)):
        if count >= MAX_ROWS:
            raise refused(source, "too-large/rows-of-tables", most=MAX_ROWS)
        yield found
    if unread := [sheet.name for sheet in book.sheets if sheet.is_visible and _is_other(sheet)]:
        listed = listing_of_first([quoted(name) for name in unread], _MOST_NAMED)
        sheets = f"het blad {listed}" if len(unread) == 1 else f"de bladen {listed}"
        yield problem_in(source, "unread-sheets", sheets=sheets)


def _tables(
    book: Workbook,
    tables: Sequence[WorkbookSheet],
    source: str,
    choice: ModelChoice,
    ignored: list[str] | None,
) -> Iterator[Written | InvalidInputError | Problem]:
    """What stands in the rows of the sheets that people see; a sheet that is wrong is passed.

    Raises:
        NoAnswersError: there are tables that this program wrote, and no others with rows.

    """
    results: list[tuple[WorkbookSheet, NoAnswersError]] = []
    is_more = False
    for sheet in tables:
        try:
            for item in _table(book, sheet, source, choice, ignored) if sheet.is_visible else ():
                is_more = True
                yield item
        except NoAnswersError as error:
            results.append((sheet, error))
        except InvalidInputError as error:
            is_more = True
            yield InvalidInputError(
                one if one.path or len(tables) == 1 else one._replace(path=sheet.name)
                for one in error.problems
            )
    if results and not is_more:
        raise results[0][1]
    for sheet, _ in results:
        yield problem_in(source, "result-sheet", sheet=sheet.name)


def _is_table(sheet: WorkbookSheet) -> bool:
    """Whether rows of municipalities are meant: they say so, if perhaps in words of their own."""
    names = _header(sheet)
    return "municipality" in names or {"municipality", "date"} <= {*map(usual_name, names)}


def _is_other(sheet: WorkbookSheet) -> bool:
    """Whether something stands on a sheet, and no rows of municipalities."""
    return bool(_header(sheet)) and not _is_table(sheet)


def _header(sheet: WorkbookSheet) -> list[str]:
    """The names in the first row that has any."""
    first = next(sheet.rows(), None)
    return [] if first is None else _names_in(first[1])


def _names_in(cells: dict[int, SheetCell]) -> list[str]:
    """The names of the columns, in a row that may have some gaps."""
    return [cells.get(at, NOTHING).text for at in range(max(cells) + 1)]


def _table(
    book: Workbook,
    sheet: WorkbookSheet,
    source: str,
    choice: ModelChoice,
    ignored: list[str] | None,
) -> Iterator[Written | InvalidInputError]:
    """The rows of a sheet with a municipality on each, like a CSV file."""
    table: Rows | None = None
    columns = date = 0
    place = partial(place_in, sheet.name)
    for number, cells in sheet.rows():
        if table is None:
            names = _names_in(cells)
            columns = len(names)
            date = names.index("date") if "date" in names else columns
            table = Rows(source, (number, names), choice, cell=place, ignored=ignored)
            continue
        found = [cells.get(at, NOTHING) for at in range(columns)]
        texts = [cell.text if cell.is_readable else "" for cell in found]
        if date in cells and cells[date].is_readable:
            texts[date] = book.date_of(cells[date])
        yield from table.read(number, texts, [*_strange(table, cells, columns)])


def _strange(table: Rows, cells: dict[int, SheetCell], columns: int) -> Iterator[Finding]:
    """What is wrong with a row because it stands in a spreadsheet."""
    for at, cell in sorted(cells.items()):
        if not cell.is_readable:
            yield cell.finding(table.path_of(at))
        elif at >= columns:
            yield broken((at,), "long-row/sheet")
        if at >= columns:
            return
