"""Which files were read, whatever name they were read by: nothing may be written over them."""

import os
from contextvars import ContextVar

File = tuple[int, int]
"""A file as its disk knows it: by every spelling, symbolic link and hard link the same."""

files_read: ContextVar[set[File] | None] = ContextVar("files_read", default=None)
"""Those that one command read; None where nobody keeps a record, as in a Python program."""


def _identity(status: os.stat_result) -> File | None:
    """The file that a status is of; None where the disk does not tell."""
    return (status.st_dev, status.st_ino) if status.st_ino else None


def remember(status: os.stat_result) -> None:
    """A file is being read."""
    record, file = files_read.get(), _identity(status)
    if record is not None and file is not None:
        record.add(file)


def is_read(status: os.stat_result) -> bool:
    """Whether a file was read by this command."""
    return _identity(status) in (files_read.get() or ())


def is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Whether two are of one file, as far as the disk tells."""
    return _identity(one) is not None and _identity(one) == _identity(other)
