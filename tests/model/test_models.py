"""The model that comes with the program, and models that have nothing to do with it."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gemeente_online import load_model, read_assessments, score
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError
from gemeente_online.reading.models import models_folder, shipped_models
from support.places import EXAMPLES
from support.trees import answers_tree, choice, model_tree

REQUIREMENTS = {
    "interactie": {3: {"klantvragen": 3}},
    "initiatief-eigenaar": {3: {"rolkeuze": 3}, 4: {"rolkeuze": 4}},
    "organisatie-eigenaarschap": {3: {"budget": 3, "middenmanagement": 3}, 4: {"draagvlak": 4}},
}


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def test_the_models_that_are_shipped() -> None:
    assert "gemeente-online" in shipped_models()
    for name in shipped_models():
        assert load_model(name).id == name
    assert (models_folder() / "gemeente-online.yaml").is_file()


def test_axes_of_ten_questions_with_four_options(model: Model) -> None:
    assert [axis.id for axis in model.axes] == list(REQUIREMENTS)
    for axis in model.axes:
        assert len(axis.questions) == 10
        assert sorted(axis.stages) == [1, 2, 3, 4]
        assert axis.requirements == REQUIREMENTS[axis.id]
        for question in axis.questions:
            assert question.type is QuestionType.CHOICE
            assert list(model.kinds[question.id].scores) == [1, 2, 3, 4]
            assert question.explanation
            assert question.source
            assert question.not_applicable == (question.id == "crisis")
            texts = [option.text for option in question.options or ()]
            assert len(set(texts)) == len(texts)


def test_every_role_has_a_question_on_every_axis(model: Model) -> None:
    roles = {group.id for view in model.views if view.id == "rol" for group in view.groups}
    assert roles == {"klant", "kiezer", "onderdaan", "gebruiker", "partner", "bewoner"}
    for axis in model.axes:
        assert roles == {role for q in axis.questions for role in q.views.get("rol", ())}
        assert all(len(q.views["perspectief"]) == 1 for q in axis.questions)


@pytest.mark.parametrize("phase", [1, 2, 3, 4])
def test_all_answers_of_a_phase_give_that_phase(model: Model, phase: int) -> None:
    answers: dict[str, Any] = {
        q.id: (q.options or ())[phase - 1].id for q in model.questions.values()
    }
    result = score(assess(answers_tree(answers), model))
    assert [axis.phase for axis in result.axes] == [phase] * 3
    assert result.overall.phase == phase
    groups = [group for groups in result.views.values() for group in groups]
    assert {group.phase for group in groups} == {phase}


def test_every_example_is_valid() -> None:
    examples = list(read_assessments(EXAMPLES))
    files = {*EXAMPLES.rglob("*.yaml"), *EXAMPLES.rglob("*.csv")}
    answers = {path for path in files if path.parent.name != "models" or "-answers" in path.name}
    assert {Path(example.source) for example in examples} == answers
    assert all(isinstance(example, Assessment) for example in examples)


def test_a_model_of_yes_and_no_from_0_to_100_with_five_levels() -> None:
    (assessment,) = read_assessments(EXAMPLES / "models/open-data-answers.yaml")
    assert isinstance(assessment, Assessment)
    result = score(assessment)
    # aanbod: (3 × 100 + 2 × 0 + 1 × 60) / 6 = 60; gebruik: (100 + 82.5) / 2 = 91.25
    assert [axis.score for axis in result.axes] == [60, 91.25]
    assert result.overall.profile == (2, 4)
    # (2 × 60 + 91.25) / 3 = 70.416…, and phase 3 asks 70
    assert result.overall.phase == 3


def test_a_model_of_fifteen_axes_from_0_to_3() -> None:
    tree = {
        "format": "1",
        "id": "praktijken",
        "version": "2.1.0",
        "title": "Praktijken",
        "source": "bron",
        "language": "nl",
        "scale": {"minimum": "0", "maximum": "3"},
        "scoring": "mean",
        "overall": "mean",
        "minimum_coverage": "1",
        "phases": [
            {"number": str(n), "name": f"Niveau {n}", "threshold": str(n), "description": "d"}
            for n in range(4)
        ],
        "axes": [
            {
                "id": f"praktijk-{i}",
                "name": f"Praktijk {i}",
                "description": "d",
                "questions": [choice(f"p{i}-a"), choice(f"p{i}-b")],
            }
            for i in range(15)
        ],
    }
    model = load(tree)
    # options a to d score 0 to 3; fourteen axes at 2, one at (1 + 2) / 2
    answers = dict.fromkeys(model.questions, "c") | {"p7-a": "b"}
    result = score(assess(answers_tree(answers), model))
    assert result.overall.profile == (2,) * 7 + (1,) + (2,) * 7
    assert result.overall.score == 2 - result.axes[0].score / 60  # type: ignore[operator]
    assert result.overall.phase == 1


@pytest.mark.parametrize(("share", "right"), [("0", True), ("1", True), ("1.01", False)])
def test_a_share_is_from_nothing_to_all(share: str, right: bool) -> None:
    tree = model_tree(choice("q"), minimum_coverage=share)
    if right:
        assert load(tree).minimum_coverage == Fraction(share)
        return
    with pytest.raises(FindingsError) as caught:
        load(tree)
    assert [finding.code for finding in caught.value.findings] == ["not-a-share"]
