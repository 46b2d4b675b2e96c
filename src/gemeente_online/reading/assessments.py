"""Inputs of every kind as one stream of assessments and of inputs that are none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import expect
from gemeente_online.assessment.warnings import doubts
from gemeente_online.model.file import Model
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Problem,
    problem_in,
    refused,
)
from gemeente_online.reading.assessed import assessed
from gemeente_online.reading.files import (
    STDIN,
    SUFFIXES,
    InputFormat,
    Progress,
    digest_of,
    forget,
    format_by_name,
    is_folder,
    opened,
    read_bytes,
)
from gemeente_online.reading.folders import (
    Seen,
    as_in,
    files_counted,
    files_inside,
    told_of,
    told_skipped,
)
from gemeente_online.reading.models import ModelChoice, load_model, model_in
from gemeente_online.reading.other_files import (
    MESSAGES,
    NoAnswersError,
    OtherFile,
    begins_as_result,
    check_is_answers,
    other_in,
)
from gemeente_online.reading.written import Written, read_tree
from gemeente_online.suggestions import Guesses
from gemeente_online.wording import listing_of_first, quoted, shortened

Warned = Callable[[Problem], None] | None
"""Is told what may not be meant."""

MOST_NAMED = 10
"""Columns that are named, of those that are let be; and questions of earlier versions."""

MOST_EXPLAINED = 1_000
"""Problems of one file's rows that are explained; nobody reads more of them."""


class Rejected(NamedTuple):
    """An input that holds no valid assessment, and everything that is wrong with it."""

    source: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """Every problem as text, on lines of its own."""
        return "\n".join(map(str, self.problems))


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
    ignore_columns: bool = False,
) -> Iterator[Assessment | Rejected]:
    """Every assessment in the inputs, in their order; a wrong one does not stop the others.

    sources: paths of YAML, JSON, JSONL, CSV or Excel files, folders of them, or ``-`` for standard
        input. A file that is named more than once counts once.
    model: goes before the one that an input names, whose id must then be the same; a model, or
        what ``load_model`` takes: the id of one that comes with the program, or a path.
    input_format: of standard input; by default a brace means JSON, anything else YAML.
    progress: is told how many bytes have been read.
    warned: is told what is not read though it seems meant, such as a hidden sheet of a workbook.
    ignore_columns: whether columns of CSV and Excel that are not known are let be; else they are
        wrong.

    Raises:
        InvalidInputError: the model cannot be used; what is wrong with an input is a ``Rejected``.
        TypeError: a source is no path.

    """
    for source in sources:
        expect(source, (str, PurePath), "read_assessments() takes paths, each by itself")
    expect(model, (Model, str, PurePath, type(None)), "read_assessments() takes as model a Model")
    choice = ModelChoice(load_model(model) if isinstance(model, str | PurePath) else model)
    ignored: dict[str, list[str]] | None = {} if ignore_columns else None
    found = _Reader(choice, input_format, {}, progress, warned, ignored=ignored).each(sources)
    return (item for item in found if not isinstance(item, CheckedModel))


def read_inputs(
    *sources: str | Path,
    model: Model | None = None,
    input_format: InputFormat | None = None,
    warned: Warned = None,
    ignore_columns: bool = False,
) -> Iterator[Assessment | CheckedModel | Rejected]:
    """The same, and growth models too: a file with axes and no answers is taken for one.

    warned: is told what may not be meant in an assessment, just before that comes.
    """
    ignored: dict[str, list[str]] | None = {} if ignore_columns else None
    choice = ModelChoice(model)
    reader = _Reader(choice, input_format, {}, None, warned, checks=True, ignored=ignored)
    return reader.each(sources)


