"""Problems as GitHub's workflow commands."""

from collections.abc import Callable

from gemeente_online.problem import Problem, Severity
from gemeente_online.rendering.problems import render_annotations

Command = Callable[..., tuple[int, str, str]]


def test_a_problem_with_everything() -> None:
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


def test_a_problem_of_a_whole_file() -> None:
    problem = Problem(source="a.yaml", code="x", message="dit bestand is er niet")
    assert render_annotations([problem] * 2) == "::error file=a.yaml::dit bestand is er niet\n" * 2


def test_check_shows_them(command: Command) -> None:
    code, out, err = command("check", "-f", "github", "-q", "tests/cases/readme.yaml", "examples")
    assert (code, err) == (2, "")
    first, *others = out.splitlines()
    assert first.startswith("::error file=tests/cases/readme.yaml,line=3,col=3,title=municipality")
    assert "%0Aschrijf GM en vier cijfers" in first
    assert all(line.startswith("::error file=tests/cases/readme.yaml,") for line in others)
