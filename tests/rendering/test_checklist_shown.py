"""What is said of a checklist, in which an open question counts as one that is not met."""

from gemeente_online.analysis.consensus import Consensus, consensus
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.rendering.answers_schema import answers_schema
from gemeente_online.rendering.consensus import consensus_document
from gemeente_online.rendering.document import Document
from gemeente_online.rendering.model import model_document
from gemeente_online.rendering.report.agenda import render_agenda
from gemeente_online.rendering.terminal import render_terminal
from support.trees import Tree, answers_tree, model_tree


def _model(**axis: Tree) -> Model:
    questions = [
        {"id": one, "type": "yes-no", "text": f"Is {one} er?", "phase": "2"} for one in "ab"
    ]
    phases = [
        {"number": str(at), "name": f"Fase {at}", "threshold": least, "description": "Zo."}
        for at, least in enumerate(("0", "1"), start=1)
    ]
    return load(model_tree(*questions, axis=axis, scoring="checklist", phases=phases))


def _met() -> Consensus:
    """Two who leave a question open."""
    both = [answers_tree({"a": word}, respondent=word) for word in ("ja", "nee")]
    return consensus([assess(tree, _model(), tree["respondent"]) for tree in both])


def _shown(document: Document) -> str:
    return " ".join(render_terminal(document, width=None, colour=False).split())


def test_an_editor_says_that_what_is_unknown_is_not_met() -> None:
    told = str(answers_schema(_model()))
    assert "Nog niet bekend; geldt als nog niet gehaald." in told
    assert "telt niet mee" not in told


def test_a_meeting_hears_that_what_is_open_is_not_met() -> None:
    told = "Wie kan dit uitzoeken? Een open vraag geldt als nog niet gehaald."
    assert told in _shown(consensus_document(_met()))
    assert told in render_agenda(_met())


def test_the_rules_name_requirements_where_there_are_any() -> None:
    rule = "Ook elke lagere fase moet zijn gehaald; een fase zonder vragen vraagt niets."
    with_requirements = "Ook elke lagere fase moet zijn gehaald, met alle voorwaarden;"
    assert rule in _shown(model_document(_model()))
    assert with_requirements in _shown(model_document(_model(requirements={"2": {"a": "4"}})))
