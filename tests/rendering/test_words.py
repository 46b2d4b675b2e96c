"""Sentences that people read, where the same figures must be told the same everywhere."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.growth import grow
from gemeente_online.assessment.tree import assess
from gemeente_online.model.numbers import signed
from gemeente_online.model.rules import load
from gemeente_online.rendering.answers import outcome_word
from gemeente_online.rendering.compare import compare_document
from gemeente_online.rendering.compare_sheets import compare_sheets
from gemeente_online.rendering.explain import explain_document
from gemeente_online.rendering.grow import grow_document
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.model import model_document
from gemeente_online.rendering.report.pages import render_batch, render_municipality
from gemeente_online.rendering.score import score_document
from gemeente_online.scoring.score import summarize
from support.pages import Page
from support.places import EXAMPLES
from support.sheets import rows_of
from support.trees import Tree, answers_tree, choice, model_tree, scored
from support.wording import plain

Command = Callable[..., tuple[int, str, str]]


def explained(model: Tree, answers: Tree) -> str:
    return plain(render_markdown(explain_document(explain(scored(model, answers)))))


def viewed(groups: str, **more: object) -> Tree:
    """A model with a view that has these groups, each with two questions."""
    questions = [
        choice(f"{group}{at}", views={"blik": [group]}, **more) for group in groups for at in (1, 2)
    ]
    named = [{"id": group, "name": group.upper()} for group in groups]
    return model_tree(*questions, views=[{"id": "blik", "name": "Blik", "groups": named}])


def test_advice_of_a_stage_is_told_to_be_general(command: Command) -> None:
    told = "In het algemeen, op weg naar fase 3"
    for kind in ("table", "markdown"):
        code, out, _ = command("grow", EXAMPLES / "answers.yaml", "--format", kind)
        assert code == 0
        assert out.count(told) == 2
    code, out, _ = command("report", EXAMPLES / "answers.yaml")
    assert code == 0
    assert out.count(f"<h4>{told}</h4>") == 2
    assert "<h4>In het algemeen, op weg naar fase 4</h4>" in out


@pytest.mark.parametrize("groups", ["xyz", "xyzuvw"])
def test_a_view_names_groups_whichever_way_its_table_lies(groups: str) -> None:
    model = viewed(groups)
    answers = {f"{group}{at}": "c" for group in groups for at in (1, 2)}
    out = explained(model, answers)
    assert "As: fase 3 of hoger bij elke groep." in out
    assert "kolommen" not in out


def test_a_group_without_a_phase_is_not_said_to_reach_one() -> None:
    answers = {f"{group}{at}": "c" for group in "xyzuv" for at in (1, 2)}
    out = explained(viewed("xyzuvw"), answers)
    assert "As: fase 3 of hoger bij elke groep die op deze as een fase heeft." in out


def test_questions_are_counted_the_same_in_explain_and_report() -> None:
    model = viewed("xyz", not_applicable="true")
    answers = {"x1": "c", "x2": "c", "y1": "c", "z1": "c", "z2": "nvt"}
    out = explained(model, answers)
    page = render_municipality([scored(model, answers)], notes=False)
    for count in ("2 vragen", "1 van 2 vragen", "1 vraag"):
        assert f"<br>{count} |" in out
        assert re.search(rf">\s*{count}\s*<", page)
    assert "open" not in re.findall(r"\d vra\w+ (\w+)", page)


def test_the_bar_is_explained_only_where_there_is_one() -> None:
    one = model_tree(choice("a"), choice("b"))
    assert "elk cijfer is 5 %" in explained(one, {"a": "c"})
    assert "balk" not in explained(one, {})


def test_weights_are_named_only_where_they_differ() -> None:
    same = model_tree(choice("a", weight="2"), choice("b", weight="2"))
    other = model_tree(choice("a", weight="2"), choice("b"))
    answers = {"a": "c", "b": "b"}
    heavier = "Een vraag met meer gewicht"
    assert heavier not in explained(same, answers)
    assert heavier in explained(other, answers)
    out = explained(same, answers)
    assert "Fase 3: 1 van de 2 vragen telt = 50 %, nodig 70 % (dus 2 vragen)" in out
    assert "Fase 3: gewicht 2 van 3 telt = 66 %, nodig 70 % (dus gewicht 2,1)" in explained(
        other, answers
    )


def test_coverage_is_told_in_questions_or_in_weight() -> None:
    questions = [choice(name) for name in "abcd"]
    out = explained(model_tree(*questions), {"a": "c", "b": "c"})
    assert "Dekking: 2 van de 4 vragen beantwoord = 50 %, nodig 75 %" in out
    out = explained(model_tree(choice("e", weight="3"), *questions), {"a": "c", "b": "c"})
    assert "Dekking: de beantwoorde vragen wegen 2 van de 7 = 28 %" in out


def test_a_requirement_that_is_met_is_said_to_be() -> None:
    model = model_tree(choice("a"), choice("b"), choice("c"))
    model["axes"][0]["requirements"] = {"3": {"a": "3"}}
    assert "voorwaarde vraag 1, a: nu c (c), nodig c (c): niet gehaald" in explained(
        model, {"a": "c", "b": "b", "c": "b"}
    )
    assert "nu b (b), nodig c (c) (niet gehaald)" in explained(
        model, {"a": "b", "b": "c", "c": "c"}
    )


def test_why_is_told_in_one_sentence(command: Command) -> None:
    def why(name: str) -> list[str]:
        out = command("explain", EXAMPLES / name, "--format", "markdown")[1]
        return [line for line in out.splitlines() if line.startswith("Waarom: ")]

    assert why("answers.yaml") == [
        "Waarom: Eigenaar van het initiatief staat in fase 2, omdat nog te weinig antwoorden "
        "tellen voor fase 3 en aan één voorwaarde nog niet is voldaan; Eigenaarschap in de "
        "organisatie staat in fase 2, omdat nog te weinig antwoorden tellen voor fase 3 en aan 2 "
        "voorwaarden nog niet is voldaan."
    ]
    assert why("deels-ingevuld.yaml") == []  # the verdict says why it is undetermined
    assert why("fase-4.yaml") == []
    assert why("models/open-data-answers.yaml") == [
        "Waarom: fase 4 vraagt een gemiddelde score van ten minste 90, en die is nu 70,41."
    ]


def test_why_tells_a_requirement_apart_from_a_threshold() -> None:
    model = model_tree(choice("a"), choice("b"), choice("c"), choice("d"))
    model["axes"][0]["requirements"] = {"3": {"a": "3"}}
    out = explained(model, {"a": "b", "b": "c", "c": "c", "d": "c"})
    assert (
        "Waarom: As staat in fase 2, omdat aan één voorwaarde van fase 3 nog niet is voldaan."
        in out
    )
    out = explained(model, {"a": "c", "b": "c", "c": "b", "d": "b"})
    assert "Waarom: As staat in fase 2, omdat nog te weinig antwoorden tellen voor fase 3." in out


def test_the_bars_of_phases_are_parts_of_all() -> None:
    model = load(model_tree(choice("a")))
    found = [
        summarize(assess(answers_tree({"a": word}, municipality={"name": f"M{at}"}), model))
        for at, word in enumerate("ccb")
    ]
    spread = Page(render_batch(found)).one("section", aria_labelledby="spreiding")
    bars = [one.get("width") for one in spread.iter() if one.get("class", "").startswith("t")]
    assert bars == ["0%", "33.3%", "66.6%", "0%"]


NEXT_YEAR = "2027-10-01"


def compared(model: Tree, then: Tree, now: Tree, later: str = NEXT_YEAR) -> str:
    read = load(model)
    found = [assess(answers_tree(then), read), assess(answers_tree(now, date=later), read)]
    return render_markdown(compare_document(compare(found)))


def asked(count: int) -> Tree:
    return model_tree(*(choice(f"v{at}", not_applicable="true") for at in range(count)))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("17/63", "+0,26"),
        ("-17/63", "-0,26"),
        ("0", "0,00"),
        ("1/900", "+0,00"),
        ("-1/900", "-0,00"),
    ],
)
def test_differences_are_cut_off_with_their_sign(value: str, shown: str) -> None:
    assert signed(Fraction(value)) == shown


def test_cutting_is_told_only_where_figures_seem_off() -> None:
    cut = "daarom kan een verschil 0,01 anders lijken"
    effects = "De effecten zijn afgekapt"
    even = compared(asked(2), {"v0": "a", "v1": "a"}, {"v0": "b", "v1": "a"})
    assert cut not in even
    assert effects not in even
    out = compared(
        asked(3),
        dict.fromkeys(("v0", "v1", "v2"), "a") | {"v0": "c"},
        {"v0": "d", "v1": "b", "v2": "b"},
    )
    assert "| 1,66 | 2,66 | +1,00 |" in out
    assert cut not in out
    assert effects in out  # three times +0,33 beside +1,00
    out = compared(asked(3), {"v0": "a", "v1": "b", "v2": "b"}, {"v0": "b", "v1": "b", "v2": "b"})
    assert "| 1,66 | 2,00 | +0,33 |" in out
    assert cut in out
    assert effects not in out


def test_a_score_that_rises_by_absence_is_told() -> None:
    model, then = asked(4), {"v0": "a", "v1": "a", "v2": "c", "v3": "c"}
    out = compared(model, then, {"v0": "nvt", "v2": "c", "v3": "c"})
    assert (
        "Let op: de score stijgt ook doordat vraag 2 (v1) niet meer is beantwoord en vraag 1 (v0) "
        "nu nvt is. Dat is op zichzelf geen groei." in out
    )
    out = compared(model, then, {"v2": "b", "v3": "a"})
    assert "Let op: de score daalt minder doordat vraag 1 (v0) en vraag 2 (v1) niet meer" in out
    for now in (then | {"v0": "b"}, {"v0": "a", "v1": "a", "v2": "c"}):
        assert "Let op" not in compared(model, then, now)


def test_questions_and_answers_are_named_in_a_comparison() -> None:
    long = "Bij elk initiatief, en altijd samen met de mensen om wie het gaat."
    named = choice("rolkeuze")
    named["options"] = [
        {"id": "sommige", "text": "Bij sommige initiatieven."},
        {"id": "elk", "text": long},
        *({"id": word, "text": word} for word in ("x", "y")),
    ]
    several = {"id": "wat", "text": "Wat?", "type": "multi"}
    several["options"] = [{"id": word, "text": word.upper()} for word in ("csv", "api", "kaart")]
    model = model_tree(choice("een"), named, several)
    then, now = {"rolkeuze": "sommige", "wat": "geen"}, {"rolkeuze": "elk", "wat": ["csv", "kaart"]}
    out = compared(model, then, now)
    assert (
        "| 2 rolkeuze | a (Bij sommige initiatieven) | b (Bij elk initiatief, en altijd …) |" in out
    )
    assert "| 3 wat | geen | a (CSV) en c (KAART) |" in out
    found = [assess(answers_tree(then), load(model)), assess(answers_tree(now), load(model))]
    rows = [row[5:9] for row in rows_of(compare_sheets(compare(found)))]
    assert rows[1:] == [
        ["rolkeuze", "up", "sommige", "elk"],
        ["wat", "up", "geen", "csv|kaart"],
    ]


def test_what_is_counted_is_named_as_people_know_it() -> None:
    hours = {"id": "uren", "text": "Hoe snel?", "type": "number", "unit": "uur"}
    hours["bands"] = [{"up_to": "4", "score": "4"}, {"score": "1"}]
    several = {"id": "wat", "text": "Wat?", "type": "multi"}
    several["options"] = [{"id": word, "text": f"Als {word}."} for word in ("csv", "api")]
    yes_no = {"id": "is-er", "text": "Is er?", "type": "yes-no"}
    model = load(model_tree(hours, several, yes_no))
    told = {
        (question.id, one): outcome_word(question, one)
        for question in model.questions.values()
        for one in model.kinds[question.id].outcomes
    }
    assert told == {
        ("uren", "band-1"): "ten hoogste 4 uur",
        ("uren", "band-2"): "meer dan 4 uur",
        ("wat", "geen"): "geen",
        ("wat", "csv"): "a (Als csv)",
        ("wat", "api"): "b (Als api)",
        ("is-er", "nee"): "nee",
        ("is-er", "ja"): "ja",
    }


def test_new_and_dropped_questions_are_named_with_their_number() -> None:
    old, new = (load(model_tree(choice("een"), choice(word))) for word in ("oud", "nieuw"))
    found = [assess(answers_tree({}), old), assess(answers_tree({}, date=NEXT_YEAR), new)]
    out = render_markdown(compare_document(compare(found)))
    assert "Nieuw in het groeimodel: vraag 2 (nieuw)." in out
    assert "Niet meer in het groeimodel: vraag 2 (oud)." in out


def test_measurements_of_one_date_are_remarked() -> None:
    same = "er is meer dan één meting van 1 oktober 2026"
    assert same in compared(asked(1), {"v0": "a"}, {"v0": "b"}, later="2026-10-01")
    assert same not in compared(asked(1), {"v0": "a"}, {"v0": "b"})


def test_a_band_is_told_by_both_its_ends() -> None:
    hours = {"id": "q", "type": "number", "text": "Hoe snel?", "unit": "uur"}
    bands = [{"up_to": "4", "score": "4"}, {"up_to": "10", "score": "3"}, {"score": "1"}]
    result = scored(model_tree(hours | {"bands": bands}), {"q": "12"})
    text = render_markdown(grow_document(grow(result)))
    assert "eer dan 4 en ten hoogste 10 uur" in text


def test_the_bounds_of_numbers_are_never_cut_off() -> None:
    hours = {"id": "q", "type": "number", "text": "Hoe snel?", "unit": "uur", "minimum": "0.001"}
    bands = [{"up_to": "0.125", "score": "4"}, {"up_to": "10", "score": "3"}, {"score": "1"}]
    result = scored(model_tree(hours | {"bands": bands}), {"q": "12"})
    text = render_markdown(grow_document(grow(result)))
    assert "eer dan 0,125 en ten hoogste 10 uur" in text
    model = result.assessment.model
    told = render_markdown(model_document(model))
    assert "| meer dan 0,125 en ten hoogste 10 | 3 |" in told
    assert "Het getal is ten minste 0,001." in told
    assert "ten minste 0,001" in model.questions["q"].number_in_words


def test_what_is_asked_is_the_lowest_answer_that_is_enough_in_whatever_order() -> None:
    options = [{"id": word, "text": word, "score": score} for word, score in ("d4", "c3", "a1")]
    model = model_tree(choice("q1", options=options), axis={"requirements": {"2": {"q1": "3"}}})
    result = scored(model, {"q1": "a"})
    assert "vraag 1, q1: nu a (a), nodig b (c)" in render_markdown(score_document(result))
    told = render_markdown(model_document(load(model)))
    assert "bij vraag 1 (q1) ten minste b (c) met score 3" in told
    assert "| b c |" in told
    page = Page(render_municipality([result], notes=False))
    assert "Voorwaarde voor fase 2 niet gehaald. ? Ten minste: b. c" in page.section("assen")
