"""Small models to evaluate, and the evaluation of rows of answers."""

import random
from collections.abc import Sequence
from math import sqrt
from typing import Any

from gemeente_online.analysis.evaluation import Evaluation, evaluate
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import summarize
from support.trees import Tree, answers_tree, choice, model_tree


def three(**more: Any) -> Model:
    """One axis with the questions p, q and r, each with the options a, b, c and d."""
    questions = [choice("p"), choice("q"), choice("r", not_applicable="true")]
    return load(model_tree(*questions, **more))


def evaluated(model: Model, rows: Sequence[str | Tree], times: int = 1) -> Evaluation:
    """The evaluation of rows of answers: a letter per question (``?`` unknown, ``-`` nvt)."""
    words = {"?": "onbekend", "-": "nvt"}
    summaries = []
    for number, row in enumerate(list(rows) * times):
        given = row
        if isinstance(row, str):
            given = {q: words.get(a, a) for q, a in zip(model.questions, row, strict=True)}
        tree = answers_tree(given, municipality={"name": f"Gemeente {number}"})
        summaries.append(summarize(assess(tree, model)))
    return evaluate(model, summaries)


def axes_of(*sizes: int) -> Model:
    """Axes a, b and so on, with so many questions each (a1, a2, …), all of options a to d."""
    tree = model_tree(choice("p"))
    (first,) = tree["axes"]
    tree["axes"] = [
        first
        | {
            "id": axis,
            "name": axis.upper(),
            "questions": [choice(f"{axis}{n}") for n in range(size)],
        }
        for axis, size in zip("abcdef", sizes, strict=False)
    ]
    return load(tree)


def traits(seed: int, rows: int, *, shared: float, axes: int = 3, noise: float = 1.3) -> list[str]:
    """Answers on axes of ten questions each: every axis has a trait, and all are alike in part.

    shared: the correlation between two traits; 1 where all axes measure one and the same.
    noise: how much an answer differs from its trait, whose standard deviation is 1.
    """
    draw = random.Random(seed)
    found = []
    for _ in range(rows):
        common = draw.gauss(0, 1)
        row = ""
        for _ in range(axes):
            level = sqrt(shared) * common + sqrt(1 - shared) * draw.gauss(0, 1)
            answers = [round(1.5 + level + draw.gauss(0, noise)) for _ in range(10)]
            row += "".join("abcd"[min(max(answer, 0), 3)] for answer in answers)
        found.append(row)
    return found
