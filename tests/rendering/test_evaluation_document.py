"""What an evaluation says in words, verdict by verdict, and that any model can be evaluated."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online import evaluate, summarize
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.document import Items
from gemeente_online.rendering.evaluation import evaluation_document
from gemeente_online.rendering.evaluation_sheets import evaluation_sheets
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json import render_json
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.terminal import render_terminal
from support.drawing import drawn
from support.evaluations import axes_of, evaluated, three
from support.schemas import valid
from support.strategies import answers, models
from support.trees import answers_tree, choice, model_tree
from support.wording import plain


def sentences(evaluation: Any) -> str:
    """All that is said in lists, without the explanation at the end."""
    lists = [b for b in evaluation_document(evaluation).blocks if isinstance(b, Items)]
    return plain("\n".join(text for block in lists[:-1] for text in block.texts))


@pytest.mark.heavy
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
        (["aaa", "ddd"], "As: geen enkele meting staat in fase 2 of 3."),
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
        (
            ["aaaa", "bbbb", "cccc"],
            "A en B meten na correctie voor meetfouten bijna hetzelfde: een",
        ),
        (
            ["aabb", "bbaa", "ccdd", "ddcc"] * 3,
            "A en B zijn, ook na correctie voor meetfouten, goed",
        ),
        (
            ["aaaa", "bbcc", "ccbb", "dddd", "aaaa"],
            "A en B zijn na correctie voor meetfouten niet met",
        ),
        (
            ["aabb", "bbdd", "ccaa", "ddcc"],
            "A en B zijn goed uit elkaar te houden, maar hangen nauw",
        ),
        (
            ["aadd", "bbcc", "ccbb"],
            "hetzelfde: een van de twee voegt weinig toe. Ze gaan tegen elkaar in: wie op de ene "
            "as hoog scoort, scoort op de andere laag.",
        ),
        (
            ["aabb"],
            "A en B: geen oordeel, want van een van de twee is geen alfa te berekenen (er is",
        ),
        (
            ["adaa", "bcbc", "cbcc", "dbdd"],
            "A en B: geen oordeel, want de alfa van een van de twee is",
        ),
        (
            [*["aaaa", "abab", "baba", "bbbb"] * 2, "aabb", "bbaa", "aaab", "bbab"],
            "A en B: geen oordeel, want na correctie voor meetfouten komt de samenhang boven 1 uit",
        ),
        (
            [*["aa?b"] * 99, "aabb", "ccdd"],
            "A en B: te weinig gegevens, namelijk 6 metingen met op alle vragen een antwoord;",
        ),
    ],
)
def test_two_axes_in_words(rows: list[str], said: str) -> None:
    assert said in sentences(evaluated(axes_of(2, 2), rows, times=max(3, -(-30 // len(rows)))))


def test_both_numbers_stand_there_where_they_differ() -> None:
    def said(rows: list[str]) -> str:
        document = evaluation_document(evaluated(axes_of(2, 2), rows, times=30))
        text = plain(render_terminal(document, width=120, colour=False))
        return text.partition("Zijn de assen herkenbaar?")[2].partition("Zijn de fasen logisch?")[0]

    rows = ["aabb", "bbaa", "ccdd", "ddcc", "abab"]
    assert "idem, paarsgewijs" not in said(rows)
    gaps = said([*rows, "?bab"])
    lines = [" ".join(line.split()) for line in gaps.splitlines()]
    assert [line for line in lines if re.match(r"(A|B|A en B|idem, paarsgewijs) \d", line)] == [
        "A 150 0,96 0,95 tot 0,97 0,96",
        "idem, paarsgewijs 150–180 0,99 0,99 tot 0,99",
        "B 180 0,94 0,92 tot 0,96 0,95",
        "A en B 150 0,65 0,67 0,57 tot 0,76 0,67",
        "idem, paarsgewijs 150–180 0,66 0,68 0,58 tot 0,76 0,68",
    ]


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
        document = evaluation_document(evaluated(axes_of(2, 2), rows, times))
        return str(document.blocks[1].text)  # type: ignore[union-attr]

    assert short(["aaaa"]) == (
        "Er zijn te weinig gegevens voor een oordeel. Nodig zijn 30 metingen waarin alle vragen "
        "van een as zijn beantwoord; om iets over de fasen te zeggen 100."
    )
    assert short(["aaab", "bbba", "ddaa", "ccbb"], 10) == (
        "Herkenbare assen: 1 van de 2. Paren van assen die goed uit elkaar te houden zijn: geen "
        "oordeel. Assen waarop de fasen logisch op elkaar volgen: niet te zeggen, te weinig "
        "gegevens."
    )
    assert short(["aa??", "bb??", "ccbb"], 20) == (
        "Herkenbare assen: 1 van de 1 (en 1 zonder oordeel). Paren van assen die goed uit "
        "elkaar te houden zijn: niet te zeggen, te weinig gegevens. Assen waarop de fasen logisch "
        "op elkaar volgen: niet te zeggen, te weinig gegevens."
    )


def test_a_model_says_what_it_is_about() -> None:
    subject = {"one": "school", "many": "scholen", "people": "leerlingen"}
    document = evaluation_document(evaluated(three(subject=subject), ["aaa"], 2))
    told = plain(render_terminal(document, width=200, colour=False))
    assert "2 metingen van 2 scholen" in told
    assert "of zij hun school herkennen" in told
    assert "namelijk 2 metingen met een fase; nodig" in told


def test_what_cannot_be_computed_is_no_bad_verdict() -> None:
    document = evaluation_document(evaluated(axes_of(2, 1), ["aaa", "bbb", "ddd"], 40))
    told = str(document.blocks[1].text)  # type: ignore[union-attr]
    assert told.startswith("Herkenbare assen: 1 van de 1 (en 1 zonder oordeel). Paren")


def test_in_short_names_the_axes_that_are_one() -> None:
    def short(rows: Sequence[str]) -> str:
        document = evaluation_document(evaluated(axes_of(2, 2, 2), rows, times=20))
        return str(document.blocks[1].text)  # type: ignore[union-attr]

    assert "zijn: 0 van de 3. Alle assen meten bijna hetzelfde. Assen" in short(
        ["aaaaaa", "bbbbbb", "cccccc"]
    )
    assert 'zijn: 2 van de 3. Bijna hetzelfde meten: "A en B". Assen' in short(
        ["aaaabb", "bbbbaa", "ccccdd", "ddddcc"]
    )


@given(data=st.data())
@drawn(12)
@pytest.mark.heavy
def test_any_model_and_any_answers(data: st.DataObject) -> None:
    tree = data.draw(models())
    model = load(tree)
    given_answers = data.draw(st.lists(answers(tree), max_size=6))
    summaries = [summarize(assess(answers_tree(one), model)) for one in given_answers] * 8
    found = evaluate(model, summaries, by="province")
    for one in evaluation_sheets(found):
        header, *rows = one.rows
        assert {len(row) for row in rows} <= {len(header)}
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
