"""Where something will be written: what stands there, whether it may go, what is told of that."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.output import is_closed_pipe, why
from gemeente_online.reading.files import is_read, is_same
from gemeente_online.wording import quoted

_LONGEST_PATH = 500
"""Characters of a path that a message shows."""


@contextmanager
def explained(path: str, *, kept: bool = False) -> Iterator[None]:
    """Turns what goes wrong with a file into one line for whoever asked for it.

    kept: whether something stands there, and is still the same.
    """
    try:
        yield
    except ValueError:
        raise misused("not-a-file-name", path=quoted_path(path)) from None
    except OSError as error:
        if is_closed_pipe(error):
            raise
        raise unwritable(path, error, kept=kept) from None


def quoted_path(path: str) -> str:
    """A path in a message, long enough to find what it names."""
    return quoted(path, _LONGEST_PATH)


def unwritable(path: str, error: OSError, *, kept: bool = False) -> UsageProblem:
    """That and why a file cannot be written. kept: see ``explained``."""
    key = "unwritable/kept" if kept else "unwritable"
    return misused(key, path=quoted_path(path), why=why(error))


def place_of(path: str) -> tuple[Path, os.stat_result | None]:
    """Where a path leads through links, and what stands there, if anything.

    Raises:
        OSError, ValueError: it leads nowhere.

    """
    if not path:
        raise ValueError(path)
    try:
        there = Path(path).stat()
    except FileNotFoundError:
        there = None
    return Path(path).resolve(), there


def is_descriptor(path: str) -> bool:
    """Whether a path names what a shell has open, in which others write too: never replaced."""
    return path == "/dev/stderr" or str(Path(path).parent) in {"/dev/fd", "/proc/self/fd"}


def beside(target: Path) -> Path:
    """A place of its own for what will stand at a target, on the same disk."""
    return target.with_name(f".{target.name[:80]}.{os.urandom(4).hex()}.deel")


def check_unread(path: str, there: os.stat_result, inputs: Iterable[str | None] = ()) -> None:
    """Refuse to write over what this command reads: it would be gone, with ``--force`` or not.

    inputs: what it is still to read.

    Raises:
        UsageProblem: see above.

    """
    if is_read(there) or any(name and _leads_to(name, there) for name in inputs):
        raise misused("is-read", path=quoted_path(path))


def check_writable(path: str, target: Path, there: os.stat_result) -> None:
    """Refuse to replace what somebody protected.

    To replace a file the system asks for rights on its folder alone, so it is asked for those on
    the file here. Root has them always: who took everybody's right to write meant root too.

    Raises:
        UsageProblem: see above.

    """
    anybody = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    if not there.st_mode & anybody or not os.access(target, os.W_OK):
        raise misused("is-protected", path=quoted_path(path))


def _leads_to(name: str, there: os.stat_result) -> bool:
    try:
        return is_same(Path(name).stat(), there)
    except (OSError, ValueError):
        return False


def keep_access(partial: Path, was: os.stat_result) -> None:
    """Give a file the owner, group and mode of the one that it will replace.

    Only root can give a file away, and others only to a group of their own: then it is theirs, and
    where it cannot have the old group either, no other group gets that one's rights.
    """
    mode = stat.S_IMODE(was.st_mode)
    if hasattr(os, "chown"):
        for owner in (was.st_uid, -1):
            with suppress(OSError):
                os.chown(partial, owner, was.st_gid)
                break
        else:
            mode &= ~stat.S_IRWXG
    partial.chmod(mode)


def settle(folder: Path) -> None:
    """Have the disk know the new name too, where the system lets a folder be synchronised."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def already_there(path: str) -> UsageProblem:
    """That a file may not be replaced without leave."""
    return misused("already-there", path=quoted_path(path))
