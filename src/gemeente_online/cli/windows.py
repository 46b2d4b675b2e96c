"""What Windows leaves to the program: patterns like ``*.yaml``, and colours in the console.

Nothing here is called on another system; what it asks of Windows is simulated in the tests.
"""

import errno
import os
from collections.abc import Iterable
from typing import TextIO

ON_WINDOWS = os.name == "nt"

_SHOW_COLOURS = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def expand_patterns(arguments: Iterable[str]) -> list[str]:
    """The arguments with ``*``, ``?`` and ``[…]`` replaced by the files that fit, sorted by name.

    Elsewhere the shell does so. A pattern that fits nothing stays as it is, as in a shell; so does
    a file whose name holds such a sign.
    """
    from glob import glob  # only Windows pays for it

    expanded: list[str] = []
    for argument in arguments:
        is_pattern = any(sign in argument for sign in "*?[") and not argument.startswith("-")
        if is_pattern and not os.path.lexists(argument):
            # pathlib knows no pattern with a drive
            expanded += sorted(glob(argument)) or [argument]  # noqa: PTH207
        else:
            expanded.append(argument)
    return expanded


def shows_colours(stream: TextIO) -> bool:
    """Ask the console behind a stream to obey colour codes; whether it does."""
    import ctypes
    from importlib import import_module

    try:
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
        handle = ctypes.c_void_p(import_module("msvcrt").get_osfhandle(stream.fileno()))
    except (AttributeError, ImportError, OSError, ValueError):
        return False
    mode = ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, ctypes.c_uint32(mode.value | _SHOW_COLOURS)))


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of a pipe left; Windows has no error of its own for that."""
    return isinstance(error, BrokenPipeError) or (
        ON_WINDOWS and error.errno in {errno.EINVAL, errno.EPIPE}
    )
