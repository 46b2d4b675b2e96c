"""``rank``: where municipalities stand among each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from gemeente_online.cli import options
from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.problem import Problem
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.suggestions import Meant

if TYPE_CHECKING:
    from gemeente_online.analysis.ranking import Place, Ranking
    from gemeente_online.assessment.municipality import Latest
    from gemeente_online.model.file import Model
    from gemeente_online.rendering.document import Document
    from gemeente_online.scoring.result import Summary

_FORMATS_OF_ANSWERS = (OutputFormat.CSV, OutputFormat.XLSX)

MORE = (
    "Toont de plaats van elke gemeente, ook onder gemeenten van dezelfde grootte, in de provincie "
    "en in de eigen groep (group), en hoe de gemeenten over de fasen zijn verdeeld. Van twee "
    "metingen van één gemeente telt de laatste. Met --against staat een gemeente naast die in een "
    "ander bestand, en --anonymous maakt zo'n bestand zonder namen."
)
EPILOG = (
    "Voorbeeld: gemeente-online rank gemeenten.csv --top 10. Uitgangscode: 0 alles staat "
    "in de ranglijst, 2 iets was niet te lezen, niet geldig of dubbel."
)


def _count(text: str) -> int:
    number = options.whole_number(text)
    if not number:
        raise misused("bad-argument")
    return number


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            "--axis",
            metavar="AS|overall",
            help="Op volgorde van de score op deze as of in dit domein, of van de score als geheel "
            "(overall, zonder deze optie).",
        ),
    ] = "overall",
    first: Annotated[
        int | None,
        typer.Option(
            "--top", metavar="AANTAL", parser=_count, help="Toon alleen de eerste plaatsen."
        ),
    ] = None,
    classes: Annotated[
        str | None,
        typer.Option(
            "--classes",
            metavar="GRENZEN",
            help="Vanaf hoeveel inwoners een volgende grootteklasse begint; zonder deze optie "
            "50000,100000: klein, middelgroot en groot.",
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="BESTAND",
            help="Zet de gemeente naast die in dit bestand, zoals een landelijk bestand zonder "
            "namen: de plaats, en het percentiel per as en per vraag. Mag vaker.",
        ),
    ] = None,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="Maak van de antwoorden een CSV- of Excel-bestand zonder namen, voor achter "
            "--against.",
        ),
    ] = False,
    output_format: options.AnyFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: options.Force = False,
) -> int:
    """Rank every input; the exit code is 2 if one was wrong, or left out."""
    from gemeente_online.analysis.ranking import rank
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.reference import latest_in, set_beside, write_anonymous
    from gemeente_online.cli.selecting import tell_superseded
    from gemeente_online.rendering.ranking_sheets import ranking_sheets

    if first is not None and wanted is not None:
        raise misused("top-and-for")
    bounds = None if classes is None else _bounds(classes)
    ranks = {"--top": first, "--by": None if by == "overall" else by}
    if anonymous:
        _check_alone("--anonymous", ranks | {"--for": wanted, "--against": against})
        formats = _check_format("--anonymous", output_format, _FORMATS_OF_ANSWERS)
    elif against:
        _check_alone("--against", ranks)
        formats = _check_format("--against", output_format, options.ONE_RESULT)
    else:
        formats = options.ANY
    delivery = Delivery(output_format, formats, output, force=force, excel=excel)

    def of(names: list[str]) -> Inputs:
        return Inputs(
            names,
            model,
            input_format,
            year=year,
            ignore_columns=ignore_columns,
            keep_problems=delivery.is_json,
        )

    inputs = of(files)
    if anonymous:
        return write_anonymous(inputs, delivery, bounds)
    if against:
        return set_beside(inputs, of(against), delivery, wanted, bounds)
    with delivery.sink(inputs) as sink:
        latest = latest_in(inputs, "de ranglijst")
        ranking = None
        if latest.kept:
            _check_axis(latest.kept[0].assessment.model, by)
            ranking = rank(latest.kept, by=by, bounds=bounds)
        if not delivery.is_json:
            tell_superseded(latest)
        undetermined = () if ranking is None or first or wanted else ranking.undetermined
        places, position = ((), None) if ranking is None else _shown(ranking, latest, first, wanted)
        delivery.write(
            sink,
            ranking,
            inputs.problems,
            document=lambda ranking: _document(ranking, places, position),
            json=lambda ranking, problems: _json(ranking, places, problems, latest),
            sheets=lambda ranking: ranking_sheets(ranking, places, undetermined),
            lines=lambda _: _lines([*places, *undetermined]),
        )
    inputs.close()
    return EXIT_USAGE if inputs.refused else 0


def _check_alone(option: str, others: Mapping[str, object]) -> None:
    """Raise where one of the others was typed too."""
    for other, value in others.items():
        if value:
            raise misused("options-apart", option=option, other=other)


def _check_format(
    option: str, chosen: OutputFormat | None, possible: Sequence[OutputFormat]
) -> Sequence[OutputFormat]:
    """The formats that go with an option; raises where another one was typed."""
    if chosen is not None and chosen not in possible:
        raise misused("format-apart", option=option, format=chosen, possible=", ".join(possible))
    return possible


def _bounds(text: str) -> list[int]:
    numbers = [options.whole_number(part.strip()) for part in text.split(",")]
    bounds = [number for number in numbers if number is not None]
    rising = all(low < high for low, high in zip([0, *bounds], bounds, strict=False))
    if None in numbers or not rising:
        raise misused("bad-classes", value=text)
    return bounds


def _check_axis(model: Model, by: str) -> None:
    from gemeente_online.scoring.result import OVERALL

    possible = [OVERALL, *(one.id for one in model.parts)]
    if by not in possible:
        raise misused("unknown-value", value=by, option="--by", meant=Meant(by, possible))


def _shown(
    ranking: Ranking, latest: Latest[Summary], first: int | None, wanted: str | None
) -> tuple[Sequence[Place], int | None]:
    """The places that were asked for, and where the one municipality stands, if it was one."""
    from gemeente_online.analysis.ranking import top

    if wanted is not None:
        position = _position(ranking, latest, wanted)
        return [ranking.places[position]], position
    return ranking.places if first is None else top(ranking.places, first), None


def _position(ranking: Ranking, latest: Latest[Summary], wanted: str) -> int:
    """Where in the order the wanted municipality stands, by a name that it ever had."""
    from gemeente_online.cli.selecting import named

    everybody = [*(older for older, _ in latest.superseded), *latest.kept]
    found = named(everybody, wanted, lambda one: one.assessment)
    for at, place in enumerate(ranking.places):
        if any(place.summary is one for one in found):
            return at
    raise misused("no-place", wanted=wanted)


def _document(ranking: Ranking, places: Sequence[Place], position: int | None) -> Document:
    from gemeente_online.rendering.ranking import place_document, ranking_document

    if position is None:
        return ranking_document(ranking, places)
    return place_document(ranking, position)


def _json(
    ranking: Ranking | None,
    places: Sequence[Place],
    problems: Sequence[Problem],
    latest: Latest[Summary],
) -> str:
    from gemeente_online.rendering.json import render_ranking_json

    return render_ranking_json(ranking, places, problems, latest.superseded)


def _lines(found: Sequence[Place | Summary]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_place_line

    return map(render_place_line, found)
