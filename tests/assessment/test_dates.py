"""A date is read as people in the Netherlands write it, and never guessed."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.dates import MONTHS, SHORT_MONTHS, parse_date
from gemeente_online.problem import Wrong
from gemeente_online.reading.models import load_model
from gemeente_online.rendering.answers_schema import answers_schema
from gemeente_online.rendering.words import long_date


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-01", "1-10-2026", "01-10-2026", "1.10.2026", "1 oktober 2026"),
        *("01  OKTOBER 2026", "1 okt 2026", "1 Okt. 2026"),
    ],
)
def test_one_day_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2026, 10, 1)


@given(st.dates())
def test_every_day_can_be_written_in_every_way(day: date) -> None:
    year = f"{day.year:04}"
    names = (MONTHS[day.month - 1], *SHORT_MONTHS[day.month - 1])
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}-{day.month}-{year}") == day
    assert {parse_date(f"{day.day} {name} {year}") for name in names} == {day}
    if day.year > 999:
        assert parse_date(long_date(day)) == day


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("31-2-2026", "bestaat niet", "controleer de maand en de dag"),
        ("31 november 2026", "bestaat niet", "controleer de maand en de dag"),
        ("1-10-0000", "bestaat niet", "controleer de maand en de dag"),
        ("31/31/2026", "bestaat niet", "controleer de maand en de dag"),
        ("1/10/2026", "is geen datum", "1-10-2026 of 10-1-2026"),
        ("10/10/2026", "is geen datum", "de dag voorop: 10-10-2026"),
        ("10/31/2026", "is geen datum", "de dag voorop: 31-10-2026"),
        ("1-10-26", "is geen datum", "met vier cijfers"),
        ("1 okt '26", "is geen datum", "met vier cijfers"),
        ("26-10-01", "is geen datum", "met vier cijfers"),
        ("2026-10-1", "is geen datum", "schrijf bijvoorbeeld"),
        ("1-10.2026", "is geen datum", "schrijf bijvoorbeeld"),
        ("1 mei. 2026", "is geen datum", "schrijf bijvoorbeeld"),
        ("1 october 2026", "is geen datum", "schrijf bijvoorbeeld"),
        ("١-10-2026", "is geen datum", "schrijf bijvoorbeeld"),
        ("gisteren", "is geen datum", "schrijf bijvoorbeeld"),
    ],
)
def test_what_is_no_date_says_what_would_be(text: str, message: str, hint: str) -> None:
    with pytest.raises(Wrong) as caught:
        parse_date(text)
    assert caught.value.code == "not-a-date"
    assert caught.value.message == f'"{text}" {message}'
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("value", [None, [], {}, 1])
def test_what_is_no_text_is_no_date(value: object) -> None:
    with pytest.raises(Wrong):
        parse_date(value)


def test_an_editor_takes_the_dates_that_the_program_takes() -> None:
    schema = answers_schema(load_model("gemeente-online"))
    pattern = re.compile(schema["properties"]["date"]["pattern"])
    months = [*range(14), *MONTHS, "MEI", "mei.", "mrt.", "Sept", "october"]
    texts = [
        form.format(day=day, month=month)
        for day in range(33)
        for month in months
        for form in (
            "2028-{month:0>2}-{day:0>2}",  # a leap year: a pattern cannot tell those apart
            "2028-{month}-{day}",
            "{day}-{month}-2028",
            "{day:0>2}-{month:0>2}-2028",
            "{day}.{month}.2028",
            "{day}-{month}.2028",
            "{day}/{month}/2028",
            "{day} {month} 2028",
            "{day}  {month} 28",
        )
    ]
    assert [text for text in texts if bool(pattern.search(text)) != _is_date(text)] == []


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except Wrong:
        return False
    return True
