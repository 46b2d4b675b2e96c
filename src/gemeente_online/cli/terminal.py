"""A terminal that somebody types lines into: what is read, and how it may end.

Whole lines only, and nothing moves the cursor, so that it works with a screen reader, on a line
printer and over any connection. Knows nothing of questions.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from gemeente_online.cli.ending import ENDINGS
from gemeente_online.cli.output import as_text, show, width_of
from gemeente_online.rendering.document import Document, Paragraph

_ROOM_TO_TYPE = 20
"""Columns that are left behind a prompt; a longer prompt stands on lines of its own."""


class HungUpError(Exception):
    """The terminal was closed, or the program was told to end.

    number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def is_interactive() -> bool:
    """Whether somebody can read what is shown and type an answer."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


class Terminal:
    """Shows documents and reads lines; used as a context, while signals end it decently."""

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._words: Sequence[str] = ()
        self._readline = _prepared_readline(self._complete)

    def __enter__(self) -> "Terminal":
        """Have Ctrl-C and a closed terminal end the reading with an exception.

        Nothing is being imported here, and somebody wants to be told what is kept.
        """
        self._before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in ENDINGS:
            self._before[number] = signal.signal(number, _hang_up)
        return self

    def __exit__(self, *_: object) -> None:
        """Put back what signals did before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._readline is not None:
            self._readline.set_completer(None)

    def show(self, document: Document) -> None:
        """Show a document, with an empty line before it."""
        show("\n" + as_text(document, sys.stdout))

    def say(self, text: str) -> None:
        """Show paragraphs at once, each on a line of the text."""
        for line in text.splitlines() or [""]:
            show(as_text(Document((Paragraph(line),)), sys.stdout))

    def read(self, prompt: str, words: Sequence[str] = ()) -> str:
        """One line that somebody types. words: what the Tab key completes to.

        Raises:
            KeyboardInterrupt: Ctrl-C. EOFError: Ctrl-D, or there is nothing more to read.
            HungUpError: the terminal is gone.

        """
        self._words = words
        width = width_of(sys.stdout)
        if width is not None and len(prompt) + _ROOM_TO_TYPE > width:
            self.say(prompt.rstrip())
            prompt = "> "
        sys.stdout.flush()
        while True:
            try:
                return input(prompt)
            except UnicodeDecodeError:
                self.say("Dat is niet te lezen: er staan tekens in die geen tekst zijn.")
            except OSError:  # the terminal went away without a signal
                raise EOFError from None

    def _complete(self, text: str, count: int) -> str | None:
        fitting = [word for word in self._words if word.startswith(text.casefold())]
        return fitting[count] if count < len(fitting) else None


def _hang_up(number: int, frame: FrameType | None) -> None:
    del frame
    raise HungUpError(number)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and a closing terminal until what is inside is done."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    held = {signal.SIGINT, *ENDINGS}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepared_readline(complete: Callable[[str, int], str | None]) -> Any:
    """The library that lets one edit a line, where it is there and the terminal can do it."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return None
    readline: Any = None
    with suppress(ImportError):
        import readline
    if readline is None:
        return None
    readline.set_auto_history(False)
    readline.set_completer(complete)
    readline.set_completer_delims(" ,")
    editor = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if editor else "tab: complete")
    if not editor:
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set bell-style none")
    return readline
