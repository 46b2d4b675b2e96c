"""The pages of the guide say what the program does: their commands are run and compared.

After a wanted change of output, renew the blocks with GEMEENTE_ONLINE_RENEW=1, and read the diff.
"""

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT

Command = Callable[..., tuple[int, str, str]]
PAGES = sorted((ROOT / "docs").glob("*.md"))
_SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
_STEP = re.compile(r"^\$ gemeente-online (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_their_output(
    command: Command, monkeypatch: pytest.MonkeyPatch, page: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = page.read_text(encoding="utf-8")

    def run(step: re.Match[str]) -> str:
        _, out, err = command(*shlex.split(step.group(1)))
        return f"$ gemeente-online {step.group(1)}\n{out}{err}"

    renewed = _SESSION.sub(lambda s: f"```console\n{_STEP.sub(run, s.group(1))}```", text)
    if os.environ.get("GEMEENTE_ONLINE_RENEW"):
        page.write_text(renewed, encoding="utf-8")
    assert renewed == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
