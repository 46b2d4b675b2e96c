"""Where a result goes: standard output, or a file that appears whole or not at all.

What stands at its place, whether that may go, and what is told of that. Knows nothing of what is
written.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Self, TextIO

from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.ending import unfinished
from gemeente_online.cli.output import STDOUT, is_closed_pipe, why, write_to
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


class Sink:
    """Takes a result's text; a context manager, whose end puts a file in its place.

    A file is written beside its place and moved there when the command has ended well, so that
    nobody ever sees half of it, and what was there before is lost only when the new one is whole.
    Where there is no result, nothing is put there.
    A link to the file stays a link; mode, owner and group stay where the system lets them. What is
    replaced is the file's name: another hard link to it keeps the old content, since only writing
    in place, which can leave half a file, would change both.
    """

    def __init__(
        self,
        path: str | None = None,
        *,
        force: bool = False,
        inputs: Iterable[str | None] = (),
        revises: bool = False,
        encoding: str = "utf-8",
        called: str | None = None,
    ) -> None:
        """Open the place.

        path: a file; None or ``-`` is standard output. force: whether it may replace one.
        inputs: files that are still to be read; of those that were, a record is kept.
        revises: whether this is a new version of what was read from the file, which it may replace.
        encoding: of a file. called: how messages name it, where that is not its path.

        Raises:
            UsageProblem: the file is there already, may not be replaced, or cannot be made.

        """
        self._name = called or path or ""
        self._force, self._revises = force or revises, revises
        self._target: Path | None = None
        self._partial: Path | None = None
        self._stream: TextIO = sys.stdout
        self._is_there = False
        if path is None or path == STDOUT:
            return
        with self._explained():
            target, there = place_of(path)
            if there is not None and _is_standard_output(there):
                return
            self._target = target
            is_plain = there is None or stat.S_ISREG(there.st_mode)
            if there is not None and is_plain:
                self._check(target, there, inputs)
            elif there is not None and stat.S_ISDIR(there.st_mode):
                raise misused("is-a-folder", path=quoted_path(self._name))
            if not is_plain or is_descriptor(path):  # added to, by the name it goes by
                self._stream = Path(path).open("a", encoding=encoding, newline="")  # noqa: SIM115
                return
            if there is not None and not self._force:
                raise already_there(self._name)
            self._is_there = there is not None
            if target in unfinished:
                raise misused("named-twice", path=quoted_path(self._name))
            self._begin(target, there, encoding)

    def _begin(self, target: Path, there: os.stat_result | None, encoding: str) -> None:
        self._partial = beside(target)
        unfinished[target] = self._take_away
        try:
            self._stream = self._partial.open("x", encoding=encoding, newline="")
            if there is not None:  # before anything is in it that others may not read
                keep_access(self._partial, there)
        except BaseException:
            del unfinished[target]
            self._take_away()
            raise

    def _check(
        self, target: Path, there: os.stat_result, inputs: Iterable[str | None] = ()
    ) -> None:
        if not self._revises:
            check_unread(self._name, there, inputs)
        check_writable(self._name, target, there)

    def _take_away(self) -> None:
        """Nothing stays of what is not finished."""
        if self._stream is not sys.stdout:
            with suppress(OSError, RuntimeError):  # a signal may come in the middle of writing
                self._stream.close()
        if self._partial is not None:
            with suppress(OSError):
                self._partial.unlink()

    def write(self, text: str) -> None:
        """Add text to the result."""
        self._do(write_to, self._stream, text)

    def write_bytes(self, data: bytes) -> None:
        """Make bytes the result, of a format that is no text.

        Raises:
            UsageProblem: they would go to a terminal.

        """
        self.refuse_screen()
        self.flush()
        self._do(self._stream.buffer.write, data)

    def put(self, content: str | bytes) -> None:
        """Make text, or bytes, the result; see ``write`` and ``write_bytes``."""
        if isinstance(content, str):
            self.write(content)
        else:
            self.write_bytes(content)

    def write_page(self, page: str) -> None:
        """Make a web page the result.

        Raises:
            UsageProblem: it would go to a terminal.

        """
        self.refuse_screen()
        self.write(page)

    def refuse_screen(self) -> None:
        """Refuse what is of no use to who looks at a terminal.

        Raises:
            UsageProblem: what is written would go to one.

        """
        if self.on_screen:
            raise misused("not-for-the-screen")

    def flush(self) -> None:
        """Hand on what was written so far, to whoever reads along."""
        self._do(self._stream.flush)

    def _do(self, write: Callable[..., object], *what: object) -> None:
        """Write; what goes wrong with a file is told here, and with standard output elsewhere."""
        try:
            write(*what)
        except OSError as error:
            if self._target is None or is_closed_pipe(error):
                raise
            raise unwritable(self._name, error, kept=self._is_there) from None

    @property
    def stream(self) -> TextIO:
        """What it is written to, to ask how wide that is."""
        return self._stream

    @property
    def on_screen(self) -> bool:
        """Whether what is written is seen at once on a terminal."""
        return self._stream.isatty()

    @property
    def is_file(self) -> bool:
        """Whether what is written will stand in a file, and not in a stream."""
        return self._partial is not None

    def __enter__(self) -> Self:
        """The sink itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the file in its place, or take it away where the command failed."""
        if self._target is None:
            return
        try:
            if kind is None:
                with self._explained():
                    self._finish(self._target)
        finally:
            self._take_away()
            unfinished.pop(self._target, None)

    def _finish(self, target: Path) -> None:
        self._stream.flush()
        if self._partial is None:
            self._stream.close()
            return
        if not self._revises and not os.fstat(self._stream.fileno()).st_size:
            return  # there is no result, and why has been told; a revised file may end up empty
        os.fsync(self._stream.fileno())
        self._stream.close()
        if self._force:
            with suppress(FileNotFoundError):
                self._check(target, target.stat())  # by now it is known what was read
            self._partial.replace(target)
        else:
            self._link(target, self._partial)
        settle(target.parent)

    def _link(self, target: Path, partial: Path) -> None:
        try:
            target.hardlink_to(partial)  # fails where somebody made the file meanwhile
        except FileExistsError:
            raise already_there(self._name) from None
        except (OSError, NotImplementedError):  # a disk without links
            if target.exists():
                raise already_there(self._name) from None
            partial.replace(target)

    def _explained(self) -> AbstractContextManager[None]:
        return explained(self._name, kept=self._is_there)


def _is_standard_output(there: os.stat_result) -> bool:
    """Whether a path is another name for standard output, such as ``/dev/stdout``."""
    try:
        return is_same(os.fstat(sys.stdout.fileno()), there)
    except (OSError, ValueError):
        return False
