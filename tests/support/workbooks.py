"""Workbooks as the parts that they are zipped from, their cells, and what is read of one."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from gemeente_online import Assessment, Problem, Rejected, read_assessments
from gemeente_online.model.file import Model
from gemeente_online.reading.assessed import assessment_in
from gemeente_online.reading.excel.assessments import read_excel
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.written import Written


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


def opened(data: bytes) -> openpyxl.Workbook:
    """A workbook with its sheets and cells."""
    return openpyxl.load_workbook(BytesIO(data))


def form_in(data: bytes, model: Model) -> Assessment:
    """What was filled in in a form, in which at most questions were removed."""
    *warnings, written = read_excel(data, "a.xlsx", ModelChoice(model))
    assert {warning.code for warning in warnings if isinstance(warning, Problem)} <= {
        "questions-gone"
    }
    assert isinstance(written, Written)
    return assessment_in(written, ModelChoice(model))


def cell(book: openpyxl.Workbook, key: str, column: str = "answer") -> Any:
    """The cell of the form's row about a key; columns and rows go by their hidden names."""
    for sheet in book.worksheets:
        names = {one.value: one.column for one in sheet[1] if one.value}
        for row in range(2, sheet.max_row + 1) if "key" in names else ():
            if sheet.cell(row, names["key"]).value == key:
                return sheet.cell(row, names[column])
    raise KeyError(key)
