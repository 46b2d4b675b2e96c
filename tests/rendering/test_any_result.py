"""Whatever the model and the answers: something is shown, and JSON is as its schema says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.batch_comparison import compare_batches
from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.consensus import consensus
from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.goal import goal_of
from gemeente_online.analysis.growth import grow
from gemeente_online.assessment.pairing import paired
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.compare import compare_document
from gemeente_online.rendering.compare_batches import batches_document
from gemeente_online.rendering.compare_batches_sheets import batches_sheets
from gemeente_online.rendering.compare_sheets import compare_sheets
from gemeente_online.rendering.consensus import consensus_document, consensus_sheets
from gemeente_online.rendering.document import Heading
from gemeente_online.rendering.docx import render_docx
from gemeente_online.rendering.explain import explain_document
from gemeente_online.rendering.explain_sheets import explain_sheets
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.grow import grow_document
from gemeente_online.rendering.json import render_json
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.memo import memo_document
from gemeente_online.rendering.plans import grow_sheets, plans_document
from gemeente_online.rendering.terminal import render_terminal
from gemeente_online.scoring.score import score, summarize
from support.drawing import drawn
from support.pages import batch_of, faults, page_of
from support.respondents import several
from support.schemas import valid
from support.sheets import rows_of
from support.strategies import answers, cases
from support.trees import answers_tree


def shown(document):
    for colour in (False, True):
        assert render_terminal(document, width=80, colour=colour)
    assert render_markdown(document)
    text = render_terminal(document, width=80, colour=False)
    assert "None" not in text
    assert "Fraction" not in text
    return text


def assessed(model, given_answers, **more):
    return assess(answers_tree(given_answers, **more), load(model))


@pytest.mark.heavy
@drawn(20)
@given(st.data())
def test_every_explanation_can_be_shown(data):
    model, given_answers = data.draw(cases())
    explanation = explain(score(assessed(model, given_answers)))
    shown(explain_document(explanation))
    asked = sum(len(axis["questions"]) for axis in model["axes"])
    assert len(rows_of(explain_sheets([explanation]))) == 1 + asked
    valid("explain", render_json(DocumentKind.EXPLANATION, [explanation], []))


@drawn(20)
@given(st.data())
def test_every_plan_can_be_shown(data):
    model, given_answers = data.draw(cases())
    phase = data.draw(st.sampled_from([*(int(p["number"]) for p in model["phases"]), None]))
    summary = summarize(assessed(model, given_answers))
    axes = data.draw(st.sampled_from([(), (model["axes"][0]["id"],)]))
    growth = grow(summary.assessment, goal_of(summary, to=phase, axes=axes))
    text = shown(grow_document(growth))
    assert text.count("[ ]") == growth.steps
    assert len(rows_of(grow_sheets([growth]))) == 1 + growth.steps
    assert "van de 2 gemeenten is er een plan" in shown(plans_document([growth, growth]))
    valid("grow", render_json(DocumentKind.GROWTH, [growth], []))


@pytest.mark.heavy
@drawn(20)
@given(st.data())
def test_every_comparison_can_be_shown(data):
    model, given_answers = data.draw(cases())
    dates = ["2024-10-01", "2025-10-01", "2026-10-01"][: data.draw(st.integers(2, 3))]
    several = [given_answers, *(data.draw(answers(model)) for _ in dates[1:])]
    comparison = compare(
        [assessed(model, one, date=date) for one, date in zip(several, dates, strict=True)]
    )
    shown(compare_document(comparison))
    changes = sum(len(axis.changes) for period in comparison.periods for axis in period.axes)
    assert len(rows_of(compare_sheets(comparison))) == 1 + changes
    valid("compare", render_json(DocumentKind.COMPARISON, [comparison], []))


@pytest.mark.heavy
@drawn(20)
@given(st.data())
def test_every_comparison_of_many_can_be_shown(data):
    model, given_answers = data.draw(cases())
    names, dates = data.draw(st.lists(st.sampled_from("ABC"), min_size=1)), ("2025", "2026")
    pairs = [("Waterdam", year, given_answers) for year in dates]
    pairs += [
        (name, data.draw(st.sampled_from(dates)), data.draw(answers(model))) for name in names
    ]
    many = [
        summarize(assessed(model, one, municipality={"name": name}, date=f"{year}-10-01"))
        for name, year, one in {pair[:2]: pair for pair in pairs}.values()
    ]
    sides = [[one for one in many if one.assessment.date.year == int(year)] for year in dates]
    comparison = compare_batches(paired(*sides).pairs, *dates)
    shown(batches_document(comparison))
    everybody, *_ = (len([*each.rows]) for each in batches_sheets(comparison))
    assert everybody == 1 + len({"Waterdam", *names})
    valid("compare", render_json(DocumentKind.COMPARISON, [comparison], []))


@pytest.mark.heavy
@drawn(20)
@given(several(), st.booleans())
def test_every_consensus_can_be_shown(found, anonymous):
    result = consensus(found, anonymous=anonymous)
    text = shown(consensus_document(result))
    assert text.count("Besluit: ") == len(result.agenda)
    assert anonymous != any(one.respondent in text for one in found)
    assert len(rows_of(consensus_sheets(result))) == 1 + len(result.questions)
    valid("consensus", render_json(DocumentKind.CONSENSUS, [result], []))


@pytest.mark.heavy
@drawn(20)
@given(st.data())
def test_every_memo_can_be_shown(data):
    model, given_answers = data.draw(cases())
    dates = ["2024-10-01", "2025-10-01"][: data.draw(st.integers(1, 2))]
    several = [given_answers, *(data.draw(answers(model)) for _ in dates[1:])]
    found = [
        score(assessed(model, one, date=date)) for one, date in zip(several, dates, strict=True)
    ]
    memo = memo_document(found, notes=True)
    shown(memo)
    levels = [block.level for block in memo.blocks if isinstance(block, Heading)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert render_docx(memo)


@pytest.mark.heavy
@drawn(20)
@given(st.data())
def test_every_report_can_be_shown(data):
    model, given_answers = data.draw(cases())
    dates = ["2024-10-01", "2025-10-01"][: data.draw(st.integers(1, 2))]
    several = [given_answers, *(data.draw(answers(model)) for _ in dates[1:])]
    found = [assessed(model, one, date=date) for one, date in zip(several, dates, strict=True)]
    inhabited = [{"name": "Waterdam"}, {"name": "Heuvelbroek", "inhabitants": "9000"}]
    many = [
        assessed(model, one, municipality=municipality)
        for one, municipality in zip(several, inhabited, strict=False)
    ]
    older = [summarize(found[0])] if len(found) > 1 else []
    for page in (page_of(*found), batch_of(*many, notes=True, older=older)):
        assert faults(page) == []
        assert "None" not in page.text
        assert "Fraction" not in page.text
