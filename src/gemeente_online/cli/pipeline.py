"""What commands share: read the inputs, tell what is wrong, show the result in the chosen format.

A command reads with ``Inputs``, computes, and hands its result to a ``Delivery``, with how it is
given as a document, as rows, as JSON. Which of them a format takes stands here.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, assert_never

from gemeente_online.assessment.file import Assessment
from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.cli.options import format_of
from gemeente_online.cli.output import tell
from gemeente_online.cli.progress import progress_over
from gemeente_online.cli.sink import Sink
from gemeente_online.cli.writing import write_csv, write_document, write_workbook
from gemeente_online.model.file import Model
from gemeente_online.problem import InvalidInputError, Problem
from gemeente_online.reading.assessments import Rejected, read_assessments
from gemeente_online.reading.files import InputFormat
from gemeente_online.reading.models import DEFAULT_MODEL, load_model, shipped_models
from gemeente_online.rendering.formats import DocumentKind, OutputFormat
from gemeente_online.rendering.problems import ProblemTexts
from gemeente_online.wording import listing, thousands

if TYPE_CHECKING:
    from gemeente_online.rendering.columns import Sheet
    from gemeente_online.rendering.document import Document

Shown = TypeVar("Shown")


# --- the model ------------------------------------------------------------------------------------


def chosen_model(name: str | None) -> Model | None:
    """The model that was asked for; None leaves it to the inputs.

    Raises:
        InvalidInputError: there is no such model, or it is broken.

    """
    gc.freeze()  # the imports are done; from here on garbage is looked after again
    gc.enable()
    return None if name is None else load_model(named_model(name))


def named_model(name: str | None) -> str | Path:
    """What was typed as a model, as ``load_model`` takes it; None is the usual model.

    On the command line a file goes by its name alone too, unless a model has that id.
    """
    if name is None:
        return DEFAULT_MODEL
    is_file = os.path.isfile(name)  # noqa: PTH113 - also for what cannot be a name
    return Path(name) if is_file and name not in shipped_models() else name


# --- the inputs -----------------------------------------------------------------------------------


class Inputs:
    """The assessments that a command is about: reads them, and keeps count of what is wrong.

    names: the files that are read, the model's too if it is one.
    scored, refused: how many assessments so far.
    problems: what is wrong with the refused ones, where it is kept.
    """

    def __init__(
        self,
        files: list[str],
        model: str | None,
        input_format: InputFormat | None,
        *,
        keep_problems: bool,
        year: int | None = None,
        ignore_columns: bool = False,
    ) -> None:
        """Nothing is read yet.

        files, model, input_format: as they were typed.
        year: of the assessments that are meant; None means those of every year.
        ignore_columns: whether columns that are not known are let be.
        keep_problems: whether problems are kept, for the result; else each is told as soon as it is
            found.
        """
        self.names = (*files, model)
        self.scored = self.refused = 0
        self.problems: list[Problem] = []
        self._files, self._model, self._format = files, model, input_format
        self._year, self._keep = year, keep_problems
        self._ignore_columns = ignore_columns
        self._texts = ProblemTexts()

    @contextmanager
    def reading(self, *, scrolling: bool = False) -> Iterator[Iterator[Assessment]]:
        """Gives what is valid and meant, as it comes in; nothing where the model is of no use.

        scrolling: whether results scroll by on the screen meanwhile.

        Raises:
            UsageProblem: while it comes in: nothing is of the year that is meant.

        """
        with self.reading_apart(self._files, scrolling=scrolling) as (assessments,):
            yield assessments

    @contextmanager
    def reading_apart(
        self, *parts: Sequence[str], scrolling: bool = False
    ) -> Iterator[list[Iterator[Assessment]]]:
        """The same for each of some parts of the files, to be gone through in their order."""
        others = Counter[int]()
        try:
            model = chosen_model(self._model)
        except InvalidInputError as error:
            self.refuse(error.problems)
            yield [iter(()) for _ in parts]
            return
        with progress_over(self._files, scrolling=scrolling) as progress:
            yield [
                self._valid(
                    read_assessments(
                        *part,
                        model=model,
                        input_format=self._format,
                        progress=progress,
                        warned=lambda problem: self._note([problem]),
                        ignore_columns=self._ignore_columns,
                    ),
                    others,
                    is_last=part is parts[-1],
                )
                for part in parts
            ]

    def _valid(
        self, inputs: Iterable[Assessment | Rejected], others: Counter[int], *, is_last: bool
    ) -> Iterator[Assessment]:
        """What is valid and meant. others: how many there are of each year that is not meant."""
        for item in inputs:
            if isinstance(item, Rejected):
                self.refuse(item.problems)
            elif self._year in {None, item.date.year}:
                self.scored += 1
                yield item
            else:
                others[item.date.year] += 1
        if others and is_last:
            self._tell_years(others)

    def _tell_years(self, others: Counter[int]) -> None:
        """Tell what was left out because of its year. others: how many there are of each."""
        years = listing(sorted(others))
        if not self.scored:
            raise misused("no-such-year", year=self._year, years=years)
        count, noun = others.total(), "meting telt" if others.total() == 1 else "metingen tellen"
        tell(f"{thousands(count)} {noun} niet mee: niet van {self._year}, maar van {years}\n")

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Keep, or tell, what is wrong with one input."""
        self.refused += 1
        self._note(problems)

    def withdraw(self, problems: Iterable[Problem], count: int = 1) -> None:
        """Refuse so many that were valid: why they do not count after all."""
        self.scored -= count
        self.refused += count
        self._note(problems)

    def _note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if self._keep:
                self.problems.append(problem)
            else:
                tell(self._texts.add(problem))

    def close(self, *, counts: bool = True) -> None:
        """Tell how many problems there are that were not told, and how many inputs counted."""
        tell(self._texts.rest())
        if counts and self.refused and not self._keep and self.scored + self.refused > 1:
            scored, refused = thousands(self.scored), thousands(self.refused)
            tell(f"{scored} gescoord, {refused} niet: zie hierboven\n")


