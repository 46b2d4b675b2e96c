"""The program in a process of its own, with something done to it before it begins."""

import os
import subprocess
import sys

from support.places import ROOT


def run_python(program: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def run_without(module: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """The command, where a module was not installed."""
    program = f"import sys; sys.modules[{module!r}] = None; import gemeente_online.__main__ as it"
    return run_python(f"{program}; it.main()", *arguments)
