"""What a web form saves and opens is what the program reads: random models, answers and texts."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.warnings import doubts
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError, InvalidInputError
from gemeente_online.reading.assessments import read_assessments
from gemeente_online.reading.json import read_json
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.blank import Blank, blank_yaml
from gemeente_online.scoring.score import score
from support.browser import marks
from support.drawing import drawn
from support.form_page import WebForm, empty, read, same, values_of
from support.hostile import HOSTILE
from support.strategies import all_questions, answers, models
from support.trees import answers_tree, choice, model_tree

pytestmark = marks()

TEXTS = [
    *HOSTILE.values(),
    "</script><script>alert(1)</script>",
    "</textarea></form><img src=x onerror=alert(2)>",
    "<!-- <script>",
    "]]>",
    "\" onfocus=alert(3) autofocus='",
    "&lt;b&gt; &amp; &quot;",
    "{{ 7*7 }} {% raw %} ${alert(4)} `x`",
    "$& $1 $` \\u003c \\n \\",
    " met spaties  eromheen ",
    "javascript:alert(5)",
    "__proto__",
    "constructor",
    "nvt",
    "onbekend",
    "\ufffd\x01\x7f",
]
NAMES = (
    *("elements", "reset", "submit", "length", "name", "action", "constructor", "to-string"),
    *("value-of", "0", "10", "2", "has-own-property", "deel-1", "method", "closest", "id"),
)
"""Ids of questions: what forms and objects have themselves, and numbers, which sort otherwise."""

OPTIONS = ["constructor", "b", "to-string", "length", "0", "a", "nee", "ja", "1"]


def texts() -> st.SearchStrategy[str]:
    """Texts that could do something in a page, and any others."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    return st.one_of(st.sampled_from(TEXTS), anything).filter(str.strip)


def lines() -> st.SearchStrategy[str]:
    """The same as they can be typed on one line."""
    return texts().map(lambda text: re.sub(r"[\r\n]", " ", text).strip()).filter(bool)


@st.composite
def dressed(draw: Any) -> dict[str, Any]:
    """A model of which texts and ids could do something in a page."""
    tree: dict[str, Any] = draw(models(most_axes=3, most_questions=4))
    questions = all_questions(tree)
    ids = dict(zip([one["id"] for one in questions], draw(st.permutations(NAMES)), strict=False))
    tree |= {"title": draw(texts()), "source": draw(texts())}
    if draw(st.booleans()):
        tree["subject"] = {"one": draw(lines()), "many": draw(lines()), "people": draw(lines())}
    for axis in tree["axes"]:
        axis |= {"name": draw(texts()), "description": draw(texts())}
        for needed in axis.get("requirements", {}).values():
            for one in list(needed):
                needed[ids[one]] = needed.pop(one)
    for question in questions:
        question |= {"id": ids[question["id"]], "text": draw(texts())}
        if draw(st.booleans()):
            question["explanation"] = draw(texts())
        if "unit" in question:
            question["unit"] = draw(lines())
        for option in question.get("options", []):
            option["text"] = draw(texts())
        if question.get("type", "choice") == "choice" and draw(st.booleans()):
            for option, word in zip(
                question["options"], draw(st.permutations(OPTIONS)), strict=False
            ):
                option["id"] = word
        if question.get("type") == "multi" and draw(st.integers(0, 3)) == 0:
            more = [{"id": f"meer-{at}", "text": draw(texts())} for at in range(27)]
            question["options"] += more
    return tree


