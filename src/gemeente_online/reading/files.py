"""Files to read: which there are, of which kind, their bytes, and which were read."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from gemeente_online.problem import InvalidInputError, refused

MAX_BYTES = 2_000_000
"""Largest file that is read. Thirty answers take some 2 000 bytes, a model some 40 000."""

_USUAL_BYTES = 1 << 16
"""As much as nearly every file holds at most."""

STDIN = "-"

Progress = Callable[[int], None] | None
"""Is told how many bytes have been read."""


class InputFormat(StrEnum):
    """What a file, or standard input, holds."""

    YAML = "yaml"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


SUFFIXES = {
    ".yaml": InputFormat.YAML,
    ".yml": InputFormat.YAML,
    ".json": InputFormat.JSON,
    ".jsonl": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
    ".xlsx": InputFormat.XLSX,
    ".xlsm": InputFormat.XLSX,
}

files_read: ContextVar[set[tuple[int, int]] | None] = ContextVar("files_read", default=None)
"""The files that one command read, as their disk knows them: by every name and link the same.

Nothing may be written over them. None where nobody keeps a record, as in a Python program.
"""

ON_WINDOWS = os.name == "nt"
_WHY = {
    # why a file cannot be read, by what the operating system says
    errno.ENOENT: "not-found",
    errno.ENOTDIR: "not-found",
    errno.EACCES: "no-access",
    errno.EPERM: "no-access",
    errno.EINVAL: "not-found/name",
    errno.EISDIR: "folder",
    errno.ENXIO: "not-a-file",
    errno.ELOOP: "link-loop",
    errno.ENAMETOOLONG: "not-found/long-name",
}


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """A file, or standard input for ``-``, open for reading; also what goes wrong while reading.

    Raises:
        InvalidInputError: missing, unreadable, or no regular file.

    """
    name = str(path)
    try:
        if name == STDIN and sys.stdin is None:
            raise refused(name, "no-input")
        if name == STDIN:
            with suppress(OSError, ValueError):  # a stream without a file behind it
                _remember(os.fstat(sys.stdin.buffer.fileno()))
            yield sys.stdin.buffer
            return
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise refused(name, "not-a-file")
            _remember(status)
            yield file
    except OSError as error:
        raise refused(name, _why(error, path), number=error.errno) from None
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise refused(name, "not-found/name") from None


def _why(error: OSError, path: str | Path) -> str:
    """Why a file cannot be read."""
    why = _WHY.get(error.errno or 0, "unreadable")
    if why == "no-access" and ON_WINDOWS:  # it says the same of a folder that is opened as a file
        return "folder" if is_folder(path) else "no-access/windows"
    if why == "not-found" and any(sign in str(path) for sign in "*?"):
        return "not-found/pattern"
    if why == "not-found" and Path(path).is_symlink():
        return "not-found/broken-link"
    return why


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, or those of standard input for ``-``; at most one more than MAX_BYTES.

    Raises:
        InvalidInputError: missing, unreadable, or no regular file.

    """
    with opened(path) as file:
        data = file.read(_USUAL_BYTES)  # making room for the largest costs more than reading it
        return data + file.read(MAX_BYTES + 1 - len(data)) if len(data) == _USUAL_BYTES else data


def is_folder(path: str | Path) -> bool:
    """Whether a path is a folder; a name that cannot be one is not."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def files_in(source: str | Path) -> list[str]:
    """The files to read in a folder, by name; a file, and standard input, by itself.

    Raises:
        InvalidInputError: the folder is empty, or may not be looked into.

    """
    name = str(source)
    if name == STDIN or not is_folder(source):
        return [name]
    try:
        found = sorted(
            str(path)
            for path in Path(source).iterdir()
            if not path.name.startswith((".", "~$"))  # ~$: what Excel keeps beside an open file
            and path.suffix.lower() in SUFFIXES
            and not path.is_dir()
        )
    except OSError:
        raise refused(name, "no-access/folder") from None
    if not found:
        raise refused(name, "empty-folder", endings=", ".join(SUFFIXES))
    return found


def size_of(sources: Iterable[str | Path]) -> int | None:
    """How many bytes there are to read; None where that is not known beforehand."""
    total = 0
    for source in sources:
        if str(source) == STDIN:
            return None
        with suppress(OSError, InvalidInputError):
            total += sum(Path(name).stat().st_size for name in files_in(source))
    return total


# --- which were read -------------------------------------------------------------------------


def _remember(status: os.stat_result) -> None:
    record = files_read.get()
    if record is not None and status.st_ino:
        record.add((status.st_dev, status.st_ino))


def is_read(status: os.stat_result) -> bool:
    """Whether a file was read by this command."""
    return (status.st_dev, status.st_ino) in (files_read.get() or ())


def is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two are of one file, as far as the disk tells."""
    return bool(one.st_ino) and os.path.samestat(one, other)
