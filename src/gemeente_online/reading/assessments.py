"""Inputs of every kind as one stream of assessments and of inputs that are none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import NamedTuple, TypeVar

from gemeente_online.assessment.arguments import expect
from gemeente_online.assessment.file import Assessment, assess, envelope_findings
from gemeente_online.assessment.warnings import Notice, Placed, doubts
from gemeente_online.model.file import Model
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Problem,
    guessing,
    quoted,
)
from gemeente_online.reading.files import STDIN, is_folder, opened, read_bytes, read_tree
from gemeente_online.reading.formats import SUFFIXES, InputFormat
from gemeente_online.reading.model_choice import ModelChoice
from gemeente_online.reading.models import load_model, model_in
from gemeente_online.reading.placed_tree import PlacedTree, Tree
from gemeente_online.reading.rejected import Rejected, WrongRows

Input = TypeVar("Input")
Progress = Callable[[int], None] | None
"""Is told how many bytes have been read."""


class CheckedModel(NamedTuple):
    """A model file without mistakes, and what may still surprise its author."""

    source: str
    model: Model
    warnings: tuple[Problem, ...]


def read_assessments(
    *sources: str | Path,
    model: Model | str | Path | None = None,
    input_format: InputFormat | None = None,
    progress: Progress = None,
) -> Iterator[Assessment | Rejected]:
    """Every assessment in the inputs, in their order; a wrong one does not stop the others.

    sources: paths of YAML, JSON, JSONL, CSV or Excel files, folders of them, or ``-`` for standard
        input.
    model: goes before the one that an input names, whose id must then be the same; a model, or
        what ``load_model`` takes: the id of one that comes with the program, or a path.
    input_format: of standard input; by default a brace means JSON, anything else YAML.
    progress: is told how many bytes have been read.

    Raises:
        InvalidInputError: the model cannot be used; what is wrong with an input is a ``Rejected``.
        TypeError: a source is no path.

    """
    for source in sources:
        expect(source, (str, PurePath), "read_assessments() takes paths, each by itself")
    expect(model, (Model, str, PurePath, type(None)), "read_assessments() takes as model a Model")
    choice = ModelChoice(load_model(model) if isinstance(model, str | PurePath) else model)

    def one(name: str, kind: InputFormat | None) -> Assessment:
        return assessment_in(_load(name, kind, progress)[0], choice)

    return _each(sources, one, _How(choice, input_format, progress))


def read_inputs(
    *sources: str | Path,
    model: Model | None = None,
    input_format: InputFormat | None = None,
    warned: Callable[[Problem], None] | None = None,
) -> Iterator[Assessment | CheckedModel | Rejected]:
    """The same, and growth models too: a file with axes and no answers is taken for one.

    warned: is told what may not be meant in an assessment, just before that comes.
    """
    choice = ModelChoice(model)

    def notice(found: Assessment, tree: object, place: Placed) -> None:
        if warned is not None:
            for problem in place(doubts(found, tree)):
                warned(problem)

    def one(name: str, kind: InputFormat | None) -> Assessment | CheckedModel:
        document, data = _load(name, kind, None)
        tree = document.tree
        if isinstance(tree, dict) and _is_model(tree):
            found = model_in(document, data)
            from gemeente_online.model.warnings import warnings  # only checking pays for it

            return CheckedModel(name, found, document.place(warnings(found)))
        assessment = assessment_in(document, choice)
        notice(assessment, tree, document.place)
        return assessment

    return _each(sources, one, _How(choice, input_format, notice=notice))


def size_of(sources: Iterable[str | Path]) -> int | None:
    """How many bytes there are to read; None where that is not known beforehand."""
    total = 0
    for source in sources:
        if str(source) == STDIN:
            return None
        try:
            total += sum(Path(name).stat().st_size for name in _files(source))
        except (OSError, InvalidInputError):
            continue
    return total


class _How(NamedTuple):
    """How inputs are read, whatever is in them; see ``read_assessments`` and ``doubts.Notice``."""

    choice: ModelChoice
    input_format: InputFormat | None
    progress: Progress = None
    notice: Notice = None


def _each(
    sources: Iterable[str | Path], one: Callable[[str, InputFormat | None], Input], how: _How
) -> Iterator[Input | Assessment | Rejected]:
    for source in sources:
        try:
            names = _files(source)
        except InvalidInputError as error:
            yield Rejected(source=str(source), problems=error.problems)
            continue
        for name in names:
            kind = how.input_format if name == STDIN else SUFFIXES.get(Path(name).suffix.lower())
            try:
                found: Iterator[Input | Assessment | Rejected]
                match kind:
                    case InputFormat.CSV:
                        found = _rows(name, how)
                    case InputFormat.JSONL:
                        found = _lines(name, how)
                    case InputFormat.XLSX:
                        found = _sheets(name, how)
                    case _:
                        found = iter([one(name, kind)])
                first = next(found, None)
                if first is None:
                    raise InvalidInputError([_nothing(name)])
                yield first
                yield from found
            except InvalidInputError as error:
                yield Rejected(source=name, problems=error.problems)


def _files(source: str | Path) -> list[str]:
    name = str(source)
    if name == STDIN or not is_folder(source):
        return [name]
    try:
        found = sorted(
            str(path)
            for path in Path(source).iterdir()
            if not path.name.startswith(".")
            and path.suffix.lower() in SUFFIXES
            and not path.name.startswith("~$")  # what Excel keeps beside a file that is open
            and not path.is_dir()
        )
    except OSError:
        raise InvalidInputError(
            [
                Problem(
                    source=name,
                    code="no-access",
                    message="deze map mag niet worden gelezen",
                    hint="vraag om leesrechten, of kopieer de bestanden naar een eigen map",
                )
            ]
        ) from None
    if not found:
        raise InvalidInputError(
            [
                Problem(
                    source=name,
                    code="empty-folder",
                    message="in deze map staat geen antwoordenbestand",
                    hint=f"een antwoordenbestand eindigt op {', '.join(SUFFIXES)}",
                )
            ]
        )
    return found


def _load(name: str, kind: InputFormat | None, progress: Progress) -> tuple[PlacedTree, bytes]:
    data = read_bytes(name)
    if progress is not None:
        progress(len(data))
    if kind is None and _is_csv(data):
        raise InvalidInputError(
            [
                Problem(
                    source=name,
                    code="unnamed-csv",
                    message="dit is CSV, en dat is aan de naam niet te zien",
                    hint='kies "--input csv", of geef het bestand een naam die op .csv eindigt',
                )
            ]
        )
    return read_tree(data, name, is_json=None if kind is None else kind is InputFormat.JSON), data


def _is_csv(data: bytes) -> bool:
    """Whether the first line is a header with the columns that every CSV file has."""
    first = data[:4096].partition(b"\n")[0]
    names = {b"municipality", b"date"}
    return b":" not in first and any(
        names <= {cell.strip(b' "\r\xef\xbb\xbf') for cell in first.split(mark)}
        for mark in (b";", b",", b"\t")
    )


def _rows(name: str, how: _How) -> Iterator[Assessment | Rejected]:
    """The assessments in the rows of a CSV file."""
    from gemeente_online.reading.csv import read_rows
    from gemeente_online.reading.rows import Rows

    with opened(name) as stream:
        table: Rows | None = None
        wrong = WrongRows(name)
        for number, cells in read_rows(stream, name, how.progress):
            if isinstance(cells, InvalidInputError):
                yield wrong.rejected(number, cells.problems)
                continue
            if table is None:
                if any(map(str.strip, cells)):
                    table = Rows(name, cells, how.choice, header_row=number)
                continue
            try:
                found = table.read(number, cells, explains=wrong.are_explained)
            except InvalidInputError as error:
                yield wrong.rejected(number, error.problems)
                if table.is_refused:
                    return
                continue
            if found is not None:
                if how.notice is not None:
                    how.notice(found, {}, partial(table.place, number))
                yield found


def _sheets(name: str, how: _How) -> Iterator[Assessment | Rejected]:
    """The assessments in an Excel workbook."""
    from gemeente_online.reading.excel.archive import MAX_FILE
    from gemeente_online.reading.excel.assessments import read_excel

    with opened(name) as stream:
        data = stream.read(MAX_FILE + 1)
    if how.progress is not None:
        how.progress(len(data))
    yield from read_excel(data, name, how.choice, how.notice)


def _lines(name: str, how: _How) -> Iterator[Assessment | Rejected]:
    """The assessments in the lines of a JSONL file."""
    from gemeente_online.reading.jsonl import on_line, read_lines

    wrong = WrongRows(name)
    with opened(name) as stream:
        for number, item in read_lines(stream, name, how.progress):
            try:
                if isinstance(item, InvalidInputError):
                    raise item
                document = item if wrong.are_explained else item.without_places()
                with guessing(wrong.are_explained):
                    found = assessment_in(document, how.choice)._replace(row=number)
                if how.notice is not None:
                    how.notice(found, item.tree, partial(_place_on_line, item, number))
                yield found
            except InvalidInputError as error:
                problems = [on_line(problem, number) for problem in error.problems]
                yield wrong.rejected(number, problems)


def _place_on_line(
    document: PlacedTree, number: int, findings: Iterable[Finding]
) -> Iterator[Problem]:
    from gemeente_online.reading.jsonl import on_line

    return (on_line(problem, number) for problem in document.place(findings))


def _nothing(name: str) -> Problem:
    return Problem(
        source=name,
        code="empty",
        message="in dit bestand staat geen meting",
        hint="zet er voor elke meting een rij of regel in, of begin met: gemeente-online init",
    )


def assessment_in(document: PlacedTree, choice: ModelChoice) -> Assessment:
    """The assessment in an answers file that was read as a tree.

    Raises:
        InvalidInputError: with everything that is wrong with it.

    """
    tree = document.tree
    if not isinstance(tree, dict) or _is_model(tree):
        raise InvalidInputError(document.place([_not_answers(tree)]))
    try:
        model = choice.model_for(tree.get("model"), document.source)
    except FindingsError as error:
        findings = [*error.findings]
        if findings[0].code != "other-model":
            findings += envelope_findings(tree)
        raise InvalidInputError(document.place(findings)) from None
    try:
        return assess(tree, model, document.source)
    except FindingsError as error:
        raise InvalidInputError(document.place(error.findings)) from None


def _is_model(tree: Mapping[str, Tree]) -> bool:
    """Whether a file is meant as a model; one that is begun may have no axes yet."""
    return not tree.keys() & {"answers", "municipality"} and bool(
        tree.keys() & {"axes", "phases", "scale", "scoring"}
    )


def _not_answers(tree: Tree) -> Finding:
    if isinstance(tree, dict):
        message = "dit is een groeimodel, en geen antwoordenbestand"
        hint = "noem het achter --model, of bekijk het met: gemeente-online check"
    else:
        message = f"hier staat {quoted(tree)}, en geen antwoordenbestand"
        hint = "begin met: municipality, date en answers"
    return Finding(path=(), code="not-an-answers-file", message=message, hint=hint)
