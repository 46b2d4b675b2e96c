"""Good and bad files, each with what the program should make of it.

``cases/answers``, ``cases/models`` and ``cases/rows`` (CSV and JSONL) hold one small file for each
kind of mistake, with beside NAME.yaml (or .json, …) a NAME.expected.yaml: the problems, in order.
``cases/warnings`` holds models without mistakes that their author may not have meant.
``cases/good`` holds files that look wrong, or look like something else to YAML, and are right; what
is expected there is what was read. ``cases/model.yaml`` is the model of all answers.

A new case is one new file. To write or renew the expected files::

    GEMEENTE_ONLINE_RENEW=1 .venv/bin/python -m pytest tests/reading/test_cases.py

and then read every line of ``git diff tests/cases``: is the place right, does the message say
what is wrong, and the hint what to do, to somebody who knows no YAML? Renewing bakes in whatever
the program says, so a defect is corrected in the expected file by hand, and then in the program.
"""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from gemeente_online import (
    Assessment,
    InvalidInputError,
    Problem,
    Rejected,
    load_model,
    read_assessments,
)
from gemeente_online.cli.app import run
from gemeente_online.reading.assessments import CheckedModel, read_inputs
from support.english import OF_LIBRARIES
from support.places import CASES
from support.renewing import expected

EXPECTED = ".expected.yaml"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _files(folder: str) -> list[str]:
    return sorted(
        path.relative_to(CASES).as_posix()
        for path in (CASES / folder).iterdir()
        if not path.name.endswith(EXPECTED)
    )


ANSWERS, MODELS, GOOD = _files("answers"), _files("models"), _files("good")
ROWS, WARNINGS = _files("rows"), _files("warnings")


@pytest.fixture(autouse=True)
def _in_cases(monkeypatch):
    monkeypatch.chdir(CASES)


def _expected_file(name: str) -> Path:
    return CASES / f"{name.rpartition('.')[0]}{EXPECTED}"


def _expected(name: str, found):
    """What the file beside a case says; when renewing, what was found, which is written down."""
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
    return yaml.safe_load(expected(_expected_file(name), text))


def _as_data(problem: Problem) -> dict[str, object]:
    keys = ("line", "column", "municipality", "path", "code", "message", "hint")
    told = {key: getattr(problem, key) for key in keys}
    return {key: value for key, value in told.items() if value or key != "municipality"}


def _as_text(problem: dict[str, object], source: str) -> str:
    """A problem as it is shown: file:line:column: whose: path: message, and the hint below it."""
    place = [source, *(str(problem[key]) for key in ("line", "column") if problem[key])]
    whose = f"{problem['municipality']}: " if "municipality" in problem else ""
    path = f"{problem['path']}: " if problem["path"] else ""
    hint = f"  {problem['hint']}\n" if problem["hint"] else ""
    text = f"{':'.join(place)}: {whose}{path}{problem['message']}\n{hint}"
    return "".join(
        char if char == "\n" or char.isprintable() else " " if char.isspace() else REPLACEMENT
        for char in text
    )


def _problems_of_answers(name: str) -> tuple[Problem, ...]:
    (item,) = read_assessments(name)
    assert isinstance(item, Rejected)
    assert item.source == name
    return item.problems


def _problems_of_rows(name: str) -> tuple[Problem, ...]:
    items = list(read_assessments(name))
    return tuple(p for item in items if isinstance(item, Rejected) for p in item.problems)


def _problems_of(name: str) -> tuple[Problem, ...]:
    if name in MODELS:
        return _problems_of_model(name)
    return _problems_of_rows(name) if name in ROWS else _problems_of_answers(name)


def _problems_of_model(name: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInputError) as caught:
        load_model(name)
    return caught.value.problems


def _value(number) -> str | None:
    return None if number is None else str(number)


