"""The least cost at which choices add up to enough: a knapsack, solved exactly. Pure.

Knows no models and no phases, only whole numbers. Dynamic programming over the items: of all
ways to choose for the items so far, only those are kept of which no other gains as much for as
little, and that could still be enough within the budget if parts of choices could be made for the
other items. Both are exact for any gains, and the second leaves few ways where costs are many.

A ``Need`` is such a knapsack of answers that steps may change.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import gcd, lcm
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from gemeente_online.model.question_types.kind import Stop


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
    everything = _Bound(edge for edge, _ in _ranked_edges(items))
    if everything.all < needed:
        return None
    needed = max(needed, 0)
    step = gcd(*(choice.gain for choices in items for choice in choices))
    if step:  # no gains add up to anything in between; so whole choices are mostly as good
        needed = -(-needed // step) * step
    dearest = everything.whole(needed)
    limit = dearest if budget is None else min(dearest, budget)
    if everything.most(limit) < needed:
        return None
    if limit == dearest and everything.most(dearest - 1) < needed:
        return dearest
    last = _prefixes(items, needed, limit)[-1]
    return next((cost for cost, gain in last if gain >= needed), None)


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
    before = _prefixes(items, needed, budget)
    after = _suffixes(items, needed, budget)
    return frozenset(
        position
        for position, choices in enumerate(items)
        if any(
            _enough(after[position + 1], budget - cost - choice.cost, needed - gain - choice.gain)
            for choice in choices[1:]
            for cost, gain in before[position]
        )
    )


def _prefixes(items: Items, needed: int, budget: int) -> list[_Frontier]:
    """For every position, and the end, the frontier of the items before it."""
    frontiers, edges = [_NOTHING], _ranked_edges(items)
    for position, choices in enumerate(items):
        others = _Bound(edge for edge, at in edges if at != position)
        after = _Bound(edge for edge, at in edges if at > position)
        useful = [
            choice
            for choice in choices
            if choice.cost <= budget and choice.gain + others.most(budget - choice.cost) >= needed
        ]
        frontiers.append(_longer(frontiers[-1], useful, needed, after, budget))
    return frontiers


def _suffixes(items: Items, needed: int, budget: int) -> list[_Frontier]:
    """For every position, and the end, the frontier of the items from there on."""
    return _prefixes(items[::-1], needed, budget)[::-1]


class _Bound:
    """What some items can do at best, if a part of a choice could be made too."""

    def __init__(self, edges: Iterable[Choice]) -> None:
        """Add up the edges, of which the first gains most for what it costs."""
        edges = list(edges)
        self._costs = [0, *accumulate([edge.cost for edge in edges])]
        self._gains = [0, *accumulate([edge.gain for edge in edges])]
        self.all = self._gains[-1]

    def most(self, cost: int) -> int:
        """No way gains more within a cost; less than nothing within less than none."""
        at = bisect_right(self._costs, cost)
        if at == 0:
            return -1
        if at == len(self._costs):
            return self.all
        spent, gained = self._costs[at - 1], self._gains[at - 1]
        wide, high = self._costs[at] - spent, self._gains[at] - gained
        return gained + (cost - spent) * high // wide

    def whole(self, needed: int) -> int:
        """A cost for which whole choices gain what is needed."""
        return self._costs[bisect_left(self._gains, needed)]


def _ranked_edges(items: Items) -> list[tuple[Choice, int]]:
    """The edges of every item with its position, the one that gains most for its cost first."""
    edges = [(edge, at) for at, choices in enumerate(items) for edge in _edges(choices)]
    measure = lcm(*(edge.cost for edge, _ in edges))
    return sorted(edges, key=lambda one: -one[0].gain * measure // one[0].cost)


def _edges(choices: Sequence[Choice]) -> list[Choice]:
    """The steps from choice to choice that each gain no more for their cost than the one before.

    Choices that a mixture of others would beat are passed over.
    """
    if len(choices) == 2:  # noqa: PLR2004 - nothing, and one thing more
        return [choices[1]]
    corners: list[Choice] = []
    for choice in choices:
        while len(corners) > 1:
            (first, last), (cost, gain) = corners[-2:], choice
            if (last.gain - first.gain) * (cost - last.cost) >= (gain - last.gain) * (
                last.cost - first.cost
            ):
                break
            corners.pop()
        corners.append(choice)
    return [Choice(b.cost - a.cost, b.gain - a.gain) for a, b in pairwise(corners)]


def _longer(
    frontier: _Frontier, choices: Sequence[Choice], needed: int, others: _Bound, budget: int
) -> _Frontier:
    """The frontier with one item more; a gain beyond what is needed counts as just enough.

    Ways are dropped that would not be enough within the budget, whatever is chosen for the
    others. Less than nothing can be needed, where what was chosen before is more than enough.
    """
    enough = max(needed, 0)
    ways = sorted(
        (cost + more, gain + gained)
        for more, gained in choices
        for cost, gain in frontier
        if cost + more <= budget
    )
    kept: _Frontier = []
    best = -1
    for cost, gain in ways:
        if gain <= best or gain + others.most(budget - cost) < needed:
            continue
        if kept and kept[-1][0] == cost:  # the same cost, and a higher gain comes last
            kept.pop()
        best = min(gain, enough)
        kept.append((cost, best))
        if best == enough:
            break  # what costs more gains no more than enough
    return kept


def _enough(frontier: _Frontier, budget: int, needed: int) -> bool:
    """Whether as much as is needed can be gained within a budget."""
    at = bisect_right(frontier, budget, key=itemgetter(0))
    return at > 0 and frontier[at - 1][1] >= needed


class Way(NamedTuple):
    """What steps on one answer lead to.

    cost: of all of them. units: the score that they end at. route: the stop that each leads to,
        where somebody asks; of a ``multi`` only what the step adds, in any order.
    """

    cost: int
    units: int
    route: tuple[Stop, ...] = ()


class Need(NamedTuple):
    """What to choose from, and what the choices must gain together.

    ways: per question those that may be chosen; the first is the least that must be.
    items: what each of them costs and gains beyond the first.
    spent: what the first ways cost together.
    """

    ways: Mapping[str, Sequence[Way]]
    items: Items
    needed: int
    spent: int

    @property
    def more(self) -> int | None:
        """The least cost beyond that of the first ways at which it is enough; None if it never is.

        Worked out anew each time.
        """
        return least(self.items, self.needed)

    @property
    def least(self) -> int | None:
        """The least cost at which it is enough; None where it never is."""
        more = self.more
        return None if more is None else self.spent + more

    def changing(self, question: str) -> "Need | None":
        """The same where a question must be changed; None where that brings nothing."""
        ways = self.ways.get(question, ())
        if ways and ways[0].cost:
            return self
        if len(ways) < 2:  # noqa: PLR2004 - staying is all that there is
            return None
        at = [*self.ways].index(question)
        (first, *_), items = self.items[at][1:], [*self.items]
        items[at] = [Choice(c.cost - first.cost, c.gain - first.gain) for c in items[at][1:]]
        ways_left = {**self.ways, question: ways[1:]}
        return Need(ways_left, items, self.needed - first.gain, self.spent + first.cost)

    def chosen(self, optimum: int) -> dict[str, Way]:
        """The way for every question that is changed, at the least cost.

        So that none ends higher than it must; of several such ways, those that choose most for
        the first question, and so on. optimum: what ``more`` says.
        """
        ceilings = sorted({way.units for ways in self.ways.values() for way in ways})
        lowest = bisect_left(
            ceilings,
            True,
            key=lambda top: least(self._under(top), self.needed, optimum) is not None,
        )
        chosen = choose(self._under(ceilings[lowest]), self.needed, optimum)
        taken = zip(self.ways.items(), chosen, strict=True)
        return {question: ways[at] for (question, ways), at in taken if ways[at].cost}

    def _under(self, ceiling: int) -> Items:
        """The items without what, beyond the first way, ends above a number of units."""
        return [
            item[: max(bisect_right(ways, ceiling, key=lambda way: way.units), 1)]
            for item, ways in zip(self.items, self.ways.values(), strict=True)
        ]

    def taking_part(self, optimum: int) -> frozenset[str]:
        """The questions that some choice of the least cost changes. optimum: what ``more`` says."""
        free = taking_part(self.items, self.needed, optimum)
        found = enumerate(self.ways.items())
        return frozenset(question for at, (question, ways) in found if at in free or ways[0].cost)


def need_of(
    ways: Mapping[str, Sequence[Way]],
    needed: int,
    gain: Callable[[str, int], int],
    required: Mapping[str, int] = MappingProxyType({}),
) -> Need | None:
    """What is to be chosen from these ways; None where they do not give what is required.

    ways: per question, in order of preference; the first of each is to stay, and each costs more
        than the one before it, and gains no less.
    needed: beyond what staying gains. gain: what a question at a number of units brings.
    required: the fewest units of some questions.
    """
    if not required.keys() <= ways.keys():
        return None
    kept: dict[str, Sequence[Way]] = {}
    items: list[list[Choice]] = []
    spent = 0
    for question, several in ways.items():
        allowed = several
        if question in required:
            allowed = [way for way in several if way.units >= required[question]]
        if not allowed:
            return None
        first = allowed[0]
        gained = gain(question, first.units)
        if first.cost:
            spent += first.cost
            needed -= gained - gain(question, several[0].units)
        elif gain(question, allowed[-1].units) == gained:
            continue  # there is nothing to choose
        kept_here, choices = [first], [Choice(0, 0)]
        for way in allowed[1:]:
            choice = Choice(way.cost - first.cost, gain(question, way.units) - gained)
            if choice.gain > choices[-1].gain:
                kept_here.append(way)
                choices.append(choice)
        kept[question] = kept_here
        items.append(choices)
    return Need(kept, items, needed, spent)
