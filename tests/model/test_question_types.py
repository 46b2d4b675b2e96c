"""What may be answered to a question of each type, however it is written."""

import time
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import carry
from gemeente_online.model.question_types.kind import Given, Kind, Stop
from gemeente_online.model.question_types.texts import letter, signs
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError, Wrong
from gemeente_online.questionnaire.typed_answer import choices
from gemeente_online.rendering.answers import chosen_word, stop_text
from support.drawing import drawn
from support.strategies import models
from support.trees import answers_tree, model_tree

TEXTS = {
    "plan": "Er is een plan",
    "begroting": "Het staat in de begroting.",
    "b": "De raad “bespreekt” het – elk jaar",
    "zelfde": "Anders",
    "gelijk": "Anders",
}


def _question(kind: str = "choice", texts: dict[str, str] = TEXTS, **more: Any) -> dict[str, Any]:
    options = [{"id": word, "text": text} for word, text in texts.items()]
    return {"id": "q", "type": kind, "text": "?", "options": options, **more}


def _kind(*args: Any, **more: Any) -> Kind:
    return load(model_tree(_question(*args, **more))).kinds["q"]


def _number(**more: Any) -> Kind:
    question = {"id": "q", "type": "number", "text": "?", "unit": "uur", "minimum": "0", **more}
    return load(model_tree(question)).kinds["q"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("plan", "plan"),
        (" PLAN. ", "plan"),
        ("a", "plan"),
        ("A.", "plan"),
        ("a)", "plan"),
        ("(a)", "plan"),
        ("er is een\u00a0 plan.", "plan"),
        ("a. Er is een plan", "plan"),
        ("Het staat in de begroting", "begroting"),
        ("b. Het staat in de begroting.", "begroting"),
        ("b", "b"),  # its own id, and not the second letter
        ("(b)", "b"),
        ("antwoord b", "b"),
        ("Antwoord: C.", "b"),
        ("optie a", "plan"),
        ("antwoord plan", None),
        ("c", "b"),
        ('de raad "bespreekt" het - elk jaar', "b"),
        ("Anders", None),  # two answers have this text
        ("d. Anders", "zelfde"),
        ("e. Anders", "gelijk"),
        ("f", None),
        ("1", None),
        ("Er is een", None),
    ],
)
def test_an_option_is_its_id_its_letter_or_its_text(text: str, word: str | None) -> None:
    assert _kind().word_for(text) == word
    assert _kind("multi").word_for(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "null",
        "NULL",
        "?",
        "-",
        "–",
        "NA",
        "na",
        "n.b.",
        "Weet niet",
        "onbekend",
        "Onbekend.",
        "Geen idee.",
        "weten we niet",
    ],
)
def test_what_stands_for_no_answer_does_so_for_every_type(text: str) -> None:
    kinds = [_kind(), _kind("multi"), _kind("yes-no", {}), _number(bands=[{"score": "2"}])]
    assert [kind.read(text) for kind in kinds] == ["onbekend"] * 4


def test_the_text_of_an_answer_may_begin_as_a_letter_does_that_is_called_one() -> None:
    kind = _kind(texts={"een": "Antwoord b", "twee": "Optie c, en meer", "drie": "Anders"})
    assert kind.word_for("antwoord b") == "een"
    assert kind.word_for("optie c, en meer.") == "twee"
    assert kind.word_for("optie c") == "drie"
    with pytest.raises(Wrong) as caught:
        kind.read("optie c, en neer")
    assert 'bedoelde u "Optie c, en meer"' in str(caught.value.hint)


def _hint_on(text: str, kind: Kind) -> str:
    with pytest.raises(Wrong) as caught:
        kind.read(text)
    return str(caught.value.hint)


LETTERS = {"geen": "Niets", "plan": "Een plan", "raad": "Een besluit", "samen": "Samen"}


@pytest.mark.parametrize("text", ["2", "2.", "2,0", "2.0", " (2) ", "Antwoord 2"])
def test_a_number_is_answered_with_the_letter_that_was_probably_meant(text: str) -> None:
    texts = {f"o{at}": text for at, text in enumerate(LETTERS.values())}
    meant = "bedoelde u b (Een plan)? "
    why = "Een cijfer kan een plaats, een score of een fase zijn: schrijf de letter"
    assert _hint_on(text, _kind(texts=texts)) == meant + why
    assert _hint_on(text, _kind("multi", texts=texts)) == f"{meant}Schrijf de letter"


