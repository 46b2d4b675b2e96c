"""Files to read: of which kind they are, their bytes and their text, and which were read.

Knows by how a file begins that it is no text, and no more of what stands in it.
"""

import codecs
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
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


def format_by_name(path: str | Path) -> InputFormat | None:
    """What a file holds by how its name ends; None where that says nothing."""
    return SUFFIXES.get(Path(path).suffix.lower())


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
        full = _in_full(path) if error.errno == errno.ENOENT else None
        raise refused(name, _why(error, path, full), number=error.errno, full=full) from None
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise refused(name, "not-found/name") from None


def _why(error: OSError, path: str | Path, full: str | None) -> str:
    """Why a file cannot be read; full: its name, if only the ending was left out."""
    why = _WHY.get(error.errno or 0, "unreadable")
    if why == "no-access" and ON_WINDOWS:  # it says the same of a folder that is opened as a file
        return "folder" if is_folder(path) else "no-access/windows"
    if why == "not-found" and any(sign in str(path) for sign in "*?"):
        return "not-found/pattern"
    if why == "not-found" and Path(path).is_symlink():
        return "not-found/broken-link"
    return "not-found/ending" if full else why


def _in_full(path: str | Path) -> str | None:
    """A file of which the ending was left out, as a file manager shows it; None where none is."""
    if format_by_name(path):
        return None
    found = (full for end in SUFFIXES if is_file(full := f"{path}{end}"))
    return next((Path(full).name for full in found), None)


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, or those of standard input for ``-``; at most one more than MAX_BYTES.

    Raises:
        InvalidInputError: missing, unreadable, or no regular file.

    """
    with opened(path) as file:
        data = file.read(_USUAL_BYTES)  # making room for the largest costs more than reading it
        return data + file.read(MAX_BYTES + 1 - len(data)) if len(data) == _USUAL_BYTES else data


def digest_of(stream: BinaryIO) -> str | None:
    """The SHA-256 of what is to be read of a file, which is to be read still; None of a pipe.

    Of a file that is read row by row it would else be known when the last row is, and a row says
    it. To read a file once more for it takes a hundredth of the time that its rows take.
    """
    from hashlib import sha256

    if not stream.seekable():
        return None
    start, found = stream.tell(), sha256()
    while part := stream.read(_USUAL_BYTES):
        found.update(part)
    stream.seek(start)
    return found.hexdigest()


def is_folder(path: str | Path) -> bool:
    """Whether a path is a folder; a name that cannot be one is not."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def is_file(path: str | Path) -> bool:
    """Whether a path is a file; a name that cannot be one is not."""
    try:
        return Path(path).is_file()
    except OSError:
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


# --- which were read -------------------------------------------------------------------------


def _remember(status: os.stat_result) -> None:
    record = files_read.get()
    if record is not None and status.st_ino:
        record.add((status.st_dev, status.st_ino))


def forget(path: str) -> None:
    """Let a file be written over that was only looked into."""
    record = files_read.get()
    with suppress(OSError):
        if record is not None:
            status = Path(path).stat()
            record.discard((status.st_dev, status.st_ino))


def is_read(status: os.stat_result) -> bool:
    """Whether a file was read by this command."""
    return (status.st_dev, status.st_ino) in (files_read.get() or ())


def is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two are of one file, as far as the disk tells."""
    return bool(one.st_ino) and os.path.samestat(one, other)


# --- from bytes to text -----------------------------------------------------------------------

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and what each stands before."""

_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_KINDS = (
    # how a file of another kind begins, and which it is
    (b"PK\x03\x04", "not-text/zip"),
    (b"\xd0\xcf\x11\xe0", "not-text/old-excel"),
    (b"%PDF-", "not-text/pdf"),
    (b"\x1f\x8b", "not-text/gzip"),
)
_PAGE_STARTS = (b"<!doctype html", b"<html")
_LONGEST_BEGINNING = 100
"""Bytes in which a web page begins, with space before it and capitals as anybody likes them."""

_SIGNS = "€‚„…‘’“”•–—™¡£§¨©«®°±²³´µ¶·¹»¼½¾¿×÷"
"""What people type beside letters, and Windows-1252 has above ASCII."""


def check_is_text(data: bytes, source: str) -> None:
    """Refuse what begins like a file of another kind; raises InvalidInputError."""
    start = data[:_LONGEST_BEGINNING].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(_PAGE_STARTS):
        raise refused(source, "web-page")
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            is_piped = kind == "not-text/zip" and source == STDIN
            raise refused(source, "not-text/zip-input" if is_piped else kind)


def decode(data: bytes, source: str) -> str:
    """The text of a file.

    Read are UTF-8, with or without byte order mark, and UTF-16 with one, as PowerShell writes it.

    Raises:
        InvalidInputError: too large, no text at all, or an encoding that can only be guessed.

    """
    if len(data) > MAX_BYTES:
        raise refused(source, "too-large", megabytes=MAX_BYTES // 1_000_000)
    check_is_text(data, source)
    if data.startswith(_UTF32_MARKS):
        raise refused(source, "encoding", (1, 1), name="UTF-32")
    encoding, mark = encoding_of(data)
    guess = None if mark else _wide_encoding(data)
    if guess is not None:
        raise refused(source, "encoding/unmarked", (1, 1), name=guess)
    data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, source) from None
    if "\0" in text:
        raise refused(source, "not-text/nul", line_and_column(text, text.index("\0")))
    return text


def encoding_of(data: bytes) -> tuple[str, bytes]:
    """The encoding of a file by how it begins, and the byte order mark there, if any."""
    return next(((name, mark) for mark, name in _MARKS if data.startswith(mark)), ("utf-8", b""))


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    before = text[:position]
    if "\r" in before:
        before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its NULs: Dutch text has one in every second byte, or three in four."""
    start = data[:400]
    nuls = start.count(0)
    if nuls * 3 > len(start) * 2:
        return "UTF-32"
    aside = max(start[::2].count(0), start[1::2].count(0))
    return "UTF-16" if nuls and aside == nuls and nuls * 3 > len(start) else None


def _undecodable(error: UnicodeDecodeError, data: bytes, source: str) -> InvalidInputError:
    before = data[: error.start].decode(error.encoding, "replace")
    place = line_and_column(before, len(before))
    byte = data[error.start]
    char = bytes([byte]).decode("cp1252", "replace")
    if error.reason in {"unexpected end of data", "truncated data"}:
        return refused(source, "encoding/cut-off", place)
    if error.encoding != "utf-8":
        return refused(source, "encoding/utf-16", place)
    if char.isalpha() or char in _SIGNS:
        return refused(source, "encoding/windows-1252", place, sign=char)
    return refused(source, "encoding/byte", place, byte=byte)
