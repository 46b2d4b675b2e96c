"""The README and the guide say what the program does: what they show is run and compared.

Every page is followed in a folder of its own, from top to bottom:

- a block ``console`` is run, and what it prints must be what the page shows; a line ``…`` there
  stands for any lines that the page leaves out;
- a block with a file's name behind its language (``yaml model.yaml``) is that file; with ``>>``
  behind the name it is added to it;
- a block ``diff`` with a file's name changes that file.

After a wanted change of output, renew the pages with GEMEENTE_ONLINE_RENEW=1, and read the diff.
"""

import contextlib
import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import gemeente_online
from gemeente_online import load_model
from gemeente_online.cli import commands
from gemeente_online.cli.commands import model
from gemeente_online.questionnaire.state import Entry, begin
from gemeente_online.rendering.questionnaire import question_document
from gemeente_online.rendering.terminal import render_terminal
from support.fonts import need_fonts
from support.places import ROOT
from support.renewing import expected

Command = Callable[..., tuple[int, str, str]]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_STEP = re.compile(r"^\$ gemeente-online (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_LEFT_OUT = "…\n"
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def is_part(shown: str, printed: str) -> bool:
    """Whether a page shows what is printed, with some of its lines left out."""
    parts = re.split(rf"^{_LEFT_OUT}", shown, flags=re.MULTILINE)
    rest = "(?:.*\n)*".join(map(re.escape, parts))
    return len(parts) > 1 and re.fullmatch(rest, printed) is not None


def as_left_out(shown: str, printed: str) -> str:
    """What is printed, with lines left out where a page does so once: as many shown as before."""
    before, mark, after = shown.partition(_LEFT_OUT)
    lines = printed.splitlines(keepends=True)
    first, last = before.count("\n"), len(lines) - after.count("\n")
    if not mark or _LEFT_OUT in after or first >= last:
        return printed
    return "".join([*lines[:first], _LEFT_OUT, *lines[last:]])


class Reader:
    """Somebody who does what a page says."""

    def __init__(self, command: Command, folder: Path) -> None:
        self._command, self._folder = command, folder
        self.steps = 0

    def follow(self, block: re.Match[str]) -> str:
        """One block of the page, as it should read."""
        info, body = block[1], block[2]
        match info.split():
            case ["console"]:
                body = _STEP.sub(self._run, body)
            case ["diff", name]:
                self._change(name, body)
            case [_, name]:
                (self._folder / name).write_text(body, encoding="utf-8")
            case [_, name, ">>"]:
                path = self._folder / name
                path.write_text(path.read_text(encoding="utf-8") + body, encoding="utf-8")
        return f"```{info}\n{body}```"

    def _run(self, step: re.Match[str]) -> str:
        self.steps += 1
        _, out, err = self._command(*shlex.split(step[1]))
        printed = step[2] if is_part(step[2], out + err) else as_left_out(step[2], out + err)
        return f"$ gemeente-online {step[1]}\n{printed}"

    def _change(self, name: str, body: str) -> None:
        text = (self._folder / name).read_text(encoding="utf-8")
        for hunk in re.split(r"^@@.*\n", body, flags=re.MULTILINE):
            lines = hunk.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[:1] in {" ", "-"})
            new = "".join(line[1:] for line in lines if line[:1] in {" ", "+"})
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (self._folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_followed(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    if ".png\n" in text or ".docx\n" in text:
        need_fonts()
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("examples", "models", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    reader = Reader(command, tmp_path)
    renewed = _BLOCK.sub(reader.follow, text)
    assert renewed == expected(page, renewed)
    assert reader.steps == len(re.findall(r"^\$ gemeente-online ", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        ("a\n…\nd\n", True),
        ("a\n…\n", True),
        ("…\nc\nd\n", True),
        ("a\n…\nc\n", False),
        ("a\n…\nx\n…\nd\n", False),
        ("a\nb\nc\nd\n", False),
    ],
)
def test_a_page_may_leave_lines_out(shown: str, holds: bool) -> None:
    assert is_part(shown, "a\nb\nc\nd\n") is holds


@pytest.mark.parametrize(
    ("shown", "renewed"),
    [
        ("a\n…\nx\n", "a\n…\nd\n"),
        ("x\ny\n…\n", "a\nb\n…\n"),
        ("x\n…\ny\n…\nz\n", "a\nb\nc\nd\n"),
        ("x\nx\n…\nx\nx\n", "a\nb\nc\nd\n"),
        ("x\n", "a\nb\nc\nd\n"),
    ],
)
def test_what_a_page_leaves_out_stays_left_out_when_it_is_renewed(shown: str, renewed: str) -> None:
    assert as_left_out(shown, "a\nb\nc\nd\n") == renewed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def pages_in_menu() -> list[str]:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    return re.findall(r": (\S+\.md)$", menu, re.MULTILINE)


def test_every_page_is_found() -> None:
    """From the guide's first page, to which the README points, and from the site's menu."""
    first = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert "](docs/index.md)" in README.read_text(encoding="utf-8")
    told = re.findall(r"^\| \[[^]]+\]\((\S+\.md)\) \|", first, re.MULTILINE)
    assert ["index.md", *told] == pages_in_menu()
    assert sorted(pages_in_menu()) == [page.name for page in PAGES[1:]]


def test_the_first_pages_lead_to_one_another() -> None:
    """Each ends with the one that is next in the menu; the last with the first step again."""
    steps = pages_in_menu()[: pages_in_menu().index("volgend-jaar.md") + 1]
    assert len(steps) == 7
    for name, after in zip(steps, [*steps[1:], steps[1]], strict=True):
        end = (ROOT / "docs" / name).read_text(encoding="utf-8").rstrip().split("\n\n")[-1]
        assert end.startswith("Hierna: "), name
        assert _LINK.findall(end)[0] == after, name


def test_the_pages_for_a_municipality_can_be_followed_in_one_folder() -> None:
    """No page makes a file that an earlier one made: it would be refused."""
    made: dict[str, str] = {}
    for name in pages_in_menu()[: pages_in_menu().index("webformulier.md") + 1]:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        steps = "\n".join(re.findall(r"^\$ gemeente-online .*$", text, re.MULTILINE))
        for file in re.findall(r"--(?:output|form|folder) (\S+)", steps):
            assert made.setdefault(file, name) == name, file
    assert len(made) > 20


def test_a_wheel_is_called_by_the_version_of_now() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = re.findall(r"gemeente_online-(.+?)-py3", text)
    assert len(named) >= 5
    assert {*named} == {gemeente_online.__version__}


def test_python_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README", "exec"), {})
    assert capsys.readouterr().out == "2\n"


def test_python_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its examples are run from top to bottom, and print what stands below them."""
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs/python.md"
    names: dict[str, object] = {}

    def run(example: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example[1], page.name, "exec"), names)
        return f"```python\n{example[1]}```\n\n```text\n{printed.getvalue()}```"

    text = page.read_text(encoding="utf-8")
    renewed = re.sub(
        r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", run, text, flags=re.DOTALL | re.MULTILINE
    )
    assert renewed == expected(page, renewed)
    assert text.count("```python\n") == text.count("```text\n") == 9


def test_python_page_names_everything() -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8").partition("<!-- namen -->")[2]
    assert sorted(re.findall(r"^\| `(\w+)", text, re.MULTILINE)) == sorted(gemeente_online.__all__)


def test_the_question_of_ask_is_the_one_that_is_asked() -> None:
    state = begin(load_model(), dict.fromkeys(["kanaalkeuze", "klantvragen"], Entry("b")))
    page = (ROOT / "docs/vragenlijst.md").read_text(encoding="utf-8")
    asked = render_terminal(question_document(state, new_axis=False), width=80, colour=False)
    shown = asked.replace("\N{NO-BREAK SPACE}", " ")
    assert f"```text\n{shown}Antwoord:\n```" in page, shown


def test_every_command_and_exit_code_is_told() -> None:
    text = README.read_text(encoding="utf-8")
    of_models = {f"model {name}" for name in model.COMMANDS}
    for name in {*commands.COMMANDS, *of_models} - {"model"}:
        assert re.search(rf"`gemeente-online {name}[ `]", text), name
    for code in (0, 2, 70, 130):
        assert f"| {code} |" in text


def test_answers_file_is_the_example() -> None:
    text = README.read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)\n  # …\n```", text, re.DOTALL)
    assert (ROOT / "examples/answers.yaml").read_text(encoding="utf-8").startswith(shown)
