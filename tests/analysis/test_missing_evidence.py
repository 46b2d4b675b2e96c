"""Which answers lack the evidence that the phase overall rests on."""

import pytest

from gemeente_online.analysis.missing_evidence import missing_evidence
from gemeente_online.assessment.file import Remark
from gemeente_online.scoring.result import Result
from gemeente_online.scoring.score import score
from support.trees import choice, model_tree, scored


def result(answers: str, proven: str) -> Result:
    tree = model_tree(*map(choice, "pqr"), evidence_from="3")
    low = {"id": "laag", "name": "Laag", "description": "d", "questions": [*map(choice, "stu")]}
    tree["axes"].append(low)
    assessment = scored(tree, dict(zip("pqrstu", answers, strict=True))).assessment
    remarks = {question: Remark(evidence="x") for question in proven}
    return score(assessment._replace(remarks=remarks))


@pytest.mark.parametrize(
    ("answers", "proven", "missing"),
    [
        ("cccccc", "pqrst", {"laag": ("u",)}),  # phase 3 by the answers, of which u is not proven
        ("cccccc", "pst", {"as": ("q", "r"), "laag": ("u",)}),
        ("cccccc", "pqrstu", {}),
        ("cccbbb", "p", {}),  # evidence on the first axis changes nothing
        ("cccccc", "", {}),  # there is none at all
    ],
)
def test_where_it_matters(answers: str, proven: str, missing: object) -> None:
    assert missing_evidence(result(answers, proven)) == missing