@st.composite
def assessments(draw: Any) -> tuple[Model, dict[str, Any]]:
    """A model, and an answers file for it as a tree."""
    tree = draw(dressed())
    model = load(tree)
    found = draw(answers(tree))
    for question in model.questions:
        beside = {
            key: draw(texts()) for key in ("note", "evidence") if draw(st.integers(0, 3)) == 0
        }
        if beside:
            answer = found.get(question, "")
            answer = answer["answer"] if isinstance(answer, dict) else answer
            found[question] = {"answer": answer, **beside}
    about: dict[str, Any] = {"name": draw(lines())}
    more = {
        "code": st.just("GM0344"),
        "inhabitants": st.integers(1, 10**9).map(str),
        "province": lines(),
        "group": lines(),
    }
    about |= {key: draw(values) for key, values in more.items() if draw(st.booleans())}
    phases = st.sampled_from([str(phase.number) for phase in model.phases])
    axes = [axis.id for axis in model.axes]
    ambition = draw(
        st.one_of(st.just(""), phases, st.dictionaries(st.sampled_from(axes), phases, min_size=1))
    )
    day = draw(st.dates(date(2010, 1, 1), date(2099, 12, 31))).isoformat()
    respondent = draw(st.one_of(st.just(""), lines()))
    file = answers_tree(
        found, municipality=about, date=day, ambition=ambition, respondent=respondent
    )
    return model, file | {"model": model.id, "model_version": model.version}


@pytest.fixture(scope="module")
def form(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebForm]:
    found = WebForm(browser.new_page(), tmp_path_factory.mktemp("form") / "form.html")
    yield found
    assert found.told == []


def typed(assessment: Assessment) -> Assessment:
    """The same where every end of a line is one that a text field knows."""
    remarks = {
        question: type(remark)(
            *(text and re.sub("\r\n?", "\n", text) for text in (remark.note, remark.evidence))
        )
        for question, remark in assessment.remarks.items()
    }
    return assessment._replace(remarks=remarks)


def form_of(assessment: Assessment) -> Blank:
    """The form that is filled in with an assessment, for one that is the same."""
    return empty(assessment.model)._replace(
        date=assessment.date,
        municipality=assessment.municipality,
        previous=assessment,
        respondent=assessment.respondent,
    )


def held_against_each_other(shown: list[str], doubted: list[str]) -> None:
    """What the form shows as wrong is what the program doubts, in whatever order."""
    assert len(shown) == len(doubted)
    for told in doubted:
        assert any(line.endswith(told) for line in shown), (told, shown)


@given(assessments())
@drawn(12)
def test_filled_in_and_saved(form: WebForm, case: tuple[Model, dict[str, Any]]) -> None:
    model, tree = case
    meant = typed(assess(tree, model))
    form.shows(empty(model))
    form.is_filled_in_with(values_of(meant))
    file = form.download()
    (saved,) = read_assessments(file, model=model)
    assert isinstance(saved, Assessment), saved
    doubted = doubts(saved, read_json(file.read_text("utf-8"), "-").tree)
    held_against_each_other(form.faults(), [f": {one.message}: {one.hint}" for one in doubted])
    same(saved, meant)
    written = assess(read_yaml(blank_yaml(form_of(meant)), "-").tree, model)
    same(written, meant)
    alike = [
        score(one._replace(source="", row=None, source_sha256=None)) for one in (saved, written)
    ]
    assert alike[0] == alike[1]
    assert form.told == []


@given(assessments())
@drawn(12)
def test_opened_and_saved(form: WebForm, case: tuple[Model, dict[str, Any]]) -> None:
    model, tree = case
    form.shows(empty(model))
    opened = form.is_given(json.dumps(tree))
    assert opened == ("antwoorden.json is geopend.", [])
    saved = form.saved()
    same(read(saved, model), assess(tree, model))
    form.is_given(saved)
    assert form.saved() == saved
    assert form.told == []


@given(assessments())
@drawn(12)
def test_filled_in_beforehand(form: WebForm, case: tuple[Model, dict[str, Any]]) -> None:
    model, tree = case
    meant = assess(tree, model)
    form.shows(form_of(meant))
    same(read(form.saved(), model), meant)
    assert form.told == []


# --- texts that stand for answers -------------------------------------------------------------

