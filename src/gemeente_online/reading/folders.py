"""Folders of files to read: which there are, also in the folders below, and which are skipped.

Goes by names alone; what stands in a file is found out by who reads it.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gemeente_online.problem import InvalidInputError, Problem, problem_in, refused
from gemeente_online.reading.files import STDIN, SUFFIXES, is_folder
from gemeente_online.wording import listing_of_first, thousands

MOST_INSIDE = 100_000
"""Most files of a folder: five years of all municipalities are some 2 000."""

MOST_NAMED = 5
"""Files that are named, of those that are not read."""

_HIDDEN = (".", "~$")
"""How names begin of what nobody put there: ``~$`` is what Excel keeps beside an open file."""

_NO_ANSWERS = {
    # how files end that somebody may have meant as answers, and what is said of them
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers", ".tsv"), "skipped-file/sheet"),
    **dict.fromkeys((".html", ".htm"), "skipped-file/web-page"),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf"), "skipped-file"),
    **dict.fromkeys((".txt", ".xml", ".ndjson", ".msg", ".eml"), "skipped-file"),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), "skipped-file"),
}


class Inside(NamedTuple):
    """What is in a folder and in those below it, each in order of path.

    files: to read. skipped: what ends otherwise and may have been meant as answers.
    closed: folders that may not be looked into.
    """

    files: tuple[str, ...]
    skipped: tuple[str, ...]
    closed: tuple[str, ...]


def files_inside(folder: str) -> Inside:
    """What is in a folder and in those below it; a folder that is reached twice counts once.

    Raises:
        InvalidInputError: it may not be looked into, or holds more than anybody means.

    """
    files, skipped, closed = [], [], []
    for count, (path, is_closed) in enumerate(_walk(Path(folder))):
        if count >= MOST_INSIDE:
            raise refused(folder, "too-large/folder", most=MOST_INSIDE)
        ending = path.suffix.lower()
        if is_closed:
            closed.append(path)
        elif ending in SUFFIXES:
            files.append(path)
        elif ending in _NO_ANSWERS:
            skipped.append(path)
    if closed == [Path(folder)]:
        raise refused(folder, "no-access/folder")
    return Inside(_in_order(files), _in_order(skipped), _in_order(closed))


def _in_order(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(map(str, sorted(paths)))


def _walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Everything that is not hidden; also whether it is a folder that may not be looked into.

    Links to folders come last, so that a folder goes by its own path where it has one here.
    """
    seen: set[tuple[int, int]] = set()
    waiting, linked = [folder], list[Path]()
    while waiting or linked:
        path = waiting.pop() if waiting else linked.pop()
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            children = sorted(path.iterdir())
        except OSError:
            yield path, True
            continue
        for child in children:
            if child.name.startswith(_HIDDEN):
                continue
            if not is_folder(child):
                yield child, False
            elif child.is_symlink():
                linked.append(child)
            else:
                waiting.append(child)


def files_in(source: str | Path) -> tuple[str, ...]:
    """The files to read in a folder; a file, and standard input, by itself.

    Raises:
        InvalidInputError: the folder may not be looked into.

    """
    name = str(source)
    return (name,) if name == STDIN or not is_folder(source) else files_inside(name).files


def size_of(sources: Iterable[str | Path]) -> int | None:
    """How many bytes there are to read; None where that is not known beforehand."""
    total = 0
    for source in sources:
        if str(source) == STDIN:
            return None
        with suppress(OSError, InvalidInputError):
            total += sum(Path(name).stat().st_size for name in files_in(source))
    return total


def told_skipped(folder: str, skipped: Iterable[str]) -> Iterator[Problem]:
    """That files were skipped because of how they end, in a line for each kind of file."""
    kinds: dict[str, list[str]] = {}
    for name in skipped:
        kinds.setdefault(_NO_ANSWERS[Path(name).suffix.lower()], []).append(name)
    for key, names in kinds.items():
        yield told_of(folder, key, [as_in(folder, name) for name in names])


def told_of(folder: str, key: str, names: list[str]) -> Problem:
    """What is said of files in a folder: how many there are, and the first by name."""
    files, first = files_counted(len(names)), listing_of_first(names, MOST_NAMED)
    return problem_in(folder, key, files=files, names=first, endings=", ".join(SUFFIXES))


def files_counted(count: int) -> str:
    """How many files there are, in words."""
    return "1 bestand" if count == 1 else f"{thousands(count)} bestanden"


def as_in(folder: str, name: str) -> str:
    """How a file in a folder is called within it."""
    return Path(name).relative_to(folder).as_posix()


class Seen:
    """The files that were read already: whoever names one twice, means it once."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._again: dict[str, None] = {}

    def again(self, name: str) -> bool:
        """Whether this file was here before, by any name."""
        try:
            path = os.path.realpath(name)
        except ValueError:  # what cannot be a name
            return False
        if path in self._paths:
            self._again.setdefault(name)
            return True
        self._paths.add(path)
        return False

    def told(self) -> Iterator[Problem]:
        """Which were here before."""
        if names := [*self._again]:
            key = "named-again" if len(names) == 1 else "named-again/several"
            first = listing_of_first(names, MOST_NAMED)
            yield problem_in(names[0], key, names=first, files=files_counted(len(names)))
