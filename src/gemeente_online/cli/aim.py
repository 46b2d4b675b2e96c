"""What is typed behind ``--to`` and ``--fail-under``: a phase's number, or the ambition."""

from gemeente_online.cli.dutch import UsageProblem
from gemeente_online.model.numbers import phase_number
from gemeente_online.problem import quoted

AMBITION = "ambition"
_AMBITIONS = {AMBITION, "ambitie"}
_MOST_DIGITS = 6  # as in a model


def parse_aim(text: str, option: str) -> int | None:
    """The number of a phase, which a model need not have; None for the file's own ambition.

    Raises:
        UsageProblem: it is neither.

    """
    if text.casefold() in _AMBITIONS:
        return None
    number = phase_number(text)
    if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return int(number)
    raise UsageProblem(
        f"{quoted(text)} kan niet achter {option}. Mogelijk: het nummer van een fase, of {AMBITION}"
    )
