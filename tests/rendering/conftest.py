"""What the tests of pages may ask for: a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that all tests of a module share."""
    with chromium() as found:
        yield found
