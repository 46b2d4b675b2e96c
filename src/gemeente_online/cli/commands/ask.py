"""``ask``: the questionnaire in the terminal, one question at a time, kept as one goes."""

from typing import Annotated

import typer

from gemeente_online.cli.dutch import misused
from gemeente_online.cli.options import ModelName
from gemeente_online.cli.output import close_quietly

MORE = (
    "U antwoordt met een letter; elk antwoord wordt meteen bewaard. U kunt terug, overslaan, iets "
    "toelichten, stoppen en later verdergaan. Aan het eind ziet u de fase."
)
EPILOG = "Voorbeeld: gemeente-online ask waterdam.yaml. Later verdergaan: hetzelfde commando."
_BY_SIGNAL = 128


def command(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="BESTAND",
            help="Het antwoordenbestand (YAML). Is het er nog niet, dan wordt het gemaakt; is het "
            "er al, dan gaat u verder bij de eerste vraag die nog open is. Zonder BESTAND vraagt "
            "het commando ernaar.",
        ),
    ] = None,
    model: ModelName = None,
) -> int:
    """Ask what is still open in an answers file, which is made where it is not there yet."""
    from gemeente_online.cli.pipeline import chosen_model
    from gemeente_online.cli.session import DEFAULT_FILE, Session
    from gemeente_online.cli.terminal import HungUpError, Terminal, is_interactive

    if not is_interactive():
        raise misused("no-terminal", file=DEFAULT_FILE)
    loaded = chosen_model(model)
    with Terminal() as terminal:
        try:
            return Session(terminal, file, model, loaded).run()
        except HungUpError as hung_up:
            close_quietly()  # there is nobody to show anything to
            return _BY_SIGNAL + hung_up.number
