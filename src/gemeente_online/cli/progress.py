"""A progress bar on standard error, for people who wait longer than a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from gemeente_online.cli.ending import unfinished

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds that nothing is shown."""


@contextmanager
def progress_over(
    files: list[str], *, scrolling: bool = False
) -> Iterator[Callable[[int], None] | None]:
    """Gives what readers tell how many bytes they have read; None where nobody looks.

    scrolling: whether results scroll by on the screen, which is progress enough.
    """
    if scrolling or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(files)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    def __init__(self, files: list[str]) -> None:
        self._files = files
        self._begun = monotonic()
        self._read = 0
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, size: int) -> None:
        """So many bytes more have been read."""
        self._read += size
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=self._read)
        elif monotonic() - self._begun > PATIENCE:
            self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from gemeente_online.reading.assessments import size_of

        progress = Progress(
            TextColumn("bezig met lezen"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,  # what is left on the screen is the result
            redirect_stdout=False,
        )
        task = progress.add_task("", total=size_of(self._files), completed=self._read)
        unfinished[self] = progress.stop  # or the terminal stays without a cursor
        progress.start()
        self._shown = progress, task

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[0].stop()
            unfinished.pop(self, None)
