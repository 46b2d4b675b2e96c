"""The web form in a browser: what it keeps, saves, opens, and passes on between tabs."""

import json
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.model.rules import load
from support.browser import CHROMIUM, marks
from support.trees import answers_tree, choice, model_tree
from support.web_forms import (
    Person,
    filled,
    form_in,
    leave,
    message,
    open_file,
    put,
    saved,
    until,
)

pytestmark = marks()

EVERYTHING = {
    "municipality": ["Waterdam"],
    "date": ["1-10-2026"],
    "respondent": ["Team één"],
    "code": ["GM9999"],
    "inhabitants": ["61500"],
    "province": ["Utrecht"],
    "group": ["G40"],
    "ambition": ["3"],
    "ambition.twee": ["2"],
    "kies": ["b"],
    "kies.note": ["Een regel\nen nog een: \"'<b>"],
    "kies.evidence": ["https://waterdam.example/stuk"],
    "is-er": ["nvt"],
    "vol": ["een", "drie"],
    "tijd": ["2,5"],
    "laatst": ["onbekend"],
}
GOES_ON = "U gaat verder met wat deze browser onthield."
NOT_KEPT = "Deze browser onthoudt dit niet. Bewaar het als bestand."
NOT_OPENED = "Dit is geen antwoordenbestand in JSON"


def fill(page: Any, values: dict[str, list[str]]) -> None:
    for name, words in values.items():
        for word in words:
            put(page, name, word)


def status(page: Any) -> str:
    return str(page.locator(".saved[role=status]").inner_text())


# what is kept


def test_every_field_comes_back(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        assert status(page) == ""
        fill(page, EVERYTHING)
        assert filled(page) == EVERYTHING
        page.reload()
        assert filled(page) == EVERYTHING
        assert status(page) == GOES_ON
        assert page.locator("#onthoudt").is_visible()
        put(page, "tijd", "")
        anna.open()  # without a tab left, a browser without a disk may forget it all
        page.close()
        page = anna.open()
        assert filled(page) == {key: one for key, one in EVERYTHING.items() if key != "tijd"}


def test_another_form_starts_empty(browser: Any, form: Path, tmp_path: Path) -> None:
    other = form_in(tmp_path, respondent="team 2")
    longer = form_in(tmp_path, load(model_tree(choice("kies"))), "model.html")
    with Person(browser, form) as anna:
        put(anna.open(), "kies", "b")
        for path in (other, longer):
            page = anna.open(path=path)
            assert "kies" not in filled(page)
            assert status(page) == ""
        page = anna.open(path=other)
        put(page, "kies", "c")
        assert filled(anna.open())["kies"] == ["b"]
        assert filled(anna.open(path=other))["kies"] == ["c"]
        copy = tmp_path / "copy.html"
        copy.write_bytes(form.read_bytes())  # the same form, in another place
        assert filled(anna.open(path=copy))["kies"] == ["b"]


CORRUPT = [
    "{", "null", "5", "{}", '"b"', "[5]", "[null]", "[[[]]]", '["onbekend","b","zo maar"]',
    '[{"toString":1,"valueOf":1}]', '{"length":3}', "[" * 5000, "\ud800", '["' + "x" * 10000 + '"]',
]  # fmt: skip


def test_what_others_wrote_in_storage_does_no_harm(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "kies", "b")
        prefix = page.evaluate(
            "Object.keys(localStorage).find((key) => key.endsWith(' kies')).slice(0, -4)"
        )
        names = [*EVERYTHING, "= bewaard", "=", "", "__proto__", "constructor", "onbekend"]
        anna.accepts = True
        for text in CORRUPT:
            page.evaluate(
                "([keys, text]) => keys.forEach((key) => localStorage.setItem(key, text))",
                [[prefix + name for name in names], text],
            )
            page.reload()
            page.locator("#vooraf").wait_for()  # the script got to its end
            put(page, "kies", "c")
            assert filled(page)["kies"] == ["c"]
        page.evaluate(
            """(prefix) => {
                for (let at = 0; at < 5000; at += 1) localStorage.setItem(prefix + at, "[]");
            }""",
            prefix,
        )
        page.reload()
        page.goto(form.as_uri() + "#opnieuw")
        page.locator("[data-do=restart]").click()
        assert page.evaluate("Object.keys(localStorage).length") == 0
        assert filled(page) == {"date": ["24-11-2026"]}


FULL = """() => {
    let text = "x".repeat(2 ** 20);
    for (let at = 0; text; at += 1) {
        try { localStorage.setItem(`vol ${at}`, text); } catch { text = text.slice(1 + text.length / 2); }
    }
}"""  # noqa: E501


def test_a_full_storage(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "kies", "b")
        put(page, "kies.note", "kort")
        page.evaluate(FULL)
        put(page, "kies.note", "veel langer dan het was")
        assert status(page) == NOT_KEPT
        assert page.locator("#onthoudt-niet").is_visible()
        assert not page.locator("#onthoudt").is_visible()
        assert saved(page)[1]["answers"]["kies"]["note"] == "veel langer dan het was"
        page.reload()  # what was kept before it was full is there
        assert filled(page)["kies"] == ["b"]
        page.goto(form.as_uri() + "#opnieuw")
        page.locator("[data-do=restart]").click()  # and can be wiped
        keys = page.evaluate("Object.keys(localStorage)")
        assert [key for key in keys if not key.startswith("vol ")] == []
        page.evaluate("localStorage.clear()")
        open_file(page, answers_tree({"kies": "c"}))
        assert page.locator("#onthoudt").is_visible()
        page.reload()
        assert filled(page)["kies"] == ["c"]


def check_works_without_keeping(anna: Person) -> None:
    page = anna.open()
    assert page.locator("#onthoudt-niet").is_visible()
    assert not page.locator("#onthoudt").is_visible()
    fill(page, EVERYTHING)
    assert filled(page) == EVERYTHING
    assert status(page) == NOT_KEPT
    name, tree = saved(page)
    assert name == "waterdam-team-een.json"
    page.goto(page.url.partition("#")[0] + "#opnieuw")
    page.locator("[data-do=restart]").click()
    assert "zoals u het kreeg" in message(page)
    assert filled(page) == {"date": ["24-11-2026"]}
    open_file(page, tree)
    # an ambition that is not the same everywhere is one for each axis in a file
    ambition = {"ambition.as": EVERYTHING["ambition"], "ambition.twee": ["2"]}
    assert filled(page) == {k: v for k, v in EVERYTHING.items() if k != "ambition"} | ambition
    page.reload()
    assert filled(page) == {"date": ["24-11-2026"]}
    anna.asked.clear()


@pytest.mark.parametrize(
    "way",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});",
        "Object.defineProperty(window, 'localStorage', {value: null});",
        "Storage.prototype.setItem = () => { throw new DOMException('no'); };",
    ],
)
def test_storage_that_is_switched_off(browser: Any, form: Path, way: str) -> None:
    with Person(browser, form, before=way) as anna:
        check_works_without_keeping(anna)


