"""Expected outputs that are files: read, or written anew after a wanted change.

``GEMEENTE_ONLINE_RENEW=1`` writes them. A test whose file was written fails and says so, so that
nobody takes a run that renewed something for a check; what was right already passes.
"""

import os
from pathlib import Path

import pytest

RENEWING = os.environ.get("GEMEENTE_ONLINE_RENEW") == "1"


def expected(path: Path, found: str) -> str:
    """The text that a file holds, line ends as they are; when renewing, what was found."""
    there = path.read_bytes().decode("utf-8") if path.exists() else None
    if not RENEWING:
        assert there is not None, f"{path} is not there; GEMEENTE_ONLINE_RENEW=1 writes it"
        return there
    if there != found:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.encode("utf-8"))
        pytest.fail(f"renewed {path}: read the diff", pytrace=False)
    return found
