"""Whether the locale of the tests has some signs in names of files and in variables."""

import os

import pytest


def need_in_locale(text: str) -> None:
    """Skip the test where no file and no variable can be called so."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        pytest.skip(f"this locale has no {text!a} in names and variables")
