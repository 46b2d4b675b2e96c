"""What a file system, a stream or a user does at the worst moment; Windows is simulated."""

import ctypes
import errno
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from gemeente_online import Assessment, InvalidInputError, Rejected, load_model, read_assessments
from gemeente_online.cli import app as app_module
from gemeente_online.cli import output
from gemeente_online.cli.app import run
from gemeente_online.reading import files
from gemeente_online.rendering.formats import JsonText
from gemeente_online.rendering.json_text import to_json
from support.locale_signs import need_in_locale
from support.places import EXAMPLES, ROOT
from support.wording import plain
from synthetic import write_csv

Command = Callable[..., tuple[int, str, str]]
GOOD = (EXAMPLES / "fase-3.yaml").read_text(encoding="utf-8")
linux = pytest.mark.skipif(os.name == "nt", reason="this is a test of POSIX file systems")


def problem_of(path: str | Path) -> tuple[str, str, str | None]:
    """Code, message and hint of the one problem that a path gives."""
    (item,) = read_assessments(path)
    assert isinstance(item, Rejected)
    (problem,) = item.problems
    assert problem.source == str(path)
    assert problem.hint
    return problem.code, problem.message, problem.hint


# --- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nergens.yaml", "not-found"),
        ("meting.yaml/nog-iets.yaml", "not-found"),
        ("x" * 300 + ".yaml", "not-found"),
        ("a\0b.yaml", "not-found"),
        ("patroon-*.yaml", "not-found"),
        ("map", "empty-folder"),
        ("pijp.yaml", "not-a-file"),
        ("stopcontact.yaml", "not-a-file"),
        ("gebroken.yaml", "not-found"),
        ("kring.yaml", "link-loop"),
        ("map.yaml", "empty-folder"),
        ("/dev/zero", "not-a-file"),
        ("/dev/null", "not-a-file"),
    ],
)
@linux
def test_what_is_no_file(
    name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("meting.yaml").write_text(GOOD, encoding="utf-8")
    Path("map").mkdir()
    Path("map.yaml").mkdir()
    os.mkfifo("pijp.yaml")
    Path("gebroken.yaml").symlink_to("weg.yaml")
    Path("kring.yaml").symlink_to("kring-2.yaml")
    Path("kring-2.yaml").symlink_to("kring.yaml")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("stopcontact.yaml")
        assert problem_of(name)[0] == code
    if code != "empty-folder":
        with pytest.raises(InvalidInputError) as caught:
            load_model(Path(name))
        assert caught.value.problems[0].code == code


@linux
def test_each_says_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gebroken.yaml").symlink_to("weg.yaml")
    assert "wijst naar een bestand dat er niet is" in problem_of("gebroken.yaml")[1]
    assert "past bij dit patroon" in problem_of("*.yml")[1]


@linux
def test_the_others_in_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "a.yaml")
    (tmp_path / "c.yaml").symlink_to("c.yaml")
    (tmp_path / "d.yaml").mkdir()
    items = list(read_assessments(tmp_path))
    assert [type(item) for item in items] == [Rejected, Assessment, Rejected]


