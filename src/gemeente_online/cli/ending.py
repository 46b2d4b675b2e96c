"""How the command ends that is told to stop: at once, when it has taken away what it had begun.

Nothing is raised: an exception out of a signal may come up anywhere, also where Python can only say
that it ignores it, or between the making of a file and the readiness to take it away.
"""

import os
import signal
from collections.abc import Callable, Hashable
from contextlib import suppress
from types import FrameType

EXIT_INTERRUPTED = 130
ENDINGS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
"""What ends a program from outside; on Windows there is no hanging up."""

unfinished: dict[Hashable, Callable[[], object]] = {}
"""What is being made, and what takes it away; entered before it is there."""


def end_at_once(saying: bytes) -> None:
    """Have Ctrl-C, hanging up and being told to end the process, from here on.

    saying: what is said after Ctrl-C. Whoever started us with a signal ignored, as ``nohup`` does,
    has it ignored.
    """

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        for again in (signal.SIGINT, *ENDINGS):
            signal.signal(again, signal.SIG_IGN)
        for take_away in reversed([*unfinished.values()]):
            with suppress(Exception):
                take_away()
        if number == signal.SIGINT:
            with suppress(OSError):
                os.write(2, saying)
            os._exit(EXIT_INTERRUPTED)
        signal.signal(number, signal.SIG_DFL)  # die of it, as whoever sent it expects
        signal.raise_signal(number)

    for number in (signal.SIGINT, *ENDINGS):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)
