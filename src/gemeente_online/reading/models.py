"""Finding and loading growth models: those that come with the program, and others by path."""

from pathlib import Path

from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError, InvalidInputError, broken, refused
from gemeente_online.reading.files import read_bytes, read_tree
from gemeente_online.reading.placed_tree import PlacedTree
from gemeente_online.reading.shipped import (
    DEFAULT_MODEL,
    is_model_id,
    models_folder,
    shipped_models,
)
from gemeente_online.suggestions import Guesses, Meant

__all__ = [
    "DEFAULT_MODEL",
    "is_model_id",
    "load_model",
    "model_in",
    "models_folder",
    "read_model",
    "shipped_models",
]


def load_model(name: str | Path = DEFAULT_MODEL, *, relative_to: Path | None = None) -> Model:
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


def read_model(data: bytes, source: str) -> Model:
    """The model in a file's bytes; see ``load_model``."""
    return model_in(read_tree(data, source), data)


def model_in(document: PlacedTree, data: bytes) -> Model:
    """The model in a document that was read from ``data``; see ``load_model``."""
    from hashlib import sha256

    tree = document.tree
    if isinstance(tree, dict) and "answers" in tree and "axes" not in tree:
        raise InvalidInputError(document.place([broken((), "not-a-model/answers")]))
    if not isinstance(tree, dict):
        raise InvalidInputError(document.place([broken((), "not-a-model", found=tree)]))
    try:
        with Guesses():
            return load(document.tree, sha256(data).hexdigest())
    except FindingsError as error:
        raise InvalidInputError(document.place(error.findings)) from None
