"""Completion in real shells, typed on a real terminal; heavy, so in .ci/run it runs once."""

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.places import ROOT

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


HOSTILE = [
    "`./ev`",
    "${x:=`touch${IFS}P`}",
    "$(./ev)",
    "(./ev)",
    "$HOME",
    "~root",
    "a b",
    "a;./ev",
    "a&./ev",
    "a|./ev",
    "a\\;./ev",
    "x'; ./ev; '",
    'x"; ./ev; "',
    "x(e:'./ev':)",
    ">(./ev)",
    ">P",
    "a!b",
    "!!",
    '"!',
    "'!ls'!",
    "a!",
    "*",
    "[ab]",
    "{a,b}",
    "-q",
    "--output=P",
    "=ls",
    "#a",
    "a:b c",
    "a=b",
    "a\\:b",
    "a\\",
    "'s-Meerdam",
    "a'",
    "a'b\"c",
    "%s",
    "Súd’s ＇;./ev;＇",
]
"""Names of municipalities that a shell would run, expand, split or take away."""


class Session:
    """A shell in which a municipality is completed and Enter is pressed."""

    def __init__(self, shell: str, environment: dict[str, str], folder: Path) -> None:
        self.shell, self.folder, self.got = shell, folder / "here", folder / "got"
        self.folder.mkdir()
        script = self.folder / "ev"
        script.write_text("#!/bin/sh\ntouch P\n", encoding="utf-8")
        script.chmod(0o755)
        program = folder / "gemeente-online"
        program.write_text(
            f'#!/bin/sh\n[ -n "$_GEMEENTE_ONLINE_WORDS" ] && exec "{sys.executable}" -m '
            'gemeente_online "$@"\nprintf \'%s\\0\' "$@" >'
            f'"{self.got}.part"; mv "{self.got}.part" "{self.got}"\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        env = {**environment, "PATH": f"{folder}:{environment['PATH']}"}
        size = (50, 200)
        self.child = pexpect.spawn(
            shell, ["-i"], env=env, cwd=self.folder, encoding="utf-8", dimensions=size
        )
        prompt = "function fish_prompt; echo '> '; end" if shell == "fish" else "PS1='> '"
        self.child.sendline(f"{prompt}; echo DO''NE")
        self.child.expect("DONE\r\n", timeout=60)

    def received(self, begun: str, *names: str) -> list[str]:
        """What the program is given behind what was begun, when the rest is completed."""
        with (self.folder / "batch.csv").open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream, delimiter=";")
            rows.writerows([["municipality", "date"], *([name, "2026-01-01"] for name in names)])
        before = sorted(self.folder.iterdir())
        self.got.unlink(missing_ok=True)
        self.child.send(f"gemeente-online explain batch.csv {begun}\t\r")
        until = time.monotonic() + 10
        while not self.got.exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert sorted(self.folder.iterdir()) == before, (begun, names)
        assert self.got.exists(), (begun, names)
        arguments = self.got.read_text("utf-8").split("\0")[:-1]
        assert arguments[:2] == ["explain", "batch.csv"]
        return arguments[2:]

    def close(self) -> None:
        self.child.close(force=True)


@pytest.fixture(params=["bash", "zsh", "fish"])
def session(
    request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path
) -> Iterator[Session]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    one = Session(request.param, environment, tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("begun", ["--for ", "--for=", "--for '", '--for="'])
def test_nothing_in_a_name_is_run(session: Session, begun: str) -> None:
    """The program receives the name, the whole name, and nothing but the name."""
    wrong = []
    for name in HOSTILE:
        if session.shell == "fish" and name.startswith("~"):
            continue  # fish leaves the tilde without quotes, so it is not offered
        expected = ["--for", name] if begun.startswith("--for ") else [f"--for={name}"]
        received = session.received(begun, name)
        if received != expected:
            wrong.append((name, received))
    assert wrong == []


def test_what_names_have_in_common(session: Session) -> None:
    """A shell inserts that first, and it may end anywhere in the quotes."""
    names = ["Sint a `./ev`", "Sint a $HOME", "Sint b;./ev"]
    assert session.received("--for S\tb", *names) == ["--for", names[2]]


def test_powershell_syntax() -> None:
    """There is no PowerShell here: the script is at least one that its grammar takes."""
    tree_sitter = pytest.importorskip("tree_sitter", reason="tree-sitter is not installed")
    powershell = pytest.importorskip(
        "tree_sitter_powershell", reason="tree-sitter-powershell is not installed"
    )
    parser = tree_sitter.Parser(tree_sitter.Language(powershell.language()))
    text = (ROOT / "src/gemeente_online/cli/completion/gemeente-online.ps1").read_bytes()
    assert not parser.parse(text).root_node.has_error
    assert parser.parse(text.replace(b"}", b"", 1)).root_node.has_error
