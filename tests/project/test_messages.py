"""The guide's pages of messages and limits say what the program says.

To renew ``docs/foutmeldingen.md`` after a change of the cases or of a message::

    GEMEENTE_ONLINE_RENEW=1 .venv/bin/python -m pytest tests/project/test_messages.py
"""

from pathlib import Path

import pytest

from gemeente_online import Rejected, read_assessments
from gemeente_online.messages import SUBJECTS, messages_about
from gemeente_online.model.numbers import MAX_DIGITS
from gemeente_online.model.question_types.options import MOST_EFFORTS_OF_MULTI
from gemeente_online.model.rules import MOST_EFFORTS
from gemeente_online.reading import csv, files, rows, written
from gemeente_online.reading.assessments import MOST_EXPLAINED
from gemeente_online.rendering.problems import MOST_PER_SOURCE
from gemeente_online.wording import thousands
from support.messages import SECTIONS, page, shown_by_cases
from support.places import ROOT
from support.renewing import expected

MESSAGES, LIMITS = ROOT / "docs/foutmeldingen.md", ROOT / "docs/grenzen.md"
HEAD = "municipality: {name: X}\ndate: 2026-10-01\nanswers:\n"


def chain_of_aliases(levels: int) -> str:
    """Lists of which each holds the one before by an alias: ever deeper."""
    return "k0: &k0 [a]\n" + "".join(f"k{n}: &k{n} [*k{n - 1}]\n" for n in range(1, levels))


def test_the_page_of_messages_is_what_the_tables_and_cases_say() -> None:
    wanted = page()
    assert expected(MESSAGES, wanted) == wanted


def test_every_rule_and_warning_of_models_has_a_case() -> None:
    assert messages_about("models").keys() - shown_by_cases().keys() == set()


def test_every_subject_has_a_section() -> None:
    assert sorted(SECTIONS) == sorted(SUBJECTS)


OVER_A_LIMIT = {
    # a bit more than fits, and the number that the guide names for it
    "groot.yaml": ("a" * (files.MAX_BYTES + 1), f"{files.MAX_BYTES // 1_000_000} MB"),
    "diep.yaml": (
        "[" * (written.MAX_DEPTH + 1) + "]" * (written.MAX_DEPTH + 1),
        str(written.MAX_DEPTH),
    ),
    "diep.json": ("[" * (written.MAX_DEPTH + 1), str(written.MAX_DEPTH)),
    "veel.yaml": (
        "- a\n" * (written.MAX_VALUES + 1),
        thousands(written.MAX_VALUES),
    ),
    "veel.json": (
        "[" + "1," * (written.MAX_VALUES + 1) + "1]",
        thousands(written.MAX_VALUES),
    ),
    "lang.yaml": (
        f"{HEAD}  a: {'x' * (written.MAX_TEXT + 1)}\n",
        thousands(written.MAX_TEXT),
    ),
    "verwijzing.yaml": (
        "a: &a x\nb: [" + "*a, " * (written.MAX_ALIASES + 1) + "]",
        str(written.MAX_ALIASES),
    ),
    "verwijzing-diep.yaml": (
        chain_of_aliases(written.MAX_DEPTH),
        str(written.MAX_DEPTH),
    ),
    "getal.yaml": (
        f"{HEAD.replace('{name: X}', '{name: X, inhabitants: ' + '1' * (MAX_DIGITS + 1) + '}')}",
        str(MAX_DIGITS),
    ),
    "regel.csv": ("municipality;date\n" + "x" * (csv.MAX_LINE + 1), thousands(csv.MAX_LINE)),
    "kolommen.csv": (
        ";".join(f"k{number}" for number in range(rows.MAX_COLUMNS + 1)),
        thousands(rows.MAX_COLUMNS),
    ),
    "tekst.csv": (
        f"municipality;date\n{'x' * (written.MAX_TEXT + 1)};2026-10-01\n",
        thousands(written.MAX_TEXT),
    ),
    "cel.csv": (
        'municipality;date\n"' + "x" * (csv.MAX_CELL + 1),
        thousands(csv.MAX_CELL),
    ),
}


@pytest.mark.parametrize("name", OVER_A_LIMIT)
def test_limits_are_documented(name: str, tmp_path: Path) -> None:
    content, number = OVER_A_LIMIT[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    guide = LIMITS.read_text(encoding="utf-8")
    said = [
        problem.message
        for item in read_assessments(path)
        if isinstance(item, Rejected)
        for problem in item.problems
    ]
    lines = [line for line in guide.splitlines() if line.startswith("|")]
    ours = [row for row in lines if any(_in_general(text) in row for text in said)]
    assert ours, said
    assert any(number in row for row in ours), (number, ours)


def _in_general(message: str) -> str:
    """A message without what it repeats of the file."""
    if '"' in message:
        message = message.rpartition('"')[2].strip()
    return message.replace("20.001", "…").strip()


@pytest.mark.heavy
def test_one_less_fits(tmp_path: Path) -> None:
    fits = {
        "diep.yaml": HEAD + "  q: " + "[" * (written.MAX_DEPTH - 3) + "]" * (written.MAX_DEPTH - 3),
        "lang.yaml": f"{HEAD}  q: {'x' * written.MAX_TEXT}\n",
        "veel.yaml": "".join(f"k{n}: v\n" for n in range(written.MAX_VALUES // 2 - 1)),
        "verwijzing.yaml": "a: &a x\nb: [" + "*a, " * written.MAX_ALIASES + "]",
        "verwijzing-diep.yaml": chain_of_aliases(written.MAX_DEPTH - 1),
    }
    limits = {"too-deep", "text-too-long", "too-many-values", "too-many-aliases", "too-large"}
    for name, content in fits.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        (item,) = read_assessments(path)
        assert isinstance(item, Rejected)  # the question is not there, but the file was read
        assert limits.isdisjoint(problem.code for problem in item.problems), item.problems[0]


def test_the_limits_of_efforts_are_those_of_the_guide() -> None:
    guide = LIMITS.read_text(encoding="utf-8")
    for most, code in ((MOST_EFFORTS, "dit groeimodel"), (MOST_EFFORTS_OF_MULTI, "deze vraag")):
        said = f"{thousands(most)} stappen | de inspanningen van {code} zijn samen … |"
        assert said in guide


def test_how_many_problems_are_shown_is_told() -> None:
    assert MOST_PER_SOURCE == 50
    for path in (MESSAGES, LIMITS):
        assert "vijftig" in path.read_text(encoding="utf-8")
    for path in (LIMITS, ROOT / "docs/formaten.md"):
        assert f"{thousands(MOST_EXPLAINED)} problemen" in path.read_text(encoding="utf-8")
