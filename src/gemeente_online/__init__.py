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

    from gemeente_online._version import __version__ as __version__
    from gemeente_online.analysis.comparison import Comparison as Comparison
    from gemeente_online.analysis.comparison import compare as compare
    from gemeente_online.analysis.consensus import Consensus as Consensus
    from gemeente_online.analysis.consensus import consensus as consensus
    from gemeente_online.analysis.evaluation import Evaluation as Evaluation
    from gemeente_online.analysis.evaluation import evaluate as evaluate
    from gemeente_online.analysis.explanation import Explanation as Explanation
    from gemeente_online.analysis.explanation import explain as explain
    from gemeente_online.analysis.goal import Goal as Goal
    from gemeente_online.analysis.goal import goal_of as goal_of
    from gemeente_online.analysis.growth import grow as grow
    from gemeente_online.analysis.plan import Growth as Growth
    from gemeente_online.assessment.file import Assessment as Assessment
    from gemeente_online.model.file import Model as Model
    from gemeente_online.problem import InvalidInputError as InvalidInputError
    from gemeente_online.problem import Problem as Problem
    from gemeente_online.reading.assessments import Rejected as Rejected
    from gemeente_online.reading.assessments import read_assessments as read_assessments
    from gemeente_online.reading.models import load_model as load_model
    from gemeente_online.scoring.result import Result as Result
    from gemeente_online.scoring.result import Summary as Summary
    from gemeente_online.scoring.score import score as score
    from gemeente_online.scoring.score import summarize as summarize

_HOMES = {
    "Assessment": "assessment.file",
    "Comparison": "analysis.comparison",
    "Consensus": "analysis.consensus",
    "Evaluation": "analysis.evaluation",
    "Explanation": "analysis.explanation",
    "Goal": "analysis.goal",
    "Growth": "analysis.plan",
    "InvalidInputError": "problem",
    "Model": "model.file",
    "Problem": "problem",
    "Rejected": "reading.assessments",
    "Result": "scoring.result",
    "Summary": "scoring.result",
    "__version__": "_version",
    "compare": "analysis.comparison",
    "consensus": "analysis.consensus",
    "evaluate": "analysis.evaluation",
    "explain": "analysis.explanation",
    "goal_of": "analysis.goal",
    "grow": "analysis.growth",
    "load_model": "reading.models",
    "read_assessments": "reading.assessments",
    "score": "scoring.score",
    "summarize": "scoring.score",
}
__all__ = list(_HOMES)


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def __getattr__(name: str) -> "Any":
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
