"""What a shell is offered while somebody types, and how its script is put in place."""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from hypothesis import example, given
from hypothesis import strategies as st

from gemeente_online.cli.app import app
from gemeente_online.cli.completion import shells
from gemeente_online.cli.completion.completing import FILES, Candidate, Typed, complete
from gemeente_online.cli.completion.shells import (
    LAST_WORD,
    WORDS,
    Shell,
    answer,
    as_lines,
    read_line,
)
from gemeente_online.cli.completion.values import KINDS, KINDS_OF_FILE, possible_values
from gemeente_online.cli.dutch import DutchCommand, DutchGroup
from support.locale_signs import need_in_locale
from support.places import EXAMPLES, ROOT

Command = Callable[..., tuple[int, str, str]]

FREE_TEXT = {
    "AANTAL",
    "CODE",
    "DATUM",
    "GETAL",
    "GRENZEN",
    "JAAR",
    "NAAM",
    "NAMEN",
    "TEKST",
    "WAARDE",
}
"""Words that metavars have for what cannot be looked up."""


def small() -> Any:
    """A program with what a command line can have."""
    program = typer.Typer(cls=DutchGroup, add_completion=False, rich_markup_mode=None)
    group = typer.Typer(cls=DutchGroup)
    program.add_typer(group, name="model")

    @program.command(cls=DutchCommand)
    def grow(
        files: Annotated[list[str], typer.Argument(metavar="BESTAND")],
        to: Annotated[
            str, typer.Option("--to", "-t", metavar="FASE|ambition", help="Tot. Of niet.")
        ] = "",
        quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
        many: Annotated[list[str] | None, typer.Option("--axis", metavar="AS")] = None,
    ) -> None:
        """Groei. En meer."""

    @program.command(cls=DutchCommand)
    def compare(
        old: Annotated[str, typer.Argument(metavar="OUD")],
        new: Annotated[str, typer.Argument(metavar="NIEUW")],
    ) -> None:
        """Vergelijk."""

    @program.command(cls=DutchCommand, hidden=True)
    def secret() -> None:
        """Niet te zien."""

    @group.command(cls=DutchCommand)
    def show(name: Annotated[str, typer.Argument(metavar="MODEL")]) -> None:
        """Toon."""

    return typer.main.get_command(program)


def values(kind: str, typed: Typed) -> list[Candidate]:
    """One possibility for each kind: what was asked for and what stood before it."""
    said = f"{kind}:{','.join(typed.arguments)}:{typed.options}"
    return [Candidate(said), *[FILES] * (kind == "BESTAND")]


