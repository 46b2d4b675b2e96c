"""What must hold between the keys of a model file, beyond the shape of each.

``load`` turns a tree into a model or reports everything that is wrong with it at once. A rule is a
function that takes the model and says what breaks it; each module has a table of its own.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from gemeente_online.model.file import Model
from gemeente_online.model.places import Rule
from gemeente_online.model.rules import axes, efforts, numbers, phases, questions
from gemeente_online.model.rules.efforts import MOST_EFFORTS, MOST_EFFORTS_OF_MULTI
from gemeente_online.model.rules.questions import CSV_COLUMNS
from gemeente_online.model.validation import findings_of
from gemeente_online.problem import Finding, FindingsError

__all__ = [
    "CSV_COLUMNS",
    "MOST_EFFORTS",
    "MOST_EFFORTS_OF_MULTI",
    "RULES",
    "SEPARATOR",
    "broken_rules",
    "load",
]

SEPARATOR = "|"
"""Between the options of one cell, where several were chosen."""

RULES: tuple[Rule, ...] = (
    *phases.RULES,
    *axes.RULES,
    *questions.RULES,
    *numbers.RULES,
    *efforts.RULES,
)
"""All that must hold, the whole before its parts."""


def load(tree: object, digest: str = "") -> Model:
    """The model in a tree of text.

    Raises:
        FindingsError: with every broken rule; where the shape itself is broken, also those
            rules that can still be judged.

    """
    try:
        model = Model.from_tree(tree, digest)
    except ValidationError as error:
        shape = list(findings_of(error, Model))
        mended = _mended(tree, shape)
        wrong = {finding.path for finding in shape if finding.code != "unknown-key"}
        parents = {path[:-1] for path in wrong}
        beyond = [
            finding
            for finding in ([] if mended is None else broken_rules(mended))
            if finding.path not in parents
            and not any(finding.path[:end] in wrong for end in range(len(finding.path) + 1))
        ]
        raise FindingsError([*shape, *beyond]) from None
    findings = list(broken_rules(model))
    if findings:
        raise FindingsError(findings)
    return model


def _mended(tree: object, shape: Iterable[Finding]) -> Model | None:
    """The model that is left when wrong values are taken out and missing texts put in.

    None when there is none, and also nothing more to be said of it.
    """
    mended: Any = deepcopy(tree)
    for number, finding in enumerate(shape):
        parent = mended
        try:
            for part in finding.path[:-1]:
                parent = parent[part]
            if finding.code == "missing":
                parent[finding.path[-1]] = f"ontbreekt-{number}"
            elif isinstance(parent, dict):
                parent.pop(finding.path[-1], None)
        except (KeyError, IndexError, TypeError):
            return None
    try:
        return Model.from_tree(mended)
    except (ValidationError, RecursionError):
        return None


def broken_rules(model: Model) -> Iterator[Finding]:
    """What breaks a rule that must hold between the keys of a model."""
    return (finding for rule in RULES for finding in rule(model))
