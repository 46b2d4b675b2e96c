"""What the phase is if only answers with evidence count for what they say. Pure."""

from fractions import Fraction
from math import ceil

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.scoring.verdict import verdict


def lacks_evidence(assessment: Assessment, question: str) -> bool:
    """Whether the model expects evidence with the answer to a question, and it has none."""
    if not assessment.model.expects_evidence(assessment.answers[question].score):
        return False
    remark = assessment.remarks.get(question)
    return remark is None or remark.evidence is None


def has_evidence(assessment: Assessment) -> bool:
    """Whether any answer has evidence."""
    return any(remark.evidence is not None for remark in assessment.remarks.values())


def with_evidence_only(assessment: Assessment) -> Assessment:
    """The assessment with every answer that lacks evidence put below where evidence is expected.

    At the highest answer below it that the question has; where there is none, at its lowest.
    """
    model, given = assessment.model, assessment.answers
    if model.evidence_from is None:
        return assessment
    units = ceil((model.evidence_from - model.scale.minimum) * model.unit)
    lowered: dict[str, Answer] = {}
    for question, kind in model.kinds.items():
        if lacks_evidence(assessment, question):
            answer = given[question]
            start = kind.start(answer.units, answer.chosen, answer.number)
            below = kind.highest_below(start, units)
            score = model.score_of_units(Fraction(below))
            lowered[question] = Answer(state=State.KNOWN, score=score, units=below)
    return assessment._replace(answers={**given, **lowered})


def phase_with_evidence(assessment: Assessment) -> int | None:
    """The overall phase then; None where it is undetermined, or there is no evidence at all."""
    if assessment.model.evidence_from is None or not has_evidence(assessment):
        return None
    return verdict(with_evidence_only(assessment)).phase
