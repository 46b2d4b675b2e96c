"""The guide's page on formats names every key that there is, and which of them are required."""

import re
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel

from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.rendering.formats import DocumentKind
from support.places import ROOT
from support.schemas import schema_of
from support.trees import choice, model_tree, scored

PAGE = (ROOT / "docs/formaten.md").read_text(encoding="utf-8")
TABLES = re.findall(r"<!-- sleutels: (.+) -->\n\n((?:\|.*\n)+)", PAGE)


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
def test_every_key_is_there(what: str, table: str) -> None:
    told = rows(table)
    if what.startswith("schema "):
        _, kind, *part = what.split()
        schema: Any = schema_of(DocumentKind(kind)).schema
        assert list(told) == list((schema["$defs"][part[0]] if part else schema)["properties"])
    else:
        module, _, name = what.rpartition(".")
        described = getattr(import_module(f"gemeente_online.{module}"), name)
        if isinstance(described, tuple):
            assert tuple(told) == described
        else:
            assert told == fields(described)


def test_no_part_of_a_model_is_left_out() -> None:
    modules = [import_module(f"gemeente_online.model.{name}") for name in ("file", "parts")]
    parts = {
        f"{module.__name__.removeprefix('gemeente_online.')}.{name}"
        for module in modules
        for name, part in vars(module).items()
        if isinstance(part, type)
        and issubclass(part, BaseModel)
        and part.model_fields
        and part.__module__ == module.__name__
    }
    told = {what for what, _ in TABLES if what.startswith(("model.file.", "model.parts."))}
    assert parts == told
    types = re.findall(
        r"^\| `(\S+)` \| (?:het id van één|`ja` of|een lijst|een getal)", PAGE, re.MULTILINE
    )
    assert types == [str(kind) for kind in QuestionType]


def test_the_sums_on_the_page_are_right() -> None:
    """How every type of question is scored, on the page's own examples."""
    part = PAGE.partition("### Hoe een antwoord een score krijgt")[2].partition("\n### ")[0]
    told = re.sub(r"\s+", " ", part)
    weighted = [
        {"id": word, "text": word, "weight": weight}
        for word, weight in zip("abc", "312", strict=True)
    ]
    line = {"type": "number", "unit": "u", "minimum": "0", "maximum": "12", "options": None}
    questions = [
        choice("keuze"),
        {"id": "janee", "type": "yes-no", "text": "?"},
        {"id": "eigen", "type": "yes-no", "text": "?", "options": [{"id": "ja", "text": "Ja."}]},
        {"id": "meer", "type": "multi", "text": "?", "options": weighted},
        choice("hoger", **line, better="higher"),
        choice("lager", **line, better="lower"),
    ]
    model = model_tree(*questions, scale={"minimum": "0", "maximum": "3"})
    model["phases"] = model["phases"][:3]
    given = {"janee": "ja", "eigen": "nee", "meer": ["a", "b"], "hoger": "3", "lager": "3"}
    assessment = scored(model, {"keuze": "b", **given}).assessment
    scores = {question: answer.score for question, answer in assessment.answers.items()}
    assert list(assessment.model.kinds["keuze"].scores) == [*range(4)]
    assert "scoren 0, 1, 2 en 3" in told
    assert (scores["janee"], scores["eigen"]) == (3, 0)
    assert scores["meer"] == 2
    assert "3, 1 en 2 scoort wie de eerste twee kiest 4 van de 6, dus 2" in told
    assert (scores["hoger"], scores["lager"]) == (Fraction("0.75"), Fraction("2.25"))
    assert "scoort 3 bij `better: higher` 0,75, en bij `better: lower` 2,25" in told


def test_all_axes_of_a_view_take_no_weight_of_an_axis() -> None:
    view = {"id": "v", "name": "V", "groups": [{"id": "g", "name": "G"}]}
    model = model_tree(choice("a", views={"v": ["g"]}), views=[view])
    second = {**model["axes"][0], "id": "twee", "questions": [choice("b", views={"v": ["g"]})]}
    model["axes"] = [{**model["axes"][0], "weight": "9"}, second]
    together = scored(model, {"a": "a", "b": "d"}).views["v"][0]
    assert together.score == Fraction(5, 2)
    assert "en niet dat van de assen" in PAGE
