"""Finding and loading growth models: those that come with the program, and others by path.

Imports nothing of what a model is before one is loaded.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Problem,
    broken,
    refused,
)
from gemeente_online.reading.files import STDIN, read_bytes
from gemeente_online.reading.written import Written, read_tree
from gemeente_online.suggestions import Guesses, Meant

if TYPE_CHECKING:
    from gemeente_online.model.file import Model

DEFAULT_MODEL = "gemeente-online"

_PACKAGED = Path(__file__).parents[1] / "models"
_CHECKOUT = Path(__file__).parents[3] / "models"

_REMEMBERED = 64
"""Models that are kept: every row of a file may name another, and few will."""


# --- which there are -------------------------------------------------------------------------


def models_folder() -> Path:
    """Where the models are: beside the sources in a checkout, else inside the package.

    The checkout comes first, so that a copy that an editable install leaves in the package is
    never the one that is read.
    """
    in_checkout = (_CHECKOUT.parent / "pyproject.toml").is_file() and _CHECKOUT.is_dir()
    return _CHECKOUT if in_checkout else _PACKAGED


def shipped_models() -> tuple[str, ...]:
    """The ids of the models that come with the program.

    Raises:
        InvalidInputError: there are none, since the program is not unpacked on the disk.

    """
    found = tuple(sorted(path.stem for path in models_folder().glob("*.yaml")))
    if not found:
        raise refused(str(models_folder()), "not-found/models")
    return found


def is_model_id(name: str) -> bool:
    """Whether a name is meant as the id of a shipped model rather than as a path."""
    return not any(mark in name for mark in "./\\")


# --- loading one -----------------------------------------------------------------------------


def load_model(name: str | Path = DEFAULT_MODEL, *, relative_to: Path | None = None) -> "Model":
    """A growth model by the id of one that comes with the program, or by its path.

    relative_to: the folder that a path starts from; the current one by default.

    Raises:
        InvalidInputError: no such model, or every problem in its file.

    """
    return read_model(*model_file(name, relative_to=relative_to))


def model_file(name: str | Path, *, relative_to: Path | None = None) -> tuple[bytes, str]:
    """A growth model's file as it is, and the name it goes by in messages.

    Raises:
        InvalidInputError: there is no such model, or it cannot be read.

    """
    if isinstance(name, str) and is_model_id(name):
        shipped = shipped_models()
        if name not in shipped:
            raise refused(name, "unknown-model", named=name, meant=Meant(name, shipped))
        path = models_folder() / f"{name}.yaml"
        return read_bytes(path), f"{name}.yaml"
    if relative_to is not None and str(name).replace("\\", "/").startswith("//"):
        # to Windows this is another computer, which it would send the user's name and password
        raise refused(str(name), "network-path")
    path = (relative_to or Path()) / name
    return read_bytes(path), str(path)


def read_model(data: bytes, source: str) -> "Model":
    """The model in a file's bytes; see ``load_model``."""
    return model_in(read_tree(data, source), data)


def model_in(written: Written, data: bytes) -> "Model":
    """The model in what was read from ``data``; see ``load_model``."""
    from hashlib import sha256

    from gemeente_online.model.rules import load

    tree = written.tree
    try:
        if not isinstance(tree, dict):
            raise FindingsError([broken((), "not-a-model", found=tree)])
        if "answers" in tree and "axes" not in tree:
            raise FindingsError([broken((), "not-a-model/answers")])
        with Guesses():
            return load(tree, sha256(data).hexdigest(), written.source)
    except FindingsError as error:
        raise InvalidInputError(written.place(error.findings)) from None


# --- which one an input is held against ------------------------------------------------------


class ModelChoice:
    """The model that was chosen, or the one that an input names; each is loaded once."""

    def __init__(self, chosen: "Model | None") -> None:
        """Start with the model that goes before all others, if there is one."""
        self._chosen = chosen
        self._loaded = lru_cache(maxsize=_REMEMBERED)(_loaded)

    def model_for(self, named: object, source: str) -> "Model":
        """The model for answers that name one, or none.

        named: what stands at ``model``. source: the file, from whose folder a path starts.

        Raises:
            FindingsError: what is wrong, at the path ``model``.
            InvalidInputError: the model that comes with the program is broken.

        """
        if not isinstance(named, str) or not named:
            return self._chosen or self._load(DEFAULT_MODEL, Path())
        is_id = is_model_id(named)
        folder = Path() if is_id or source == STDIN else Path(source).parent
        if self._chosen is not None:
            if named != self._chosen.id:
                self._compare(named, folder, self._chosen)
            return self._chosen
        try:
            return self._load(named, folder)
        except InvalidInputError as error:
            raise FindingsError([_model_finding(named, error)]) from None

    def _load(self, name: str, folder: Path) -> "Model":
        found = self._loaded(name, folder)
        if isinstance(found, tuple):
            raise InvalidInputError(found)
        return found

    def _compare(self, named: str, folder: Path, chosen: "Model") -> None:
        """Refuse answers that were given to another model; a path that is not there may pass."""
        try:
            other = self._load(named, folder).id
        except InvalidInputError as error:
            if error.problems[0].code == "not-found":
                return
            other = named
        if other != chosen.id:
            raise FindingsError([broken(("model",), "other-model", other=other, chosen=chosen.id)])


def _loaded(name: str, folder: Path) -> "Model | tuple[Problem, ...]":
    """A model, or what is wrong with it, which the next file is told even if this one is not."""
    try:
        with Guesses():
            return load_model(name, relative_to=folder)
    except InvalidInputError as error:
        return error.problems


def _model_finding(named: str, error: InvalidInputError) -> Finding:
    """What is wrong with the model that an input names, told at that name."""
    first = error.problems[0]
    path = ("model",)
    if first.code == "unknown-model":
        return Finding(path, first.code, first.message, first.hint)
    if first.line is None and len(error.problems) == 1:
        return broken(
            path, "invalid-model/file", named=named, why=first.message, hint=first.hint
        )._replace(code=first.code)
    return broken(path, "invalid-model", named=named, file=first.source)
