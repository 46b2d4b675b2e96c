"""Which assessments are of one municipality, and which somebody means by a name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.assessment.municipality import (
    are_of_one,
    grouped,
    last_of,
    names_apart,
    of_named,
)
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.problem import Wrong
from support.drawing import drawn
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("q1")))


def of(name: str, code: str = "", day: str = "2026-10-01", province: str = "") -> Assessment:
    about = {"municipality": {"name": name, "code": code, "province": province}, "date": day}
    return assess(answers_tree({}, **about), MODEL)


def groups(*assessments: Assessment) -> set[frozenset[int]]:
    """Which are of one municipality, by their places."""
    places = {id(one): at for at, one in enumerate(assessments)}
    found = grouped(assessments, lambda one: one)
    return {frozenset(places[id(one)] for one in group) for group in found}


OLD = of("Oudewater", "GM0001", "2024-10-01")
NEW = of("Waterdam", "GM0001", "2025-10-01")
BY_NAME = of("waterdam", day="2026-10-01")
OTHER = of("Den Haag", "GM0002")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("Oudewater", "GM0001"), ("Waterdam", "GM0001"), True),
        (("Waterdam", "GM0001"), ("Waterdam", "GM0002"), False),
        (("Waterdam", "GM0001"), ("WATER DAM", ""), False),
        (("Water  dam", "GM0001"), ("WATER DAM", ""), True),
        (("Water dam", ""), ("WATER DAM ", ""), True),
        (("Waterdam", ""), ("Oudewater", ""), False),
    ],
)
def test_the_code_decides_where_both_have_one(
    one: tuple[str, str], two: tuple[str, str], same: bool
) -> None:
    assert are_of_one([of(*one), of(*two)]) is same
    assert are_of_one([of(*two), of(*one)]) is same


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("’s-Gravenhage", "'s-Gravenhage"),
        ("‘S‑GRAVENHAGE", "`s-gravenhage"),
        ("Den Haag", "´s-Gravenhage"),
        ("Su\u0301dwest-Frysla\u0302n", "Súdwest-Fryslân"),
        ("Bergen\u00a0op  Zoom", "Bergen op Zoom"),
        ("Utrecht (gemeente)", "Utrecht"),
        ("Laren (NH.)", "Laren"),
        ("Gemeente Laren", "laren"),
        ("Water\u00addam\u200b", "\ufeffWaterdam"),
        ("Nĳmegen", "Nijmegen"),
    ],
)
def test_a_name_is_one_however_it_is_typed(one: str, two: str) -> None:
    assert are_of_one([of(one), of(two)])
    assert named(two, of(one), OTHER)


def test_namesakes_in_two_provinces_are_two_municipalities() -> None:
    limburg, holland = of("Bergen", province="LB"), of("BERGEN", province="Noord Holland")
    assert groups(limburg, holland) == {frozenset({0}), frozenset({1})}
    again = of("Bergen (L.)"), of("Bergen (NH.)")
    assert groups(limburg, holland, *again) == {frozenset({0, 2}), frozenset({1, 3})}
    unknown = of("Bergen")
    assert groups(limburg, unknown) == {frozenset({0, 1})}
    assert groups(limburg, holland, unknown) == {frozenset({0}), frozenset({1}), frozenset({2})}
    coded = of("Bergen", "GM0893", province="Limburg")
    assert groups(limburg, holland, coded) == {frozenset({0, 2}), frozenset({1})}
    assert groups(coded, unknown, holland) == {frozenset({0}), frozenset({1}), frozenset({2})}
    assert groups(coded, limburg, of("Bergen", "GM0373")) == {frozenset({0, 1}), frozenset({2})}
    bare = of("Bergen", "GM0893")
    assert groups(bare, limburg) == {frozenset({0, 1})}
    assert groups(bare, limburg, holland) == {frozenset({0}), frozenset({1}), frozenset({2})}


def test_a_former_name_is_that_of_the_code() -> None:
    early, later = of("Laren", "GM0417", "2023-10-01"), of("Larenveld", "417", "2024-10-01")
    without = of("Laren", day="2025-10-01")
    assert groups(early, later, without) == {frozenset({0, 1, 2})}
    assert named("laren", without, later, early) == [without, later, early]
    assert last_of([later, early, without]) is without
    other = of("Laren", "GM0009")
    assert frozenset({2}) in groups(early, later, without, other)


def test_other_codes_are_one_whatever_their_capitals() -> None:
    assert are_of_one([of("Waterschap", "WS-01"), of("Iets anders", "ws-01")])
    assert named("ws-01", of("Waterschap", "WS-01"), OTHER)
    assert not are_of_one([of("Waterschap", "WS-01"), of("Waterschap", "WS-1")])


NAMES = ("Bergen", "bergen ", "Bergen (NH.)", "Bergen (L.)", "Laren", "Nieuw Laren")
PROVINCES_OR_NONE = ("", "Limburg", "Noord-Holland")


@drawn(80, few=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(["", "", "GM0001", "gm0002"]),
            st.sampled_from(PROVINCES_OR_NONE),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_files_changes_nothing(
    abouts: list[tuple[str, str, str]], random: Random
) -> None:
    every = [of(name, code, province=province) for name, code, province in abouts]
    shuffled = random.sample(every, len(every))
    found, again = (
        {frozenset(map(id, group)) for group in grouped(order, lambda one: one)}
        for order in (every, shuffled)
    )
    assert found == again
    for group in grouped(every, lambda one: one):
        assert len({one.municipality.code for one in group} - {None}) <= 1


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
    assert (
        caught.value.hint
        == "noem de code of de provincie erbij: Waterdam (GM0001), Waterdam (GM0009) en waterdam ()"
    )
    assert named("GM0009", namesake, NEW, BY_NAME) == [namesake]


def test_each_of_two_is_chosen_by_its_province_or_by_all_that_is_said_of_it() -> None:
    limburg = of("Bergen", "GM0893", province="Limburg")
    holland = of("Bergen", province="NH")
    with pytest.raises(Wrong) as caught:
        named("Bergen", limburg, holland)
    assert caught.value.hint == (
        "noem de code of de provincie erbij: Bergen (Limburg, GM0893) en Bergen (Noord-Holland)"
    )
    for wanted in ("Bergen (Limburg, GM0893)", "bergen (gm0893)", "Bergen (L.)", "893"):
        assert named(wanted, limburg, holland) == [limburg]
    for wanted in ("Bergen (Noord-Holland)", "Bergen (NH.)", "BERGEN (nh)"):
        assert named(wanted, limburg, holland) == [holland]


MANY = (*map(of, ("'s-Gravenhage", "Utrechtse Heuvelrug", "Utrecht", "Bergen op Zoom", "Ede")), NEW)


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("s-gravenhage", """bedoelde u "'s-Gravenhage"?"""),
        ("Utrechtse", 'bedoelde u "Utrechtse Heuvelrug" of "Utrecht"?'),
        ("Bergen op", 'bedoelde u "Bergen op Zoom"?'),
        ("heuvel", 'bedoelde u "Utrechtse Heuvelrug"?'),
        ("Ede (gem.)", 'bedoelde u "Ede"?'),
        ("GM001", 'bedoelde u "GM0001"?'),
    ],
)
def test_what_is_near_is_suggested(wanted: str, hint: str) -> None:
    with pytest.raises(Wrong) as caught:
        named(wanted, *MANY, *map(of, ("Aa", "Bb", "Cc")))
    assert caught.value.hint == hint


def test_municipalities_are_told_apart_by_what_differs() -> None:
    limburg, holland = of("Bergen", province="Limburg"), of("BERGEN", "GM0373", province="NH")
    assert [*names_apart([limburg, holland, OLD, NEW]).values()] == [
        "Bergen (Limburg)",
        "BERGEN (Noord-Holland)",
        "Oudewater",
        "Waterdam",
    ]
    unknown = of("Bergen", "GM0009")
    assert [*names_apart([holland, unknown]).values()] == [
        "BERGEN (Noord-Holland, GM0373)",
        "Bergen (GM0009)",
    ]


def test_namesakes_are_suggested_with_what_tells_them_apart() -> None:
    namesakes = of("Bergen", "GM0373"), of("Bergen", "GM0893", province="Limburg")
    with pytest.raises(Wrong) as caught:
        named("Bergn", *namesakes)
    told = "Bergen (GM0373)", "Bergen (Limburg, GM0893)"
    meant = f'"{told[0]}" of "{told[1]}"'
    assert caught.value.hint == f"bedoelde u {meant}? Mogelijk: {', '.join(told)}"


def test_a_code_stands_behind_the_name() -> None:
    assert Municipality("Waterdam", "GM9999").with_code == "Waterdam (GM9999)"
    assert Municipality("Waterdam").with_code == "Waterdam"
