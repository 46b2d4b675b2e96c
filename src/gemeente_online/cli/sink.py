"""Where a result goes: standard output, or a file that appears whole or not at all."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from gemeente_online.cli.dutch import UsageProblem
from gemeente_online.cli.output import has_colour, width_of, write_to
from gemeente_online.problem import quoted
from gemeente_online.rendering.formats import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gemeente_online.rendering.document import Document
    from gemeente_online.rendering.sheet import Value


class Sink:
    """Takes a result's text; a context manager, whose end puts a file in its place.

    A file is written beside its place and moved there when the command has ended well, so that
    nobody ever sees half of it, and what was there before is lost only when the new one is whole.
    """

    def __init__(
        self, path: str | None = None, *, force: bool = False, encoding: str = "utf-8"
    ) -> None:
        """Open the place.

        path: a file, or None for standard output. force: whether it may replace one.
        encoding: of a file.

        Raises:
            UsageProblem: the file is there already, or cannot be made.

        """
        self._force = force
        self._target = self._partial = None
        self._stream: TextIO
        if path is None:
            self._stream = sys.stdout
            return
        with explained(path):
            self._target = Path(path).resolve()
            there = self._target.exists()
            if there and not stat.S_ISREG(self._target.stat().st_mode):
                if self._target.is_dir():
                    raise UsageProblem(f"{quoted(path)} is een map; noem een bestand in die map")
                self._stream = self._target.open("w", encoding=encoding, newline="")  # a device
                return
            if there and not force:
                raise _exists(path)
            name = f".{self._target.name[:80]}.{os.urandom(4).hex()}.deel"
            self._partial = self._target.with_name(name)
            self._stream = self._partial.open("x", encoding=encoding, newline="")
            if there:  # before anything is in it that others may not read
                self._partial.chmod(stat.S_IMODE(self._target.stat().st_mode))

    def write(self, text: str) -> None:
        """Add text to the result."""
        write_to(self._stream, text)

    def write_bytes(self, data: bytes) -> None:
        """Make bytes the result, of a format that is no text.

        Raises:
            UsageProblem: they would go to a terminal.

        """
        if self.on_screen:
            raise UsageProblem(
                "dit is geen tekst voor op het scherm; noem achter --output een bestand om het in "
                "te zetten"
            )
        self._stream.flush()
        self._stream.buffer.write(data)

    def flush(self) -> None:
        """Hand on what was written so far, to whoever reads along."""
        self._stream.flush()

    def write_document(self, document: "Document", output_format: OutputFormat) -> None:
        """Add a document, as a table for a terminal or as Markdown."""
        if output_format is OutputFormat.MARKDOWN:
            from gemeente_online.rendering.markdown import render_markdown

            self.write(render_markdown(document))
            return
        from gemeente_online.rendering.terminal import render_terminal

        width, colour = width_of(self._stream), has_colour(self._stream)
        self.write(render_terminal(document, width=width, colour=colour))

    def write_sheet(self, rows: "Iterable[Iterable[Value]]", *, excel: bool) -> None:
        """Add rows as CSV, for a Dutch Excel or for a program, as they come."""
        from gemeente_online.rendering.sheet import DUTCH, PLAIN, sheet_lines

        dialect = DUTCH if excel else PLAIN
        self.write(dialect.mark)
        for line in sheet_lines(rows, dialect):
            self.write(line)

    @property
    def on_screen(self) -> bool:
        """Whether what is written is seen at once on a terminal."""
        return self._stream.isatty()

    def __enter__(self) -> Self:
        """The sink itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the file in its place, or take it away where the command failed."""
        if self._target is None:
            return
        if self._partial is None:
            self._stream.close()
            return
        try:
            if kind is None:
                with explained(str(self._target)):
                    self._stream.flush()
                    os.fsync(self._stream.fileno())
                    self._stream.close()
                    self._place(self._target, self._partial)
        finally:
            with suppress(OSError):
                self._stream.close()
            with suppress(OSError):
                self._partial.unlink()

    def _place(self, target: Path, partial: Path) -> None:
        if self._force:
            partial.replace(target)
            _settle(target.parent)
            return
        try:
            target.hardlink_to(partial)  # fails where somebody made the file meanwhile
        except FileExistsError:
            raise _exists(str(target)) from None
        except (OSError, NotImplementedError):  # a disk without links
            if target.exists():
                raise _exists(str(target)) from None
            partial.replace(target)


class explained:  # noqa: N801 - reads as a word where it is used
    """Turns what goes wrong with the file into one line for whoever asked for it."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if isinstance(error, ValueError):
            raise UsageProblem(f"{quoted(self._path)} is geen bestandsnaam") from None
        if not isinstance(error, OSError):
            return
        match error:
            case FileNotFoundError() | NotADirectoryError():
                why = "de map is er niet; maak die eerst"
            case PermissionError():
                why = "dat mag niet; kies een andere map, of sluit het bestand in Excel"
            case OSError(errno=errno.ENOSPC):
                why = "de schijf is vol"
            case OSError(errno=errno.ENAMETOOLONG):
                why = "de naam is te lang"
            case _:
                why = f"foutcode {error.errno}; kies een andere plaats"
        raise UsageProblem(f"{quoted(self._path)} kan niet worden geschreven: {why}") from None


def _settle(folder: Path) -> None:
    """Have the disk know the new name too, where the system lets a folder be synchronised."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: str) -> UsageProblem:
    return UsageProblem(
        f"{quoted(path)} is er al; kies een andere naam, of vervang het met --force"
    )
