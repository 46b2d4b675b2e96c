"""Which answers lack the evidence that the phase overall rests on. Pure: no texts."""

from collections.abc import Mapping

from gemeente_online.model.parts import Overall
from gemeente_online.scoring.evidence import has_evidence, lacks_evidence, with_evidence_only
from gemeente_online.scoring.result import Result
from gemeente_online.scoring.score import summarize


def missing_evidence(result: Result) -> Mapping[str, tuple[str, ...]]:
    """By axis id the questions without evidence, where that keeps the phase from being proven.

    Of the axes that with evidence only are below the phase overall; where the mean decides, of
    all. Empty where evidence changes nothing, or where there is none at all.
    """
    assessment, overall = result.assessment, result.overall
    if overall.phase is None or not has_evidence(assessment):
        return {}
    proven = summarize(with_evidence_only(assessment))
    if proven.overall.phase is not None and proven.overall.phase >= overall.phase:
        return {}
    by_mean = overall.method is Overall.MEAN
    return {
        axis.id: lacking
        for axis, one in zip(assessment.model.axes, proven.axes, strict=True)
        if by_mean or one.phase is None or one.phase < overall.phase
        if (lacking := tuple(q.id for q in axis.questions if lacks_evidence(assessment, q.id)))
    }
