"""How firm a phase is: the fewest single steps that would change it. Pure.

A step takes one answered question to its next higher, or lower, score.
"""

from collections.abc import Callable, Mapping, Sequence

from gemeente_online.assessment.file import Answer
from gemeente_online.model.file import Model
from gemeente_online.scoring.optimum import Choice, least

Ladder = Sequence[int]
"""A question's score after 0, 1, 2, … steps in one direction, in units of score."""


def ladder(model: Model, question: str, answer: Answer, *, up: bool) -> Ladder:
    """The best scores that steps on a known answer lead to, its own first."""
    kind = model.kinds[question]
    return kind.ladder(kind.start(answer.units, answer.chosen, answer.number), up=up)


Worth = Callable[[str, int], int]
"""What a question at a number of units adds to the sum that a threshold is held against."""


def fewest_steps(ladders: Mapping[str, Ladder], worth: Worth, needed: int) -> int | None:
    """The fewest steps that change a sum by ``needed``; None where none do.

    ladders: per question, all upward or all downward.
    """
    items = []
    for question, steps in ladders.items():
        start = worth(question, steps[0])
        choices = [Choice(0, 0)]
        for count, units in enumerate(steps):
            change = abs(worth(question, units) - start)
            if change > choices[-1].gain:
                choices.append(Choice(count, change))
        if len(choices) > 1:
            items.append(choices)
    return least(items, needed)


def steps_up(
    ladders: Mapping[str, Ladder],
    required: Sequence[tuple[str, int]],
    worth: Worth,
    needed: int,
) -> int | None:
    """The fewest steps that meet every requirement and gain ``needed``.

    ladders: upward, of the answered questions.
    """
    forced, rest = 0, dict(ladders)
    for question, minimum in required:
        steps = rest.get(question, ())
        reach = next((k for k, units in enumerate(steps) if units >= minimum), None)
        if reach is None:
            return None
        forced += reach
        needed -= worth(question, steps[reach]) - worth(question, steps[0])
        rest[question] = steps[reach:]
    more = fewest_steps(rest, worth, needed)
    return None if more is None else forced + more


def steps_down(
    ladders: Mapping[str, Ladder],
    required: Sequence[tuple[str, int]],
    worth: Worth,
    slack: int,
) -> int | None:
    """The fewest steps that break a requirement or lose more than ``slack``.

    ladders: downward, of the answered questions.
    """
    ways = [fewest_steps(ladders, worth, slack + 1)]
    for question, minimum in required:
        steps = ladders.get(question, ())
        ways.append(next((k for k, units in enumerate(steps) if units < minimum), None))
    return min((way for way in ways if way is not None), default=None)
