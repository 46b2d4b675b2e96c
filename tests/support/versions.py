"""Two versions of a model: some questions go by another id in the later one, and one is gone."""

from copy import deepcopy
from typing import Any, NamedTuple

from hypothesis import strategies as st

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from support.strategies import all_questions, cases
from support.trees import answers_tree, choice

DROPPED = "vervallen"
"""The id of the question that the later version does not ask."""


class Versions(NamedTuple):
    """The same answers to both versions.

    old, new: the models. then: the answers to the old one, also to what was dropped later.
    now: the same to the new one. renamed: the ids of now, by those of then.
    """

    old: Model
    new: Model
    then: dict[str, Any]
    now: dict[str, Any]
    renamed: dict[str, str]

    @property
    def assessment(self) -> Assessment:
        """What was answered to the new version."""
        return assess(answers_tree(self.now), self.new)


@st.composite
def versions(draw: Any, **of_model: Any) -> Versions:
    tree, now = draw(cases(**of_model))
    ids = [question["id"] for question in all_questions(tree)]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
    names = {identifier: f"oud-{identifier}" for identifier in chosen}
    old = deepcopy(tree)
    for axis in old["axes"]:
        for question in axis["questions"]:
            question["id"] = names.get(question["id"], question["id"])
        if "diagnosis" in axis:
            axis["diagnosis"] = names.get(axis["diagnosis"], axis["diagnosis"])
        for required in axis.get("requirements", {}).values():
            for identifier in [*required]:
                required[names.get(identifier, identifier)] = required.pop(identifier)
    of_phase = {"phase": tree["phases"][-1]["number"]} if tree["scoring"] == "checklist" else {}
    old["axes"][0]["questions"].append(choice(DROPPED, **of_phase))
    earlier = {then: identifier for identifier, then in names.items()}
    version = tree["version"].replace("1.0.", "1.1.")
    new = tree | {"version": version, "earlier": earlier | {DROPPED: ""}}
    then = {names.get(identifier, identifier): given for identifier, given in now.items()}
    return Versions(load(old), load(new), then | {DROPPED: "c"}, now, earlier)
