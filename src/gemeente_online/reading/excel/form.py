"""A workbook that was made to fill in, read back: whatever was moved, and however it was typed.

Every row says in a hidden column what it is about, so that rows may be sorted and sheets renamed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from gemeente_online.assessment.workbook_keys import (
    ABOUT,
    AMBITION,
    ANSWER,
    EVIDENCE,
    NOTE,
    lettered,
    option_key,
    phase_for,
    phase_texts,
)
from gemeente_online.messages import FROM_THE_LIST, FROM_THE_LIST_OR_TYPED, POSSIBLE
from gemeente_online.model.file import Model, Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    LABELS,
    NO,
    NOTHING_WORD,
    UNANSWERED,
    UNKNOWN_WORD,
    YES,
    folded_answer,
    folded_text,
)
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Path,
    Problem,
    Wrong,
    broken,
    wrong,
)
from gemeente_online.reading.excel.form_rows import FormRow, Spot, entries_of, is_form
from gemeente_online.reading.excel.workbook import NOTHING, CellKind, SheetCell, Workbook
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.written import Written
from gemeente_online.wording import and_others

_IN_MUNICIPALITY = {"municipality": "name", "code": "code"} | {
    key: key for key in ("inhabitants", "province")
}
_MOST_NAMED = 6
_OPEN = {UNKNOWN_WORD, *map(folded_answer, UNANSWERED)}
"""What says in the row of an option that nobody knows."""

_REQUIRED = {"municipality": "de naam van de gemeente", "date": "de datum van de meting"}


def read_form(book: Workbook, source: str, choice: ModelChoice) -> Iterator[Written | Problem]:
    """What stands in a workbook that was made to fill in, after what may not be meant in it.

    Raises:
        InvalidInputError: the model that it names is not there.

    """
    form = _Form(book, source)
    try:
        model = choice.model_for(form.text("model"), source)
    except FindingsError as error:
        raise InvalidInputError(form.placed(error.findings)) from None
    tree = form.tree(model)
    yield from form.doubts()
    yield Written(source, tree, form.placed, None, model, form.findings)


class _Form:
    """The rows of all sheets together, and the way from what is wrong back to its cell."""

    def __init__(self, book: Workbook, source: str) -> None:
        self._book, self._source = book, source
        self._spots: dict[Path, Spot] = {}
        self._findings: list[Finding] = []
        self._model: Model | None = None
        self._gone: list[Question] = []
        entries: dict[str, list[FormRow]] = {}
        for number, sheet in enumerate(book.sheets):
            for key, entry in entries_of(number, sheet):
                entries.setdefault(key, []).append(entry)
        for entry in entries.pop("", []):
            self._stray(entry)
        self._entries = {key: self._one_of(key, found) for key, found in entries.items()}

    def text(self, key: str) -> str:
        """What was filled in in a row; empty where there is no such row."""
        entry = self._entries.get(key)
        return self._readable((key,), entry, ANSWER) if entry else ""

    def tree(self, model: Model) -> dict[str, Any]:
        """What was filled in, in the shape of an answers file of a model."""
        self._model = model
        tree = self._about(model)
        self._gone = [question for question in model.questions.values() if self._is_gone(question)]
        tree["answers"] = answers = {}
        for question in model.questions.values():
            answer = self._answer(model, question)
            if answer is not None:
                answers[question.id] = answer
        self._unknown_rows(model)
        self._unread_sheets()
        return tree

    def doubts(self) -> list[Problem]:
        """What may not be meant: questions that nobody can have answered."""
        if not self._gone:
            return []
        shown = [question.id for question in self._gone[:_MOST_NAMED]]
        questions = ", ".join(shown) + and_others(len(self._gone) - len(shown))
        return self.placed([broken((), "questions-gone", questions=questions)])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the rows and cells so far."""
        return tuple(self._findings)

    def placed(self, findings: Iterable[Finding]) -> list[Problem]:
        """Findings as problems, in the order of the workbook."""
        placed = []
        for finding in findings:
            ends = (finding.path[:end] for end in range(len(finding.path), -1, -1))
            spot = next((self._spots[end] for end in ends if end in self._spots), None)
            name = spot.name if spot else ""
            problem = finding.placed(self._source, self._hint_of(finding), name)
            placed.append((spot or Spot(-1, 0, 0, ""), finding.code, problem))
        placed.sort(key=lambda one: one[:2])
        return [problem for _, _, problem in placed]

    def _hint_of(self, finding: Finding) -> str | None:
        if finding.code == "unknown-option" and not finding.cell_hint and self._model is not None:
            return _hint_in_cell(self._model.kinds[str(finding.path[1])], finding)
        return finding.cell_hint or finding.hint

    # --- rows ------------------------------------------------------------------------------

    def _wrong(self, path: Path, wrong: Wrong, spot: Spot | None = None) -> None:
        if spot is not None:
            self._spots[path] = spot
        self._findings.append(wrong.at(path))

    def _stray(self, entry: FormRow) -> None:
        spot = entry.spots[ANSWER]
        told = wrong("row-without-question", value=entry.answer.text)
        self._wrong((spot.name,), told, spot)

    def _one_of(self, key: str, found: list[FormRow]) -> FormRow:
        """The row about a key; a copy of it may say the same, or nothing."""
        filled = [entry for entry in found if entry.is_filled_in] or found
        first = filled[0]
        for other in filled[1:]:
            if dict(other.cells) != dict(first.cells):
                spot = other.answer_spot
                told = wrong("duplicate-row", other=first.answer_spot.name)
                self._wrong((spot.name,), told, spot)
        return first

    def _unknown_rows(self, model: Model) -> None:
        known = {*ABOUT, *model.questions, *(f"{AMBITION}.{axis.id}" for axis in model.axes)}
        known |= {
            option_key(question, option)
            for question in model.questions.values()
            for option in question.options or ()
        }
        for key, entry in self._entries.items():
            if key not in known and entry.is_filled_in:
                spot = entry.answer_spot
                self._wrong((spot.name,), wrong("unknown-question/row", key=key), spot)

    def _is_gone(self, question: Question) -> bool:
        keys = [question.id, *(option_key(question, one) for one in question.options or ())]
        return not any(key in self._entries for key in keys)

    def _unread_sheets(self) -> None:
        """Sheets with questions whose rows do not say any more that they are."""
        texts = {
            folded_text(shown): question
            for question in self._gone
            for shown in (question.text, f"{question.text} {question.id}")
        }
        for sheet in self._book.sheets if texts else ():
            if is_form(sheet):
                continue
            cells = (cell for _, row in sheet.rows() for cell in row.values())
            found = [texts[text] for cell in cells if (text := folded_text(cell.text)) in texts]
            if found:
                self._wrong((sheet.name,), wrong("sheet-not-read", sheet=sheet.name))
                self._gone = [question for question in self._gone if question not in found]

    def _readable(self, path: Path, entry: FormRow, column: str) -> str:
        """The text of a cell; what cannot be read is told, and then empty."""
        cell = entry.cells.get(column, NOTHING)
        spot = entry.spots.get(column)
        if spot is not None:
            self._spots[path] = spot
        if not cell.is_readable:
            self._wrong(path, cell.why_unreadable(), spot)
            return ""
        return cell.text.strip()

    # --- the front sheet -------------------------------------------------------------------

    def _about(self, model: Model) -> dict[str, Any]:
        municipality: dict[str, str] = {}
        tree: dict[str, Any] = {"municipality": municipality}
        for key in ABOUT:
            inside = _IN_MUNICIPALITY.get(key)
            path: Path = ("municipality", inside) if inside else (key,)
            entry = self._entries.get(key)
            text = self._readable(path, entry, ANSWER) if entry else ""
            if key in _REQUIRED and not text and path not in {f.path for f in self._findings}:
                what = _REQUIRED[key]
                told = wrong("empty-cell" if entry else "empty-cell/no-row", what=what)
                self._wrong(path, told)
            if key == "date" and entry and text:
                text = self._book.date_of(entry.answer._replace(text=text))
            if inside:
                municipality[inside] = text
            elif key not in {"model", AMBITION}:
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
        entry = self._entries.get(key)
        text = self._readable(path, entry, ANSWER) if entry else ""
        phase = phase_for(model, text)
        if text and phase is None:
            phases = ", ".join(phase_texts(model).values())
            self._wrong(path, wrong("unknown-phase/texts", value=text, phases=phases))
        return phase or ""

    # --- answers ---------------------------------------------------------------------------

    def _answer(self, model: Model, question: Question) -> object:
        entry = self._entries.get(question.id)
        path: Path = ("answers", question.id)
        given: object = ""
        if entry is not None:
            text = self._readable(path, entry, ANSWER)
            given = self._given(model.kinds[question.id], entry.answer, path) if text else ""
        if question.type is QuestionType.MULTI:
            given = self._several(question, given, path)
        beside = {
            name: self._readable((*path, name), entry, name)
            for name in (NOTE, EVIDENCE)
            if entry is not None
        }
        if not any(beside.values()):
            return given or None
        return {"answer": given} | {name: text for name, text in beside.items() if text}

    def _given(self, kind: Kind, cell: SheetCell, path: Path) -> object:
        """What stands in the row of a question; empty where it was told to be wrong."""
        text = cell.text.strip()
        parts = [part.strip() for part in re.split(r"[|,;]", text) if part.strip()]
        if kind.question.type is QuestionType.MULTI and all(map(kind.word_for, parts)):
            return parts
        if kind.question.type is QuestionType.NUMBER and cell.kind is CellKind.DATE:
            self._wrong(path, wrong("not-a-number/date", value=text))
            return ""
        return text

    def _several(self, question: Question, alone: object, path: Path) -> object:
        """The options that were chosen in the rows below the question; or what it says itself."""
        said: dict[str, str] = {}
        before = len(self._findings)
        for option in question.options or ():
            entry = self._entries.get(option_key(question, option))
            if entry is None:
                continue
            here = (*path, option.id)
            text = self._readable(here, entry, ANSWER)
            word = folded_answer(text)
            if word in _OPEN:
                continue
            if word not in {YES, NO, "x"}:
                told = wrong("unknown-option/one-of-several", value=text, yes=YES, no=NO)
                self._wrong(here, told)
            else:
                said[option.id] = NO if word == NO else YES
        chosen = [option for option, word in said.items() if word == YES]
        if len(self._findings) > before:
            return ""
        if alone and chosen:
            self._wrong(path, wrong("word-stands-alone/rows", count=len(chosen), yes=YES))
            return ""
        if alone or not said:
            return alone
        if not chosen and len(said) < len(question.options or ()):
            nothing = LABELS[NOTHING_WORD]
            self._wrong(path, wrong("not-all-answered", no=NO, nothing=nothing))
            return ""
        return chosen or NOTHING_WORD


def _hint_in_cell(kind: Kind, finding: Finding) -> str:
    """What may be answered is in the list of the cell: long texts, that are not said again."""
    meant, _, _ = str(finding.hint).partition(POSSIBLE)
    if kind.question.type is not QuestionType.CHOICE:
        return meant + FROM_THE_LIST.format(answers=", ".join(kind.listed.values()))
    letters = [shown.partition(".")[0] for _, shown in lettered(kind.question)]
    others = [word for word in kind.possible if word not in kind.identifiers]
    return meant + FROM_THE_LIST_OR_TYPED.format(answers=", ".join([*letters, *others]))