class _Reader(NamedTuple):
    """Reads inputs, whatever is in them; see ``read_assessments`` and ``read_inputs``."""

    choice: ModelChoice
    input_format: InputFormat | None
    earlier: dict[tuple[str, str | None], dict[str, None]]
    """Takes ids of earlier versions and what they became, each with the files that have it."""
    progress: Progress = None
    warned: Warned = None
    checks: bool = False
    """Whether models are taken too, and doubts are told about assessments."""
    ignored: dict[str, list[str]] | None = None
    """Takes for each file the columns that are let be; without it they are wrong."""

    def each(self, sources: Iterable[str | Path]) -> Iterator[Assessment | CheckedModel | Rejected]:
        seen = Seen()
        for source in map(str, sources):
            if source != STDIN and is_folder(source):
                yield from self._in_folder(source, seen)
                continue
            if source != STDIN and seen.again(source):
                continue
            try:
                yield from self._in_file(_File(source))
            except NoAnswersError as error:
                yield Rejected(source, error.problems)
        self._warn(seen.told())
        self._warn(self._told_ignored())
        self._warn(self._told_earlier())

    def _told_ignored(self) -> Iterator[Problem]:
        """Which columns were let be, in all files together."""
        found = {source: names for source, names in (self.ignored or {}).items() if names}
        names = [quoted(name) for name in dict.fromkeys(chain.from_iterable(found.values()))]
        if names:
            key = "ignored-column" if len(names) == 1 else "ignored-column/several"
            yield _told_together(key, names, found)

    def _told_earlier(self) -> Iterator[Problem]:
        """Which questions were read as what they are now, or passed over, in all files together."""
        renamed, dropped = {}, {}
        for (old, now), files in self.earlier.items():
            if now is None:
                dropped[quoted(old)] = files
            else:
                renamed[f"{quoted(old)} is nu {quoted(now)}"] = files
        if renamed:
            files = dict.fromkeys(chain.from_iterable(renamed.values()))
            yield _told_together("renamed-question/in-files", [*renamed], files)
        if dropped:
            files = dict.fromkeys(chain.from_iterable(dropped.values()))
            yield _told_together("dropped-question/in-files", [*dropped], files)

    def _in_folder(self, folder: str, seen: Seen) -> Iterator[Assessment | CheckedModel | Rejected]:
        """What the files in a folder hold; what holds no answers there is passed over."""
        try:
            found = files_inside(folder)
        except InvalidInputError as error:
            yield Rejected(folder, error.problems)
            return
        self._warn(told_skipped(folder, found.skipped))
        for name in found.closed:
            yield Rejected(name, (problem_in(name, "no-access/folder"),))
        others: list[str] = []
        first_with: dict[str | None, str] = {None: ""}
        copies: list[str] = []
        for name in found.files:
            if seen.again(name):
                continue
            file, inside = _File(name), as_in(folder, name)
            try:
                yield from self._in_file(file)
            except NoAnswersError as error:
                others.append(f"{inside} ({error.what})")
                if error.what is OtherFile.RESULT:
                    forget(name)  # next quarter's comes in its place
                continue
            first = first_with.setdefault(file.digest, inside)
            if first not in {"", inside}:
                copies.append(f"{inside} (als {first})")
        if copies:
            self._warn([told_of(folder, "same-content", copies)])
        if others:
            self._warn([told_of(folder, "passed-over", others)])
        if len(others) == len(found.files) and not found.closed:
            endings = ", ".join(SUFFIXES)
            yield Rejected(folder, (problem_in(folder, "empty-folder", endings=endings),))

    def _warn(self, problems: Iterable[Problem]) -> None:
        if self.warned is not None:
            for problem in problems:
                self.warned(problem)

    def _in_file(self, file: "_File") -> Iterator[Assessment | CheckedModel | Rejected]:
        """What a file holds; a row that is wrong does not stop the others.

        Raises:
            NoAnswersError: before anything comes: the file is something else.

        """
        is_empty = True
        try:
            for item in self._written(file):
                match item:
                    case Written():
                        if is_empty:
                            check_is_answers(item)
                        yield self._assessed(item, file)
                    case InvalidInputError():
                        yield file.rejected(item.problems[0].line, partial(iter, item.problems))
                    case CheckedModel():
                        yield item
                    case Problem():
                        self._warn([item])
                is_empty = is_empty and isinstance(item, Problem)
            if is_empty:
                raise refused(file.source, "empty/no-assessment")
        except NoAnswersError:
            raise
        except InvalidInputError as error:
            yield Rejected(file.source, error.problems)

    def _assessed(self, written: Written, file: "_File") -> Assessment | Rejected:
        try:
            with file.guesses:
                found = assessed(written, self.choice, file.digest)
        except FindingsError as error:
            return file.rejected(written.row, partial(_placed, written, error.findings))
        if self.checks and self.warned is not None:
            self._warn(_placed(written, doubts(found, written.tree)))
        if found.earlier and not (self.checks and found.row is None):
            for old in found.earlier:
                pair = old, found.model.became[old]
                self.earlier.setdefault(pair, {})[file.source] = None
        return found

    def _written(
        self, file: "_File"
    ) -> Iterator[Written | InvalidInputError | CheckedModel | Problem]:
        """Everything that stands in a file; a row or line that is none comes as an error.

        What may not be meant comes as a warning.
        """
        name = file.source
        kind = self.input_format if name == STDIN else format_by_name(name)
        ignored = None if self.ignored is None else self.ignored.setdefault(name, [])
        match kind:
            case InputFormat.CSV:
                from gemeente_online.reading.csv import read_table

                with opened(name) as stream:
                    file.digest = digest_of(stream)
                    yield from read_table(stream, name, self.choice, self.progress, ignored)
            case InputFormat.JSONL:
                from gemeente_online.reading.json import read_lines

                with opened(name) as stream:
                    file.digest = digest_of(stream)
                    yield from read_lines(stream, name, self.progress)
            case InputFormat.XLSX:
                from gemeente_online.reading.excel.archive import MAX_FILE
                from gemeente_online.reading.excel.assessments import read_excel

                with opened(name) as stream:
                    data = stream.read(MAX_FILE + 1)
                self._take(data, file)
                yield from read_excel(data, name, self.choice, ignored)
            case _:
                yield self._document(file, kind)

    def _document(self, file: "_File", kind: InputFormat | None) -> Written | CheckedModel:
        """What stands in a YAML or JSON file."""
        name = file.source
        data = read_bytes(name)
        self._take(data, file)
        if kind is None and _is_csv(data):
            raise refused(name, "unnamed-csv")
        is_json = None if kind is None else kind is InputFormat.JSON
        try:
            written = read_tree(data, name, is_json=is_json)
        except InvalidInputError:
            if begins_as_result(data):
                problem = problem_in(name, MESSAGES[OtherFile.RESULT])
                raise NoAnswersError(OtherFile.RESULT, [problem]) from None
            raise
        if self.checks and other_in(written.tree) is OtherFile.MODEL:
            found = model_in(written, data)
            from gemeente_online.model.warnings import warnings  # only checking pays for it

            return CheckedModel(name, found, tuple(written.place(warnings(found))))
        return written

    def _take(self, data: bytes, file: "_File") -> None:
        """Take note of what was read of a file: all of it."""
        from hashlib import sha256

        file.digest = sha256(data).hexdigest()
        if self.progress is not None:
            self.progress(len(data))


