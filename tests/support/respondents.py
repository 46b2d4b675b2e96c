"""Assessments of one municipality by several respondents, who agree on much and not on all."""

from hypothesis import assume
from hypothesis import strategies as st

from gemeente_online import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from support import strategies
from support.trees import Tree, answers_tree


def by(respondent: str, answers: Tree, model: Model, **more: object) -> Assessment:
    """What one respondent answered."""
    return assess(answers_tree(answers, respondent=respondent, **more), model, f"{respondent}.yaml")


@st.composite
def several(draw, most=4, **of_model):
    """The assessments of two respondents or more; each answered something."""
    tree = draw(strategies.models(**of_model))
    shared = draw(strategies.answers(tree))
    model = load(tree)
    found = []
    for at in range(draw(st.integers(2, most))):
        own = draw(strategies.answers(tree))
        differs = draw(st.sampled_from([0, 2, 5]))  # of ten questions
        answers = {}
        for question in model.questions:
            chosen = own if draw(st.integers(1, 10)) <= differs else shared
            if question in chosen:
                answers[question] = chosen[question]
        assessment = by(f"Team {at}", answers, model)
        assume(any(one.state != "unknown" for one in assessment.answers.values()))
        found.append(assessment)
    return found