QUESTIONS = [
    {
        "id": "keuze",
        "text": "?",
        "options": [
            {"id": "eerst", "text": "Een \u2018gewoon\u2019 antwoord \u2013 met streepje."},
            {"id": "c", "text": "Straße & ΑΣ"},
            {"id": "derde", "text": "weet niet"},
            {"id": "vierde", "text": "❤️ hart"},
            {"id": "vijfde", "text": "dubbel"},
            {"id": "zesde", "text": "Dubbel."},
            {"id": "zevende", "text": "Een\u00a0spatie   of \t twee"},
            {"id": "achtste", "text": "Antwoord a"},
        ],
    },
    {
        "id": "lang",
        "text": "?",
        "options": [{"id": f"o{at}", "text": f"Optie {at}"} for at in range(30)],
    },
    {"id": "ja-nee", "type": "yes-no", "text": "?", "options": [{"id": "ja", "text": "Zeker wel"}]},
    {"id": "kaal", "type": "yes-no", "text": "?", "not_applicable": "true"},
    {
        "id": "meer",
        "type": "multi",
        "text": "?",
        "not_applicable": "true",
        "options": [
            {"id": word, "text": f"Optie {word}"} for word in ("een", "twee", "b", "constructor")
        ],
    },
    {
        "id": "getal",
        "type": "number",
        "unit": "uren",
        "text": "?",
        "bands": [{"up_to": "4", "score": "1"}, {"score": "4"}],
    },
]
"""Every type; with letters that are ids, texts that are words, and texts that stand there twice."""

JUNK = (
    *("", " ", "~", "null", "?", "-", "NA", "n.b.", "weet niet", "Weet ik niet."),
    *("ik weet het niet", "n.v.t.", "NVT", "nvt (niet van toepassing)", "Niet van toepassing"),
    *("geen", "geen van deze", "Geen van deze.", "onbekend", "Onbekend; de vraag telt niet mee"),
    *("Niet van toepassing; de vraag telt niet mee", "a", "B", "z", "27", "28.", "a)", "(a)"),
    *("(A", "a.", "a. ", "a b", "a, b", "a|b", "ja", "JA", "nee.", "true", "yes", "1", "0", "aa"),
    *("dubbel", "5", "5,5", "1.000", "vijf", "5 uren", "<b>", "$&", "__proto__", "constructor"),
    *("toString", "\u202ea", "a\u200b", "\x00", "❤️ hart", "❤ hart", "STRASSE & ας", "d. ❤️ hart"),
    *("weet  niet", "\u2018", "x" * 200, "\ud83d\ude00", "Antwoord A.", "optie: b", "Geen idee"),
)  # fmt: skip
RAW = (
    *("5", "5.0", "5.5", "1.000", "1e3", "-0", "12345678901234567890", "1234567.125", "true"),
    *("false", "null", "[]", '[""]', "[null]", "{}", '{"answer": "a"}', '[["a"]]', '["a"]'),
    *('["a", "b"]', '["a", "a"]', '["een", "a"]', '["een", ""]', '["een", "nvt"]', '["geen"]'),
    *('["geen", "een"]', '["onbekend", "geen"]', '["een", "drie", "twee"]', '["een", {"x": 1}]'),
    *('["een", 5]', '["constructor", "b"]', '["x"]', '"\\u0061"', '{"note": "n"}'),
    *('{"toString": "a"}', '["B", "Een"]', '["(b)", "a."]', '[["een"], "b"]'),
)  # fmt: skip
"""Other JSON than a text."""


