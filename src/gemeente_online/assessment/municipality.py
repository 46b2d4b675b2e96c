"""Which assessments are of one municipality, and which of those counts. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from gemeente_online.assessment.file import Assessment
from gemeente_online.scoring.result import Result, Summary

Scored = TypeVar("Scored", Summary, Result)


class Clash(NamedTuple):
    """Assessments of one municipality at one date: nobody can tell which counts."""

    assessments: tuple[Assessment, ...]


class Latest(NamedTuple):
    """What is left when every municipality counts once.

    kept: per municipality the latest, in the order in which they came.
    superseded: an older assessment, and the one that counts.
    clashes: what was left out because two assessments have the same date.
    """

    kept: tuple[Summary, ...]
    superseded: tuple[tuple[Summary, Summary], ...]
    clashes: tuple[Clash, ...]


def latest_of_each(summaries: Sequence[Summary]) -> Latest:
    """The latest assessment of every municipality."""
    kept: dict[int, Summary] = {}
    superseded: list[tuple[Summary, Summary]] = []
    clashes: list[Clash] = []
    position = {id(summary): at for at, summary in enumerate(summaries)}
    for group in by_municipality(summaries):
        newest = max(summary.assessment.date for summary in group)
        at_last = [summary for summary in group if summary.assessment.date == newest]
        if len(at_last) > 1:
            clashes.append(Clash(tuple(summary.assessment for summary in at_last)))
            continue
        (last,) = at_last
        kept[position[id(last)]] = last
        superseded += [(summary, last) for summary in group if summary is not last]
    in_order = tuple(summary for _, summary in sorted(kept.items()))
    return Latest(in_order, tuple(superseded), tuple(clashes))


def by_municipality(scored: Iterable[Scored]) -> list[list[Scored]]:
    """The results of each municipality together, in the order in which they first came.

    Of one municipality are those with the same code. One without a code belongs to the code of
    its name, where there is just one, and else to others of that name without a code.
    """
    scored = list(scored)
    codes: dict[str, set[str]] = {}
    for one in scored:
        municipality = one.assessment.municipality
        if municipality.code:
            codes.setdefault(folded_name(municipality.name), set()).add(municipality.code)
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        municipality = one.assessment.municipality
        name = folded_name(municipality.name)
        of_name = codes.get(name, set())
        key = municipality.code or (next(iter(of_name)) if len(of_name) == 1 else f"={name}")
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def folded_name(name: str) -> str:
    """A name as it is compared: without capitals or spare spaces."""
    return " ".join(name.split()).casefold()


def is_named(assessment: Assessment, wanted: str) -> bool:
    """Whether an assessment is of the municipality that somebody named, by its name or code."""
    municipality = assessment.municipality
    return folded_name(wanted) in {
        folded_name(municipality.name),
        folded_name(municipality.code or ""),
    } - {""}
