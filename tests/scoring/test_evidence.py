"""What the phase is with evidence only: answers without it go below where it is expected."""

from fractions import Fraction

import pytest

from gemeente_online.assessment.file import Assessment
from gemeente_online.scoring.evidence import with_evidence_only
from support.trees import Tree, choice, model_tree, scored

LINK = "https://waterdam.example/verslag"


def model(*questions: Tree, **more: object) -> Tree:
    return model_tree(*questions, **{"evidence_from": "3", **more})


def proven(word: object) -> Tree:
    return {"answer": word, "evidence": LINK}


def lowered(tree: Tree, answers: Tree) -> dict[str, Fraction | None]:
    assessment: Assessment = with_evidence_only(scored(tree, answers).assessment)
    return {question: answer.score for question, answer in assessment.answers.items()}


def test_what_lacks_evidence_counts_as_the_highest_answer_that_needs_none() -> None:
    answers = {"a": proven("c"), "b": "c", "c": "b"}
    overall = scored(model(*map(choice, "abc")), answers).overall
    assert (overall.phase, overall.with_evidence) == (2, 2)
    overall = scored(model(*map(choice, "abc")), answers | {"c": proven("d")}).overall
    assert (overall.phase, overall.with_evidence) == (3, 2)
    overall = scored(model(*map(choice, "abc")), dict.fromkeys("abc", proven("c"))).overall
    assert (overall.phase, overall.with_evidence) == (3, 3)


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({"a": "d", "b": "d", "c": "d"}, {}),  # nobody gave any
        ({"a": proven("d"), "b": "d", "c": "d"}, {"evidence_from": None}),  # nobody asks for it
        ({"a": proven("d")}, {}),  # too little was answered for a phase
    ],
)
def test_where_nothing_is_to_be_said_there_is_no_phase(answers: Tree, more: Tree) -> None:
    tree = {key: one for key, one in model(*map(choice, "abc"), **more).items() if one is not None}
    assert scored(tree, answers).overall.with_evidence is None


def test_every_type_of_question_goes_below_it() -> None:
    several = {"id": "m", "type": "multi", "text": "Welke?", "options": [
        {"id": "p", "text": "P"}, {"id": "q", "text": "Q"}, {"id": "r", "text": "R", "weight": "4"},
    ]}  # fmt: skip
    bands = {"id": "g", "type": "number", "text": "Hoe?", "unit": "uur", "bands": [
        {"up_to": "4", "score": "4"}, {"up_to": "24", "score": "2.5"}, {"score": "1"},
    ]}  # fmt: skip
    line = {"id": "l", "type": "number", "text": "Hoe?", "unit": "uur", "minimum": "0",
            "maximum": "3", "better": "higher"}  # fmt: skip
    yes = {"id": "j", "type": "yes-no", "text": "Ja?"}
    high = choice(
        "h", options=[{"id": w, "text": w, "score": s} for w, s in (("a", "3"), ("b", "4"))]
    )
    tree = model(several, bands, line, yes, high, choice("x"))
    answers = {"m": ["p", "q", "r"], "g": "1", "l": "3", "j": "ja", "h": "b", "x": "b"}
    found = lowered(tree, answers)
    line_score = found.pop("l")
    assert found == {
        "m": 1,  # lightest first: without p and q it is still 3, and without r it is nothing
        "g": Fraction(5, 2),
        "j": 1,
        "h": 3,  # no answer of this question goes below it
        "x": 2,
    }
    assert line_score is not None
    assert Fraction(299, 100) < line_score < 3
