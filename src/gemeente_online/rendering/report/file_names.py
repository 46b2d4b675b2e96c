"""File names for a folder of pages: safe on every disk, and never twice the same."""

import re
import unicodedata
from collections.abc import Iterable

from gemeente_online.assessment.file import Municipality

INDEX = "index.html"
_LONGEST = 60


def file_names(municipalities: Iterable[Municipality], suffix: str) -> list[str]:
    """A name for each, in their order: the CBS code where there is one, and the name.

    Only small letters, digits and hyphens, so that no name from a file can lead out of the folder
    or be one that a system keeps for itself; never ``index``.
    """
    given: set[str] = set()
    names = []
    for municipality in municipalities:
        first = municipality.code.lower() if municipality.code else "gemeente"
        base = "-".join(filter(None, [first, _plain(municipality.name)]))
        name, number = base, 2
        while name in given:
            name, number = f"{base}-{number}", number + 1
        given.add(name)
        names.append(name + suffix)
    return names


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower())[:_LONGEST].strip("-")
