"""What the tests share: small models and answers as trees of text, and the command."""

import signal
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.assessment.file import assess
from gemeente_online.cli.app import run
from gemeente_online.model.rules import load
from gemeente_online.scoring.result import Result
from gemeente_online.scoring.score import score

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # whoever starts the tests in the background has Ctrl-C ignored, and commands would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
Tree = dict[str, Any]


def choice(identifier: str, **more: Any) -> Tree:
    """A question with the answers a, b, c, d: the scores 1, 2, 3, 4 on a scale of 1 to 4."""
    return {
        "id": identifier,
        "text": "?",
        "options": [{"id": word, "text": word} for word in "abcd"],
        **more,
    }


def model_tree(*questions: Tree, **more: Any) -> Tree:
    """A model with four phases, 70 % and one axis of these questions."""
    axis = {"id": "as", "name": "As", "description": "d", "questions": list(questions)}
    axis.update(more.pop("axis", {}))
    return {
        "format": "1",
        "id": "proef",
        "version": "1.0.0",
        "title": "Proef",
        "source": "bron",
        "language": "nl",
        "scale": {"minimum": "1", "maximum": "4"},
        "scoring": "share",
        "phases": [
            {
                "number": str(n),
                "name": f"Fase {n}",
                "description": "d",
                "threshold": "0" if n == 1 else "0.7",
            }
            for n in (1, 2, 3, 4)
        ],
        "overall": "lowest",
        "minimum_coverage": "0.75",
        "axes": [axis],
        **more,
    }


def answers_tree(answers: Tree, **more: Any) -> Tree:
    """An answers file with these answers."""
    return {
        "municipality": {"name": "Waterdam"},
        "date": "2026-10-01",
        "answers": answers,
        **more,
    }


def scored(model: Tree, answers: Tree, **more: Any) -> Result:
    """The result of answers under a model, both as trees."""
    return score(assess(answers_tree(answers, **more), load(deepcopy(model))))


@pytest.fixture
def command(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line in the project's folder: exit code, stdout, stderr."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
