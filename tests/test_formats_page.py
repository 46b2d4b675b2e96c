"""The guide's page on formats names every key that there is, and which of them are required."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel

from conftest import ROOT

Command = Callable[..., tuple[int, str, str]]
PAGE = (ROOT / "docs/formaten.md").read_text(encoding="utf-8")
TABLES = re.findall(r"<!-- sleutels: (\S+) -->\n\n((?:\|.*\n)+)", PAGE)


def rows(table: str) -> dict[str, str]:
    """The keys of a table with what its second column says."""
    lines = [line.strip("|\n").split("|") for line in table.splitlines()[2:]]
    return {cells[0].strip(" `"): cells[1].strip() for cells in lines}


def fields(described: type[BaseModel]) -> dict[str, str]:
    return {
        name: "ja" if field.is_required() else "nee"
        for name, field in described.model_fields.items()
    }


@pytest.mark.parametrize(("what", "table"), TABLES, ids=[what for what, _ in TABLES])
def test_every_key_is_there(command: Command, what: str, table: str) -> None:
    told = rows(table)
    if what == "csv":
        header = (
            command("score", "-f", "csv", "examples/answers.yaml")[1].splitlines()[0].split(",")
        )
        axes = ("interactie_", "initiatief-eigenaar_", "organisatie-eigenaarschap_")
        assert header[: len(told)] == list(told)
        assert [name for name in header[len(told) :] if not name.startswith(axes)] == []
    elif "schema.json" in what:
        file, _, part = what.partition("#")
        path = ROOT / "src/gemeente_online/schemas" / file
        schema: Any = json.loads(path.read_text(encoding="utf-8"))
        assert list(told) == list((schema["$defs"][part] if part else schema)["properties"])
    else:
        module, _, name = what.partition(".")
        described = getattr(import_module(f"gemeente_online.{module}"), name)
        if isinstance(described, tuple):
            assert tuple(told) == described
        else:
            assert told == fields(described)


def test_no_part_of_a_model_is_left_out() -> None:
    model = import_module("gemeente_online.model")
    parts = {
        f"model.{name}"
        for name, part in vars(model).items()
        if isinstance(part, type)
        and issubclass(part, BaseModel)
        and part.model_fields
        and part.__module__ == model.__name__
    }
    assert parts == {what for what, _ in TABLES if what.startswith("model.")}
    types = re.findall(
        r"^\| `(\S+)` \| (?:het id van één|`ja` of|een lijst|een getal)", PAGE, re.MULTILINE
    )
    assert types == [str(kind) for kind in model.QuestionType]
