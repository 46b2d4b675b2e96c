"""Numbers as people type them, exactly: never a float."""

import re
from fractions import Fraction

from gemeente_online.problem import Wrong, wrong
from gemeente_online.wording import NO_BREAK, shortened

PERCENT = f"{NO_BREAK}%"
"""The sign of a percentage, behind a space that keeps it on the line of its number."""

MAX_DIGITS = 15
"""Most digits a number may have, before and after the decimal sign together."""

_THOUSANDS = r"(?a)-?\d{1,3}([.,])\d{3}(\1\d{3})*(?!\1)[.,]\d+"
_INSIDE = r"(?a)(?<![\d.,−–-])-?\d{1,15}(?:[.,]\d{1,15})?(?![.,−–-]?\d)"
_GROUPED = r"(?a)-?\d{1,3}([.,'’ \u00a0\u202f])\d{3}(\1\d{3})*"
_PERCENT = r"(?a)(\d{1,2}|100)[ \u00a0\u202f]?%"
_GROUP = 3  # digits between two marks of thousands
_HUNDREDTH = Fraction(1, 100)
_PLAIN = re.compile(r"(-?)(\d+)(?:([.,])(\d+))?", re.ASCII)


def parse_number(text: object) -> Fraction:
    """The number in an answer; one ``,`` or ``.`` is the decimal sign.

    Raises:
        Wrong: no number, too many digits, or exactly three digits after the sign where both
            readings are possible (``1.000``: one, or one thousand).

    """
    sign, whole, mark, decimals = _parts(text)
    thousands_possible = len(whole) <= _GROUP and not whole.startswith("0")
    if mark and len(decimals) == _GROUP and thousands_possible:
        decimal = _without_zeros(f"{sign}{whole},{decimals}")
        raise wrong(
            "ambiguous-number",
            value=text,
            whole=f"{sign}{whole}{decimals}",
            mark=mark,
            decimal=decimal,
        )
    return Fraction(f"{sign}{whole}.{decimals or 0}")


def parse_exact(text: object) -> Fraction:
    """A number in a model file, where the point is the decimal sign.

    Raises:
        Wrong: no number, too many digits, a decimal comma, or a percentage.

    """
    percent = re.fullmatch(_PERCENT, text) if isinstance(text, str) else None
    if percent is not None:
        share = float(Fraction(percent[1]) / 100)
        raise wrong("not-a-number/percentage", value=text, percent=percent[1], share=share)
    sign, whole, mark, decimals = _parts(text)
    if mark == ",":
        raise wrong("decimal-comma", value=text, number=f"{sign}{whole}.{decimals}")
    return Fraction(f"{sign}{whole}.{decimals or 0}")


def parse_whole(text: object) -> int:
    """A whole number, written with digits only.

    Raises:
        Wrong: anything else.

    """
    sign, whole, mark, decimals = _parts(text)
    if mark:
        if len(decimals) == _GROUP:
            raise wrong("not-whole/thousands", value=text, number=f"{sign}{whole}{decimals}")
        if not decimals.strip("0"):
            raise wrong("not-whole/thousands", value=text, number=f"{sign}{whole}")
        raise wrong("not-whole", value=text)
    return int(sign + whole)


def _parts(text: object) -> tuple[str, str, str, str]:
    match = _PLAIN.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise _no_number(text)
    sign, whole, mark, decimals = match.groups(default="")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise wrong("number-too-long", value=shortened(str(text), 30), most=MAX_DIGITS)
    return sign, whole, mark, decimals


def _no_number(text: object) -> Wrong:
    """What is wrong with a text that is no number, and the number that was probably meant."""
    if not isinstance(text, str):
        return wrong("not-a-number", value=text)
    if re.fullmatch(_THOUSANDS, text.strip()):
        bare = text.strip()
        last = max(bare.rfind("."), bare.rfind(","))
        whole = bare[:last].replace(".", "").replace(",", "")
        return wrong("not-a-number/thousands", value=text, number=f"{whole}{bare[last:]}")
    if re.fullmatch(_GROUPED, text.strip()):
        number = re.sub(r"[^\d-]", "", text)
        return wrong("not-a-number/grouped", value=text, number=number)
    inside = re.findall(_INSIDE, text[:100])
    if len(inside) == 1:
        return wrong("not-a-number/words-around-it", value=text, number=inside[0])
    return wrong("not-a-number", value=text)


