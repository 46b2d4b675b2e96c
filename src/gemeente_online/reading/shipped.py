"""The growth models that come with the program: which there are and where; reads none of them."""

from pathlib import Path

from gemeente_online.problem import refused

DEFAULT_MODEL = "gemeente-online"

_PACKAGED = Path(__file__).parents[1] / "models"
_CHECKOUT = Path(__file__).parents[3] / "models"


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
