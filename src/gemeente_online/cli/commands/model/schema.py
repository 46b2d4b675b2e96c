"""``model schema``: the JSON Schema of the files that the program reads, or of what it writes."""

from enum import StrEnum
from typing import Annotated

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.options import Force, ModelArgument, Target, format_of
from gemeente_online.rendering.formats import DocumentKind, OutputFormat


class SchemaOf(StrEnum):
    """What is described."""

    ANSWERS = "answers"
    MODEL = "model"
    RESULTS = "results"
    EXPLANATION = "explanation"
    GROWTH = "growth"
    COMPARISON = "comparison"
    RANKING = "ranking"
    EVALUATION = "evaluation"


MORE = (
    "Editors met yaml-language-server, zoals VS Code met de uitbreiding YAML, laten dan bij elke "
    "vraag de antwoorden zien, en meteen wat niet kan."
)
EPILOG = (
    "Voorbeeld: gemeente-online model schema --output vragen.schema.json. Begin een "
    "antwoordenbestand dan met: # yaml-language-server: $schema=vragen.schema.json"
)


def command(
    model: ModelArgument = None,
    of: Annotated[
        SchemaOf,
        word_option(
            "--of",
            words=SchemaOf,
            help="Waarvan: van antwoorden op dit model (zonder deze optie), van modelbestanden, "
            "om zelf een model te schrijven, of van de JSON die een commando geeft: results van "
            "score en check, explanation van explain, growth van grow, comparison van compare, "
            "ranking van rank, evaluation van model evaluate.",
        ),
    ] = SchemaOf.ANSWERS,
    output: Target = None,
    force: Force = False,
) -> int:
    """Show a schema."""
    from gemeente_online.cli.sink import Sink

    format_of(None, output, (OutputFormat.JSON,))
    if of is not SchemaOf.ANSWERS and model is not None:
        raise misused("same-for-all-models", of=of)
    schema = _schema(of, model)
    with Sink(output, force=force) as sink:
        sink.write(schema)
    return 0


def _schema(of: SchemaOf, model: str | None) -> str:
    match of:
        case SchemaOf.ANSWERS:
            from gemeente_online.cli.pipeline import named_model
            from gemeente_online.reading.models import load_model
            from gemeente_online.rendering.answers_schema import render_answers_schema

            return render_answers_schema(load_model(named_model(model)))
        case SchemaOf.MODEL:
            from gemeente_online.rendering.model_schema import render_model_schema

            return render_model_schema()
        case _:
            from gemeente_online.rendering.json_schema import render_schema

            return render_schema(DocumentKind(of))
