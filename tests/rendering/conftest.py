"""What the tests of pages may ask for: a browser, and a form to fill in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that all tests of a module share."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form that asks every type of question."""
    from support.web_forms import form_in  # needs an extra, which not all tests of this room do

    return form_in(tmp_path_factory.mktemp("forms"))
