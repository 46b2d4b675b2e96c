"""What report pages and pictures say, and what holds of every one of them."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from math import log10
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Municipality, Remark
from gemeente_online.cli.folder import file_names
from gemeente_online.model.numbers import PERCENT
from gemeente_online.model.rules import load
from gemeente_online.reading.models import load_model
from gemeente_online.rendering.formats import ReportPart
from gemeente_online.rendering.report.charts import lines, scatter
from gemeente_online.rendering.report.method import axis_rule, overall_rule
from gemeente_online.rendering.report.pages import render_batch, render_municipality
from gemeente_online.rendering.report.pictures import badge_svg, stair, stair_svg, wrapped
from gemeente_online.rendering.templating import environment, link_of
from gemeente_online.scoring.score import score, summarize
from gemeente_online.wording import shortened, thousands
from support.pages import (
    HOSTILE,
    Page,
    assessments,
    batch_of,
    check_harmless,
    faults,
    hostile,
    over_the_years,
    page_of,
    without_dress,
    words,
)
from support.places import EXAMPLES, GOLDEN
from support.renewing import expected
from support.trees import Tree, choice, model_tree, scored

WATERDAM = EXAMPLES / "answers.yaml"
PARTLY = EXAMPLES / "deels-ingevuld.yaml"
HIGHEST = EXAMPLES / "fase-4.yaml"
MEASURED = EXAMPLES / "batch" / "online-meting.csv"
MEASURED_THEN = EXAMPLES / "batch" / "online-meting-2025.csv"
OPEN_DATA = EXAMPLES / "models" / "open-data-answers.yaml"
PHASES = [EXAMPLES / f"fase-{number}.yaml" for number in (1, 2, 3, 4)]


PAGES: dict[str, Callable[[], Page]] = {
    "one": lambda: page_of(*assessments(WATERDAM)),
    "summary": lambda: page_of(*assessments(WATERDAM), part=ReportPart.SUMMARY),
    "partly": lambda: page_of(*assessments(PARTLY)),
    "mean": lambda: page_of(*assessments(OPEN_DATA)),
    "measured": lambda: page_of(assessments(MEASURED)[0]),
    "years": lambda: page_of(*over_the_years()),
    "batch": lambda: batch_of(*assessments(MEASURED)),
    "batch-of-two": lambda: batch_of(*assessments(WATERDAM, PARTLY), notes=True),
    "batch-linked": lambda: batch_of(
        *assessments(WATERDAM, PARTLY),
        links=["a.html", "b.html"],
        older=[summarize(one) for one in assessments(EXAMPLES / "years")],
    ),
}


PICTURES: dict[str, Callable[[], str]] = {
    f"{picture}-{name}": partial(
        lambda draw, path: draw(summarize(assessments(path)[0])), draw, path
    )
    for picture, draw in (("stair", stair_svg), ("badge", badge_svg))
    for name, path in (("one", WATERDAM), ("partly", PARTLY), ("mean", OPEN_DATA))
}
GOLDEN_REPORTS = GOLDEN / "report"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_made(name: str) -> None:
    page = PAGES[name]()
    assert faults(page) == []
    assert len(page.all("script")) == name.startswith("batch")  # to order the table
    bare = without_dress(page.text)
    assert bare == expected(GOLDEN_REPORTS / f"{name}.html", bare)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_as_expected(name: str) -> None:
    text = PICTURES[name]()
    assert text == expected(GOLDEN_REPORTS / f"{name}.svg", text)


def test_no_expected_report_is_stray() -> None:
    wanted = {f"{name}.html" for name in PAGES} | {f"{name}.svg" for name in PICTURES}
    assert {path.name for path in GOLDEN_REPORTS.iterdir()} == wanted


@pytest.mark.parametrize(("name", "scripts"), [("one", ""), ("batch", "; script-src 'sha256-…'")])
def test_a_page_may_only_do_what_it_does(name: str, scripts: str) -> None:
    policy = PAGES[name]().one("meta", http_equiv="Content-Security-Policy").get("content", "")
    assert re.sub(r"sha256-[\w+/=]+", "sha256-…", policy) == (
        "default-src 'none'; style-src 'sha256-…'; img-src data:; base-uri 'none'; "
        f"form-action 'none'{scripts}"
    )


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('lang="nl"', "", "no language"),
        ('<h2 id="waar">', '<h4>a</h4><h2 id="waar">', "h4 after h1"),
        ('scope="row"', "", "a th without scope"),
        ('id="waar"', 'id="antwoorden"', "id antwoorden twice"),
        ('<svg class="bar" aria-hidden="true"', "<svg", "a picture without a text"),
        ("<style>", "<style> ", "the policy's hash is not that of the style"),
        ("<main ", "<main onclick=x() ", "an attribute onclick"),
        ("</h1>", '</h1><img src="x">', "a request: src=x"),
        ('<th scope="row"', '<td></td><th scope="row"', "a table with rows of [4, 5] cells"),
        ("</nav>", "</nav><nav></nav>", "not one nav for several sections"),
    ],
)
def test_faults_are_seen(before: str, after: str, fault: str) -> None:
    text = PAGES["one"]().text
    assert before in text
    assert fault in faults(Page(text.replace(before, after)))


def test_the_same_input_gives_the_same_bytes() -> None:
    years = [score(one) for one in over_the_years()]
    assert render_municipality(years, notes=True) == render_municipality(years, notes=True)
    many = [summarize(one) for one in assessments(MEASURED)]
    assert render_batch(many) == render_batch(many)


class TestMunicipality:
    def test_says_where_it_stands(self) -> None:
        page = page_of(*assessments(WATERDAM))
        assert words(page.one("h1")) == "Waterdam"
        assert "Fase 2 van 4 : De gemeente experimenteert" in words(page.one("header"))
        assert "Ambitie: fase 3, niet gehaald" in words(page.one("header"))
        assert "De laagste as bepaalt de fase: Eigenaar van het initiatief" in page.section("waar")
        assert "GM9999 · " not in page.shown()  # the dots are drawn, not written
        for told in ("GM9999", "Utrecht", "56.000 inwoners", "meting van 1 oktober 2026"):
            assert told in words(page.one("header"))
        picture = page.all("svg", class_="broad")[0]
        assert words(picture).startswith(
            "Waterdam staat in fase 2 van 4: De gemeente experimenteert. De ambitie is fase 3."
        )

    def test_the_first_sheet_says_what_to_do_first(self) -> None:
        told = page_of(*assessments(WATERDAM)).section("waar")
        assert " 7 antwoorden naar fase 4 2,90 " in told
        assert " 5 antwoorden en 2 voorwaarden naar fase 3 2,20 " in told
        _, _, first = told.partition("Wat eerst te doen Doel: fase 3, De gemeente converseert")
        assert "Nodig: 9 stappen" in first
        best = "Hoe kiest de gemeente haar rol bij een initiatief van inwoners?"
        assert first.index(best) < first.index("Hoe betaalt de gemeente het online werken?")
        assert first.count("Wordt:") == 3
        assert "Alle stappen staan in het groeiplan" in first
        partly = page_of(*assessments(PARTLY)).section("waar")
        assert "Interactie: beantwoord nog ten minste 1 van de 3 open vragen; dan" in partly
        assert "te weinig antwoorden" in partly
        top = page_of(*assessments(HIGHEST)).section("waar")
        assert top.count("hoogste fase") == 3
        assert top.endswith("Dit doel is al gehaald. Hoger kan niet.")

    def test_says_how_firm_the_phase_is(self) -> None:
        page = page_of(*assessments(WATERDAM))
        assert "De gemeente experimenteert stevig" in words(page.one("header"))
        told = page.section("waar")
        assert "Stevig: één antwoord hoger of lager verandert de fase niet." in told
        assert "Bij 6 van de 10 vragen 2 fase 2 Nu, bij 7 van de 10 vragen 2 fase 2" in told
        assert "Ook met alleen wat is bewezen: fase 2." in told
        assert "Met de middelste as in plaats van de laagste: fase 2." in page.section("berekening")
        assert "krap naar beneden" in words(page.one("h3", id="as-interactie"))
        tree = model_tree(*map(choice, "pqr"))
        close = Page(render_municipality([scored(tree, dict.fromkeys("pqr", "b"))], notes=True))
        assert "Krap naar beneden: één antwoord lager op een van de" in close.section("waar")
        assert "Krap naar beneden" not in page_of(*assessments(PARTLY)).section("waar")
        mean = page_of(*assessments(OPEN_DATA)).section("waar")
        assert "Met een drempel die één stap lager of hoger ligt: Lager" in mean

    def test_says_what_evidence_is_missing_where_it_matters(self) -> None:
        found = assessments(PHASES[2])[0]
        remarks = {"kanaalkeuze": Remark(evidence="https://waterdam.example/plan")}
        page = page_of(found._replace(remarks=remarks))
        told = page.section("waar")
        assert "Fase 3 volgens de antwoorden, fase 2 met bewijs. Bewijs ontbreekt bij " in told
        reason = "Bewijs ontbreekt waar de fase erop rust: Interactie, vragen 2 (klantvragen)"
        assert reason in page.section("berekening")
        quiet = page_of(found._replace(remarks=remarks), notes=False)
        assert reason not in quiet.section("berekening")
        bare = page_of(found._replace(remarks={})).section("waar")
        assert "Bij geen enkel antwoord staat bewijs." in bare

    def test_the_first_sheet_by_itself(self) -> None:
        alone = page_of(*assessments(WATERDAM), part=ReportPart.SUMMARY)
        assert faults(alone) == []
        assert [words(one) for one in alone.all("h2")] == ["Waar de gemeente staat"]
        assert "Wat eerst te doen" in alone.shown()
        assert "groeiplan" not in alone.shown()  # it is not on this sheet
        assert load_model("gemeente-online").digest in words(alone.one("footer"))

    def test_ambitions_per_axis_are_in_the_table(self) -> None:
        page = page_of(*assessments(PARTLY))
        assert "Ambitie: per as, niet gehaald" in words(page.one("header"))
        assert " Ambitie Interactie " in page.section("waar")

    def test_what_an_axis_is_like_in_general_and_what_was_answered(self) -> None:
        told = page_of(*assessments(WATERDAM)).section("assen")
        assert "Interacteren (context en conversatie) Zo beschrijft het model fase 3 op" in told
        own = (
            "Het eigen antwoord van de gemeente Hoe gaan de meeste collega's om met online werken?"
        )
        assert f"{own} c. Ze doen het en leren ervan" in told
        assert "De organisatie is meestal bewust onbekwaam" not in told  # the answer says otherwise
        third = page_of(*assessments(PHASES[2])).section("assen")
        assert f"{own} c. Ze doen het en leren ervan" in third
        assert "De organisatie is meestal bewust bekwaam" in third

    def test_answers_have_their_letters_and_questions_their_numbers(self) -> None:
        told = page_of(*assessments(WATERDAM)).section("antwoorden")
        assert "11. Hoe kiest de gemeente haar rol bij een initiatief van inwoners? b. Bij" in told
        told = page_of(*assessments(OPEN_DATA)).section("antwoorden")
        assert "1. Is er een catalogus van open data? Ja." in told
        assert "3. In welke vormen is de data er? a. CSV c. Een kaart" in told
        told = page_of(*assessments(OPEN_DATA)).section("opvallend")
        assert "In welke vormen is de data er? a. CSV; c. Een kaart Aanbod, fase 2" in told

    def test_nothing_is_higher_than_the_highest(self) -> None:
        told = page_of(*assessments(HIGHEST)).shown()
        assert "fase 4 bij elke groep" in told
        assert "fase 4 of hoger" not in told
        told = page_of(*assessments(WATERDAM)).shown()
        assert "fase 2 of hoger bij elke groep" in told

    def test_the_model_describes_the_phase_and_not_the_municipality(self) -> None:
        page = page_of(*assessments(WATERDAM))
        told = page.section("beschrijving")
        assert told.startswith("Zo beschrijft het model fase 2 In de organisatie")
        assert "Wat inwoners merken De burger vindt het handig" in told
        assert not page_of(*assessments(PARTLY)).all("h2", id="beschrijving")

    def test_tells_how_it_was_computed_with_the_sums(self) -> None:
        told = page_of(*assessments(WATERDAM)).section("berekening")
        assert "De score van een as is de gemiddelde score van de antwoorden." in told
        assert "Score: 29 / 10 = 2,90." in told
        assert "Fase 3: 9 van de 10 vragen tellen = 90 %, nodig 70 % (dus 7 vragen)" in told
        required = "Wat gebeurt er als een inwoner de gemeente online een vraag stelt?"
        assert f"; voorwaarde “{required}”: nu c (Ook een lastige vraag" in told
        assert "Fase: de laagste van 3, 2 en 2 is fase 2." in told
        assert "Gemiddelde score: (2,9 + 2,3 + 2,2) / 3 = 2,46." in told

    def test_tells_model_version_digest_date_and_program(self) -> None:
        told = page_of(*assessments(WATERDAM)).section("verantwoording")
        model = load_model("gemeente-online")
        for fact in (
            model.digest,
            model.version,
            "1 oktober 2026",
            f"gemeente-online {__version__}",
        ):
            assert fact in told

    def test_shows_every_question_with_answer_note_and_evidence(self) -> None:
        found = assessments(WATERDAM)[0]
        page = page_of(found)
        told = page.section("antwoorden")
        for question in found.model.questions.values():
            assert " ".join(question.text.split()) in told
        assert "Zie de evaluatie van het hoogwater" in told
        assert "Bij 13 antwoorden hoort nog bewijs." in told
        assert told.count("Nog zonder bewijs.") == 13
        (link,) = [e for e in page.all("a") if e.get("href", "").startswith("http")]
        assert link.get("href") == "https://waterdam.example/evaluatie"
        assert link.get("rel") == "noopener noreferrer"

    def test_plan_strengths_and_lags(self) -> None:
        page = page_of(*assessments(WATERDAM))
        plan = page.section("groeiplan")
        assert plan.startswith("Groeiplan Doel: fase 3, De gemeente converseert (nu fase 2) ")
        assert "Nodig: 9 stappen (een stap is één vraag één antwoord hoger)." in plan
        assert len(page.all("ol", class_="plan")) == 3  # with what to do first
        near = page_of(assessments(MEASURED)[5]).section("groeiplan")
        assert "Nodig: 1 stap (een stap is één vraag één antwoord hoger)." in near
        assert "Wordt: Ten minste 5 en minder dan 25 datasets." in near
        ahead, _, behind = page.section("opvallend").partition("Wat achterblijft")
        assert "Deze antwoorden zijn verder dan fase 2, de fase als geheel. 3 " in ahead
        assert "Hoe kiest de gemeente haar online kanalen?" in ahead  # on the highest axis
        assert "En nog 8: zie alle antwoorden" in ahead
        assert "nog niet zo ver als fase 3, de ambitie. Voorwaarden staan voorop. 2 " in behind
        required = behind.index("Hoe betaalt de gemeente het online werken? voorwaarde voor fase 3")
        assert required < behind.index("Wat doet de gemeente als inwoners zelf iets voor hun buurt")
        assert "Ten minste: c. Met een vast budget van uren, geld of beide." in behind
        assert "Wanneer krijgen inwoners online een reactie" not in behind  # its axis is there
        assert "Eigenaar van het initiatief, fase 2: deze as bepaalt de fase als geheel" in behind

    @pytest.mark.parametrize(
        ("ambition", "goal"),
        [
            ("4", "Doel: fase 4, De gemeente werkt samen (nu fase 2)"),
            ("2", "Doel: fase 3, De gemeente converseert (nu fase 2)"),  # it is there already
            (
                "{initiatief-eigenaar: 3, organisatie-eigenaarschap: 4}",
                "Doel: Eigenaar van het initiatief naar fase 3 en Eigenaarschap in de organisatie",
            ),
        ],
    )
    def test_the_plan_is_for_the_ambition(self, tmp_path: Path, ambition: str, goal: str) -> None:
        path = tmp_path / "waterdam.yaml"
        text = WATERDAM.read_text("utf-8").replace("ambition: 3", f"ambition: {ambition}")
        path.write_text(text, encoding="utf-8")
        page = page_of(*assessments(path))
        assert page.section("groeiplan").startswith(f"Groeiplan {goal}")
        assert goal in page.section("waar")

    def test_what_lags_in_the_first_phase_and_at_the_top(self) -> None:
        first = page_of(*assessments(PHASES[0])).section("opvallend")
        assert "verder dan fase 1, de fase als geheel. Toch staat elke as nog in die fase." in first
        assert "nog niet zo ver als fase 2, de volgende fase. 1 " in first
        top = page_of(*assessments(HIGHEST)).section("opvallend")
        assert "Geen enkel antwoord is verder dan fase 4, de fase als geheel." in top
        assert "nog niet zo ver als fase 4, de fase als geheel. 3 " in top

    def test_what_lags_behind_an_ambition_per_axis(self) -> None:
        told = page_of(*assessments(PARTLY)).section("opvallend")
        assert "verder dan fase 1, de laagste fase die nog mogelijk is." in told
        _, _, behind = told.partition("Wat achterblijft")
        assert "zo ver als de ambitie van de as, of bij een as zonder hogere ambitie de" in behind
        assert "Interactie, fase niet te bepalen, op weg naar fase 3" in behind

    def test_a_goal_that_is_reached_is_told_once(self) -> None:
        plan = page_of(*assessments(HIGHEST)).section("groeiplan")
        goal = "Doel: fase 4, De gemeente werkt samen (nu fase 4)"
        assert plan == f"Groeiplan {goal} Dit doel is al gehaald. Hoger kan niet."

    def test_roles_and_perspectives(self) -> None:
        page = page_of(*assessments(WATERDAM))
        role = page.section("blik-rol")
        lower = "Interactie (fase 3) is lager bij: Klant – dienstverlener (fase 2, op 2 vragen)"
        assert lower in role
        told = page.section("blik-perspectief")
        two = (
            "“Hoe het bij ons is georganiseerd”, vergeleken met “Wat inwoners volgens ons merken”:"
        )
        assert two in told
        assert "Alle assen samen: gelijk, fase 2 (21 vragen en 9 vragen)." in told

    def test_what_is_unknown_is_said(self) -> None:
        page = page_of(*assessments(PARTLY))
        assert "Fase niet te bepalen" in words(page.one("header"))
        told = page.section("waar")
        assert "mogelijk: fase 1–2" in told
        assert "66 %" in told
        told = "Niet te bepalen, want 6 van de 9 vragen zijn beantwoord (66 % van het gewicht"
        assert told in page.section("assen")
        plan = page.section("groeiplan")
        assert "Beantwoord eerst meer vragen" in plan
        assert "Interactie: “Wanneer krijgen inwoners online een reactie van de gemeente?”" in plan
        assert "onzeker" in page.section("assen")

    def test_over_the_years(self) -> None:
        page = page_of(*over_the_years())
        told = page.section("jaren")
        assert "Als geheel omhoog van fase 3 naar fase 4." in told
        assert "Interactie: score van 2,90 naar 3,80 (+0,90)." in told
        assert told.count("1 oktober 20") == 7
        (chart,) = page.all("svg", class_="chart")
        assert "De cijfers staan in de tabel eronder." in words(chart)
        assert "Hoger dan toen" in page.section("veranderd")

    @pytest.mark.parametrize(("order", "word"), [((0, 2), "Hoger"), ((2, 0), "Lager")])
    def test_what_is_higher_or_lower_than_then(self, order: tuple[int, int], word: str) -> None:
        years = over_the_years()
        first, last = (years[at]._replace(date=date(2023 + n, 10, 1)) for n, at in enumerate(order))
        told = page_of(first, last).section("veranderd")
        assert f"{word} dan toen" in told
        other = {"Hoger": "Lager", "Lager": "Hoger"}[word]
        assert f"{other} dan toen" not in told

    def test_notes_can_be_left_out(self) -> None:
        with_notes, without = (
            page_of(*assessments(WATERDAM), notes=notes).shown() for notes in (True, False)
        )
        for personal in ("Team communicatie", "hoogwater", "waterdam.example"):
            assert personal in with_notes
            assert personal not in without

    def test_a_phase_that_nearly_is_one_is_not_shown_as_one(self) -> None:
        model = model_tree(*(choice(f"q{n}") for n in range(3)))
        page = Page(
            render_municipality([scored(model, {"q0": "b", "q1": "b", "q2": "a"})], notes=True)
        )
        told = page.section("assen")
        assert "66 %" in told
        assert "67 %" not in told

    def test_requirements_up_to_the_next_phase(self) -> None:
        required = {"2": {"p": "2"}, "3": {"p": "3"}, "4": {"q": "4"}}
        tree = model_tree(choice("p"), choice("q"), axis={"requirements": required})
        for answer, numbers in (("a", [2]), ("b", [2, 3]), ("c", [2, 3, 4]), ("d", [2, 3, 4])):
            page = Page(
                render_municipality([scored(tree, dict.fromkeys("pq", answer))], notes=True)
            )
            told = re.findall(r"Voorwaarde voor fase (\d)", page.section("assen"))
            assert list(map(int, told)) == numbers, answer

    def test_sums_leave_out_what_does_not_apply(self) -> None:
        heavy = choice("p", weight="4", not_applicable="true")
        tree = model_tree(heavy, choice("q"), choice("r", weight="2"), minimum_coverage="0.6")
        page = Page(render_municipality([scored(tree, {"p": "nvt", "r": "c"})], notes=True))
        told = page.section("berekening")
        assert "weegt elke vraag even zwaar" not in told
        assert "Score: 6 / 2 = 3,00." in told
        assert "de beantwoorde vragen wegen 2 van de 3 = 66 %, nodig 60 %" in told
        answered = scored(tree, {"p": "nvt", "q": "c", "r": "c"})
        told = Page(render_municipality([answered], notes=True)).section("berekening")
        assert "Score: 9 / 3 = 3,00." in told
        assert "Dekking" not in told

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 12])
    def test_any_number_of_phases(self, count: int) -> None:
        tree = model_tree(
            choice("q"),
            phases=[
                {
                    "number": str(n),
                    "name": f"Fase met een lange naam {n}",
                    "description": "d",
                    "level": str(Fraction(3, 12) * 0 + 1) if n == 1 else str(1 + n * 0.25),
                    "threshold": "0" if n == 1 else "0.7",
                }
                for n in range(1, count + 1)
            ],
        )
        page = Page(render_municipality([scored(tree, {"q": "c"})], notes=True))
        assert faults(page) == []


class TestLanguage:
    """The texts of a model in another language are marked with it; what the page says is Dutch."""

    def tree(self, language: str) -> Tree:
        words = {"text": "Who answers?", "not_applicable": "true"}
        questions = (choice("p", **words), choice("q", text="Who pays?"))
        tree = model_tree(*questions, title="Growing", source="A book", language=language)
        tree["phases"][0]["name"] = "Explore"
        tree["axes"][0] |= {"name": "Reach", "description": "How far it reaches"}
        return tree

    def page(self, language: str, *years: Tree) -> Page:
        tree = self.tree(language)
        results = [scored(tree, answers, date=f"202{at}-10-01") for at, answers in enumerate(years)]
        return Page(render_municipality(results, notes=True))

    def test_another_language_is_marked(self) -> None:
        page = self.page("en", {"p": "a", "q": "c"}, {"p": "nvt", "q": "a"})
        assert faults(page) == []
        marked = {words(one) for one in page.all(lang="en")}
        assert {"Who answers?", "Who pays?", "Growing", "Explore", "Reach", "A book"} <= marked
        assert {"How far it reaches", "a. a", "c. c"} <= marked
        assert not {"Niet van toepassing.", "Als geheel"} & marked

    def test_dutch_is_not(self) -> None:
        for language in ("nl", "nl-BE", "NL"):
            page = self.page(language, {"p": "a", "q": "c"})
            assert [one.tag for one in page.all() if one.get("lang")] == ["html"]

    def test_in_a_batch_and_in_pictures(self) -> None:
        result = scored(self.tree("pt-BR"), {"p": "a", "q": "c"})
        summary = summarize(result.assessment)
        page = Page(render_batch([summary]))
        assert faults(page) == []
        assert {"Explore", "Who pays?"} <= {words(one) for one in page.all(lang="pt-BR")}
        assert '<text lang="pt-BR"' in stair_svg(summary)


class TestBatch:
    def test_spread_ranking_groups_axes_and_lags(self) -> None:
        found = assessments(MEASURED)
        page = batch_of(*found)
        assert "30 gemeenten" in words(page.one("header"))
        table = page.one("table", class_="ranking")
        rows = list(table.iter("tr"))[1:]
        assert len(rows) == 30
        assert words(rows[0]).startswith("1 ")
        assert {words(r.find("th")) for r in rows} == {one.municipality.name for one in found}
        counted = [
            words(cell) for cell in page.one("section", aria_labelledby="spreiding").iter("td")
        ]
        assert sum(int(text) for text in counted if text.isdigit()) == 30
        groups = page.section("groepen")
        assert "Gelderland" in groups
        assert "Klein" in groups
        assert len(page.one("svg", class_="chart").findall(".//*[@class]")) > 20
        assert "Een kwart tot" in page.section("assen")
        assert "Lager dan de as" in page.section("achter")

    def test_who_has_no_phase_has_no_place(self) -> None:
        page = batch_of(*assessments(WATERDAM, PARTLY))
        rows = [words(row) for row in page.one("table", class_="ranking").iter("tr")]
        assert rows[1].startswith("1 Waterdam")
        assert rows[2].startswith("– Heuvelbroek")
        spread = page.section("spreiding")
        assert "Bij 1 is de fase niet te bepalen, want" in spread
        assert "Die gemeente staat zonder plaats onder aan" in spread

    def test_notes_only_when_asked(self) -> None:
        both = assessments(WATERDAM, PARTLY)
        quiet, told = batch_of(*both), batch_of(*both, notes=True)
        for personal in ("Team communicatie", "hoogwater", "waterdam.example"):
            assert personal not in quiet.text
            assert personal in told.section("toelichting")

    def test_links_to_the_pages(self) -> None:
        page = PAGES["batch-linked"]()
        links = [e.get("href") for e in page.one("table", class_="ranking").iter("a")]
        assert links == ["a.html", "b.html"]
        assert "2 oudere metingen tellen hier niet mee" in page.section("spreiding")

    def test_the_years(self) -> None:
        now, then = assessments(MEASURED), assessments(MEASURED_THEN)
        gone = [one for one in then if one.municipality.name == "Oud Ravenhorst"]
        older = [summarize(one) for one in then if one not in gone]
        page = batch_of(*now, *gone, older=older)
        assert faults(page) == []
        years = page.section("jaren")
        assert (
            "Van de 28 gemeenten met een meting van 2025 en van 2026 gingen er 3 naar een hogere "
            "fase en 1 naar een lagere; 23 bleven gelijk"
        ) in years
        spread, changes = page.one("section", aria_labelledby="jaren").iter("tbody")
        assert [words(row) for row in spread] == [
            "2025 29 13 10 5 0 1 2,43",
            "2026 30 14 10 4 1 1 2,37",
        ]
        assert [words(row) for row in changes] == ["2025 naar 2026 28 3 23 1 1 2 1"]
        assert "jaren" not in batch_of(*now).text.split("<main")[1].split("ranglijst")[0]

    def test_a_measurement_of_long_ago_has_its_date_in_the_ranking(self) -> None:
        now = assessments(MEASURED)
        page = batch_of(now[0], now[1]._replace(date=date(2024, 3, 1)))
        (told,) = (
            one for one in page.one("table", class_="ranking").iter("span") if "maart" in words(one)
        )
        assert words(told) == "1 maart 2024"
        assert "Bij één gemeente staat een datum" in page.section("ranglijst")


class TestRules:
    """How phases follow from answers, as the page of many municipalities tells it."""

    def test_one_share_for_all(self) -> None:
        model = load_model("gemeente-online")
        assert axis_rule(model) == (
            f"Een as staat in een fase als ten minste 70{PERCENT} van de antwoorden voor die fase "
            "of een hogere telt. Ook elke lagere fase moet zijn gehaald, met alle voorwaarden."
        )
        assert overall_rule(model).startswith("De fase als geheel is die van de laagste as")

    def test_an_axis_with_thresholds_of_its_own(self) -> None:
        model = load(model_tree(choice("p"), axis={"thresholds": {"4": "0.8"}}))
        assert axis_rule(model) == (
            "Een as staat in een fase als genoeg antwoorden voor die fase tellen. Ook elke lagere "
            "fase moet zijn gehaald."
        )

    def test_means(self) -> None:
        model = load_model(EXAMPLES / "models" / "open-data.yaml")
        assert "de gemiddelde score van de antwoorden" in axis_rule(model)
        assert "Ook elke lagere fase moet zijn gehaald" in axis_rule(model)
        assert (
            "bepaalt de fase als geheel: de hoogste waarvan dat de drempel haalt."
        ) in overall_rule(model)
        assert "Heeft een as geen fase, dan is er als geheel ook geen." in overall_rule(model)


class TestTemplates:
    """What mypy cannot see in them."""

    @pytest.mark.parametrize("value", [None, Fraction(29, 10), True, ("a", "b"), date(2026, 10, 1)])
    def test_show_nothing_that_has_no_words_yet(self, value: object) -> None:
        with pytest.raises(TypeError, match="without words"):
            environment().from_string("{{ value }}").render(value=value)

    def test_show_nothing_that_is_not_there(self) -> None:
        with pytest.raises(UndefinedError):
            environment().from_string("{{ value }}").render()

    def test_show_texts_clean_and_lengths_in_short(self) -> None:
        shown = environment().from_string(
            "{{ text }} {{ [text]|join }} {{ text ~ 1 }} {{ length }}"
        )
        text = "<b>\u202e"
        assert shown.render(text=text, length=12.04) == (
            "&lt;b&gt;\ufffd &lt;b&gt;\ufffd &lt;b&gt;\ufffd1 12"
        )


class TestHostileText:
    def test_in_a_municipality(self) -> None:
        check_harmless(page_of(hostile()))

    def test_in_a_batch(self) -> None:
        check_harmless(batch_of(hostile(), *assessments(PARTLY), notes=True))

    def test_in_pictures(self) -> None:
        for draw in (stair_svg, badge_svg):
            root = ElementTree.fromstring(draw(summarize(hostile())))
            assert not [e for e in root.iter() if e.tag.endswith(("script", "img", "image"))]

    def test_in_a_model(self) -> None:
        tree: Tree = model_tree(choice("q", text=HOSTILE), title=HOSTILE, source=HOSTILE)
        tree["axes"][0] |= {"name": HOSTILE, "description": HOSTILE}
        tree["phases"][1]["name"] = HOSTILE
        check_harmless(Page(render_municipality([scored(tree, {"q": "b"})], notes=True)))


class TestPictures:
    def test_the_stairs_say_what_they_show(self) -> None:
        text = stair_svg(summarize(assessments(WATERDAM)[0]))
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img"
        assert "Waterdam staat in fase 2 van 4" in (root[0].text or "")
        assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")

    def test_the_badge(self) -> None:
        told = [badge_svg(summarize(assessments(name)[0])) for name in (WATERDAM, PARTLY)]
        assert ">online fase 2 van 4<" in told[0]
        assert ">mogelijk fase 1–2 van 4<" in told[1]

    def test_steps_stay_within_the_picture(self) -> None:
        for name in (WATERDAM, PARTLY, OPEN_DATA, *PHASES):
            one = summarize(assessments(name)[0])
            drawn = stair(one.assessment.model, "Een heel lange gemeentenaam " * 9, one.overall)
            assert len(drawn.label) < 40
            for step in drawn.steps:
                assert 0 <= step.x <= step.x + step.width <= drawn.width + 0.01
                assert drawn.top <= step.y <= step.y + step.height == drawn.base
            rising = [step.height for step in drawn.steps]
            assert rising == sorted(rising)

    def test_ten_times_the_inhabitants_is_as_far_again(self) -> None:
        model = load_model("gemeente-online")
        sizes = [1_000, 10_000, 100_000]
        drawn = scatter(model, [(size, Fraction(2), "t", 0) for size in sizes], "t")
        left, middle, right = (dot.x for dot in drawn.series[0].dots)
        assert right - middle == pytest.approx(middle - left, abs=0.02)
        told = {int(tick.label.replace(".", "")): tick.at for tick in drawn.across}
        assert list(told) == [1_000, 5_000, 20_000, 50_000]  # others would stand too close
        for size, place in told.items():
            assert place == pytest.approx(left + log10(size / 1_000) * (middle - left), abs=0.02)
        alone = scatter(model, [(1_000, Fraction(2), "t", 0)], "t")
        assert alone.series[0].dots[0].x == pytest.approx((left + right) / 2, abs=0.02)

    def test_dates_close_together_share_a_label(self) -> None:
        model = load_model("gemeente-online")
        days = [date(2020, 1, 1), date(2020, 1, 2), date(2020, 1, 3), date(2024, 1, 1)]
        drawn = lines(model, days, [("a", [Fraction(2)] * 4)], "t")
        assert [tick.label for tick in drawn.across] == ["1-1-2020", "1-1-2024"]
        alone = lines(model, [days[0]], [("a", [None])], "t")
        assert alone.series[0].dots == ()


class TestText:
    @given(st.text(max_size=80), st.integers(2, 30), st.integers(1, 4))
    def test_wrapped_fits(self, text: str, letters: int, most: int) -> None:
        found = wrapped(text, letters, most)
        assert len(found) <= most
        assert all(len(line) <= letters for line in found)

    def test_wrapped_keeps_what_fits(self) -> None:
        assert wrapped("De gemeente werkt samen", 12, 2) == ("De gemeente", "werkt samen")
        assert wrapped("De gemeente werkt samen", 12, 1) == ("De gemeente…",)
        assert shortened("Waterdam", 8) == "Waterdam"
        assert shortened("Waterdam", 5) == "Wate…"

    def test_thousands(self) -> None:
        assert [thousands(n) for n in (0, 999, 56000, 1234567)] == [
            "0", "999", "56.000", "1.234.567",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "is_link"),
        [
            ("https://waterdam.example/a?b=c#d", True),
            (" http://waterdam.example ", True),
            ("HTTPS://waterdam.example", True),
            ("javascript:alert(1)", False),
            ("data:text/html,x", False),
            ("waterdam.example", False),
            ("https://", False),
            ("https://[", False),
            ("zie https://waterdam.example", False),
            ("https://a\u202eb.example", False),
            ("https://" + "a" * 3000, False),
        ],
    )
    def test_links(self, text: str, is_link: bool) -> None:
        assert link_of(text) == (text.strip() if is_link else None)


class TestFileNames:
    def test_code_and_name(self) -> None:
        found = [Municipality("'s-Gravenhage", "GM0518"), Municipality("Súdwest-Fryslân")]
        assert file_names(found, ".html") == [
            "gm0518-s-gravenhage.html", "gemeente-sudwest-fryslan.html",
        ]  # fmt: skip

    def test_other_codes_and_namesakes(self) -> None:
        found = [
            Municipality("Bergen", province="Limburg"), Municipality("Bergen", province="Fryslân"),
            Municipality("Bergen"), Municipality("市", "con"), Municipality("市", "index"),
            Municipality("Waterdam", "WS_0.1"), Municipality("Waterdam", "a..-"),
        ]  # fmt: skip
        assert file_names(found, ".html") == [
            "gemeente-bergen-limburg.html", "gemeente-bergen-fryslan.html", "gemeente-bergen.html",
            "gemeente-con.html", "gemeente-index.html", "ws-0-1-waterdam.html", "a-waterdam.html",
        ]  # fmt: skip

    @given(st.lists(st.text(min_size=1, max_size=90), max_size=12))
    def test_safe_and_never_twice(self, names: list[str]) -> None:
        found = file_names([Municipality(name) for name in names], ".html")
        assert len(set(found)) == len(found)
        for name in found:
            assert re.fullmatch(r"gemeente(-[a-z0-9]+)*\.html", name)
            assert len(name) < 90
