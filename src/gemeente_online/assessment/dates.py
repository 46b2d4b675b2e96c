"""Dates as people write them: 2026-10-01, 1-10-2026 or 1 oktober 2026. Knows of no file."""

import re
from datetime import date
from functools import lru_cache

from gemeente_online.problem import Wrong, wrong

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = (
    *(("jan",), ("feb",), ("mrt",), ("apr",), (), ("jun",)),
    *(("jul",), ("aug",), ("sep", "sept"), ("okt",), ("nov",), ("dec",)),
)
"""What else each month is called, with or without a full stop behind it."""

MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {
    written: number
    for number, names in enumerate(SHORT_MONTHS, 1)
    for name in names
    for written in (name, f"{name}.")
}
_YEAR_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2}) +([a-z]+\.?) +(\d{4})", re.ASCII | re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})[ T]\d{1,2}:\d{2}.*", re.ASCII)
_SHORT_YEAR = re.compile(
    r"\d{1,2}([-./])\d{1,2}\1\d{2}|\d{1,2} +[a-z]+\.? +'?\d{2}", re.ASCII | re.IGNORECASE
)


def parse_date(value: object) -> date:
    """A date with the year first (2026-10-01), or the day first in numbers or with a word.

    With slashes a date is refused, and its readings are named: software that is set to English
    puts the month first there, and nothing shows it. A year has four digits.

    Raises:
        Wrong: it is written otherwise, or does not exist.

    """
    if not isinstance(value, str):
        raise wrong("not-a-date", value=value)
    return _read(value)


@lru_cache(maxsize=4096)
def _read(text: str) -> date:
    if _YEAR_FIRST.fullmatch(text):
        year, month, day = text.split("-")
        return _existing(text, day, int(month), year)
    if match := _DAY_FIRST.fullmatch(text):
        day, _, number, year = match.groups()
        return _existing(text, day, int(number), year)
    match = _IN_WORDS.fullmatch(text)
    if match and (month_number := MONTH_NUMBERS.get(match[2].lower())):
        return _existing(text, match[1], month_number, match[3])
    if match := _TIMED.fullmatch(text):
        raise wrong("not-a-date/with-time", value=text, date=match[1])
    if _SHORT_YEAR.fullmatch(text):
        raise wrong("not-a-date/short-year", value=text)
    if match := _SLASHED.fullmatch(text):
        readings = " of ".join(_readings(text, match))
        raise wrong("not-a-date/slashes", value=text, readings=readings)
    raise wrong("not-a-date", value=text)


def _existing(text: str, day: str, month: int, year: str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise wrong("not-a-date/no-such-day", value=text) from None


def _readings(text: str, match: re.Match[str]) -> list[str]:
    """What a date with slashes may mean, the day first; one or two."""
    first, second, year = match.groups()
    found = []
    for day, month in ((first, second), (second, first)):
        try:
            meant = _existing(text, day, int(month), year)
        except Wrong:
            continue
        found.append(f"{meant.day}-{meant.month}-{meant.year}")
    if not found:
        return [str(_existing(text, first, int(second), year))]  # raises that there is none
    return list(dict.fromkeys(found))
