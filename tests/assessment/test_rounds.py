"""Colleagues are not years: which assessments of one municipality follow each other in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.rounds import QUARTER, Clash, clashes_in, perhaps_colleagues, rounds
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from support.drawing import drawn
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("q1")))
BEGIN = date(2026, 1, 1)


def of(day: int, respondent: str = "") -> Assessment:
    """An assessment so many days after the first."""
    when = (BEGIN + timedelta(day)).isoformat()
    tree = answers_tree({}, date=when, respondent=respondent)
    return assess(tree, MODEL, f"{day}{respondent}.yaml")


def by_round(*given_days: tuple[int, str]) -> list[list[tuple[int, str]]]:
    made = [of(*one) for one in given_days]
    return [
        [((one.date - BEGIN).days, one.respondent or "") for one in together]
        for together in rounds(made, lambda one: one)
    ]


@pytest.mark.parametrize(
    ("assessed", "sizes"),
    [
        ([(0, "Anna"), (7, "Bram")], [2]),
        ([(0, "Anna"), (QUARTER - 1, "Bram")], [2]),
        ([(0, "Anna"), (QUARTER, "Bram")], [1, 1]),  # every quarter is a series, whoever does it
        ([(0, "Anna"), (0, "Bram")], [2]),
        ([(0, "Anna"), (7, "Anna")], [1, 1]),
        ([(0, "Team communicatie"), (7, " team  Communicatie")], [1, 1]),
        ([(0, "Anna"), (0, "Anna")], [2]),  # of one day nobody can tell which is the later
        ([(0, ""), (0, "")], [2]),
        ([(0, ""), (7, "")], [1, 1]),  # nothing says that these are two people
        ([(0, "Anna"), (7, "")], [1, 1]),
        ([(0, "Anna"), (3, ""), (7, "Bram")], [3]),
        ([(0, "Anna"), (5, "Anna"), (7, "Bram")], [3]),
        ([(0, "Bram"), (5, "Anna"), (7, "Anna")], [3]),  # the last does not count over Bram
        ([(0, "Anna"), (7, "Bram"), (365, "Anna"), (372, "Bram")], [2, 2]),
        ([(0, "Anna"), (7, "Bram"), (365, "Anna")], [2, 1]),
        ([(0, "Anna"), (60, "Bram"), (120, "Anna")], [3]),
        ([(0, "Anna"), (1, "Anna"), (90, "Bram")], [1, 2]),
    ],
)
def test_who_stands_beside_whom(assessed: list[tuple[int, str]], sizes: list[int]) -> None:
    assert [len(one) for one in by_round(*assessed)] == sizes
    assert [len(one) for one in by_round(*reversed(assessed))] == sizes


DAYS = st.integers(0, 400)
WHO = st.sampled_from(["", "Anna", "Bram", "Carla"])


@drawn(25)
@given(st.lists(st.tuples(DAYS, WHO), max_size=12))
def test_rounds_are_what_clashes_pair_by_pair(assessed: list[tuple[int, str]]) -> None:
    """Brute force: whoever clashes stands in one round, with all that lies between them."""
    in_order = sorted(assessed, key=lambda one: one[0])
    last_with = list(range(len(in_order)))
    for at, (day, who) in enumerate(in_order):
        for later, (other_day, other) in enumerate(in_order[at:], at):
            unlike = who and other and who != other and other_day - day < QUARTER
            if other_day == day or unlike:
                last_with[at] = later
    expected, end = [], -1
    for at, one in enumerate(in_order):
        if at > end:
            expected.append([one])
        else:
            expected[-1].append(one)
        end = max(end, last_with[at])
    assert by_round(*assessed) == expected


def test_a_clash_names_colleagues_and_their_files() -> None:
    (clash,) = clashes_in([of(0, "Anna"), of(3), of(7, "Bram"), of(365)])
    assert clash.of_colleagues
    assert clash.where == "0Anna.yaml (Anna), 3.yaml en 7Bram.yaml (Bram)"
    many = Clash(tuple(of(0, name) for name in "abcdefg"))
    assert many.where.endswith("0e.yaml (e) en 2 andere")
    (same_day,) = clashes_in([of(0, "Anna"), of(0, "Anna")])
    assert not same_day.of_colleagues
    assert same_day.where == "0Anna.yaml en 0Anna.yaml"


@pytest.mark.parametrize(
    ("assessed", "perhaps"),
    [
        ([(0, ""), (7, "")], True),
        ([(0, "Anna"), (7, "")], True),
        ([(0, "Anna"), (7, "Anna")], False),
        ([(0, ""), (QUARTER, "")], False),
        ([(0, ""), (0, "")], False),  # that is told otherwise
        ([(0, "")], False),
    ],
)
def test_who_may_be_colleagues_is_known(assessed: list[tuple[int, str]], perhaps: bool) -> None:
    assert perhaps_colleagues([of(*one) for one in assessed]) is perhaps
