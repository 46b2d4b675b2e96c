"""Rows under one header, each a municipality: what CSV files and plain worksheets share.

A row becomes what an answers file with the same answers is: a tree of text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from gemeente_online.assessment.workbook_keys import ANSWER, KEY
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import UNANSWERED
from gemeente_online.model.rules import SEPARATOR
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Path,
    Problem,
    broken,
    refused,
)
from gemeente_online.reading.headings import (
    AMBITION,
    known_headings,
    missing_column,
    path_of_heading,
    unknown_columns,
    usual_name,
)
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.other_files import (
    MESSAGES,
    NoAnswersError,
    OtherFile,
    are_of_a_result,
)
from gemeente_online.reading.written import MAX_TEXT, Written, nearest_above
from gemeente_online.wording import listing_of_first, shortened

MAX_COLUMNS = 16_384
"""Most columns of a table, as in Excel. A large model has some hundred questions."""

_MOST_NAMELESS = 10
"""Columns without a name that are told by their numbers."""

PlaceOfColumn = Callable[[int, int], str]
"""How a cell is called, from its row (from 1) and the position of its column (from 0)."""

_REQUIRED = {"name", "date"}
_NEEDED = ("municipality", "date")
"""The columns that are always needed."""

_NOTHING = frozenset(UNANSWERED)
_KEPT_FROM_RUNNING = re.compile(r"'(?=[=+\-@])")
"""What a program puts before a text that a spreadsheet would run, and nobody wrote."""

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$", re.ASCII)


class Rows:
    """Reads the rows of one table, whose header says what each cell is."""

    def __init__(
        self,
        source: str,
        header: tuple[int, Sequence[str]],
        choice: ModelChoice,
        *,
        cell: PlaceOfColumn | None = None,
        ignored: list[str] | None = None,
    ) -> None:
        """Take the header; which questions there are is known once the first row names a model.

        header: the number of its row, and the names. cell: how a cell is called; by default as its
            column.
        ignored: takes the unknown columns, which are let be then; without it they are an error.

        Raises:
            InvalidInputError: too many columns, one twice, or one without a name while others have
                one.

        """
        self._source, self._choice, self._header_row = source, choice, header[0]
        self._header = [name.strip() for name in header[1]]
        while self._header and not self._header[-1]:
            self._header.pop()
        self._cell = cell or (lambda row, position: self._name(position))
        self._position = {name: at for at, name in reversed([*enumerate(self._header)]) if name}
        self._places = {self.path_of(at): at for at in self._position.values()}
        self._model: Model | None = None
        self._ignored = ignored
        self._let_be: set[Path] = set()
        self._check_names()

    def read(
        self, row: int, cells: Sequence[str], findings: Sequence[Finding] = ()
    ) -> Iterator[Written | InvalidInputError]:
        """What stands in a row, if anything; or why it does not fit under the header.

        findings: what is wrong with cells that cannot be read, and are empty here.

        Raises:
            InvalidInputError: the header is wrong, so that no row can be read.

        """
        text = "".join(cells)
        if findings or (text and not text.isspace()):
            try:
                yield self._written(row, cells, findings, is_long=len(text) > MAX_TEXT)
            except FindingsError as error:
                yield InvalidInputError(self.place(row, error.findings))

    def place(self, row: int, findings: Iterable[Finding]) -> list[Problem]:
        """Findings about a row as problems of this file, in the order of its columns."""
        placed = [(self._position_of(finding.path), finding) for finding in findings]
        placed.sort(key=lambda one: -1 if one[0] is None else one[0])
        return [
            finding.placed(
                self._source,
                finding.cell_hint or finding.hint,
                "" if position is None else shortened(self._cell(row, position)),
                (row, None),
            )
            for position, finding in placed
        ]

    def path_of(self, position: int) -> Path:
        """Where what is in a column stands in an answers file; its position, if it has no name."""
        name = self._name(position)
        return path_of_heading(name) if name else (position,)

    def _position_of(self, path: Path) -> int | None:
        """The position of the column that a path is about; None for that of a whole row."""
        if path and isinstance(path[0], int):
            return path[0]
        return nearest_above(path, self._places)

    # --- the header ------------------------------------------------------------------------

    def _name(self, position: int) -> str:
        return self._header[position] if position < len(self._header) else ""

    def _check_names(self) -> None:
        if len(self._header) > MAX_COLUMNS:
            raise refused(self._source, "too-many-columns", (self._header_row, 1), most=MAX_COLUMNS)
        if {KEY, ANSWER} <= self._position.keys():
            raise refused(self._source, "sheet-as-csv", (self._header_row, None))
        findings = [] if self._ignored is not None else [*self._twice(), *self._nameless()]
        findings += [
            missing_column(name, self._position) for name in _NEEDED if name not in self._position
        ]
        if findings:
            self._check_is_no_result()
            if self._ignored is None and "model" not in self._position:
                unknown = unknown_columns(self._position, self._choice.model_for("", self._source))
                findings += [one for one in unknown if not self._is_needed(one)]
            raise InvalidInputError(self.place(self._header_row, findings))

    def _twice(self) -> Iterator[Finding]:
        for at, name in enumerate(self._header):
            if name and (first := self._position[name]) != at:
                yield broken((at,), "duplicate-column", name=name, first=first + 1, second=at + 1)

    def _nameless(self) -> Iterator[Finding]:
        nameless = [at for at, name in enumerate(self._header) if not name]
        if len(nameless) > 1:
            numbers = listing_of_first([at + 1 for at in nameless], _MOST_NAMELESS)
            yield broken((nameless[0],), "column-without-name/several", numbers=numbers)
        elif nameless:
            yield broken((nameless[0],), "column-without-name", number=nameless[0] + 1)

    def _is_needed(self, unknown: Finding) -> bool:
        """Whether an unknown column is one that is needed, in other words."""
        usual = usual_name(self._name(int(unknown.path[0])))
        return usual in _NEEDED and usual not in self._position

    def _check_is_no_result(self) -> None:
        """Refuse a table that this program wrote; raises NoAnswersError."""
        if are_of_a_result(self._position):
            finding = broken((), MESSAGES[OtherFile.RESULT])
            raise NoAnswersError(OtherFile.RESULT, self.place(self._header_row, [finding]))

    def _start(self, cells: Sequence[str]) -> Model:
        """The model of the whole table, and its columns made ready."""
        position = self._position.get("model", len(cells))
        named = cells[position].strip() if position < len(cells) else ""
        model = self._choice.model_for(named, self._source)
        self._check_known(model)
        meant: dict[str, Callable[[str], str]] = {
            "date": _without_time,
            "code": _without_decimals,
            "inhabitants": _without_decimals,
            AMBITION: _without_decimals,
        }
        self._about, self._asked, self._remarks, self._aims = [], [], [], []
        paths = known_headings(model)
        for name, at in self._position.items():
            match paths.get(name):
                case ("answers", str(question)):
                    self._asked.append((question, at))
                case ("answers", str(question), str(kind)):
                    self._remarks.append((at, question, kind))
                case ("ambition", str(axis)):
                    self._aims.append((at, axis))
                case (*above, str(key)):
                    self._about.append((at, key, bool(above), meant.get(key, str)))
        several = {q.id for q in model.questions.values() if q.type is QuestionType.MULTI}
        several |= {old for old, now in model.became.items() if now in several}
        self._several = [name for name, _ in self._asked if name in several]
        dropped = {old for old, now in model.became.items() if now is None}
        self._let_be |= {
            path for path in self._places if path[:1] == ("answers",) and path[1] in dropped
        }
        self._axes = [axis.id for axis in model.axes]
        self._named = {named, ""}
        self._model = model
        return model

    def _check_known(self, model: Model) -> None:
        """Refuse columns that are not known, or take note that they are let be."""
        unknown = unknown_columns(self._position, model)
        asked = {*model.questions, *model.became}
        if unknown and self._position.keys().isdisjoint(asked):
            self._check_is_no_result()
        if self._ignored is None:
            if unknown:
                raise InvalidInputError(self.place(self._header_row, unknown))
            return
        known = known_headings(model)
        twice = [one for one in self._twice() if self._name(int(one.path[0])) in known]
        if twice:
            raise InvalidInputError(self.place(self._header_row, twice))
        let_be = [at for at, name in enumerate(self._header) if name not in known]
        self._ignored += dict.fromkeys(self._name(at) or f"kolom {at + 1}" for at in let_be)
        self._let_be = {self.path_of(at) for at in let_be}

    # --- a row -----------------------------------------------------------------------------

    def _written(
        self, row: int, cells: Sequence[str], findings: Sequence[Finding], *, is_long: bool
    ) -> Written:
        model = self._model or self._start(cells)
        if len(cells) != len(self._header):
            self._check_length(cells)
        tree = self._tree(cells)
        named = tree.pop("model", "")
        if tree["date"] == "date" and self._is_header(cells):
            raise FindingsError([broken((), "header-again")])
        if is_long:
            findings = [*findings, *self._too_long(cells)]
        if named not in self._named:
            findings = [*findings, *self._other_model(named, model)]
        if self._let_be or self._ignored is not None:
            findings = [one for one in findings if not self._is_let_be(one.path)]
        return Written(self._source, tree, partial(self.place, row), row, model, tuple(findings))

    def _is_let_be(self, path: Path) -> bool:
        """Whether a path is of a column that is not read, or past the last where that may be."""
        if path in self._let_be:
            return True
        first = path[0] if path and self._ignored is not None else None
        return isinstance(first, int) and first >= len(self._header)

    def _tree(self, cells: Sequence[str]) -> dict[str, Any]:
        """A row in the shape of an answers file."""
        answers: dict[str, Any] = {name: cells[at] for name, at in self._asked}
        for name in self._several:
            if SEPARATOR in answers[name]:
                answers[name] = [part for part in answers[name].split(SEPARATOR) if part.strip()]
        for position, question, kind in self._remarks:
            text = _unquoted(cells[position].strip())
            if text not in _NOTHING:
                given = answers.get(question, "")
                beside = given if isinstance(given, dict) else {"answer": given}
                answers[question] = beside | {kind: text}
        municipality = {"name": ""}
        tree: dict[str, Any] = {"municipality": municipality, "date": "", "answers": answers}
        for position, key, in_municipality, meant in self._about:
            text = cells[position].strip()
            if text not in _NOTHING or (text and key in _REQUIRED):
                (municipality if in_municipality else tree)[key] = meant(text)
        if self._aims:
            self._add_aims(tree, cells)
        return tree

    def _add_aims(self, tree: dict[str, Any], cells: Sequence[str]) -> None:
        """What is aimed at on an axis goes before what is aimed at on all of them."""
        written = [(axis, cells[at].strip()) for at, axis in self._aims]
        aims = {axis: _without_decimals(text) for axis, text in written if text not in _NOTHING}
        if aims:
            shared = tree.get(AMBITION)
            tree[AMBITION] = (dict.fromkeys(self._axes, shared) if shared else {}) | aims

    def _other_model(self, named: str, model: Model) -> Sequence[Finding]:
        try:
            other = self._choice.model_for(named, self._source)
        except FindingsError as error:
            return error.findings
        if other.id == model.id:
            return []
        return [broken(("model",), "other-model/rows", named=named, model=model.id)]

    def _is_header(self, cells: Sequence[str]) -> bool:
        return [cell.strip() for cell in cells[: len(self._header)]] == self._header

    def _check_length(self, cells: Sequence[str]) -> None:
        columns, count = len(self._header), len(cells)
        if count < columns:
            column = self._header[count]
            finding = broken(
                self.path_of(count), "short-row", column=column, count=count, columns=columns
            )
            raise FindingsError([finding])
        extra = next((cell for cell in cells[columns:] if cell.strip()), None)
        if extra is not None:
            last = self._header[-1]
            raise FindingsError(
                [broken(self.path_of(columns - 1), "long-row", column=last, extra=extra)]
            )

    def _too_long(self, cells: Sequence[str]) -> list[Finding]:
        return [
            broken(self.path_of(at), "text-too-long/row", length=len(cell.strip()), most=MAX_TEXT)
            for at, cell in enumerate(cells)
            if len(cell.strip()) > MAX_TEXT
        ]


def _unquoted(text: str) -> str:
    """A text without the sign before it that keeps a spreadsheet from running it."""
    return text[1:] if _KEPT_FROM_RUNNING.match(text) else text


def _without_time(text: str) -> str:
    """A date without the time that a spreadsheet or another program put behind it."""
    return _TIME.sub("", text) if ":" in text else text


def _without_decimals(text: str) -> str:
    """A whole number that was written with decimals: 119186.0."""
    whole = text.removesuffix(".0").removesuffix(",0")
    return whole if whole.isdigit() else text
