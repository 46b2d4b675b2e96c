"""Which assessments of many municipalities are compared: of each one of then, and of now. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Generic, NamedTuple

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import Scored, by_municipality
from gemeente_online.assessment.rounds import Clash, clashes_in, rounds


class Pair(NamedTuple, Generic[Scored]):
    """One municipality then and now; None where it was not assessed."""

    before: Scored | None
    after: Scored | None


class Paired(NamedTuple, Generic[Scored]):
    """What is left when every municipality counts once then, and once now.

    pairs: per municipality, in the order in which they came.
    superseded: how many do not count, since there is a later one then, or now.
    clashes: what was left out: nobody can tell which counts, or then and now are of colleagues.
    """

    pairs: tuple[Pair[Scored], ...]
    superseded: int
    clashes: tuple[Clash, ...]

    @property
    def both(self) -> int:
        """How many were assessed then and now."""
        return len(self._dates)

    @property
    def is_reversed(self) -> bool:
        """Whether now is earlier than then for more of them than it is later."""
        return sum(now < then for then, now in self._dates) > sum(
            then < now for then, now in self._dates
        )

    @property
    def _dates(self) -> list[tuple[date, date]]:
        """When those of both times were assessed."""
        return [
            (then.assessment.date, now.assessment.date)
            for then, now in self.pairs
            if then is not None and now is not None
        ]


class _OnSide(NamedTuple, Generic[Scored]):
    """What is of then, or of now."""

    scored: Scored
    is_now: bool

    @property
    def assessment(self) -> Assessment:
        return self.scored.assessment


def paired(before: Iterable[Scored], after: Iterable[Scored]) -> Paired[Scored]:
    """Per municipality the latest of then, and the latest of now."""
    every = [_OnSide(one, is_now=False) for one in before]
    every += [_OnSide(one, is_now=True) for one in after]
    pairs: list[Pair[Scored]] = []
    clashes: list[Clash] = []
    superseded = 0
    for group in by_municipality(every):
        then, now = (_last(group, is_now=is_now) for is_now in (False, True))
        clash = _clash(then, now)
        if clash is not None:
            clashes.append(clash)
            continue
        superseded += len(group) - len(then) - len(now)
        pairs.append(Pair(*(side[0].scored if side else None for side in (then, now))))
    return Paired(tuple(pairs), superseded, tuple(clashes))


def _last(group: Sequence[_OnSide[Scored]], *, is_now: bool) -> tuple[_OnSide[Scored], ...]:
    """The last round of then, or of now."""
    side = [one for one in group if one.is_now == is_now]
    return rounds(side, lambda one: one.assessment)[-1] if side else ()


def _clash(*sides: Sequence[_OnSide[Scored]]) -> Clash | None:
    """What nobody can choose from, if anything: in one of the rounds, or colleagues in both."""
    for side in sides:
        if len(side) > 1:
            return Clash(tuple(one.assessment for one in side))
    beside = clashes_in(one.assessment for one in chain(*sides))
    return next((clash for clash in beside if clash.of_colleagues), None)
