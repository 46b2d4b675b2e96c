"""Numbers read and told exactly: where a reading is refused, and where a figure is cut off."""

from fractions import Fraction

import pytest

from gemeente_online.model.numbers import (
    exact,
    parse_number,
    percentage,
    shortfall,
    signed,
    two_decimals,
)
from gemeente_online.problem import Wrong


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.000", "schrijf 1000 (zonder . tussen de cijfers), of 1"),
        ("12,500", "schrijf 12500 (zonder , tussen de cijfers), of 12,5"),
        ("100.000", "schrijf 100000 (zonder . tussen de cijfers), of 100"),
        ("-1.250", "schrijf -1250 (zonder . tussen de cijfers), of -1,25"),
    ],
)
def test_three_decimals_can_be_thousands(text: str, hint: str) -> None:
    with pytest.raises(Wrong) as caught:
        parse_number(text)
    assert caught.value.code == "ambiguous-number"
    assert caught.value.message == f'"{text}" kan twee dingen betekenen'
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000.000", "1000"),  # thousands would have a mark before the first three as well
        ("0.125", "0.125"),
        ("012,500", "12.5"),
        ("1,0000", "1"),
        ("100", "100"),
        (" -2,5 ", "-2.5"),
    ],
)
def test_with_one_reading_it_is_taken(text: str, number: str) -> None:
    assert parse_number(text) == Fraction(number)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("3/8", "0,38"),
        ("1/100", "0,01"),
        ("0.0101", "0,02"),
        ("0.0099", "minder dan 0,01"),
        ("2", "2"),
    ],
)
def test_what_is_missing_is_never_told_as_less(missing: str, told: str) -> None:
    assert shortfall(Fraction(missing)) == told


def test_figures_are_cut_off_and_not_rounded() -> None:
    assert two_decimals(Fraction("2.749")) == "2,74"
    assert two_decimals(Fraction("-0.001")) == "0,00"
    assert two_decimals(Fraction("-0.01")) == "-0,01"
    assert signed(Fraction("0.001")) == "+0,00"
    assert signed(Fraction(0)) == "0,00"
    assert percentage(Fraction("0.699")) == "69\u00a0%"
    assert (exact(Fraction("2.9")), exact(Fraction(7, 3))) == ("2,9", "7/3")
