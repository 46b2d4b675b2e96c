"""The cases as the tests of the JSON Schemas take them: the good ones, and the bad ones."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.places import CASES, ROOT

UNSEEN_IN_ANSWERS = {
    "ambiguous-number": "an editor reads 1.000 as 1",
    "number-too-long": "nor does it keep the digits of a number",
    "not-found": "a schema reads no other files",
    "invalid-model": "a schema reads no other files",
    "unknown-model": "the case is held against the model that it does not name",
    "tag": "an editor obeys !!int and the like",
    "merge-key": "an editor takes << for a key, or merges",
    "duplicate-key": "a matter of YAML itself",
    "too-many-aliases": "a matter of YAML itself",
    "too-deep": "a matter of YAML itself",
    "too-many-directives": "a matter of YAML itself",
    "text-too-long": "an editor takes texts of any length",
    "alias-cycle": "a matter of YAML itself",
    "half-character": "a matter of YAML itself",
    "not-whole": "an editor reads 56.000 as 56",
    "answered-twice": "an editor is to take both ids of a question that was renamed",
}
UNSEEN_IN_MODELS = {
    "duplicate-group", "duplicate-key", "text-too-long", "number-too-long", "effort-too-fine",
    "efforts-too-fine", "earlier-in-circle",
    "band-above-maximum", "band-bound", "bands-not-ascending", "bounds-empty", "duplicate-id",
    "domain-without-axes", "domains-mixed", "unknown-domain",
    "first-phase-not-free", "level-without-share", "levels-not-ascending", "not-a-share",
    "off-scale", "phases-not-ascending", "reserved-id", "required-not-applicable",
    "scale-empty", "score-missing", "score-of-multi", "thresholds-not-ascending",
    "unknown-group", "unknown-phase", "unknown-question", "unknown-view",
    "no-points", "points-missing", "score-beside-points",
    "unreachable-question", "unreachable-requirement", "weight-of-option", "not-yes-or-no",
    "single-option",
}  # fmt: skip


def inputs(folder: str) -> Iterator[Any]:
    for path in sorted((CASES / folder).glob("*.yaml")):
        if not path.name.endswith(".expected.yaml"):
            yield pytest.param(path, id=path.name)


def seen(folder: str, unseen: Collection[str]) -> Iterator[Any]:
    """Bad files with at least one mistake that a schema can see."""
    for case in inputs(folder):
        if not codes(case.values[0]) <= set(unseen):
            yield case


def codes(path: Path) -> set[str]:
    expected = path.with_name(f"{path.stem}.expected.yaml")
    return {problem["code"] for problem in yaml.safe_load(expected.read_text("utf-8"))}


def model_of(path: Path) -> str:
    """The path of the model that an answers file is for, whatever is wrong with the file."""
    text = path.read_bytes().replace(b"\0", b"").decode("latin-1")
    named = re.search(r"model: *([./a-z-]+\.yaml)", text)
    if named is None:
        return str(ROOT / "models/gemeente-online.yaml")
    return str((path.parent / named[1]).resolve())
