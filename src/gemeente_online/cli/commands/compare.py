"""``compare``: what changed between assessments of one municipality, or between two batches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gemeente_online.cli import options
from gemeente_online.cli.dutch import misused
from gemeente_online.cli.output import warn
from gemeente_online.problem import wrong
from gemeente_online.reading.files import STDIN
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.wording import listing

if TYPE_CHECKING:
    from gemeente_online.analysis.batch_comparison import BatchComparison
    from gemeente_online.analysis.comparison import Comparison
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Inputs

MORE = (
    "Van één gemeente: welke antwoorden hoger of lager werden, erbij kwamen of wegvielen, en "
    "hoeveel elk daarvan de score veranderde, op volgorde van de datums. Van veel gemeenten: wie "
    "een hogere of lagere fase kreeg, en welke vragen het meest veranderden. Noem dan eerst het "
    "bestand of de map van toen, en dan die van nu; in één bestand met meer jaren zijn dat de "
    "laatste twee."
)
EPILOG = (
    "Voorbeeld: gemeente-online compare waterdam-2025.yaml waterdam-2026.yaml. Veel gemeenten: "
    "gemeente-online compare vorig-jaar/ dit-jaar/. Uit een bestand met meer gemeenten: "
    "gemeente-online compare metingen.csv --for Waterdam. "
    "Uitgangscode: 0 het is gelukt, 2 iets was niet te lezen of niet te vergelijken."
)


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    from_year: Annotated[
        int | None,
        typer.Option(
            "--from",
            metavar="JAAR",
            parser=options.year_behind("--from"),
            help="Vergelijk de metingen van dit jaar; zonder deze optie die van het jaar voor dat "
            "achter --to.",
        ),
    ] = None,
    to_year: Annotated[
        int | None,
        typer.Option(
            "--to",
            metavar="JAAR",
            parser=options.year_behind("--to"),
            help="Vergelijk met de metingen van dit jaar; zonder deze optie die van het laatste.",
        ),
    ] = None,
    output_format: options.OneResultFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Vergelijk ook twee verschillende gemeenten, of antwoorden van collega's, en "
            "vervang het bestand achter --output als het er al is.",
        ),
    ] = False,
) -> int:
    """Compare assessments; the exit code is 2 if an input was wrong or they do not compare."""
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import problem_of, select, select_apart
    from gemeente_online.problem import Wrong

    delivery = Delivery(output_format, options.ONE_RESULT, output, force=force, excel=excel)
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=delivery.is_json,
    )
    years = _Years(from_year, to_year)
    if len(set(files)) == len(files) == _TWO and not years.chosen:
        then, now = select_apart(inputs, wanted, files[:1], files[1:])
        before, after = ("standaardinvoer" if name == STDIN else name for name in files)
        sides, found = (_Side(before, then), _Side(after, now)), [*then, *now]
    else:
        sides, found = None, select(inputs, wanted)
    kind = DocumentKind.COMPARISON
    if inputs.refused and sides and not all(side.assessments for side in sides):
        found = []  # what could not be read was told, and what is left is no mistake
    if _is_batch(found, force=force):
        from gemeente_online.rendering.compare_batches import batches_document
        from gemeente_online.rendering.compare_batches_sheets import batches_sheets

        batches = None
        try:
            batches = _batches(inputs, *(sides or _of_years(found, years)))
        except Wrong as why:
            inputs.refuse([problem_of(found[-1]._replace(row=None), why)])
        return delivery.show(batches, inputs, kind, batches_document, batches_sheets)
    from gemeente_online.rendering.compare import compare_document
    from gemeente_online.rendering.compare_sheets import compare_sheets

    comparison = None
    try:
        comparison = _series(years.within(found), force=force)
    except Wrong as why:
        inputs.refuse([problem_of(found[-1], why)])
    return delivery.show(comparison, inputs, kind, compare_document, compare_sheets)


_TWO = 2


class _Years(NamedTuple):
    """The years that were chosen; None for those that follow from the assessments."""

    before: int | None
    after: int | None

    @property
    def chosen(self) -> bool:
        """Whether any was."""
        return self != (None, None)

    def within(self, found: Sequence[Assessment]) -> list[Assessment]:
        """The assessments from the one year up to and including the other."""
        self.check(found)
        return [
            one
            for one in found
            if (self.before is None or one.date.year >= self.before)
            and (self.after is None or one.date.year <= self.after)
        ]

    def check(self, found: Sequence[Assessment]) -> list[int]:
        """Every year that there is, in order.

        Raises:
            UsageProblem: a chosen one is not there, or is not before the other.

        """
        there = sorted({one.date.year for one in found})
        for year in self:
            if year is not None and there and year not in there:
                raise misused("no-such-year", year=year, years=listing(there))
        after = self.after if self.after is not None else max(there, default=None)
        if self.before is not None and after is not None and self.before >= after:
            raise misused("years-in-reverse", before=self.before, after=after)
        return there


class _Side(NamedTuple):
    """What is compared as of one moment. name: of the file or folder, or the year."""

    name: str
    assessments: Sequence[Assessment]


def _is_batch(found: Sequence[Assessment], *, force: bool) -> bool:
    """Whether these are batches of many, and not a series of one, or two beside each other."""
    from gemeente_online.assessment.municipality import grouped

    count = len(grouped(found, lambda one: one))
    return 1 < count < len(found) or (count > _TWO and not force)


def _series(found: Sequence[Assessment], *, force: bool) -> Comparison | None:
    """What changed from each assessment to the next.

    Raises:
        Wrong: they do not compare.

    """
    from gemeente_online.analysis.comparison import compare
    from gemeente_online.cli.selecting import tell_perhaps_colleagues

    if not found:
        return None
    comparison = compare(found, any_municipality=force, any_respondent=force)
    if comparison.same_municipality:
        tell_perhaps_colleagues([[one.assessment for one in comparison.summaries]])
    return comparison


def _of_years(found: Sequence[Assessment], years: _Years) -> tuple[_Side, _Side]:
    """The assessments of the chosen years, or else of the last one and the one before it.

    Raises:
        Wrong: there is no year before it.

    """
    there = years.check(found)
    after = there[-1] if years.after is None else years.after
    earlier = [year for year in there if year < after]
    if not earlier:
        key = "too-few/years" if len(there) == 1 else "too-few/years-before"
        raise wrong(key, year=after)
    before = earlier[-1] if years.before is None else years.before
    others = [year for year in there if year not in {before, after}]
    if others and None in years:
        warn("other-years", these=listing([before, after]), years=listing(others))
    then, now = ([one for one in found if one.date.year == year] for year in (before, after))
    return _Side(str(before), then), _Side(str(after), now)


def _batches(inputs: Inputs, then: _Side, now: _Side) -> BatchComparison:
    """What changed from one batch to the other; what does not count is told, or withdrawn.

    Raises:
        Wrong: nothing of the one compares with anything of the other.

    """
    from gemeente_online.analysis.batch_comparison import compare_batches
    from gemeente_online.assessment.pairing import paired
    from gemeente_online.cli.selecting import of_one_model, refuse_clash, tell_perhaps_colleagues
    from gemeente_online.rendering.words import counted
    from gemeente_online.scoring.score import summarize

    _check_models(then.assessments, now.assessments)
    every = [*then.assessments, *now.assessments]
    alike = {id(one) for one in of_one_model(inputs, every, "de vergelijking", any_version=True)}
    before, after = (
        [summarize(one) for one in side.assessments if id(one) in alike] for side in (then, now)
    )
    found, names = paired(before, after), (then.name, now.name)
    if found.is_reversed:  # the order is that of the dates, as with one municipality
        found, names = paired(after, before), (now.name, then.name)
    for clash in found.clashes:
        refuse_clash(inputs, clash)
    subject = every[0].model.subject
    if not found.both:
        raise wrong("too-few/pairs", subject=subject)
    if found.superseded:
        told = counted(found.superseded, "eerdere telt", "eerdere tellen")
        warn("superseded/compared", subject=subject, told=told)
    tell_perhaps_colleagues(
        [one.assessment for one in pair if one is not None] for pair in found.pairs
    )
    return compare_batches(found.pairs, *names)


def _check_models(then: Sequence[Assessment], now: Sequence[Assessment]) -> None:
    """Refuse at once what compares with nothing of the other batch."""
    from gemeente_online.analysis.comparison import check_comparable

    models = [list(dict.fromkeys(one.model for one in side)) for side in (then, now)]
    pairs = list(product(*models))
    if pairs and not any(this.compares_with(that) for this, that in pairs):
        check_comparable(*pairs[0])
