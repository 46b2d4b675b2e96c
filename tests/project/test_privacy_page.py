"""The guide's page on privacy says truly which output names who answered, and what they wrote.

Its table is the test: every command in every form stands in it, and each is run over one
assessment, several, one of several, and one beside a file that cannot be read.
"""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from gemeente_online.cli.app import app
from support.fonts import need_fonts
from support.places import EXAMPLES, ROOT
from support.workbooks import parts_of

Command = Callable[..., tuple[int, str, str]]
PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
MORE = "over meer gemeenten"
RESPONDENT, NOTE, EVIDENCE = "kwebbelteam", "TOELICHTING", "BEWIJS"

NAMES = ("one", "before", "colleague", "other", "wrong")
"""The files that commands are tried on."""

WITHOUT_ANSWERS = {"ask", "completion", "model list", "model show", "model schema"}
"""Commands that show nothing of an answers file; ``ask`` shows what one writes oneself."""

NO_FORM = {
    *("--model", "--input", "--output", "--force", "--for", "--fail-under", "--to", "--axis"),
    *("--by", "--top", "--classes", "--name", "--code", "--date", "--schema", "--help"),
    *("--respondents", "--year", "--ignore-columns", "--prefer", "--without"),
}
"""Options that choose what is shown, or where, and not what of it is."""


class Form(NamedTuple):
    """A way to run a command, and whether it shows who answered, and what they wrote."""

    command: str
    respondent: bool
    notes: bool


def _rows() -> Iterator[tuple[bool, Form]]:
    """The forms in the table; also whether a row is about more municipalities alone.

    In a row, what begins with a dash stands behind the command before it.
    """
    found = re.findall(r"^\| (`.+`.*) \| (ja|nee) \| (ja|nee) \|$", PAGE, re.MULTILINE)
    for cell, respondent, notes in found:
        command = ""
        for part in re.findall("`([^`]+)`", cell):
            if not part.startswith("-"):
                command = part
            full = part if part == command else f"{command} {part}"
            yield MORE in cell, Form(full, respondent == "ja", notes == "ja")


ROWS = list(_rows())
FORMS = {form.command: form for more, form in ROWS if not more}
OF_MORE = FORMS | {form.command: form for more, form in ROWS if more}


def _commands() -> Iterator[tuple[str, Any]]:
    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        sub = group.get_command(None, name)
        parts = sub.list_commands(None) if hasattr(sub, "list_commands") else ()
        yield from ((f"{name} {part}", sub.get_command(None, part)) for part in parts)
        if not parts:
            yield name, sub


def _expected_forms(name: str, command: Any) -> Iterator[str]:
    """Every form that a command has, by its options."""
    begin = f"{name} --from BESTAND" if name == "init" else name
    yield begin
    for option in command.params:
        words = {*option.opts, *option.secondary_opts}
        if option.param_type_name != "option" or words & NO_FORM or "--from" in words:
            continue
        if words & {"--format", "--part"}:
            word = max(words, key=len)
            yield from (f"{begin} {word} {one}" for one in option.metavar.split("|"))
        elif option.is_flag:
            yield from (f"{begin} {word}" for word in words if word.startswith("--"))
        else:
            before = " --respondents NAMEN" if name == "init" else ""  # for whom the folder is
            yield f"{begin}{before} {max(words, key=len)} {option.metavar}"


def test_every_form_is_there() -> None:
    told = {re.sub(" --format csv(?= --excel)", "", form) for form in FORMS}
    for name, command in _commands():
        if name in WITHOUT_ANSWERS:
            continue
        first = next(iter(_expected_forms(name, command)))
        assert first in told, f"docs/privacy.md does not say what {first} shows"
        missing = {*_expected_forms(name, command)} - told
        assert not missing, f"docs/privacy.md does not say what these show: {missing}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where there are assessments that hold personal texts, and a file that is wrong."""
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^respondent: .*$", f"respondent: {RESPONDENT}", text, flags=re.MULTILINE)
    crisis = f"  crisis: {{answer: een-bron, note: {NOTE}, evidence: {EVIDENCE}}}"
    text = re.sub(r"^  crisis: .*$", crisis, text, flags=re.MULTILINE)
    assert text.count(RESPONDENT) == text.count(NOTE) == 1
    contents = (
        text,
        text.replace("date: 2026", "date: 2025"),
        text.replace(RESPONDENT, "COLLEGA").replace("{answer: een-bron", "{answer: nvt"),
        text.replace("name: Waterdam", "name: Veenmonde").replace("GM9999", "GM9998"),
        text.replace("een-bron", "weet-ik-niet"),
    )
    for name, content in zip(NAMES, contents, strict=True):
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _told(path: Path) -> str:
    """All text in a file, also in a workbook or in Word."""
    if path.suffix not in {".xlsx", ".docx"}:
        return path.read_bytes().decode("utf-8", "replace")
    parts = parts_of(path.read_bytes()).values()
    return "".join(part.decode("utf-8", "replace") for part in parts)


