"""The README says what the program does: its commands are run and compared.

After a wanted change of output, renew the blocks with GEMEENTE_ONLINE_RENEW=1.
"""

import os
import re
import shlex
from collections.abc import Callable

import pytest

from conftest import ROOT
from gemeente_online.cli.app import app

README = ROOT / "README.md"
Command = Callable[..., tuple[int, str, str]]
_SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
_STEP = re.compile(r"^\$ gemeente-online (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def test_commands_and_their_output(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = README.read_text(encoding="utf-8")

    def run(step: re.Match[str]) -> str:
        _, out, err = command(*shlex.split(step.group(1)))
        return f"$ gemeente-online {step.group(1)}\n{out}{err}"

    def run_all(session: re.Match[str]) -> str:
        return f"```console\n{_STEP.sub(run, session.group(1))}```"

    renewed = _SESSION.sub(run_all, text)
    if os.environ.get("GEMEENTE_ONLINE_RENEW"):
        README.write_text(renewed, encoding="utf-8")
    assert renewed == text
    assert len(_STEP.findall(text)) >= 5


def test_python_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README", "exec"), {})
    assert capsys.readouterr().out == "2\n"


def test_every_command_and_exit_code_is_told() -> None:
    text = README.read_text(encoding="utf-8")
    for info in app.registered_commands:
        assert info.callback is not None
        assert f"`gemeente-online {info.callback.__name__} " in text
    for code in (0, 2, 70, 130):
        assert f"| {code} |" in text


def test_answers_file_is_the_example() -> None:
    text = README.read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)\n  # …\n```", text, re.DOTALL)
    assert (ROOT / "examples/answers.yaml").read_text(encoding="utf-8").startswith(shown)
