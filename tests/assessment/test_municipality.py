"""Which assessments are of one municipality, and which somebody means by a name."""

import pytest

from gemeente_online.assessment.file import Assessment, Municipality, assess
from gemeente_online.assessment.municipality import of_named, same_municipality
from gemeente_online.model.rules import load
from gemeente_online.problem import Wrong
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("q1")))


def of(name: str, code: str = "", day: str = "2026-10-01") -> Assessment:
    about = {"municipality": {"name": name, "code": code}, "date": day}
    return assess(answers_tree({}, **about), MODEL)


OLD = of("Oudewater", "GM0001", "2024-10-01")
NEW = of("Waterdam", "GM0001", "2025-10-01")
BY_NAME = of("waterdam", day="2026-10-01")
OTHER = of("Den Haag", "GM0002")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("Oudewater", "GM0001"), ("Waterdam", "GM0001"), True),
        (("Waterdam", "GM0001"), ("Waterdam", "GM0002"), False),
        (("Waterdam", "GM0001"), ("WATER DAM", None), False),
        (("Water  dam", "GM0001"), ("WATER DAM", None), True),
        (("Water dam", None), ("WATER DAM ", None), True),
        (("Waterdam", None), ("Oudewater", None), False),
    ],
)
def test_the_code_decides_where_both_have_one(
    one: tuple[str, str | None], two: tuple[str, str | None], same: bool
) -> None:
    assert same_municipality(Municipality(*one), Municipality(*two)) is same
    assert same_municipality(Municipality(*two), Municipality(*one)) is same


def named(wanted: str, *assessments: Assessment) -> list[Assessment]:
    return of_named(assessments, wanted, lambda one: one)


@pytest.mark.parametrize("wanted", ["Waterdam", " WATERDAM", "oudewater", "gm0001"])
def test_every_name_and_the_code_mean_all_of_one_municipality(wanted: str) -> None:
    assert named(wanted, BY_NAME, OTHER, OLD, NEW) == [BY_NAME, OLD, NEW]


def test_spaces_in_a_name_play_no_part() -> None:
    assert named("den  haag", OLD, OTHER) == [OTHER]


@pytest.mark.parametrize("wanted", ["", " ", "Waterd", "GM"])
def test_what_nobody_is_called_means_nobody(wanted: str) -> None:
    with pytest.raises(Wrong) as caught:
        named(wanted, BY_NAME, OTHER)
    assert caught.value.code == "no-such-municipality"


def test_near_names_are_suggested() -> None:
    with pytest.raises(Wrong) as caught:
        named("Waterdm", NEW, OTHER)
    assert caught.value.hint == 'bedoelde u "Waterdam"? Mogelijk: Waterdam, Den Haag'
    with pytest.raises(Wrong) as caught:
        named("Waterdam")
    assert caught.value.hint is None


def test_a_name_of_two_municipalities_takes_a_code() -> None:
    namesake = of("Waterdam", "GM0009")
    with pytest.raises(Wrong) as caught:
        named("waterdam", namesake, NEW, BY_NAME)
    assert caught.value.code == "ambiguous-municipality"
    assert caught.value.message == 'er zijn 3 gemeenten met de naam "waterdam"'
    assert caught.value.hint == "noem de code: GM0001, GM0009"
    assert named("GM0009", namesake, NEW, BY_NAME) == [namesake]


def test_a_code_stands_behind_the_name() -> None:
    assert Municipality("Waterdam", "GM9999").with_code == "Waterdam (GM9999)"
    assert Municipality("Waterdam").with_code == "Waterdam"
