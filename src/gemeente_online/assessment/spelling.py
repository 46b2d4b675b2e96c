"""The one spelling of what people write in several: a code, a province, the name of a municipality.

Pure. What is not known here stays as it was written: a growth model of something else than Dutch
municipalities has codes and regions of its own.
"""

import re
from functools import lru_cache

from gemeente_online.problem import wrong
from gemeente_online.wording import folded_name, letters

_CBS_CODE = re.compile(r"GM(\d{4})", re.ASCII | re.IGNORECASE)
_ALMOST_CBS = re.compile(r"GM\d", re.ASCII | re.IGNORECASE)
_BARE_CODE = re.compile(r"(\d{1,4})(\.0)?", re.ASCII)
_OWN_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]*", re.ASCII | re.IGNORECASE)

_PROVINCES = {
    "Drenthe": "DR, PV22, Drente",
    "Flevoland": "FL, PV24",
    "Fryslân": "FR, FY, FRL, PV21, Friesland",
    "Gelderland": "GE, GL, GD, GLD, PV25",
    "Groningen": "GR, GN, PV20",
    "Limburg": "LI, LB, PV31, Limb",
    "Noord-Brabant": "NB, PV30, N-Brabant, N-Br, Brabant",
    "Noord-Holland": "NH, PV27, N-Holland",
    "Overijssel": "OV, PV23",
    "Utrecht": "UT, PV26, Utr",
    "Zeeland": "ZE, ZL, ZLD, PV29",
    "Zuid-Holland": "ZH, PV28, Z-Holland",
}
"""The provinces of the Netherlands by their official names, with what else they are called.

Two letters as in ISO 3166-2, or as others shorten them; PV and a number is Statistics Netherlands'.
"""

PROVINCES = tuple(_PROVINCES)
"""The provinces of the Netherlands, by their official names."""

FORMER_PROVINCE = "Friesland"
"""What many still call Fryslân, its official name since 1997."""

_ENDS = {"l": "Limburg", "o": "Overijssel", "u": "Utrecht", "z": "Zeeland"}
"""What only stands for a province behind a name, as in ``Bergen (L.)``."""

_WITH_END = re.compile(r"(.+) \(([^()]+)\)")
_DOUBLE_NAMES = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch"}
"""Municipalities that go by two names, of which the second is the official one."""


def parse_code(value: object, *, is_dutch: bool = True) -> str:
    """A code as it is kept: of Statistics Netherlands as ``GM0518``, any other as it was written.

    is_dutch: whether it is of a municipality: of anything else no code is Statistics Netherlands'.

    Raises:
        Wrong: no code looks like that.

    """
    text = value.strip() if isinstance(value, str) else ""
    if is_dutch:
        found = _CBS_CODE.fullmatch(text) or _BARE_CODE.fullmatch(text)
        if found:
            return f"GM{found[1]:0>4}"
    if _OWN_CODE.fullmatch(text) and not (is_dutch and _ALMOST_CBS.match(text)):
        return text
    raise wrong("not-a-code" if is_dutch else "not-a-code/other", value=value)


@lru_cache(maxsize=256)
def known_province(text: str) -> str | None:
    """The official name of a province of the Netherlands, whatever name it was given."""
    key = letters(text)
    for prefix in ("", "provincie", "prov", "nl"):
        found = _BY_ANY_NAME.get(key.removeprefix(prefix).removesuffix("pv"))
        if found is not None:
            return found
    return None


_BY_ANY_NAME = {
    letters(name): province
    for province, others in _PROVINCES.items()
    for name in (province, *others.split(", "))
}


def name_and_province(name: str) -> tuple[str, str | None]:
    """The name of a Dutch municipality as it is compared, and the province that it may say.

    Statistics Netherlands tells namesakes apart by their province: ``Laren (NH.)``.
    """
    folded = folded_name(name).removeprefix("gemeente ")
    province = None
    if folded.endswith(")") and (parts := _WITH_END.fullmatch(folded)):
        end = letters(parts[2])
        province = _ENDS.get(end) or known_province(end)
        if province is not None or end == "gemeente":
            folded = parts[1]
    return _DOUBLE_NAMES.get(folded, folded), province
