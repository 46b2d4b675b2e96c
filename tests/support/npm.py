"""Programs that come from npm, in versions that a test names."""

import re
import subprocess
from pathlib import Path

import pytest

NOT_REACHED = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network|E404|E40[13]")


def install(folder: Path, *packages: str) -> None:
    """Install packages in a folder; skip the tests that need them where npm reaches no registry."""
    npm = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run([*npm, *packages], capture_output=True, text=True, check=False)
    if done.returncode and NOT_REACHED.search(done.stderr):
        pytest.skip(f"npm reaches no registry: {done.stderr.splitlines()[0]}")
    assert done.returncode == 0, done.stderr
