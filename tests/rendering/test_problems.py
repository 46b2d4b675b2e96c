"""Problems as text, which are told one by one and which together; and as GitHub shows them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gemeente_online.problem import Problem, Severity
from gemeente_online.rendering.problems import MOST_ALIKE, render_annotations, render_problems
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]


def warning(line: int | None, code: str = "same-text", source: str = "m.yaml") -> Problem:
    return Problem(
        source, code, f"tekst {line}", line, path=f"axes[{line}]", severity=Severity.WARNING
    )


def test_a_few_of_a_kind_are_each_told() -> None:
    text = render_problems(warning(line) for line in range(1, MOST_ALIKE + 1))
    assert text.splitlines() == [
        "m.yaml:1: axes[1]: let op: tekst 1",
        "m.yaml:2: axes[2]: let op: tekst 2",
        "m.yaml:3: axes[3]: let op: tekst 3",
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([1, 2, 3, 4], "en nog 3 keer zoiets, op regel 2, 3 en 4"),
        ([1, 2, 2, 3], "en nog 3 keer zoiets, op regel 2 en 3"),
        ([*range(1, 8)], "en nog 6 keer zoiets, op regel 2, 3, 4, 5, 6 en 1 andere"),
        ([*range(1, 1237)], "en nog 1.235 keer zoiets, op regel 2, 3, 4, 5, 6 en 1.230 andere"),
        ([1, 2, None, 4], "en nog 3 keer zoiets, bij axes[2], axes[None] en axes[4]"),
    ],
)
def test_many_of_a_kind_are_told_once(lines: list[int | None], told: str) -> None:
    text = render_problems(map(warning, lines))
    assert text == f"m.yaml:1: axes[1]: let op: tekst 1\n  {told}\n"


def test_kinds_and_files_are_told_apart() -> None:
    found = [
        warning(line, code, source)
        for line in range(1, 6)
        for code in ("same-text", "equal-scores")
        for source in ("a.yaml", "b.yaml")
    ]
    found.sort(key=lambda problem: problem.source)
    text = render_problems(found)
    assert text.count("en nog 4 keer zoiets") == len(text.splitlines()) // 2 == 4


def test_a_kind_in_many_files_is_told_once() -> None:
    files = [warning(line, source=f"{name}.yaml") for name in "abcdefgh" for line in (1, 2)]
    assert render_problems(files[: 2 * MOST_ALIKE]).count("let op") == 2 * MOST_ALIKE
    assert render_problems(files) == (
        "a.yaml:1: axes[1]: let op: tekst 1\n"
        "  en nog 15 keer zoiets, in a.yaml:2, b.yaml:1, b.yaml:2, c.yaml:1, c.yaml:2 "
        "en 10 andere\n"
    )


def test_what_is_said_of_whole_files_is_told_of_each() -> None:
    folders = [warning(None, source=name)._replace(path="") for name in "abcdef"]
    assert render_problems(folders).count("let op") == 6


def test_a_row_is_named_with_its_municipality() -> None:
    rows = [warning(line)._replace(municipality=f"Dorp {line}") for line in range(2, 8)]
    assert render_problems(rows) == (
        "m.yaml:2: Dorp 2: axes[2]: let op: tekst 2\n  en nog 5 keer zoiets, bij Dorp 3 (regel 3), "
        "Dorp 4 (regel 4), Dorp 5 (regel 5), Dorp 6 (regel 6) en Dorp 7 (regel 7)\n"
    )
    assert str(rows[0]) == "m.yaml:2: Dorp 2: axes[2]: tekst 2"
    assert "::Dorp 2: tekst 2\n" in render_annotations(rows)


def test_check_names_the_municipality_of_a_row_and_not_of_a_file(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(
        "municipality;date;inhabitants\nBergen;2026-10-01;5\n", encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_text(
        "municipality: {name: Bergen, inhabitants: 5}\ndate: 2026-10-01\nanswers: {}\n",
        encoding="utf-8",
    )
    out = command("check", tmp_path)[1]
    assert "a.csv:2: Bergen: inhabitants: let op: 5 inwoners is erg weinig\n" in out
    assert "b.yaml:1:30: municipality.inhabitants: let op: 5 inwoners is erg weinig\n" in out
    told = json.loads(command("check", tmp_path, "-f", "json")[1])["problems"]
    assert [problem["municipality"] for problem in told] == ["Bergen", None]


def test_mistakes_are_told_one_by_one() -> None:
    errors = [warning(line)._replace(severity=Severity.ERROR) for line in range(1, 53)]
    text = render_problems(errors)
    assert len(text.splitlines()) == 51
    assert text.endswith("m.yaml: en nog 2 andere problemen\n")


def test_a_model_that_repeats_itself_is_checked_in_a_few_lines(
    command: Command, tmp_path: Path
) -> None:
    """As models of maturity do: fifteen practices that ask for the same on every level."""
    tree = model_tree()
    tree["axes"] = [
        {
            "id": f"praktijk-{at}",
            "name": "P",
            "description": "d",
            "questions": [choice(f"p{at}-{level}") for level in range(6)],
        }
        for at in range(15)
    ]
    path = tmp_path / "praktijken.json"
    path.write_text(json.dumps(tree, indent=1), encoding="utf-8")
    code, out, _ = command("check", path)
    assert code == 0
    assert len(out.splitlines()) == 4  # 179 when each was told
    assert "en nog 88 keer zoiets" in out
    problems = json.loads(command("check", path, "--format", "json")[1])["problems"]
    assert len(problems) == 89


def test_an_annotation_has_everything() -> None:
    problem = Problem(
        source="a,b:c.yaml",
        code="x",
        message='"100 %" is geen\r antwoord',
        line=3,
        column=5,
        path="answers.crisis",
        hint="regel een\n::error::nep",
        severity=Severity.WARNING,
    )
    assert render_annotations([problem]) == (
        "::warning file=a%2Cb%3Ac.yaml,line=3,col=5,title=answers.crisis"
        '::"100 %25" is geen  antwoord%0Aregel een ::error::nep\n'
    )


def test_an_annotation_of_a_whole_file() -> None:
    problem = Problem(source="a.yaml", code="x", message="dit bestand is er niet")
    assert render_annotations([problem] * 2) == "::error file=a.yaml::dit bestand is er niet\n" * 2


def test_check_shows_annotations(command: Command) -> None:
    code, out, err = command(
        "check", "-f", "github", "-q", "tests/cases/readme.yaml", "examples/teams"
    )
    assert (code, err) == (2, "")
    first, *others = out.splitlines()
    assert first.startswith("::error file=tests/cases/readme.yaml,line=3,col=3,title=municipality")
    assert "%0Aschrijf GM en vier cijfers" in first
    assert all(line.startswith("::error file=tests/cases/readme.yaml,") for line in others)
