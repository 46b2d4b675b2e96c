"""Which phase a text stands for."""

from typing import Any

import pytest

from gemeente_online import load_model
from gemeente_online.assessment.tree import assess
from gemeente_online.model.levels import phase_for
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError, Wrong
from support.trees import answers_tree, choice, model_tree


def _named(*names: str) -> dict[str, Any]:
    phases = [
        {"number": str(at), "name": name, "threshold": "0", "description": "Zo."}
        for at, name in enumerate(names)
    ]
    scale = {"minimum": "0", "maximum": "5"}
    return model_tree(choice("q"), phases=phases, scale=scale)


@pytest.mark.parametrize(
    "text",
    [
        *("3", " 3 ", "3.", "fase 3", "Fase  3."),
        *(
            "De gemeente converseert",
            "de Gemeente\u00a0converseert.",
            "3. De gemeente converseert",
        ),
    ],
)
def test_a_phase_goes_by_its_number_and_its_name(text: str) -> None:
    assert phase_for(load_model("gemeente-online"), text) == 3
    about = answers_tree({}, ambition=text)
    assert set(assess(about, load_model("gemeente-online")).ambition.values()) == {3}
    about = answers_tree({}, ambition={"interactie": text})
    assert assess(about, load_model("gemeente-online")).ambition == {"interactie": 3}


@pytest.mark.parametrize("text", ["", "5", "fase", "fase drie", "gemeente", "03", "-3", "3,0"])
def test_what_is_no_phase(text: str) -> None:
    with pytest.raises(Wrong) as caught:
        phase_for(load_model("gemeente-online"), text)
    assert caught.value.code == "unknown-phase"
    assert "1. De gemeente ontdekt, 2. De gemeente experimenteert, 3. " in str(caught.value.hint)


def test_the_name_that_was_meant_is_suggested() -> None:
    with pytest.raises(FindingsError) as caught:
        assess(answers_tree({}, ambition="gemeente convesreert"), load_model("gemeente-online"))
    (finding,) = caught.value.findings
    assert finding.path == ("ambition",)
    assert finding.message == '"gemeente convesreert" is geen fase'
    assert str(finding.hint).startswith('bedoelde u "De gemeente converseert"? Mogelijk: 1. ')


def test_a_number_goes_before_a_name_that_looks_like_one() -> None:
    model = load(_named("2", "Fase 0", "Klaar"))
    assert [phase_for(model, text) for text in ("2", "0", "klaar", "fase 2")] == [2, 0, 2, 2]
    assert phase_for(model, "fase 0") == 1  # a name in full


def test_a_name_of_two_phases_says_which_numbers() -> None:
    model = load(_named("Begin", "Midden", "MIDDEN."))
    with pytest.raises(Wrong) as caught:
        phase_for(model, "midden")
    assert caught.value.message == 'meer dan één fase heet "midden"'
    assert caught.value.hint == "schrijf het nummer, 1 of 2"
    assert phase_for(model, "1. midden") == 1
