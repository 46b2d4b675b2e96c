"""``report``: pages and pictures, of one municipality or of many."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple, assert_never

import typer

from gemeente_online.cli.dutch import EXIT_USAGE, misused, word_option
from gemeente_online.cli.options import (
    Files,
    ForceInFolder,
    IgnoreColumns,
    InputOption,
    ModelName,
    Target,
    Wanted,
    Year,
    format_of,
    no_dash,
)
from gemeente_online.cli.output import warn
from gemeente_online.rendering.formats import ReportFormat, ReportPart
from gemeente_online.wording import and_others, listing_of_first

if TYPE_CHECKING:
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Inputs
    from gemeente_online.scoring.result import Result, Summary

    History = list[Summary]
    """The results of one municipality, by date; never empty."""

_MOST_NAMES = 6

MORE = (
    "Van één gemeente, met fase, plan en antwoorden, en met de groei als er meer metingen zijn. "
    "Of van veel gemeenten samen."
)
EPILOG = (
    "Voorbeeld: gemeente-online report waterdam.xlsx --output memo.docx. Uitgangscode: "
    "0 het rapport is er, 2 iets was niet te lezen of niet geldig (de rest staat in het rapport)."
)


def command(
    files: Files,
    wanted: Wanted = None,
    year: Year = None,
    model: ModelName = None,
    input_format: InputOption = None,
    ignore_columns: IgnoreColumns = False,
    badge: Annotated[
        bool,
        typer.Option("--badge", help="Maak een klein schildje in plaats van de trap met fasen."),
    ] = False,
    part: Annotated[
        ReportPart,
        word_option(
            "--part",
            words=ReportPart,
            help="Het hele rapport, of met summary alleen de samenvatting van één gemeente, op één "
            "blad A4 voor bij een memo.",
        ),
    ] = ReportPart.ALL,
    notes: Annotated[
        bool | None,
        typer.Option(
            "--notes/--no-notes",
            help="Toon ook wie het invulde, toelichting en bewijs; --no-notes laat die weg. Zonder "
            "deze optie staan ze in het rapport van één gemeente, en niet als het er meer zijn, of "
            "in een map.",
        ),
    ] = None,
    output_format: Annotated[
        ReportFormat | None,
        word_option(
            "--format",
            "-f",
            words=ReportFormat,
            help="Een pagina (HTML), een memo over één gemeente (een Word-bestand), of alleen het "
            "plaatje van de fase van één gemeente (SVG of PNG) voor op een dia. Zonder deze optie "
            "zegt de naam achter --output welke van de vier, en anders wordt het HTML.",
        ),
    ] = None,
    output: Target = None,
    folder: Annotated[
        str | None,
        typer.Option(
            "--folder",
            metavar="MAP",
            callback=no_dash("--folder"),
            help="Maak een map met een bestand voor elke gemeente; zijn het webpagina's, dan ook "
            "een pagina die ernaar verwijst.",
        ),
    ] = None,
    force: ForceInFolder = False,
) -> int:
    """Write the report; the exit code is 2 if an input was wrong, or left out."""
    from gemeente_online.cli.office import tell_missing_pictures
    from gemeente_online.cli.pipeline import Inputs
    from gemeente_online.cli.selecting import of_one_model, select
    from gemeente_online.scoring.score import summarize

    wish = Wish(format_of(output_format, output, tuple(ReportFormat)), badge, part, notes)
    _check(wish, output, folder)
    _check_extras(wish.form)
    inputs = Inputs(
        files, model, input_format, year=year, ignore_columns=ignore_columns, keep_problems=False
    )
    alike = of_one_model(inputs, select(inputs, wanted), "dit rapport")
    histories = _histories(inputs, [summarize(one) for one in alike])
    if histories:
        if wish.form is ReportFormat.DOCX:
            tell_missing_pictures()
        if folder is None:
            about_one = wanted is not None or not inputs.refused
            _write_file(histories, wish, output, about_one=about_one, force=force)
        else:
            _write_folder(histories, wish, folder, force=force)
        if wish.form is ReportFormat.HTML:
            _tell_doubts(histories)
    inputs.close()
    return EXIT_USAGE if inputs.refused else 0


class Wish(NamedTuple):
    """What was asked for.

    notes: whether respondent, notes and evidence are shown; None leaves it to the kind of report:
        yes in a municipality's own, no in one of many, also where of many only one is left.
    """

    form: ReportFormat
    badge: bool
    part: ReportPart
    notes: bool | None


def _check(wish: Wish, output: str | None, folder: str | None) -> None:
    if output is not None and folder is not None:
        raise misused("output-and-folder")
    is_picture = wish.form in {ReportFormat.SVG, ReportFormat.PNG}
    if wish.badge and not is_picture:
        raise misused("badge-of-html")
    if wish.part is ReportPart.SUMMARY and is_picture:
        raise misused("summary-of-picture")
    if output is None and folder is None and sys.stdout.isatty():
        raise misused("no-output/report", form=wish.form)


def _check_extras(form: ReportFormat) -> None:
    """Tell what was not installed before anything is read, all of it with one extra.

    Raises:
        InvalidInputError: see above.

    """
    from gemeente_online.reading.extras import needed

    if form is ReportFormat.DOCX:
        with needed("word", "een memo"):
            import docx  # noqa: F401
            import jinja2
            import resvg_py
        return
    with needed("report", "rapporten"):
        import jinja2  # noqa: F401

        if form is ReportFormat.PNG:
            import resvg_py  # noqa: F401


def _histories(inputs: Inputs, summaries: Sequence[Summary]) -> list[History]:
    """The results of each municipality, without those where nobody can tell which counts."""
    from gemeente_online.assessment.municipality import by_municipality
    from gemeente_online.assessment.rounds import Clash, rounds
    from gemeente_online.cli.selecting import refuse_clash

    histories = []
    for group in by_municipality(summaries):
        found = rounds(group, lambda one: one.assessment)
        if len(found[-1]) > 1:
            refuse_clash(inputs, Clash(tuple(one.assessment for one in found[-1])))
        else:
            histories.append([*chain.from_iterable(found)])
    return histories


def _write_file(
    histories: Sequence[History],
    wish: Wish,
    output: str | None,
    *,
    about_one: bool,
    force: bool,
) -> None:
    """One file; about_one: whether nothing but this municipality was in the inputs, or asked."""
    from gemeente_online.cli.sink import Sink

    with Sink(output, force=force) as sink:
        if len(histories) == 1:
            notes = about_one if wish.notes is None else wish.notes
            sink.write_bytes(_of_one(histories[0], wish, notes=notes))
        elif wish.part is ReportPart.SUMMARY:
            raise _one_at_a_time("one-picture/summary", histories)
        elif wish.form is ReportFormat.HTML:
            sink.write_bytes(_of_many(histories, wish, None))
        elif wish.form is ReportFormat.DOCX:
            raise _one_at_a_time("one-picture/memo", histories)
        else:
            raise _one_at_a_time("one-picture", histories)


def _one_at_a_time(code: str, histories: Sequence[History]) -> Exception:
    subject = histories[0][0].assessment.model.subject
    return misused(code, count=len(histories), subject=subject)


def _write_folder(histories: Sequence[History], wish: Wish, folder: str, *, force: bool) -> None:
    """A file for each; of pages also the one that leads to them."""
    from gemeente_online.cli.folder import INDEX, Folder, file_names

    alone = len(histories) == 1
    is_page = wish.form is ReportFormat.HTML
    subject = histories[0][-1].assessment.model.subject
    named = [history[-1].assessment.municipality for history in histories]
    names = file_names(named, f".{wish.form}", subject)
    if is_page and alone:
        names = [INDEX]
    together = is_page and not alone
    notes = wish.notes is True
    with Folder(folder, [*names, *([INDEX] if together else [])], force=force) as target:
        places = {} if alone else _places(histories)
        for name, history in zip(names, histories, strict=True):
            back = INDEX if together else None
            place = places.get(id(history[-1]), ())
            target.write(name, _of_one(history, wish, notes=notes, back=back, place=place))
        if together:
            target.write(INDEX, _of_many(histories, wish, names))
        others = target.others(f".{wish.form}")
    if others:
        warn("left-of-other-report", file=others[0], more=and_others(len(others) - 1))


def _places(histories: Sequence[History]) -> dict[int, Sequence[str]]:
    """What is said of everybody's place among the others, by the result that it is about."""
    from gemeente_online.analysis.ranking import rank
    from gemeente_online.rendering.ranking import place_sentences

    ranking = rank([history[-1] for history in histories])
    return {
        id(place.summary): place_sentences(ranking, at) for at, place in enumerate(ranking.places)
    }


