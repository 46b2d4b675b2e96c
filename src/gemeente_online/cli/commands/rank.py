"""``rank``: where municipalities stand among each other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from gemeente_online._version import __version__
from gemeente_online.analysis.ranking import OVERALL, SIZE_BOUNDS, Place, Ranking, rank, top
from gemeente_online.assessment.municipality import Latest, is_named, latest_of_each
from gemeente_online.cli.batch import Batch, of_another_model
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem, meant
from gemeente_online.cli.endings import check_excel
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.output import tell
from gemeente_online.cli.progress import progress_over
from gemeente_online.cli.sink import Sink
from gemeente_online.model.file import Model
from gemeente_online.problem import InvalidInputError, quoted
from gemeente_online.reading.assessments import read_assessments
from gemeente_online.reading.formats import InputFormat
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import OutputFormat
from gemeente_online.rendering.ranking import clash_problem, superseded_sentence
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize

_MOST_DIGITS = 9
_MOST_TOLD = 5
"""Older assessments that are told of one by one."""


class RankWish(NamedTuple):
    """What of the ranking was asked for.

    by: an axis's id, or ``overall``. first: how many places; None for all.
    wanted: the name or code of one municipality.
    bounds: inhabitants from which a next size class begins.
    """

    by: str
    first: int | None
    wanted: str | None
    bounds: Sequence[int]


def run_rank(
    files: list[str],
    *,
    model: str | None,
    input_format: InputFormat | None,
    by: str,
    first: int | None,
    wanted: str | None,
    classes: str | None,
    output_format: OutputFormat,
    excel: bool,
    output: str | None,
    force: bool,
) -> int:
    """Rank every input; the exit code is 2 if one was wrong, or left out."""
    check_excel(excel, output_format)
    if first is not None and wanted is not None:
        raise UsageProblem("--top en --for gaan niet samen")
    asked = RankWish(by, first, wanted, SIZE_BOUNDS if classes is None else _bounds(classes))
    batch = Batch(keep_problems=output_format is OutputFormat.JSON)
    with Sink(output, force=force, inputs=(*files, model)) as sink:
        try:
            with progress_over(files) as progress:
                options = chosen(model, input_format)
                inputs = read_assessments(*files, progress=progress, **options)
                summaries = list(_of_one_model(batch, map(summarize, batch.valid(inputs))))
        except InvalidInputError as error:  # the model that was chosen
            batch.refuse(error.problems)
            summaries = []
        latest = latest_of_each(summaries)
        for clash in latest.clashes:
            batch.withdraw([clash_problem(clash)], len(clash.assessments))
        _show(batch, latest, asked, sink, output_format, excel=excel)
    batch.close()
    return EXIT_USAGE if batch.refused else 0


def _of_one_model(batch: Batch, summaries: Iterator[Summary]) -> Iterator[Summary]:
    """Those of the model of the first; a ranking of two models would compare nothing."""
    model: Model | None = None
    for summary in summaries:
        assessment = summary.assessment
        model = model or assessment.model
        if assessment.model.identity == model.identity:
            yield summary
            continue
        hint = "maak voor elk groeimodel een eigen ranglijst"
        batch.withdraw([of_another_model(assessment, model, "de ranglijst", hint)])


def _bounds(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    numbers = [int(p) for p in parts if p.isascii() and p.isdigit() and len(p) <= _MOST_DIGITS]
    rising = all(low < high for low, high in zip([0, *numbers], numbers, strict=False))
    if len(numbers) < len(parts) or not rising:
        raise UsageProblem(
            f"{quoted(text)} kan niet achter --classes: noem oplopende aantallen inwoners met "
            "komma's ertussen, bijvoorbeeld 50000,100000"
        )
    return numbers


def _show(
    batch: Batch,
    latest: Latest,
    asked: RankWish,
    sink: Sink,
    output_format: OutputFormat,
    *,
    excel: bool,
) -> None:
    ranking = None
    places: Sequence[Place] = ()
    if latest.kept:
        _check_axis(latest.kept[0].assessment.model, asked.by)
        ranking = rank(latest.kept, by=asked.by, bounds=asked.bounds)
        places = ranking.places if asked.first is None else top(ranking.places, asked.first)
    if output_format is not OutputFormat.JSON:
        if len(latest.superseded) > _MOST_TOLD:
            count = len(latest.superseded)
            tell(
                f"let op: van gemeenten die er vaker in staan, telt de laatste meting; {count} "
                "eerdere tellen niet mee\n"
            )
        else:
            for old, new in latest.superseded:
                tell(f"let op: {clean(superseded_sentence(old, new))}\n")
    position = None
    if ranking is not None and asked.wanted is not None:
        position = _position(ranking, asked.wanted)
        places = [ranking.places[position]]
    _write(batch, latest, ranking, places, position, sink, output_format, excel=excel)


def _check_axis(model: Model, by: str) -> None:
    possible = [OVERALL, *(axis.id for axis in model.axes)]
    if by not in possible:
        raise UsageProblem(f"{quoted(by)} kan niet achter --by. {meant(by, possible)}")


def _position(ranking: Ranking, wanted: str) -> int:
    """Where in the order the wanted municipality stands."""
    found = [
        at for at, place in enumerate(ranking.places) if is_named(place.summary.assessment, wanted)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        codes = [ranking.places[at].summary.assessment.municipality.code or "?" for at in found]
        raise UsageProblem(
            f"er zijn {len(found)} gemeenten met de naam {quoted(wanted)}; noem de code: "
            f"{', '.join(codes)}"
        )
    if any(is_named(summary.assessment, wanted) for summary in ranking.undetermined):
        raise UsageProblem(
            f"{quoted(wanted)} heeft geen plaats, want de fase is niet te bepalen: er zijn te "
            "weinig vragen beantwoord"
        )
    names = [place.summary.assessment.municipality.name for place in ranking.places]
    raise UsageProblem(
        f"{quoted(wanted)} staat niet in deze bestanden. {meant(wanted, names, most=5)}"
    )


def _write(
    batch: Batch,
    latest: Latest,
    ranking: Ranking | None,
    places: Sequence[Place],
    position: int | None,
    sink: Sink,
    output_format: OutputFormat,
    *,
    excel: bool,
) -> None:
    if output_format is OutputFormat.JSON:
        from gemeente_online.rendering.json.ranking import render_ranking_json

        sink.write(
            render_ranking_json(ranking, places, batch.problems, latest.superseded, __version__)
        )
        return
    if ranking is None:
        return
    match output_format:
        case OutputFormat.TABLE | OutputFormat.MARKDOWN:
            from gemeente_online.rendering.ranking import place_document, ranking_document

            document = (
                ranking_document(ranking, places)
                if position is None
                else place_document(ranking, position)
            )
            sink.write_document(document, output_format)
        case OutputFormat.JSONL:
            from gemeente_online.rendering.json.ranking import render_place_line

            items: list[Place | Summary] = [*places]
            items += ranking.undetermined if len(places) == len(ranking.places) else ()
            for item in items:
                sink.write(render_place_line(item))
        case OutputFormat.CSV:
            from gemeente_online.rendering.ranking import ranking_sheet

            sink.write_sheet(ranking_sheet(ranking, places), excel=excel)
        case _:
            assert_never(output_format)
