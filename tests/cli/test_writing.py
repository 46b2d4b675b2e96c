"""What is written: whole or not at all, never over what was read, and told where it cannot be."""

import errno
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from support.places import EXAMPLES, ROOT
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]

BATCH = EXAMPLES / "batch/gemeenten.csv"
OWN_MODEL = EXAMPLES / "models/open-data.yaml"
OF_OWN_MODEL = EXAMPLES / "models/open-data-answers.yaml"
PROGRAM = [sys.executable, "-m", "gemeente_online"]
posix = pytest.mark.skipif(os.name != "posix", reason="signals, devices and limits of POSIX")
root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root may do so")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def limited(size: int) -> Callable[[], None]:
    """What has a process write no file of more bytes, as a full disk does."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def program(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **{"cwd": ROOT, **more},
    )


# --- a start file of the shell is replaced whole ------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a start file of 44,000 bytes."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    (tmp_path / ".bashrc").write_bytes(b"export A=1 # aan\xe9\n" * 2444)
    return tmp_path


@pytest.mark.heavy
@posix
@pytest.mark.parametrize("way", ["--install", "--remove"])
def test_a_full_disk_leaves_the_start_file(home: Path, way: str) -> None:
    start = home / ".bashrc"
    if way == "--remove":
        assert program("completion", "--install").returncode == 0
    before = start.read_bytes()
    done = program("completion", way, preexec_fn=limited(8192))
    assert start.read_bytes() == before
    assert done.returncode == 2
    assert f'"{start}" kan niet worden geschreven' in done.stderr
    assert "wat er stond, is niet veranderd" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(home.rglob("*.deel"))


def test_a_start_file_keeps_its_mode_and_its_link(command: Command, home: Path) -> None:
    real = home / "dotfiles/bashrc"
    real.parent.mkdir()
    shutil.move(home / ".bashrc", real)
    real.chmod(0o640)
    (home / ".bashrc").symlink_to(Path("dotfiles/bashrc"))
    before = real.stat()
    assert command("completion", "--install")[0] == 0
    assert (home / ".bashrc").is_symlink()
    assert real.read_bytes().count(b"gemeente-online") > 0
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.stat().st_ino != before.st_ino  # another file in its place, not one rewritten


@root
def test_a_start_file_keeps_its_owner(command: Command, home: Path) -> None:
    os.chown(home / ".bashrc", 12345, 23456)
    assert command("completion", "--install")[0] == 0
    status = (home / ".bashrc").stat()
    assert (status.st_uid, status.st_gid) == (12345, 23456)


@pytest.mark.parametrize("way", ["protected", "folder", "loop", "device", "pipe"])
def test_a_start_file_that_cannot_be_changed(command: Command, home: Path, way: str) -> None:
    start = home / ".bashrc"
    if way == "protected":
        start.chmod(0o444)
    else:
        start.unlink()
        if way in {"folder", "pipe"}:
            start.mkdir() if way == "folder" else os.mkfifo(start)
        else:
            start.symlink_to(start if way == "loop" else os.devnull)
    code, _, err = command("completion", "--install")
    assert code == 2
    assert f'"{start}"' in err
    assert "zet deze regel er zelf in: [ -r /" in err  # what one can do oneself
    assert way != "protected" or b"gemeente-online" not in start.read_bytes()


def test_no_room_for_a_start_file(command: Command, home: Path) -> None:
    (home / ".config").write_text("", encoding="utf-8")
    code, _, err = command("completion", "fish", "--install")
    assert code == 2
    assert "kan niet worden geschreven" in err
    assert "zet deze regel er zelf in: test -r /" in err


# --- nothing is written over what is read ---------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a batch, a municipality's file, and one with a model of its own."""
    shutil.copy(BATCH, tmp_path / "c.csv")
    shutil.copy(EXAMPLES / "fase-3.yaml", tmp_path / "a.yaml")
    shutil.copy(EXAMPLES / "years/waterdam-2024.yaml", tmp_path / "2024.yaml")
    shutil.copy(EXAMPLES / "years/waterdam-2025.yaml", tmp_path / "2025.yaml")
    shutil.copy(OWN_MODEL, tmp_path / OWN_MODEL.name)
    shutil.copy(OF_OWN_MODEL, tmp_path / "eigen.yaml")
    (tmp_path / "map").mkdir()
    shutil.copy(EXAMPLES / "fase-2.yaml", tmp_path / "map/b.yaml")
    shutil.copy(EXAMPLES / "fase-2.yaml", tmp_path / "index.html")  # odd, and read all the same
    (tmp_path / "naar.csv").symlink_to("c.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "c.csv")
    return tmp_path


ONTO_INPUT = {
    "score": "score c.csv -f csv --output c.csv",
    "spelled otherwise": "score c.csv -f csv --output ../{name}/./c.csv",
    "by a link": "score c.csv -f csv --output naar.csv",
    "the link is read": "score naar.csv -f csv --output c.csv",
    "a hard link": "score c.csv -f csv --output hard.csv",
    "quiet": "score -q c.csv --output c.csv",
    "json": "score a.yaml -f json --output a.yaml",
    "a model": "score eigen.yaml --model open-data.yaml -f json --output open-data.yaml",
    "a model in the file": "score eigen.yaml -f json --output open-data.yaml",
    "a file in a folder": "score map -f json --output map/b.yaml",
    "rank": "rank c.csv --output c.csv",
    "explain": "explain a.yaml -f table --output a.yaml",
    "grow": "grow a.yaml -f table --output a.yaml",
    "compare": "compare 2024.yaml 2025.yaml -f table --output 2024.yaml",
    "evaluate": "model evaluate c.csv -f table --output c.csv",
    "report": "report index.html --output index.html",
    "report in a folder": "report index.html a.yaml --folder .",
    "init": "init --from a.yaml --output a.yaml",
    "init from a batch": "init --from c.csv --output c.csv",
    "a schema": "init --from a.yaml --output new.yaml --schema a.yaml",
    "a schema on the model": "init -m open-data.yaml --output n.yaml --schema open-data.yaml",
    "model show": "model show open-data.yaml --yaml --output open-data.yaml",
    "model show to read": "model show open-data.yaml -f table --output open-data.yaml",
    "model schema": "model schema eigen.json --output eigen.json",
}

FOUND_ON_READING = {"a model in the file", "a file in a folder"}
"""Refused before anything is read where there is no leave to replace it."""


@pytest.mark.heavy
@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("way", ONTO_INPUT)
def test_an_input_is_no_output(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, way: str, force: bool
) -> None:
    monkeypatch.chdir(folder)
    if way == "model schema":
        tree = model_tree(choice("een"))
        Path("eigen.json").write_text(json.dumps(tree), encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    words = ONTO_INPUT[way].format(name=folder.name).split()
    code, _, err = command(*words, *(["--force"] if force else []))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert code == 2
    if force or way not in FOUND_ON_READING:
        assert "wordt door dit commando gelezen" in err, err
        assert "--force" not in err


@posix
def test_standard_input_is_no_output(folder: Path) -> None:
    before = (folder / "c.csv").read_bytes()
    with (folder / "c.csv").open("rb") as stream:
        done = program(
            *("score", "-", "--input", "csv", "-f", "csv", "-o", folder / "c.csv", "--force"),
            stdin=stream,
        )
    assert (done.returncode, (folder / "c.csv").read_bytes()) == (2, before)
    assert "wordt door dit commando gelezen" in done.stderr


def test_two_outputs_are_not_one_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for there in (False, True):
        if there:
            Path("b.yaml").write_text("oud", encoding="utf-8")
        code, _, err = command("init", "-o", "b.yaml", "--schema", "./b.yaml", "--force")
        assert code == 2
        assert "twee keer" in err
        assert names_in(tmp_path) == (["b.yaml"] if there else [])
    assert Path("b.yaml").read_text("utf-8") == "oud"


def test_a_command_that_runs_later_may_replace_what_was_read(
    command: Command, folder: Path
) -> None:
    assert command("score", "-q", folder / "a.yaml")[0] == 0
    assert command("score", "-q", EXAMPLES / "fase-1.yaml", "-o", folder / "a.yaml", "--force") == (
        (0, "", "")
    )


@pytest.mark.parametrize("more", ["-f csv", "-f csv --excel", "-f jsonl", "-f markdown", "-q"])
@pytest.mark.parametrize("was", ["de uitkomst van vorig jaar", None])
def test_without_a_result_there_is_no_file(
    command: Command, tmp_path: Path, more: str, was: str | None
) -> None:
    batch, output = tmp_path / "leeg.csv", tmp_path / "uitkomst"
    batch.write_text("municipality;date\n;\n", encoding="utf-8")
    if was is not None:
        output.write_text(was, encoding="utf-8")
    code, _, err = command("score", batch, *more.split(), "--output", output, "--force")
    assert code == 2
    assert "in dit bestand staat geen meting" in err
    assert (output.read_text(encoding="utf-8") if output.exists() else None) == was
    assert len(names_in(tmp_path)) == 1 + (was is not None)


@pytest.mark.parametrize("way", ["--output", "--schema", "--folder"])
def test_a_protected_file_is_respected(command: Command, tmp_path: Path, way: str) -> None:
    """Also by root, to whom the system would allow it."""
    target = tmp_path / ("index.html" if way == "--folder" else "b.yaml")
    target.write_text("oud", encoding="utf-8")
    target.chmod(0o444)
    words = {
        "--output": ["score", "-q", BATCH, "-o", target],
        "--schema": ["init", "-o", tmp_path / "n.yaml", "--schema", target],
        "--folder": ["report", EXAMPLES / "answers.yaml", "--folder", tmp_path],
    }[way]
    code, _, err = command(*words, "--force")
    assert (code, target.read_text("utf-8")) == (2, "oud")
    assert "is beveiligd tegen wijzigen" in err
    assert names_in(tmp_path) == [target.name]


# --- where output goes ----------------------------------------------------------------------------

TO = {
    "score": "score examples/answers.yaml",
    "quiet": "score -q examples/answers.yaml",
    "rank": "rank examples/batch/gemeenten.csv -f csv",
    "explain": "explain examples/answers.yaml",
    "grow": "grow examples/answers.yaml",
    "compare": "compare examples/years/waterdam-2025.yaml examples/years/waterdam-2024.yaml",
    "report": "report examples/answers.yaml",
    "init": "init --name Waterdam --date 2026-10-01",
    "init xlsx": "init --name Waterdam --date 2026-10-01 -f xlsx",
    "show": "model show",
    "show file": "model show --yaml",
    "schema": "model schema",
    "schema of models": "model schema --of model",
    "evaluate": "model evaluate examples/batch/gemeenten.csv",
}


def test_a_name_that_is_nothing_is_no_file(command: Command) -> None:
    code, _, err = command("score", EXAMPLES / "answers.yaml", "--output", "")
    assert (code, '"" is geen bestandsnaam' in err) == (2, True)


@pytest.mark.heavy
@posix
@pytest.mark.parametrize("name", ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_another_stream_goes_on_where_it_was(tmp_path: Path, name: str, force: list[str]) -> None:
    log = tmp_path / "log"
    log.write_text("wat er al stond\n", encoding="utf-8")
    with log.open("a", encoding="utf-8") as stream:
        words = [*PROGRAM, "score", "-q", str(EXAMPLES / "answers.yaml"), "--output", name, *force]
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=stream, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert log.read_text(encoding="utf-8") == "wat er al stond\n2\n"


@pytest.mark.heavy
@pytest.mark.parametrize("way", TO)
def test_a_dash_is_standard_output(command: Command, way: str) -> None:
    if "xlsx" in way:
        return  # bytes; see the next
    plain = command(*TO[way].split())
    assert plain[0] == 0
    assert plain[1]
    assert command(*TO[way].split(), "--output", "-") == plain
    assert not (ROOT / "-").exists()


@pytest.mark.heavy
@posix
@pytest.mark.parametrize(
    ("way", "target"),
    [("score", "-"), ("score", "/dev/stdout"), ("score", ">(cat)"), ("init xlsx", "-")],
)
def test_streams_of_the_shell(command: Command, way: str, target: str, tmp_path: Path) -> None:
    words = f"{sys.executable} -m gemeente_online {TO[way]} --output {target}"
    plain = "" if way == "init xlsx" else command(*TO[way].split())[1]
    for how in (f"{words} | cat", f"{words} > {tmp_path / 'uit'}; cat {tmp_path / 'uit'}"):
        script = f"set -o pipefail; {how}; code=$?; sleep 0.2; exit $code"
        done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
        assert (done.returncode, done.stderr.decode()) == (0, ""), how
        if way == "init xlsx":  # a workbook knows when it was made
            assert done.stdout[:4] == b"PK\3\4"
        elif target != ">(cat)" or "> " not in how.replace(">(", ""):
            assert done.stdout.decode() == plain


@pytest.mark.parametrize(
    ("words", "option"), [("init -o a.yaml", "--schema"), (f"report {EXAMPLES}", "--folder")]
)
def test_a_dash_is_no_file_and_no_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = command(*words.split(), option, "-")
    assert code == 2
    assert option in err
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("way", ["--output", "--schema", "--folder", "member", "ask"])
def test_a_loop_of_links(command: Command, tmp_path: Path, way: str) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "gemeente-waterdam.html").symlink_to("gemeente-waterdam.html")
    (tmp_path / "index.html").symlink_to("index.html")
    words = {
        "--output": ["score", "-q", BATCH, "-o", tmp_path / "a"],
        "--schema": ["init", "--schema", tmp_path / "a"],
        "--folder": ["report", BATCH, "--folder", tmp_path / "a"],
        "member": ["report", EXAMPLES / "answers.yaml", "--folder", tmp_path, "--force"],
        "ask": ["score", "-q", BATCH, "-o", tmp_path / "a/x"],
    }[way]
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert "wijst in een kring naar zichzelf" in err
    assert str(tmp_path) in err


@pytest.mark.heavy
@posix
@pytest.mark.parametrize("way", ["score", "report", "folder", "new folder", "init"])
def test_a_full_disk_names_the_file(tmp_path: Path, way: str) -> None:
    target = tmp_path / {"init": "w.yaml", "score": "u.csv"}.get(way, "r.html")
    words = {
        "score": ["score", "-f", "csv", BATCH, "-o", target],
        "report": ["report", BATCH, "-o", target],
        "folder": ["report", BATCH, "--folder", tmp_path],
        "new folder": ["report", BATCH, "--folder", tmp_path / "rapport"],
        "init": ["init", "-o", target],
    }[way]
    done = program(*words, preexec_fn=limited(4096))
    assert done.returncode == 2
    named = {"folder": str(tmp_path / "gm"), "new folder": str(tmp_path / "rapport/gm")}
    assert f'"{named.get(way, target)}' in done.stderr
    assert "kan niet worden geschreven" in done.stderr
    assert ".deel" not in done.stderr
    assert names_in(tmp_path) == []


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_named() -> None:
    done = program("score", "examples/years", "-o", "/dev/full")
    assert (done.returncode, done.stderr) == (
        2,
        'gemeente-online: "/dev/full" kan niet worden geschreven: de schijf is vol\n'
        "  uitleg: gemeente-online score --help\n",
    )


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_disk_without_links(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, meanwhile: bool
) -> None:
    """The file is moved to its place; what somebody else made there meanwhile stays."""
    target = tmp_path / "uit.csv"

    def no_links(self: Path, _: Path) -> None:
        if meanwhile:
            self.write_text("van een ander", encoding="utf-8")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    code, out, err = command("score", "-f", "csv", EXAMPLES / "answers.yaml", "-o", target)
    text = target.read_text(encoding="utf-8")
    if meanwhile:
        assert (code, out, text) == (2, "", "van een ander")
        assert f'"{target}" is er al' in err
    else:
        assert (code, out, err) == (0, "", "")
        assert text.startswith("municipality,")
    assert names_in(tmp_path) == ["uit.csv"]


def test_a_disk_that_is_full_at_the_last_moment(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    target = tmp_path / "uit.csv"
    target.write_text("oud", encoding="utf-8")
    words = ("score", "-f", "csv", EXAMPLES / "answers.yaml", "--force", "-o", target)
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert f'"{target}" kan niet worden geschreven: de schijf is vol' in err
    assert target.read_text(encoding="utf-8") == "oud"
    assert names_in(tmp_path) == ["uit.csv"]


def test_two_writers_of_one_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else makes the folder while this command fills its own."""
    from gemeente_online.cli.folder import Folder

    target = tmp_path / "rapport"
    write = Folder.write

    def meanwhile(self: Folder, name: str, data: bytes) -> None:
        target.mkdir(exist_ok=True)
        (target / "index.html").write_text("van een ander", encoding="utf-8")
        write(self, name, data)

    monkeypatch.setattr(Folder, "write", meanwhile)
    code, _, err = command("report", EXAMPLES / "years", "--folder", target)
    assert code == 2
    assert "er staat intussen iets anders met die naam" in err
    assert str(target) in err
    assert "foutcode" not in err
    assert names_in(tmp_path) == ["rapport"]
    assert names_in(target) == ["index.html"]


# --- standard streams that are not there ----------------------------------------------------------


@pytest.mark.heavy
@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("score examples/answers.yaml", 2),
        ("score -q examples/answers.yaml", 2),
        ("--version", 2),
        ("--help", 2),
        ("check examples/answers.yaml", 2),
        ("check -q examples/answers.yaml", 0),  # there is nothing to show
        ("init --output -", 2),
        ("score examples/answers.yaml --output {out}", 0),
    ],
)
def test_a_closed_standard_output_is_no_success(words: str, code: int, tmp_path: Path) -> None:
    line = words.format(out=tmp_path / "uit.txt")
    script = f"{sys.executable} -m gemeente_online {line} >&-"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert said == (
        "gemeente-online: de uitvoer kan niet worden geschreven: er is geen standaarduitvoer\n"
        if code
        else ""
    )


# --- told to stop ---------------------------------------------------------------------------------


@pytest.mark.heavy
@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("way", ["file", "folder"])
def test_told_to_stop_while_writing(tmp_path: Path, name: str, way: str) -> None:
    number = getattr(signal, name)
    if way == "file":
        words = ["score", "-f", "csv", "-o", tmp_path / "uit.csv", *[EXAMPLES] * 2000]
    else:
        words = ["report", *[BATCH] * 1, "--folder", tmp_path / "rapport"]
    with subprocess.Popen(
        [*PROGRAM, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        end = time.monotonic() + 60
        while not list(tmp_path.glob(".*.deel")) and time.monotonic() < end:
            time.sleep(0.005)
        assert list(tmp_path.glob(".*.deel"))
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert names_in(tmp_path) == []
    if number == signal.SIGINT:
        assert (process.returncode, err) == (130, b"\ngemeente-online: afgebroken\n")
    else:
        assert (process.returncode, err) == (-number, b"")


@pytest.mark.heavy
@posix
def test_nohup_goes_on(tmp_path: Path) -> None:
    script = (
        f"trap '' HUP; mkfifo in; {' '.join(PROGRAM)} score -q - -o uit <in & pid=$!; exec 3>in; "
        f"sleep 1; kill -HUP $pid; cat {EXAMPLES / 'answers.yaml'} >&3; exec 3>&-; wait $pid"
    )
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "uit").read_text(encoding="utf-8") == "2\n"


@pytest.mark.heavy
@posix
def test_interrupted_while_importing(tmp_path: Path) -> None:
    """Wherever Python is in its imports, nothing is raised that it could swallow."""
    # a module that is imported at start sends the signal from where an exception is ignored
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == os.environ['STOP_AT']:\n"
        "            Dying()\n"
        "class Dying:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        for _ in range(10):\n"
        "            pass\n"
        "sys.meta_path.insert(0, Finder())\n",
        encoding="utf-8",
    )
    ours = ("gemeente_online.cli.app", "gemeente_online.scoring.score")
    for module in (*ours, "typer", "pydantic", "yaml"):
        env = {**os.environ, "PYTHONPATH": str(tmp_path), "STOP_AT": module}
        done = program("score", "examples/answers.yaml", env=env)
        assert done.returncode == 130, (module, done)
        assert done.stdout == ""
        assert done.stderr in {"", "\ngemeente-online: afgebroken\n"}


# --- a package in a zip ---------------------------------------------------------------------------


@pytest.mark.heavy
def test_a_package_in_a_zip_says_so(tmp_path: Path) -> None:
    package = tmp_path / "gemeente-online.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for path in sorted((ROOT / "src/gemeente_online").rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                archive.write(path, path.relative_to(ROOT / "src"))
        for path in sorted((ROOT / "models").glob("*.yaml")):
            archive.write(path, Path("gemeente_online/models") / path.name)
    ways = (
        ["score", "examples/answers.yaml"],
        ["score", "-m", "online-meting", "examples/answers.yaml"],
        ["model", "list"],
        ["init"],
        ["check", "examples/answers.yaml"],
    )
    code = (
        "import sys\n"
        "from gemeente_online.cli.app import run\n"
        f"for words in {ways!r}:\n"
        "    print(run(words), file=sys.stderr)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = done.stdout + done.stderr
    assert said.count("2\n") == len(ways), said
    assert "Mogelijk: ," not in said
    for told in (
        "de groeimodellen van het programma zijn hier niet te vinden",
        "installeer het programma met pip",
    ):
        assert said.count(told) == len(ways), said
    assert "Traceback" not in said
