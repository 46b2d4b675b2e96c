"""Scores how far a Dutch municipality has grown online, along a growth model.

The public interface::

    from gemeente_online import load_model, read_assessments, score

    for item in read_assessments("waterdam.yaml", model=load_model("gemeente-online")):
        if isinstance(item, Rejected):
            print(item)
        else:
            print(score(item).overall.phase)

Names are imported when they are first used, so that ``import gemeente_online`` costs nothing. Here
nothing is imported at all: until ``main`` begins, Ctrl-C would be a traceback.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gemeente_online._version import __version__
    from gemeente_online.analysis.comparison import Comparison, compare
    from gemeente_online.analysis.evaluation import Evaluation, evaluate
    from gemeente_online.analysis.explanation import Explanation, explain
    from gemeente_online.analysis.goal import Goal, goal_of
    from gemeente_online.analysis.growth import Growth, grow
    from gemeente_online.assessment.file import Assessment
    from gemeente_online.model.file import Model
    from gemeente_online.problem import InvalidInputError, Problem
    from gemeente_online.reading.assessments import Rejected, read_assessments
    from gemeente_online.reading.models import load_model
    from gemeente_online.scoring.result import Result, Summary
    from gemeente_online.scoring.score import score, summarize

__all__ = [
    "Assessment",
    "Comparison",
    "Evaluation",
    "Explanation",
    "Goal",
    "Growth",
    "InvalidInputError",
    "Model",
    "Problem",
    "Rejected",
    "Result",
    "Summary",
    "__version__",
    "compare",
    "evaluate",
    "explain",
    "goal_of",
    "grow",
    "load_model",
    "read_assessments",
    "score",
    "summarize",
]

_HOMES = {
    "Assessment": "assessment.file",
    "Evaluation": "analysis.evaluation",
    "Comparison": "analysis.comparison",
    "Explanation": "analysis.explanation",
    "Goal": "analysis.goal",
    "Growth": "analysis.growth",
    "InvalidInputError": "problem",
    "Model": "model.file",
    "Problem": "problem",
    "Rejected": "reading.assessments",
    "Result": "scoring.result",
    "Summary": "scoring.result",
    "__version__": "_version",
    "evaluate": "analysis.evaluation",
    "compare": "analysis.comparison",
    "explain": "analysis.explanation",
    "goal_of": "analysis.goal",
    "grow": "analysis.growth",
    "load_model": "reading.models",
    "read_assessments": "reading.assessments",
    "score": "scoring.score",
    "summarize": "scoring.score",
}


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def __getattr__(name: str) -> "Any":
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
