"""``grow``: the fewest steps to the next phase, to another one, or to the ambition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gemeente_online.cli import options
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem, misused
from gemeente_online.cli.output import in_one, tell, warn
from gemeente_online.problem import Problem, Severity, Wrong
from gemeente_online.rendering.formats import DocumentKind, OutputFormat
from gemeente_online.wording import and_others, listing_of_first, quoted

if TYPE_CHECKING:
    from gemeente_online.analysis.plan import Growth
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.sink import Sink
    from gemeente_online.rendering.document import Document
    from gemeente_online.scoring.result import Summary

_MOST_NAMED = 5
"""Municipalities without a plan that are named for each reason."""

MORE = (
    "Een stap is één vraag één antwoord hoger. Er is geen plan met minder stappen; noemt het model "
    "inspanning, dan is er geen plan met minder inspanning. Bij elke stap staat wat er nu is, en "
    "wat het wordt. Van meer gemeenten komt er een tabel, of met --folder een plan voor elk."
)
EPILOG = (
    "Voorbeeld: gemeente-online grow waterdam.yaml --to ambition. Voor een memo: "
    "gemeente-online grow waterdam.yaml --output groeiplan.md. Uitgangscode: 0 het is gelukt, ook "
    "waar er geen plan is, 2 iets was niet te lezen of niet geldig."
)


def command(
    files: options.Files,
    wanted: options.Wanted = None,
    year: options.Year = None,
    model: options.ModelName = None,
    input_format: options.InputOption = None,
    ignore_columns: options.IgnoreColumns = False,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FASE|ambition",
            help="De fase om naartoe te groeien (nummer of naam), of de ambitie die in het bestand "
            "staat; zonder deze optie de volgende fase.",
        ),
    ] = None,
    axes: Annotated[
        list[str] | None,
        typer.Option(
            "--axis",
            metavar="AS",
            help="Alleen deze as, of de assen van dit domein; mag vaker. Zonder deze optie de fase "
            "als geheel.",
        ),
    ] = None,
    prefer: Annotated[
        list[str] | None,
        typer.Option(
            "--prefer",
            metavar="VRAAG",
            help="Geef deze vraag voorrang (naam of nummer); mag vaker. Kan het met even weinig "
            "stappen, dan staat de vraag in het plan. Langer wordt het plan er niet van.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="VRAAG",
            help="Laat deze vraag (naam of nummer) buiten het plan; mag vaker. Is er dan geen "
            "plan, dan staat er welke vraag niet te missen is.",
        ),
    ] = None,
    output_format: options.AnyFormat = None,
    excel: options.ForExcel = False,
    output: options.Target = None,
    folder: Annotated[
        str | None,
        typer.Option(
            "--folder",
            metavar="MAP",
            callback=options.no_dash("--folder"),
            help="Maak een map met een plan voor elke gemeente, en een overzicht (index). Zonder "
            "--format worden het bestanden in Markdown.",
        ),
    ] = None,
    force: options.ForceInFolder = False,
) -> int:
    """Plan the growth of each municipality; the exit code is 2 if an input was wrong."""
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.cli.selecting import the_latest

    if output is not None and folder is not None:
        raise misused("output-and-folder")
    if folder is not None and output_format is None:
        output_format = OutputFormat.MARKDOWN
    delivery = Delivery(output_format, options.ANY, output, force=force, excel=excel)
    phase = None if to is None else options.parse_aim(to, "--to")
    wish = _Wish(phase, to is not None and phase is None, axes or (), prefer or (), without or ())
    tells_problems = delivery.is_json and folder is None
    inputs = Inputs(
        files,
        model,
        input_format,
        year=year,
        ignore_columns=ignore_columns,
        keep_problems=tells_problems,
    )
    summaries = the_latest(inputs, wanted)
    growths, aimless = _grown(summaries, wish, inputs)
    alone = len(summaries) == 1
    inputs.close(counts=not alone)
    if folder is not None:
        _write_folder(delivery, folder, growths, force=force)
    elif growths or delivery.is_json:
        with delivery.sink() as sink:
            problems = [*inputs.problems, *(problem for _, problem in aimless)]
            _write(delivery, sink, growths, problems, alone=alone)
    if folder is not None or not alone:
        steps_only = folder is not None or delivery.format is OutputFormat.CSV
        _tell_missing(growths if steps_only else (), () if tells_problems else aimless, summaries)
    return EXIT_USAGE if inputs.refused or not growths else 0


class _Wish(NamedTuple):
    """What was asked for; see ``goal_of`` and ``grow``."""

    to: str | None
    ambition: bool
    axes: Sequence[str]
    prefer: Sequence[str]
    without: Sequence[str]

    def grown(self, summary: Summary) -> Growth:
        """The plan of one municipality.

        Raises:
            Wrong: its model or its file does not have what was asked for.

        """
        from gemeente_online.analysis.goal import goal_of
        from gemeente_online.analysis.growth import grow

        goal = goal_of(summary, to=self.to, ambition=self.ambition, axes=self.axes)
        return grow(summary.assessment, goal, prefer=self.prefer, without=self.without)


def _grown(
    summaries: Sequence[Summary], wish: _Wish, inputs: Inputs
) -> tuple[list[Growth], list[tuple[Assessment, Problem]]]:
    """The plan of each; and of many those without an ambition, and what to say of it.

    Raises:
        UsageProblem: the model of one of many does not have what was asked for, or none of them
            has an ambition.

    """
    from gemeente_online.cli.progress import in_progress
    from gemeente_online.cli.selecting import problem_of

    growths: list[Growth] = []
    aimless: list[tuple[Assessment, Problem]] = []
    models = len({one.assessment.model.identity for one in summaries})
    for summary in in_progress(summaries, "bezig met plannen"):
        try:
            growths.append(wish.grown(summary))
        except Wrong as why:
            problem = problem_of(summary.assessment, why)
            if len(summaries) == 1:
                inputs.refuse([problem])
            elif why.code == "no-ambition":
                aimless.append((summary.assessment, problem._replace(severity=Severity.WARNING)))
            else:
                model = summary.assessment.model
                whose = f"groeimodel {quoted(model.id)}: " if models > 1 else ""
                raise UsageProblem(whose + in_one(why.message, why.hint)) from None
    if aimless and not growths:
        subject = summaries[0].assessment.model.subject
        raise misused("no-ambition/many", count=len(aimless), subject=subject)
    return growths, aimless


def _write(
    delivery: Delivery,
    sink: Sink,
    growths: Sequence[Growth],
    problems: Sequence[Problem] = (),
    *,
    alone: bool,
) -> None:
    """Write plans in the chosen format. alone: whether it is about one municipality, in full."""
    from gemeente_online.rendering.plans import grow_sheets

    delivery.write(
        sink,
        growths or None,
        problems,
        document=_document_of_one if alone else _document_of_many,
        json=_json,
        sheets=grow_sheets,
        lines=_lines,
    )


def _document_of_one(growths: Sequence[Growth]) -> Document:
    from gemeente_online.rendering.grow import grow_document

    return grow_document(growths[0])


def _document_of_many(growths: Sequence[Growth]) -> Document:
    from gemeente_online.rendering.plans import plans_document

    return plans_document(growths)


def _json(growths: Sequence[Growth] | None, problems: Sequence[Problem]) -> str:
    from gemeente_online.rendering.json import render_json

    return render_json(DocumentKind.GROWTH, growths or (), problems)


def _lines(growths: Sequence[Growth]) -> Iterator[str]:
    from gemeente_online.rendering.json import render_growth_line

    return map(render_growth_line, growths)


def _write_folder(
    delivery: Delivery, folder: str, growths: Sequence[Growth], *, force: bool
) -> None:
    """A plan for each that has one; of more also a file with what is shown without a folder."""
    from gemeente_online.cli.folder import Folder, file_names
    from gemeente_online.cli.progress import in_progress
    from gemeente_online.cli.sink import quoted_path
    from gemeente_online.rendering.plans import has_plan

    planned = [growth for growth in growths if has_plan(growth)]
    if not planned:
        return
    ending = options.ending_of(delivery.format)
    subject = planned[0].assessment.model.subject
    names = file_names([one.assessment.municipality for one in planned], ending, subject)
    together = [f"index{ending}"] if len(growths) > 1 else []
    with Folder(folder, [*names, *together], force=force) as target:
        pairs = [*zip(names, planned, strict=True)]
        for name, growth in in_progress(pairs, "bezig met plannen"):
            with target.sink(name) as sink:
                _write(delivery, sink, [growth], alone=True)
        for name in together:
            with target.sink(name) as sink:
                _write(delivery, sink, growths, alone=False)
        others = target.others(ending)
    overview = f", met een overzicht in {together[0]}" if together else ""
    verb = "staat 1 plan" if len(names) == 1 else f"staan {len(names)} plannen"
    tell(f"In {quoted_path(folder)} {verb}{overview}\n")
    if others:
        warn("left-of-other-plans", file=others[0], more=and_others(len(others) - 1))


def _tell_missing(
    growths: Iterable[Growth],
    aimless: Iterable[tuple[Assessment, Problem]],
    summaries: Sequence[Summary],
) -> None:
    """Tell who has no plan, and why. aimless: those without an ambition."""
    from gemeente_online.assessment.municipality import names_apart
    from gemeente_online.rendering.plans import has_plan, why_no_plan

    called = names_apart(one.assessment for one in summaries)
    names: dict[str, list[str]] = defaultdict(list)
    for growth in growths:
        if not has_plan(growth):
            names[why_no_plan(growth)].append(called[growth.assessment.municipality])
    for assessment, _ in aimless:
        names["geen ambitie"].append(called[assessment.municipality])
    if names and len(summaries) == 1:
        ((why_not, (name,)),) = names.items()
        warn("without-plan/one", name=name, why=why_not)
    elif names:
        why = [f"{reason} ({listing_of_first(who, _MOST_NAMED)})" for reason, who in names.items()]
        warn(
            "without-plan",
            count=sum(map(len, names.values())),
            total=len(summaries),
            subject=summaries[0].assessment.model.subject,
            why="; ".join(why),
        )
