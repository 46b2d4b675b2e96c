"""Rows under one header, each a municipality: what CSV files and plain worksheets share.

A row whose cells all mean something by themselves, as almost all do, is looked up in tables and
costs little. Any other is read again with the care that an answers file gets, for its messages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from gemeente_online.assessment.dates import parse_date
from gemeente_online.assessment.file import (
    Assessment,
    Municipality,
    Remark,
    answer_tables,
    assess,
    parse_code,
)
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import MAX_DIGITS
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import UNANSWERED
from gemeente_online.model.rules import CSV_COLUMNS, SEPARATOR
from gemeente_online.problem import (
    MOST_SUGGESTIONS,
    Finding,
    FindingsError,
    InvalidInputError,
    Path,
    Problem,
    for_a_cell,
    guessing,
    quoted,
    shortened,
    suggestion,
    thousands,
)
from gemeente_online.reading.model_choice import ModelChoice
from gemeente_online.reading.placed_tree import MAX_TEXT, refusal, too_long

_NO_REMARKS: Mapping[str, Remark] = MappingProxyType({})

MAX_COLUMNS = 16_384
"""Most columns of a table, as in Excel. A large model has some hundred questions."""

_LONGEST_QUICK = 200
"""Characters of a text that is taken as it stands; a longer one is rare."""

_REQUIRED = {"municipality", "date"}

PlaceOfColumn = Callable[[int, int], str]
"""How a cell is called, from its row (from 1) and the position of its column (from 0)."""

Meaning = Callable[[Model, str, str], str]
"""What a text in a column stands for, where a cell may hold more than ids."""


class Rows:
    """Reads the rows of one table, whose header says what each cell is."""

    def __init__(  # noqa: PLR0913 - each says something else of the same table
        self,
        source: str,
        header: Sequence[str],
        choice: ModelChoice,
        *,
        header_row: int = 1,
        cell: PlaceOfColumn | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Take the header; which questions there are is known once the first row names a model.

        meaning: is asked about the cells of every row that is not plain.

        Raises:
            InvalidInputError: too many columns, one twice, or one without a name while others have
                one.

        """
        self._source, self._choice = source, choice
        self._header = [name.strip() for name in header]
        while self._header and not self._header[-1]:
            self._header.pop()
        self._header_row = header_row
        self._cell = cell or (lambda row, position: self._name(position))
        self._meaning = meaning
        self._model: Model | None = None
        self._refused: InvalidInputError | None = None
        self._check_names()

    def read(self, row: int, cells: list[str], *, explains: bool = True) -> Assessment | None:
        """The assessment in a row; None for a row without anything in it.

        explains: whether somebody will read what is wrong with it.

        Raises:
            InvalidInputError: with everything that is wrong with the row, or with the header; it
                may say nothing of a row where nobody reads it.

        """
        if not any(cells):
            return None
        if self._model is None:
            with guessing(explains):
                self._model = self._start(row, cells)
        if len(cells) == len(self._header):
            quick = self._quick(row, [*cells, ""], self._model)
            if quick is not None:
                return quick
            if not explains and self._is_plainly_wrong([*cells, ""]):
                raise InvalidInputError([])
        with guessing(explains):
            return self._careful(row, cells, self._model)

    def place(self, row: int, findings: Iterable[Finding]) -> list[Problem]:
        """Findings about a row as problems of this file, in the order of its columns."""
        return [problem for _, problem in sorted(self._placed(row, one) for one in findings)]

    @property
    def is_refused(self) -> bool:
        """Whether the header itself is wrong, so that no row can be read."""
        return self._refused is not None

    # --- the header ------------------------------------------------------------------------

    def _name(self, position: int) -> str:
        return self._header[position] if position < len(self._header) else ""

    def _check_names(self) -> None:
        if len(self._header) > MAX_COLUMNS:
            message = f"er staan meer dan {thousands(MAX_COLUMNS)} kolommen in dit bestand"
            hint = "is dit het juiste bestand? Elke gemeente hoort op een eigen rij"
            place = (self._header_row, 1)
            raise refusal(self._source, "too-many-columns", message, hint, place)
        problems: list[Problem] = []
        seen: dict[str, int] = {}
        for position, name in enumerate(self._header):
            if not name:
                problems.append(
                    self._problem(
                        self._header_row,
                        position,
                        Finding(
                            path=(),
                            code="column-without-name",
                            message=f"kolom {position + 1} heeft geen naam",
                            hint="zet boven elke kolom een naam, of haal de kolom weg",
                        ),
                    )
                )
            elif name in seen:
                problems.append(
                    self._problem(
                        self._header_row,
                        position,
                        Finding(
                            path=(),
                            code="duplicate-column",
                            message=f"{quoted(name)} staat boven twee kolommen: kolom "
                            f"{seen[name] + 1} en kolom {position + 1}",
                            hint="laat er één staan; welke bedoelt u?",
                        ),
                    )
                )
            seen.setdefault(name, position)
        for name in ("municipality", "date"):
            if name not in seen:
                problems.append(self._without(name))
        if problems:
            raise InvalidInputError(problems)
        self._position: dict[str, int] = seen

    def _without(self, name: str) -> Problem:
        return Problem(
            source=self._source,
            line=self._header_row,
            code="column-missing",
            message=f"de kolom {quoted(name)} ontbreekt",
            hint="zet op de eerste rij de namen van de kolommen, ten minste municipality en date",
        )

    def _start(self, row: int, cells: Sequence[str]) -> Model:
        """The model of the whole table, and its columns made ready."""
        if self._refused is not None:
            raise self._refused
        position = self._position.get("model")
        named = cells[position].strip() if position is not None and position < len(cells) else ""
        try:
            model = self._choice.model_for(named, self._source)
        except FindingsError as error:
            raise InvalidInputError(
                [self._problem(row, position or 0, finding) for finding in error.findings]
            ) from None
        tables = answer_tables(model)
        known = dict.fromkeys([*CSV_COLUMNS, *tables])
        strange = [(name, at) for name, at in self._position.items() if name not in known]
        unknown = [
            self._problem(
                self._header_row,
                at,
                Finding(
                    path=(),
                    code="unknown-column",
                    message=f"{quoted(name)} is geen kolom die hier kan staan",
                    hint=suggestion(name, [*known], guess=count < MOST_SUGGESTIONS),
                ),
            )
            for count, (name, at) in enumerate(strange)
        ]
        if unknown:
            self._refused = InvalidInputError(unknown)
            raise self._refused
        # what has no column stands at the end, where every row gets an empty cell
        self._asked = [
            (name, table.words, self._position.get(name, -1)) for name, table in tables.items()
        ]
        self._about = itemgetter(*(self._position.get(name, -1) for name in CSV_COLUMNS))
        self._named = {named, ""} if named else {""}
        self._ambitions: Mapping[str, Mapping[str, int]] = {
            "": {},
            **{
                str(phase.number): dict.fromkeys([axis.id for axis in model.axes], phase.number)
                for phase in model.phases
            },
        }
        return model

    # --- a row -----------------------------------------------------------------------------

    def _quick(self, row: int, cells: list[str], model: Model) -> Assessment | None:
        """The assessment, if every cell is one of the texts that are an answer by themselves.

        The last cell is an empty one, for every column that is not there.
        """
        named, name, code, inhabitants, province, date, respondent, ambition = self._about(cells)
        try:
            answers = {question: words[cells[at]] for question, words, at in self._asked}
            day = _date(date)
            aims = self._ambitions[ambition]
            place = _place(code, inhabitants, province)
            about = _text(respondent)
        except (KeyError, ValueError):
            return None
        if not name.isprintable() or name != name.strip() or name in UNANSWERED:
            return None
        if len(name) > _LONGEST_QUICK:
            return None
        if named not in self._named:
            return None
        return Assessment(
            self._source,
            model,
            Municipality(name, *place),
            day,
            about,
            aims,
            answers,
            _NO_REMARKS,
            row,
        )

    def _is_plainly_wrong(self, cells: Sequence[str]) -> bool:
        """Whether a row has no date: seen sooner than explained."""
        if self._meaning is not None:
            return False
        try:
            _date(self._about(cells)[CSV_COLUMNS.index("date")].strip())
        except ValueError:
            return True
        return False

    def _careful(self, row: int, cells: Sequence[str], model: Model) -> Assessment | None:
        if not any(map(str.strip, cells)):
            return None
        self._check_length(row, cells)
        self._check_header_again(row, cells)
        given = {
            name: cells[position].strip()
            for name, position in self._position.items()
            if cells[position].strip()
            and (cells[position].strip() not in UNANSWERED or name in _REQUIRED)
        }
        long = [
            too_long((name,), len(text)) for name, text in given.items() if len(text) > MAX_TEXT
        ]
        if long:
            raise InvalidInputError(self.place(row, long))
        if self._meaning is not None:
            given = {name: self._meaning(model, name, text) for name, text in given.items()}
        findings: list[Finding] = []
        try:
            findings += self._other_model(given.pop("model", ""), model)
            assessment = assess(_tree(given, model), model, self._source)
        except FindingsError as error:
            findings += error.findings
        if findings:
            raise InvalidInputError(self.place(row, findings))
        return assessment._replace(row=row)

    def _other_model(self, named: str, model: Model) -> Iterator[Finding]:
        if named and self._choice.model_for(named, self._source).id != model.id:
            yield Finding(
                path=("model",),
                code="other-model",
                message=f"deze rij hoort bij groeimodel {quoted(named)}, en de rijen erboven bij "
                f"{quoted(model.id)}",
                hint="maak voor elk groeimodel een eigen bestand",
            )

    def _check_header_again(self, row: int, cells: Sequence[str]) -> None:
        if [cell.strip() for cell in cells[: len(self._header)]] == self._header:
            finding = Finding(
                path=(),
                code="header-again",
                message="hier staan de namen van de kolommen nog eens",
                hint="haal deze rij weg; is dit een tweede bestand achter het eerste?",
            )
            raise InvalidInputError([self._problem(row, 0, finding)._replace(path="")])

    def _check_length(self, row: int, cells: Sequence[str]) -> None:
        columns = len(self._header)
        if len(cells) < columns:
            finding = Finding(
                path=(),
                code="short-row",
                message=f"deze rij houdt op voor de kolom {quoted(self._header[len(cells)])}: zij "
                f"heeft {len(cells)} cellen, en er zijn {columns} kolommen",
                hint="vul de rij aan, met lege cellen waar niets is ingevuld",
            )
            raise InvalidInputError([self._problem(row, len(cells), finding)])
        extra = next((at for at in range(columns, len(cells)) if cells[at].strip()), None)
        if extra is not None:
            finding = Finding(
                path=(),
                code="long-row",
                message=f"deze rij gaat door na de laatste kolom {quoted(self._header[-1])}: daar "
                f"staat nog {quoted(cells[extra])}",
                hint="zet tekst waarin het scheidingsteken voorkomt tussen dubbele "
                "aanhalingstekens",
            )
            raise InvalidInputError([self._problem(row, columns - 1, finding)])

    def _placed(self, row: int, finding: Finding) -> tuple[int, Problem]:
        position = self._position.get(_column_of(finding.path))
        if position is None:
            missing = f"in de kolom {quoted(_column_of(finding.path))}: {finding.message}"
            finding = finding._replace(message=missing)
        return position or 0, self._problem(row, position or 0, finding)

    def _problem(self, row: int, position: int, finding: Finding) -> Problem:
        return Problem(
            source=self._source,
            line=row,
            path=shortened(self._cell(row, position)),
            code=finding.code,
            message=finding.message,
            hint=finding.cell_hint or for_a_cell(finding.hint),
            severity=finding.severity,
        )


