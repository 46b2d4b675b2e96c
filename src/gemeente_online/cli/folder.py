"""A folder that a command fills: it appears whole or not at all.

A folder that is not there yet is filled beside its place and moved there at the end. Into one
that is there, every file is put whole, and nothing is replaced without leave.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from gemeente_online.cli.dutch import UsageProblem
from gemeente_online.cli.sink import Sink, explained
from gemeente_online.problem import quoted


class Folder:
    """Takes files by name; a context manager, whose end puts the folder in its place."""

    def __init__(self, path: str, names: Iterable[str], *, force: bool = False) -> None:
        """Make the folder ready for files of these names.

        Raises:
            UsageProblem: it cannot be made, or one of the files is there and may not be replaced.

        """
        self._path, self._force, self._names = path, force, frozenset(names)
        with explained(path):
            self._target = Path(path).resolve()
            if self._target.exists() and not self._target.is_dir():
                raise UsageProblem(f"{quoted(path)} is een bestand, en geen map")
            if self._target.is_dir():
                self._check()
                self._partial: Path | None = None
                self._room = self._target
                return
            name = f".{self._target.name[:80]}.{os.urandom(4).hex()}.deel"
            self._room = self._partial = self._target.with_name(name)
            self._partial.mkdir()

    def _check(self) -> None:
        there = sorted(name for name in self._names if (self._target / name).exists())
        if there and not self._force:
            more = f" en {len(there) - 1} andere" if len(there) > 1 else ""
            raise UsageProblem(
                f"in {quoted(self._path)} staat al {quoted(there[0])}{more}; kies een andere map, "
                "of vervang ze met --force"
            )

    def write(self, name: str, data: bytes) -> None:
        """Put a file in it."""
        with Sink(str(self._room / name), force=self._force) as sink:
            sink.write_bytes(data)

    def others(self, ending: str) -> list[str]:
        """The files with this ending that were in the folder already and are none of ours."""
        return sorted(
            path.name
            for path in self._room.iterdir()
            if path.suffix == ending and path.name not in self._names
        )

    def __enter__(self) -> Self:
        """The folder itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the folder in its place, or take it away where the command failed."""
        if self._partial is None:
            return
        try:
            if kind is None:
                with explained(self._path):
                    self._partial.rename(self._target)
        finally:
            with suppress(OSError):
                shutil.rmtree(self._partial)
