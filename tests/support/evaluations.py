"""Small models to evaluate, and the evaluation of rows of answers."""

from collections.abc import Sequence
from typing import Any

from gemeente_online.analysis.evaluation import Evaluation, evaluate
from gemeente_online.assessment.file import assess
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


def two_axes() -> Model:
    tree = model_tree(choice("p"), choice("q"))
    tree["axes"].append(tree["axes"][0] | {"id": "b", "questions": [choice("r"), choice("s")]})
    return load(tree)
