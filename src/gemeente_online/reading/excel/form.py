"""A workbook that was made to fill in, read back: whatever was moved, and however it was typed.

Every row says in a hidden column what it is about, so that rows may be sorted and sheets renamed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from gemeente_online.assessment.workbook_keys import (
    ABOUT,
    AMBITION,
    ANSWER,
    EVIDENCE,
    KEY,
    NO_KEY,
    NOTE,
    lettered,
    option_key,
)
from gemeente_online.messages import FROM_THE_LIST, FROM_THE_LIST_OR_TYPED, POSSIBLE
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_for
from gemeente_online.model.parts import Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.no_option import NO_OPTION
from gemeente_online.model.question_types.texts import (
    LABELS,
    NO,
    NOTHING_WORD,
    UNANSWERED,
    UNKNOWN_WORD,
    YES,
    folded_answer,
)
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Path,
    Problem,
    Wrong,
    broken,
    refused,
)
from gemeente_online.reading.excel.workbook import (
    NOTHING,
    CellKind,
    SheetCell,
    Workbook,
    WorkbookSheet,
    place_in,
)
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.written import Written, nearest_above
from gemeente_online.wording import and_others

MAX_ROWS = 20_000
"""Most rows that say what they are about, which are kept. A large model has some hundred."""

_MOST_ROWS_ABOVE = 20
"""The row with the names of the columns is among the first; people may put some above it."""

_IN_MUNICIPALITY = {
    "municipality": "name",
    **{key: key for key in ("code", "inhabitants", "province", "group")},
}
_MOST_NAMED = 6
_LETTERED = re.compile(r"([a-z])\. \S")
_OPEN = {UNKNOWN_WORD, *map(folded_answer, UNANSWERED)}
"""What says in the row of an option that nobody knows."""

_REQUIRED = {"municipality": "de naam van {}", "date": "de datum van de meting"}


class Spot(NamedTuple):
    """Where a cell stands; spots sort as a reader goes through the workbook."""

    sheet_number: int
    row: int
    column: int
    name: str


class FormRow(NamedTuple):
    """A row of the form: its cells that are filled in, by the names of their columns.

    columns: the positions of all that the sheet has.
    """

    sheet_number: int
    sheet: str
    row: int
    columns: Mapping[str, int]
    cells: Mapping[str, SheetCell]

    def spot(self, column: str = ANSWER) -> Spot:
        """Where a cell stands, filled in or not."""
        at = self.columns[column]
        return Spot(self.sheet_number, self.row, at, place_in(self.sheet, self.row, at))


def is_form(sheet: WorkbookSheet) -> bool:
    """Whether a sheet belongs to a workbook that was made to fill in."""
    return any(_columns(cells) for _, cells in islice(sheet.rows(), _MOST_ROWS_ABOVE))


def _columns(cells: Mapping[int, SheetCell]) -> dict[str, int]:
    """The positions of the columns, where a row names them."""
    places = {cell.text: at for at, cell in sorted(cells.items(), reverse=True)}
    if KEY not in places or ANSWER not in places:
        return {}
    return {name: places[name] for name in (KEY, ANSWER, NOTE, EVIDENCE) if name in places}


def _rows_of(number: int, sheet: WorkbookSheet) -> Iterator[tuple[str, FormRow]]:
    """The rows of a sheet by their key, which is empty where somebody made a row of their own."""
    columns: dict[str, int] = {}
    for count, (row, cells) in enumerate(sheet.rows()):
        if not columns:
            columns = _columns(cells)
            if not columns and count >= _MOST_ROWS_ABOVE:
                return
            continue
        filled = {name: cells[at] for name, at in columns.items() if at in cells}
        key = filled.pop(KEY, NOTHING).text
        if key != NO_KEY and (key or ANSWER in filled):
            yield key, FormRow(number, sheet.name, row, columns, filled)


def read_form(book: Workbook, source: str, choice: ModelChoice) -> Iterator[Written | Problem]:
    """What stands in a workbook that was made to fill in, after what may not be meant in it.

    Raises:
        InvalidInputError: the model that it names is not there, or there are too many rows.

    """
    form = _Form(book, source)
    try:
        model = choice.model_for(form.text(("model",), "model"), source)
    except FindingsError as error:
        raise InvalidInputError(form.placed(error.findings)) from None
    tree = form.tree(model)
    yield from form.doubts()
    yield Written(source, tree, form.placed, None, model, tuple(form.findings))


class _Form:
    """The rows of all sheets together, and the way from what is wrong back to its cell.

    findings: what is wrong with the rows and cells so far.
    """

    def __init__(self, book: Workbook, source: str) -> None:
        self._book, self._source = book, source
        self.findings: list[Finding] = []
        self._spots: dict[Path, Spot] = {}
        self._model: Model | None = None
        self._gone: list[Question] = []
        self._is_older = False
        self._rows: dict[str, FormRow] = {}
        self._copies: list[tuple[str, FormRow]] = []
        rows = (found for at, sheet in enumerate(book.sheets) for found in _rows_of(at, sheet))
        for count, (key, row) in enumerate(rows):
            if count >= MAX_ROWS:
                raise refused(source, "too-large/rows", most=MAX_ROWS)
            self._take(key, row)

    def _take(self, key: str, row: FormRow) -> None:
        """Keep a row under its key; a copy of it may say the same, or nothing."""
        kept = self._rows.get(key)
        if not key:
            self._wrong_row(row, "row-without-question", value=row.cells[ANSWER].text)
        elif kept is None or not kept.cells:
            self._rows[key] = row
        elif row.cells and row.cells != kept.cells:
            self._copies.append((key, row))

    def text(self, path: Path, key: str, column: str = ANSWER) -> str:
        """What was filled in in a row; empty where nothing was, or what cannot be read.

        path: where it stands in an answers file.
        """
        row = self._rows.get(key)
        if row is None or column not in row.columns:
            return ""
        self._spots[path] = row.spot(column)
        cell = row.cells.get(column, NOTHING)
        if not cell.is_readable:
            self.findings.append(cell.finding(path))
            return ""
        return cell.text

    def tree(self, model: Model) -> dict[str, Any]:
        """What was filled in, in the shape of an answers file of a model."""
        self._model = model
        tree = self._about(model)
        self._is_older = model.minors_ahead(tree.get("model_version")) < 0
        questions = [*model.questions.values()]
        earlier = [
            (model.kinds[now], model.questions[now].model_copy(update={"id": old}))
            for old, now in model.became.items()
            if now is not None
        ]
        renamed = [one for one in earlier if not self._is_gone(one[1])]
        there = {kind.question.id for kind, _ in renamed}
        self._gone = [one for one in questions if one.id not in there and self._is_gone(one)]
        asked = [*((model.kinds[one.id], one) for one in questions), *renamed]
        answers = {question.id: self._answer(kind, question) for kind, question in asked}
        answers |= self._dropped(model)
        tree["answers"] = {key: answer for key, answer in answers.items() if answer}
        self._check_rows([*questions, *(question for _, question in earlier)], model, tree)
        self._unread_sheets()
        return tree

    def doubts(self) -> list[Problem]:
        """What may not be meant: questions that nobody can have answered."""
        if not self._gone:
            return []
        shown = [question.id for question in self._gone[:_MOST_NAMED]]
        questions = ", ".join(shown) + and_others(len(self._gone) - len(shown))
        return self.placed([broken((), "questions-gone", questions=questions)])

    def placed(self, findings: Iterable[Finding]) -> list[Problem]:
        """Findings as problems, in the order of the workbook."""
        placed = []
        for finding in findings:
            spot = nearest_above(finding.path, self._spots)
            name = spot.name if spot else ""
            problem = finding.placed(self._source, self._hint_of(finding), name)
            placed.append((spot or Spot(-1, 0, 0, ""), finding.code, problem))
        placed.sort(key=lambda one: one[:2])
        return [problem for _, _, problem in placed]

    def _hint_of(self, finding: Finding) -> str | None:
        if finding.code in NO_OPTION and not finding.cell_hint and self._model is not None:
            asked = str(finding.path[1])
            return _hint_in_cell(self._model.kinds[self._model.became.get(asked) or asked], finding)
        return finding.form_hint or finding.cell_hint or finding.hint

    # --- rows ------------------------------------------------------------------------------

    def _wrong(self, path: Path, message: str, **values: object) -> None:
        self.findings.append(broken(path, message, **values))

    def _wrong_row(self, row: FormRow, message: str, **values: object) -> None:
        spot = row.spot()
        self._spots[spot.name,] = spot
        self._wrong((spot.name,), message, **values)

    def _check_rows(
        self, questions: Iterable[Question], model: Model, tree: Mapping[str, Any]
    ) -> None:
        """No row is of something else than the questions, or stands there twice."""
        known = {*ABOUT, *(f"{AMBITION}.{axis.id}" for axis in model.axes)}
        known |= {key for question in questions for key in _keys_of(question)}
        is_newer = model.minors_ahead(tree.get("model_version")) > 0
        message = "unknown-question/row-of-newer-version" if is_newer else "unknown-question/row"
        for key, row in self._rows.items():
            if key not in known and row.cells and not _is_dropped(key, model):
                self._wrong_row(row, message, key=key, version=tree["model_version"])
        for key, row in self._copies:
            if not _is_dropped(key, model):
                self._wrong_row(row, "duplicate-row", other=self._rows[key].spot().name)

    def _dropped(self, model: Model) -> dict[str, str]:
        """What was filled in at questions that are no longer asked, whatever that is."""
        found: dict[str, str] = {}
        for key, row in self._rows.items():
            if _is_dropped(key, model) and row.cells:
                question, _, _ = key.partition(".")
                found[question] = " ".join(cell.text for cell in row.cells.values())
                self._spots["answers", question] = row.spot()
        return found

    def _is_gone(self, question: Question) -> bool:
        return not any(key in self._rows for key in _keys_of(question))

    def _unread_sheets(self) -> None:
        """Sheets with questions whose rows do not say any more that they are."""
        by_id = {question.id: question for question in self._gone}
        for sheet in self._book.sheets if by_id else ():
            if is_form(sheet):
                continue
            texts = {cell.text for _, row in sheet.rows() for cell in row.values()}
            lasts = {text.rpartition("\n")[2].strip() for text in texts if "\n" in text}
            found = [by_id[last] for last in lasts if last in by_id]
            if found:
                self._wrong((sheet.name,), "sheet-not-read", sheet=sheet.name)
                self._gone = [question for question in self._gone if question not in found]

    # --- the front sheet -------------------------------------------------------------------

    def _about(self, model: Model) -> dict[str, Any]:
        municipality: dict[str, str] = {}
        tree: dict[str, Any] = {"municipality": municipality}
        for key in ABOUT:
            if key in {"model", AMBITION}:  # read by whoever needs to know what they mean
                continue
            inside = _IN_MUNICIPALITY.get(key)
            path: Path = ("municipality", inside) if inside else (key,)
            text = self.text(path, key)
            if key in _REQUIRED and not text and path not in {f.path for f in self.findings}:
                message = "empty-cell" if key in self._rows else "empty-cell/no-row"
                self._wrong(path, message, what=_REQUIRED[key].format(model.subject.the))
            if key == "date" and text:
                text = self._book.date_of(self._rows[key].cells[ANSWER])
            if inside:
                municipality[inside] = text
            else:
                tree[key] = text
        tree[AMBITION] = self._ambition(model)
        return tree

    def _ambition(self, model: Model) -> str | dict[str, str]:
        """The phase aimed at; where axes differ, of every axis."""
        overall = self._phase(model, AMBITION, (AMBITION,))
        per_axis = {
            axis.id: self._phase(model, f"{AMBITION}.{axis.id}", (AMBITION, axis.id))
            for axis in model.axes
        }
        if not any(per_axis.values()):
            return overall
        return {axis: phase or overall for axis, phase in per_axis.items()}

    def _phase(self, model: Model, key: str, path: Path) -> str:
        text = self.text(path, key)
        try:
            return text and str(phase_for(model, text))
        except Wrong as mistake:
            self.findings.append(mistake.at(path))
            return ""

    # --- answers ---------------------------------------------------------------------------

    def _answer(self, kind: Kind, question: Question) -> object:
        """What stands in the rows of a question; kind: its own, by whatever id it goes there."""
        path: Path = ("answers", question.id)
        given: object = self._given(kind, question, path)
        if question.type is QuestionType.MULTI:
            given = self._several(question, given, path)
        beside = {name: self.text((*path, name), question.id, name) for name in (NOTE, EVIDENCE)}
        if not any(beside.values()):
            return given
        return {"answer": given} | {name: text for name, text in beside.items() if text}

    def _given(self, kind: Kind, question: Question, path: Path) -> object:
        """What stands in the row of a question; empty where it was told to be wrong."""
        key = question.id
        text = self.text(path, key)
        if question.type is QuestionType.MULTI:
            parts = [part.strip() for part in re.split(r"[|,;]", text) if part.strip()]
            return parts if all(map(kind.word_for, parts)) else text
        is_date = text and self._rows[key].cells[ANSWER].kind is CellKind.DATE
        if is_date and question.type is QuestionType.NUMBER:
            self._wrong(path, "not-a-number/date", value=text)
            return ""
        lettered_text = _LETTERED.match(text) if self._is_older else None
        if lettered_text and question.type is QuestionType.CHOICE and kind.word_for(text) is None:
            return lettered_text[1]  # an option's text was another then; its place was this
        return text

    def _several(self, question: Question, alone: object, path: Path) -> object:
        """The options that were chosen in the rows below the question; or what it says itself."""
        said: dict[str, str] = {}
        before = len(self.findings)
        for option in question.options or ():
            here = (*path, option.id)
            text = self.text(here, option_key(question, option))
            word = folded_answer(text)
            if word in _OPEN:
                continue
            if word not in {YES, NO, "x"}:
                self._wrong(here, "unknown-option/one-of-several", value=text, yes=YES, no=NO)
            else:
                said[option.id] = NO if word == NO else YES
        chosen = [option for option, word in said.items() if word == YES]
        if len(self.findings) > before:
            return ""
        if alone and chosen:
            self._wrong(path, "word-stands-alone/rows", count=len(chosen), yes=YES)
            return ""
        if alone or not said:
            return alone
        if not chosen and len(said) < len(question.options or ()):
            self._wrong(path, "not-all-answered", no=NO, nothing=LABELS[NOTHING_WORD])
            return ""
        return chosen or NOTHING_WORD


def _keys_of(question: Question) -> list[str]:
    """The keys of the row of a question, and of those of its options."""
    return [question.id, *(option_key(question, option) for option in question.options or ())]


def _is_dropped(key: str, model: Model) -> bool:
    """Whether a row is of a question that is no longer asked, or of one of its options."""
    return model.became.get(key.partition(".")[0], key) is None


def _hint_in_cell(kind: Kind, finding: Finding) -> str:
    """What may be answered is in the list of the cell: long texts, that are not said again."""
    meant, _, _ = str(finding.hint).partition(POSSIBLE)
    listed = _from_the_list(kind)
    return f"{meant}{listed[0].upper()}{listed[1:]}" if meant else listed


def _from_the_list(kind: Kind) -> str:
    if kind.question.type is not QuestionType.CHOICE:
        return FROM_THE_LIST.format(answers=", ".join(kind.listed.values()))
    letters = [shown.partition(".")[0] for _, shown in lettered(kind.question)]
    others = [word for word in kind.possible if word not in kind.identifiers]
    return FROM_THE_LIST_OR_TYPED.format(answers=", ".join([*letters, *others]))
