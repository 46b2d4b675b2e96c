"""Libraries that only some work needs, and what to say where they were not installed.

An extra is a group of libraries in pyproject.toml's optional dependencies. Import them where
they are used, inside ``needed``; nothing here imports them. Knows of no command and no file format.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from gemeente_online.problem import InvalidInputError, Problem


@contextmanager
def needed(extra: str, purpose: str, source: str = "gemeente-online") -> Iterator[None]:
    """Guard the imports of what an extra brings::

        with needed("excel", "Excel-bestanden", source=name):
            import openpyxl

    extra: its name in pyproject.toml.
    purpose: what it is for, in Dutch, to follow "voor": ``Excel-bestanden``.
    source: the file that needs it; by default the program itself, where a command does.

    Raises:
        InvalidInputError: it was not installed; the hint says how to.

    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "gemeente_online").partition(".")[0] == "gemeente_online":
            raise  # a module of our own: a fault of the program
        raise InvalidInputError([_not_installed(extra, purpose, source)]) from None


def _not_installed(extra: str, purpose: str, source: str) -> Problem:
    return Problem(
        source=source,
        code="extra-not-installed",
        message=f"voor {purpose} is een extra nodig, {extra}, die niet is geïnstalleerd",
        # double quotes: every shell takes them, that of Windows too
        hint=f'installeer die met: pip install "gemeente-online[{extra}]"',
    )
