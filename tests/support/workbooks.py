"""Workbooks as the parts that they are zipped from, and what is read of one."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from gemeente_online import Assessment, Problem, Rejected, read_assessments


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook, or any other zip file, of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(path: Path, data: bytes) -> list[Assessment | Rejected]:
    """What stands in a workbook, once it has been put at a path."""
    path.write_bytes(data)
    return list(read_assessments(path))


def problem_of(path: Path, data: bytes) -> Problem:
    """The one thing that is wrong with a workbook, or with the last of what stands in it."""
    item = read(path, data)[-1]
    assert isinstance(item, Rejected)
    (problem,) = item.problems
    assert problem.hint
    return problem
