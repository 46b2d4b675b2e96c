"""How far the work is, on a terminal and where it takes longer than a moment."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from gemeente_online.cli.ending import unfinished
from gemeente_online.reading.folders import size_of

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds that nothing is shown."""

Item = TypeVar("Item")


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
    bar = _Bar("bezig met lezen", lambda: size_of(files))
    try:
        yield bar.advance
    finally:
        bar.close()


def in_progress(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items, one by one. what: they are for, as "bezig met lezen"."""
    bar = _Bar(what, lambda: len(items)) if sys.stderr.isatty() else None
    try:
        for item in items:
            yield item
            if bar is not None:
                bar.advance(1)
    finally:
        if bar is not None:
            bar.close()


class _Bar:
    """total: of what is to be done, asked for when it is shown; None where nobody knows."""

    def __init__(self, what: str, total: Callable[[], int | None]) -> None:
        self._what, self._total = what, total
        self._begun = monotonic()
        self._done = 0
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, more: int) -> None:
        """So much more has been done."""
        self._done += more
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=self._done)
        elif monotonic() - self._begun > PATIENCE:
            self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        progress = Progress(
            TextColumn(self._what),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,  # what is left on the screen is the result
            redirect_stdout=False,
        )
        task = progress.add_task("", total=self._total(), completed=self._done)
        unfinished[self] = progress.stop  # or the terminal stays without a cursor
        progress.start()
        self._shown = progress, task

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[0].stop()
            unfinished.pop(self, None)
