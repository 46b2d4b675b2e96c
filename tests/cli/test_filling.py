"""The file that ``ask`` fills in, and the dialogue without a terminal: lines in, text out."""

import json
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from gemeente_online.assessment.writing import Value
from gemeente_online.cli import terminal as terminal_module
from gemeente_online.cli.dutch import UsageProblem
from gemeente_online.cli.filling import Filling, NotSavedError
from gemeente_online.cli.sink import Sink
from gemeente_online.rendering.document import Document, Items
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.terminal import render_terminal
from support.places import EXAMPLES
from support.trees import choice, model_tree

FULL = (EXAMPLES / "fase-3.yaml").read_text(encoding="utf-8")
Command = Callable[..., tuple[int, str, str]]
Line = str | BaseException | Callable[[], str]


@pytest.fixture
def lines(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run ``ask`` with lines typed; an exception is raised, and a function called for its line."""

    def call(*arguments: object, typed: Sequence[Line]) -> tuple[int, str, str]:
        left = list(typed)

        def read(prompt: str) -> str:
            line = left.pop(0) if left else EOFError()
            if isinstance(line, BaseException):
                raise line
            line = line if isinstance(line, str) else line()
            sys.stdout.write(f"{prompt}{line}\n")
            return line

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("builtins.input", read)
        monkeypatch.setattr(terminal_module, "is_interactive", lambda: True)
        return command("ask", *arguments)

    return call


def test_a_whole_sitting(lines: Command, tmp_path: Path) -> None:
    about = ["", "Waterdam", "", "", "", "", "", ""]
    code, out, err = lines("a.yaml", typed=[*about, *["2"] * 30, ""])
    assert (code, err) == (0, "")
    assert "Fase 2 van 4: De gemeente experimenteert" in out
    assert out.endswith(
        "Alles is bewaard in a.yaml.\nDe uitkomst bekijken: gemeente-online score a.yaml\n"
    )
    code, out, _ = lines("a.yaml", typed=["ga 2", "1", "stop"])
    assert code == 0
    assert "Dit was de laatste vraag." in out
    assert Filling("a.yaml", None).read().answers["klantvragen"].chosen == ("individueel",)


def test_the_end_of_the_input_and_control_c(lines: Command) -> None:
    assert lines("a.yaml", typed=["X"])[0] == 0
    code, out, err = lines("a.yaml", typed=["1", KeyboardInterrupt()])
    assert (code, err) == (130, "")
    assert "Nog open: 29 van de 30 vragen." in out


def test_the_outcome_of_a_file_that_was_broken_meanwhile(lines: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FULL, encoding="utf-8")

    def breaks_it() -> str:
        path.write_text("answers: [", encoding="utf-8")
        return "uitkomst"

    code, out, err = lines("a.yaml", typed=["ga 1", breaks_it, "stop"])
    assert "a.yaml:" in out
    assert (code, "a.yaml:" in err) == (2, True)


def test_a_file_that_somebody_makes_meanwhile_is_theirs(lines: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"

    def makes_it() -> str:
        path.write_text(FULL, encoding="utf-8")
        return "Waterdam"

    code, _, err = lines("a.yaml", typed=[makes_it])
    assert code == 2
    assert "Start ask opnieuw" in err
    assert path.read_text(encoding="utf-8") == FULL


def test_a_chosen_model_is_named_where_the_file_does_not(lines: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("municipality: {name: X}\ndate: 2026-10-01\nanswers:\n", encoding="utf-8")
    model = str(EXAMPLES / "models/open-data.yaml")
    out = lines("a.yaml", "--model", model, typed=["ja", "stop"])[1]
    assert f"gemeente-online ask a.yaml --model {model}" in out
    assert path.read_text(encoding="utf-8").endswith("answers:\n  catalogus: ja\n")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"", "utf-8"),
    ],
)
def test_a_file_keeps_its_encoding(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(mark + FULL.encode(encoding))
    filling = Filling(str(path), None)
    filling.read()
    filling.save(("answers", "budget"), {"answer": "met-partners", "note": "één: €"})
    wanted = FULL.replace("budget: begroting", 'budget: {answer: met-partners, note: "één: €"}')
    assert path.read_bytes() == mark + wanted.encode(encoding)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    real, link = tmp_path / "map/a.yaml", tmp_path / "b.yaml"
    real.write_text(FULL, encoding="utf-8")
    link.symlink_to(real)
    filling = Filling(str(link), None)
    filling.read()
    filling.save(("answers", "budget"), "met-partners")
    assert link.is_symlink()
    assert "budget: met-partners" in real.read_text(encoding="utf-8")


def test_the_same_answer_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FULL, encoding="utf-8")
    filling = Filling(str(path), None)
    filling.read()
    before = path.stat()
    filling.save(("answers", "budget"), "begroting")
    assert path.stat() == before


BY_HAND = """\
municipality: {name: Waterdam,}
date: 2026-10-01
answers:
  kanaalkeuze: gegroeid
  budget:
    # besproken op maandag
    answer: &b begroting
  een-gemeente: {answer: overal, note: *b}
  crisis: nvt"""


def test_what_does_not_fit_is_told_twice_and_the_rest_is_saved(
    lines: Command, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    code, out, err = lines("a.yaml", typed=["ga budget", "2", "ga 2", "1", "stop"])
    assert (code, err) == (0, "")
    told = "Zet het er zelf in, onder answers:\nbudget: per-project\n"
    assert out.count(f"zonder iets anders te veranderen. {told}") == 1
    assert out.count(f"Dit staat nog niet in a.yaml. {told}") == 1
    assert "De rest is bewaard in a.yaml." in out
    after = BY_HAND.replace("gegroeid\n", "gegroeid\n  klantvragen: individueel\n")
    assert path.read_text(encoding="utf-8") == after


def test_what_somebody_typed_meanwhile_is_not_told_again(lines: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BY_HAND, encoding="utf-8")

    def types_it() -> str:
        after = BY_HAND.replace("&b begroting", "per-project").replace("*b", "x")
        path.write_text(after, encoding="utf-8")
        return "stop"

    out = lines("a.yaml", typed=["ga budget", "2", types_it])[1]
    assert "Zet het er zelf in, onder answers:\nbudget: per-project\n" in out
    assert "Alles is bewaard in a.yaml." in out


@pytest.mark.parametrize("last", [["stop"], ["gegevens", *[""] * 8], [EOFError()]])
def test_what_does_not_fit_is_told_of_a_file_that_was_broken_too(
    lines: Command, tmp_path: Path, last: list[Line]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BY_HAND, encoding="utf-8")

    def breaks_it() -> str:
        path.write_text("answers: [", encoding="utf-8")
        return "ga 1"

    about = ["gegevens", "Elders", "GM0344", "", "", "", "", ""]
    code, out, err = lines("a.yaml", typed=["ga budget", "2", *about, breaks_it, *last])
    assert (code, "a.yaml:" in err) == (2, True)
    ending = out[out.rindex("ga 1\n") :]
    for line in ("onder answers:\nbudget: per-project", "municipality.code: GM0344"):
        assert line in ending
    assert "municipality.name" not in out


@pytest.mark.parametrize("name", ["-", "a.json", "a.csv", "a.JSONL", "a.xlsx", "waterdam"])
def test_names_of_other_files(name: str) -> None:
    with pytest.raises(UsageProblem, match=r"\.yaml"):
        Filling(name, None)


def test_a_workbook_is_filled_in_elsewhere() -> None:
    with pytest.raises(UsageProblem) as refused:
        Filling("map/waterdam.xlsx", None)
    assert refused.value.message == (
        '"map/waterdam.xlsx" is een werkmap, en ask schrijft alleen YAML. Vul de werkmap in Excel '
        "in, of begin een nieuw bestand met: gemeente-online ask map/waterdam.yaml (een "
        "tekstbestand dat het programma zelf bijhoudt)"
    )


def test_a_private_file_is_private_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("x", encoding="utf-8")
    path.chmod(0o600)
    with Sink(str(path), force=True) as sink:
        sink.write("y")
        (partial,) = tmp_path.glob(".*.deel")
        assert stat.S_IMODE(partial.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == "y"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_items_with_labels() -> None:
    document = Document((Items(("een", "twee [x]"), labels=("1.", "[10]")),))
    assert render_terminal(document, width=80, colour=False) == "1. een\n[10] twee [x]\n"
    assert render_markdown(document) == "- 1\\. een\n- \\[10\\] twee \\[x\\]\n"
    assert render_markdown(Document((Items(("a",), to_do=True),))) == "- [ ] a\n"


def test_what_cannot_be_saved_is_given_to_write_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = (
        "municipality: {name: &n Waterdam, province: *n}\n"
        "date: 2026-10-01\n"
        "answers: {crisis: {answer: nvt, note: &m ja}, budget: {answer: onbekend, note: *m}}\n"
    )
    Path("a.yaml").write_text(content, encoding="utf-8")
    filling = Filling("a.yaml", None)
    with pytest.raises(NotSavedError, match="zelf in, onder answers:\ncrisis: "):
        filling.save(("answers", "crisis"), "onbekend")
    with pytest.raises(NotSavedError, match=r"zelf in:\nmunicipality\.name: Elders"):
        filling.save(("municipality", "name"), "Elders")
    assert Path("a.yaml").read_text(encoding="utf-8") == content


# --- a file of an earlier version of the model -----------------------------------------------

EARLIER = """\
model: model.yaml
municipality: {{name: Waterdam}}
date: 2026-10-01
answers:
{answers}"""


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Filling]:
    """A file with these lines below ``answers``, held against a model with other ids."""
    monkeypatch.chdir(tmp_path)
    tree = model_tree(
        choice("jong"), choice("ander"), earlier={"oud": "jong", "ouder": "oud", "weg": ""}
    )
    Path("model.yaml").write_text(json.dumps(tree), encoding="utf-8")

    def begin(answers: str) -> Filling:
        Path("a.yaml").write_text(EARLIER.format(answers=answers), encoding="utf-8")
        filling = Filling("a.yaml", None)
        filling.read()
        return filling

    return begin


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("  oud: b  # zeker\n  weg: x\n", "c", "  jong: c  # zeker\n  weg: x\n"),
        ("  ouder: b\n", {"answer": "b", "note": "n"}, '  jong: {answer: b, note: "n"}\n'),
        ('  "oud":\n    answer: b\n    note: n\n', "b", "  jong:\n    answer: b\n    note:\n"),
        ("  {oud: b, weg: x}\n", "c", "  {jong: c, weg: x}\n"),
        ("  #oud: a\n  oud: b\n  #oud: c\n", "c", "  #jong: a\n  #jong: b\n  jong: c\n"),
        ("  #oud: a\n  #oud: b\n", "b", "  #jong: a\n  jong: b\n"),
        ("  oud: b\n  jong:\n", "c", "  oud:\n  jong: c\n"),
        ("  oud:\n  jong: b\n", "c", "  oud:\n  jong: c\n"),
        ("  oud: {note: n}\n  jong: b\n", {"answer": "c", "note": "n"},
         '  oud:\n  jong: {answer: c, note: "n"}\n'),
        ("  oud: {answer: b, note: n}\n  jong:\n", {"answer": "c", "note": "n"},
         '  oud:\n  jong: {answer: c, note: "n"}\n'),
    ],
)  # fmt: skip
def test_an_answer_is_written_under_the_present_name(
    earlier: Callable[[str], Filling], before: str, value: Value, after: str
) -> None:
    filling = earlier(before)
    filling.save(("answers", "jong"), value)
    assert Path("a.yaml").read_text(encoding="utf-8") == EARLIER.format(answers=after)
    assert filling.read().answers["jong"].chosen


def test_other_answers_leave_the_old_names_alone(earlier: Callable[[str], Filling]) -> None:
    filling = earlier("  oud: b\n  weg: {wat: dan ook}\n")
    filling.save(("answers", "ander"), "d")
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert "  oud: b\n" in text
    assert "  weg: {wat: dan ook}\n" in text
    assert filling.read().answers["ander"].chosen == ("d",)


def test_what_stands_at_an_old_name_is_known(earlier: Callable[[str], Filling]) -> None:
    entries = earlier("  weg: x\n  oud: {answer: b, note: n}\n  jong:\n").entries()
    assert {name: tuple(entry) for name, entry in entries.items()} == {"jong": ("b", "n", "")}
    assert earlier("  weg:\n  oud:\n").entries() == {}
    both = earlier("  oud: {note: n}\n  jong: b\n").entries()
    assert tuple(both["jong"]) == ("b", "n", "")


def test_what_cannot_be_renamed_is_to_be_typed(earlier: Callable[[str], Filling]) -> None:
    filling = earlier("  oud: {answer: b,\n    note: n}\n")
    with pytest.raises(NotSavedError, match=r"(?s)in de plaats van wat bij oud staat:\njong: c"):
        filling.save(("answers", "jong"), "c")
    assert "oud: {answer: b,\n" in Path("a.yaml").read_text(encoding="utf-8")
    assert filling.to_type() == [", onder answers in de plaats van wat bij oud staat:\njong: c"]


def test_ask_says_which_questions_go_by_another_name(
    lines: Command, earlier: Callable[[str], Filling]
) -> None:
    earlier("  oud: b\n  weg: x\n")
    code, out, _ = lines("a.yaml", typed=["c", "ga 1", "d", "stop"])
    assert code == 0
    assert 'a.yaml:5:3: answers.oud: let op: deze vraag heet nu "jong"\n' in out
    assert "a.yaml:6:3: answers.weg: let op: deze vraag is vervallen\n" in out
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert text == EARLIER.format(answers="  jong: d\n  ander: c\n  weg: x\n")
