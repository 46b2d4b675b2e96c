"""What colleagues agree on, as ``consensus`` tells it."""

from datetime import date

from gemeente_online.analysis.consensus import QuestionConsensus
from gemeente_online.assessment.colleagues import Uncounted
from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.value import Count, plain_value
from gemeente_online.rendering.json_forms.shared import (
    Digest,
    ModelNamed,
    Ordinal,
    ProgramNamed,
    Whole,
)
from gemeente_online.scoring.result import DomainResult, OverallResult, Standing


@plain_value
class RespondentTold:
    """Someone whose answers count."""

    name: str
    """What they called themselves, or else their file; a letter where names are left out."""
    source: Whole | None
    """The file that the answers came from; null where names are left out."""
    row: Ordinal | None
    """The row or line of a file that holds many; null elsewhere."""
    source_sha256: Digest | None
    """Of the file; null where names are left out, and where its rows came through a pipe."""
    date: date
    """Of the assessment."""
    answered: Count
    """Questions with an answer, also those with nvt."""


@plain_value
class LeftTold:
    """An assessment that does not count."""

    name: str | None
    """Whose it is; null where names are left out."""
    date: date
    """Of the assessment."""
    reason: Uncounted
    """Why it does not count."""


@plain_value
class EndTold:
    """Where it ends with some of the given answers."""

    overall: OverallResult
    """All axes together."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    axes: tuple[Standing, ...]
    """In the order of the model."""


@plain_value
class ConsensusTold:
    """Several respondents of one municipality, question by question."""

    municipality: Municipality
    """Whose answers they are."""
    date: date
    """Of the latest assessment that counts."""
    model: ModelNamed
    """What was measured with."""
    program: ProgramNamed
    """What was computed with."""
    respondents: tuple[RespondentTold, ...]
    """Who counts, by name; where names are left out in an order that follows from the answers."""
    left: tuple[LeftTold, ...]
    """The assessments that do not count."""
    questions: tuple[QuestionConsensus, ...]
    """In the order of the model."""
    lowest: EndTold
    """With the lowest given answer everywhere; nothing that was answered can end lower."""
    middle: EndTold
    """With the middle one, of two the lower."""
    highest: EndTold
    """With the highest given answer everywhere."""
    agenda: tuple[str, ...]
    """The ids of the questions to talk about, the most important first."""