def _told_together(key: str, names: Sequence[str], files: Iterable[str]) -> Problem:
    """What is to be said of all files together. names: of what is in any of them."""
    first, *others = files
    where = f" (ook in nog {files_counted(len(others))})" if others else ""
    listed = listing_of_first(names, MOST_NAMED)
    return problem_in(first, key, names=listed, where=where)


def _placed(written: Written, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Findings as problems; of a row with whose it is, as it was written."""
    tree = written.tree if written.row is not None else None
    about = tree.get("municipality") if isinstance(tree, dict) else None
    name = about.get("name") if isinstance(about, dict) else None
    whose = shortened(name) if isinstance(name, str) and name.strip() else None
    return (problem._replace(municipality=whose) for problem in written.place(findings))


def _is_csv(data: bytes) -> bool:
    """Whether the first line is a header with the columns that every CSV file has."""
    first = data[:4096].partition(b"\n")[0]
    names = {b"municipality", b"date"}
    return b":" not in first and any(
        names <= {cell.strip(b' "\r\xef\xbb\xbf') for cell in first.split(mark)}
        for mark in (b";", b",", b"\t")
    )


class _File:
    """One file: what it is known by, and its wrong rows: explained at first, then only named.

    digest: the SHA-256 of what is in it, once it is open; None where that cannot be known.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.digest: str | None = None
        self._count = 0
        self.guesses = Guesses()
        """Within it a row is read, with a suggestion or not for what is wrong in it."""

    def rejected(self, row: int | None, told: Callable[[], Iterable[Problem]]) -> Rejected:
        """A row that is wrong.

        row: its number, from 1; None for more than a row, which is always explained.
        told: gives what is wrong with it, if that will be told.
        """
        if self.guesses.are_read or row is None:
            problems = tuple(told())
        else:
            problems = (problem_in(self.source, "not-explained", (row, None)),)
        self._count += len(problems)
        if self._count >= MOST_EXPLAINED:
            self.guesses = Guesses(0)
        return Rejected(self.source, problems)