def _what_was_read(item: Assessment) -> dict[str, object]:
    """The whole assessment, without the questions that were left unanswered."""
    answers = {}
    for identifier, answer in item.answers.items():
        if answer.state == "unknown":
            continue
        answers[identifier] = {
            "state": str(answer.state),
            "chosen": list(answer.chosen),
            "number": _value(answer.number),
            "score": _value(answer.score),
        }
    return {
        "model": item.model.id,
        "municipality": asdict(item.municipality),
        "date": item.date.isoformat(),
        "respondent": item.respondent,
        "ambition": dict(item.ambition),
        "answers": answers,
        "remarks": {
            key: {"note": remark.note, "evidence": remark.evidence}
            for key, remark in item.remarks.items()
        },
    }


@pytest.mark.parametrize("name", [*ANSWERS, *MODELS, *ROWS])
def test_a_bad_file(name, capsys):
    problems = _problems_of(name)
    found = [_as_data(problem) for problem in problems]
    assert found == _expected(name, found)
    assert_whole(found)
    assert_dutch(problems)
    assert run(["check", "-q", name]) == 2
    shown = "".join(_as_text(problem, name) for problem in found)
    assert capsys.readouterr() == (shown, "")
    if name in ANSWERS:
        assert run(["score", name]) == 2
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert out == ""
        assert name in err


def assert_whole(problems):
    assert problems
    places = [(problem["line"] or 0, problem["column"] or 0) for problem in problems]
    assert places == sorted(places)
    for problem in problems:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem["code"])
        assert problem["message"]
        assert problem["hint"], "a problem says what would be right"


def assert_dutch(problems):
    """Also what a newer pydantic or YAML parser may say; what a file said is left out."""
    for problem in problems:
        for text in (problem.message, problem.hint or ""):
            ours = re.sub(r'"[^"]*"|Mogelijk: .*', "", text)
            assert not OF_LIBRARIES.search(ours), text


@pytest.mark.parametrize("name", WARNINGS)
def test_a_model_that_is_warned_of(name, capsys):
    (item,) = read_inputs(name)
    assert isinstance(item, CheckedModel)
    assert {problem.severity for problem in item.warnings} == {"warning"}
    found = [_as_data(problem) for problem in item.warnings]
    assert found == _expected(name, found)
    assert_whole(found)
    assert run(["check", name]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    told = "".join(
        _as_text({**problem, "message": f"let op: {problem['message']}"}, name) for problem in found
    )
    assert out.startswith(f"{told}{name}: in orde, groeimodel proef 1.0.0 ")


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file(name, capsys):
    (item,) = read_assessments(name)
    assert isinstance(item, Assessment), item.problems
    assert item.source == name
    found = _what_was_read(item)
    assert found == _expected(name, found)
    assert run(["check", name]) == 0
    out, err = capsys.readouterr()
    doubts = r"(.*: let op: .*\n  .*\n)*"
    assert re.fullmatch(rf"{doubts}{re.escape(name)}: in orde, [0-9]+ van de [0-9]+ .*\n", out)
    assert err == ""


def test_the_model_of_the_cases_is_right(capsys):
    assert run(["check", "model.yaml"]) == 0
    assert capsys.readouterr().err == ""


def test_a_wrong_file_does_not_stop_the_others():
    items = list(read_assessments(*ANSWERS, *GOOD))
    assert [item.source for item in items] == [*ANSWERS, *GOOD]
    assert [type(item) for item in items] == [Rejected] * len(ANSWERS) + [Assessment] * len(GOOD)


def test_a_folder_holds_every_case():
    names = [item.source for item in read_assessments("answers")]
    assert [Path(name).name for name in names if not name.endswith(EXPECTED)] == [
        Path(name).name for name in ANSWERS
    ]


def test_every_case_has_one_expected_file():
    named = [_expected_file(name) for name in [*ANSWERS, *MODELS, *ROWS, *GOOD, *WARNINGS]]
    there = [path for path in CASES.rglob("*") if path.name.endswith(EXPECTED)]
    assert sorted(there) == sorted(named)
