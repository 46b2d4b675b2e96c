"""The knapsack behind margins and plans, held against every way to choose."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.growth import grow
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.optimum import Choice, choose, least, taking_part
from support.drawing import drawn
from support.trees import answers_tree, model_tree


@st.composite
def items(draw):
    """Up to five items with up to four choices beyond nothing, some of them hard to tell apart."""
    wide = draw(st.sampled_from([1, 3, 40]))
    found = []
    for _ in range(draw(st.integers(0, 5))):
        choices = [Choice(0, 0)]
        for _ in range(draw(st.integers(0, 4))):
            cost, gain = draw(st.integers(1, wide)), draw(st.integers(1, wide))
            choices.append(Choice(choices[-1].cost + cost, choices[-1].gain + gain))
        found.append(choices)
    return found


@drawn(80, few=30)
@given(items(), st.data())
def test_least_and_what_it_takes_are_those_of_every_way_to_choose(several, data):
    most = sum(choices[-1].gain for choices in several)
    needed = data.draw(st.integers(-3, most + 1))
    ways = {}
    for places in itertools.product(*(range(len(choices)) for choices in several)):
        taken = [choices[at] for choices, at in zip(several, places, strict=True)]
        ways[places] = sum(one.cost for one in taken), sum(one.gain for one in taken)
    enough = {places: cost for places, (cost, gain) in ways.items() if gain >= needed}
    optimum = min(enough.values(), default=None)
    assert least(several, needed) == optimum
    if optimum is None:
        return
    assert least(several, needed, optimum) == optimum
    assert least(several, needed, optimum - 1) is None
    best = [places for places, cost in enough.items() if cost == optimum]
    assert choose(several, needed, optimum) == max(best)
    raised = {at for places in best for at, place in enumerate(places) if place}
    assert taking_part(several, needed, optimum) == raised


def test_many_items_that_can_each_be_in_the_optimum():
    # twenty of each: 61 is 19 times 3 and once 4, for 41
    several = [[Choice(0, 0), Choice(2, 3)], [Choice(0, 0), Choice(3, 4)]] * 20
    assert least(several, 61) == 41
    assert choose(several, 61, 41) == (1, 1, *(1, 0) * 18, 0, 0)
    assert taking_part(several, 61, 41) == frozenset(range(40))


def test_a_plan_from_very_many_options():
    # five times 200 options without effort: the fewest that are enough are the heaviest
    questions = [
        {
            "id": f"v{at}",
            "text": "?",
            "type": "multi",
            "options": [
                {"id": f"o{option}", "text": "?", "weight": str(1 + (option * 7919 + at) % 997)}
                for option in range(200)
            ],
        }
        for at in range(5)
    ]
    tree = model_tree(*questions, scoring="mean")
    for phase, threshold in zip(tree["phases"], ["1", "1.5", "2.5", "3.25"], strict=True):
        phase["threshold"] = threshold
    model = load(tree)
    growth = grow(assess(answers_tree(dict.fromkeys(model.questions, "geen")), model))
    gains = sorted((g for kind in model.kinds.values() for g in kind.units), reverse=True)
    needed = 5 * model.unit / 2
    steps = next(n for n in range(1001) if sum(gains[:n]) >= needed)
    assert (growth.steps, growth.effort) == (steps, steps)
