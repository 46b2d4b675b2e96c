"""Completion in real shells, typed on a real terminal; heavy, so in .ci/run it runs once."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal here"),
]

TYPED = [
    ("sc\t", "score "),
    ("score --m\t", "score --model "),
    ("score --model gem\t", "score --model gemeente-online "),
    ("score --model=onl\t", "score --model=online-meting "),
    ("score --format=m\t", "score --format=markdown "),
    ("score -f t\t", "score -f table "),
    ("score examples/fase-1\t", "score examples/fase-1.yaml "),
    ("score --model models/gem\t", "score --model models/gemeente-online.yaml "),
    ("model sc\t", "model schema "),
    (
        "init --from examples/answers.yaml --for Wa\t",
        "init --from examples/answers.yaml --for Waterdam ",
    ),
    ("nergens sc\t", "nergens sc"),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home in which completion was installed by the one command."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "bin"
    folder.mkdir()
    program = folder / "gemeente-online"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gemeente_online "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{folder}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
    }
    for shell in ("bash", "zsh", "fish"):
        subprocess.run(
            ["gemeente-online", "completion", shell, "--install"],
            env=environment,
            check=True,
            capture_output=True,
        )
    return environment


def typed(shell: str, keys: str, env: dict[str, str]) -> list[str]:
    """The words that a shell makes of what was typed after the program's name."""
    child = pexpect.spawn(shell, ["-i"], env=env, cwd=ROOT, encoding="utf-8", dimensions=(50, 200))
    child.sendline("""PS1='> '; words() { printf '[%s]' "$@"; echo; }; echo DO''NE""")
    child.expect("DONE\r\n")
    child.expect("> ")
    child.send("gemeente-online ")
    for part in re.split(r"(?<=\t)", keys):
        child.send(part)
    child.send("\x01words \x05\r")  # to its start and its end: show the words, do not run them
    child.expect(r"\r\n\[gemeente-online\]\[(.*)\]\r\n", timeout=20)
    words = str(child.match.group(1)).split("][")
    child.close(force=True)
    return words


@pytest.mark.parametrize(("keys", "expected"), TYPED)
def test_bash(environment: dict[str, str], keys: str, expected: str) -> None:
    assert typed("bash", keys, environment) == expected.split()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize("begun", ["\"'s-", "\\'s-", "\\'s-Meerdam\\ a"])
def test_names_are_quoted(
    environment: dict[str, str], tmp_path: Path, shell: str, begun: str
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    batch = tmp_path / "batch.csv"
    batch.write_text("municipality;date\n's-Meerdam aan Zee;2026-01-01\n", encoding="utf-8")
    words = typed(shell, f"init --from {batch} --for {begun}\t", environment)
    assert words == ["init", "--from", str(batch), "--for", "'s-Meerdam aan Zee"]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
@pytest.mark.parametrize(("keys", "expected"), TYPED)
def test_zsh(environment: dict[str, str], keys: str, expected: str) -> None:
    assert typed("zsh", keys, environment) == expected.split()


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("keys", "expected"), [pair for pair in TYPED if pair[0][:7] != "nergens"])
def test_fish(environment: dict[str, str], keys: str, expected: str) -> None:
    line = f"gemeente-online {keys.rstrip(chr(9))}"
    done = subprocess.run(
        ["fish", "-i", "-c", f"complete -C '{line}'"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    offered = [row.partition("\t")[0] for row in done.stdout.splitlines()]
    assert offered == [expected.rsplit(maxsplit=1)[-1]]


def test_powershell_syntax() -> None:
    """There is no PowerShell here: the script is at least one that its grammar takes."""
    tree_sitter = pytest.importorskip("tree_sitter", reason="tree-sitter is not installed")
    powershell = pytest.importorskip(
        "tree_sitter_powershell", reason="tree-sitter-powershell is not installed"
    )
    parser = tree_sitter.Parser(tree_sitter.Language(powershell.language()))
    text = (ROOT / "src/gemeente_online/cli/completion/shells/gemeente-online.ps1").read_bytes()
    assert not parser.parse(text).root_node.has_error
    assert parser.parse(text.replace(b"}", b"", 1)).root_node.has_error
