"""Every sentence about a problem: that it is asked for, and filled in with what it needs."""

import ast
import re
from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

import pytest

from gemeente_online.messages import SUBJECTS, messages, messages_about
from support.places import ROOT

SRC = ROOT / "src" / "gemeente_online"
ASKING = {"broken": 1, "wrong": 0, "misused": 0, "warn": 0, "problem_in": 1, "refused": 1}
"""The functions that take a key, and where it stands among their arguments."""


class Call(NamedTuple):
    where: str
    keys: tuple[str, ...]
    values: frozenset[str] | None


def _literals(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.Constant(value=str(key)):
            return (key,)
        case ast.IfExp(body=one, orelse=other):
            return _literals(one) + _literals(other)
    return ()


def calls() -> Iterator[Call]:
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = ASKING.get(node.func.id)
                if at is not None and len(node.args) > at:
                    names = [word.arg for word in node.keywords]
                    values = None if None in names else frozenset(filter(None, names))
                    where = f"{path.relative_to(SRC)}:{node.lineno}"
                    yield Call(where, _literals(node.args[at]), values)


def asked(key: str) -> set[str]:
    """The names that the sentences of a key are filled in with."""
    texts = [text for part, text in messages()[key].items() if part != "warns"]
    return {
        name.partition(".")[0]
        for text in texts
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }


def test_a_call_gives_what_its_sentences_need() -> None:
    found = [call for call in calls() if call.keys]
    assert len(found) > 300
    assert not [
        (call.where, key, asked(key), call.values)
        for call in found
        for key in call.keys
        if call.values is not None and asked(key) != call.values
    ]


def test_every_sentence_is_asked_for() -> None:
    source = "".join(path.read_text("utf-8") for path in SRC.rglob("*.py"))
    assert not [key for key in messages() if f'"{key}"' not in source]


def test_every_sentence_is_written_once() -> None:
    """A key that stands twice, in one file or in two, would be lost."""
    files = SRC / "messages"
    lines = [line for path in files.glob("*.yaml") for line in path.read_text("utf-8").splitlines()]
    written = [line for line in lines if re.fullmatch(r"[a-z][^ ]*:", line)]
    assert sorted(written) == sorted(f"{key}:" for key in messages())
    assert {path.stem for path in files.glob("*.yaml")} == set(SUBJECTS)


HINTS = dict.fromkeys(("hint", "in_json", "in_a_cell", "in_a_form"), str)
PARTS = {"says": str, **HINTS, "warns": bool}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_message_has_the_parts_that_there_are(subject: str) -> None:
    for key, message in messages_about(subject).items():
        assert "says" in message, key
        for part, text in message.items():
            assert type(text) is PARTS[part], (key, part)
