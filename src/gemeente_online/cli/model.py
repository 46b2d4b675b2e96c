"""``model``: which growth models there are, and what is in one."""

import json
import sys
from pathlib import Path

from gemeente_online.cli.dutch import EXIT_USAGE
from gemeente_online.cli.inputs import as_path_if_file
from gemeente_online.cli.output import has_colour, show, tell, width_of
from gemeente_online.model import Model
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.models import (
    DEFAULT_MODEL,
    load_model,
    model_file,
    read_model,
    shipped_models,
)
from gemeente_online.rendering.document import Document


def run_list(*, as_json: bool) -> int:
    """Show the models that come with the program."""
    models = [load_model(name) for name in shipped_models()]
    if as_json:
        from gemeente_online.rendering.model import models_data

        _show_json(models_data(models))
    else:
        from gemeente_online.rendering.model import models_document

        _show_document(models_document(models))
    return 0


def run_show(name: str | None) -> int:
    """Show one model to read."""
    model = _loaded(name)
    if model is None:
        return EXIT_USAGE
    from gemeente_online.rendering.model import model_document

    _show_document(model_document(model))
    return 0


def run_show_file(name: str | None) -> int:
    """Show a model's file, byte for byte."""
    try:
        data, source = model_file(_named(name))
        read_model(data, source)
    except InvalidInputError as error:
        return _refuse(error)
    sys.stdout.buffer.write(data)
    return 0


def run_schema(name: str | None) -> int:
    """Show the JSON Schema of the answers to a model."""
    model = _loaded(name)
    if model is None:
        return EXIT_USAGE
    from gemeente_online.rendering.answers_schema import answers_schema

    _show_json(answers_schema(model))
    return 0


def run_schema_of_models() -> int:
    """Show the JSON Schema of model files."""
    from importlib.resources import files

    text = files("gemeente_online").joinpath("schemas/model.schema.json").read_text("utf-8")
    show(text)
    return 0


def _named(name: str | None) -> str | Path:
    return DEFAULT_MODEL if name is None else as_path_if_file(name)


def _loaded(name: str | None) -> Model | None:
    """The model; None, and its problems are told, when there is none."""
    try:
        return load_model(_named(name))
    except InvalidInputError as error:
        _refuse(error)
        return None


def _refuse(error: InvalidInputError) -> int:
    from gemeente_online.rendering.problems import render_problems

    tell(render_problems(error.problems))
    return EXIT_USAGE


def _show_document(document: Document) -> None:
    from gemeente_online.rendering.terminal import render_terminal

    show(render_terminal(document, width=width_of(sys.stdout), colour=has_colour(sys.stdout)))


def _show_json(content: object) -> None:
    show(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
