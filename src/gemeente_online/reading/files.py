"""From a path, or standard input, to a tree of text."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gemeente_online.reading.encoding import decode
from gemeente_online.reading.placed_tree import MAX_BYTES, PlacedTree, refusal
from gemeente_online.reading.record import remember

STDIN = "-"
ON_WINDOWS = os.name == "nt"
_MISSING = ("not-found", "dit bestand is er niet", "controleer de naam en de map")
_NO_ACCESS = ("no-access", "dit bestand mag niet worden gelezen", "vraag om leesrechten")
_NO_NAME = ("not-found", "dit is geen bestandsnaam", "controleer de naam")
_NO_FILE = (
    "not-a-file",
    "dit is geen gewoon bestand",
    "geef de inhoud door met: … | gemeente-online score -",
)
_WHY = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EINVAL: _NO_NAME,
    errno.EISDIR: ("folder", "dit is een map, geen bestand", "noem een bestand"),
    errno.ENXIO: _NO_FILE,
    errno.ELOOP: (
        "link-loop",
        "deze snelkoppeling wijst in een kring naar zichzelf",
        "noem het bestand zelf",
    ),
    errno.ENAMETOOLONG: (
        "not-found",
        "deze naam is te lang voor een bestand",
        "controleer de naam",
    ),
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
            raise refusal(name, "no-input", "er is geen standaardinvoer", "noem een bestand")
        if name == STDIN:
            with suppress(OSError, ValueError):  # a stream without a file behind it
                remember(os.fstat(sys.stdin.buffer.fileno()))
            yield sys.stdin.buffer
            return
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise refusal(name, *_NO_FILE)
            remember(status)
            yield file
    except OSError as error:
        raise refusal(name, *_why(error, path)) from None
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise refusal(name, *_NO_NAME) from None


def _why(error: OSError, path: str | Path) -> tuple[str, str, str]:
    """Why a file cannot be read: what kind of mistake, what is wrong, and what to do."""
    otherwise = (
        "unreadable",
        f"dit bestand kan niet worden gelezen (foutcode {error.errno})",
        "probeer het nog eens, of maak er een kopie van en lees die",
    )
    why = _WHY.get(error.errno or 0, otherwise)
    if why is _NO_ACCESS and ON_WINDOWS:
        if is_folder(path):  # what Windows says of a folder that is opened as a file
            return _WHY[errno.EISDIR]
        hint = "sluit het bestand in Excel of een ander programma, of vraag om leesrechten"
        return (*why[:2], hint)
    if why is _MISSING and any(sign in str(path) for sign in "*?"):
        return ("not-found", "geen bestand past bij dit patroon", why[2])
    if why is _MISSING and Path(path).is_symlink():
        return (
            "not-found",
            "deze snelkoppeling wijst naar een bestand dat er niet is",
            "noem het bestand zelf, of maak de snelkoppeling opnieuw",
        )
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
