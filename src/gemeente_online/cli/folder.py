"""A folder that a command fills: it appears whole or not at all.

A folder that is not there yet is filled beside its place and moved there at the end. Into one
that is there, every file is put whole, and nothing is replaced without leave.
"""

import re
import shutil
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from gemeente_online.assessment.file import Municipality
from gemeente_online.cli.dutch import misused
from gemeente_online.cli.ending import unfinished
from gemeente_online.cli.sink import (
    Sink,
    beside,
    check_unread,
    check_writable,
    explained,
    place_of,
    quoted_path,
    settle,
)
from gemeente_online.model.parts import MUNICIPALITIES, Subject
from gemeente_online.wording import and_others

INDEX = "index.html"
"""What leads to the others; ``file_names`` gives no other file its name."""

_LONGEST_NAME = 60
_KEPT_BY_WINDOWS = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")


def file_names(
    municipalities: Iterable[Municipality], suffix: str, subject: Subject = MUNICIPALITIES
) -> list[str]:
    """A name for each, in their order: the code where there is one, and the name.

    Only small letters, digits and hyphens, so that no name from a file can lead out of the folder
    or be one that a system keeps for itself; never ``index``, and never twice the same. Namesakes
    have their province behind it, or else a number.

    subject: what they are, which stands before a name without a code.
    """
    what = _plain(subject.one) or "naam"

    def base(municipality: Municipality, more: str | None = None) -> str:
        code, name = (_plain(text or "") for text in (municipality.code, municipality.name))
        told = "-".join(filter(None, [code, name, _plain(more or "")]))
        return told if code and not _is_kept(told) else f"{what}-{told}".strip("-")

    every = [*municipalities]
    alike = Counter(map(base, every))
    told = (base(one, one.province if alike[base(one)] > 1 else None) for one in every)
    return _told_apart(told, suffix)


def names_for_respondents(respondents: Iterable[str], suffix: str) -> list[str]:
    """A name for the form of each, in their order; as safe as those of ``file_names``."""

    def base(respondent: str) -> str:
        plain = _plain(respondent)
        return plain if plain and not _is_kept(plain) else f"invuller-{plain}".strip("-")

    return _told_apart(map(base, respondents), suffix)


def _is_kept(plain: str) -> bool:
    """Whether a name is that of the page that leads to the others, or one that a system keeps."""
    return plain == "index" or _KEPT_BY_WINDOWS.fullmatch(plain) is not None


def _told_apart(bases: Iterable[str], suffix: str) -> list[str]:
    """Names of files, with a number where two would be the same."""
    given: set[str] = set()
    names = []
    for base in bases:
        name, number = base, 2
        while name in given:
            name, number = f"{base}-{number}", number + 1
        given.add(name)
        names.append(name + suffix)
    return names


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower())[:_LONGEST_NAME].strip("-")


class Folder:
    """Takes files by name; a context manager, whose end puts the folder in its place."""

    def __init__(
        self,
        path: str,
        names: Iterable[str],
        *,
        force: bool = False,
        refusal: str = "files-already-there",
    ) -> None:
        """Make the folder ready for files of these names.

        refusal: the key of what is said where some are there and may not be replaced.

        Raises:
            UsageProblem: it cannot be made, or one of the files is there and may not be replaced.

        """
        self._path, self._force, self._names = path, force, frozenset(names)
        self._refusal = refusal
        with explained(path):
            self._target, there = place_of(path)
            if there is not None and not stat.S_ISDIR(there.st_mode):
                raise misused("not-a-folder", path=quoted_path(path))
            self._partial: Path | None = None
            self._room = self._target
            if there is not None:
                self._check()
                return
            self._room = self._partial = beside(self._target)
            unfinished[self._target] = self._take_away
            try:
                self._partial.mkdir()
            except BaseException:
                del unfinished[self._target]
                raise

    def _check(self) -> None:
        """Refuse before anything is written, where one of the files may not be replaced."""
        there = []
        for name in sorted(self._names):
            called = self._called(name)
            with explained(called):
                place, status = place_of(called)
                if status is not None:
                    check_unread(called, status)
                    check_writable(called, place, status)
                    there.append(name)
        if there and not self._force:
            more = and_others(len(there) - 1)
            folder = quoted_path(self._path)
            raise misused(self._refusal, folder=folder, file=there[0], more=more)

    def _called(self, name: str) -> str:
        return str(Path(self._path, name))

    def _take_away(self) -> None:
        if self._partial is not None:
            shutil.rmtree(self._partial, ignore_errors=True)

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file in it."""
        with self.sink(name) as sink:
            sink.put(content)

    def sink(self, name: str) -> Sink:
        """Where a file of it goes."""
        return Sink(str(self._room / name), force=self._force, called=self._called(name))

    def others(self, ending: str) -> list[str]:
        """The files with this ending that were in the folder already and are none of ours."""
        return sorted(
            path.name
            for path in self._room.iterdir()
            if path.suffix == ending and path.name not in self._names
        )

    def __enter__(self) -> Self:
        """The folder itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the folder in its place, or take it away where the command failed."""
        if self._partial is None:
            return
        try:
            if kind is None:
                with explained(self._path):
                    self._partial.rename(self._target)
                settle(self._target.parent)
        finally:
            self._take_away()
            unfinished.pop(self._target, None)
