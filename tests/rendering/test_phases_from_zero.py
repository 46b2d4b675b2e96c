"""What people are told under a model with phases from 0, mean scores, effort and views."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.trees import answers_tree

Command = Callable[..., tuple[int, str, str]]
Files = Callable[..., Path]
VIEWS = [
    {
        "id": "rol",
        "name": "Rol",
        "groups": [{"id": id_, "name": id_.title()} for id_ in ("bouw", "beheer", "bestuur")],
    }
]


def question(identifier: str, **more: Any) -> dict[str, Any]:
    """Four answers: 0, 1, 2 and 3."""
    options = [{"id": word, "text": f"{word}."} for word in ("nul", "een", "twee", "drie")]
    return {"id": identifier, "text": f"{identifier}?", "options": options, **more}


def axis(identifier: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": identifier.title(),
        "description": "d",
        "questions": list(questions),
        **more,
    }


def model_of(*axes: dict[str, Any], **more: Any) -> dict[str, Any]:
    thresholds = {"0": "0", "1": "1", "2": "1.75", "3": "2.5"}
    return {
        "format": "1",
        "id": "nul",
        "version": "1.0.0",
        "title": "Vanaf nul",
        "source": "bron",
        "language": "nl",
        "scale": {"minimum": "0", "maximum": "3"},
        "scoring": "mean",
        "phases": [
            {"number": n, "name": f"F{n}", "threshold": t, "description": "d"}
            for n, t in thresholds.items()
        ],
        "overall": "mean",
        "minimum_coverage": "0.6",
        "axes": list(axes),
        **more,
    }


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write a model and answers to it; the path of the answers."""

    def write(model: dict[str, Any], answers: dict[str, Any], **more: Any) -> Path:
        (tmp_path / "model.yaml").write_text(yaml.safe_dump(model), encoding="utf-8")
        path = tmp_path / "antwoorden.yaml"
        tree = answers_tree(answers, model="model.yaml", **more)
        path.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
        return path

    return write


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


TWO = (axis("een", question("a"), question("b")), axis("twee", question("c"), question("d")))
MIDDLING = {"a": "twee", "b": "twee", "c": "drie", "d": "een"}


# --- phase 0 is a phase like any other -----------------------------------------------------


def test_a_goal_of_phase_0_is_not_the_highest(command: Command, files: Files) -> None:
    path = files(model_of(*TWO), MIDDLING)
    out = command("grow", path, "--to", "0")[1]
    assert "Doel: fase 0, F0 (nu fase 2)" in out
    assert "Dit doel is al gehaald. Er is niets voor nodig." in out
    assert "Hoger kan niet" not in out
    best = dict.fromkeys("abcd", "drie")
    assert "Hoger kan niet." in command("grow", files(model_of(*TWO), best), "--to", "3")[1]


def test_an_ambition_of_phase_0_is_an_ambition(command: Command, files: Files) -> None:
    lowest = dict.fromkeys("abcd", "nul")
    path = files(model_of(*TWO, overall="lowest"), lowest, ambition="0")
    assert "Ambitie: fase 0" in command("score", path)[1]
    assert "Ambitie: fase 0, gehaald." in command("explain", path)[1]
    code, out, _ = command("grow", path, "--to", "ambition")
    assert (code, "Dit doel is al gehaald. Er is niets voor nodig." in out) == (0, True)
    assert command("score", "-q", path, "--fail-under", "0")[:2] == (0, "0\n")
    assert command("score", "-q", path, "--fail-under", "ambition")[0] == 0
    assert command("score", "-q", path, "--fail-under", "1")[0] == 1


# --- what is missing is rounded up, what is there is cut off -------------------------------


def test_a_shortfall_is_never_told_as_less_than_it_is(command: Command, files: Files) -> None:
    options = [
        {"id": "laag", "text": "l", "score": "0"},
        {"id": "half", "text": "h", "score": "2.125"},
        {"id": "hoog", "text": "h", "score": "3"},
    ]
    path = files(model_of(axis("een", question("a", options=options))), {"a": "half"})
    gap = "nog 0,38 punten naar fase 3 (nu 2,12, nodig 2,5)"
    assert "Een 2 0,38 punten" in flat(command("score", path)[1])
    assert f"Als geheel: {gap}." in flat(command("score", path)[1])
    page = command("report", path)[1]
    assert f"<strong>Naar de volgende fase:</strong> {gap}." in page


def test_what_is_needed_is_told_in_full(command: Command, files: Files) -> None:
    model = model_of(axis("een", question("a"), thresholds={"3": "2.755"}), overall="lowest")
    path = files(model, {"a": "twee"})
    assert "Een 2 0,76 punten" in flat(command("score", path)[1])
    assert "score 2,00, nodig 2,755: niet gehaald" in flat(command("explain", path)[1])
    model["axes"][0]["thresholds"] = {"3": "2.003"}
    path = files(model, {"a": "twee"})
    assert "Een 2 minder dan 0,01 punten" in flat(command("score", path)[1])
    assert "score 2,00, nodig 2,003: niet gehaald" in flat(command("explain", path)[1])


