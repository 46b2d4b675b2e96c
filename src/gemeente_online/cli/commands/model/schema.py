"""``model schema``: the JSON Schema of the files that the program reads, or of what it writes."""

from typing import Annotated

from gemeente_online.cli.dutch import misused, word_option
from gemeente_online.cli.options import Force, ModelArgument, Target, format_of
from gemeente_online.rendering.formats import DocumentKind, OutputFormat

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
        DocumentKind,
        word_option(
            "--of",
            words=DocumentKind,
            help="Waarvan: van antwoorden op dit model (zonder deze optie), van modelbestanden, "
            "om zelf een model te schrijven, of van de JSON die een commando geeft: results van "
            "score en check, explanation van explain, growth van grow, comparison van compare, "
            "consensus van consensus, ranking van rank, reference van rank --against, evaluation "
            "van model evaluate; of van een regel JSONL: result-line van score, answer-line van "
            "score --answers, place-line van rank, growth-line van grow, explanation-line van "
            "explain.",
        ),
    ] = DocumentKind.ANSWERS,
    output: Target = None,
    force: Force = False,
) -> int:
    """Show a schema."""
    from gemeente_online.cli.sink import Sink

    format_of(None, output, (OutputFormat.JSON,))
    if of is not DocumentKind.ANSWERS and model is not None:
        raise misused("same-for-all-models", of=of)
    schema = _schema(of, model)
    with Sink(output, force=force) as sink:
        sink.write(schema)
    return 0


def _schema(of: DocumentKind, model: str | None) -> str:
    match of:
        case DocumentKind.ANSWERS:
            from gemeente_online.cli.pipeline import named_model
            from gemeente_online.reading.models import load_model
            from gemeente_online.rendering.answers_schema import render_answers_schema

            return render_answers_schema(load_model(named_model(model)))
        case DocumentKind.MODEL:
            from gemeente_online.rendering.json_schema import render_model_schema

            return render_model_schema()
        case _:
            from gemeente_online.rendering.json_schema import render_schema

            return render_schema(of)
