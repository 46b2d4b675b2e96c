"""``model show``: what is in a growth model, to read; or its file."""

from pathlib import Path
from typing import Annotated

import typer

from gemeente_online.cli.dutch import misused
from gemeente_online.cli.options import Force, ModelArgument, Target, format_of, format_option
from gemeente_online.rendering.formats import ModelFormat, OutputFormat

EPILOG = (
    "Voorbeeld, om een eigen model te beginnen: gemeente-online model show --yaml "
    "--output eigen-model.yaml"
)


def command(
    model: ModelArgument = None,
    as_yaml: Annotated[
        bool,
        typer.Option(
            "--yaml",
            help="Toon het modelbestand zelf, om een eigen model te beginnen. Dat is ook wat een "
            "bestand krijgt waarvan de naam eindigt op .yaml.",
        ),
    ] = False,
    output_format: Annotated[
        OutputFormat | None,
        format_option(OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.DOCX),
    ] = None,
    output: Target = None,
    force: Force = False,
) -> int:
    """Show one model."""
    from gemeente_online.cli.pipeline import named_model
    from gemeente_online.cli.sink import Sink
    from gemeente_online.cli.writing import write_document
    from gemeente_online.reading.models import load_model

    if as_yaml and output_format is not None:
        raise misused("yaml-and-format")
    chosen = None if output_format is None else ModelFormat(output_format)
    form = format_of(ModelFormat.YAML if as_yaml else chosen, output, tuple(ModelFormat))
    if form is ModelFormat.YAML:
        _show_file(named_model(model), output, force=force)
        return 0
    from gemeente_online.rendering.model import model_document

    document = model_document(load_model(named_model(model)))
    with Sink(output, force=force) as sink:
        write_document(sink, document, OutputFormat(form))
    return 0


def _show_file(name: str | Path, output: str | None, *, force: bool) -> None:
    """Show a model's file, byte for byte."""
    from gemeente_online.cli.sink import Sink
    from gemeente_online.reading.files import decode
    from gemeente_online.reading.models import model_file, read_model

    data, source = model_file(name)
    read_model(data, source)
    with Sink(output, force=force) as sink:
        if sink.on_screen:
            sink.write(decode(data, source))
        else:
            sink.write_bytes(data)
