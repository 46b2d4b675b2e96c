"""What the page for the meeting says, and what holds of every one of them."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.consensus import consensus
from gemeente_online.assessment.file import Assessment, Remark
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.reading.models import load_model
from gemeente_online.rendering.agreement import depends
from gemeente_online.rendering.report.agenda import render_agenda
from support.drawing import drawn
from support.pages import (
    HOSTILE,
    Page,
    agenda_of,
    assessments,
    check_harmless,
    faults,
    hostile,
    without_dress,
    words,
)
from support.places import EXAMPLES, GOLDEN
from support.renewing import expected
from support.strategies import answers, models
from support.trees import Tree, answers_tree, choice, model_tree

TEAMS = assessments(EXAMPLES / "teams")
NAMES = ["beleid", "communicatie", "handhaving", "kcc", "wijk"]
GOLDEN_AGENDAS = GOLDEN / "agenda"


def of_model(tree: Tree, *several: Tree, **more: Tree) -> list[Assessment]:
    """What A, B, … answered under a model; more: notes and evidence of the first."""
    model = load(tree)
    return [
        assess(answers_tree({**one, **(more if at == 0 else {})}, respondent=f"team {at}"), model)
        for at, one in enumerate(several)
    ]


def open_data() -> list[Assessment]:
    """Two who answered with options, several of them, yes or no, and a number."""
    (found,) = assessments(EXAMPLES / "models" / "open-data-answers.yaml")
    said = {"catalogus": "nee", "formaten": ["csv", "api"], "reactietijd": "12"}
    other = assess(answers_tree(said, respondent="raad"), found.model)
    return [found._replace(respondent="beheer"), other]


def alike() -> list[Assessment]:
    """Two who answered all the same, and left the same open."""
    return [TEAMS[0], TEAMS[0]._replace(respondent="nog een")]


PAGES: dict[str, Callable[[], Page]] = {
    "teams": lambda: agenda_of(*TEAMS),
    "anonymous": lambda: agenda_of(*TEAMS, anonymous=True),
    "mean": lambda: agenda_of(*open_data()),
    "alike": lambda: agenda_of(*alike()),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_made(name: str) -> None:
    page = PAGES[name]()
    assert faults(page) == []
    for tag in ("script", "form", "input", "textarea", "button"):
        assert not page.all(tag)
    bare = without_dress(page.text)
    assert bare == expected(GOLDEN_AGENDAS / f"{name}.html", bare)


def test_no_expected_page_is_stray() -> None:
    assert {path.name for path in GOLDEN_AGENDAS.iterdir()} == {f"{name}.html" for name in PAGES}


def test_a_page_may_only_be_shown() -> None:
    policy = PAGES["teams"]().one("meta", http_equiv="Content-Security-Policy").get("content", "")
    assert re.sub(r"sha256-[\w+/=]+", "sha256-…", policy) == (
        "default-src 'none'; style-src 'sha256-…'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_the_order_of_the_files_changes_nothing() -> None:
    assert render_agenda(consensus(TEAMS)) == render_agenda(consensus(TEAMS[::-1]))


@drawn(20)
@given(st.data())
def test_any_answers_of_any_model_can_be_talked_about(data: st.DataObject) -> None:
    tree = data.draw(models())
    several = [data.draw(answers(tree)) for _ in range(data.draw(st.integers(2, 4)))]
    found = of_model(tree, *several)
    note = {next(iter(found[0].answers)): Remark(note="zo is het")}  # so that each one counts
    page = agenda_of(*(one._replace(remarks=note) for one in found))
    assert faults(page) == []
    assert "None" not in page.shown()
    assert "Fraction" not in page.shown()


class TestWhatIsShown:
    def test_first_what_it_depends_on(self) -> None:
        page = agenda_of(*TEAMS)
        told = words(page.one("header"))
        sentence = depends(consensus(TEAMS))
        assert words(page.one(class_="depends")) == sentence
        assert told.startswith(f"Overleg over groeimodel De gemeente online Waterdam {sentence}")
        assert "beleid, communicatie, handhaving, kcc en wijk" in told
        counts = words(page.one("dl", class_="counts"))
        assert counts == "eens 9 bijna eens 9 verschil 9 één antwoord 2 open 1"

    def test_the_phases_at_the_ends(self) -> None:
        told = agenda_of(*TEAMS).section("afhankelijk")
        assert "Laagste antwoorden Middelste antwoorden Hoogste antwoorden" in told
        assert "Eigenaar van het initiatief 1 fase 1 2 fase 2 3 fase 3" in told
        assert "Als geheel 1 fase 1 De gemeente ontdekt 2 fase 2 De gemeente experimenteert" in told
        tree = model_tree(*map(choice, "pqrs"))
        few = agenda_of(*of_model(tree, {"p": "a", "q": "d"}, {"p": "d"})).section("afhankelijk")
        assert "Als geheel ? niet te bepalen Mogelijk: fase 1–" in few

    def test_the_grid_says_what_letters_stand_for(self) -> None:
        page = agenda_of(*TEAMS)
        grid = page.one("table", class_="grid")
        assert [words(one) for one in page.all("th", class_="name")] == NAMES
        rows = [[words(cell) for cell in row] for row in grid.iter("tr")]
        (crisis,) = [row for row in rows if row[0] == "6 crisis"]
        assert crisis[1] == "– niet beantwoord"
        assert crisis[2] == "c c (Bij één herkenbare bron met actueel nieuws …)"
        assert crisis[3] == "nvt nvt"
        assert crisis[-1] == "verschil"
        assert sum(len(row) == 1 for row in rows) == 3  # the axes

    def test_the_agenda_in_its_order(self) -> None:
        found = consensus(TEAMS)
        page = agenda_of(*TEAMS)
        numbers = [*found.assessment.model.questions]
        items = page.all("section", class_="item")
        assert [one.get("aria-labelledby") for one in items] == [
            f"vraag-{numbers.index(question) + 1}" for question in found.agenda
        ]
        first, second, *_, last = [
            [link.get("href") for link in item.iter("a") if link.get("href", "").startswith("#")]
            for item in items
        ]
        assert first == ["#agenda", "#punt-2"]
        assert second == ["#punt-1", "#agenda", "#punt-3"]
        assert last == [f"#punt-{len(items) - 1}", "#agenda"]
        listed = page.one("ol", class_="items")
        assert [link.get("href") for link in listed.iter("a")] == [
            f"#punt-{at}" for at in range(1, len(items) + 1)
        ]

    def test_a_question_with_all_that_was_said(self) -> None:
        page = agenda_of(*TEAMS)
        told = page.section("vraag-6")
        assert told.startswith("Agendapunt 1 van 20 Agenda Volgende vraag → Interactie · vraag 6, ")
        for part in (
            "6. Waar kunnen inwoners online terecht bij een incident of crisis?",
            "verschil Kan beslissen over de fase als geheel.",
            "Gekozen door: communicatie en kcc d Bij één herkenbare bron",
            "nvt Niet van toepassing. Gekozen door: handhaving",
            "Niet beantwoord: beleid.",
            "handhaving: De veiligheidsregio doet dit toch?",
            "Bewijs: https://example.org/waterdam/evaluatie-hoogwater",
        ):
            assert part in told
        assert told.endswith("Besluit:")
        (explained, *_) = page.all("details")
        assert words(explained).startswith("Uitleg bij de vraag")

    def test_answers_that_have_no_letter(self) -> None:
        page = agenda_of(*open_data())
        assert "ja Gekozen door: beheer nee Gekozen door: raad" in page.section("vraag-1")
        assert "a CSV Gekozen door: beheer en raad b Een API Gekozen" in page.section("vraag-3")
        assert "12 werkdagen Gekozen door: raad" in page.section("vraag-5")

    def test_last_what_needs_no_talk(self) -> None:
        page = agenda_of(*TEAMS)
        told = page.section("eens")
        assert "3. Wanneer krijgen inwoners online een reactie van de gemeente? 2 fase 2 b." in told
        assert "14. Wie ontwerpt een nieuwe online dienst" in page.section("open")
        assert "zonder bewijs" not in told
        bare = [one._replace(remarks={}) for one in TEAMS]
        told = agenda_of(*bare).section("eens")
        assert "Nog zonder bewijs, en dat hoort er wel bij: vragen 16 (beheer)" in told
        assert "vast wie wat doet. Nog zonder bewijs." in told

    def test_nothing_to_talk_about(self) -> None:
        page = agenda_of(*alike())
        assert page.section("agenda") == "Agenda U bent het eens over alles wat is beantwoord."
        assert not page.all("section", class_="item")
        tree = model_tree(choice("p"))
        whole = agenda_of(*of_model(tree, {"p": "b"}, {"p": "b"}))
        assert whole.section("agenda") == "Agenda U bent het overal over eens."
        assert not whole.all("h2", id="open")

    def test_with_what_it_was_made(self) -> None:
        told = agenda_of(*TEAMS).section("verantwoording")
        model = load_model("gemeente-online")
        assert model.digest in told
        assert "21 september 2026 tot en met 2 oktober 2026" in told
        ask = "Kijk ze na voordat u die deelt."
        assert ask in told
        bare = agenda_of(*(one._replace(remarks={}) for one in TEAMS))
        assert ask not in bare.section("verantwoording")

    def test_many_names_stand_upright(self) -> None:
        many = [TEAMS[at % 5]._replace(respondent=f"team {at}") for at in range(12)]
        assert "many" in agenda_of(*many).one("table", class_="grid").get("class", "")
        assert "many" not in agenda_of(*TEAMS).one("table", class_="grid").get("class", "")


def test_letters_in_place_of_names() -> None:
    named = [one._replace(respondent=f"WIE-{at}", source="WIE") for at, one in enumerate(TEAMS)]
    assert "WIE" in agenda_of(*named).text
    page = agenda_of(*named, anonymous=True)
    assert [words(one) for one in page.all("th", class_="name")] == [*"ABCDE"]
    assert "WIE" not in page.text


class TestModelsOfOthers:
    def test_another_language_is_marked(self) -> None:
        questions = [
            choice(one, text=text, explanation="Think of them", not_applicable="true")
            for one, text in (("p", "Who answers?"), ("q", "Who pays?"))
        ]
        tree = model_tree(*questions, title="Growing", source="A book", language="en")
        tree["axes"][0] |= {"name": "Reach"}
        page = agenda_of(*of_model(tree, {"p": "a", "q": "c"}, {"p": "nvt", "q": "c"}))
        assert faults(page) == []
        marked = {words(one) for one in page.all(lang="en")}
        assert {"Who answers?", "Who pays?", "Growing", "Reach", "Think of them"} <= marked
        assert {"a", "c. c", "a (a)", "A book"} <= marked
        assert not {"Niet van toepassing.", "nvt", "Als geheel"} & marked

    def test_hostile_texts_are_text(self) -> None:
        one = hostile()
        check_harmless(
            agenda_of(one, one._replace(respondent=HOSTILE[::-1], answers=TEAMS[0].answers))
        )
        tree = model_tree(choice("q", text=HOSTILE, explanation=HOSTILE), title=HOSTILE)
        tree["axes"][0] |= {"name": HOSTILE}
        tree["axes"][0]["questions"][0]["options"][1]["text"] = HOSTILE
        check_harmless(agenda_of(*of_model(tree, {"q": "b"}, {"q": "d"})))
