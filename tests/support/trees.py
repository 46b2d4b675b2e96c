"""Small models and answers as trees of text, and what comes of them."""

from copy import deepcopy
from typing import Any

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.result import OverallResult, Result
from gemeente_online.scoring.score import score

Tree = dict[str, Any]


def choice(identifier: str, **more: Any) -> Tree:
    """A question with the answers a, b, c, d: the scores 1, 2, 3, 4 on a scale of 1 to 4."""
    return {
        "id": identifier,
        "text": "?",
        "options": [{"id": word, "text": word} for word in "abcd"],
        **more,
    }


def model_tree(*questions: Tree, **more: Any) -> Tree:
    """A model with four phases, 70 % and one axis of these questions."""
    axis = {"id": "as", "name": "As", "description": "d", "questions": list(questions)}
    axis.update(more.pop("axis", {}))
    return {
        "format": "1",
        "id": "proef",
        "version": "1.0.0",
        "title": "Proef",
        "source": "bron",
        "language": "nl",
        "scale": {"minimum": "1", "maximum": "4"},
        "scoring": "share",
        "phases": [
            {
                "number": str(n),
                "name": f"Fase {n}",
                "description": "d",
                "threshold": "0" if n == 1 else "0.7",
            }
            for n in (1, 2, 3, 4)
        ],
        "overall": "lowest",
        "minimum_coverage": "0.75",
        "axes": [axis],
        **more,
    }


def answers_tree(answers: Tree, **more: Any) -> Tree:
    """An answers file with these answers."""
    return {
        "municipality": {"name": "Waterdam"},
        "date": "2026-10-01",
        "answers": answers,
        **more,
    }


def scored(model: Tree, answers: Tree, **more: Any) -> Result:
    """The result of answers under a model, both as trees."""
    return score(assess(answers_tree(answers, **more), load(deepcopy(model))))


def anywhere(read: object) -> Assessment:
    """An assessment that was read, wherever it stood and whatever version it said."""
    assert isinstance(read, Assessment)
    return read._replace(source="", row=None, source_sha256=None, version=None)


def as_summarized(result: Result) -> OverallResult:
    """All axes together as a summary of the same has them."""
    return OverallResult(
        **{name: getattr(result.overall, name) for name in OverallResult.__dataclass_fields__}
    )
