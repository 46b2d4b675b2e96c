"""The questionnaire as a state machine: whatever is typed, nothing is lost."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.questionnaire.replies import Command, Effect, Show, clashes, step
from gemeente_online.questionnaire.state import (
    Entry,
    Expected,
    Questionnaire,
    begin,
    progress,
)
from gemeente_online.rendering.questionnaire import kept_word
from gemeente_online.scoring.score import score
from support import strategies
from support.drawing import drawn
from support.trees import Tree, answers_tree, choice, model_tree

NUMBER = {
    "id": "getal",
    "text": "Hoe lang?",
    "type": "number",
    "unit": "uren",
    "minimum": "0",
    "maximum": "10",
    "better": "lower",
}
MULTI = {
    "id": "meer",
    "text": "Wat?",
    "type": "multi",
    "options": [{"id": word, "text": word} for word in ("x", "y", "z")],
}
YES_NO = {"id": "ja-nee", "text": "Is het zo?", "type": "yes-no", "not_applicable": "true"}


def model_of(*questions: Tree, **more: object) -> Model:
    return load(model_tree(*questions, **more))


def typed_all(state: Questionnaire, *lines: str) -> Effect:
    taken = Effect(state)
    for line in lines:
        taken = step(taken.state, line)
        assert taken.wrong is None, (line, taken.wrong)
    return taken


def as_tree(state: Questionnaire) -> Tree:
    """The answers file that the entries make."""
    return answers_tree(
        {
            name: {
                "answer": list(entry.answer) if isinstance(entry.answer, tuple) else entry.answer,
                "note": entry.note,
                "evidence": entry.evidence,
            }
            for name, entry in state.entries.items()
        }
    )


ALL = model_of(choice("een"), YES_NO, MULTI, NUMBER)
WORDED = {
    "id": "twee",
    "text": "En dit?",
    "not_applicable": "true",
    "options": [{"id": word, "text": word} for word in ("niets", "webcare", "overal")],
}
WITH_WORDS = model_of(choice("een"), YES_NO, MULTI, NUMBER, WORDED)


@pytest.mark.parametrize(
    ("question", "line", "answer"),
    [
        ("een", "2", "b"),
        ("een", " C ", "c"),
        ("een", "onbekend", "onbekend"),
        ("een", "Weet ik  niet", "onbekend"),
        ("getal", "weet niet", "onbekend"),
        ("ja-nee", "n.v.t.", "nvt"),
        ("twee", "b", "webcare"),
        ("twee", "C", "overal"),
        ("twee", "3", "overal"),
        ("ja-nee", "1", "ja"),
        ("ja-nee", "2", "nee"),
        ("ja-nee", "n", "nee"),
        ("ja-nee", "J", "ja"),
        ("ja-nee", "NEE", "nee"),
        ("ja-nee", "nvt", "nvt"),
        ("meer", "1", ("x",)),
        ("meer", "1,3", ("x", "z")),
        ("meer", "z; X", ("z", "x")),
        ("meer", "y 3", ("y", "z")),
        ("meer", "a c", ("x", "z")),
        ("meer", "a,c", ("x", "z")),
        ("meer", "A), (b) en c.", ("x", "y", "z")),
        ("meer", "a+b/c", ("x", "y", "z")),
        ("meer", "C", ("z",)),
        ("een", "b)", "b"),
        ("een", "(B)", "b"),
        ("een", "b.", "b"),
        ("meer", "geen", "geen"),
        ("meer", "onbekend", "onbekend"),
        ("getal", "3,5", "3,5"),
        ("getal", "4 uren", "4"),
        ("getal", "10", "10"),
        ("getal", "onbekend", "onbekend"),
    ],
)
def test_what_is_taken_for_an_answer(question: str, line: str, answer: object) -> None:
    model = WITH_WORDS if question == "twee" else ALL
    state = step(begin(model, {}), f"ga {question}").state
    taken = step(state, line)
    assert (taken.wrong, taken.changed) == (None, question)
    assert taken.state.entries == {question: Entry(answer=answer)}  # type: ignore[arg-type]
    assess(as_tree(taken.state), model)


def test_a_number_that_may_be_two_answers_is_not_taken_for_one() -> None:
    options = [{"id": word, "text": word, "score": str(at)} for at, word in enumerate("abcd")]
    from_zero = {"minimum": "0", "maximum": "4"}
    state = begin(model_of(choice("een", options=options), scale=from_zero), {})
    taken = step(state, "2")
    assert taken.state == state
    assert "bedoelde u b (b) of c (c)? Een cijfer kan" in str(taken.wrong and taken.wrong.hint)
    assert step(state, "c").state.entries == {"een": Entry("c")}
    elsewhere = step(state, "0")  # no place; the score of a
    assert elsewhere.state == state
    assert "bedoelde u a (a)? Een cijfer kan" in str(elsewhere.wrong and elsewhere.wrong.hint)


@pytest.mark.parametrize(
    ("question", "line", "said"),
    [
        ("een", "5", "typ a tot en met d, of onbekend"),
        ("een", "0", "typ a tot en met d, of onbekend"),
        ("een", "nvt", "onbekend"),
        ("een", "e", "typ a tot en met d, of onbekend"),
        ("een", "a of b", "typ a tot en met d, of onbekend"),
        ("meer", "a d", "klopt van a tot en met c"),
        ("meer", "a, A", "laat er één staan"),
        ("een", "een antwoord", "typ a tot en met d, of onbekend"),
        ("een", "null", "Enter"),
        ("een", "~", "Enter"),
        ("ja-nee", "yes", 'bedoelde u "ja"'),
        ("ja-nee", "3", "typ ja, nee, onbekend of nvt"),
        ("meer", "1,1", "laat er één staan"),
        ("meer", "geen, 1", "laat dit woord weg"),
        ("meer", "1 4", "klopt van a tot en met c, bijvoorbeeld a, b; anders geen of onbekend"),
        ("meer", "x, q", '"q" is geen antwoord'),
        ("meer", "1 wat", "anders geen of onbekend"),
        ("twee", "webcar", 'bedoelde u "webcare"? Typ a tot en met c, onbekend of nvt'),
        ("twee", "d", "typ a tot en met c, onbekend of nvt"),
        ("getal", "11", "ten hoogste 10 uren"),
        ("getal", "1.000", "schrijf 1000"),
        ("getal", "veel", "schrijf een getal"),
        ("een", "/vooruit", "Mogelijk: terug, open"),
        ("een", "ga", "nummer of de naam"),
        ("een", "ga 5", "1 tot en met 4"),
        ("een", "ga 0", "1 tot en met 4"),
        ("een", "ga gtal", 'bedoelde u "getal"'),
        ("een", "wis", "nog geen antwoord"),
        ("een", "terug", "eerste vraag"),
        ("een", "/stop nu", "typ alleen: /stop"),
    ],
)
def test_what_is_no_answer_says_what_would_be(question: str, line: str, said: str) -> None:
    state = begin(WITH_WORDS if question == "twee" else ALL, {})
    if question != "een":
        state = step(state, f"ga {question}").state
    taken = step(state, line)
    assert taken.wrong is not None
    assert said in f"{taken.wrong.message} {taken.wrong.hint}"
    assert (taken.state, taken.show, taken.changed) == (state, Show.PROMPT, None)


def test_enter_skips_and_the_end_leads_back_to_what_is_open() -> None:
    state = typed_all(begin(ALL, {}), "", "ja", "", "3").state
    assert state.question is None
    assert state.open == ("een", "meer")
    state = typed_all(state, "").state
    assert state.question is not None
    assert state.question.id == "een"
    state = typed_all(state, "a").state
    assert state.question is not None
    assert state.question.id == "meer"
    done = typed_all(state, "x", "")
    assert done.show is Show.FINISHED


def test_who_corrects_an_earlier_answer_looks_at_the_next_one() -> None:
    state = typed_all(begin(ALL, {}), "a", "ja", "x", "ga 1").state
    assert typed_all(state, "b").state.at == 1
    assert typed_all(state, "").state.at == 1
    assert typed_all(state, "b").state.entries["een"] == Entry("b")


def test_back_goes_the_way_one_came() -> None:
    state = typed_all(begin(ALL, {"een": Entry("a")}), "ga 4", "ga 1", "ga 3").state
    ways = []
    for _ in range(4):
        state = typed_all(state, "terug").state
        ways.append(state.at)
    assert ways == [0, 3, 1, 0]


def test_one_goes_on_at_the_first_open_question() -> None:
    known = {"een": Entry("a"), "ja-nee": Entry("onbekend"), "getal": Entry("3")}
    state = begin(ALL, known)
    assert state.at == 2
    assert begin(ALL, {**known, "meer": Entry(("x",))}).question is None
    (part,) = progress(state)
    assert (part.answered, part.total, part.today, part.unknown, part.open) == (
        *(3, 4, 0, 1),
        ("meer",),
    )
    (part,) = progress(typed_all(state, "x").state)
    assert (part.answered, part.today, part.open) == (4, 1, ())


def test_notes_and_evidence_stay_with_the_answer() -> None:
    state = begin(ALL, {})
    taken = step(state, "toelichting met : en #")
    assert (taken.changed, taken.show, taken.state.at) == ("een", Show.PROMPT, 0)
    state = typed_all(taken.state, "bewijs", "https://x", "b").state
    assert state.entries == {"een": Entry("b", "met : en #", "https://x")}
    state = typed_all(state, "terug", "toelichting", "", "wis").state
    assert state.entry == Entry("", "met : en #", "https://x")
    assert state.is_open("een")
    state = typed_all(state, "notitie", "-", "bewijs -").state
    assert state.entry == Entry()
    assert typed_all(state, "toelichting", "terug").state == state
    assert typed_all(state, "notitie", "stop").show is Show.STOPPED
    assert typed_all(state, "notitie", "/overzicht").show is Show.OVERVIEW


def test_evidence_is_asked_where_the_model_expects_it() -> None:
    model = model_of(choice("een"), choice("twee"), evidence_from="3")
    state = begin(model, {})
    assert typed_all(state, "2").state.at == 1
    taken = typed_all(state, "3")
    assert (taken.changed, taken.state.asked, taken.state.at) == ("een", Expected.EVIDENCE, 0)
    assert typed_all(taken.state, "").state.at == 1
    said = typed_all(taken.state, "https://x")
    assert (said.changed, said.state.at) == ("een", 1)
    assert said.state.entries["een"] == Entry("c", evidence="https://x")
    assert step(taken.state, "4").wrong is not None  # meant for the next question
    assert step(taken.state, "b").wrong is not None
    assert typed_all(taken.state, "terug").state.asked is Expected.ANSWER
    assert typed_all(said.state, "terug", "4").state.at == 1  # it has evidence already


@pytest.mark.parametrize("line", ["4", "12", "b", "C)", "nee", "Onbekend", "n.v.t.", "geen"])
def test_an_answer_is_not_taken_for_evidence(line: str) -> None:
    asking = typed_all(begin(model_of(choice("een"), evidence_from="3"), {}), "c").state
    told = step(asking, line)
    assert told.state == asking
    assert told.wrong is not None
    assert "hier wordt bewijs gevraagd" in told.wrong.message


@pytest.mark.parametrize(
    ("line", "show", "at"),
    [
        ("ga 3", Show.QUESTION, 2),
        ("Ga drie", Show.QUESTION, 2),
        ("/ga 3", Show.QUESTION, 2),
        ("open", Show.QUESTION, 1),
        ("vorige", Show.QUESTION, 0),
        ("overzicht", Show.OVERVIEW, 0),
        ("Uitkomst", Show.RESULT, 0),
        ("notitie", Show.PROMPT, 0),
        ("quit", Show.STOPPED, 0),
    ],
)
def test_a_command_is_not_taken_for_evidence(line: str, show: Show, at: int) -> None:
    model = model_of(choice("een"), choice("twee"), choice("drie"), evidence_from="3")
    taken = typed_all(begin(model, {}), "c", line)
    assert (taken.show, taken.state.at) == (show, at)
    assert taken.state.entries == {"een": Entry("c")}


@pytest.mark.parametrize("line", ["ga", "ga 99", "ga dri"])
def test_where_one_cannot_go_is_not_taken_for_evidence(line: str) -> None:
    model = model_of(choice("een"), choice("drie"), evidence_from="3")
    asking = typed_all(begin(model, {}), "c").state
    told = step(asking, line)
    assert told.wrong is not None
    assert (told.state, told.changed) == (asking, None)


def test_what_begins_as_a_command_may_be_evidence() -> None:
    model = model_of(choice("een"), evidence_from="3")
    asking = typed_all(begin(model, {}), "c").state
    for line in ("Ga naar de website", "overzicht van klachten", "nee-tenzij-beleid"):
        assert typed_all(asking, line).state.entries["een"].evidence == line
    noted = typed_all(begin(model, {}), "toelichting open", "bewijs nee").state
    assert noted.entry == Entry("", "open", "nee")


def test_an_answer_goes_before_a_command_of_the_same_name() -> None:
    question = choice("q")
    question["options"] = [{"id": word, "text": word} for word in ("stop", "terug", "2", "9")]
    model = model_of(question, choice("r"))
    state = begin(model, {})
    assert state.question is not None
    assert clashes(state)
    assert not clashes(state._replace(at=1))
    assert [choice.label for choice in state.choices] == ["a", "b", "c", "d"]
    assert typed_all(state, "stop").state.entries == {"q": Entry("stop")}
    assert typed_all(state, "2").state.entries == {"q": Entry("2")}
    wrong = step(state, "1").wrong
    assert wrong is not None
    assert wrong.hint == "typ a tot en met d, of onbekend"
    assert typed_all(state, "/stop").show is Show.STOPPED


@pytest.mark.parametrize(
    ("question", "line", "told"),
    [
        ("twee", "b", "Bewaard: b (webcare)."),
        ("twee", "nvt", "Bewaard: nvt."),
        ("twee", "weet niet", "Bewaard: onbekend."),
        ("ja-nee", "j", "Bewaard: ja."),
        ("meer", "a c", "Bewaard: a (x) en c (z)."),
        ("meer", "geen", "Bewaard: geen."),
        ("getal", "2,5", "Bewaard: 2,5 uren."),
        ("twee", "notitie hoi", "Bewaard."),
    ],
)
def test_what_was_kept_is_said(question: str, line: str, told: str) -> None:
    state = step(begin(WITH_WORDS, {}), f"ga {question}").state
    taken = step(state, line)
    assert taken.changed is not None
    assert kept_word(state, taken.state, taken.changed) == told
    back = step(taken.state, f"ga {question}").state
    if not back.entry.is_open:
        cleared = step(back, "wis").state
        assert kept_word(back, cleared, question) == "Het antwoord is weg."


@pytest.mark.parametrize(
    ("line", "show"),
    [
        ("?", Show.HELP),
        ("Hulp", Show.HELP),
        ("overzicht", Show.OVERVIEW),
        ("uitkomst", Show.RESULT),
        ("gegevens", Show.ABOUT),
        ("STOP", Show.STOPPED),
        ("/quit", Show.STOPPED),
    ],
)
def test_commands(line: str, show: Show) -> None:
    state = begin(ALL, {})
    assert step(state, line) == Effect(state, show)


def test_signs_that_nobody_sees_are_not_kept() -> None:
    state = typed_all(begin(ALL, {}), "notitie \x1b[31mrood\x07\u2028\ud800 é😀").state
    assert state.entry.note == "[31mrood é😀"


LINES = st.one_of(
    st.sampled_from(["", "1", "2", "3", "1,2", "ja", "geen", "nvt", "onbekend", "2,5", "-", "j"]),
    st.sampled_from([*map(str, Command), *(f"/{word}" for word in Command)]),
    st.sampled_from(
        [
            "ga 1",
            "ga 3",
            "ga v0-0",
            "ga as-1",
            "notitie hoi",
            "bewijs x",
            "bewijs 1",
            "toelichting a",
        ]
    ),
    st.text(max_size=12),
)


@drawn(20)
@given(st.data())
def test_whatever_is_typed(data: st.DataObject) -> None:
    tree = data.draw(strategies.models(most_axes=2, most_questions=3))
    if data.draw(st.booleans()):
        tree["evidence_from"] = tree["scale"]["maximum"]
    model = load(deepcopy(tree))
    state = begin(model, {})
    saved: dict[str, Entry] = {}
    for line in data.draw(st.lists(LINES, max_size=25)):
        taken = step(state, line)
        assert 0 <= taken.state.at <= len(model.questions)
        if taken.wrong is not None:
            assert taken.state == state
        if taken.changed is not None:
            saved[taken.changed] = taken.state.entries[taken.changed]
        if taken.state.at != state.at and state.asked is Expected.ANSWER and line != Command.BACK:
            back = step(taken.state, "/terug") if taken.state.asked is Expected.ANSWER else None
            assert back is None or "terug" in line or back.state.at == state.at
        state = taken.state
    assert {name: entry for name, entry in state.entries.items() if entry != Entry()} == {
        name: entry for name, entry in saved.items() if entry != Entry()
    }
    assess(as_tree(state), model)  # what is kept is always valid
    again = begin(model, saved)
    assert again.open == state.open
    assert again.question is None or again.question.id == state.open[0]
    assert sum(part.answered for part in progress(state)) == len(model.questions) - len(state.open)


@drawn(20)
@given(st.data())
def test_answering_what_is_open_always_ends(data: st.DataObject) -> None:
    tree, given_answers = data.draw(strategies.cases(most_axes=2, most_questions=3))
    model = load(deepcopy(tree))
    state = begin(
        model,
        {name: Entry.from_tree(one, model.kinds[name]) for name, one in given_answers.items()},
    )
    last = Effect(state)
    for _ in range(3 * len(model.questions) + 2):
        question = last.state.question
        if question is None or last.state.asked is not Expected.ANSWER:
            line = ""
        elif last.state.choices:
            line = last.state.choices[0].label
        else:
            line = data.draw(strategies.known_answers(_tree_of(tree, question.id)))
        last = step(last.state, line)
        assert last.wrong is None
        if last.show is Show.FINISHED:
            break
    assert last.show is Show.FINISHED
    assert not last.state.open
    score(assess(as_tree(last.state), model))


def _tree_of(model: Tree, identifier: str) -> Tree:
    found: Tree = next(q for q in strategies.all_questions(model) if q["id"] == identifier)
    return found
