"""Every sheet that commands give, of examples that fill all of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gemeente_online import load_model
from gemeente_online.cli import pipeline
from gemeente_online.cli.sink import Sink
from gemeente_online.rendering.columns import Sheet, column_name, sheet_lines
from support.places import EXAMPLES

WAYS = {
    "score": "examples/batch/gemeenten.csv",
    "score --answers": "examples/answers.yaml examples/models/open-data-answers.yaml",
    "explain": "examples/answers.yaml",
    "grow": "examples/answers.yaml",
    "compare": "examples/years/waterdam-2025.yaml examples/answers.yaml",
    "compare (veel gemeenten)": (
        "examples/batch/online-meting-2025.csv examples/batch/online-meting.csv"
    ),
    "consensus": "examples/teams",
    "rank": "examples/batch/gemeenten.csv",
    "rank --against": "examples/batch/gemeenten.csv examples/answers.yaml",
    "model evaluate": "examples/batch/gemeenten.csv --by province",
}
"""Every way to get rows, with what it is tried on."""

_MODELS = ("gemeente-online", "online-meting", EXAMPLES / "models/open-data.yaml")
_RESPONDENTS = "|".join(sorted(path.stem for path in (EXAMPLES / "teams").iterdir()))
_AXES = "|".join(column_name(axis.id) for name in _MODELS for axis in load_model(name).axes)


class Told(NamedTuple):
    """A sheet that a command gave. lines: as CSV, the header first."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[str, ...]


def words_of(way: str, files: str | None = None) -> list[str]:
    """The command line of a way, without format and output."""
    return [*re.sub(r" \(.*", "", way).split(), *(files or WAYS[way]).split()]


def sheets_of(
    command: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
    target: Path,
    words: list[str],
) -> list[Told]:
    """All sheets of a workbook that a command makes; target: where it would stand."""
    found: list[Told] = []

    def keep(sink: Sink, sheets: list[Sheet]) -> None:
        for sheet in sheets:
            rows = [*sheet.rows]
            found.append(Told(sheet.name, tuple(map(str, rows[0])), tuple(sheet_lines(rows))))

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "write_workbook", keep)
        code, _, err = command(*words, "--output", target)
    assert (code, err) == (0, "")
    assert found
    return found


def in_general(column: str) -> str:
    """What a column is called on the page of formats, whatever the model, phase or respondent."""
    column = re.sub(rf"^(?:{_AXES})_", "AS_", column)
    column = re.sub(r"^phase_\d+$", "phase_NUMMER", column)
    return re.sub(rf"_(?:{_RESPONDENTS})$", "_INVULLER", column)