def _of_one(
    history: History,
    wish: Wish,
    *,
    notes: bool,
    back: str | None = None,
    place: Sequence[str] = (),
) -> bytes:
    from gemeente_online.rendering.report.pictures import badge_svg, png, stair_svg

    draw = badge_svg if wish.badge else stair_svg
    match wish.form:
        case ReportFormat.HTML:
            from gemeente_online.rendering.report.pages import render_municipality

            results = _results(history)
            return render_municipality(
                results, notes=notes, back=back, place=place, part=wish.part
            ).encode()
        case ReportFormat.DOCX:
            from gemeente_online.cli.office import word_file
            from gemeente_online.rendering.memo import memo_document

            whole = wish.part is ReportPart.ALL
            memo = memo_document(_results(history), notes=notes, place=place, whole=whole)
            return word_file(memo)
        case ReportFormat.SVG:
            return draw(history[-1]).encode()
        case ReportFormat.PNG:
            return png(draw(history[-1]))
        case _:
            assert_never(wish.form)


def _results(history: History) -> list[Result]:
    from gemeente_online.scoring.score import score

    return [score(one) for one in _series(history)]


def _series(history: History) -> list[Assessment]:
    """Those that follow each other in time; what stands beside another is left out."""
    from gemeente_online.assessment.rounds import rounds

    found = rounds([summary.assessment for summary in history], lambda one: one)
    return [one[0] for one in found if len(one) == 1]


def _tell_doubts(histories: Sequence[History]) -> None:
    """Tell what was left out of the years, and what may not belong in them."""
    from gemeente_online.assessment.rounds import clashes_in
    from gemeente_online.cli.selecting import tell_perhaps_colleagues

    clashes = [
        clash for history in histories for clash in clashes_in(one.assessment for one in history)
    ]
    names = list(dict.fromkeys(one.assessments[0].municipality.name for one in clashes))
    if len(clashes) == 1:
        warn("outside-the-years", name=names[0], where=clashes[0].where)
    elif clashes:
        subject = clashes[0].assessments[0].model.subject
        count, named = len(names), listing_of_first(names, _MOST_NAMES)
        warn("outside-the-years/many", subject=subject, count=count, names=named)
    tell_perhaps_colleagues(map(_series, histories))


def _of_many(histories: Sequence[History], wish: Wish, links: Sequence[str] | None) -> bytes:
    from gemeente_online.rendering.report.pages import render_batch

    return render_batch(
        [history[-1] for history in histories],
        links=links,
        notes=wish.notes is True,
        older=[one for history in histories for one in history[:-1]],
    ).encode()
