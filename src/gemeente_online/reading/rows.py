"""Rows under one header, each a municipality: what CSV files and plain worksheets share.

A row whose cells all mean something by themselves, as almost all do, is looked up in tables and
costs little. Any other is read again with the care that an answers file gets, for its messages.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a column is called date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from gemeente_online.assessment import (
    Assessment,
    Municipality,
    answer_tables,
    assess,
    unanswered,
)
from gemeente_online.model import Model, QuestionType
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Path,
    Problem,
    quoted,
    suggestion,
)
from gemeente_online.reading.choice import ModelChoice
from gemeente_online.rules import CSV_COLUMNS

SEPARATOR = "|"
"""Between the options of one cell, where several were chosen."""

_CODE = re.compile(r"GM\d{4}|", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)

Place = Callable[[int, int], str]
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
        cell: Place | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Take the header; which questions there are is known once the first row names a model.

        meaning: is asked about the cells of every row that is not plain.

        Raises:
            InvalidInputError: a column twice, or without a name while others have one.

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

    def read(self, row: int, cells: Sequence[str]) -> Assessment | None:
        """The assessment in a row; None for a row without anything in it.

        Raises:
            InvalidInputError: with everything that is wrong with the row, or with the header.

        """
        if not any(cells):
            return None
        if self._model is None:
            self._model = self._start(row, cells)
        quick = self._quick(row, cells, self._model) if len(cells) == len(self._header) else None
        return quick or self._careful(row, cells, self._model)

    @property
    def is_refused(self) -> bool:
        """Whether the header itself is wrong, so that no row can be read."""
        return self._refused is not None

    # --- the header ------------------------------------------------------------------------

    def _name(self, position: int) -> str:
        return self._header[position] if position < len(self._header) else ""

    def _check_names(self) -> None:
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
        known = [*CSV_COLUMNS, *tables]
        unknown = [
            self._problem(
                self._header_row,
                at,
                Finding(
                    path=(),
                    code="unknown-column",
                    message=f"{quoted(name)} is geen kolom die hier kan staan",
                    hint=suggestion(name, known),
                ),
            )
            for name, at in self._position.items()
            if name not in known
        ]
        if unknown:
            self._refused = InvalidInputError(unknown)
            raise self._refused
        asked = [name for name in tables if name in self._position]
        self._asked = tuple(asked)
        self._words = [tables[name].words for name in asked]
        self._pick = _picker([self._position[name] for name in asked])
        self._unanswered = unanswered(model)
        self._whole = len(asked) == len(tables)
        self._about = _picker([self._position.get(name, -1) for name in CSV_COLUMNS])
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

    def _quick(self, row: int, cells: Sequence[str], model: Model) -> Assessment | None:
        """The assessment, if every cell is one of the texts that are an answer by themselves."""
        named, name, code, inhabitants, province, date, respondent, ambition = self._about(
            (*cells, "")  # the last is what a column that is not there holds
        )
        try:
            answers = [w[c] for w, c in zip(self._words, self._pick(cells), strict=True)]
            day = _iso_date(date)
            aims = self._ambitions[ambition]
        except (KeyError, ValueError):
            return None
        count = int(inhabitants) if inhabitants.isascii() and inhabitants.isdigit() else None
        plain = _is_plain(name) and _is_plain(province or "-") and _is_plain(respondent or "-")
        if (
            not plain
            or named not in self._named
            or not _CODE.fullmatch(code)
            or (inhabitants and not count)
            or len(inhabitants) > 15  # noqa: PLR2004 - as in any number
        ):
            return None
        given = dict(zip(self._asked, answers, strict=True))
        if not self._whole:
            given = self._unanswered | given
            answers = list(given.values())
        return Assessment(
            source=self._source,
            model=model,
            municipality=Municipality(name, code or None, count, province or None),
            date=day,
            respondent=respondent or None,
            ambition=aims,
            answers=given,
            sums=sum([answer.adds for answer in answers]),
            remarks={},
            row=row,
        )

    def _careful(self, row: int, cells: Sequence[str], model: Model) -> Assessment:
        self._check_length(row, cells)
        given = {
            name: cells[position].strip()
            for name, position in self._position.items()
            if cells[position].strip()
        }
        if self._meaning is not None:
            given = {name: self._meaning(model, name, text) for name, text in given.items()}
        findings: list[Finding] = []
        try:
            findings += self._other_model(given.pop("model", ""), model)
            assessment = assess(_tree(given, model), model, self._source)
        except FindingsError as error:
            findings += error.findings
        if findings:
            problems = [self._placed(row, finding) for finding in findings]
            raise InvalidInputError([problem for _, problem in sorted(problems)])
        return assessment._replace(row=row)

    def _other_model(self, named: str, model: Model) -> Iterator[Finding]:
        if self._choice.model_for(named, self._source).id != model.id and named:
            yield Finding(
                path=("model",),
                code="other-model",
                message=f"deze rij hoort bij groeimodel {quoted(named)}, en de rijen erboven bij "
                f"{quoted(model.id)}",
                hint="maak voor elk groeimodel een eigen bestand",
            )

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
            path=self._cell(row, position),
            code=finding.code,
            message=finding.message,
            hint=finding.hint,
        )


def _picker(positions: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Takes the cells at some positions out of a row, as a tuple."""
    match positions:
        case []:
            return lambda cells: ()
        case [only]:
            return lambda cells: (cells[only],)
        case _:
            return itemgetter(*positions)


@lru_cache(maxsize=4096)
def _iso_date(text: str) -> Date:
    if len(text) != len("2026-10-01") or not text.isascii():
        raise ValueError(text)
    return Date.fromisoformat(text)


def _is_plain(text: str) -> bool:
    """Whether a text is there and needs no trimming or looking at."""
    return text.isprintable() and text == text.strip() and text not in {"", "~", "null"}


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
    dutch = _DUTCH_DATE.fullmatch(tree.get("date", ""))
    if dutch is not None:  # what a Dutch Excel makes of a date
        day, month, year = dutch.groups()
        tree["date"] = f"{year}-{month:0>2}-{day:0>2}"
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
