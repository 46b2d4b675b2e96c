"""Whether this computer has letters to draw pictures with."""

from functools import cache

import pytest

from gemeente_online.problem import InvalidInputError
from gemeente_online.rendering.report.pictures import png


@cache
def _are_there() -> bool:
    try:
        png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    except InvalidInputError as error:
        return error.problems[0].code != "no-fonts"
    return True


def need_fonts() -> None:
    """Skip the test where there are none."""
    if not _are_there():
        pytest.skip("this computer has no fonts (Debian: fonts-dejavu-core)")
