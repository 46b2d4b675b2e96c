"""The command line: what it prints where, and its exit codes one by one."""

import importlib.util
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gemeente_online import __version__
from gemeente_online.cli import app as app_module
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.formats import DocumentKind
from support.english import OF_THE_HELP
from support.places import ANSWERS, EXAMPLES, ROOT
from support.schemas import schema_of, valid
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]


def shell(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gemeente_online", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def test_version(command: Command) -> None:
    assert command("--version") == (0, f"gemeente-online {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["score", "-h"], ["model", "evaluate", "--help"]]
)
def test_help_is_dutch(command: Command, arguments: list[str]) -> None:
    code, out, err = command(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Gebruik: gemeente-online ")
    assert not [word for word in OF_THE_HELP if word in out]
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score"], '"BESTAND" ontbreekt'),
        (["scor"], 'Bedoelde u "score"?'),
        (
            ["score", "--quite", "x"],
            '"--quite" is geen optie van dit commando. Bedoelde u "--quiet"?',
        ),
        (["score", "-z", "x"], '"-z" is geen optie'),
        (["score", "x", "--model"], 'achter "--model" ontbreekt een waarde'),
        (["score", "x", "--quiet=1"], '"--quiet" krijgt geen waarde'),
        (["init", "--name", "Bergen", "op", "Zoom"], '"op Zoom" is te veel. Staat er een spatie'),
        (["score", "x", "-f", "tabel"], 'Bedoelde u "table"?'),
        (["--", "score2"], '"score2" is geen commando'),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], said: str) -> None:
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "--help" in err
    assert not [word for word in OF_THE_HELP if word in err]


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["init", "--for", "x"], "init"),
        (["score", "x", "-f", "tabel"], "score"),
        (["model", "schema", "--of", "model", "x"], "model schema"),
        (["model", "schema", "--of", "x"], "model schema"),
        (["model", "schem"], "model"),
        (["scor"], ""),
    ],
)
def test_wrong_usage_points_at_the_help_of_the_command(
    command: Command, arguments: list[str], path: str
) -> None:
    told = command(*arguments)[2].splitlines()[-1]
    assert told == f"  uitleg: {' '.join(['gemeente-online', *path.split()])} --help"


def test_no_command_shows_the_help(command: Command) -> None:
    code, out, err = command()
    assert (code, out) == (2, "")
    assert "Commando's:" in err


@pytest.mark.parametrize("phase", [1, 2, 3, 4])
def test_each_example_is_in_its_phase(command: Command, phase: int) -> None:
    path = EXAMPLES / f"fase-{phase}.yaml"
    assert command("score", "-q", path) == (0, f"{phase}\n", "")
    content = json.loads(command("score", "-f", "json", path)[1])
    assert [axis["phase"] for axis in content["results"][0]["axes"]] == [phase] * 3


def test_table_fits_and_loses_nothing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def words(text: str) -> set[str]:
        return set(text.replace("─", "").split())

    for example in sorted(EXAMPLES.glob("*.yaml")):
        wide = command("score", example)[1]
        for columns in (80, 120):
            monkeypatch.setenv("COLUMNS", str(columns))
            narrow = command("score", example)[1]
            assert max(map(len, narrow.splitlines())) <= columns
            assert words(narrow) == words(wide)
        monkeypatch.delenv("COLUMNS")


def test_several_files_give_a_row_each(command: Command) -> None:
    code, out, err = command("score", *ANSWERS)
    assert (code, err) == (0, "")
    rows = out.splitlines()[2:]
    assert [row.split()[0] for row in rows] == [
        "Waterdam",
        "Heuvelbroek",
        "Veenmonde",
        "Lindewaard",
        "Kraaienmeer",
        "Duinmark",
    ]


def test_a_wrong_file_does_not_stop_the_others(command: Command) -> None:
    code, out, err = command("score", "-q", "nergens.yaml", EXAMPLES / "fase-2.yaml")
    assert (code, out) == (2, "2\n")
    assert "nergens.yaml: dit bestand is er niet" in err
    assert "1 gescoord, 1 niet: zie hierboven" in err


