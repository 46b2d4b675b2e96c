"""The guide's page on privacy says truly which output names who answered, and what they wrote."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from conftest import EXAMPLES, ROOT
from gemeente_online.cli.app import app

Command = Callable[..., tuple[int, str, str]]
PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| (ja|nee) \| (ja|nee) \|$", PAGE, re.MULTILINE)
RESPONDENT, NOTE, EVIDENCE = "INVULLER", "TOELICHTING", "BEWIJS"

WITHOUT_ANSWERS = {"ask", "completion", "model list", "model show", "model schema"}
"""Commands that show nothing of an answers file; ``ask`` shows what one writes oneself."""


@pytest.fixture
def answers(tmp_path: Path) -> tuple[Path, Path]:
    """An assessment with personal texts, and one of a year before."""
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^respondent: .*$", f"respondent: {RESPONDENT}", text, flags=re.MULTILINE)
    crisis = f"  crisis: {{answer: een-bron, note: {NOTE}, evidence: {EVIDENCE}}}"
    text = re.sub(r"^  crisis: .*$", crisis, text, flags=re.MULTILINE)
    assert text.count(RESPONDENT) == text.count(NOTE) == 1
    now, before = tmp_path / "now.yaml", tmp_path / "before.yaml"
    now.write_text(text, encoding="utf-8")
    before.write_text(text.replace("date: 2026", "date: 2025"), encoding="utf-8")
    return before, now


@pytest.mark.parametrize(("arguments", "respondent", "notes"), ROWS)
def test_what_is_shown(
    command: Command, answers: tuple[Path, Path], arguments: str, respondent: str, notes: str
) -> None:
    if arguments.startswith("report"):
        pytest.importorskip("jinja2", reason="the extra report is not installed")
    before, now = answers
    files = (before, now) if arguments.startswith("compare") else (now,)
    code, out, err = command(*arguments.split(), *files)
    assert code == 0
    shown = out + err
    assert (RESPONDENT in shown) == (respondent == "ja")
    assert (NOTE in shown) == (EVIDENCE in shown) == (notes == "ja")


def test_every_command_is_there() -> None:
    told = {re.split(r" --", arguments)[0] for arguments, *_ in ROWS} | WITHOUT_ANSWERS
    for name, sub in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for full in [f"{name} {part}" for part in getattr(sub, "commands", ())] or [name]:
            assert full in told, f"docs/privacy.md does not say what {full} shows"