def test_a_file_that_disappears_after_it_was_listed(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    items = read_assessments(tmp_path)
    assert isinstance(next(items), Assessment)
    (tmp_path / "b.yaml").unlink()
    (tmp_path / "c.yaml").write_text("answers: [", encoding="utf-8")  # and one that changes
    gone, changed = items
    assert isinstance(gone, Rejected)
    assert gone.problems[0].code == "not-found"
    assert isinstance(changed, Rejected)
    assert changed.problems[0].code == "yaml-syntax"


def test_a_folder_that_disappears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Path) -> Iterator[Path]:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(Path, "iterdir", gone)
    assert problem_of(tmp_path)[0] == "no-access"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "no-access"),
        (errno.EPERM, "no-access"),
        (errno.EIO, "unreadable"),
        (errno.EINVAL, "not-found"),
    ],
)
def test_what_may_not_be_opened(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as root, to whom nothing is forbidden."""
    path = tmp_path / "meting.yaml"
    path.write_text(GOOD, encoding="utf-8")

    def refuse(*_: object) -> int:
        raise OSError(number, "no")

    monkeypatch.setattr(files, "_without_waiting", refuse)
    assert problem_of(path)[0] == code
    with pytest.raises(InvalidInputError):
        load_model(path)


def test_a_disk_that_fails_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

        def readline(self, *_: object) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    class Stdin:
        buffer = Failing()

    monkeypatch.setattr(sys, "stdin", Stdin())
    for kind in ("yaml", "json", "jsonl", "csv"):
        assert run(["score", "--input", kind, "-"]) == 2


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert problem_of(tmp_path) == (
        "no-access",
        "deze map mag niet worden gelezen",
        "vraag om leesrechten, of kopieer de bestanden naar een eigen map",
    )


STRANGE_NAMES = {
    "newline": b"een\ntwee.yaml",
    "escape": b"\x1b[31mrood\x1b[0m.yaml",
    "markup": b"[bold][urgent].yaml",
    "no-utf-8": b"caf\xe9.yaml",
    "bidi": "\u202egnp.yaml".encode(),
    "formula": b"=1+1.yaml",
    "dash": b"-q.yaml",
    "html": b"<b>&.yaml",
}


@linux
@pytest.mark.parametrize("name", STRANGE_NAMES.values(), ids=STRANGE_NAMES)
@pytest.mark.heavy
def test_strange_names_in_every_output(name: bytes, tmp_path: Path, command: Command) -> None:
    for content, outcome in ((GOOD, 0), ("answers: [", 2)):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        try:
            Path(path).write_text(content, encoding="utf-8")
        except OSError:
            pytest.skip("this file system refuses the name")
        for arguments in (
            ["score", path],
            ["score", path, path],
            ["score", tmp_path],
            ["score", "-q", path],
            ["score", "-f", "csv", path],
            ["score", "-f", "jsonl", path],
            ["score", "-f", "markdown", path],
            ["check", path],
        ):
            code, out, err = command(*arguments)
            assert code == outcome, (arguments, err)
            assert all(line.isprintable() for line in plain(out + err).split("\n"))
        code, out, _ = command("score", "-f", "json", path)
        json.loads(out.encode("utf-8"))
        assert code == outcome


@linux
def test_a_strange_word_on_the_command_line(command: Command) -> None:
    for arguments in (["sc\x1bre"], ["score", "x", "-f", "\x1b[31m"], ["score", "--\u202e"]):
        code, _, err = command(*arguments)
        assert code == 2
        assert all(line.isprintable() for line in err.split("\n"))


def test_a_model_on_another_computer_is_not_asked_for(tmp_path: Path) -> None:
    for name in (r"\\kwaad\model.yaml", "//kwaad/model.yaml", r"\/kwaad\model.yaml"):
        path = tmp_path / "meting.yaml"
        path.write_text(GOOD.replace("gemeente-online", name, 1), encoding="utf-8")
        code, message, _ = problem_of(path)
        assert (code, name in message) == ("network-path", True)


# --- more than a reader can hold -------------------------------------------------------------


@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["yaml", "json"])
@pytest.mark.parametrize("text", ["[" * 300_000, '{"a":' * 300_000, "- " * 300_000, "? " * 300_000])
def test_depth_does_not_crash_a_small_stack(text: str, kind: str) -> None:
    """A crash would be of the whole interpreter, so this one has a process of its own."""
    program = (
        "import sys, threading\n"
        f"from gemeente_online.reading.{kind} import read_{kind}\n"
        "from gemeente_online import InvalidInputError\n"
        "said = []\n"
        "def read():\n"
        f"    try: read_{kind}({text[:5]!r} * 300_000, 'x')\n"
        "    except InvalidInputError as error: said.append(error.problems[0].message)\n"
        "threading.stack_size(1 << 18)\n"
        "thread = threading.Thread(target=read); thread.start(); thread.join()\n"
        "sys.exit(0 if said else 3)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028"])
def test_thousands_of_directives_with_any_line_end(end: str, tmp_path: Path) -> None:
    path = tmp_path / "meting.yaml"
    lines = "".join(f"%TAG !a{number}! b{end}" for number in range(2_000))
    path.write_bytes(f"{lines}--- a".encode())
    assert problem_of(path)[0] == "too-many-directives"


def test_a_file_is_read_no_further_than_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, target: memoryview) -> int:  # type: ignore[override]
            target[:] = b"a" * len(target)
            self.taken += len(target)
            return len(target)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(endless)))
    for kind in ("yaml", "json", None):
        assert run(["score", "-", *(["--input", kind] if kind else [])]) == 2
    assert endless.taken < 20_000_000


# --- streams ---------------------------------------------------------------------------------


def stream(encoding: str) -> io.TextIOWrapper:
    output.prepare_streams()
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="gemeente-online", newline="\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp850", "cp1252", "utf-8"])
def test_a_poor_stream_shows_one_sign_for_one(encoding: str) -> None:
    poor = stream(encoding)
    text = "Súdwest – € “één” · 70\u00a0% 水 \U0001f469 \ud800 ▇"
    output.write_to(poor, text)
    poor.flush()
    written = poor.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    assert len(written) == len(text)
    assert written.startswith(("Súdwest", "Sudwest"))
    assert "70 %" in plain(written)


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp850", "cp1252", "utf-8", "UTF-8"])
def test_json_keeps_every_character_on_a_poor_stream(encoding: str) -> None:
    poor = stream(encoding)
    content = {"name": "Súdwest – € 水 \U0001f469 \x9b \u2028"}
    output.write_to(poor, to_json(content))
    poor.flush()
    written = poor.buffer.getvalue()  # type: ignore[attr-defined]
    assert json.loads(written.decode(encoding)) == content
    assert isinstance(to_json(content), JsonText)


@pytest.mark.heavy
def test_json_through_a_windows_pipe(tmp_path: Path) -> None:
    path = tmp_path / "meting.yaml"
    path.write_text(GOOD.replace("Kraaienmeer", '"水坝 \U0001f469"'), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gemeente_online", "score", "-f", "json", str(path)],
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    result = json.loads(done.stdout.decode("cp1252"))["results"][0]
    assert result["municipality"]["name"] == "水坝 \U0001f469"


def test_line_ends_are_the_same_everywhere() -> None:
    """Also those of CSV, which Windows would double."""
    text = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", text)
        output.prepare_streams()
        output.show("a\r\nb\n")
    text.flush()
    assert text.buffer.getvalue() == b"a\r\nb\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", ["0", "-1", "9" * 5000, "1000000", "tachtig", "٣", ""])
def test_any_columns(columns: str, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    need_in_locale(columns)
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = command("score", EXAMPLES / "fase-3.yaml")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= output.MOST_COLUMNS


@pytest.mark.heavy
@linux
@pytest.mark.parametrize("moment", [0.02, 0.1, 0.25, 0.4, 0.8])
def test_interrupted_at_any_moment(moment: float, tmp_path: Path) -> None:
    many = tmp_path / "land.csv"
    write_csv(many, load_model(), 10_000)
    target = tmp_path / "uitkomst.csv"
    process = subprocess.Popen(
        [
            *[sys.executable, "-m", "gemeente_online", "score", "-f", "csv"],
            *["--output", str(target), str(many)],
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    # until Python itself is ready, it or the system ends the process; at any moment it may be done
    early = moment < 0.3
    assert process.returncode in {130, -signal.SIGINT, 0, *([1] if early else [])}
    assert early or b"Traceback" not in err
    written = [path for path in tmp_path.iterdir() if path != many]
    assert written in ([], [target])
    if written or process.returncode == 0:  # it may have been done just before the signal
        assert len(target.read_text(encoding="utf-8").splitlines()) == 1 + 10_000


@pytest.mark.heavy
@linux
def test_interrupted_while_waiting_for_input() -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "gemeente_online", "score", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"municipality:\n")
        process.stdin.flush()
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read().decode().strip() == "gemeente-online: afgebroken"


def test_a_thread_may_read(tmp_path: Path) -> None:
    """Nothing rests on the main thread or on its stack."""
    path = tmp_path / "meting.yaml"
    path.write_text(GOOD, encoding="utf-8")
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(read_assessments(path)))
    thread.start()
    thread.join()
    assert [type(item) for item in found] == [Assessment]


# --- Windows, simulated ----------------------------------------------------------------------


def test_a_file_that_excel_holds_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "meting.yaml"
    path.write_text(GOOD, encoding="utf-8")

    def locked(*_: object) -> int:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(files, "_without_waiting", locked)
    monkeypatch.setattr(files, "ON_WINDOWS", True)
    assert problem_of(path)[2] == (
        "sluit het bestand in Excel of een ander programma, of vraag om leesrechten"
    )
    with pytest.raises(InvalidInputError) as caught:  # a folder is refused in the same way there
        load_model(tmp_path)
    assert caught.value.problems[0].code == "folder"


def test_patterns_are_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.yaml", "a.yaml", "c.json", "[d].yaml"):
        Path(name).touch()
    assert app_module.expand_patterns(["score", "*.yaml", "-f", "x*", "*.csv", "[d].yaml"]) == [
        *["score", "[d].yaml", "a.yaml", "b.yaml", "-f", "x*", "*.csv", "[d].yaml"]
    ]


def test_patterns_on_the_command_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "ON_WINDOWS", True)
    code, out, _ = command("score", "-q", "examples/fase-*.yaml")
    assert (code, out) == (0, "1\n2\n3\n4\n")


def test_a_pipe_that_windows_closed(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(**_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(app_module, "app", closed)
    monkeypatch.setattr(app_module, "close_quietly", lambda: None)
    assert command("score", "x")[0] == 2
    monkeypatch.setattr(output, "ON_WINDOWS", True)
    assert command("score", "x") == (141, "", "")


class Console(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


class Kernel:
    """The two functions of kernel32 that are asked."""

    def __init__(self, *, is_console: bool, obeys: bool) -> None:
        self.is_console, self.obeys = is_console, obeys
        self.mode = 3

    def GetConsoleMode(self, _: object, mode: object) -> int:  # noqa: N802
        if self.is_console:
            mode._obj.value = self.mode  # type: ignore[attr-defined]
        return int(self.is_console)

    def SetConsoleMode(self, _: object, mode: ctypes.c_uint32) -> int:  # noqa: N802
        self.mode = mode.value if self.obeys else self.mode
        return int(self.obeys)


@pytest.mark.parametrize(
    ("is_console", "obeys", "shown"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_colours_where_the_console_obeys_them(
    is_console: bool, obeys: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(is_console=is_console, obeys=obeys)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda number: number))
    monkeypatch.setattr(output, "ON_WINDOWS", True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TERM", raising=False)
    assert output.has_colour(Console()) is shown
    assert kernel.mode == (7 if shown else 3)


def test_no_colours_where_windows_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "ON_WINDOWS", True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not output.has_colour(Console())


def test_powershell_writes_utf_16(tmp_path: Path, command: Command) -> None:
    """``gemeente-online score -f json x > y`` and ``Set-Content`` in PowerShell 5."""
    path = tmp_path / "meting.yaml"
    path.write_bytes(b"\xff\xfe" + GOOD.replace("\n", "\r\n").encode("utf-16-le"))
    assert command("score", "-q", path)[:2] == (0, "3\n")


@pytest.mark.parametrize("source", sorted((ROOT / "src").rglob("*.py")), ids=lambda p: p.name)
def test_text_files_are_opened_with_an_encoding(source: Path) -> None:
    """Windows would take another one than everybody else."""
    import ast

    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name == "open" and not (
            isinstance(called, ast.Attribute)
            and ast.unparse(called.value) in {"os", "archive", "self._zip"}
        ):
            given = [ast.unparse(argument) for argument in node.args]
            binary = any("b" in argument for argument in given if argument.startswith("'"))
            assert binary or any(k.arg == "encoding" for k in node.keywords), ast.unparse(node)
        if name in {"read_text", "write_text"}:
            assert node.args or node.keywords, ast.unparse(node)


@pytest.mark.parametrize("count", [30, 40, 900, 1_001, 50_000])
def test_brackets_by_the_thousand(command: Command, tmp_path: Path, count: int) -> None:
    """Versions of libyaml differ in where they stop, and in whether they stop before we do."""
    path = tmp_path / "haken.yaml"
    path.write_text("answers: " + "[" * count, encoding="utf-8")
    code, out, err = command("check", path)
    assert (code, err) == (2, "")
    assert out.startswith(f"{path}:1:")
    assert ("meer dan 32 lagen" in out) is (count > 32)
