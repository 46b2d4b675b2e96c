"""The assessments that a command works on, out of those in the files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import (
    Latest,
    are_of_one,
    is_called_otherwise,
    is_named,
    last_of,
    latest_of_each,
    names_apart,
    of_named,
)
from gemeente_online.assessment.rounds import Clash, are_no_series, perhaps_colleagues, rounds
from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.output import in_one, tell, warn, warn_of
from gemeente_online.cli.pipeline import Inputs
from gemeente_online.model.file import Model
from gemeente_online.problem import Problem, Wrong, wrong
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.words import long_date
from gemeente_online.scoring.result import Summary
from gemeente_online.wording import and_others, listing_of_first, quoted, where_is

_MOST_NAMES = 6
_MOST_TOLD = 5
"""Older assessments that are told of one by one."""

Item = TypeVar("Item")


def select(inputs: Inputs, wanted: str | None) -> list[Assessment]:
    """Every assessment in the inputs, or those of one municipality.

    wanted: its name or its code, whatever the capitals.

    Raises:
        UsageProblem: none is of the municipality that is wanted, though all files could be read;
            or several have that name.

    """
    with inputs.reading() as assessments:
        return _meant(inputs, list(assessments), wanted)


def select_apart(
    inputs: Inputs, wanted: str | None, *parts: Sequence[str]
) -> list[list[Assessment]]:
    """The same for each of some parts of the files; of the one that is wanted one part may do.

    Raises:
        UsageProblem: see ``select``.

    """
    with inputs.reading_apart(*parts) as found:
        every = [(at, one) for at, part in enumerate(found) for one in part]
    meant = {id(one) for one in _meant(inputs, [one for _, one in every], wanted)}
    return [
        [one for at, one in every if at == part and id(one) in meant] for part in range(len(parts))
    ]


def _meant(inputs: Inputs, found: list[Assessment], wanted: str | None) -> list[Assessment]:
    """Those of what was read that are meant."""
    if wanted is None:
        tell_mix_ups(found)
        return found
    if inputs.refused and not any(is_named(one, wanted) for one in found):
        return []  # it may be in what could not be read
    meant = named(found, wanted, lambda one: one)
    tell_mix_ups(found, meant)
    return meant


def tell_mix_ups(found: Sequence[Assessment], about: Sequence[Assessment] | None = None) -> None:
    """Tell where it is not sure of which municipality an assessment is.

    about: those that count, where not all do.
    """
    if len(found) <= 1:
        return
    from gemeente_online.assessment.mix_ups import mix_ups

    counted = None if about is None else {id(one) for one in about}
    for one in mix_ups(found):
        if counted is None or any(id(whose) in counted for whose in one.assessments):
            warn_of(one.told)


def named(
    items: Iterable[Item], wanted: str, assessment_of: Callable[[Item], Assessment]
) -> list[Item]:
    """All that are of the one municipality that stands behind --for.

    Raises:
        UsageProblem: none is of it, or there are several with that name.

    """
    try:
        found = of_named(items, wanted, assessment_of)
    except Wrong as unknown:
        raise UsageProblem(in_one(f"{unknown.message} (achter --for)", unknown.hint)) from None
    last = last_of(map(assessment_of, found))
    if is_called_otherwise(last, wanted):
        tell(f"{clean(wanted.strip())} heet in de laatste meting {clean(last.municipality.name)}\n")
    return found


def the_one(inputs: Inputs, wanted: str | None) -> Assessment | None:
    """The one assessment that a command is about: the latest of one municipality.

    Raises:
        UsageProblem: there are several, and no municipality was chosen; or see ``select``.

    """
    found = select(inputs, wanted)
    if not found:
        return None
    if len(found) > 1 and wanted is None:
        if are_of_one(found):
            latest_of(found)  # where nobody can tell which that is, choosing it would not help
        names = list(dict.fromkeys(names_apart(found).values()))
        raise misused(
            "several-assessments",
            count=len(found),
            subject=found[0].model.subject,
            names=", ".join(names[:_MOST_NAMES]) + and_others(len(names) - _MOST_NAMES),
        )
    latest = latest_of(found)
    if len(found) > 1:
        tell(
            f"van {quoted(wanted)} zijn er {len(found)} metingen; dit is de laatste, van "
            f"{long_date(latest.date)}\n"
        )
    return latest


def the_latest(inputs: Inputs, wanted: str | None) -> Sequence[Summary]:
    """The latest result of each municipality, or of the one that is wanted; older ones are told.

    Of a municipality that was measured with several growth models: of each.

    Raises:
        UsageProblem: see ``select``.

    """
    from gemeente_online.scoring.score import summarize

    if wanted is not None:
        one = the_one(inputs, wanted)
        return () if one is None else (summarize(one),)
    summaries = [summarize(one) for one in select(inputs, None)]
    kept: set[int] = set()
    for model in dict.fromkeys(one.assessment.model.id for one in summaries):
        latest = latest_of_each([one for one in summaries if one.assessment.model.id == model])
        for clash in latest.clashes:
            refuse_clash(inputs, clash)
        tell_superseded(latest)
        kept |= {id(one) for one in latest.kept}
    return [one for one in summaries if id(one) in kept]


def latest_of(found: Iterable[Assessment]) -> Assessment:
    """The latest of one municipality.

    Raises:
        UsageProblem: nobody can tell which that is.

    """
    *_, at_last = rounds(found, lambda one: one)
    if len(at_last) > 1:
        why = _nobody_can_tell(Clash(at_last))
        raise UsageProblem(in_one(why.message, why.hint))
    return at_last[0]


def _nobody_can_tell(clash: Clash) -> Wrong:
    """That no one knows which of these assessments counts, and what can be done."""
    if clash.of_colleagues:
        return are_no_series(clash)
    first = clash.assessments[0]
    return wrong(
        "same-municipality-and-date",
        name=first.municipality.name,
        date=long_date(first.date),
        where=clash.where,
    )


def tell_perhaps_colleagues(every: Iterable[Sequence[Assessment]]) -> None:
    """Tell where assessments that are taken for series may be of colleagues.

    every: of each municipality its series.
    """
    found = [series[0] for series in every if perhaps_colleagues(series)]
    names = [one.municipality.name for one in found]
    if len(found) == 1:
        warn("perhaps-colleagues", name=names[0])
    elif found:
        subject, count = found[0].model.subject, len(found)
        named = listing_of_first(names, _MOST_NAMES)
        warn("perhaps-colleagues/many", subject=subject, count=count, names=named)


def refuse_clash(inputs: Inputs, clash: Clash) -> None:
    """Withdraw assessments of which nobody can tell which counts."""
    first = clash.assessments[0]
    inputs.withdraw([problem_of(first, _nobody_can_tell(clash))], len(clash.assessments))


def tell_superseded(latest: Latest[Summary]) -> None:
    """Tell which assessments do not count, since there is a later one."""
    count = len(latest.superseded)
    if count > _MOST_TOLD:
        subject = latest.kept[0].assessment.model.subject
        warn("superseded/many", subject=subject, count=count)
        return
    for older, newer in latest.superseded:
        was, now = older.assessment, newer.assessment
        warn(
            "superseded",
            name=now.municipality.name,
            now=long_date(now.date),
            was=long_date(was.date),
            where=where_is(was.source, was.row),
        )


def problem_of(assessment: Assessment, why: Wrong) -> Problem:
    """Why something cannot be done with an assessment, as a problem of its file."""
    return why.at(()).placed(assessment.source, why.hint, place=(assessment.row, None))


def of_one_model(
    inputs: Inputs,
    assessments: Iterable[Assessment],
    of_this: str,
    own: str | None = None,
    *,
    any_version: bool = False,
) -> Iterator[Assessment]:
    """Those measured with the same model as the first; the others are withdrawn, and why is told.

    Of the rows of one file with one model it is told once.

    of_this: what they stand in, with its article: ``de ranglijst``.
    own: what to make for each model; without it, that without its article.
    any_version: whether another version of the model will do, if only its major is the same.
    """
    first: Model | None = None
    told = set[tuple[object, ...]]()
    for one in assessments:
        first = first or one.model
        if one.model.identity == first.identity or (any_version and one.model.compares_with(first)):
            yield one
            continue
        same = (one.source, one.model.identity)
        if same in told:
            inputs.withdraw([])
            continue
        told.add(same)
        this, that = (f"{quoted(model.id)} {model.version}" for model in (one.model, first))
        found = wrong(
            _how_they_differ(one.model, first),
            what="deze meting hoort" if one.row is None else "metingen in dit bestand horen",
            this=this,
            of_this=of_this,
            that=that,
            own=own or of_this.partition(" ")[2],
        )
        inputs.withdraw([problem_of(one, found)])


def _how_they_differ(this: Model, that: Model) -> str:
    """Under which key is told how a model is not that of the others, and what to do then."""
    if not this.compares_with(that):
        return "other-model/beside"
    return "other-model/content" if this.version == that.version else "other-model/version"
