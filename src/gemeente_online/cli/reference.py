"""What ``rank`` does with a reference: set municipalities beside it, or make one without names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from gemeente_online.assessment.municipality import Latest, latest_of_each
from gemeente_online.cli.dutch import EXIT_USAGE, misused
from gemeente_online.cli.output import warn
from gemeente_online.cli.selecting import (
    named,
    of_one_model,
    refuse_clash,
    tell_mix_ups,
    tell_superseded,
)
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.scoring.score import summarize

if TYPE_CHECKING:
    from gemeente_online.analysis.reference import Against
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.cli.pipeline import Delivery, Inputs
    from gemeente_online.problem import Problem
    from gemeente_online.rendering.document import Document
    from gemeente_online.scoring.result import Summary


def latest_in(inputs: Inputs, what: str, beside: Summary | None = None) -> Latest[Summary]:
    """The latest assessment of every municipality in the inputs, of one model; tells the rest.

    what: that they stand in, with its article. beside: one whose model they must have; without it
        that of the first.
    """
    with inputs.reading() as assessments:
        first = [] if beside is None else [beside.assessment]
        alike = of_one_model(inputs, chain(first, assessments), what)
        summaries = [summarize(one) for one in alike][len(first) :]
    latest = latest_of_each(summaries)
    tell_mix_ups([one.assessment for one in summaries])
    for clash in latest.clashes:
        refuse_clash(inputs, clash)
    return latest


def set_beside(
    inputs: Inputs,
    reference: Inputs,
    delivery: Delivery,
    wanted: str | None,
    bounds: Sequence[int] | None,
) -> int:
    """Show where the municipalities of the inputs stand in the reference; the exit code."""
    from gemeente_online.analysis.reference import set_against
    from gemeente_online.rendering.reference import against_sheets

    inputs.names = (*inputs.names, *reference.names)
    with delivery.sink(inputs) as sink:
        own = latest_in(inputs, "de vergelijking")
        kept = list(own.kept)
        if wanted is not None and kept:
            everybody = [*(older for older, _ in own.superseded), *kept]
            found_by_name = named(everybody, wanted, lambda one: one.assessment)
            kept = [one for one in kept if any(one is other for other in found_by_name)]
        found: Sequence[Against] = ()
        if kept:
            others = latest_in(reference, "de vergelijking", beside=kept[0])
            if not delivery.is_json:
                tell_superseded(own)
                tell_superseded(others)
            found = set_against(kept, others.kept, bounds=bounds)
            if not found and not reference.refused:
                raise misused("no-others", subject=kept[0].assessment.model.subject)
        delivery.write(
            sink,
            found or None,
            [*inputs.problems, *reference.problems],
            document=_document,
            json=lambda found, problems: _json(found or (), problems),
            sheets=against_sheets,
        )
    inputs.close()
    reference.close(counts=False)
    return EXIT_USAGE if inputs.refused or reference.refused else 0


def _document(found: Sequence[Against]) -> Document:
    from gemeente_online.rendering.reference import against_document, many_against_document

    return against_document(found[0]) if len(found) == 1 else many_against_document(found)


def _json(found: Sequence[Against], problems: Sequence[Problem]) -> str:
    from gemeente_online.rendering.json import render_json

    return render_json(DocumentKind.REFERENCE, found, problems)


def write_anonymous(inputs: Inputs, delivery: Delivery, bounds: Sequence[int] | None) -> int:
    """Write the answers of all without names, for others to compare themselves with.

    The exit code is 2 if an input was wrong, or left out.
    """
    from gemeente_online.analysis.anonymous import LEAST, anonymised
    from gemeente_online.analysis.groups import sizes_for
    from gemeente_online.cli.blanks import name_of_model
    from gemeente_online.reading.models import shipped_models
    from gemeente_online.rendering.anonymous import anonymous_sheets

    with delivery.sink(inputs) as sink:
        latest = latest_in(inputs, "het bestand")
        if not latest.kept:
            inputs.close()
            return EXIT_USAGE
        tell_superseded(latest)
        assessments = [one.assessment for one in latest.kept]
        model, count = assessments[0].model, len(assessments)
        sizes = sizes_for(model, bounds)
        if count < LEAST:
            verb = "is" if count == 1 else "zijn"
            subject = model.subject
            raise misused(
                "few-to-be-anonymous", count=count, verb=verb, least=LEAST, subject=subject
            )
        nameless = anonymised(assessments, sizes)
        name = name_of_model(model)
        if name not in shipped_models():  # its folders may tell whose file it is
            name = f"./{Path(name).name}"
        delivery.write(
            sink,
            model,
            (),
            document=lambda _: None,
            json=lambda *_: "",
            sheets=lambda model: anonymous_sheets(nameless, model, name),
        )
    inputs.close()
    _tell_what_is_left(assessments, nameless, has_sizes=bool(sizes))
    return EXIT_USAGE if inputs.refused else 0


def _tell_what_is_left(
    before: Sequence[Assessment], after: Sequence[Assessment], *, has_sizes: bool
) -> None:
    """Tell how many lost their size or group, and that answers can still be recognised.

    has_sizes: whether there are size classes to lose.
    """

    def about(assessments: Sequence[Assessment]) -> int:
        return sum(
            (has_sizes and one.municipality.inhabitants is not None)
            + (one.municipality.group is not None)
            for one in assessments
        )

    subject = after[0].model.subject
    lost = about(before) - about(after)
    if lost:
        warn("left-out-to-be-anonymous", count=lost, subject=subject)
    warn("still-recognisable", subject=subject)
