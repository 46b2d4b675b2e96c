"""Words and figures that the parts of an evaluation share."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from gemeente_online.analysis.psychometrics import MINIMUM, Judgement
from gemeente_online.model.numbers import two_decimals
from gemeente_online.rendering.words import counted

NOTHING = "–"
"""In a table, where there is no figure or none that may be shown."""

_NOT_TO_SAY = "niet te zeggen, te weinig gegevens"


def too_few(found: str, minimum: int = MINIMUM) -> str:
    """Why there is no verdict: what was found, and how many are needed."""
    return f"te weinig gegevens, namelijk {found}; nodig zijn er {minimum}"


def how_many(verdicts: Sequence[Judgement], enough: Collection[Judgement]) -> str:
    """How many verdicts are good enough, of those that there are: "2 van de 3"."""
    judged = [one for one in verdicts if one not in {Judgement.TOO_FEW, Judgement.NONE}]
    if not judged:
        return "geen oordeel" if Judgement.NONE in verdicts else _NOT_TO_SAY
    others = len(verdicts) - len(judged)
    told = f"{sum(one in enough for one in judged)} van de {len(judged)}"
    return f"{told} (en {others} zonder oordeel)" if others else told


def complete_word(number: int) -> str:
    """How many assessments answered all questions of an axis."""
    return counted(number, "volledige meting", "volledige metingen")


def figure(value: Fraction | float | None, verdict: Judgement = Judgement.GOOD) -> str:
    """A figure in a table; a dash where there is none, or too few assessments to show it."""
    if value is None or verdict is Judgement.TOO_FEW:
        return NOTHING
    return two_decimals(Fraction(value))


def interval_word(bounds: tuple[float, float] | None) -> str:
    """The bounds of a figure in a table."""
    if bounds is None:
        return NOTHING
    return " tot ".join(two_decimals(Fraction(bound)) for bound in bounds)
