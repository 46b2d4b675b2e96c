"""Plain values: classes that only hold what was found, and that nobody changes once they are made.

The type checker holds that nothing is assigned to them, so that at run time it costs nothing:
batches make them by the thousands. What generated methods do is written here once for all of
them, since making a class is what starting the program pays for. A caller of the Python interface
who hands over something else is told so. Knows no value in particular.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

from pydantic import Field
from pydantic_core import CoreSchema, core_schema

from gemeente_online.model.numbers import plain_number

Made = TypeVar("Made")


class _AsNumber:
    """Tells pydantic how an exact number leaves the program, and between which bounds it lies."""

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        self._low = low
        self._high = high

    def __get_pydantic_core_schema__(self, *_: object) -> CoreSchema:
        return core_schema.float_schema(
            ge=self._low,
            le=self._high,
            serialization=core_schema.plain_serializer_function_ser_schema(plain_number),
        )


Exact = Annotated[Fraction, _AsNumber()]
"""An exact number; JSON has the nearest double."""

Amount = Annotated[Fraction, _AsNumber(0)]
"""An exact number of 0 or more."""

Share = Annotated[Fraction, _AsNumber(0, 1)]
"""An exact number from 0 to 1."""

Count = Annotated[int, Field(ge=0)]
"""A whole number of 0 or more."""


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def plain_value(described: type[Made]) -> type[Made]:
    """Make a class of plain values of one with annotated fields, each with its own docstring.

    Two values are equal where their classes are, and all their fields that are compared.
    ``dataclasses.replace`` gives one with other fields.
    """
    made = dataclass(slots=True, eq=False, repr=False)(described)
    for name, method in _SHARED.items():
        setattr(made, name, method)
    return made


def fields_of(one: object) -> dict[str, Any]:
    """The fields of a value by name, to make one of a larger class of."""
    names: Iterable[str] = cast("Any", one).__dataclass_fields__
    return {name: getattr(one, name) for name in names}


def _compared(one: Any) -> list[Any]:
    fields = one.__dataclass_fields__.items()
    return [getattr(one, name) for name, about in fields if about.compare]


def _equal(one: object, other: object) -> bool:
    return type(one) is type(other) and _compared(one) == _compared(other)


def _hash(one: object) -> int:
    return hash(tuple(_compared(one)))


def _shown(one: object) -> str:
    held = ", ".join(f"{name}={field!r}" for name, field in fields_of(one).items())
    return f"{type(one).__name__}({held})"


_SHARED = {"__eq__": _equal, "__hash__": _hash, "__repr__": _shown}


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
