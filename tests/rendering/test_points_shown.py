"""How points are shown: those of answers, and what a score lacks in other words."""

from gemeente_online.analysis.explanation import explain
from gemeente_online.model.rules import load
from gemeente_online.rendering.document import Document
from gemeente_online.rendering.explain import explain_document
from gemeente_online.rendering.model import model_document
from gemeente_online.rendering.score import score_document
from gemeente_online.rendering.terminal import render_terminal
from support.trees import Tree, model_tree, scored


def _choice(identifier: str, *points: str, key: str = "points") -> Tree:
    options = [{"id": f"w{p}", "text": f"Tekst {p}", key: p} for p in points]
    return {"id": identifier, "text": f"Vraag {identifier}?", "options": options}


def _model(*questions: Tree) -> Tree:
    phases = [
        {"number": str(at), "name": f"Fase {at}", "threshold": least, "description": "Zo."}
        for at, least in enumerate(("0", "80"), start=1)
    ]
    scale = {"minimum": "0", "maximum": "100"}
    return model_tree(*questions, scale=scale, scoring="mean", overall="mean", phases=phases)


PARTS = {"id": "c", "type": "multi", "text": "Wat?", "options": [{"id": "x", "text": "X"}]}
ANSWERS = {"a": "w5", "b": "w7"}


def _shown(document: Document) -> list[str]:
    text = render_terminal(document, width=None, colour=False)
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_explanation_has_the_points_of_every_answer_and_of_the_axis() -> None:
    model = _model(_choice("a", "0", "5", "15"), _choice("b", "0", "7"))
    lines = _shown(explain_document(explain(scored(model, ANSWERS))))
    assert "1 a b (Tekst 5) 5 van 15 100/3 15 500" in lines
    assert "2 b b (Tekst 7) 7 van 7 100 7 700" in lines
    assert "Samen 12 van 22 22 1200" in lines


def test_points_are_not_added_up_where_they_are_not_all() -> None:
    model = _model(_choice("a", "0", "5", "15"), _choice("b", "0", "7"), PARTS)
    lines = _shown(explain_document(explain(scored(model, {**ANSWERS, "c": "x"}))))
    assert "3 c a (X) – 100 1 100" in lines
    assert "Samen 23 1300" in lines


def test_without_points_there_is_no_column_for_them() -> None:
    model = _model(_choice("a", "0", "5", "15", key="score"), _choice("b", "0", "7", key="score"))
    lines = _shown(explain_document(explain(scored(model, ANSWERS))))
    assert "Vraag Antwoord Score" in lines


def test_a_model_to_read_has_points_beside_scores() -> None:
    bands = [{"up_to": "4", "points": "10"}, {"points": "2.5"}]
    number = {"id": "d", "type": "number", "text": "?", "unit": "uur", "bands": bands}
    yes_no = {"id": "e", "type": "yes-no", "text": "?"}
    yes_no["options"] = [{"id": "ja", "text": "Ja", "points": "3"}]
    lines = _shown(model_document(load(_model(_choice("a", "0", "5", "15"), number, yes_no))))
    for line in ("b w5 Tekst 5 5 33,33", "meer dan 4 2,5 25", "nee 0 0", "ja Ja 3 100"):
        assert line in lines
    assert "Id: a · gewicht 15" in lines
    assert any("scoren de meeste punten 100 en 0 punten 0" in line for line in lines)


def test_what_a_score_lacks_is_not_in_points_where_those_are_something_else() -> None:
    for key, told in (("points", "op de schaal"), ("score", "punten")):
        model = _model(_choice("a", "0", "5", "15", key=key), _choice("b", "0", "7", key=key))
        lacking = "25,46" if key == "points" else "74"
        lines = _shown(score_document(scored(model, ANSWERS)))
        assert f"As 1 {lacking} {told} {'54,54' if key == 'points' else '6,00'}" in lines
        assert any(f"nog {lacking} {told} naar fase 2" in line for line in lines)
