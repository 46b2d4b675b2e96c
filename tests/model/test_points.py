"""Points: what answers score, what a question weighs, and how far numbers stay exact."""

from fractions import Fraction
from typing import Any

import pytest

from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import score
from support.trees import answers_tree, model_tree

HUNDRED = {"minimum": "0", "maximum": "100"}


def _model(*questions: dict[str, Any], scale: dict[str, str] = HUNDRED) -> Model:
    low, high = scale.values()
    phases = [
        {"number": "1", "name": "Begin", "threshold": low, "description": "Begin."},
        {"number": "2", "name": "Eind", "threshold": high, "description": "Eind."},
    ]
    return load(model_tree(*questions, scale=scale, scoring="mean", phases=phases))


def _choice(identifier: str, *points: str, **more: Any) -> dict[str, Any]:
    options = [{"id": f"o{at}", "text": f"Punt {at}", "points": p} for at, p in enumerate(points)]
    return {"id": identifier, "text": f"Vraag {identifier}?", "options": options, **more}


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        (HUNDRED, ["0", "100/3", "200/3", "100"]),
        ({"minimum": "1", "maximum": "4"}, ["1", "2", "3", "4"]),
        ({"minimum": "-1", "maximum": "2.5"}, ["-1", "1/6", "4/3", "5/2"]),
    ],
)
def test_the_most_points_are_the_top_of_the_scale_and_0_its_bottom(
    scale: dict[str, str], expected: list[str]
) -> None:
    kind = _model(_choice("q", "0", "5", "10", "15"), scale=scale).kinds["q"]
    assert list(kind.scores) == [Fraction(one) for one in expected]
    assert [kind.points_of(one) for one in kind.scores] == [0, 5, 10, 15]


def test_the_least_points_need_not_be_0() -> None:
    assert _model(_choice("q", "2", "2.5", "10")).kinds["q"].scores == (20, 25, 100)


@pytest.mark.parametrize(
    ("points", "no", "yes"),
    [
        ({"ja": "10"}, 0, 100),
        ({"nee": "10"}, 100, 0),
        ({"ja": "10", "nee": "4"}, 40, 100),
        ({"nee": "0", "ja": "3"}, 0, 100),
    ],
)
def test_of_yes_and_no_the_one_without_points_has_none(
    points: dict[str, str], no: int, yes: int
) -> None:
    options = [{"id": word, "text": word, "points": one} for word, one in points.items()]
    kind = _model({"id": "q", "type": "yes-no", "text": "?", "options": options}).kinds["q"]
    assert kind.alone == {"nee": no, "ja": yes}


def test_a_yes_or_no_with_points_may_name_the_other_without() -> None:
    options = [{"id": "ja", "text": "Ja", "points": "3"}, {"id": "nee", "text": "Nog niet"}]
    kind = _model({"id": "q", "type": "yes-no", "text": "?", "options": options}).kinds["q"]
    assert kind.alone == {"nee": 0, "ja": 100}


def test_bands_have_points() -> None:
    bands = [{"up_to": "4", "points": "7"}, {"up_to": "24", "points": "2"}, {"points": "0"}]
    number = {"id": "q", "type": "number", "text": "?", "unit": "uur", "bands": bands}
    kind = _model(number).kinds["q"]
    assert kind.scores == (100, Fraction(200, 7), 0)


def test_without_a_weight_points_add_up_over_an_axis() -> None:
    model = _model(
        _choice("a", "0", "5", "15"), _choice("b", "0", "3", "7"), _choice("c", "0", "1")
    )
    assert [question.weight for question in model.questions.values()] == [15, 7, 1]
    result = score(assess(answers_tree({"a": "o1", "b": "o2", "c": "o0"}), model))
    assert result.axes[0].score == Fraction(100 * (5 + 7 + 0), 15 + 7 + 1)


def test_a_weight_that_is_said_counts() -> None:
    model = _model(
        _choice("a", "0", "5", "15", weight="1"), _choice("b", "0", "3", "7", weight="1")
    )
    result = score(assess(answers_tree({"a": "o1", "b": "o2"}), model))
    assert result.axes[0].score == Fraction(100 * (Fraction(1, 3) + 1), 2)


def test_many_odd_points_stay_exact() -> None:
    primes = [n for n in range(3, 400) if all(n % other for other in range(2, n))]
    model = _model(*(_choice(f"q{n}", "0", str(n // 2), str(n), weight="1") for n in primes))
    assert all(model.unit % n == 0 for n in primes if n != 5)
    result = score(assess(answers_tree({f"q{n}": "o1" for n in primes}), model))
    found = result.axes[0].score
    assert found == sum(Fraction(100 * (n // 2), n) for n in primes) / len(primes)
    assert exact(found) == f"{int(found * 10_000) / 10_000:.4f}…".replace(".", ",")


def test_a_fraction_too_long_to_print_is_cut_off() -> None:
    """More digits than Python turns into text at once."""
    assert exact(Fraction(10**5000 * 2, 10**5000 * 3 + 1)) == "0,6666…"
    assert exact(Fraction(-(10**7), 10**7 * 3 + 1)) == "-0,3333…"
    assert exact(Fraction(200, 3)) == "200/3"