def test_a_number_that_may_be_several_answers_is_answered_with_each() -> None:
    """By its place, by its score, and by the phase that it counts for."""

    def kind(scores: Sequence[float], **more: Any) -> Kind:
        options = [
            {"id": f"o{at}", "text": text, "score": str(score)}
            for at, (text, score) in enumerate(zip(LETTERS.values(), scores, strict=True))
        ]
        return load(model_tree({"id": "q", "text": "?", "options": options}, **more)).kinds["q"]

    from_0 = kind((0, 1, 2, 3), scale={"minimum": "0", "maximum": "4"})
    assert _hint_on("2", from_0).startswith("bedoelde u b (Een plan) of c (Een besluit)? ")
    assert _hint_on("0", from_0).startswith("bedoelde u a (Niets)? ")
    assert _hint_on("1,5", kind((1, 1.5, 2, 4))).startswith("bedoelde u b (Een plan)? ")
    assert _hint_on("4", kind((1, 2, 2, 3))).startswith("bedoelde u d (Samen)? ")


@pytest.mark.parametrize("text", ["0", "5", "-1", "2,25", "1.000", "9" * 20, "2 of 3", "22"])
def test_a_number_that_can_be_no_answer_is_told_what_is_possible(text: str) -> None:
    assert "Mogelijk: a " in _hint_on(text, _kind(texts={f"o{at}": at * "x" for at in (1, 2, 3)}))


def test_numbers_that_are_answers_themselves_stand_for_no_other() -> None:
    by_id = _kind(texts={"3": "Drie kanalen", "1": "Een kanaal", "0": "Geen kanaal"})
    assert by_id.read("1") == "1"
    assert by_id.read("1.") == "1"
    assert "Mogelijk: " in _hint_on("2", by_id)
    by_text = _kind(texts={"een": "10", "twee": "20"})
    assert by_text.read("10") == "een"
    assert "Mogelijk: " in _hint_on("2", by_text)


def test_a_word_for_no_answer_may_be_an_answer() -> None:
    kind = _kind(texts={"na": "Na de verkiezingen", "voor": "Weet niet"})
    assert kind.word_for("NA") == "na"
    assert kind.word_for("weet niet") == "voor"
    assert kind.word_for("?") == "onbekend"


def test_nvt_may_be_written_in_full() -> None:
    for text in ("nvt", "NVT", "n.v.t.", "niet van toepassing", "nvt (niet van toepassing)"):
        assert _kind(not_applicable="true").read(text) == "nvt"
        with pytest.raises(Wrong) as caught:
            _kind().read(text)
        assert caught.value.code == "not-applicable"


def test_yes_and_no_have_no_letters() -> None:
    kind = _kind("yes-no", {"ja": "Ja, altijd", "nee": "Nee, nog niet"})
    assert [kind.word_for(text) for text in ("Ja", "NEE.", "ja, altijd", "a", "j")] == [
        "ja",
        "nee",
        "ja",
        None,
        None,
    ]


def test_options_beyond_the_alphabet_have_a_number() -> None:
    kind = _kind(texts={f"o-{at}": f"Tekst {at}" for at in range(1, 29)})
    assert [kind.word_for(text) for text in ("z", "27", "28. tekst 28", "29")] == [
        "o-26",
        "o-27",
        "o-28",
        None,
    ]


def test_an_option_whose_letter_is_the_id_of_another_is_named_by_its_own_id() -> None:
    kind = _kind()
    assert kind.identifiers[:3] == ("plan", "begroting", "b")
    assert [*signs(kind.options).values()][:4] == ["a", "begroting", "c", "d"]
    assert kind.listed["begroting"] == "begroting. Het staat in de begroting."
    assert [kind.word_for(text) for text in ("b", kind.listed["begroting"])] == ["b", "begroting"]
    assert [one.label for one in choices(kind)][:3] == ["a", "begroting", "c"]
    assert chosen_word(kind.question, ("b", "begroting")).startswith("c (")


def test_yes_and_no_are_named_with_their_texts_where_these_say_more() -> None:
    question = _kind("yes-no", {"ja": "Ja.", "nee": "Nee, nog niet"}).question
    assert chosen_word(question, ("ja",)) == "ja"
    assert chosen_word(question, ("nee",)) == "nee (Nee, nog niet)"
    assert [stop_text(question, Stop(0, (word,))) for word in ("ja", "nee")] == [
        "ja",
        "nee. Nee, nog niet",
    ]


def test_a_message_names_options_by_letter_id_and_text_where_these_fit() -> None:
    def told(texts: dict[str, str]) -> str:
        with pytest.raises(Wrong) as caught:
            _kind(texts=texts).read("iets heel anders")
        return str(caught.value.hint)

    long = "De gemeente heeft kanalen gekozen waarmee ze veel inwoners bereikt."
    assert told({"niets": "Niets.", "af": long, "bezig": "Er is er een in de maak."}) == (
        "Mogelijk: a niets, b af (De gemeente heeft kanalen gekozen …), "
        "c bezig (Er is er een in de maak), onbekend"
    )
    many = told({f"antwoord-{at}": long for at in range(1, 29)})
    assert many.startswith("Mogelijk: a antwoord-1, b antwoord-2, c antwoord-3, ")
    assert many.endswith(", l antwoord-12 en 17 andere")


