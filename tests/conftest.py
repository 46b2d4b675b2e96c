"""What every test may ask for: a command line in the project's folder."""

import os
import signal
from collections.abc import Callable, Iterator
from functools import lru_cache

import pytest

from gemeente_online.cli.app import run
from gemeente_online.reading import models
from gemeente_online.reading.files import files_read
from support import drawing  # noqa: F401 - random examples are drawn as it says
from support.places import ROOT

# in the background, and under nohup, these are ignored, and commands would inherit that
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

os.environ.pop("COLUMNS", None)  # some shells export it, and commands are as wide as it says
os.unsetenv("COLUMNS")  # readline, which pytest imports, sets it where only a child process sees it

# a model never changes, and reading the same few for every test takes a seventh of the time
models.read_model = lru_cache(maxsize=64)(models.read_model)


@pytest.fixture
def command(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Run a command line in the project's folder: exit code, stdout, stderr."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    yield call
    files_read.set(None)  # a later test's file may come to stand where one of these stood
