"""What every test may ask for: a command line in the project's folder."""

import os
import signal
from collections.abc import Callable

import pytest

from gemeente_online.cli.app import run
from support import drawing  # noqa: F401 - random examples are drawn as it says
from support.places import ROOT

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # whoever starts the tests in the background has Ctrl-C ignored, and commands would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.pop("COLUMNS", None)  # some shells export it, and commands are as wide as it says


@pytest.fixture
def command(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line in the project's folder: exit code, stdout, stderr."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
