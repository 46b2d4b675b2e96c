"""The least cost at which choices add up to enough: a knapsack, solved exactly. Pure.

Knows no models and no phases, only whole numbers. Dynamic programming over the items: of all
ways to choose for the items so far, only those are kept of which no other gains as much for as
little. That is exact for any gains. The number of ways kept is at most that of the different costs,
so that it stays small where costs do, however odd the gains are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
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


def least(items: Items, needed: int, budget: int | None = None) -> int | None:
    """The least cost at which the gains add up to ``needed``; None where they never do.

    budget: a cost that is not worth exceeding; None for any.
    """
    singles = sorted(chain(*filter(None, map(_singles, items))), reverse=True)
    frontier, still = _NOTHING, _most(items)
    for choices in items:
        if _singles(choices) is None:
            still -= choices[-1].gain
            frontier = _longer(frontier, choices, needed, still, budget)
    gained = list(accumulate(singles, initial=0))
    costs = [cost + bisect_left(gained, needed - gain) for cost, gain in frontier]
    enough = [
        total
        for total, (cost, gain) in zip(costs, frontier, strict=True)
        if gain + gained[-1] >= needed and (budget is None or total <= budget)
    ]
    return min(enough, default=None)


def _singles(choices: Sequence[Choice]) -> list[int] | None:
    """The gains of an item one by one, where each costs 1 and gains no more than the one before.

    Such gains of all items together are best taken from high to low, so that many cost little.
    """
    if any(choice.cost != cost for cost, choice in enumerate(choices)):
        return None
    gains = [above.gain - below.gain for below, above in pairwise(choices)]
    return None if any(later > gain for gain, later in pairwise(gains)) else gains


def choose(items: Items, needed: int, budget: int) -> tuple[int, ...]:
    """What to choose for every item, so that it is enough.

    budget: the least cost at which it is, as ``least`` says.

    Of several ways with that cost: the one that chooses most for the first item, then for the
    second, and so on. So the order of the items says which are preferred.
    """
    after = _suffixes(items, needed, budget)
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


def taking_part(items: Items, needed: int, budget: int) -> frozenset[int]:
    """The positions of the items for which some way within the least cost chooses something."""
    after = _suffixes(items, needed, budget)
    found: set[int] = set()
    before, still = _NOTHING, _most(items)
    for position, choices in enumerate(items):
        rest = after[position + 1]
        if any(
            _enough(rest, budget - cost - choice.cost, needed - gain - choice.gain)
            for choice in choices[1:]
            for cost, gain in before
        ):
            found.add(position)
        still -= choices[-1].gain
        before = _longer(before, choices, needed, still, budget)
    return frozenset(found)


def _suffixes(items: Items, needed: int, budget: int) -> list[_Frontier]:
    """For every position the frontier of the items from there on."""
    frontiers, still = [_NOTHING], _most(items)
    for choices in reversed(items):
        still -= choices[-1].gain
        frontiers.append(_longer(frontiers[-1], choices, needed, still, budget))
    return frontiers[::-1]


def _longer(
    frontier: _Frontier, choices: Sequence[Choice], needed: int, still: int, budget: int | None
) -> _Frontier:
    """The frontier with one item more; a gain beyond what is needed counts as just enough.

    Less than nothing can be needed, where what was chosen before is more than enough.

    Ways are dropped that cost more than the budget, or that fall short even with all that the
    other items can ``still`` gain.
    """
    floor, enough = needed - still, max(needed, 0)
    ways = [
        (cost + more, gain + gained)
        for more, gained in choices
        for cost, gain in frontier
        if gain + gained >= floor and (budget is None or cost + more <= budget)
    ]
    ways.sort()
    kept: _Frontier = []
    best = -1
    for cost, gain in ways:
        if gain <= best:
            continue
        if kept and kept[-1][0] == cost:  # the same cost, and a higher gain comes last
            kept.pop()
        best = min(gain, enough)
        kept.append((cost, best))
        if best == enough:
            break  # what costs more gains no more than enough
    return kept


def _most(items: Items) -> int:
    """All that the items can gain."""
    return sum(choices[-1].gain for choices in items)


def _enough(frontier: _Frontier, budget: int, needed: int) -> bool:
    """Whether as much as is needed can be gained within a budget."""
    at = bisect_right(frontier, budget, key=itemgetter(0))
    return at > 0 and frontier[at - 1][1] >= needed