def test_storage_that_the_settings_block(browser: Any, form: Path, tmp_path: Path) -> None:
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(settings))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
    )
    with Person(context, form) as anna:
        with pytest.raises(Exception, match="denied"):
            anna.open().evaluate("localStorage.length")
        check_works_without_keeping(anna)


# two tabs


def test_two_tabs_take_over_what_the_other_typed(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        one, two = anna.open(), anna.open()
        for at in range(6):  # in turns, without waiting for each other
            put(one, "kies.note", "een " * at)
            put(two, "laatst.note", "twee " * at)
        put(one, "kies", "b")
        put(two, "vol", "een")
        put(one, "tijd", "3")
        put(two, "municipality", "Waterdam")
        both = {
            "date": ["24-11-2026"],
            "municipality": ["Waterdam"],
            "kies": ["b"],
            "kies.note": ["een " * 5],
            "vol": ["een"],
            "tijd": ["3"],
            "laatst.note": ["twee " * 5],
        }
        for page in (one, two):
            until(page, "document.getElementById('stand').textContent.startsWith('3 ')")
            assert filled(page) == both
        one.close()
        put(two, "kies", "c")
        again = anna.open()
        assert filled(again) == both | {"kies": ["c"]}


def test_the_other_tab_leaves_the_caret_where_it_is(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        one, two = anna.open(), anna.open()
        put(one, "municipality", "Waterdam")
        one.locator("[name=municipality]").press("Home")
        one.keyboard.press("ArrowRight")
        put(two, "kies", "b")
        put(two, "kies.note", "x")
        put(two, "date", "2-10-2026")
        until(one, "document.getElementById('stand').textContent.startsWith('1 ')")
        one.keyboard.type("!")
        assert filled(one)["municipality"] == ["W!aterdam"]
        where = "[document.activeElement.name, document.activeElement.selectionStart]"
        assert one.evaluate(where) == ["municipality", 2]
        assert filled(two)["municipality"] == ["W!aterdam"]


def test_saving_and_wiping_hold_for_every_tab(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        one, two = anna.open("#nakijken"), anna.open()
        put(two, "kies", "b")
        anna.accepts = False
        one.locator("[data-do=restart]").click()  # what another tab did is not saved either
        assert len(anna.questions_asked()) == 1
        open_file(one, answers_tree({"kies": "d"}))
        assert len(anna.questions_asked()) == 1
        for page in (one, two):
            assert filled(page)["kies"] == ["b"]
        saved(one)
        assert "Bewaard als vragenlijst.json" in status(one)
        leave(two)
        assert anna.questions_asked() == []
        two = anna.open()
        put(two, "kies", "c")
        until(one, "document.querySelector('.saved').textContent === ''")
        anna.accepts = True
        one.locator("[data-do=restart]").click()
        assert len(anna.questions_asked()) == 1
        until(two, "document.getElementById('stand').textContent.startsWith('0 ')")
        assert filled(two) == filled(one) == {"date": ["24-11-2026"]}
        leave(one)
        leave(two)
        assert anna.questions_asked() == []


def test_a_file_that_one_tab_opens_is_open_in_both(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        one, two = anna.open(), anna.open()
        open_file(one, answers_tree({"kies": {"answer": "d", "note": "n"}, "tijd": 2}))
        until(two, "document.getElementById('stand').textContent.startsWith('2 ')")
        assert filled(two) == filled(one)
        leave(two)
        assert anna.questions_asked() == []
        put(one, "kies", "c")
        leave(one)
        assert anna.questions_asked() == ["beforeunload"]


def test_a_page_that_was_set_aside_takes_over_what_other_tabs_did(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        put(page, "tijd", "3")
        prefix = "Object.keys(localStorage).find((key) => key.endsWith(' tijd')).slice(0, -4)"
        # a tab hears nothing of what it does itself, as one that was set aside does of others
        page.evaluate(f"localStorage.setItem({prefix} + 'kies', '[\"b\"]')")
        assert "kies" not in filled(page)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        assert filled(page)["kies"] == ["b"]
        assert filled(page)["tijd"] == ["3"]
