"""What somebody meets who imports the package: names, and errors that say what would be right."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gemeente_online
from gemeente_online import (
    Assessment,
    InvalidInputError,
    Problem,
    Rejected,
    compare,
    evaluate,
    explain,
    goal_of,
    grow,
    load_model,
    read_assessments,
    score,
    summarize,
)
from support.places import EXAMPLES, ROOT

FOREIGN = EXAMPLES / "models/open-data.yaml"


@pytest.fixture
def waterdam() -> Assessment:
    found = next(read_assessments(EXAMPLES / "answers.yaml"))
    assert isinstance(found, Assessment)
    return found


def test_a_console_completes_every_name_and_no_other() -> None:
    shown = [name for name in dir(gemeente_online) if not name.startswith("__")]
    assert shown == sorted(name for name in gemeente_online.__all__ if name != "__version__")
    for name in gemeente_online.__all__:
        assert getattr(gemeente_online, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        gemeente_online.scores  # noqa: B018


def test_explain_and_grow_take_an_assessment_or_its_result(waterdam: Assessment) -> None:
    assert explain(waterdam) == explain(score(waterdam))
    assert grow(waterdam) == grow(score(waterdam))
    assert goal_of(score(waterdam)) == goal_of(summarize(waterdam))


def test_a_model_may_be_named(tmp_path: Path) -> None:
    answers = EXAMPLES / "models/open-data-answers.yaml"
    by_model = list(read_assessments(answers, model=load_model(FOREIGN)))
    for name in (FOREIGN, str(FOREIGN)):
        assert list(read_assessments(answers, model=name)) == by_model
    with pytest.raises(InvalidInputError, match="dit bestand is er niet"):
        read_assessments(answers, model=tmp_path / "weg.yaml")


def test_what_is_wrong_is_told_with_its_place_and_what_would_be_right(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    text = FOREIGN.read_text(encoding="utf-8").replace("scoring: mean", "scoring: average")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("scoring:")].count("\n") + 1
    with pytest.raises(InvalidInputError) as caught:
        load_model(path)
    told = str(caught.value)
    assert told.startswith(f"{path}:{line}:")
    assert "\n  " in told
    rejected = next(read_assessments(tmp_path / "weg.yaml"))
    assert isinstance(rejected, Rejected)
    assert str(rejected) == f"{tmp_path / 'weg.yaml'}: dit bestand is er niet\n  " + str(
        rejected.problems[0].hint
    )
    assert str(rejected.problems[0]) == str(rejected)
    assert (
        str(Problem("a\x1b[31m.yaml", "c", "m", 2, 3))
        == "a\N{REPLACEMENT CHARACTER}[31m.yaml:2:3: m"
    )


WRONG: list[tuple[Callable[[Any], object], str]] = [
    (lambda one: score("answers.yaml"), r"take an Assessment, not str; read the file first"),
    (lambda one: summarize(Path("answers.yaml")), "not (Posix|Windows)Path; read the file first"),
    (lambda one: score(read_assessments()), "not generator; take them one by one"),
    (lambda one: score(next(read_assessments("weg.yaml"))), "not Rejected; print it"),
    (lambda one: explain([one]), "an Assessment or a Result, not list; take them one by one"),
    (lambda one: grow(summarize(one)), "grow.. takes an Assessment or a Result, not Summary"),
    (lambda one: grow(one, 3), "takes a goal that goal_of.. made, not int"),
    (goal_of, "takes a Summary or a Result, not Assessment"),
    (compare, "takes a list of Assessments, not one"),
    (lambda one: compare([one, 3]), "takes a list of Assessments, not int"),
    (lambda one: evaluate(one.model, [one]), "a list of Summaries, not Assessment"),
    (lambda one: evaluate("x.yaml", []), "takes a Model and a list of Summaries, not str"),
    (lambda one: next(read_assessments(["a.yaml"])), "takes paths, each by itself, not list"),
    (lambda one: next(read_assessments("a.yaml", model=3)), "takes as model a Model, not int"),
]


@pytest.mark.parametrize(("call", "told"), WRONG, ids=[told for _, told in WRONG])
def test_another_thing_than_it_takes(
    call: Callable[[Any], object], told: str, waterdam: Assessment
) -> None:
    with pytest.raises(TypeError, match=told):
        call(waterdam)


def test_importing_costs_nothing() -> None:
    import subprocess

    code = "import sys, gemeente_online; dir(gemeente_online); print('pydantic' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert found.stdout == "False\n"
