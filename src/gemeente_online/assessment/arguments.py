"""Clear errors for whoever calls the Python interface with something else than it takes.

Knows the interface's own words only, so that every layer may use it.
"""

from typing import Any

_HINTS = {
    "Rejected": "print it to see what is wrong with that input",
    "generator": "take them one by one: for item in read_assessments(…)",
    "list": "take them one by one",
    "tuple": "take them one by one",
    "str": "read the file first: for item in read_assessments(…)",
    "PosixPath": "read the file first: for item in read_assessments(…)",
    "WindowsPath": "read the file first: for item in read_assessments(…)",
}


def expect(value: object, kinds: type[Any] | tuple[type[Any], ...], call: str) -> None:
    """Refuse a value that is of none of these classes.

    call: the function and what it takes, as a sentence begins: ``score() takes an Assessment``.

    Raises:
        TypeError: what was given, and what would be right where that is known.

    """
    if isinstance(value, kinds):
        return
    given = type(value).__name__
    hint = _HINTS.get(given)
    raise TypeError(f"{call}, not {given}" + (f"; {hint}" if hint else ""))
