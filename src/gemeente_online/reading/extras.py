"""Libraries that only some work needs, and what to say where they were not installed.

An extra is a group of libraries in pyproject.toml's optional dependencies. Import them where
they are used, inside ``needed``; nothing here imports them. Knows of no command and no file format.
"""

import importlib.util
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gemeente_online.problem import refused


@contextmanager
def needed(extra: str, purpose: str) -> Iterator[None]:
    """Guard the imports of what an extra brings::

        with needed("excel", "Excel-bestanden"):
            import openpyxl

    extra: its name in pyproject.toml.
    purpose: what it is for, in Dutch, to follow "voor": ``Excel-bestanden``.

    Raises:
        InvalidInputError: it was not installed; the hint says how to.

    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "gemeente_online").partition(".")[0] == "gemeente_online":
            raise  # a module of our own: a fault of the program
        raise refused(
            "gemeente-online",
            "extra-not-installed",
            extra=extra,
            purpose=purpose,
            command=install_command(extra),
        ) from None


def install_command(extra: str) -> str:
    """What to type to get an extra beside this very program, from whatever folder.

    The Python that runs is named in full: the one that the shell finds is often another, and that
    of Debian refuses. What pipx and uv set up may have no pip.
    """
    # double quotes: every shell takes them, that of Windows too
    wanted = f'"gemeente-online[{extra}]"'
    if Path(sys.prefix, "pipx_metadata.json").is_file():
        return f"pipx inject gemeente-online {wanted}"
    python = as_typed(sys.executable or "python")
    if importlib.util.find_spec("pip") is None:
        return f"uv pip install --python {python} {wanted}"
    return f"{python} -m pip install {wanted}"


def as_typed(path: str) -> str:
    """A path as one argument of a command line in the terminal of this computer."""
    if sys.platform == "win32":
        return f'"{path}"' if " " in path else path
    return shlex.quote(path)