@pytest.mark.parametrize(
    ("items", "chosen"),
    [
        (["a"], "plan"),
        (["plan", "C"], Given(Fraction(1) + Fraction(6, 5), ("plan", "b"))),
        (["c", "a. er is een plan"], Given(Fraction(1) + Fraction(6, 5), ("plan", "b"))),
        ([], "onbekend"),
        (["?"], "onbekend"),
        (["Geen van deze"], "geen"),
    ],
)
def test_several_answers(items: list[str], chosen: str | Given) -> None:
    assert _kind("multi").read(items) == chosen


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        (["a", "plan"], ["repeated-option"]),
        (["a", "geen"], ["word-stands-alone"]),
        (["a", ""], ["unknown-option"]),
        (["a", "z", ["b"]], ["unknown-option", "unknown-option"]),
    ],
)
def test_several_answers_that_do_not_go_together(items: list[Any], codes: Sequence[str]) -> None:
    with pytest.raises(FindingsError) as caught:
        _kind("multi").read(items, ("answers", "q"))
    assert [finding.code for finding in caught.value.findings] == codes


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("plan, c", '"plan, c"', "[plan, b]"),
        ("plan b", '"plan b"', "[plan, b]"),
        ("plan; tiktok", '"tiktok"', "Mogelijk: a plan (Er is een plan), begroting (Het staat"),
        ("plan (nieuw)", 'staat nog "nieuw"', "note: {answer: plan, note: …}"),
        ("-plan", '"-plan"', "zet een spatie na elk streepje"),
    ],
)
def test_several_answers_in_a_text(text: str, told: str, hint: str) -> None:
    with pytest.raises(Wrong) as caught:
        _kind("multi").read(text)
    assert caught.value.code == "unknown-option"
    assert told in caught.value.message
    assert hint in str(caught.value.hint)


LONG = {
    "a-1": "De keuze voor een kanaal is gemaakt door de gemeente zelf, en wordt elk jaar bezien",
    "a-2": "De keuze voor een kanaal is gemaakt door de gemeenteraad",
}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"b. {LONG['a-2']}, na een nota", "na een nota"),
        (f"{LONG['a-2']} (nota van maart)", "nota van maart"),
        ("a-2: nota van maart", "nota van maart"),
        ("b, nota van maart", "nota van maart"),
    ],
)
def test_a_remark_behind_an_answer_is_told_apart(text: str, told: str) -> None:
    with pytest.raises(Wrong) as caught:
        _kind(texts=LONG).read(text)
    assert f'staat nog "{told}"' in caught.value.message
    assert caught.value.code == "unknown-option"
    assert caught.value.hint == "zet de rest bij note: {answer: a-2, note: …}"
    assert "toelichting" in str(caught.value.at(()).cell_hint)


def test_no_remark_is_seen_where_there_is_none() -> None:
    for text in ("b want", "ja/nee", "a|b", "a-1-plus", "a, b"):
        with pytest.raises(Wrong) as caught:
            _kind(texts=LONG).read(text)
        assert "staat nog" not in caught.value.message


def test_a_long_text_that_is_no_answer_takes_no_time() -> None:
    kind = _kind(texts=LONG)
    start = time.process_time()
    for number in range(20):
        with pytest.raises(Wrong, match="geen antwoord"):
            kind.read(f"{number}é a; " * 400)
    assert time.process_time() - start < 2


def test_a_slip_far_into_a_text_is_shown() -> None:
    with pytest.raises(Wrong) as caught:
        _kind(texts=LONG).read(LONG["a-1"].replace("bezien", "bekeken"))
    hint = str(caught.value.hint)
    assert '"…elk jaar bezien" (en hier staat "…elk jaar bekeken")' in hint


def test_a_number_that_is_none_may_be_left_open() -> None:
    kind = _number(maximum="10", better="higher")
    assert kind.read("5") == Given(Fraction(5, 2), number=Fraction(5))
    for text, hint in (("heel veel", "leeg"), ("5 uur", "alleen het getal: 5"), ("1.000", "1000")):
        with pytest.raises(Wrong) as caught:
            kind.read(text)
        assert hint in str(caught.value.hint)


def test_an_answer_is_taken_over_by_its_id_and_not_as_a_letter() -> None:
    before = assess(
        answers_tree({"q": "b"}), load(model_tree(_question(texts={"a": "1", "b": "2"})))
    )
    carried = carry(before, load(model_tree(_question(texts={"x": "1", "y": "2"}))))
    assert carried.lost == ("q",)


@drawn(25)
@given(models())
def test_what_is_shown_of_an_answer_is_read_back(tree: Any) -> None:
    model = load(tree)
    for kind in model.kinds.values():
        for word in kind.possible:
            assert kind.word_for(word) == word
        for word, text in kind.listed.items():
            assert kind.word_for(text) in {word, None}
            assert kind.word_for(f" {text.upper()}. ") in {word, None}
        for at, option in enumerate(kind.options):
            if kind.question.type != "yes-no" and letter(at) not in kind.identifiers:
                assert kind.word_for(letter(at)) == option.id
