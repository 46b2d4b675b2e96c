"""From what is written in a file, whatever its kind, to the assessment that it is."""

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess, envelope_findings
from gemeente_online.model.file import Model
from gemeente_online.problem import FindingsError, InvalidInputError, broken
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.other_files import MESSAGES, other_in
from gemeente_online.reading.written import Written
from gemeente_online.suggestions import Guesses


def assessment_in(written: Written, choice: ModelChoice) -> Assessment:
    """The assessment in what was written down.

    Raises:
        InvalidInputError: with everything that is wrong with it.

    """
    try:
        with Guesses():
            return assessed(written, choice)
    except FindingsError as error:
        raise InvalidInputError(written.place(error.findings)) from None


def assessed(written: Written, choice: ModelChoice, digest: str | None = None) -> Assessment:
    """The same, with what is wrong still as findings: every kind of file comes this way.

    digest: the SHA-256 of the file, where it is known.

    Raises:
        FindingsError: with everything that is wrong with it.
        InvalidInputError: the model that comes with the program is broken.

    """
    model = written.model or _model_of(written, choice)
    try:
        found = assess(written.tree, model, written.source, written.row, digest)
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
    if tree == "":
        raise FindingsError([broken((), "not-an-answers-file/nothing")])
    if not isinstance(tree, dict):
        raise FindingsError([broken((), "not-an-answers-file", value=tree)])
    other = other_in(tree)
    if other is not None:
        raise FindingsError([broken((), MESSAGES[other], file=written.source)])
    try:
        return choice.model_for(tree.get("model"), written.source)
    except FindingsError as error:
        is_other = error.findings[0].code == "other-model"
        others = [] if is_other else envelope_findings(tree)
        raise FindingsError([*error.findings, *others]) from None
