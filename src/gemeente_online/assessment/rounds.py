"""Whether assessments of one municipality follow each other in time, or stand beside each other.

Pure. Colleagues who each fill in their own see the same moment: what differs between them is no
change. So a municipality has been assessed in *rounds*. Of one round are assessments of the same
date, and those of different respondents less than ``QUARTER`` days apart, with all in between. The
rounds follow each other. A respondent who is not named may be anyone, and is taken for the same.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby, pairwise, takewhile
from typing import NamedTuple, TypeVar

from gemeente_online.assessment.file import Assessment
from gemeente_online.problem import Wrong, wrong
from gemeente_online.wording import folded_name, listing_of_first, where_is

QUARTER = 90
"""Days: no quarter of a year is shorter, so who assesses every quarter makes a series."""

_MOST_NAMED = 5

Item = TypeVar("Item")


class Clash(NamedTuple):
    """Assessments of one municipality in one round: nobody can tell which counts."""

    assessments: tuple[Assessment, ...]

    @property
    def of_colleagues(self) -> bool:
        """Whether different respondents made them."""
        return len(_respondents(self.assessments)) > 1

    @property
    def where(self) -> str:
        """In which files they are; of colleagues also who filled those in."""
        told = [where_is(one.source, one.row) for one in self.assessments]
        if self.of_colleagues:
            who = [one.respondent for one in self.assessments]
            told = [f"{at} ({by})" if by else at for at, by in zip(told, who, strict=True)]
        return listing_of_first(told, _MOST_NAMED)


def rounds(
    items: Iterable[Item], assessment_of: Callable[[Item], Assessment]
) -> list[tuple[Item, ...]]:
    """All that is of one municipality, by round, in order of date.

    Within a date they stay in the order in which they came.
    """
    found: list[tuple[Item, ...]] = []
    in_order = sorted(items, key=lambda item: assessment_of(item).date)
    for day, together in groupby(in_order, key=lambda item: assessment_of(item).date):
        today = tuple(together)
        first = len(found)
        for at in range(len(found) - 1, -1, -1):
            near = [
                *takewhile(
                    lambda item: (day - assessment_of(item).date).days < QUARTER,  # noqa: B023
                    reversed(found[at]),
                )
            ]
            if not near:
                break
            if _differ(map(assessment_of, near), map(assessment_of, today)):
                first = at
        found[first:] = [(*chain.from_iterable(found[first:]), *today)]
    return found


def _differ(some: Iterable[Assessment], others: Iterable[Assessment]) -> bool:
    """Whether a respondent of one side is known to be another than one of the other side."""
    these, those = _respondents(some), _respondents(others)
    return bool(these and those) and len(these | those) > 1


def _respondents(assessments: Iterable[Assessment]) -> set[str]:
    """Everybody who is named, whatever the capitals and spaces."""
    return {folded_name(one.respondent) for one in assessments if one.respondent}


def clashes_in(assessments: Iterable[Assessment]) -> list[Clash]:
    """The rounds of one municipality with more than one assessment."""
    return [Clash(one) for one in rounds(assessments, lambda one: one) if len(one) > 1]


def are_no_series(clash: Clash) -> Wrong:
    """Why assessments of colleagues cannot be taken for a series, and what can be done."""
    name = clash.assessments[0].municipality.name
    return wrong("several-respondents", name=name, where=clash.where)


def perhaps_colleagues(series: Sequence[Assessment]) -> bool:
    """Whether two that follow each other are near, and it is not known that one made both."""
    return any(
        0 < (later.date - one.date).days < QUARTER and not (one.respondent and later.respondent)
        for one, later in pairwise(series)
    )
