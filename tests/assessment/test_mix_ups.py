"""What in many assessments may be a mistake about which municipality they are of."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.mix_ups import mix_ups
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from support.drawing import drawn
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("q1")))


def of(name: str, code: str = "", year: int = 2026, province: str = "") -> Assessment:
    about = {"name": name, "code": code, "province": province}
    return assess(answers_tree({}, municipality=about, date=f"{year}-10-01"), MODEL)


def told(*assessments: Assessment) -> list[str]:
    return [one.told.message for one in mix_ups(assessments)]


def test_one_name_in_two_provinces_without_a_code() -> None:
    limburg, holland = of("Bergen", province="Limburg"), of("Bergen", province="Noord-Holland")
    assert told(limburg, of("Waterdam"), holland) == [
        "er zijn 2 gemeenten met de naam Bergen, en niet elke meting heeft een code: "
        "Bergen (Limburg) en Bergen (Noord-Holland)"
    ]
    coded = of("Bergen", "GM0893", province="Limburg"), of("Bergen", "GM0373")
    assert told(*coded) == []
    assert told(*coded, limburg) == []
    assert len(told(*coded, of("Bergen"))) == 1


def test_namesakes_with_their_province_behind_the_name_have_the_name_before_it() -> None:
    assert told(of("Bergen (NH.)"), of("Bergen (L.)")) == [
        "er zijn 2 gemeenten met de naam Bergen, en niet elke meting heeft een code: "
        "Bergen (L.) () en Bergen (NH.) ()"
    ]


def test_one_code_at_two_names_of_one_time() -> None:
    first = told(of("Utrecht", "GM0344"), of("Amersfoort", "GM0344"))
    says = "code GM0344 staat in dezelfde tijd bij verschillende namen"
    assert first == [f"{says}: Amersfoort en Utrecht"]
    again = of("Utrecht", "344", 2024), of("Amersfoort", "344", 2025), of("Utrecht", "344", 2026)
    assert told(*again) == [f"{says}: Utrecht en Amersfoort"]
    (found,) = mix_ups(again)
    assert found.assessments[-1] is again[1]


@pytest.mark.parametrize(
    "names",
    [
        ("Laren", "Laren (NH.)"),
        ("Den Haag", "’s-Gravenhage"),
        ("Súdwest-Fryslân", "Sudwest Fryslan"),
        ("Waterdam", "WATERDAM"),
    ],
)
def test_two_spellings_are_one_name(names: tuple[str, str]) -> None:
    one, other = names
    assert told(of(one, "1"), of(other, "1")) == []


@pytest.mark.parametrize(
    "names", [("De Friese Meren", "De Fryske Marren"), ("Laren", "Nieuw Laren"), ("Ede", "Ede")]
)
def test_a_name_that_is_like_the_one_before_is_its_next(names: tuple[str, str]) -> None:
    one, other = names
    assert told(of(one, "1", 2024), of(other, "1", 2025)) == []


def test_a_wholly_other_name_is_told_once() -> None:
    years = [of("Groesbeek", "GM0241", year) for year in (2013, 2014)]
    years += [of("Berg en Dal", "GM0241", year) for year in (2016, 2017)]
    assert told(*reversed(years)) == [
        "Groesbeek en Berg en Dal hebben dezelfde code (GM0241), en tellen als één gemeente die "
        "vanaf 2016 anders heet"
    ]


def test_of_many_there_is_one_line() -> None:
    many = [of(f"{letter * 6}", str(at), 2024) for at, letter in enumerate("abcd", 1)]
    many += [of(f"{letter * 6}", str(at), 2025) for at, letter in enumerate("wxyz", 1)]
    assert told(*many) == [
        "4 codes hebben later een heel andere naam, en tellen steeds als één gemeente: "
        "aaaaaa (wwwwww), bbbbbb (xxxxxx), cccccc (yyyyyy) en dddddd (zzzzzz)"
    ]


def test_two_codes_of_the_same_names_are_told_in_one_order() -> None:
    years = {"Laren": 2024, "Ede": 2025}
    every = [of(name, code, year) for code in "21" for name, year in years.items()]
    assert len(told(*every)) == 2
    assert told(*every) == told(*reversed(every))


@drawn(60, few=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Bergen", "Laren", "Ede"]),
            st.sampled_from(["", "1", "2"]),
            st.integers(2024, 2026),
            st.sampled_from(["", "Limburg", "Utrecht"]),
        ),
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_files_changes_nothing(
    abouts: list[tuple[str, str, int, str]], random: Random
) -> None:
    every = [of(*about) for about in abouts]
    assert told(*every) == told(*random.sample(every, len(every)))
