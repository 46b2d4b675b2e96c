"""Inputs of every kind as one stream of assessments and of inputs that are none."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import NamedTuple

from gemeente_online.assessment.arguments import expect
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.warnings import doubts
from gemeente_online.model.file import Model
from gemeente_online.problem import Finding, FindingsError, InvalidInputError, Problem, refused
from gemeente_online.reading.files import STDIN, is_folder, opened, read_bytes, read_tree
from gemeente_online.reading.formats import SUFFIXES, InputFormat
from gemeente_online.reading.model_choice import ModelChoice
from gemeente_online.reading.models import load_model, model_in
from gemeente_online.reading.placed_tree import PlacedTree
from gemeente_online.reading.rejected import Rejected, WrongRows
from gemeente_online.reading.written import Written, assessed, is_model
from gemeente_online.suggestions import Guesses

Progress = Callable[[int], None] | None
"""Is told how many bytes have been read."""

Warned = Callable[[Problem], None] | None
"""Is told what may not be meant."""


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
    warned: Warned = None,
) -> Iterator[Assessment | Rejected]:
    """Every assessment in the inputs, in their order; a wrong one does not stop the others.

    sources: paths of YAML, JSON, JSONL, CSV or Excel files, folders of them, or ``-`` for standard
        input.
    model: goes before the one that an input names, whose id must then be the same; a model, or
        what ``load_model`` takes: the id of one that comes with the program, or a path.
    input_format: of standard input; by default a brace means JSON, anything else YAML.
    progress: is told how many bytes have been read.
    warned: is told what is not read though it seems meant, such as a hidden sheet of a workbook.

    Raises:
        InvalidInputError: the model cannot be used; what is wrong with an input is a ``Rejected``.
        TypeError: a source is no path.

    """
    for source in sources:
        expect(source, (str, PurePath), "read_assessments() takes paths, each by itself")
    expect(model, (Model, str, PurePath, type(None)), "read_assessments() takes as model a Model")
    choice = ModelChoice(load_model(model) if isinstance(model, str | PurePath) else model)
    found = _each(sources, _How(choice, input_format, progress, warned))
    return (item for item in found if not isinstance(item, CheckedModel))


def read_inputs(
    *sources: str | Path,
    model: Model | None = None,
    input_format: InputFormat | None = None,
    warned: Warned = None,
) -> Iterator[Assessment | CheckedModel | Rejected]:
    """The same, and growth models too: a file with axes and no answers is taken for one.

    warned: is told what may not be meant in an assessment, just before that comes.
    """
    return _each(sources, _How(ModelChoice(model), input_format, None, warned, checks=True))


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
    """How inputs are read, whatever is in them; see ``read_assessments`` and ``read_inputs``."""

    choice: ModelChoice
    input_format: InputFormat | None
    progress: Progress = None
    warned: Warned = None
    checks: bool = False
    """Whether models are taken too, and doubts are told about assessments."""


def _each(
    sources: Iterable[str | Path], how: _How
) -> Iterator[Assessment | CheckedModel | Rejected]:
    for source in sources:
        try:
            names = _files(source)
        except InvalidInputError as error:
            yield Rejected(str(source), error.problems)
            continue
        for name in names:
            yield from _in_file(name, how)


def _in_file(name: str, how: _How) -> Iterator[Assessment | CheckedModel | Rejected]:
    """What a file holds; a row that is wrong does not stop the others."""
    wrong = WrongRows(name)
    is_empty = True
    try:
        for item in _written(name, how):
            is_empty = is_empty and isinstance(item, Problem)
            match item:
                case Written():
                    yield _assessed(item, how, wrong)
                case InvalidInputError():
                    yield wrong.rejected(item.problems[0].line, partial(tuple, item.problems))
                case CheckedModel():
                    yield item
                case Problem() if how.warned is not None:
                    how.warned(item)
        if is_empty:
            raise refused(name, "empty/no-assessment")
    except InvalidInputError as error:
        yield Rejected(name, error.problems)


def _assessed(written: Written, how: _How, wrong: WrongRows) -> Assessment | Rejected:
    try:
        with wrong.guesses:
            found = assessed(written, how.choice)
    except FindingsError as error:
        return wrong.rejected(written.row, partial(written.place, error.findings))
    if how.checks and how.warned is not None:
        for problem in written.place(doubts(found, written.tree)):
            how.warned(problem)
    return found


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
        raise refused(name, "no-access/folder") from None
    if not found:
        raise refused(name, "empty-folder", endings=", ".join(SUFFIXES))
    return found


# --- what is written in a file -------------------------------------------------------------


def _written(
    name: str, how: _How
) -> Iterator[Written | InvalidInputError | CheckedModel | Problem]:
    """Everything that stands in a file; a row or line that is none comes as an error.

    What may not be meant comes as a warning.
    """
    match how.input_format if name == STDIN else SUFFIXES.get(Path(name).suffix.lower()):
        case InputFormat.CSV:
            yield from _rows(name, how)
        case InputFormat.JSONL:
            yield from _lines(name, how)
        case InputFormat.XLSX:
            yield from _workbook(name, how)
        case kind:
            yield _document(name, kind, how)


def _document(name: str, kind: InputFormat | None, how: _How) -> Written | CheckedModel:
    """What stands in a YAML or JSON file."""
    data = read_bytes(name)
    if how.progress is not None:
        how.progress(len(data))
    if kind is None and _is_csv(data):
        raise refused(name, "unnamed-csv")
    document = read_tree(data, name, is_json=None if kind is None else kind is InputFormat.JSON)
    if how.checks and isinstance(document.tree, dict) and is_model(document.tree):
        found = model_in(document, data)
        from gemeente_online.model.warnings import warnings  # only checking pays for it

        return CheckedModel(name, found, document.place(warnings(found)))
    return Written(name, document.tree, document.place)


def _is_csv(data: bytes) -> bool:
    """Whether the first line is a header with the columns that every CSV file has."""
    first = data[:4096].partition(b"\n")[0]
    names = {b"municipality", b"date"}
    return b":" not in first and any(
        names <= {cell.strip(b' "\r\xef\xbb\xbf') for cell in first.split(mark)}
        for mark in (b";", b",", b"\t")
    )


def _rows(name: str, how: _How) -> Iterator[Written | InvalidInputError]:
    """The rows of a CSV file."""
    from gemeente_online.reading.csv import read_rows
    from gemeente_online.reading.rows import Rows

    table: Rows | None = None
    with opened(name) as stream:
        for number, cells in read_rows(stream, name, how.progress):
            if isinstance(cells, InvalidInputError):
                yield cells
            elif table is not None:
                yield from table.read(number, cells)
                if table.is_refused:
                    return
            elif any(map(str.strip, cells)):
                table = Rows(name, cells, how.choice, header_row=number)


def _workbook(name: str, how: _How) -> Iterator[Written | InvalidInputError | Problem]:
    """The sheets of an Excel workbook."""
    from gemeente_online.reading.excel.archive import MAX_FILE
    from gemeente_online.reading.excel.assessments import read_excel

    with opened(name) as stream:
        data = stream.read(MAX_FILE + 1)
    if how.progress is not None:
        how.progress(len(data))
    yield from read_excel(data, name, how.choice)


def _lines(name: str, how: _How) -> Iterator[Written | InvalidInputError]:
    """The lines of a JSONL file."""
    from gemeente_online.reading.jsonl import read_lines

    with opened(name) as stream:
        for number, line in read_lines(stream, name, how.progress):
            if isinstance(line, InvalidInputError):
                yield line
            else:
                yield Written(name, line.tree, partial(_place_on_line, line, number), number)


def _place_on_line(
    document: PlacedTree, number: int, findings: Iterable[Finding]
) -> Iterator[Problem]:
    from gemeente_online.reading.jsonl import on_line

    return (on_line(problem, number) for problem in document.place(findings))


def assessment_in(document: PlacedTree, choice: ModelChoice) -> Assessment:
    """The assessment in an answers file that was read as a tree.

    Raises:
        InvalidInputError: with everything that is wrong with it.

    """
    written = Written(document.source, document.tree, document.place)
    try:
        with Guesses():
            return assessed(written, choice)
    except FindingsError as error:
        raise InvalidInputError(document.place(error.findings)) from None
