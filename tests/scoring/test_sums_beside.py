"""Plain sums give what packed ones give; for as long as both are there."""

from hypothesis import given

from gemeente_online.assessment.file import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring import score
from support import packed
from support.drawing import drawn
from support.strategies import cases


@drawn(3000)
@given(cases())
def test_plain_sums_give_what_packed_ones_give(case):
    model, answers = case
    envelope = {"municipality": {"name": "A"}, "date": "2026-01-01"}
    assessment = assess({**envelope, "answers": answers}, load(model))
    assert score.score(assessment) == packed.score(assessment)
    assert score.verdict(assessment) == packed.verdict(assessment)
    assert score.score_range(assessment) == packed.score_range(assessment)
    for axis in assessment.model.axes:
        assert score.score_range(assessment, axis.id) == packed.score_range(assessment, axis.id)
