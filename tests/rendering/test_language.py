"""A model in another language: its texts are marked as that everywhere, and nothing else is."""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import docx
import pytest
from docx.oxml.ns import qn

from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.rendering.language import by_language
from gemeente_online.rendering.report import pictures
from support.departments import as_a_checklist, model_of_departments, write_departments
from support.pages import Page, faults
from support.pngs import tiny_png
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]
ENGLISH = load(model_of_departments())
OURS = re.compile(r"\b(?:de|het|een|en|van|fase|vraag|nog|naar|bij|zijn|niet)\b", re.IGNORECASE)
UNMARKED = {"title", "script", "style", "desc"}
"""Elements that hold no elements, in which no part can be marked."""


def texts_of(model: Model) -> Iterator[str]:
    """The texts of the model that no sentence of ours would have by chance."""
    yield from (model.title, model.source)
    for phase in model.phases:
        yield from (phase.name, phase.description)
        assert phase.experience is not None
        yield phase.experience.name
    yield from (domain.name for domain in model.domains)
    for axis in model.axes:
        yield from (axis.name, axis.description)
        yield from (stage.name for stage in axis.stages.values())
    for question in model.questions.values():
        yield from (question.text, *(option.text for option in question.options or ()))


THEIRS = re.compile("|".join(map(re.escape, sorted(texts_of(ENGLISH), key=len, reverse=True))))


def parts(element: Element, language: str = "nl") -> Iterator[tuple[str, str]]:
    """Every text in an element with the language that it is marked with."""
    name = str(element.tag).rpartition("}")[2]
    if name in UNMARKED:
        return
    language = element.get("lang", language)
    yield element.text or "", language
    for child in element:
        yield from parts(child, language)
        yield child.tail or "", language


def check(found: Iterable[tuple[str, str]]) -> None:
    """What is marked is theirs, and what is theirs is marked; at least some is."""
    every = [(text.strip(), language) for text, language in found if text.strip()]
    assert not [text for text, language in every if language == "nl" and THEIRS.search(text)]
    marked = {text for text, language in every if language == "en"}
    assert len(marked) > 5
    assert not [text for text in marked if OURS.search(text)]


@pytest.fixture(autouse=True)
def _drawn_without_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: True)
    monkeypatch.setattr(pictures, "_drawn", lambda svg, scale: tiny_png())


@pytest.mark.parametrize("way", ["report {older} {one}", "init --model {model} --format html"])
def test_a_checklist(command: Command, tmp_path: Path, way: str) -> None:
    paths = write_departments(tmp_path, **as_a_checklist())
    code, told, _ = command(*(word.format_map(paths) for word in way.split()))
    assert code == 0
    check(parts(Page(told).one("body")))


@pytest.mark.parametrize(
    "way",
    [
        "report {one}",
        "report {older} {one} --notes",
        "report {older}",
        "report {high} --part summary",
        "report {now} {then}",
        "consensus {team} --format html",
        "init --model {model} --format html",
        "init --from {one} --format html",
    ],
)
def test_pages(command: Command, tmp_path: Path, way: str) -> None:
    paths = write_departments(tmp_path)
    code, told, _ = command(*(word.format_map(paths) for word in way.split()))
    assert code == 0
    page = Page(told)
    assert faults(page) == []
    check(parts(page.one("body")))


@pytest.mark.parametrize(
    "way", ["report {older} {one} --format docx", "model show {model}", "explain {one}"]
)
def test_word(command: Command, tmp_path: Path, way: str) -> None:
    paths = write_departments(tmp_path)
    file = tmp_path / "memo.docx"
    command(*(word.format_map(paths) for word in way.split()), "--output", file)
    word = docx.Document(str(file))

    def runs() -> Iterator[tuple[str, str]]:
        for run in word.element.body.iter(qn("w:r")):
            languages = [one.get(qn("w:val")) for one in run.iter(qn("w:lang"))]
            yield "".join(t.text or "" for t in run.iter(qn("w:t"))), *(languages or ["nl"])  # type: ignore[misc]

    check(runs())


def test_a_document_in_dutch_has_no_other_language(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    command("report", "examples/answers.yaml", "--format", "docx", "--output", file)
    word = docx.Document(BytesIO(file.read_bytes()))
    assert [*word.element.body.iter(qn("w:lang"))] == []


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("De as Reach staat in fase 2: Explore.", ["Reach", "Explore"]),
        ("Reaching is iets anders dan Explore it", ["Explore it"]),
        ("van a naar d", []),
        ("", []),
    ],
)
def test_a_sentence_in_parts(text: str, theirs: list[str]) -> None:
    tree: Any = model_tree(choice("p", text="Explore it"), axis={"name": "Reach"}, language="en")
    tree["phases"][1]["name"] = "Explore"
    told = [*by_language(text, load(tree))]
    assert "".join(part for part, _ in told) == text
    assert [part for part, is_own in told if is_own] == theirs