def test_an_ending_that_was_left_out_is_named(command: Command, tmp_path: Path) -> None:
    """Windows shows a file without it."""
    (tmp_path / "waterdam.yaml").touch()
    _, _, err = command("score", tmp_path / "waterdam")
    assert err.endswith('bedoelde u "waterdam.yaml"?\n')
    assert "controleer de naam en de map" in command("score", tmp_path / "water")[2]


def test_who_looks_at_one_result_is_told_how_to_make_a_memo(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "onze gemeente.yaml"
    file.write_bytes((EXAMPLES / "fase-3.yaml").read_bytes())
    assert command("score", file)[2] == ""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told = f"Een memo in Word: gemeente-online report '{file}' --output memo.docx\n"
    assert command("score", file)[2] == told
    for more in (["-q"], ["-f", "jsonl"], [EXAMPLES / "fase-2.yaml"], ["-o", tmp_path / "x.md"]):
        assert command("score", file, *more)[2] == ""


def test_undetermined_is_a_question_mark(command: Command) -> None:
    assert command("score", "-q", EXAMPLES / "deels-ingevuld.yaml")[1] == "?\n"


def test_json_follows_its_schema(command: Command) -> None:
    code, out, err = command(
        "score", "-f", "json", *ANSWERS, "examples/models/open-data-answers.yaml", "nergens.yaml"
    )
    content = valid("score", out)
    assert (code, err) == (2, "")
    assert len(content["results"]) == 7
    assert [problem["code"] for problem in content["problems"]] == ["not-found"]
    assert (
        content["results"][0]["remarks"]["crisis"]["note"] == "Zie de evaluatie van het hoogwater"
    )
    content["results"][0]["overall"]["surprise"] = 1
    assert not schema_of(DocumentKind.RESULTS).is_valid(content)


@pytest.mark.heavy
def test_standard_input() -> None:
    yaml = (EXAMPLES / "fase-3.yaml").read_bytes()
    assert shell("score", "-q", "-", input=yaml).stdout == b"3\n"
    as_json = b'{"municipality": {"name": "X"}, "date": "2026-10-01", "answers": {}}'
    assert shell("score", "-q", "-", input=as_json).stdout == b"?\n"
    wrong = shell("score", "-q", "--input", "yaml", "-", input=b"answers: [")
    assert wrong.returncode == 2
    assert b"-:1:" in wrong.stderr


def test_model_by_id_path_and_another(command: Command) -> None:
    path = EXAMPLES / "fase-3.yaml"
    assert command("score", "-q", "--model", "gemeente-online", path)[:2] == (0, "3\n")
    assert command("score", "-q", "--model", "models/gemeente-online.yaml", path)[:2] == (0, "3\n")
    code, out, err = command("score", "--model", "examples/models/open-data.yaml", path)
    assert (code, out) == (2, "")
    assert 'deze antwoorden horen bij het groeimodel "gemeente-online"' in err
    code, out, err = command("score", "--model", "gemente-online", path)
    assert (code, out) == (2, "")
    assert 'bedoelde u "gemeente-online"?' in err


def test_check(command: Command) -> None:
    code, out, err = command("check", "models", EXAMPLES / "deels-ingevuld.yaml")
    assert (code, err) == (0, "")
    assert "groeimodel gemeente-online 1.1.0 (assen: 3, vragen: 30)" in out
    assert "19 van de 29 vragen beantwoord" in out
    assert command("check", "-q", "models")[:2] == (0, "")
    code, out, err = command("check", "-f", "json", "nergens.yaml")
    assert (code, json.loads(out)["problems"][0]["code"]) == (2, "not-found")


def test_check_warns_and_still_approves(command: Command, tmp_path: Path) -> None:
    tree = model_tree(
        choice("q1", not_applicable="true"),
        views=[{"id": "rol", "name": "Rol", "groups": [{"id": "klant", "name": "K"}]}],
    )
    for option, score in zip(tree["axes"][0]["questions"][0]["options"], "1223", strict=True):
        option["score"] = score
    path = tmp_path / "model.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    code, out, _ = command("check", path)
    assert code == 0
    assert "in orde, groeimodel proef 1.0.0" in out
    content = json.loads(command("check", "-f", "json", path)[1])
    assert {(p["code"], p["path"], p["severity"]) for p in content["problems"]} == {
        ("all-not-applicable", "axes[0]", "warning"),
        ("equal-scores", "axes[0].questions[0].options[2]", "warning"),
        ("group-without-questions", "views[0].groups[0]", "warning"),
        ("unreachable-phase", "axes[0]", "warning"),
    }
    assert out.count("let op: ") == 4


def test_check_knows_a_model_that_is_only_begun(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text("format: 1\nphases:\n  - number: 1\n", encoding="utf-8")
    out = command("check", path)[1]
    assert '"axes" ontbreekt' in out
    assert '"municipality" ontbreekt' not in out


def test_a_very_narrow_terminal_loses_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = command("score", EXAMPLES / "deels-ingevuld.yaml")[1]
    monkeypatch.setenv("COLUMNS", "20")
    narrow = command("score", EXAMPLES / "deels-ingevuld.yaml")[1]
    assert set(wide.replace("─", "").split()) == set(narrow.replace("─", "").split())


def test_yaml_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.find_spec("gemeente_online.reading.yaml")
    assert spec is not None
    assert spec.loader is not None
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(slow)
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    assert slow.read_yaml(text, "x").tree == read_yaml(text, "x").tree
    for wrong in ("a: [" * 5000, "a:\n\t- b", "a: 'x", "a: *b", "a: !x b", "a: 1\na: 2"):
        with pytest.raises(InvalidInputError) as caught:
            slow.read_yaml(wrong, "x")
        assert caught.value.problems[0].hint


def test_a_fault_of_the_program(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("boem")

    monkeypatch.setattr(app_module, "app", broken)
    code, out, err = command("score", "x")
    assert (code, out) == (70, "")
    assert "RuntimeError: boem" in err
    assert "Traceback" not in err


def test_interrupted(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app_module, "app", interrupted)
    assert command("score", "x")[0] == 130


@pytest.mark.heavy
def test_closed_pipe_is_silent() -> None:
    script = f"{sys.executable} -m gemeente_online score -f json examples | head -c 10"
    done = subprocess.run(script, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.heavy
def test_full_disk() -> None:
    script = f"{sys.executable} -m gemeente_online score examples > /dev/full"
    done = subprocess.run(script, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"de uitvoer kan niet worden geschreven" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.heavy
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1"])
def test_a_poor_terminal_shows_plain_signs(command: Command, encoding: str) -> None:
    poor = os.environ | {"PYTHONIOENCODING": encoding}
    done = shell("score", "examples/fase-1.yaml", env=poor)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Fase 1 van 4" in done.stdout.decode(encoding)
    lengths = [len(line) for line in command("score", "examples/fase-1.yaml")[1].splitlines()]
    assert [len(line) for line in done.stdout.decode(encoding).splitlines()] == lengths


def test_text_from_files_takes_no_effect(command: Command, tmp_path: Path) -> None:
    name = "[bold]Kwaad[/b] \\e[31m :smiley: \u4f60\u597d e\u0301"
    path = tmp_path / "kwaad.yaml"
    path.write_text(
        f'municipality: {{name: "{name}\\u202e\\x07\\n"}}\ndate: 2026-10-01\nanswers: {{}}\n',
        encoding="utf-8",
    )
    code, out, _ = command("score", path)
    assert code == 0
    assert "[bold]Kwaad[/b] \N{REPLACEMENT CHARACTER}[31m :smiley: 你好" in out
    assert not {"\x1b", "\u202e", "\x07"} & set(out)
    assert json.loads(command("score", "-f", "json", path)[1])["results"][0]["municipality"][
        "name"
    ].startswith("[bold]Kwaad[/b] \x1b[31m")


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from gemeente_online.cli.output import has_colour, width_of

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert has_colour(Terminal())
    assert width_of(Terminal()) == 80
    assert not has_colour(io.StringIO())
    assert width_of(io.StringIO()) is None
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_colour(Terminal())


def test_colour_shows_phases_by_shade() -> None:
    from gemeente_online import explain, read_assessments
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.rendering.explain import explain_document
    from gemeente_online.rendering.terminal import render_terminal

    (item,) = read_assessments(EXAMPLES / "answers.yaml")
    assert isinstance(item, Assessment)
    document = explain_document(explain(item))
    coloured = render_terminal(document, width=80, colour=True)
    for shade in ("37;48;5;25m3", "30;48;5;74m2"):
        assert f"\x1b[{shade}" in coloured
    assert "\x1b" not in render_terminal(document, width=80, colour=False)


SHOWING = ("score examples/answers.yaml", "score -f jsonl examples/batch", "model show --yaml")
ALSO_SHOWING = (
    *("score -q examples", "rank -f csv examples/batch", "explain examples/answers.yaml"),
    *("check models", "model list", "model schema", "init", "completion bash", "--help"),
    *("--version", "score --help", "report examples/answers.yaml"),
)


@pytest.mark.parametrize(
    "arguments",
    [*SHOWING, *(pytest.param(one, marks=pytest.mark.heavy) for one in ALSO_SHOWING)],
)
@pytest.mark.parametrize(("where", "code"), [("| true", 141), (">&-", 2)])
def test_a_result_that_nobody_gets_is_no_success(arguments: str, where: str, code: int) -> None:
    if arguments.startswith("report"):
        pytest.importorskip("jinja2", reason="the extra report is not installed")
    script = f"{sys.executable} -m gemeente_online {arguments} {where}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == code
    told = done.stderr.decode()
    assert ("de uitvoer kan niet worden geschreven: " in told) == (code == 2)
    assert "Traceback" not in told


def test_a_file_needs_no_standard_output(tmp_path: Path) -> None:
    score = f"{sys.executable} -m gemeente_online score examples/fase-1.yaml"
    script = f"{score} --output {tmp_path}/x.csv >&-"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "x.csv").stat().st_size


@pytest.mark.heavy
@pytest.mark.parametrize("closed", ["2>&-", "<&-", "2>/dev/full", ">&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"), [("score examples/answers.yaml", 0), ("score nergens.yaml", 2)]
)
def test_closed_streams(closed: str, arguments: str, code: int) -> None:
    script = f"{sys.executable} -m gemeente_online {arguments} {closed}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == (2 if ">&- 2" in closed else code)
    assert b"Traceback" not in done.stderr


def test_standard_input_that_is_closed() -> None:
    script = f"{sys.executable} -m gemeente_online score - <&-"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"er is geen standaardinvoer" in done.stderr


def test_names_that_no_file_can_have(command: Command) -> None:
    for name in ("x" * 5000, "a\0b"):
        code, out, err = command("score", "-q", name, EXAMPLES / "fase-1.yaml")
        assert (code, out) == (2, "1\n")
        assert "bestand" in err
        assert command("score", "--model", name, EXAMPLES / "fase-1.yaml")[0] == 2


def test_a_file_of_the_other_kind(command: Command) -> None:
    err = command("score", "models/gemeente-online.yaml")[2]
    assert "dit is een groeimodel, en geen antwoordenbestand" in err
    err = command("score", "--model", "examples/answers.yaml", EXAMPLES / "fase-1.yaml")[2]
    assert "dit is een antwoordenbestand, en geen groeimodel" in err


@pytest.mark.heavy
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_thousands_of_mistakes_show_fifty(command: Command, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"veel.{suffix}"
    content = {
        "municipality": {"name": "X"},
        "date": "2026-10-01",
        "answers": {f"vraag-{i}": "ja" for i in range(20_000)},
    }
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    code, out, err = command("score", path)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert lines[-1] == f"{path}: en nog 19.950 andere problemen"
    assert lines[98].startswith(f"{path}:56:3: answers.vraag-49: ")


@pytest.mark.parametrize("name", ["score", "check"])
def test_of_every_file_fifty_mistakes_are_shown(
    command: Command, tmp_path: Path, name: str
) -> None:
    paths = [tmp_path / "een.yaml", tmp_path / "twee.yaml"]
    for path in paths:
        wrong = "".join(f"  vraag-{i}: ja\n" for i in range(60))
        path.write_text(f"municipality: {{name: X}}\ndate: 2026-10-01\nanswers:\n{wrong}")
    shown = "".join(command(name, *paths)[1:]).splitlines()
    more = [shown.index(f"{path}: en nog 10 andere problemen") for path in paths]
    assert [line.startswith("  ") for line in shown[: more[0]]] == [False, True] * 50
    assert [line.startswith("  ") for line in shown[more[0] + 1 : more[1]]] == [False, True] * 50
