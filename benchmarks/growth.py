"""How long planning takes, as ratios to scoring the same answers in full.

    python benchmarks/growth.py [ROUNDS]

Every assessment of the examples, to every phase, with the thirty questions of the shipped model;
and a model with as many questions where the overall mean decides, so that all of them are planned
at once, with weights that make every sum different; and questions of very many options. Beside the
ratios, the slowest in milliseconds, also where every question is preferred, in the order of the
model: the goal is less than 50 on the machine that it is developed on, and less than 1000 for very
many options, or with every question preferred.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from gemeente_online import load_model, read_assessments, score
from gemeente_online.analysis.goal import goal_of
from gemeente_online.analysis.growth import grow
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import summarize

ROOT = Path(__file__).parents[1]


def many_options(questions: int, options: int, *, efforts: bool) -> Any:
    """Questions of which very many options may be chosen together, with all sorts of weights."""
    axis = {
        "id": "as",
        "name": "As",
        "description": "d",
        "questions": [
            {
                "id": f"v{at}",
                "type": "multi",
                "text": "?",
                "options": [
                    {"id": f"o{one}", "text": "?", "weight": str(1 + (one * 7919 + at) % 997)}
                    | ({"effort": str(1 + (one * 5 + at) % 8)} if efforts else {})
                    for one in range(options)
                ],
            }
            for at in range(questions)
        ],
    }
    return loaded([axis], overall="lowest")


def mean_model(*, efforts: bool) -> Any:
    """Thirty questions with odd weights on three axes, of which the overall mean decides."""
    axes = []
    for axis in range(3):
        questions = []
        for at in range(10):
            number = axis * 10 + at
            options: list[dict[str, str]] = [{"id": word, "text": word} for word in "abcd"]
            if efforts:
                for step, option in enumerate(options):
                    option["effort"] = str(1 + (number * 7 + step * 5) % 9)
            weight = f"1.{number * 7919 % 1000:03d}"
            questions.append(
                {"id": f"v{number}", "text": "?", "weight": weight, "options": options}
            )
        axes.append({"id": f"as-{axis}", "name": "As", "description": "d", "questions": questions})
    return loaded(axes, overall="mean")


def loaded(axes: list[dict[str, Any]], *, overall: str) -> Any:
    """A model of these axes, scored by means."""
    phases = [
        {"number": str(n), "name": f"Fase {n}", "description": "d", "threshold": t}
        for n, t in ((1, "1"), (2, "1.9"), (3, "2.7"), (4, "3.6"))
    ]
    return load(
        {
            "format": "1",
            "id": "gemiddeld",
            "version": "1.0.0",
            "title": "Gemiddeld",
            "source": "verzonnen",
            "language": "nl",
            "scale": {"minimum": "1", "maximum": "4"},
            "scoring": "mean",
            "phases": phases,
            "overall": overall,
            "minimum_coverage": "0.75",
            "axes": axes,
        }
    )


def lowest_answers(model: Any) -> Assessment:
    """Everything at its lowest, so that the plan is as long as it can be."""
    answers = {
        name: "geen" if question.type == "multi" else question.options[0].id
        for name, question in model.questions.items()
    }
    return assess({"municipality": {"name": "X"}, "date": "2026-10-01", "answers": answers}, model)


def seconds(task: Callable[[], object]) -> float:
    """The time that a task takes."""
    start = perf_counter()
    task()
    return perf_counter() - start


def each_goal(assessments: Iterable[Assessment]) -> Iterator[tuple[Assessment, int]]:
    """Every assessment with every phase of its model."""
    for assessment in assessments:
        for phase in assessment.model.phases[1:]:
            yield assessment, phase.number


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    shipped = load_model("gemeente-online")
    examples = [one for one in read_assessments(ROOT / "examples") if isinstance(one, Assessment)]
    sets = {
        "shipped model, examples": [one for one in examples if one.model == shipped],
        "shipped model, all lowest": [lowest_answers(shipped)],
        "overall mean, odd weights": [lowest_answers(mean_model(efforts=False))],
        "overall mean, with effort": [lowest_answers(mean_model(efforts=True))],
        "5 times 200 options": [lowest_answers(many_options(5, 200, efforts=False))],
        "5 times 20, with effort": [lowest_answers(many_options(5, 20, efforts=True))],
    }
    print(f"{'':28}{'ratio':>8}{'slowest ms':>12}{'preferring':>12}")
    for name, assessments in sets.items():
        ratios, slowest, preferring = [], 0.0, 0.0
        for assessment, phase in each_goal(assessments):
            goal = goal_of(summarize(assessment), to=phase)
            planning = min(seconds(partial(grow, assessment, goal)) for _ in range(rounds))
            scoring = min(seconds(partial(score, assessment)) for _ in range(rounds))
            ratios.append(planning / scoring)
            slowest = max(slowest, planning * 1000)
            steered = partial(grow, assessment, goal, prefer=assessment.model.questions)
            preferring = max(preferring, seconds(steered) * 1000)
        print(f"{name:28}{median(ratios):8.1f}{slowest:12.1f}{preferring:12.1f}")


if __name__ == "__main__":
    main()
