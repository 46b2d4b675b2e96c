"""``model``: which growth models there are, and what is in one."""

import sys
from pathlib import Path

from gemeente_online.cli.inputs import as_path_if_file
from gemeente_online.cli.output import STDOUT
from gemeente_online.cli.sink import Sink
from gemeente_online.reading.models import (
    DEFAULT_MODEL,
    load_model,
    model_file,
    read_model,
    shipped_models,
)
from gemeente_online.rendering.formats import OutputFormat


def run_list(output_format: OutputFormat) -> int:
    """Show the models that come with the program."""
    from gemeente_online.rendering.model import models_data, models_document

    models = [load_model(name) for name in shipped_models()]
    with Sink() as sink:
        if output_format is OutputFormat.JSON:
            from gemeente_online.rendering.json.results import to_json

            sink.write(to_json(models_data(models), indent=2))
        else:
            sink.write_document(models_document(models), output_format)
    return 0


def run_show(
    name: str | None, output_format: OutputFormat, *, output: str | None, force: bool
) -> int:
    """Show one model to read."""
    from gemeente_online.rendering.model import model_document

    document = model_document(load_model(_named(name)))
    with Sink(output, force=force) as sink:
        sink.write_document(document, output_format)
    return 0


def run_show_file(name: str | None, *, output: str | None, force: bool) -> int:
    """Show a model's file, byte for byte."""
    from gemeente_online.reading.encoding import decode

    data, source = model_file(_named(name))
    read_model(data, source)
    with Sink(output, force=force) as sink:
        if output in {None, STDOUT}:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            sink.write(decode(data, source))
    return 0


def run_schema(name: str | None, *, output: str | None, force: bool) -> int:
    """Show the JSON Schema of the answers to a model."""
    from gemeente_online.rendering.answers_schema import render_answers_schema

    schema = render_answers_schema(load_model(_named(name)))
    with Sink(output, force=force) as sink:
        sink.write(schema)
    return 0


def run_schema_of_models(*, output: str | None, force: bool) -> int:
    """Show the JSON Schema of model files."""
    from importlib.resources import files

    with Sink(output, force=force) as sink:
        path = files("gemeente_online").joinpath("schemas/model.schema.json")
        sink.write(path.read_text("utf-8"))
    return 0


def _named(name: str | None) -> str | Path:
    return DEFAULT_MODEL if name is None else as_path_if_file(name)
