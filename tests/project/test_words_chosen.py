"""One word for one thing, in every text that people read; and no other word for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.places import ROOT

SRC = ROOT / "src" / "gemeente_online"
INSTEAD = {
    # a word that no text has: what it has instead
    "straks": "wordt, of nu",
    "vervuld": "gehaald, of: aan … is (nog niet) voldaan",
    "vervulde": "gehaald",
    "trede": "stap of fase",
    "treden": "stappen of fasen",
    "mediaan": "middelste",
    "mediane": "middelste",
    "bereik": "mogelijk",
    "bereikt": "gehaald",
    "bereiken": "halen",
    "blik": "invalshoek",
    "onbepaald": "niet te bepalen",
    "zij": "die, of het ding nog eens: things have no she; for people, see OF_PEOPLE",
    "haar": "de, die, of het ding nog eens; for people, see OF_PEOPLE",
}
OF_PEOPLE = ("of zij hun",)
"""Where it is about people: whether they know their municipality again."""

WORD = re.compile(rf"\b({'|'.join(INSTEAD)})\b(?!-)", re.IGNORECASE)
NOT_PROSE = re.compile(r"`[^`\n]*`|\]\([^)]*\)")
"""In Markdown: what is typed or is in a file, and where links go."""


def _of_python(path: Path) -> Iterator[str]:
    """Every text in a module; what is said to who reads the code is English anyway."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _of_markdown(path: Path) -> Iterator[str]:
    """What a page says itself: without what the program shows there, of models and answers too."""
    outside = path.read_text("utf-8").split("```")[::2]
    yield from (NOT_PROSE.sub("", line) for part in outside for line in part.splitlines())


def _of_any(path: Path) -> Iterator[str]:
    yield from path.read_text("utf-8").splitlines()


READERS = {".py": _of_python, ".md": _of_markdown, ".yaml": _of_any, ".j2": _of_any}
TEXTS = sorted(
    path
    for folder in (SRC, ROOT / "docs")
    for path in folder.rglob("*")
    if path.suffix in READERS and "models" not in path.relative_to(folder).parts
)


def others(text: str) -> list[str]:
    """The words in a text that it should not have."""
    for about_people in OF_PEOPLE:
        text = text.replace(about_people, "")
    return WORD.findall(text)


def test_other_words_are_found() -> None:
    assert others("De fase wordt straks bereikt: zij is vervuld.") == [
        *("straks", "bereikt", "zij", "vervuld")
    ]
    assert others("Bereikbaar zijn zijwegen, en of zij hun gemeente herkennen") == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *TEXTS], ids=lambda path: path.name)
def test_a_text_has_the_words_chosen(path: Path) -> None:
    found = [
        f"{word!r} in {text.strip()[:100]!r}: {INSTEAD[word.casefold()]}"
        for text in READERS[path.suffix](path)
        for word in others(text)
    ]
    assert not found, "\n".join(found)
