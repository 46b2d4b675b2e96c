"""What ``score`` and ``check`` share: the model and the format that were chosen."""

import gc
from pathlib import Path
from typing import TypedDict

from gemeente_online.model.file import Model
from gemeente_online.reading.formats import InputFormat
from gemeente_online.reading.models import load_model


class Chosen(TypedDict):
    """What the options say of how inputs are read."""

    model: Model | None
    input_format: InputFormat | None


def chosen(model: str | None, input_format: InputFormat | None) -> Chosen:
    """The model and the format that were asked for.

    Raises:
        InvalidInputError: there is no such model, or it is broken.

    """
    gc.freeze()  # the imports are done; from here on garbage is looked after again
    gc.enable()
    return Chosen(
        model=None if model is None else load_model(as_path_if_file(model)),
        input_format=input_format,
    )


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:
        return False


def as_path_if_file(name: str) -> str | Path:
    """On the command line a file goes by its name alone too, unless a model has that id."""
    from gemeente_online.reading.models import shipped_models

    return Path(name) if name not in shipped_models() and _is_file(name) else name
