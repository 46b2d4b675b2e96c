"""Who answered for each municipality, and what was written beside the answers: personal."""

from collections.abc import Sequence
from typing import NamedTuple

from gemeente_online.rendering.report.short_text import link_of
from gemeente_online.scoring.result import Summary


class RemarkLine(NamedTuple):
    """A question with its note and its evidence; ``link`` where the evidence is an address."""

    question: str
    note: str | None
    evidence: str | None
    link: str | None


class Remarks(NamedTuple):
    """Everything that was written beside one municipality's answers."""

    name: str
    respondent: str | None
    lines: tuple[RemarkLine, ...]


def remarks_of(summaries: Sequence[Summary]) -> tuple[Remarks, ...]:
    """The remarks of everybody who made any, by name of the municipality."""
    found = []
    for summary in summaries:
        assessment = summary.assessment
        lines = tuple(
            RemarkLine(
                question=question.text,
                note=remark.note,
                evidence=remark.evidence,
                link=link_of(remark.evidence) if remark.evidence else None,
            )
            for identifier, question in assessment.model.questions.items()
            if (remark := assessment.remarks.get(identifier)) is not None
        )
        if lines or assessment.respondent:
            name = assessment.municipality.name
            found.append(Remarks(name, assessment.respondent, lines))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
