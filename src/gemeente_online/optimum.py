"""The least cost at which choices add up to enough: a knapsack, solved exactly. Pure.

Knows no models and no phases, only whole numbers. Dynamic programming over the items: of all
ways to choose for the items so far, only those are kept of which no other gains as much for as
little. That is exact for any gains. The number of ways kept is at most that of the different costs,
so that it stays small where costs do, however odd the gains are.
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple


class Choice(NamedTuple):
    """One of the things that can be done with an item: at which cost, for which gain."""

    cost: int
    gain: int


Items = Sequence[Sequence[Choice]]
"""Per item what can be chosen: first nothing (cost and gain 0), then ascending in both."""

_Frontier = list[tuple[int, int]]
"""Cost and gain of the ways that are kept, ascending in both."""

_NOTHING: _Frontier = [(0, 0)]


def least(items: Items, needed: int) -> int | None:
    """The least cost at which the gains add up to ``needed``; None where they never do."""
    frontier = _NOTHING
    for choices in items:
        frontier = _longer(frontier, choices, needed)
    return _cost_of(frontier, needed)


def choose(items: Items, needed: int) -> tuple[int, ...] | None:
    """What to choose for every item, at the least cost; None where it is never enough.

    Of several ways with the same cost: the one that chooses most for the first item, then for
    the second, and so on. So the order of the items says which are preferred.
    """
    after = _suffixes(items, needed)
    budget = _cost_of(after[0], needed)
    if budget is None:
        return None
    chosen: list[int] = []
    for choices, rest in zip(items, after[1:], strict=True):
        at = next(
            at
            for at in range(len(choices) - 1, -1, -1)
            if _enough(rest, budget - choices[at].cost, needed - choices[at].gain)
        )
        chosen.append(at)
        budget -= choices[at].cost
        needed = max(needed - choices[at].gain, 0)
    return tuple(chosen)


def taking_part(items: Items, needed: int) -> frozenset[int]:
    """The positions of the items for which some way of the least cost chooses something."""
    after = _suffixes(items, needed)
    budget = _cost_of(after[0], needed)
    if budget is None:
        return frozenset()
    found: set[int] = set()
    before = _NOTHING
    for position, choices in enumerate(items):
        rest = after[position + 1]
        if any(
            _enough(rest, budget - cost - choice.cost, needed - gain - choice.gain)
            for choice in choices[1:]
            for cost, gain in before
        ):
            found.add(position)
        before = _longer(before, choices, needed)
    return frozenset(found)


def _suffixes(items: Items, needed: int) -> list[_Frontier]:
    """For every position the frontier of the items from there on."""
    frontiers = [_NOTHING]
    for choices in reversed(items):
        frontiers.append(_longer(frontiers[-1], choices, needed))
    return frontiers[::-1]


def _longer(frontier: _Frontier, choices: Sequence[Choice], needed: int) -> _Frontier:
    """The frontier with one item more; a gain beyond what is needed counts as just enough."""
    if len(choices) == 1:
        return frontier
    ways = [
        (cost + choice.cost, min(gain + choice.gain, needed))
        for cost, gain in frontier
        for choice in choices
    ]
    ways.sort(key=lambda way: (way[0], -way[1]))
    kept = [ways[0]]
    for way in ways:
        if way[1] > kept[-1][1]:
            kept.append(way)
    return kept


def _cost_of(frontier: _Frontier, needed: int) -> int | None:
    return next((cost for cost, gain in frontier if gain >= needed), None)


def _enough(frontier: _Frontier, budget: int, needed: int) -> bool:
    """Whether as much as is needed can be gained within a budget."""
    at = bisect_right(frontier, budget, key=itemgetter(0))
    return at > 0 and frontier[at - 1][1] >= needed
