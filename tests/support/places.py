"""Where things are in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ANSWERS = sorted(EXAMPLES.glob("*.yaml"))
"""Answers files of the usual model, each of another municipality."""

CASES = ROOT / "tests" / "cases"
GOLDEN = ROOT / "tests" / "golden"
"""Expected outputs: a folder for each test module that has them, and sees that none is stray."""
