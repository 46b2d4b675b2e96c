"""One municipality's answers as they were written down, whatever the kind of file."""

from collections.abc import Mapping
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment, assess, envelope_findings
from gemeente_online.assessment.warnings import Placed
from gemeente_online.model.file import Model
from gemeente_online.problem import Finding, FindingsError, broken
from gemeente_online.reading.model_choice import ModelChoice


class Written(NamedTuple):
    """What stands in a file, or in a row of it, in the shape of an answers file.

    source: the file's name as given.
    tree: text, lists and keys.
    place: turns findings about the tree into problems of the file.
    row: its row or line, where one file holds many; the first is 1.
    model: the model, where that is known before the tree is; else the tree names it.
    findings: what is wrong with how it is written down, such as a cell that cannot be read.
    """

    source: str
    tree: object
    place: Placed
    row: int | None = None
    model: Model | None = None
    findings: tuple[Finding, ...] = ()


def assessed(written: Written, choice: ModelChoice) -> Assessment:
    """The assessment in what was written down: every kind of file comes this way.

    Raises:
        FindingsError: with everything that is wrong with it.
        InvalidInputError: the model that comes with the program is broken.

    """
    model = written.model or _model_of(written, choice)
    try:
        found = assess(written.tree, model, written.source, written.row)
    except FindingsError as error:
        told = {finding.path for finding in written.findings}
        more = [finding for finding in error.findings if finding.path not in told]
        raise FindingsError([*written.findings, *more]) from None
    if written.findings:
        raise FindingsError(written.findings)
    return found


def _model_of(written: Written, choice: ModelChoice) -> Model:
    """The model that a tree names, or that was chosen."""
    tree = written.tree
    if not isinstance(tree, dict):
        if tree == "":
            raise FindingsError([broken((), "not-an-answers-file/nothing")])
        raise FindingsError([broken((), "not-an-answers-file", value=tree)])
    if is_model(tree):
        raise FindingsError([broken((), "not-an-answers-file/model", file=written.source)])
    try:
        return choice.model_for(tree.get("model"), written.source)
    except FindingsError as error:
        is_other = error.findings[0].code == "other-model"
        others = [] if is_other else envelope_findings(tree)
        raise FindingsError([*error.findings, *others]) from None


def is_model(tree: Mapping[str, object]) -> bool:
    """Whether a tree is meant as a model; one that is begun may have no axes yet."""
    return not tree.keys() & {"answers", "municipality"} and bool(
        tree.keys() & {"axes", "phases", "scale", "scoring"}
    )
