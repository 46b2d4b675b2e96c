"""From a path, or standard input, to a tree of text."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gemeente_online.reading.document import MAX_BYTES, Document, refused
from gemeente_online.reading.text import decode

STDIN = "-"
_WHY = {
    errno.ENOENT: ("not-found", "dit bestand is er niet", "controleer de naam en de map"),
    errno.EACCES: ("no-access", "dit bestand mag niet worden gelezen", "vraag om leesrechten"),
    errno.EPERM: ("no-access", "dit bestand mag niet worden gelezen", "vraag om leesrechten"),
    errno.EISDIR: ("folder", "dit is een map, geen bestand", "noem een bestand"),
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
            raise refused(name, "no-input", "er is geen standaardinvoer", "noem een bestand")
        if name == STDIN:
            yield sys.stdin.buffer
            return
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refused(
                    name,
                    "not-a-file",
                    "dit is geen gewoon bestand",
                    "geef de inhoud door met: … | gemeente-online score -",
                )
            yield file
    except OSError as error:
        fallback = ("unreadable", "dit bestand kan niet worden gelezen", None)
        code, message, hint = _WHY.get(error.errno or 0, fallback)
        if os.name == "nt" and error.errno == errno.EACCES:
            hint = "sluit het bestand in Excel of een ander programma, of vraag om leesrechten"
        raise refused(name, code, message, hint) from None
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise refused(name, "not-found", "dit is geen bestandsnaam", None) from None


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, or those of standard input for ``-``; at most one more than MAX_BYTES.

    Raises:
        InvalidInputError: missing, unreadable, or no regular file.

    """
    with opened(path) as file:
        return file.read(MAX_BYTES + 1)


def is_folder(path: str | Path) -> bool:
    """Whether a path is a folder; a name that cannot be one is not."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_tree(data: bytes, source: str, *, is_json: bool | None = None) -> Document:
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