def test_the_gap_that_counts_for_the_whole(command: Command, files: Files) -> None:
    path = files(model_of(*TWO), MIDDLING)
    told = "Als geheel: nog 0,5 punten naar fase 3 (nu 2,00, nodig 2,5)."
    for name in ("score", "explain", "report"):
        assert told in flat(command(name, path)[1]), name
    lowest = files(model_of(*TWO, overall="lowest"), MIDDLING)
    assert "Als geheel: nog" not in command("score", lowest)[1]
    best = files(model_of(*TWO), dict.fromkeys("abcd", "drie"))
    assert "Als geheel: nog" not in command("score", best)[1]


# --- effort decides, so effort is what is claimed ------------------------------------------


def test_the_least_effort_may_take_more_steps(command: Command, files: Files) -> None:
    heavy = question("a")
    heavy["options"][3]["effort"] = "9"
    light = axis("een", heavy, question("b"), question("c"))
    model = model_of(light, overall="lowest")
    path = files(model, {"a": "twee", "b": "een", "c": "drie"}, ambition="3")
    out = flat(command("grow", path)[1])
    assert "Nodig: inspanning 2, in 2 stappen. Met minder inspanning lukt het niet." in out
    assert "Er is geen plan met minder inspanning" in out
    page = command("report", path)[1]
    assert "Nodig: inspanning 2, in 2 stappen. Met minder inspanning lukt het niet." in page
    assert "een stap is één vraag" not in page


def test_without_effort_it_is_the_fewest_steps(command: Command, files: Files) -> None:
    path = files(model_of(*TWO), MIDDLING)
    out, page = flat(command("grow", path)[1]), command("report", path)[1]
    assert "Nodig: 2 stappen (een stap is één vraag één antwoord hoger). Met minder" in out
    assert "Nodig: 2 stappen (een stap is één vraag één antwoord hoger)." in page


# --- a view says nothing about groups that nobody asked about ------------------------------


def test_a_view_claims_nothing_without_answers(command: Command, files: Files) -> None:
    asked = {"rol": ["bouw", "beheer", "bestuur"]}
    model = model_of(
        axis("alles", question("a", views=asked)),
        axis("deels", question("b", views={"rol": ["bouw"]})),
        axis("niets", question("c")),
        axis("open", question("d", views=asked), question("e", weight="9")),
        views=VIEWS,
    )
    path = files(model, {"a": "twee", "b": "twee", "c": "twee", "e": "twee"})
    for out in (flat(command("explain", path)[1]), command("report", path)[1]):
        assert "Alles: fase 2 of hoger bij elke groep." in out
        assert "Deels: fase 2 of hoger bij elke groep die op deze as een fase heeft." in out
        assert "Niets: hier gaat geen vraag over een van deze groepen." in out
        assert "Open: de vragen over deze groepen zijn nog niet beantwoord." in out


# --- where score cannot tell, grow does not either -----------------------------------------


def test_an_axis_to_which_nothing_applies(command: Command, files: Files) -> None:
    model = model_of(
        axis("groot", question("a"), weight="9"),
        axis("leeg", question("b", not_applicable=True)),
    )
    path = files(model, {"a": "drie", "b": "nvt"})
    told = "Mogelijk: fase 3; geen enkele vraag is van toepassing bij Leeg."
    assert told in command("score", path)[1]
    out = flat(command("grow", path)[1])
    assert "De fase als geheel is niet te bepalen. Mogelijk: fase 3;" in out
    assert "al gehaald" not in out
    assert "Hoger kan niet" not in out
    page = command("report", path)[1]
    assert "al gehaald" not in page
    assert "De fase als geheel is niet te bepalen. Mogelijk: fase 3;" in page
    lowest = files(model | {"overall": "lowest"}, {"a": "drie", "b": "nvt"})
    out = flat(command("grow", lowest, "--to", "0", "--axis", "leeg")[1])
    assert "Niet op elke as is de fase te bepalen; lager dan dit doel kan de uitkomst niet" in out


# --- one question is one question ----------------------------------------------------------


def test_one_answer_is_told_in_the_singular(command: Command, files: Files) -> None:
    three = axis("drie", question("a"), question("b"), question("c"))
    path = files(model_of(three, axis("een", question("d"))), {"a": "twee"})
    out = flat(command("score", path)[1])
    assert "1 van de 3 vragen is beantwoord" in out
    assert "0 van de 1 vraag is beantwoord" in out
    assert "1 van de 3 vragen is beantwoord" in command("report", path)[1]
    out = flat(command("grow", path)[1])
    assert "Een: vraag 4, d Beantwoord die vraag; dan heeft de as een fase." in out
    assert "Beantwoord er ten minste 1 van de 2; dan" in out


def test_effort_of_several_answers_is_of_each_by_itself(command: Command, files: Files) -> None:
    several = question("a", type="multi")
    several["options"][2]["effort"] = "4"
    one = question("b")
    one["options"][2]["effort"] = "3.5"
    path = files(model_of(axis("een", several, one)), {}).with_name("model.yaml")
    out = flat(command("model", "show", path)[1])
    assert "Inspanning: 4" in out
    assert "Inspanning vanaf het antwoord ervoor: 3,5" in out
