"""Every sentence about a problem: that it is asked for, and filled in with what it needs."""

import ast
from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

import pytest

from gemeente_online.messages.every import MISTAKES, WARNINGS
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
    message = {**MISTAKES, **WARNINGS}[key]
    return {
        name.partition(".")[0]
        for text in filter(None, message)
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }


CALLS = [call for call in calls() if call.keys]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.where)
def test_a_call_gives_what_its_sentences_need(call: Call) -> None:
    for key in call.keys:
        assert call.values is None or asked(key) == call.values, key


def test_every_sentence_is_asked_for() -> None:
    source = "".join(
        path.read_text("utf-8") for path in SRC.rglob("*.py") if "messages" not in path.parts
    )
    assert not [key for key in (*MISTAKES, *WARNINGS) if f'"{key}"' not in source]


def test_a_key_is_a_mistake_or_a_warning() -> None:
    assert not MISTAKES.keys() & WARNINGS.keys()
