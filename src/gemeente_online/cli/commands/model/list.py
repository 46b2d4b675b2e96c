"""``model list``: the growth models that come with the program."""

from collections.abc import Sequence
from typing import Annotated

from gemeente_online.cli.options import LISTED, format_option
from gemeente_online.rendering.formats import OutputFormat

EPILOG = "Bekijk een model met: gemeente-online model show MODEL"


def command(
    output_format: Annotated[
        OutputFormat, format_option(*LISTED, to_file=False)
    ] = OutputFormat.TABLE,
) -> int:
    """Show the models that come with the program."""
    from gemeente_online.cli.pipeline import Delivery
    from gemeente_online.model.file import Model
    from gemeente_online.reading.models import load_model, shipped_models
    from gemeente_online.rendering.model import models_data, models_document

    def as_json(listed: Sequence[Model] | None, _: object) -> str:
        from gemeente_online.rendering.json_text import to_json

        return to_json(models_data(listed or ()))

    models: Sequence[Model] = [load_model(name) for name in shipped_models()]
    delivery = Delivery(output_format, LISTED, None, force=False)
    with delivery.sink() as sink:
        delivery.write(sink, models, (), document=models_document, json=as_json)
    return 0
