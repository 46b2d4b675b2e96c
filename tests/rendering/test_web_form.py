"""The web form as a page, without a browser: valid, safe, small, and with nothing to spare."""

import json
import re
from datetime import date
from typing import Any

import pytest

from gemeente_online import load_model
from gemeente_online.messages import messages
from gemeente_online.model.rules import load
from gemeente_online.reading.written import MAX_TEXT
from gemeente_online.rendering.forms.web import (
    LONGEST_TEXT,
    OF_A_FILE,
    OF_EARLIER,
    OF_WHAT_IS_TYPED,
    blank_page,
)
from gemeente_online.rendering.templating import environment
from support.form_page import empty
from support.pages import Page, faults, hostile, words
from support.places import ROOT
from support.trees import choice, model_tree
from support.web_forms import EVERY_TYPE

SHIPPED = ["gemeente-online", "online-meting"]
MODELS = [*SHIPPED, "examples/models/open-data.yaml", "tests/cases/model.yaml"]
MOST_BYTES = 100_000


def model_of(name: str) -> Any:
    return load_model(name if name in SHIPPED else ROOT / name)


def data_of(page: Page) -> dict[str, Any]:
    """What the script of a page gets to know."""
    found: dict[str, Any] = json.loads(page.one("script", id="gegevens").text or "")
    return found


@pytest.mark.parametrize("name", MODELS)
def test_a_page_of_any_model(name: str) -> None:
    model = model_of(name)
    page = Page(blank_page(empty(model)))
    assert faults(page) == []
    names = {one.get("name") for one in page.all() if one.tag in {"input", "select", "textarea"}}
    assert {*model.questions, "municipality", "date", "respondent", "ambition"} <= names
    for question in model.questions.values():
        group = page.one("fieldset", id=f"vraag-{question.id}")
        assert " ".join(question.text.split()) in words(group)
        words_to_choose = [one.get("value") for one in group.iter("input") if one.get("type")]
        assert words_to_choose == list(model.kinds[question.id].possible)


def test_the_form_of_an_assessment_full_of_markup() -> None:
    previous = hostile()
    page = Page(blank_page(empty(previous.model)._replace(previous=previous)))
    assert faults(page) == []
    assert data_of(page)["begin"]["answers"]["crisis"]["note"] == previous.remarks["crisis"].note
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.text)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_is_small(name: str) -> None:
    assert len(blank_page(empty(model_of(name))).encode()) < MOST_BYTES


def test_the_same_form_is_the_same_page() -> None:
    texts = [blank_page(empty(model_of("gemeente-online"))) for _ in range(2)]
    assert texts[0] == texts[1]


def test_what_is_kept_is_kept_for_this_form_only() -> None:
    """A form that asks or begins otherwise keeps what is typed in it apart."""
    blank = empty(EVERY_TYPE)
    other = load(model_tree(choice("v")))
    blanks = [
        blank,
        blank._replace(respondent="a"),
        blank._replace(date=date(2026, 1, 1)),
        empty(other),
    ]
    assert len({data_of(Page(blank_page(one)))["form"] for one in blanks}) == len(blanks)
    assert data_of(Page(blank_page(blank))) == data_of(Page(blank_page(blank)))


def test_neither_scores_nor_views_nor_requirements_are_in_it() -> None:
    """Nobody sees beforehand what counts, and the page has nothing to score with."""
    bands = [{"up_to": "31.5", "score": "1"}, {"score": "4"}]
    group = {"id": "klanten", "name": "Naam van klanten"}
    tree = model_tree(
        choice("v", weight="0.123", views={"blik": ["klanten"]}),
        {"id": "n", "type": "number", "text": "?", "unit": "u", "bands": bands},
        views=[{"id": "blik", "name": "Naam van blik", "groups": [group]}],
        axis={
            "weight": "0.456",
            "thresholds": {"2": "0.654"},
            "requirements": {"2": {"v": "2.345"}},
        },
        minimum_coverage="0.678",
    )
    for at, option in enumerate(tree["axes"][0]["questions"][0]["options"], start=1):
        option["score"] = f"{at - 1 or 1}.11{at}"
    page = Page(blank_page(empty(load(tree))))
    held = [f"{key} {value}" for one in page.root.iter() for key, value in one.attrib.items()]
    told = " ".join([page.shown(), json.dumps(data_of(page)), *held])
    for hidden in ("blik", "klanten", "0.123", "0.456", "0.654", "2.345", "0.678", ".11", "31.5"):
        assert hidden not in told
        assert hidden.replace(".", ",") not in told


def script() -> str:
    loader = environment().loader
    assert loader is not None
    names = ("rules.js", "fields.js", "form.js")
    return "".join(loader.get_source(environment(), name)[0] for name in names)


def test_every_sentence_is_said_and_no_other() -> None:
    named = {key for key in re.findall(r'"([a-z/-]+)"', script()) if key in messages()}
    assert named == {*OF_WHAT_IS_TYPED, *OF_A_FILE, *OF_EARLIER}
    assert not {*OF_WHAT_IS_TYPED} & {*OF_A_FILE}


def test_every_sentence_is_filled_in() -> None:
    """Where the script says something, it gives every value that the sentence asks for."""
    model = load(model_tree(choice("nu"), earlier={"oud": ""}))
    told = data_of(Page(blank_page(empty(model))))["messages"]
    used: dict[str, list[str]] = {key: [] for key in told}
    for key, values in re.findall(
        r'(?:wrong|sentence)\("([a-z/-]+)"(?:, \{ ?(.*?) \})?\)', script()
    ):
        used[key].append(values)
    for key, sentence in told.items():
        wanted = {name for name, _ in re.findall(r"\{([\w.]+)(!q)?\}", sentence)}
        assert "{" not in re.sub(r"\{[\w.]+(!q)?\}", "", sentence), key
        assert used[key], key
        for values in used[key]:
            given = set(re.findall(r'"?([\w.]+)"?(?=:|,|$)', values)) if values else set()
            assert wanted <= given, (key, values)


def test_a_text_is_as_long_as_readers_take() -> None:
    assert LONGEST_TEXT == MAX_TEXT
