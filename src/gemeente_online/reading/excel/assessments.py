"""The assessments in an Excel workbook: one that was made to fill in, or sheets with a row each."""

from collections.abc import Iterator
from functools import partial

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.warnings import Notice
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules import SEPARATOR
from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.excel.form import read_form
from gemeente_online.reading.excel.form_rows import is_form
from gemeente_online.reading.excel.workbook import NOTHING, Sheet, SheetCell, Workbook, place_in
from gemeente_online.reading.model_choice import ModelChoice
from gemeente_online.reading.rejected import Rejected, WrongRows
from gemeente_online.reading.rows import PlaceOfColumn, Rows


def read_excel(
    data: bytes, source: str, choice: ModelChoice, notice: Notice = None
) -> Iterator[Assessment | Rejected]:
    """Every assessment in a workbook.

    notice: is told of each.

    Raises:
        InvalidInputError: it is no workbook, or nothing in it looks like answers.

    """
    book = Workbook(data, source)
    if any(is_form(sheet) for sheet in book.sheets):
        yield read_form(book, source, choice, notice)
        return
    tables = [sheet for sheet in book.sheets if sheet.is_visible and _is_table(sheet)]
    if not tables:
        raise InvalidInputError([_no_answers(source)])
    for sheet in tables:
        try:
            yield from _table(book, sheet, source, choice, notice)
        except InvalidInputError as error:
            yield Rejected(source=source, problems=error.problems)


def _is_table(sheet: Sheet) -> bool:
    first = next(sheet.rows(), None)
    return first is not None and "municipality" in _names_in(first[1])


def _names_in(cells: dict[int, SheetCell]) -> list[str]:
    """The names of the columns, in a row that may have some gaps."""
    return [cells.get(at, NOTHING).text.strip() for at in range(max(cells) + 1)]


def _table(
    book: Workbook, sheet: Sheet, source: str, choice: ModelChoice, notice: Notice
) -> Iterator[Assessment | Rejected]:
    """The assessments in a sheet with a row for each, like a CSV file."""
    table: Rows | None = None
    columns = date = 0
    wrong = WrongRows(source)

    def place(row: int, position: int) -> str:
        return place_in(sheet.name, row, position)

    for number, cells in sheet.rows():
        if table is None:
            names = _names_in(cells)
            columns = len(names)
            date = names.index("date") if "date" in names else columns
            table = Rows(source, names, choice, header_row=number, cell=place, meaning=_meaning)
            continue
        texts = [
            cell.text if cell.is_readable else ""
            for cell in (cells.get(at, NOTHING) for at in range(columns))
        ]
        if date in cells and cells[date].is_readable:
            texts[date] = book.date_of(cells[date])
        problems = [*_strange(source, place, number, cells, columns)]
        found = None
        try:
            found = table.read(number, texts, explains=wrong.are_explained)
        except InvalidInputError as error:
            told = {problem.path for problem in problems}
            problems += [problem for problem in error.problems if problem.path not in told]
        if problems:
            problems.sort(key=lambda problem: (problem.line, len(problem.path), problem.path))
            yield wrong.rejected(number, problems)
        elif found is not None:
            if notice is not None:
                notice(found, {}, partial(table.place, number))
            yield found
        if table.is_refused:
            return


def _strange(
    source: str, place: PlaceOfColumn, number: int, cells: dict[int, SheetCell], columns: int
) -> Iterator[Problem]:
    """What is wrong with a row because it stands in a spreadsheet."""
    for at, cell in sorted(cells.items()):
        if not cell.is_readable:
            code, message, hint = cell.why_unreadable()
            yield Problem(source, code, message, number, None, place(number, at), hint)
        elif at >= columns and cell.text.strip():
            yield Problem(
                source=source,
                line=number,
                path=place(number, at),
                code="long-row",
                message="boven deze kolom staat geen naam",
                hint="zet er een naam boven, of maak de cel leeg",
            )
            return


def _meaning(model: Model, column: str, text: str) -> str:
    """A cell's text as an answers file would have it: the id of an option for its text."""
    kind = model.kinds.get(column)
    if kind is None:
        return text
    word = kind.word_for(text)
    if word is not None:
        return word
    if kind.question.type is QuestionType.MULTI and SEPARATOR in text:
        parts = text.split(SEPARATOR)
        return SEPARATOR.join(kind.word_for(part) or part for part in parts)
    return text


def _no_answers(source: str) -> Problem:
    return Problem(
        source=source,
        code="not-an-answers-file",
        message="in dit Excel-bestand staat geen vragenlijst, en geen blad met bovenaan de "
        "kolommen municipality en date",
        hint="begin met: gemeente-online init --format xlsx",
    )