_date = lru_cache(maxsize=4096)(parse_date)


@lru_cache(maxsize=4096)
def _text(text: str) -> str | None:
    """A text that needs no trimming or looking at.

    Raises:
        ValueError: it does.

    """
    if len(text) > _LONGEST_QUICK:
        raise ValueError(text)
    if not text.isprintable() or text != text.strip() or text in UNANSWERED[1:]:
        raise ValueError(text)
    return text or None


def _place(code: str, inhabitants: str, province: str) -> tuple[str | None, int | None, str | None]:
    """Code, inhabitants and province, where each is plainly right.

    Raises:
        ValueError: one of them must be looked at with more care.

    """
    if code:
        parse_code(code)
    count = None
    if inhabitants:
        if not (inhabitants.isascii() and inhabitants.isdigit() and len(inhabitants) <= MAX_DIGITS):
            raise ValueError(inhabitants)
        count = int(inhabitants)
        if not count:
            raise ValueError(inhabitants)
    return code or None, count, _text(province)


def _tree(given: dict[str, str], model: Model) -> dict[str, Any]:
    """A row in the shape of an answers file."""
    place: dict[str, Any] = {
        key: given.pop(column)
        for column, key in (
            ("municipality", "name"),
            ("code", "code"),
            ("inhabitants", "inhabitants"),
            ("province", "province"),
        )
        if column in given
    }
    tree: dict[str, Any] = {
        key: given.pop(key) for key in ("date", "respondent", "ambition") if key in given
    }
    tree.setdefault("date", "")
    answers: dict[str, Any] = {}
    for identifier, text in given.items():
        several = model.questions[identifier].type is QuestionType.MULTI and SEPARATOR in text
        answers[identifier] = [part.strip() for part in text.split(SEPARATOR)] if several else text
    return {"municipality": {"name": "", **place}, **tree, "answers": answers}


def _column_of(path: Path) -> str:
    match path:
        case ("municipality", "name", *_):
            return "municipality"
        case ("municipality", str(key), *_) | ("answers", str(key), *_) | (str(key), *_):
            return key
        case _:
            return ""