def two_decimals(value: Fraction) -> str:
    """A number for people: cut off after two decimals, never rounded, with a decimal comma.

    2749/1000 is "2,74" and not "2,75", so that a number that is shown as reaching a threshold
    has reached it.
    """
    return _cut(value, 2)


def cut_decimals(value: Fraction) -> str:
    """The same without spare zeros, for a sentence: "2,5" and "3"."""
    return _without_zeros(_cut(value, 2))


def _cut(value: Fraction, decimals: int) -> str:
    cut = abs(value.numerator) * 10**decimals // value.denominator
    whole, rest = divmod(cut, 10**decimals)
    sign = "-" if value < 0 and cut else ""
    return f"{sign}{whole},{rest:0{decimals}d}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(",")


def shortfall(value: Fraction) -> str:
    """What is still missing, for people: rounded up, so that it is never less than is needed.

    3/8 is "0,38". Below a hundredth it is told as such: what is asked seems reached otherwise.
    """
    up = Fraction(-(-value.numerator * 100 // value.denominator), 100)
    return cut_decimals(up) if value >= _HUNDREDTH else "minder dan 0,01"


def exact_decimals(value: Fraction) -> str:
    """A number in full, with a decimal comma: "0,125"; a third, which has no end, is cut off."""
    return _without_zeros(_cut(value, max(decimals_of(value, without_end=2), 1)))


def decimals_of(value: Fraction, *, without_end: int = MAX_DIGITS) -> int:
    """How many decimals a number has. without_end: what is said of one that has no end."""
    ends = (n for n in range(MAX_DIGITS + 1) if (value * 10**n).denominator == 1)
    return next(ends, without_end)


def as_written(value: Fraction) -> str:
    """A number of a model file as it is written there: in full, with a decimal point."""
    return exact_decimals(value).replace(",", ".")


def exact_percentage(share: Fraction) -> str:
    """A share as a percentage, in full: "67,5 %"."""
    return f"{exact_decimals(share * 100)}{PERCENT}"


MOST_DECIMALS = 4
"""Decimals that an exact number may have before it is written as a fraction."""

_UNREADABLE = 10**6
"""From this denominator on a fraction tells people nothing."""


def exact(value: Fraction) -> str:
    """A number for people, not cut off: "2,9" where its decimals end soon, else "7/3".

    Of a fraction that nobody could read, the decimals so far: "85,4912…".
    """
    if value.denominator >= _UNREADABLE:
        return f"{_cut(value, MOST_DECIMALS)}…"
    if (value * 10**MOST_DECIMALS).denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return _without_zeros(_cut(value, MOST_DECIMALS))


def signed(value: Fraction) -> str:
    """A difference for people, with its sign: cut off after two decimals, as scores are.

    What is too small to show keeps its sign: "+0,00" is not "0,00".
    """
    sign = "+" if value > 0 else "-" if value < 0 else ""
    return f"{sign}{two_decimals(abs(value))}"


def percentage(share: Fraction) -> str:
    """A share as a percentage, cut off to whole percents below 100."""
    return f"{share.numerator * 100 // share.denominator}{PERCENT}"


def bounds_in_words(low: Fraction | None, high: Fraction | None) -> list[str]:
    """The bounds that a number has, in full: "ten minste 0" and "ten hoogste 24"."""
    bounds = [] if low is None else [f"ten minste {exact_decimals(low)}"]
    return bounds if high is None else [*bounds, f"ten hoogste {exact_decimals(high)}"]


def plain_number(value: Fraction) -> int | float:
    """A number as a program reads it: whole, or the nearest double."""
    over, under = value.as_integer_ratio()
    return over if under == 1 else over / under