# --- the result -----------------------------------------------------------------------------------


class Delivery:
    """In which format a result is shown, and where.

    format: the one that was chosen, or that follows from the file's name.
    is_json: whether what is wrong with the inputs is part of what is shown.
    """

    def __init__(
        self,
        chosen: OutputFormat | None,
        possible: Sequence[OutputFormat],
        output: str | None,
        *,
        force: bool,
        excel: bool = False,
    ) -> None:
        """Take what the options say; possible: the formats of the command.

        Raises:
            UsageProblem: the file's name stands for another format, or ``--excel`` for none.

        """
        self.format = format_of(chosen, output, possible)
        if excel and self.format is not OutputFormat.CSV:
            raise misused("excel-without-csv")
        self.is_json = self.format is OutputFormat.JSON
        self._output, self._force, self._excel = output, force, excel

    @property
    def has_rows(self) -> bool:
        """Whether what is shown is rows of one model, with a column for each of its axes."""
        return self.format in {OutputFormat.CSV, OutputFormat.XLSX}

    def sink(self, inputs: Inputs | None = None) -> Sink:
        """Where the result goes; inputs: those that are still to be read."""
        return Sink(self._output, force=self._force, inputs=() if inputs is None else inputs.names)

    def write(
        self,
        sink: Sink,
        result: Shown | None,
        problems: Sequence[Problem],
        *,
        document: "Callable[[Shown], Document | None]",
        json: Callable[[Shown | None, Sequence[Problem]], str],
        sheets: "Callable[[Shown], Iterable[Sheet]] | None" = None,
        lines: Callable[[Shown], Iterable[str]] | None = None,
        page: Callable[[Shown], str] | None = None,
    ) -> None:
        """Write a result in its format; nothing where there is none, apart from JSON.

        document: to read: in a terminal, as Markdown, in Word. None where there is nothing to show.
        json: with what is wrong with the inputs; also where there is no result at all.
        sheets: for a workbook; the first of them is for CSV. lines: for JSONL, each with its line
            end. page: for HTML. Each is absent where the command has not that format.
        """
        if self.format is OutputFormat.JSON:
            sink.write(json(result, problems))
            return
        if result is None:
            return
        match self.format:
            case OutputFormat.TABLE | OutputFormat.MARKDOWN | OutputFormat.DOCX:
                shown = document(result)
                if shown is not None:
                    write_document(sink, shown, self.format)
            case OutputFormat.HTML if page is not None:
                sink.write_page(page(result))
            case _:
                self.write_rows(sink, result, sheets=sheets, lines=lines)

    def write_rows(
        self,
        sink: Sink,
        result: Shown,
        *,
        sheets: "Callable[[Shown], Iterable[Sheet]] | None",
        lines: Callable[[Shown], Iterable[str]] | None,
    ) -> None:
        """Write a result in a format that has rows; see ``write``."""
        match self.format:
            case OutputFormat.CSV if sheets is not None:
                for first in islice(sheets(result), 1):
                    write_csv(sink, first.rows, excel=self._excel)
            case OutputFormat.XLSX if sheets is not None:
                write_workbook(sink, sheets(result))
            case OutputFormat.JSONL if lines is not None:
                for line in lines(result):
                    sink.write(line)
                    sink.flush()
            case OutputFormat.CSV | OutputFormat.XLSX | OutputFormat.JSONL | OutputFormat.HTML:
                raise ValueError(self.format)  # no option of this command
            case OutputFormat.TABLE | OutputFormat.MARKDOWN | OutputFormat.DOCX | OutputFormat.JSON:
                raise ValueError(self.format)  # has no rows
            case _:
                assert_never(self.format)

    def show(
        self,
        result: Shown | None,
        inputs: Inputs,
        kind: DocumentKind,
        document: "Callable[[Shown], Document]",
        sheets: "Callable[[Shown], Iterable[Sheet]]",
        page: Callable[[Shown], str] | None = None,
    ) -> int:
        """Show the one result of a command; the exit code is 2 if an input was wrong."""

        def as_json(found: Shown | None, problems: Sequence[Problem]) -> str:
            from gemeente_online.rendering.json import render_json

            return render_json(kind, [] if found is None else [found], problems)

        inputs.close(counts=False)
        if result is not None or self.is_json:
            with self.sink() as sink:
                self.write(
                    sink,
                    result,
                    inputs.problems,
                    document=document,
                    json=as_json,
                    sheets=sheets,
                    page=page,
                )
        return EXIT_USAGE if inputs.refused or result is None else 0
