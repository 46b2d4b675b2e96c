"""From a path, or standard input, to a tree of text."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gemeente_online.problem import refused
from gemeente_online.reading.encoding import decode
from gemeente_online.reading.placed_tree import MAX_BYTES, PlacedTree
from gemeente_online.reading.record import remember

STDIN = "-"
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
                remember(os.fstat(sys.stdin.buffer.fileno()))
            yield sys.stdin.buffer
            return
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise refused(name, "not-a-file")
            remember(status)
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
        if str(path) == STDIN:
            return file.read(MAX_BYTES + 1)
        # making room for the largest file costs more than reading a small one
        size = min(os.fstat(file.fileno()).st_size, MAX_BYTES)
        data = file.read(size + 1)
        if len(data) > size:  # it grew meanwhile, or has no size, as in /proc
            data += file.read(MAX_BYTES + 1 - len(data))
        return data


def is_folder(path: str | Path) -> bool:
    """Whether a path is a folder; a name that cannot be one is not."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_tree(data: bytes, source: str, *, is_json: bool | None = None) -> PlacedTree:
    """The tree of text in a file's bytes.

    is_json: None means: JSON if the text begins with a brace, else YAML.

    Raises:
        InvalidInputError: see ``decode``, ``read_yaml`` and ``read_json``.

    """
    text = decode(data, source)
    if is_json is None:
        is_json = text.lstrip()[:1] == "{"
    if is_json:
        from gemeente_online.reading.json import read_json

        return read_json(text, source)
    from gemeente_online.reading.yaml import read_yaml

    return read_yaml(text, source)
