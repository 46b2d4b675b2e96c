"""The possibilities for each kind of value that may be typed: models, phases, axes, municipalities.

Somebody waits for the answer while typing. So nothing is validated, pydantic is not imported, large
files are passed over, and what cannot be read gives no possibilities instead of a complaint.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from gemeente_online.cli.completion.completing import FILES, Candidate, Typed
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.files import STDIN, InputFormat, format_by_name, read_bytes
from gemeente_online.reading.folders import files_in
from gemeente_online.reading.models import (
    DEFAULT_MODEL,
    is_model_id,
    models_folder,
    shipped_models,
)
from gemeente_online.reading.written import read_tree

MOST_BYTES = 300_000
"""Larger YAML and JSON files are passed over: parsing them takes longer than people wait."""

MOST_FILES = 60
MOST_ROWS = 2000

_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)


def possible_values(kind: str, typed: Typed) -> list[Candidate]:
    """What fits where the help shows this kind of value; nothing for one that is free text."""
    if kind in KINDS_OF_FILE:
        return [FILES]
    look_up = KINDS.get(kind)
    try:
        return [] if look_up is None else list(look_up(typed))
    except (InvalidInputError, OSError, ValueError):
        return []


def _models(_: Typed) -> Iterator[Candidate]:
    for name in shipped_models():
        text = (models_folder() / f"{name}.yaml").read_text(encoding="utf-8")
        title = _TITLE.search(text)
        yield Candidate(name, title.group(1) if title else "")
    yield FILES


def _phases(typed: Typed) -> Iterator[Candidate]:
    phases = list(_parts(_model(typed), "phases"))
    named = [(str(phase.get("number", "")), str(phase.get("name", ""))) for phase in phases]
    yield from (Candidate(number, name) for number, name in named)
    yield from (Candidate(name, f"fase {number}", once_begun=True) for number, name in named)


def _axes(typed: Typed) -> Iterator[Candidate]:
    model = _model(typed)
    for part in (*_parts(model, "domains"), *_parts(model, "axes")):
        yield Candidate(str(part.get("id", "")), str(part.get("name", "")))


def _questions(typed: Typed) -> Iterator[Candidate]:
    for axis in _parts(_model(typed), "axes"):
        for question in _parts(axis, "questions"):
            yield Candidate(str(question.get("id", "")), str(question.get("text", "")))


def _municipalities(typed: Typed) -> Iterator[Candidate]:
    seen: set[str] = set()
    for path in islice(_files(*typed.arguments, typed.options.get("from", STDIN)), MOST_FILES):
        try:
            for candidate in _municipalities_in(path):
                if candidate.value and candidate.value not in seen:
                    seen.add(candidate.value)
                    yield candidate
        except (InvalidInputError, OSError, ValueError):
            continue


KINDS: dict[str, Callable[[Typed], Iterator[Candidate]]] = {
    "MODEL": _models,
    "FASE": _phases,
    "AS": _axes,
    "VRAAG": _questions,
    "GEMEENTE": _municipalities,
}
"""Words that metavars have for what is looked up."""

KINDS_OF_FILE = frozenset({"BESTAND", "FORMULIER", "MAP", "OUD", "NIEUW"})
"""Words that metavars have for a file or a folder; the shell itself completes those."""


def _parts(tree: Any, key: str) -> Iterator[dict[str, Any]]:
    parts = tree.get(key) if isinstance(tree, dict) else None
    return (part for part in parts or () if isinstance(part, dict))


def _model(typed: Typed) -> Any:
    """The tree of the model that the command line, or the first file on it, names."""
    named, folder = typed.options.get("model"), Path()
    if named is None:
        first = next(_files(*typed.arguments), None)
        tree = None if first is None else _tree(first)
        named = tree.get("model") if isinstance(tree, dict) else None
        if first is not None and isinstance(named, str):
            folder = first.parent
    if not isinstance(named, str) or not named:
        named = DEFAULT_MODEL
    if is_model_id(named) and named in shipped_models():
        return _tree(models_folder() / f"{named}.yaml")
    return _tree(folder / named)


def _files(*names: str) -> Iterator[Path]:
    for name in names:
        if name != STDIN:
            yield from filter(Path.is_file, map(Path, files_in(name)))


def _tree(path: Path) -> Any:
    kind = format_by_name(path)
    if kind not in {InputFormat.YAML, InputFormat.JSON} or path.stat().st_size > MOST_BYTES:
        return None
    return read_tree(read_bytes(path), str(path), is_json=kind is InputFormat.JSON).tree


def _municipalities_in(path: Path) -> Iterator[Candidate]:
    match format_by_name(path):
        case InputFormat.CSV:
            yield from _of_rows(path)
        case InputFormat.JSONL:
            with path.open("rb") as stream:
                for line in islice(stream, MOST_ROWS):
                    yield from _of_tree(json.loads(line[:MOST_BYTES]))
        case _:
            yield from _of_tree(_tree(path))


def _of_tree(tree: Any) -> Iterator[Candidate]:
    municipality = tree.get("municipality") if isinstance(tree, dict) else None
    if isinstance(municipality, dict):
        yield _named(str(municipality.get("name", "")), str(municipality.get("code", "")))


def _named(name: str, code: str) -> Candidate:
    """A municipality; ``--for`` takes a line break, or another odd blank, for a plain space."""
    return Candidate(name.strip() if name.isprintable() else " ".join(name.split()), code.strip())


def _of_rows(path: Path) -> Iterator[Candidate]:
    from gemeente_online.reading.csv import read_rows

    with path.open("rb") as stream:
        rows = (row for _, row in read_rows(stream, str(path)) if isinstance(row, list))
        header = [cell.strip().lower() for cell in next(rows, [])]
        for row in islice(rows, MOST_ROWS):
            cells = dict(zip(header, row, strict=False))
            yield _named(cells.get("municipality", ""), cells.get("code", ""))
