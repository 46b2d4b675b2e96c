"""What an evaluation says in words, verdict by verdict, and that any model can be evaluated."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online import evaluate, summarize
from gemeente_online.assessment.file import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.document import Items
from gemeente_online.rendering.evaluation import evaluation_document
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json import render_json
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.terminal import render_terminal
from support.drawing import drawn
from support.evaluations import evaluated, three, two_axes
from support.schemas import valid
from support.strategies import answers, models
from support.trees import answers_tree, choice, model_tree
from support.wording import plain


def sentences(evaluation: Any) -> str:
    """All that is said in lists, without the explanation at the end."""
    lists = [b for b in evaluation_document(evaluation).blocks if isinstance(b, Items)]
    return plain("\n".join(text for block in lists[:-1] for text in block.texts))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["aaa", "bbb", "ddd"], "As: de vragen horen duidelijk bij elkaar."),
        (["aab", "bba", "ccb", "bcd", "dcc"], "As: de vragen horen redelijk bij elkaar."),
        (["abc", "cab", "bca", "cbb", "aaa"], "As: de vragen meten niet duidelijk één ding;"),
        (["aaa"], "As: niet te berekenen, want er is één vraag of iedereen antwoordt hetzelfde."),
        (["aaa", "bbb", "ddd"], "As: de antwoorden volgen een duidelijke ladder. Hogere fasen"),
        (["caa", "bdb", "cdc", "ddc", "dbc"], "As: de antwoorden volgen een zwakke ladder."),
        (["abc", "cab", "bca"], "As: de antwoorden volgen geen ladder:"),
        (["aaa", "bbb", "ddd"], "Hogere fasen zijn moeilijker dan lagere."),
        (["aac", "bbd", "aad", "abd"], "Hogere fasen zijn niet duidelijk moeilijker dan lagere."),
        (["aac", "abc", "bbc", "bcd"], "Hogere fasen zijn meestal moeilijker dan lagere"),
        (
            ["aac", "aac", "bbd", "aad", "abd"],
            "Het sterkst omgekeerd: fase 3 bij vraag 3, r (100 %) wordt vaker gehaald dan "
            "fase 2 bij vraag 1, p (20 %).",
        ),
        (["aaa"], "Als geheel: bijna alle metingen staan in fase 1;"),
        (["aaa", "ddd"], "As: geen enkele meting staat in fase 2 en 3."),
        (["aaa", "bbb", "ccc", "ddd"], "As: elke fase komt voor."),
        (["aaa"], "Vraag 1, p: 80 % of meer antwoordt hetzelfde, namelijk a (a)."),
        (["aab", "bbb", "abc", "bca", "acc", "cbd"], "past matig bij de andere vragen"),
        (["aad", "bbc", "ccb", "dda"], "r: wijst de andere kant op"),
        (
            ["acc", "bbb", "cdd"],
            "Vraag 1, p: wie b (b) antwoordt, scoort op de andere vragen lager dan wie a (a)",
        ),
    ],
)
def test_every_verdict_in_words(rows: list[str], said: str) -> None:
    assert said in sentences(evaluated(three(), rows, times=60))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["aaaa", "bbbb", "cccc"], "As en As meten bijna hetzelfde: een van de twee voegt weinig"),
        (["aabb", "bbaa", "ccdd", "ddcc"], "As en As hangen samen en zijn goed uit elkaar te"),
        (["aadd", "bbcc", "ccbb"], "As en As hangen nauwelijks samen"),
        (["aabb"], "As en As: niet te vergelijken, want op een van de twee scoort iedereen gelijk"),
    ],
)
def test_two_axes_in_words(rows: list[str], said: str) -> None:
    assert said in sentences(evaluated(two_axes(), rows, times=30))


def test_what_the_phase_depends_on() -> None:
    def told(times: int) -> str:
        document = evaluation_document(evaluated(three(), ["bbc", "bcc", "aaa"], times))
        return " ".join(plain(render_terminal(document, width=120, colour=False)).split())

    many = told(20)
    assert "Eén stap lager op één vraag (krap naar beneden) 40 (66 %) 60" in many
    assert "Geen voorwaarden" not in many  # the model has none
    assert "1 p 40 (66 %) 20 (33 %)" in many
    assert "3 r " not in many.partition("Waar de fase")[2].partition("Wat zeggen de vragen")[0]
    assert "Te weinig gegevens, namelijk 27 metingen met een fase als geheel; nodig" in told(9)


def test_in_short() -> None:
    def short(rows: Sequence[str], times: int = 1) -> str:
        document = evaluation_document(evaluated(two_axes(), rows, times))
        return str(document.blocks[2].text)  # type: ignore[union-attr]

    assert short(["aaaa"]) == (
        "Herkenbare assen: niet te zeggen, te weinig gegevens. Assen waarop de fasen logisch op "
        "elkaar volgen: niet te zeggen, te weinig gegevens."
    )
    assert short(["aaab", "bbba", "ddaa", "ccbb"], 10) == (
        "Herkenbare assen: 1 van de 2. Assen waarop de fasen logisch op elkaar volgen: niet te "
        "zeggen, te weinig gegevens."
    )
    assert short(["aa??", "bb??", "ccbb"], 20) == (
        "Herkenbare assen: 1 van de 1 (en 1 met te weinig gegevens). Assen waarop de fasen "
        "logisch op elkaar volgen: niet te zeggen, te weinig gegevens."
    )


@given(data=st.data())
@drawn(25, few=8)
def test_any_model_and_any_answers(data: st.DataObject) -> None:
    tree = data.draw(models())
    model = load(tree)
    given_answers = data.draw(st.lists(answers(tree), max_size=6))
    summaries = [summarize(assess(answers_tree(one), model)) for one in given_answers] * 8
    found = evaluate(model, summaries)
    valid("model evaluate", render_json(DocumentKind.EVALUATION, [found], []))
    document = evaluation_document(found)
    assert render_terminal(document, width=80, colour=False)
    assert render_markdown(document)
    for axis in found.axes:
        assert sum(count.assessments for count in axis.spread.phases) == axis.spread.determined
        assert axis.spread.determined + axis.spread.undetermined == len(summaries)
        assert axis.scale.errors >= 0
        for question in axis.questions:
            counted = question.answered + question.unknown + question.not_applicable
            assert counted == len(summaries)
            shares = [option.share for option in question.options if option.share is not None]
            assert all(0 <= share <= 1 for share in shares)
            rests = [option.rest for option in question.options if option.rest is not None]
            assert all(model.scale.minimum <= rest <= model.scale.maximum for rest in rests)


def test_the_weights_of_a_model_play_no_part() -> None:
    weighed = [choice("p", weight="5"), choice("q", weight="0.1"), choice("r", weight="2")]
    rows = ["aab", "bba", "ccb", "bcd", "dcc"]
    plain = evaluated(three(), rows).axes[0]
    other = evaluated(load(model_tree(*weighed)), rows).axes[0]
    assert other.consistency == plain.consistency
    assert [q.options[0].rest for q in other.questions] == [
        q.options[0].rest for q in plain.questions
    ]
    assert plain.questions[0].options[0].rest == Fraction(3, 2)
