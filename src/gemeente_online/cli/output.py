"""Writing to the terminal or a pipe, whatever characters it can show and however it ends."""

import codecs
import errno
import os
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from gemeente_online.problem import Wrong, wrong
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import JsonText
from gemeente_online.wording import capitalised

if TYPE_CHECKING:
    from gemeente_online.rendering.document import Document

ON_WINDOWS = os.name == "nt"
_SHOW_COLOURS = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING

STDOUT = "-"
"""What stands for standard output where a file is named."""

MOST_COLUMNS = 10_000
"""More than any terminal has."""

_PLAIN = dict(zip("–—─━│·’‘“”…•→✓▁▂▃▄▅▆▇█", "----|-''\"\".*>+12345678", strict=True))
"""What is shown for a character where an encoding lacks it."""


def in_one(message: str, hint: str | None) -> str:
    """What is wrong, and what would be right, as sentences; without the last full stop."""
    return f"{message}. {capitalised(hint)}" if hint else message


def warn(key: str, /, **values: object) -> None:
    """Tell what was probably not meant; see ``problem.broken``."""
    warn_of(wrong(key, **values))


def warn_of(found: Wrong) -> None:
    """Tell what was probably not meant, where that is known already."""
    tell(f"let op: {clean(in_one(found.message, found.hint))}\n")


def degrade(error: UnicodeError) -> tuple[str, int]:
    """Show a character that the encoding lacks as the nearest plain one, one for one."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = ""
    for char in error.object[error.start : error.end]:
        base = unicodedata.normalize("NFKD", char)[:1]
        plain += _PLAIN.get(char) or (base if base.isascii() else "?")
    return plain, error.end


def escape(error: UnicodeError) -> tuple[str, int]:
    """Show a character that the encoding lacks as JSON escapes it, so that nothing is lost."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from json import dumps

    return dumps(error.object[error.start : error.end])[1:-1], error.end


def prepare_streams() -> None:
    """Let both streams degrade instead of fail, and write line ends as they are everywhere."""
    codecs.register_error("gemeente-online", degrade)
    codecs.register_error("gemeente-online-json", escape)
    if sys.stdout is None:  # closed by whoever started us: what is shown fails, and is no success
        closed = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = os.fdopen(closed, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="gemeente-online", newline="\n")


def show(text: str) -> None:
    """Write a result to standard output."""
    write_to(sys.stdout, text)


def write_to(stream: TextIO, text: str) -> None:
    """Write a result to a stream; JSON keeps every character, whatever the stream can show."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if isinstance(text, JsonText) and not text.isascii() and encoding.lower() != "utf-8":
        text = text.encode(encoding, "gemeente-online-json").decode(encoding)
    stream.write(text)


def tell(text: str) -> None:
    """Write anything else to standard error; where that fails there is nobody to tell."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


_TAKEN = (
    "er staat intussen iets anders met die naam, misschien van een commando in een ander venster"
)
_WHY = {
    errno.ENOENT: "de map is er niet; maak die eerst",
    errno.ENOTDIR: "de map is er niet; maak die eerst",
    errno.EACCES: "dat mag niet; kies een andere map, of sluit het bestand in Excel of Word",
    errno.EPERM: "dat mag niet; kies een andere map, of sluit het bestand in Excel of Word",
    errno.EROFS: "op deze schijf kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
    getattr(errno, "EDQUOT", errno.ENOSPC): "de schijf is vol",
    errno.EFBIG: "een bestand mag hier niet zo groot zijn",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "deze snelkoppeling wijst in een kring naar zichzelf",
    errno.EBUSY: "het is in gebruik",
    errno.EEXIST: _TAKEN,
    errno.ENOTEMPTY: _TAKEN,
    errno.EBADF: "er is geen standaarduitvoer",
}


def why(error: OSError) -> str:
    """Why something cannot be written, and where it helps what to do."""
    return _WHY.get(error.errno or 0, f"foutcode {error.errno}; kies een andere plaats")


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of a pipe left; Windows has no error of its own for that."""
    return isinstance(error, BrokenPipeError) or (
        ON_WINDOWS and error.errno in {errno.EINVAL, errno.EPIPE}
    )


def close_quietly() -> None:
    """Keep Python from complaining about a closed or full output once more when it leaves."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def width_of(stream: TextIO) -> int | None:
    """The columns that text for a stream must fit; None in a pipe, where nothing is cut."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and columns.strip("0"):
        return int(columns) if len(columns) < len(str(MOST_COLUMNS)) else MOST_COLUMNS
    if not stream.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def as_text(document: "Document", stream: TextIO) -> str:
    """A document as lines that fit a stream, with colours where it shows them."""
    from gemeente_online.rendering.terminal import render_terminal

    return render_terminal(document, width=width_of(stream), colour=has_colour(stream))


def has_colour(stream: TextIO) -> bool:
    """Whether a stream shows colours: a terminal, unless NO_COLOR or TERM says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return not ON_WINDOWS or _shows_colours(stream)


def _shows_colours(stream: TextIO) -> bool:
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
