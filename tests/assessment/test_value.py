"""Plain values are compared, shown and copied by their fields, and the type checker holds them."""

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gemeente_online.assessment.file import Answer, State
from gemeente_online.assessment.value import fields_of, plain_value
from support.places import ROOT


@plain_value
class Point:
    """A place."""

    x: int
    """To the right."""
    y: int = 0
    """Upward."""


@plain_value
class Named(Point):
    """A place with a name."""

    name: str = ""
    """What it is called."""


def test_values_are_what_their_fields_are() -> None:
    assert Point(1) == Point(1, 0) != Point(1, 2)
    assert Point(1) != Named(1)
    assert Point(1) != (1, 0)
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert repr(Named(1, name="hier")) == "Named(x=1, y=0, name='hier')"
    assert replace(Named(1, 2), y=3) == Named(1, 3)
    assert Named(**fields_of(Point(1, 2)), name="daar") == Named(1, 2, "daar")


def test_to_say_that_it_is_unknown_is_to_leave_it_open() -> None:
    said, left = Answer(State.UNKNOWN, said_unknown=True), Answer(State.UNKNOWN)
    assert said == left
    assert hash(said) == hash(left)
    assert pickle.loads(pickle.dumps(Named(1, 2))) == Named(1, 2)
    assert not hasattr(Point(1), "__dict__")


@pytest.mark.heavy
def test_nobody_changes_one(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    path = tmp_path / "change.py"
    path.write_text(
        "from gemeente_online.scoring.result import Verdict\n"
        "found = Verdict(phase=1, range=(1, 2))\n"
        "found.phase = 2\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'Property "phase" defined in "Verdict" is read-only' in done.stdout