def written_for(model: Model, question: str) -> Iterator[str]:
    """JSON that may stand at a question, right or wrong."""
    kind = model.kinds[question]
    known = list(kind.meanings)
    wanted = known[:: max(1, len(known) // 10)]
    for option in kind.options[:3]:
        text = option.text
        wanted += [
            text,
            text.upper(),
            f"  {text}. ",
            text.replace(" ", "\u00a0"),
            f"a. {text}",
            f"B) {text}",
        ]
    for text in wanted:
        for one in dict.fromkeys([text, f" {text.upper()}."]):
            yield json.dumps(one)
    yield from map(json.dumps, JUNK)
    yield from RAW


def refusal(text: str, model: Model) -> str:
    """What the program says of a file first; nothing where that is right."""
    try:
        read(text, model)
    except FindingsError as error:
        return error.findings[0].message
    return ""


@pytest.mark.parametrize("question", [one["id"] for one in QUESTIONS])
def test_texts_that_stand_for_answers(form: WebForm, question: str) -> None:
    """What the program reads is chosen; what it refuses is told, or stands there as wrong."""
    model = load(model_tree(*QUESTIONS))
    form.shows(empty(model))
    tried = list(dict.fromkeys(written_for(model, question)))
    about = '"municipality": {"name": "W"}, "date": "2026-10-01"'
    files = [f'{{{about}, "answers": {{"{question}": {raw}}}}}' for raw in tried]
    found = form.page.evaluate("giveEach", files)
    for raw, text, (title, told, saved, faults) in zip(tried, files, found, strict=True):
        assert title == "antwoorden.json is geopend."
        if not refusal(text, model):
            assert told == [], raw
            assert read(saved, model).answers == read(text, model).answers, raw
        elif told:
            assert all(f", {question}: " in line for line in told[1:]), raw
            assert refusal(saved, model) == "", raw
        else:
            assert model.questions[question].type == "number", raw
            assert refusal(saved, model), raw
            assert f": {refusal(saved, model)}: " in faults, raw


NOT_READ = {
    "twice": '{"answers": {"keuze": "a", "keuze": "b"}}',
    "twice-above": '{"date": "2026-10-01", "answers": {"keuze": "a"}, "date": "2026-10-02"}',
    "half-a-character": '{"answers": {"keuze": {"answer": "a", "note": "\\ud800"}}}',
    "too-long": f'{{"answers": {{"keuze": {{"answer": "a", "note": "{"x" * 20_001}"}}}}}}',
    "too-deep": '{"answers": ' + '{"a":' * 200_000 + "1" + "}" * 200_000 + "}",
    "a-constant": '{"answers": {"getal": NaN}}',
    "broken-off": '{"answers": {"keuze": "a"',
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_no_command_reads_is_not_opened(form: WebForm, name: str) -> None:
    model = load(model_tree(*QUESTIONS))
    form.shows(empty(model))
    before = form.saved()
    with pytest.raises((FindingsError, InvalidInputError)):
        read(NOT_READ[name], model)
    title, told = form.is_given(NOT_READ[name])
    assert title == "antwoorden.json is niet geopend."
    assert "Er is niets veranderd." in told[0]
    assert form.saved() == before


def test_nothing_of_a_file_is_dropped_silently(form: WebForm) -> None:
    model = load(model_tree(*QUESTIONS))
    form.shows(empty(model))
    _, told = form.is_given(
        """{
            "__proto__": {"answers": 1}, "constructor": 2, "answer": "<img src=x onerror=alert(1)>",
            "municipality": {
                "name": "W", "__proto__": 3, "provincie": "Utrecht", "code": ["GM0344"]
            },
            "date": {"a": 1}, "respondent": [1],
            "ambition": {"as": "9", "__proto__": 2, "elders": 3},
            "answers": {
                "keuze": {"answer": "eerst", "opmerking": "o", "note": {"a": 1}, "evidence": [1]},
                "__proto__": "a", "constructor": "b", "hasOwnProperty": "c",
                "meer": "</script>"
            }
        }"""
    )
    assert told == [
        "Dit is niet overgenomen:",
        '"__proto__" is hier geen sleutel',
        '"constructor" is hier geen sleutel',
        '"answer" is hier geen sleutel',
        'municipality: "__proto__" is hier geen sleutel',
        'municipality: "provincie" is hier geen sleutel',
        "code: hier hoort tekst, geen lijst of groep sleutels",
        "date: hier hoort tekst, geen lijst of groep sleutels",
        "respondent: hier hoort tekst, geen lijst of groep sleutels",
        'ambition: "9" is geen fase',
        'ambition: "__proto__" is geen as van dit groeimodel',
        'ambition: "elders" is geen as van dit groeimodel',
        'vraag 1, keuze: "opmerking" is hier geen sleutel',
        "vraag 1, keuze: note: hier hoort tekst, geen lijst of groep sleutels",
        "vraag 1, keuze: evidence: hier hoort tekst, geen lijst of groep sleutels",
        '"__proto__" is geen vraag van dit groeimodel',
        '"constructor" is geen vraag van dit groeimodel',
        '"hasOwnProperty" is geen vraag van dit groeimodel',
        'vraag 5, meer: "</script>" is geen antwoord op deze vraag',
    ]
    assert form.page.locator("img").count() == 0


def test_an_ambition_per_axis_of_a_model_of_one_axis(form: WebForm) -> None:
    model = load(model_tree(choice("v")))
    form.shows(empty(model))
    text = json.dumps(answers_tree({"v": "a"}, ambition={"as": 3}))
    assert form.is_given(text).told == []
    assert read(form.saved(), model).ambition == {"as": 3}


def test_questions_that_are_listed_have_the_language_that_they_are_in(form: WebForm) -> None:
    form.shows(empty(load(model_tree(choice("v", text="Who pays?"), language="en"))))
    form.is_given(json.dumps(answers_tree({"v": {"note": "n"}})))
    for listed in ("open-vragen", "fouten"):
        link = form.page.locator(f"#{listed} a", has_text="Who pays?")
        assert link.inner_html() == '1. <span lang="en">Who pays?</span>'
    assert form.page.locator("#veld-ambition option[lang=en]").count() == 4


def test_an_ambition_by_the_name_of_a_phase(form: WebForm) -> None:
    tree = model_tree(choice("v"))
    tree["phases"][2]["name"] = "De gemeente converseert"
    model = load(tree)
    form.shows(empty(model))
    for named in ("fase 3", 3, "  De gemeente Converseert.", "3. de gemeente converseert"):
        text = json.dumps(answers_tree({"v": "a"}, ambition=named))
        assert form.is_given(text).told == []
        assert read(form.saved(), model).ambition == {"as": 3}


# --- hostile ----------------------------------------------------------------------------------


def test_hostile_texts_are_shown_as_they_are(form: WebForm) -> None:
    """All at once, in a model and in an answer: nothing runs, nothing is asked for."""
    evil = " ".join(TEXTS)
    tree = model_tree(
        choice("v", text=evil, explanation=evil),
        {"id": "n", "type": "number", "text": evil, "unit": evil, "bands": [{"score": "4"}]},
        title=evil,
        source=evil,
        subject={"one": evil, "many": evil, "people": evil},
        axis={"name": evil, "description": evil},
    )
    for option in tree["axes"][0]["questions"][0]["options"]:
        option["text"] = f"{evil} {option['id']}"
    for phase in tree["phases"]:
        phase |= {"name": evil, "description": evil}
    model = load(tree)
    remarks = {"answer": "a", "note": evil, "evidence": evil}
    file = answers_tree({"v": remarks, "n": evil}, municipality={"name": evil}, respondent=evil)
    form.shows(empty(model))
    asked: list[str] = []
    form.page.on("request", lambda request: asked.append(request.url))
    form.is_given(json.dumps(file | {evil: evil, "model": evil, "model_version": evil}))
    form.saved()
    assert asked == []
    assert form.page.locator("img").count() == 0
    assert form.page.locator("script").count() == 2
    shown = form.page.evaluate("document.body.textContent")
    for text in (
        "</script><script>alert(1)</script>",
        "{{ 7*7 }}",
        "$& $1 $` \\u003c",
        "<!-- <script>",
    ):
        assert shown.count(text) > 10
    assert " ".join(clean(evil).split()) in form.page.title()
