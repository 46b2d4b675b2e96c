"""Files with ids of an earlier version of the model are read as what those questions are now."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from gemeente_online import (
    Assessment,
    Problem,
    Rejected,
    compare,
    consensus,
    read_assessments,
    score,
)
from gemeente_online.analysis.batch_comparison import compare_batches
from gemeente_online.assessment.pairing import paired
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import carry
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError
from gemeente_online.rendering.forms.blank import Blank, blank_csv, blank_yaml
from gemeente_online.rendering.forms.workbook import blank_workbook
from gemeente_online.scoring.score import summarize
from support.drawing import drawn
from support.trees import answers_tree, choice, model_tree
from support.versions import DROPPED, Versions, versions
from support.workbooks import cell, opened

Command = Callable[..., tuple[int, str, str]]

OLD = model_tree(
    choice("oud"),
    {"id": "veel", "type": "multi", "text": "?", "options": [{"id": o, "text": o} for o in "pq"]},
    choice("weg"),
)
NEW = model_tree(
    choice("jong"),
    {
        "id": "divers",
        "type": "multi",
        "text": "?",
        "options": OLD["axes"][0]["questions"][1]["options"],
    },
    version="1.1.0",
    earlier={"oud": "jong", "veel": "divers", "weg": ""},
)


def _files(case: Versions) -> Iterator[tuple[str, str | bytes]]:
    """The answers to the old version in a file of each kind, by a name for it."""
    tree = answers_tree(case.then)
    yield "a.json", json.dumps(tree)
    yield "a.yaml", "# YAML\n" + json.dumps(tree)
    yield "a.jsonl", json.dumps(tree) + "\n"
    blank = Blank(case.old, "proef", date(2026, 10, 1), previous=assess(tree, case.old))
    blank = blank._replace(municipality=assess(tree, case.old).municipality)
    yield "form.yaml", blank_yaml(blank)
    rows = "".join(blank_csv([blank], case.old))
    yield "rows.csv", rows
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(rows.removeprefix("\ufeff")), delimiter=";"):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    yield "rows.xlsx", stream.getvalue()
    yield "form.xlsx", blank_workbook(blank)


@drawn(25)
@given(versions())
def test_old_answers_are_the_same_as_new_ones(
    tmp_path_factory: pytest.TempPathFactory, case: Versions
) -> None:
    folder = tmp_path_factory.mktemp("a")
    wanted = case.assessment
    result = score(wanted)
    for name, data in _files(case):
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        warned: list[Problem] = []
        (item,) = read_assessments(path, model=case.new, warned=warned.append)
        assert isinstance(item, Assessment), (name, item)
        assert item.answers == wanted.answers, name
        assert item.remarks == wanted.remarks, name
        scored = score(item)
        assert (scored.axes, scored.overall) == (result.axes, result.overall)
        assert item.earlier[-1] == DROPPED
        codes = [one.code for one in warned]
        assert codes == ["renamed-question"] * (len(item.earlier) > 1) + ["dropped-question"], name


@drawn(25)
@given(versions())
def test_a_renamed_question_is_compared_with_itself(case: Versions) -> None:
    then = assess(answers_tree(case.then, date="2025-10-01"), case.old)
    now = case.assessment
    for period, sign in (
        (compare([then, now]).whole, 1),
        (compare([now._replace(date=date(2024, 1, 1)), then]).whole, -1),
    ):
        names = case.renamed if sign > 0 else {new: old for old, new in case.renamed.items()}
        assert period.renamed_questions == names
        only = (period.new_questions, period.dropped_questions)
        assert only == (((), (DROPPED,)) if sign > 0 else ((DROPPED,), ()))
        changed = {change.question for axis in period.axes for change in axis.changes}
        assert changed <= {DROPPED}
        for axis in period.axes:
            assert axis.moved is None or sum(c.moved or 0 for c in axis.changes) == axis.moved
    both = compare_batches(paired([summarize(then)], [summarize(now)]).pairs)
    assert both.renamed_questions == case.renamed
    known = [question for question, answer in now.answers.items() if answer.score is not None]
    assert [one.question for one in both.questions] == known
    assert not any(one.up or one.down for one in both.questions)


# --- what the model says -------------------------------------------------------------------


def test_names_are_followed_to_the_end() -> None:
    tree = model_tree(choice("nu"), earlier={"a": "b", "b": "nu", "c": "d", "d": ""})
    assert load(tree).became == {"a": "nu", "b": "nu", "c": None, "d": None}


@pytest.mark.parametrize(
    ("then", "now", "earlier", "same"),
    [
        ("pq", "pr", {"q": "r"}, {"p": "p", "q": "r"}),
        ("pq", "pr", {}, {"p": "p"}),
        ("pq", "r", {"p": "r", "q": "r"}, {}),  # of two that became one, neither is it
        ("pq", "p", {"q": "p"}, {"p": "p"}),
        ("q", "r", {"p": "q", "q": "r"}, {"q": "r"}),
        ("pq", "r", {"p": "q", "q": "r"}, {}),
    ],
)
def test_which_questions_are_the_same(
    then: str, now: str, earlier: dict[str, str], same: dict[str, str]
) -> None:
    old = load(model_tree(*map(choice, then)))
    new = load(model_tree(*map(choice, now), version="1.1.0", earlier=earlier))
    assert old.questions_in(new) == same
    assert new.questions_in(old) == {there: here for here, there in same.items()}


def test_a_name_that_came_back_is_the_same_question() -> None:
    one = load(model_tree(choice("a"), earlier={"b": "a"}))
    other = load(model_tree(choice("b"), version="1.1.0", earlier={"a": "b"}))
    assert one.questions_in(other) == {"a": "b"}
    assert other.questions_in(one) == {"b": "a"}


# --- what is told --------------------------------------------------------------------------


def _model(tmp_path: Path, tree: dict[str, Any] = NEW) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(json.dumps(tree), "utf-8")
    return path


HEAD = "model: model.yaml\nmunicipality: {name: Waterdam}\ndate: 2026-10-01\nanswers:\n"
CSV = "model;municipality;date;oud;veel;weg;oud.note\n"
ROW = "model.yaml;Waterdam;2026-10-01;b;p|q;wat dan ook;Zie het verslag\n"


def test_it_is_told_once_for_all_rows_and_files(command: Command, tmp_path: Path) -> None:
    _model(tmp_path)
    (tmp_path / "a.csv").write_text(CSV + ROW + ROW.replace("Waterdam", "Beek"))
    (tmp_path / "b.yaml").write_text(HEAD.replace("Waterdam", "Duin") + "  oud: c\n")
    code, out, err = command("score", "-q", tmp_path / "a.csv", tmp_path / "b.yaml")
    assert (code, out) == (0, "2\n2\n?\n")
    assert err == (
        f'{tmp_path}/a.csv: let op: vragen die nu anders heten: "oud" is nu "jong" en "veel" is nu '
        f'"divers" (ook in nog 1 bestand)\n'
        f'{tmp_path}/a.csv: let op: vragen die zijn vervallen en niet meer meetellen: "weg"\n'
    )


def test_nothing_is_told_of_what_was_left_open(command: Command, tmp_path: Path) -> None:
    _model(tmp_path)
    (tmp_path / "a.csv").write_text(CSV + "model.yaml;Waterdam;2026-10-01;-;;weet niet;\n")
    assert command("score", "-q", tmp_path / "a.csv")[::2] == (0, "")


def test_check_says_where_it_stands(command: Command, tmp_path: Path) -> None:
    _model(tmp_path)
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "  oud: {note: Zie het verslag}\n  weg: [1, 2]\n")
    code, out, _ = command("check", path)
    assert code == 0
    assert f'{path}:5:3: answers.oud: let op: deze vraag heet nu "jong"\n' in out
    assert f"{path}:5:9: answers.oud.note: let op: hier staat een toelichting" in out
    assert f"{path}:6:3: answers.weg: let op: deze vraag is vervallen\n" in out


def test_check_says_that_the_answers_are_of_another_version(
    command: Command, tmp_path: Path
) -> None:
    _model(tmp_path)
    path = tmp_path / "a.yaml"
    newer, older = "gebruik liever die versie", "ze tellen gewoon mee"
    said = {"1.2.0": newer, "1.2": newer, "1.1.9": None, "1.1": None, "1.0.0": older, "1": None}
    for version, hint in said.items():
        path.write_text(f'model_version: "{version}"\n{HEAD}')
        code, out, _ = command("check", path)
        assert code == 0
        assert (f"horen bij versie {version} van het groeimodel" in out) is (hint is not None)
        assert hint is None or hint in out
    path.write_text(f'model_version: "1.{"9" * 5000}.0"\n{HEAD}  chat: ja\n')
    assert command("check", path)[0] == 2


# --- tables and workbooks ------------------------------------------------------------------


def test_columns_of_then_and_of_now_stand_beside_each_other(tmp_path: Path) -> None:
    _model(tmp_path)
    path = tmp_path / "a.csv"
    path.write_text(
        "model;municipality;date;oud;jong\n"
        "model.yaml;Waterdam;2026-10-01;b;\nmodel.yaml;Beek;2026-10-01;;c\n"
    )
    found = [item.answers["jong"].chosen for item in read_assessments(path)]  # type: ignore[union-attr]
    assert found == [("b",), ("c",)]


def test_what_cannot_be_read_at_a_dropped_question_is_let_be(tmp_path: Path) -> None:
    _model(tmp_path)
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(CSV + ROW), delimiter=";"):
        book.active.append(row)
    book.active["F2"] = "=1/0"
    path = tmp_path / "a.xlsx"
    book.save(path)
    (item,) = read_assessments(path)
    assert isinstance(item, Assessment), item
    book.active["D2"] = "=1/0"
    book.save(path)
    (item,) = read_assessments(path)
    assert isinstance(item, Rejected)
    assert [(one.path, one.code) for one in item.problems] == [("Sheet!D2", "formula")]


def _form(tmp_path: Path, fill: Callable[[openpyxl.Workbook], None]) -> list[Any]:
    """What is read, with the new model, of a workbook that the old one made."""
    book = opened(blank_workbook(Blank(load(OLD), "proef", date(2026, 10, 1))))
    cell(book, "municipality").value = "Waterdam"
    fill(book)
    path = tmp_path / "a.xlsx"
    book.save(path)
    warned: list[Problem] = []
    items: list[Any] = [*read_assessments(path, model=load(NEW), warned=warned.append)]
    return [*items, *warned]


def test_a_form_of_an_earlier_version(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        cell(book, "oud").value = "c. c"
        cell(book, "oud", "note").value = "Zie het verslag"
        cell(book, "veel.q").value = "ja"
        cell(book, "weg").value = "=1/0"

    item, *warned = _form(tmp_path, fill)
    assert isinstance(item, Assessment), item
    assert item.answers["jong"].chosen == ("c",)
    assert item.answers["divers"].chosen == ("q",)
    assert item.remarks["jong"].note == "Zie het verslag"
    assert [one.code for one in warned] == ["renamed-question"]

    def wrong(book: openpyxl.Workbook) -> None:
        cell(book, "oud").value = "geen van die"
        cell(book, "veel.q").value = "misschien"

    (rejected,) = _form(tmp_path, wrong)
    assert isinstance(rejected, Rejected)
    assert [one.code for one in rejected.problems] == ["unknown-option"] * 2
    hints = [str(one.hint) for one in rejected.problems]
    assert hints[0].endswith("kies uit de lijst van de cel, of typ: a, b, c, d, onbekend")
    assert hints[1] == "kies ja of nee"


def test_a_form_of_a_newer_version_says_which(tmp_path: Path) -> None:
    book = opened(blank_workbook(Blank(load(NEW), "proef", date(2026, 10, 1))))
    cell(book, "municipality").value = "Waterdam"
    cell(book, "jong").value = "c"
    path = tmp_path / "a.xlsx"
    book.save(path)
    (item,) = read_assessments(path, model=load(OLD))
    assert isinstance(item, Rejected)
    (problem,) = item.problems
    assert problem.code == "unknown-question"
    assert "versie 1.1.0" in str(problem.hint)


def test_an_answer_and_a_note_may_stand_at_either_name() -> None:
    model = load(NEW)
    for answers in (
        {"oud": "b", "jong": {"note": "n"}},
        {"jong": "b", "oud": {"note": "n"}},
        {"jong": {"answer": "?", "note": "n"}, "oud": {"answer": "b", "note": ""}},
    ):
        item = assess(answers_tree(answers), model)
        assert item.answers["jong"].chosen == ("b",)
        assert item.remarks["jong"].note == "n"
    for answers in (
        {"oud": {"note": "a"}, "jong": {"note": "b"}},
        {"oud": "a", "jong": "b"},
    ):
        with pytest.raises(FindingsError, match="twee keer beantwoord"):
            assess(answers_tree(answers), model)
    for answers in ({"oud": "b", "jong": "onbekend"}, {"oud": "onbekend", "jong": "b"}):
        assert assess(answers_tree(answers), model).answers["jong"].chosen == ("b",)


def test_a_long_chain_of_names_takes_no_time() -> None:
    names = [f"v{at}" for at in range(20_000)]
    chain = dict(zip(names, [*names[1:], "nu"], strict=True))
    model = load(model_tree(choice("nu"), earlier=chain))
    assert set(model.became.values()) == {"nu"}
    with pytest.raises(FindingsError, match="weer op een eerder id uit"):
        load(model_tree(choice("nu"), earlier=chain | {names[-1]: names[0]}))


def test_colleagues_with_old_and_new_forms_agree(tmp_path: Path) -> None:
    _model(tmp_path)
    (tmp_path / "a.yaml").write_text(HEAD + "  oud: b\n  weg: a\n")
    (tmp_path / "b.yaml").write_text(HEAD + "  jong: b\n")
    found = consensus([*read_assessments(tmp_path / "a.yaml", tmp_path / "b.yaml")])  # type: ignore[arg-type]
    assert [(one.id, one.agreement) for one in found.questions] == [
        ("jong", "agreed"), ("divers", "open")
    ]  # fmt: skip


def test_a_model_with_other_names_takes_answers_over() -> None:
    """Also a region's own variant, which is another model."""
    previous = assess(answers_tree({"oud": {"answer": "b", "note": "n"}, "weg": "a"}), load(OLD))
    taken = carry(previous, load(NEW | {"id": "regio"}))
    assert taken.lost == ("weg",)
    assert taken.assessment.answers["jong"].chosen == ("b",)
    assert taken.assessment.remarks["jong"].note == "n"


@pytest.mark.parametrize(
    ("name", "text", "end"),
    [
        ("a.csv", "municipality,date,vel\nA,2026-10-01,p\n", "respondent, ambition, jong, divers."),
        (
            "a.yaml",
            "municipality: {name: A}\ndate: 2026-10-01\nanswers: {vel: p}\n",
            "jong, divers",
        ),
    ],
)
def test_an_earlier_id_may_be_what_was_meant(
    tmp_path: Path, name: str, text: str, end: str
) -> None:
    """What is possible are the questions of now."""
    path = tmp_path / name
    path.write_text(text)
    (item,) = read_assessments(path, model=load(NEW))
    assert isinstance(item, Rejected)
    (problem,) = item.problems
    assert problem.hint is not None
    assert problem.hint.startswith('bedoelde u "veel"? Mogelijk: ')
    assert f"{end} Is de kolom" in problem.hint or problem.hint.endswith(end)
