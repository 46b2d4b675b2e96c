"""How many municipalities are in each phase in every year, and how many went up and down. Pure.

In every year each municipality counts once, with the latest assessment of that year.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gemeente_online.analysis.batch_comparison import Movement, movement
from gemeente_online.analysis.spread import GroupSpread, group_spread
from gemeente_online.assessment.municipality import latest_of_each
from gemeente_online.assessment.pairing import paired
from gemeente_online.assessment.value import plain_value
from gemeente_online.scoring.result import OVERALL, Summary


@plain_value
class YearSince:
    """What changed from one year to the next that there is."""

    earlier: str
    """The earlier year."""
    later: str
    """The later year."""
    overall: Movement
    """Where the phases went, of those assessed in both."""
    gone: int
    """How many were assessed only in the earlier year."""
    new: int
    """How many were assessed only in the later year."""


@plain_value
class Years:
    """Every year, from the first to the last."""

    spreads: tuple[GroupSpread, ...]
    """How many are in each phase, by year."""
    changes: tuple[YearSince, ...]
    """Between each two that follow each other."""


def by_year(summaries: Iterable[Summary]) -> Years:
    """Every year in which anybody was assessed; where nobody can tell which counts, none does."""
    years: dict[int, list[Summary]] = {}
    for one in summaries:
        years.setdefault(one.assessment.date.year, []).append(one)
    kept = {str(year): latest_of_each(years[year]).kept for year in sorted(years)}
    there = [year for year, counted in kept.items() if counted]
    return Years(
        spreads=tuple(group_spread(year, kept[year]) for year in there),
        changes=tuple(
            _since(earlier, later, kept[earlier], kept[later]) for earlier, later in pairwise(there)
        ),
    )


def _since(
    earlier: str, later: str, before: Sequence[Summary], after: Sequence[Summary]
) -> YearSince:
    pairs = paired(before, after).pairs
    both = [(was, is_) for was, is_ in pairs if was is not None and is_ is not None]
    return YearSince(
        earlier=earlier,
        later=later,
        overall=movement(OVERALL, both),
        gone=sum(pair.after is None for pair in pairs),
        new=sum(pair.before is None for pair in pairs),
    )
