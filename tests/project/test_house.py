"""The house: which room may know which, that a name means one thing, and where modules stand."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.places import ROOT

SRC = ROOT / "src" / "gemeente_online"
MODULES = sorted(SRC.rglob("*.py"))

GROUND = {"wording", "messages", "suggestions", "problem"}
BELOW = {
    "wording": set(),
    "messages": set(),
    "suggestions": {"wording", "messages"},
    "problem": {"wording", "messages", "suggestions"},
    "model": GROUND,
    "assessment": {*GROUND, "model"},
    "scoring": {*GROUND, "model", "assessment"},
    "analysis": {*GROUND, "model", "assessment", "scoring"},
    "reading": {*GROUND, "model", "assessment"},
    "questionnaire": {*GROUND, "model", "assessment"},
    "rendering": {*GROUND, "model", "assessment", "scoring", "analysis", "questionnaire"},
}
"""The rooms that each room may know. ``cli``, and what stands outside the rooms, may know all."""

MODULES_ON_THE_GROUND = GROUND - {"messages"}
BESIDE_THE_ROOMS = {"__init__.py", "__main__.py", "_version.py"} | {
    f"{name}.py" for name in MODULES_ON_THE_GROUND
}

ABOUT_ONE_THING = {"command"}  # one in every module of cli/commands
"""Names of functions that stand in two modules on purpose."""


def room_of(path: Path) -> str:
    return path.relative_to(SRC).with_suffix("").parts[0]


def known_rooms(source: str) -> Iterator[str]:
    """The rooms that a module imports from, also within its functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole path"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "gemeente_online" and rest:
                yield rest.split(".")[0]


def wrong_arrows(room: str, source: str) -> set[str]:
    """The rooms above it, or beside it, that a module of a room imports from."""
    return set(known_rooms(source)) - BELOW[room] - {room, "_version"}


def test_a_wrong_arrow_is_seen() -> None:
    hidden = "def f():\n    from gemeente_online.rendering.words import long_date\n"
    assert wrong_arrows("scoring", hidden) == {"rendering"}
    assert wrong_arrows("reading", "import gemeente_online.scoring.score\n") == {"scoring"}
    assert wrong_arrows("reading", "from gemeente_online import analysis\n") == {"analysis"}
    assert not wrong_arrows("rendering", "from gemeente_online.scoring.score import score\n")


def test_arrows_point_one_way() -> None:
    found = {
        str(path.relative_to(SRC)): wrong
        for path in MODULES
        if room_of(path) in BELOW
        and (wrong := wrong_arrows(room_of(path), path.read_text("utf-8")))
    }
    assert not found


def test_every_room_is_in_the_order() -> None:
    rooms = {room_of(path) for path in MODULES if path.parent != SRC}
    assert rooms - {"cli"} == BELOW.keys() - MODULES_ON_THE_GROUND
    assert {path.name for path in SRC.glob("*.py")} == BESIDE_THE_ROOMS


@pytest.mark.parametrize("kind", [ast.ClassDef, ast.FunctionDef])
def test_a_public_name_means_one_thing(kind: type[ast.ClassDef | ast.FunctionDef]) -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(SRC)))
    several = {name: found for name, found in places.items() if len(found) > 1}
    assert several.keys() <= (ABOUT_ONE_THING if kind is ast.FunctionDef else set()), several