def shown(command: Command, form: str, folder: Path, *more: str) -> tuple[int, str]:
    """The exit code, and everything that a command shows and writes."""
    words = form.split()
    if words[0] == "report":
        pytest.importorskip("jinja2", reason="the extra report is not installed")
    if "png" in words:
        pytest.importorskip("resvg_py", reason="the extra report is not installed")
        need_fonts()
    if "xlsx" in words:
        pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    if "docx" in words:
        pytest.importorskip("docx", reason="the extra word is not installed")
    if {"png", "xlsx", "docx"} & set(words):
        words += ["--output", f"result.{words[-1]}"]
    if words[-1] == "--badge":
        words += ["--format", "svg"]
    inputs = {"BESTAND", *(f"{name}.yaml" for name in NAMES)}
    other = (folder / "other.yaml").read_text(encoding="utf-8") if words[0] == "rank" else ""
    if "--against" in words:
        (folder / "BESTAND").write_text(other, encoding="utf-8")
    if "rank --anonymous" in form:
        beside = [f"beside-{at}.yaml" for at in range(5)]
        for at, name in enumerate(beside):
            text = other.replace("Veenmonde", f"G{at}").replace("GM9998", f"GM000{at}")
            (folder / name).write_text(text, encoding="utf-8")
        inputs |= {*beside}
        words += beside
    code, out, err = command(*words, *more)
    written = [path for path in folder.rglob("*") if path.is_file() and path.name not in inputs]
    return code, out + err + "".join(map(_told, written))


def _holds(form: Form, text: str) -> None:
    assert (RESPONDENT in text) == form.respondent
    assert (NOTE in text) == (EVIDENCE in text) == form.notes


def of_commands(forms: dict[str, Form], but: Collection[str]) -> pytest.MarkDecorator:
    """A test for each form of every command but these."""
    kept = {name: form for name, form in forms.items() if form.command.split()[0] not in but}
    return pytest.mark.parametrize("form", kept.values(), ids=kept)


@pytest.mark.heavy
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_one_municipality(command: Command, folder: Path, form: Form) -> None:
    files = {
        "compare": ["before.yaml", "one.yaml"],
        "consensus": ["one.yaml", "colleague.yaml"],
        "init": [],
    }
    (folder / "BESTAND").write_bytes((folder / "one.yaml").read_bytes())
    code, text = shown(
        command, form.command, folder, *files.get(form.command.split()[0], ["one.yaml"])
    )
    assert code == 0
    _holds(form, text)


@pytest.mark.heavy
@of_commands(FORMS, but=["score", "check", "model"])  # which have no --for
def test_one_of_several(command: Command, folder: Path, form: Form) -> None:
    several = ["before.yaml", "one.yaml", "other.yaml"]
    if form.command.startswith("consensus"):
        several.append("colleague.yaml")
    if form.command.startswith("init"):
        (folder / "BESTAND").mkdir()
        for file in several[1:]:
            (folder / file).rename(folder / "BESTAND" / file)
        several = []
    code, text = shown(command, form.command, folder, "--for", "Waterdam", *several)
    assert code == (2 if "rank --anonymous" in form.command else 0)  # which is of many
    _holds(form, text)


@of_commands(
    OF_MORE, but=["explain", "grow", "compare", "consensus", "init"]
)  # which are about one
def test_several(command: Command, folder: Path, form: Form) -> None:
    code, text = shown(command, form.command, folder, "one.yaml", "other.yaml")
    if re.search("svg|png|badge|summary", form.command):
        assert code == 2  # a picture is of one, as the summary is
    _holds(form, text)


@pytest.mark.heavy
@of_commands(OF_MORE, but=["init"])  # which takes one file
def test_one_beside_a_wrong_one(command: Command, folder: Path, form: Form) -> None:
    """What is wrong with the other tells nothing either, nor does it make this one alone."""
    files = ["one.yaml", "wrong.yaml"]
    if form.command.startswith("compare"):
        files.append("before.yaml")
    if form.command.startswith("consensus"):
        files.append("colleague.yaml")
    code, text = shown(command, form.command, folder, *files)
    assert code == 2
    _holds(form, text)
