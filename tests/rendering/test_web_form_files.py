"""The web form in a browser: saved as a file, left, and gone on with from a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.assessment.tree import assess
from support.browser import marks
from support.places import EXAMPLES, ROOT
from support.trees import answers_tree
from support.web_forms import (
    EVERY_TYPE,
    QUESTIONS,
    Person,
    filled,
    form_in,
    message,
    model_of,
    open_file,
    put,
    saved,
    until,
)

pytestmark = marks()


NAMES = {
    ("Waterdam", "KCC"): "waterdam-kcc.json",
    ("", ""): "vragenlijst.json",
    ("  ", "team 2"): "vragenlijst-team-2.json",
    ("'s-Gravenhage / Den Haag", ""): "s-gravenhage-den-haag.json",
    ("Súdwest-Fryslân", "Zoë"): "sudwest-fryslan-zoe.json",
    ("../../etc/passwd", "C:\\x"): "etc-passwd-c-x.json",
    ("CON", ""): "vragenlijst-con.json",
    ("Lpt1", ""): "vragenlijst-lpt1.json",
    ("nul", "nul"): "nul-nul.json",
    ("🏛️", "👩‍👩‍👧"): "vragenlijst.json",
    ("水坝市", "x"): "vragenlijst-x.json",
    ("W" * 300, "k" * 300): f"{'w' * 60}-{'k' * 60}.json",
    (f"{'a' * 59} b", ""): f"{'a' * 59}.json",
    ("<b>'\"&.exe", "\u202egpj"): "b-exe-gpj.json",
}


def test_how_the_file_is_called(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        for (municipality, respondent), name in NAMES.items():
            put(page, "municipality", municipality)
            put(page, "respondent", respondent)
            assert page.locator("#bestandsnaam").text_content() == name
        for respondent in ("KCC", "\u202egpj"):
            put(page, "respondent", respondent)
            assert saved(page)[0] == page.locator("#bestandsnaam").text_content()


def test_what_is_said_of_saving(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open("#nakijken")
        status = page.locator(".saved[role=status]")
        assert page.locator(".saved").all_inner_texts() == ["", ""]
        page.locator("#nakijken [data-do=save]").focus()
        with page.expect_download():
            page.keyboard.press("Enter")
        assert status.inner_text() == (
            "Bewaard als vragenlijst.json, bij uw downloads. Er is nog 1 punt na te kijken."
        )
        assert page.locator("#nakijken .saved").inner_text() == status.inner_text()
        assert page.evaluate("document.activeElement.dataset.do") == "save"  # focus stays
        page.locator("#fouten a").click()
        field = page.locator("[name=municipality]")
        until(page, "document.activeElement.name === 'municipality'")
        assert field.get_attribute("aria-invalid") == "true"
        told = page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[-1]}")
        assert "naam" in told.inner_text()
        field.fill("Waterdam")
        assert field.get_attribute("aria-invalid") is None
        assert told.inner_text() == status.inner_text() == ""
        put(page, "date", "1/2/26")
        put(page, "tijd", "veel")
        put(page, "laatst.note", "zonder antwoord")
        saved(page)
        assert status.inner_text() == (
            "Bewaard als waterdam.json, bij uw downloads. Er zijn nog 3 punten na te kijken."
        )


def test_leaving_asks_where_something_is_not_saved(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:

        def asked() -> bool:
            before = len(anna.asked)
            page.mouse.click(1, 1)  # a browser only asks where somebody did something
            page.reload()
            return len(anna.asked) > before

        page = anna.open()
        assert not asked()
        put(page, "kies", "b")
        assert asked()
        assert asked()  # kept by the browser, and still in no file
        saved(page)
        assert not asked()
        put(page, "kies.note", "x")
        put(page, "kies.note", "")
        assert not asked()  # as it was saved
        put(page, "kies.note", "x")
        assert asked()
        put(page, "kies.note", "")
        open_file(page, answers_tree({"kies": "c"}))
        assert not asked()
        put(page, "kies", "d")
        anna.accepts = False
        page.mouse.click(1, 1)
        page.close(run_before_unload=True)
        page.wait_for_timeout(300)
        assert not page.is_closed()
        anna.accepts = True


# opening

OPENED, NOT_OPENED = "a.json is geopend.", "a.json is niet geopend."
NO_ANSWERS = (
    "Dit is geen antwoordenbestand in JSON, zoals dit formulier en gemeente-online die maken."
)
TYPED = {"municipality": ["Waterdam"], "date": ["24-11-2026"], "kies": ["b"]}


def test_its_own_file_is_opened(browser: Any, form: Path) -> None:
    values = {
        "municipality": "Waterdam",
        "respondent": "Team één",
        "kies": "b",
        "kies.note": "Een regel\nen nog een",
        "is-er": "nvt",
        "tijd": "2,5",
        "laatst": "onbekend",
    }
    with Person(browser, form) as anna:
        page = anna.open()
        for name, value in values.items():
            put(page, name, value)
        before = filled(page)
        _, tree = saved(page)
        page.evaluate("location.hash = 'nakijken'")
        page.locator("[data-do=restart]").click()
        (asked,) = anna.questions_asked()
        assert asked.startswith("Kijk eerst of waterdam-team-een.json bij uw downloads staat.")
        for _ in range(2):  # the same file twice in a row
            open_file(page, tree)
            assert filled(page) == before
            assert message(page).startswith(OPENED)
            assert "niet overgenomen" not in message(page)
            until(page, "document.activeElement.id === 'melding'")
        assert anna.asked == []
        put(page, "kies", "c")
        anna.accepts = False
        open_file(page, tree)
        assert len(anna.questions_asked()) == 1
        assert filled(page)["kies"] == ["c"]
        anna.accepts = True
        open_file(page, tree)
        assert filled(page) == before
        assert saved(page)[1] == tree


ANSWERS = answers_tree({"kies": {"answer": "d", "note": "Dít ✓"}, "tijd": 3})
SIGNS = json.dumps(ANSWERS, ensure_ascii=False)


@pytest.mark.parametrize(
    "data",
    [
        SIGNS.encode(),
        b"\xef\xbb\xbf" + SIGNS.encode(),
        b"\xff\xfe" + SIGNS.encode("utf-16-le"),
        b"\xfe\xff" + SIGNS.encode("utf-16-be"),
        json.dumps(ANSWERS).encode(),
        json.dumps(ANSWERS, indent=8).replace("\n", "\r\n").encode(),
    ],
)
def test_every_encoding_is_opened(browser: Any, form: Path, data: bytes) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        open_file(page, data)
        assert message(page) == OPENED
        assert filled(page) == {
            "municipality": ["Waterdam"],
            "date": ["1-10-2026"],
            "kies": ["d"],
            "kies.note": ["Dít ✓"],
            "tijd": ["3"],
        }


NO_FILES: dict[str, Callable[[], bytes | str]] = {
    "empty": lambda: "",
    "broken": lambda: SIGNS[:-5],
    "yaml": (EXAMPLES / "answers.yaml").read_bytes,
    "picture": (ROOT / "docs" / "images" / "agenda-vraag.png").read_bytes,
    "too large": lambda: SIGNS + " " * 2_000_000,
    "list": lambda: json.dumps([ANSWERS]),
    "lines": lambda: f"{SIGNS}\n{SIGNS}\n",
    "text": lambda: '"answers"',
    "number": lambda: "1",
    "null": lambda: "null",
    "result": lambda: json.dumps({"kind": "result", "results": [{"answers": {}}]}),
    "model": lambda: json.dumps({"id": "proef", "axes": [{"questions": []}]}),
    "list of answers": lambda: json.dumps(answers_tree({}) | {"answers": [1]}),
    "no answers": lambda: json.dumps({"municipality": {"name": "x"}}),
    "not UTF-8": lambda: SIGNS.encode("cp1252", "replace"),
    "UTF-16 without mark": lambda: SIGNS.encode("utf-16-le"),
    "UTF-32": lambda: SIGNS.encode("utf-32"),
    "NaN": lambda: SIGNS.replace("3", "NaN"),
}


def test_what_is_no_answers_file_changes_nothing(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "municipality", "Waterdam")
        put(page, "kies", "b")
        for name, made in NO_FILES.items():
            open_file(page, made())
            assert message(page) == f"{NOT_OPENED} {NO_ANSWERS} Er is niets veranderd.", name
            assert filled(page) == TYPED, name
        open_file(page, json.dumps(answers_tree({"crisis": "a", "toon": "b"})))
        assert message(page) == (
            f"{NOT_OPENED} Geen van de vragen in dit bestand staat in dit formulier."
            " Er is niets veranderd."
        )
        assert filled(page) == TYPED
        assert anna.asked == []


PARTLY = {
    "another model": (
        {"model": "iets-anders"},
        {},
        'Dit bestand hoort bij groeimodel "iets-anders", en dit formulier bij "proef".'
        " Loop de antwoorden na.",
    ),
    "another version": ({"model": "proef", "model_version": "2.0.0"}, {}, "Loop de antwoorden na."),
    "a path": ({"model": "./ander.yaml", "model_version": "1.2.0"}, {}, ""),
    "unknown keys": ({"zomaar": 1, "$schema": "x", "__proto__": 1}, {}, "zomaar"),
    "unknown question": ({}, {"onzin": "a"}, "onzin"),
    "unknown answer": ({}, {"laatst": "q"}, "laatst"),
    "unknown part": ({}, {"laatst": {"answer": "a", "wie": "x"}}, "wie"),
    "list at a choice": ({}, {"laatst": ["a", "b"]}, "laatst"),
    "group at a number": ({}, {"tijd": {"answer": {"a": 1}}}, "tijd"),
    "list at a note": ({}, {"laatst": {"note": ["x"]}}, "laatst: note: "),
    "bad ambition": ({"ambition": 9}, {}, "9"),
    "list as ambition": ({"ambition": [1]}, {}, "ambition"),
    "unknown axis": ({"ambition": {"drie": 2, "__proto__": 3}}, {}, "drie"),
    "group at date": ({"date": {"y": 1}}, {}, "date"),
    "list at municipality": ({"municipality": ["x"]}, {}, "municipality"),
    "group at name": ({"municipality": {"name": {"a": 1}, "code": [1], "x": 2}}, {}, "code"),
    "nothing anywhere": (dict.fromkeys(["municipality", "date", "ambition", "model"]), {}, ""),
    "truth anywhere": (dict.fromkeys(["municipality", "date", "respondent"], True), {}, ""),
}


def test_a_file_of_many_layers_stops_nothing(browser: Any, form: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "municipality", "Waterdam")
        saved(page)
        open_file(page, f'{{"date": {deep}, "answers": {{"kies": {deep}, "laatst": "a"}}}}')
        if message(page).startswith(OPENED):  # some browsers say that it is no JSON
            assert {"date", "kies"} <= set(message(page).replace(":", "").split())
            assert filled(page) == {"laatst": ["a"]}
        put(page, "kies", "c")


def test_what_of_a_file_has_no_place_is_named(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        for name, (more, answers, told) in PARTLY.items():
            open_file(page, json.dumps(answers_tree({"kies": "d"} | answers) | more))
            said = message(page)
            assert said.startswith(OPENED), name
            assert told in said, name
            assert bool(told) == (said != OPENED), said
            assert filled(page)["kies"] == ["d"], name
        assert anna.asked == []


OLD_FILES = {
    "renamed": ({"ouder": {"answer": "D", "note": "n"}, "weg": "", "kies": None}, "is nu", ""),
    "dropped": (
        {"oud": "d", "weg": {"answer": [1], "note": ""}},
        "",
        "weg: deze vraag is vervallen",
    ),
    "both": ({"kies": "d", "oud": "a"}, "", '"oud" en "kies" zijn dezelfde vraag'),
    "both old": ({"oud": "d", "ouder": {"note": "n"}}, "", '"ouder" en "kies" zijn dezelfde vraag'),
    "no answer": ({"kies": "d", "oud": {"answer": [], "note": " "}}, "", ""),
    "not there": ({"kies": "d", "constructor": "x", "valueOf": "y"}, "", '"constructor" is geen'),
}
"""Answers to a model that renamed and dropped questions, and what is said of them."""


def test_a_file_of_an_earlier_version(browser: Any, tmp_path: Path) -> None:
    model = model_of(*QUESTIONS, earlier={"oud": "kies", "ouder": "oud", "weg": ""})
    with Person(browser, form_in(tmp_path, model)) as anna:
        page = anna.open()
        for name, (answers, renamed, told) in OLD_FILES.items():
            open_file(page, json.dumps(answers_tree(answers)))
            said = message(page)
            assert said.startswith(OPENED), name
            assert ('Let op: vragen die nu anders heten: "oud' in said) is (
                "oud" in str(answers)
            ), name
            assert renamed in said, name
            assert told in said, name
            assert ("niet overgenomen" in said) is bool(told), name
            assert filled(page)["kies"] == ["d"], name
        open_file(page, json.dumps(answers_tree(OLD_FILES["renamed"][0])))
        assert filled(page)["kies.note"] == ["n"]
        kept = json.loads(json.dumps(saved(page)[1]))["answers"]
        assert kept == {"kies": {"answer": "d", "note": "n"}}


def test_a_file_with_very_much_that_has_no_place(browser: Any, form: Path) -> None:
    """Nothing of it is dropped in silence, and the page tells the first of it."""
    answers = {f"v{at}": "" for at in range(100_000)}
    with Person(browser, form) as anna:
        page = anna.open()
        open_file(page, json.dumps(answers_tree({"kies": "d"} | answers)))
        assert filled(page)["kies"] == ["d"]
        assert message(page).endswith("en nog 99950 andere")


def test_doubts_are_told_and_are_no_faults(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "inhabitants", "120")
        put(page, "date", "1-10-26")
        page.locator("[name=date]").blur()
        assert "erg weinig" in page.locator("#fout-inhabitants").inner_text()
        assert page.locator("[name=inhabitants]").get_attribute("aria-invalid") is None
        assert page.locator("[name=date]").get_attribute("aria-invalid") == "true"


def test_starting_again_asks_wherever_something_stands(browser: Any, form: Path) -> None:
    """Whether a file was saved in the end, only the person knows."""
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "kies", "b")
        saved(page)
        anna.accepts = False
        page.evaluate("location.hash = 'nakijken'")
        page.locator("[data-do=restart]").click()
        assert anna.questions_asked() == [
            "Kijk eerst of vragenlijst.json bij uw downloads staat. Wilt u wissen wat hier staat?"
        ]
        assert filled(page)["kies"] == ["b"]


def test_notes_of_others_are_no_faults(browser: Any, tmp_path: Path) -> None:
    """A form for a meeting begins with notes at open questions; nobody has to mend those."""
    tree = answers_tree({"kies": {"note": "kcc: een toelichting"}})
    form = form_in(tmp_path, previous=assess(tree, EVERY_TYPE))
    with Person(browser, form) as anna:
        page = anna.open("#nakijken")
        assert "kies" not in page.locator("#fouten").inner_text()
        put(page, "kies.note", "kcc: een andere toelichting")
        page.evaluate("location.hash = 'nakijken'")
        assert "geen antwoord" in page.locator("#fouten").inner_text()