def offered(*words: str) -> list[str]:
    return [one.value or one.help for one in complete(small(), words, values)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([""], ["grow", "compare", "model"]),
        (["GR"], ["grow"]),
        (["model", ""], ["show"]),
        (["model", "show", ""], ["MODEL::{}"]),
        (["nergens", ""], []),
        (["model", "nergens", ""], []),
        (["secret", "-"], ["--help"]),
        (["grow", "--"], ["--to", "--quiet", "--axis", "--help"]),
        (["grow", "-q", "--axis", "x", "--to=3", "--"], ["--axis", "--help"]),
        (["grow", "--to", ""], ["FASE::{}", "ambition"]),
        (["grow", "--to", "a"], ["ambition"]),
        (["grow", "--to=a"], ["--to=ambition"]),
        (["grow", "-t", "a"], ["ambition"]),
        (["grow", "a.yaml", "--axis", ""], ["AS:a.yaml:{}"]),
        (["grow", "-t3", "a.yaml", "-", "--axis", "as:"], ["AS:a.yaml,-:{'to': '3'}"]),
        (["grow", "--nergens", "--to", "3", "x", ""], ["BESTAND:x:{'to': '3'}", "files"]),
        (["grow", "--", "-q", ""], ["BESTAND:-q:{}", "files"]),
        (["grow", "--", "-"], ["files"]),
        (["grow", "--quiet="], []),
        (["grow", "--nergens="], []),
        (["compare", ""], ["OUD::{}"]),
        (["compare", "a", ""], ["NIEUW:a:{}"]),
        (["compare", "a", "b", ""], []),
        ([], ["grow", "compare", "model"]),
    ],
)
def test_what_fits(words: list[str], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_a_second_word_for_something_is_offered_once_it_is_begun() -> None:
    def phases(_: str, typed: Typed) -> list[Candidate]:
        del typed
        return [Candidate("3", "Praten"), Candidate("Praten", "fase 3", once_begun=True)]

    for begun, values_offered in (("", ["3", "ambition"]), ("pr", ["Praten"]), ("3", ["3"])):
        found = complete(small(), ["grow", "--to", begun], phases)
        assert [one.value for one in found] == values_offered


def test_a_meaning_is_one_sentence() -> None:
    assert complete(small(), ["gr"], values) == [Candidate("grow", "Groei.")]
    (to,) = complete(small(), ["grow", "--t"], values)
    assert to == Candidate("--to", "Tot.")


def params(command: Any) -> Iterator[Any]:
    if isinstance(command, DutchGroup):
        for name in command.list_commands(None):
            yield from params(command.get_command(None, name))
    yield from command.params


def test_every_metavar_is_known() -> None:
    for param in params(typer.main.get_command(app)):
        if param.param_type_name == "option" and param.is_flag:
            continue
        for part in param.metavar.split("|"):
            known = {*KINDS, *KINDS_OF_FILE, *FREE_TEXT}
            assert re.fullmatch(r"[a-z0-9-]+", part) or part in known, (
                f"--{param.name} takes {part}: add that to KINDS or KINDS_OF_FILE in "
                "cli/completion/values.py, or to FREE_TEXT here"
            )


def looked_up(kind: str, *arguments: object, **options: str) -> list[str]:
    typed = Typed(options, [*map(str, arguments)])
    return [one.value for one in possible_values(kind, typed) if one is not FILES]


def test_values_come_from_the_model_at_hand() -> None:
    open_data = EXAMPLES / "models/open-data.yaml"
    answers = EXAMPLES / "models/open-data-answers.yaml"
    assert "gemeente-online" in looked_up("MODEL")
    numbers = [one for one in possible_values("FASE", Typed({}, [])) if not one.once_begun]
    assert [one.value for one in numbers] == ["1", "2", "3", "4"]
    assert looked_up("FASE")[4:] == [one.help for one in numbers]
    assert "De gemeente converseert" in looked_up("FASE")
    ours = ["interactie", "initiatief-eigenaar", "organisatie-eigenaarschap"]
    assert looked_up("AS") == looked_up("AS", EXAMPLES) == ours
    assert "rolkeuze" in looked_up("VRAAG")
    assert "actueel" in looked_up("VRAAG", model=str(open_data))
    theirs = looked_up("AS", model=str(open_data))
    assert theirs
    assert theirs != ours
    assert looked_up("AS", answers) == theirs
    assert looked_up("AS", "nergens.yaml") == ours
    assert looked_up("AS", model="nergens") == looked_up("AS", model="nergens.yaml") == []
    assert looked_up("GEMEENTE", EXAMPLES / "fase-1.yaml", EXAMPLES / "fase-1.yaml", "-") == [
        "Veenmonde"
    ]
    assert "Waterdam" in looked_up("GEMEENTE", EXAMPLES)
    assert looked_up("TEKST") == []


def test_municipalities_of_a_batch(tmp_path: Path) -> None:
    csv = tmp_path / "a.csv"
    csv.write_bytes(
        "Municipality;date;code\nSúdwest;2026-01-01;GM1900\n\n'x\nB;;\nB;;\n".encode("cp1252")
    )
    lines = tmp_path / "b.jsonl"
    lines.write_text(
        '{"municipality": {"name": "C"}}\n[]\n{"x"\n{"municipality": {"name": "D"}}\n', "utf-8"
    )
    typed = Typed({}, [str(csv)])
    assert possible_values("GEMEENTE", typed)[0] == Candidate("Súdwest", "GM1900")
    assert looked_up("GEMEENTE", **{"from": str(csv)}) == ["Súdwest", "'x", "B"]
    assert looked_up("GEMEENTE", tmp_path) == ["Súdwest", "'x", "B", "C"]
    lines.write_text(json.dumps({"municipality": {"name": "Twee\nregels\u00a0lang"}}), "utf-8")
    assert looked_up("GEMEENTE", lines) == ["Twee regels lang"]


def test_what_cannot_be_read_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("municipality: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("municipality: {name: B}\nmodel: [x]\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"municipality: {name: C}\n" + b"# " * 200_000)
    (tmp_path / "d.yaml").write_text("- een\n- lijst\n", encoding="utf-8")
    (tmp_path / "e.txt").write_text("municipality: {name: E}\n", encoding="utf-8")
    assert looked_up("GEMEENTE", tmp_path) == ["B"]
    assert looked_up("AS", tmp_path / "a.yaml") == []
    assert looked_up("FASE", model=str(tmp_path / "d.yaml")) == []


def in_a_process(shell: str, *words: str, **more: str) -> str:
    """What the program answers in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "gemeente_online", *words],
        env={**os.environ, WORDS: shell, "PYTHONUTF8": "1", **more},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_process_answers_a_shell(shell: str) -> None:
    typed = ["gemeente-online sc", "sc"] if shell == "bash" else ["sc"]
    assert in_a_process(shell, *typed).startswith("score\tBereken de fase per as")


def test_whatever_goes_wrong_nothing_is_said() -> None:
    assert in_a_process("bash", "gemeente-online sc", "anders") == ""


def test_a_process_answers_powershell() -> None:
    assert in_a_process("powershell", "sc") == ""
    assert in_a_process("powershell", **{LAST_WORD: "sc"}).startswith("score\tBereken de fase")


def test_the_answer_to_a_shell(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    def ask(shell: str, *words: str, last: str = "") -> str:
        monkeypatch.setenv(LAST_WORD, last)
        assert answer(shell, words) == 0
        return capfd.readouterr().out

    assert ask("zsh", "sc") == "score\tBereken de fase per as en de fase als geheel.\n"
    assert ask("zsh", "score", "--format=m") == "--format=markdown\n"
    assert ask("bash", "gemeente-online score --format=m", "m") == "markdown\n"
    assert ask("bash", "gemeente-online score --format=", "").startswith("table\n")
    assert ask("bash", 'gemeente-online score "a b.yaml" --inp', "--inp").startswith("--input\t")
    assert ask("bash", 'gemeente-online score --format "js', "js").startswith('"json"\n')
    for last in ("j", "'j", '"j'):
        assert ask("powershell", "score", "--format", last=last).startswith("json\n")
    assert ask("fish", "score", "x").splitlines() == ["\tfiles"]


def test_names_are_data() -> None:
    cafe = "Cafe\u0301"
    names = ("A\n\tfiles", "\x1b[31mrood", "a\u202eb", "\ud800", cafe, "Den Haag")
    offer = [Candidate(name, "\x1b[31mrood\u202e") for name in names]
    lines = as_lines([*offer, FILES], list, "utf-8").splitlines()
    about = "\ufffd[31mrood\ufffd"
    assert lines == [f"{cafe}\t{about}", f"Den Haag\t{about}", "\tfiles"]
    for hidden in ("\uff07;x;\uff07", "\uff40x\uff40"):  # shown as ' and ` where they are not there
        assert as_lines([Candidate(hidden)], list, "latin-1") == ""


SINGLE = "'\u2018\u2019\u201a\u201b"
TEXTS = st.text(st.sampled_from(f'{SINGLE}ab \\"$`!*~(){{}};&|<>=#-\u201cé%'), min_size=1)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(["", "'", '"']))
@example(["'s-Meerdam", "Den Haag"], "")
@example(["'!"], '"')
def test_quotes_for_bash(names: list[str], quote: str) -> None:
    """Read as bash does, what is inserted is the name; whatever it is read as, it is one word."""
    line = f"gemeente-online explain a.csv --for={quote}"
    words, insertion = read_line("bash", [line, ""])
    assert words == ["explain", "a.csv", "--for="]
    for name, text in zip(names, insertion([f"--for={name}" for name in names]), strict=True):
        assert text is not None
        assert not quote or text.startswith(quote)  # which bash does not double
        assert shlex.split(text) == [name]
        if text != name:
            parts = re.findall("\"[^\"]*\"|'[^']*'", text)
            assert "".join(parts) == text
            assert not set("\\$`!") & set("".join(one for one in parts if one[0] == '"'))


def test_bash_reads_what_was_quoted_for_it() -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    names = ["".join(pair) for pair in product("a \\\"'$`!*~(;\u2019", repeat=2)]
    for quote in ("", "'", '"'):
        _, insertion = read_line("bash", [f"x {quote}", ""])
        line = f"printf '%s\\n' {' '.join(map(str, insertion(names)))}"
        words = ["bash", "-c", line.encode()]
        done = subprocess.run(words, capture_output=True, check=True)
        assert done.stdout.decode("utf-8").splitlines() == names


def as_powershell(text: str) -> list[str]:
    """The words of a line, by a model of how PowerShell reads one that has only quoted words.

    Any of five signs opens and closes such a word, and two together in it are the first of them.
    """
    words: list[str] = []
    while text:
        quote = f"[{SINGLE}]"
        match = re.match(f"{quote}((?:[^{SINGLE}]|{quote}{{2}})*){quote}(?: |$)", text)
        assert match, text
        words.append(re.sub(f"{quote}({quote})", r"\1", match[1]))
        text = text[match.end() :]
    return words


@given(TEXTS)
@example("a\u2019;./ev;\u2018")
@example("$(./ev)")
def test_quotes_for_powershell(name: str) -> None:
    _, insertion = read_line("powershell", [""])
    (text,) = insertion([f" {name}"])
    if '"' in name or name.endswith("\\"):
        assert text is None  # not every PowerShell hands these on
    else:
        assert text is not None
        assert as_powershell(text) == [f" {name}"]


def test_what_needs_no_quotes() -> None:
    plain = ["Waterdam", "gemeente-online", "2", "--format=markdown", "GM0344"]
    other = ["-q", "1kb", "007", "~root", "=a", "#a", "@a", "a.b", "Súdwest", "%a", "a,b", "--%"]
    for shell, arguments in (("bash", ["x ", ""]), ("powershell", [""])):
        _, insertion = read_line(shell, arguments)
        assert [*insertion(plain)] == plain
        assert [*insertion(other)] == [f"'{one}'" for one in other]
    assert [*insertion(["a", "b c"])] == ["a", "'b c'"]
    _, insertion = read_line("bash", ["x ", ""])
    assert [*insertion(["a", "b c"])] == ["'a'", "'b c'"]  # what they begin with is the same sign
    assert [*insertion(["'s-Meerdam"])] == ['"\'s-Meerdam"']
    _, insertion = read_line("bash", ["x Sint:", ""])
    assert [*insertion(["Sint:Jan", "sint:jan", "Sint:Jan b"])] == ["'Jan'", None, "'Jan b'"]
    _, insertion = read_line("fish", [""])
    assert [*insertion(["~root", "a~ b"])] == [None, "a~ b"]


@pytest.mark.parametrize("line", ["x $'a\\'b' ", "x `a ", "x $(a ", "x ${a ", "x <(a ", 'x $"a" '])
def test_a_line_that_only_bash_can_read(line: str) -> None:
    with pytest.raises(ValueError, match="x"):
        read_line("bash", [line, ""])


def test_nothing_is_said_when_something_goes_wrong(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("boem")

    monkeypatch.setattr(shells, "_answer", broken)
    monkeypatch.setattr(shells.os, "dup2", lambda *_: None)
    assert answer("bash", ["sc"]) == 0
    assert capfd.readouterr() == ("", "")


def test_no_library_is_imported_that_is_not_needed() -> None:
    code = (
        "import sys; from gemeente_online.cli.completion.shells import answer; "
        "answer('zsh', ['score', '--model', '']); "
        "print(*{'pydantic', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == ""


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    return tmp_path


@pytest.mark.parametrize("shell", Shell)
def test_the_script_is_shown(command: Command, shell: Shell) -> None:
    code, out, err = command("completion", shell)
    assert (code, err) == (0, "")
    assert out == shell.script.read_text(encoding="utf-8")
    assert WORDS in out


def test_install_and_remove(command: Command, home: Path) -> None:
    start = home / ".bashrc"
    start.write_bytes(b"alias ll='ls -l' # \xe9\r\nexport A=1")
    for told in ("toegevoegd aan", "staat al in"):  # twice is once
        code, out, err = command("completion", "--install")
        assert (code, out) == (0, "")
        assert re.search(rf"regel {told}:? {start}$", err, re.MULTILINE)
        lines = start.read_bytes().splitlines()
        assert lines[:2] == [b"alias ll='ls -l' # \xe9", b"export A=1"]
        assert len(lines) == 3
        assert str(Shell.BASH.script).encode() in lines[2]
    for told in ("weggehaald uit", "is niets weg te halen uit"):
        code, out, err = command("completion", "--remove")
        assert (code, out) == (0, "")
        assert re.search(rf"{told}:? {start}$", err, re.MULTILINE)
        assert start.read_bytes() == b"alias ll='ls -l' # \xe9\r\nexport A=1\n"


def test_the_line_of_an_earlier_place_is_replaced(command: Command, home: Path) -> None:
    start = home / ".bashrc"
    assert command("completion", "--install")[0] == 0
    line = start.read_text(encoding="utf-8")
    start.write_text(line.replace(str(Shell.BASH.script), "/weg/x.bash") + "a=1\n", "utf-8")
    assert command("completion", "--install")[0] == 0
    assert start.read_text(encoding="utf-8") == f"a=1\n{line}"


def test_install_for_other_shells(command: Command, home: Path) -> None:
    for shell, name in ((Shell.FISH, ".config/fish/config.fish"), (Shell.ZSH, ".zshrc")):
        assert command("completion", shell, "--install")[0] == 0
        assert str(shell.script) in (home / name).read_text("utf-8")


@pytest.mark.parametrize("sign", ["'", "\N{RIGHT SINGLE QUOTATION MARK}"])
def test_install_for_powershell(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    need_in_locale(sign)
    monkeypatch.setenv("PATH", str(home / "bin"))
    code, out, err = command("completion", "powershell", "--install")
    assert (code, out) == (2, "")
    assert "gemeente-online completion powershell >> $PROFILE" in err
    profile = home / f"Documenten {sign}thuis{sign}" / "profile.ps1"
    program = home / "bin/pwsh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "{profile}"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert command("completion", "powershell", "--install")[0] == 0
    assert f"if (Test-Path '{Shell.POWERSHELL.script}')" in profile.read_text(encoding="utf-8")
    assert command("completion", "powershell", "--remove")[0] == 0
    assert profile.read_text(encoding="utf-8") == ""


def test_wrong_use(command: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "gaan niet samen" in command("completion", "--install", "--remove")[2]
    assert 'Bedoelde u "fish"?' in command("completion", "fisch")[2]
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    code, out, err = command("completion")
    assert (code, out) == (2, "")
    assert "bash, zsh, fish, powershell" in err
    assert list(home.iterdir()) == []
