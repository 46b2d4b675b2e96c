"""What is said where the libraries of an extra were not installed."""

import ast
import importlib.util
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Never

import pytest

from gemeente_online.cli import app as app_module
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.extras import install_command, needed
from support.places import ROOT

Command = Callable[..., tuple[int, str, str]]
MESSAGE = (
    "voor proeven is een uitbreiding van het programma nodig (test), en die is nog niet "
    "geïnstalleerd"
)
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(InvalidInputError) as caught, needed("test", "proeven"):
        import jsonschema  # noqa: F401
    (problem,) = caught.value.problems
    assert (problem.source, problem.code) == ("gemeente-online", "extra-not-installed")
    assert problem.message == MESSAGE
    assert problem.hint == f"installeer die met: {install_command('test')}"


def test_the_command_is_for_the_python_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/home/an na/.venv/bin/python")
    monkeypatch.setattr(sys, "platform", "linux")
    assert install_command("excel") == (
        "'/home/an na/.venv/bin/python' -m pip install \"gemeente-online[excel]\""
    )
    monkeypatch.setattr(sys, "executable", "")
    assert install_command("excel") == 'python -m pip install "gemeente-online[excel]"'


@pytest.mark.parametrize(
    ("executable", "typed"),
    [
        (r"C:\gem\.venv\Scripts\python.exe", r"C:\gem\.venv\Scripts\python.exe"),
        (r"C:\An na\python.exe", r'"C:\An na\python.exe"'),
    ],
)
def test_windows_quotes_only_what_has_a_space(
    executable: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(sys, "platform", "win32")
    assert install_command("report") == f'{typed} -m pip install "gemeente-online[report]"'


def test_where_there_is_no_pip_uv_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "executable", "/opt/uv/python")
    monkeypatch.setattr(sys, "platform", "linux")
    assert install_command("excel") == (
        'uv pip install --python /opt/uv/python "gemeente-online[excel]"'
    )


def test_what_pipx_installed_pipx_adds_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert " -m pip install " in install_command("excel")
    (tmp_path / "pipx_metadata.json").touch()
    assert install_command("excel") == 'pipx inject gemeente-online "gemeente-online[excel]"'


def test_what_is_there_is_imported() -> None:
    with needed("test", "proeven"):
        import jsonschema
    assert jsonschema.__name__ == "jsonschema"


def test_a_module_of_ours_that_is_missing_is_a_fault() -> None:
    with pytest.raises(ModuleNotFoundError), needed("test", "proeven"):
        import gemeente_online.nowhere  # type: ignore[import-not-found]  # noqa: F401


def test_a_command_says_it_in_one_line_with_the_way_out(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wants_more(**_: object) -> Never:
        with needed("test", "proeven"):
            raise ModuleNotFoundError(name="pytest_nowhere")
        raise AssertionError

    monkeypatch.setattr(app_module, "app", wants_more)
    assert command("score", "x") == (
        2,
        "",
        f"gemeente-online: {MESSAGE}\n  installeer die met: {install_command('test')}\n",
    )


@pytest.mark.heavy
def test_every_extra_that_is_asked_for_exists() -> None:
    asked = [
        (path.name, node.args[0].value)
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "needed"
        and isinstance(node.args[0], ast.Constant)
    ]
    assert [(file, extra) for file, extra in asked if extra not in EXTRAS] == []
