"""How what stands at a key of a model file is written: ids, numbers, words and the like.

Each type reads the text that was written, says what is wrong with it, and has what the JSON Schema
of model files says of it.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

from gemeente_online.messages import messages
from gemeente_online.model.numbers import MAX_DIGITS, parse_exact
from gemeente_online.problem import wrong
from gemeente_online.suggestions import Meant

MODEL_FORMAT = "1"

MOST_EFFORT = 100
"""The largest effort."""

EFFORT_PARTS = 10
"""An effort is a whole number of these parts of one, so that plans have few different totals."""

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WHOLE = re.compile(r"(0|[1-9][0-9]{0,5})")


def _identifier(value: object) -> str:
    if isinstance(value, str) and _KEBAB.fullmatch(value):
        return value
    raise wrong("not-kebab-case", value=value)


def _successor(value: object) -> str | None:
    if value == "":
        return None
    if isinstance(value, str) and _KEBAB.fullmatch(value):
        return value
    raise wrong("not-kebab-case/successor", value=value)


def _version(value: object) -> str:
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    raise wrong("not-a-version", value=value)


def _language(value: object) -> str:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        return value
    raise wrong("not-a-language", value=value)


def _format(value: object) -> str:
    if value == MODEL_FORMAT:
        return MODEL_FORMAT
    raise wrong("unknown-format", value=value, format=MODEL_FORMAT)


def _phase_number(value: object) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise wrong("not-a-phase-number", value=value)


def _yes_or_no(value: object) -> bool:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise wrong("not-a-boolean", value=value)


def _positive(value: object) -> Fraction:
    number = parse_exact(value)
    if number <= 0:
        raise wrong("not-positive", value=value)
    return number


def _points(value: object) -> Fraction:
    number = parse_exact(value)
    if number < 0:
        raise wrong("negative-points", value=value)
    return number


def _effort(value: object) -> Fraction:
    number = _positive(value)
    if number > MOST_EFFORT:
        raise wrong("effort-too-large", value=value, most=MOST_EFFORT)
    if (number * EFFORT_PARTS).denominator != 1:
        raise wrong("effort-too-fine", value=value, most=MOST_EFFORT)
    return number


def _part_of_one(value: object) -> Fraction:
    number = parse_exact(value)
    if not 0 <= number <= 1:
        raise wrong("not-a-share", value=value)
    return number


_MEANT = {
    **dict.fromkeys(("bool", "boolean", "yesno", "yes/no", "ja-nee", "ja/nee"), "yes-no"),
    **dict.fromkeys(("single", "select", "radio", "keuze"), "choice"),
    **dict.fromkeys(("multiple", "checkbox", "list"), "multi"),
    **dict.fromkeys(("numeric", "integer", "int", "float", "getal"), "number"),
    **dict.fromkeys(("average", "avg", "gemiddelde"), "mean"),
    **dict.fromkeys(("min", "minimum", "laagste"), "lowest"),
    **dict.fromkeys(("percentage", "percent", "deel"), "share"),
    **dict.fromkeys(("more", "high", "up", "hoger", "meer"), "higher"),
    **dict.fromkeys(("less", "low", "down", "lager", "minder"), "lower"),
}
"""What people write who know the idea by another word."""


def word_of(words: type[StrEnum]) -> BeforeValidator:
    """Reads one of a few words; where another was written, says which was meant."""
    possible = [str(word) for word in words]
    listed = ", ".join(possible)

    def check(value: object) -> object:
        if value in possible:
            return value
        typed = value if isinstance(value, str) else ""
        other = _MEANT.get(typed.strip().casefold())
        if other in possible:
            raise wrong("unknown-word/other", value=value, other=other, possible=listed)
        raise wrong("unknown-word", value=value, meant=Meant(typed, possible))

    return BeforeValidator(check)


class _Read:
    """Marks a type that is read from text by a function of ours, whatever pydantic knows of it.

    form: what its JSON Schema says, of every form in which an editor's YAML may have it.
    mistake: the message of which an editor shows the hint where it is written otherwise.
    """

    def __init__(
        self, read: Callable[[Any], Any], form: dict[str, Any], mistake: str | None = None
    ) -> None:
        self._read, self._form, self._mistake = read, form, mistake

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        hint = self._mistake and messages()[self._mistake]["hint"]
        return self._form | ({"patternErrorMessage": hint} if hint else {})


SCALAR = ["string", "number", "boolean"]
"""What a text may be to an editor, whose YAML reads ``12`` as a number."""

# what the JSON Schema says of what stands for a number, an id, and so on
_NUMBER = {
    "type": ["number", "string"],
    "pattern": rf"^\s*-?[0-9]{{1,{MAX_DIGITS}}}(\.[0-9]{{1,{MAX_DIGITS}}})?\s*$",
    "patternErrorMessage": "schrijf een getal, met een punt en geen komma",
}
_IDENTIFIER = {"type": SCALAR, "pattern": f"^{_KEBAB.pattern}$"}
_ID_OR_NOTHING = {"type": [*SCALAR, "null"], "pattern": f"^({_KEBAB.pattern})?$"}
_LANGUAGE_TAG = {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}
_VERSION_NUMBER = {"type": "string", "pattern": f"^{_VERSION.pattern}$"}
_PHASE_NUMBER = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 999_999,
    "pattern": f"^{_WHOLE.pattern}$",
}
_ONE_DECIMAL = {
    "exclusiveMinimum": 0,
    "maximum": MOST_EFFORT,
    "pattern": r"^\s*[0-9]{1,3}(\.[0-9]0{0,11})?\s*$",
}
_LEAST_SCORE = {"description": "De score die het antwoord ten minste heeft."}
_TRUTH = {"enum": [True, False, "true", "false"]}

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, _Read(_identifier, _IDENTIFIER, "not-kebab-case")]
Successor = Annotated[str | None, _Read(_successor, _ID_OR_NOTHING, "not-kebab-case/successor")]
Language = Annotated[str, _Read(_language, _LANGUAGE_TAG, "not-a-language")]
Version = Annotated[str, _Read(_version, _VERSION_NUMBER, "not-a-version")]
Format = Annotated[str, _Read(_format, {"enum": [int(MODEL_FORMAT), MODEL_FORMAT]})]
PhaseNumber = Annotated[int, _Read(_phase_number, _PHASE_NUMBER)]
Number = Annotated[Fraction, _Read(parse_exact, _NUMBER)]
Weight = Annotated[Fraction, _Read(_positive, _NUMBER | {"exclusiveMinimum": 0})]
Points = Annotated[Fraction, _Read(_points, _NUMBER | {"minimum": 0})]
Effort = Annotated[Fraction, _Read(_effort, _NUMBER | _ONE_DECIMAL)]
OwnThreshold = Annotated[Fraction, _Read(parse_exact, _NUMBER | {"description": "De drempel."})]
LeastScore = Annotated[Fraction, _Read(parse_exact, _NUMBER | _LEAST_SCORE)]
Share = Annotated[Fraction, _Read(_part_of_one, _NUMBER | {"minimum": 0, "maximum": 1})]
Flag = Annotated[bool, _Read(_yes_or_no, _TRUTH)]
