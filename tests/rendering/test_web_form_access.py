"""The web form in a browser: who it lets in, and the way through its parts."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.model.file import Model
from support import npm
from support.browser import marks, violations
from support.pages import assessments
from support.places import EXAMPLES
from support.trees import answers_tree, choice
from support.web_forms import (
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

AXE = "axe-core@4.10.3"
pytestmark = marks("node", "npm")

LONG = "Hottentottententententoonstellingsmakersopleidingsprogrammacoördinatorenoverleg" * 2
PARTS = ("deel-0", "deel-1", "deel-2", "nakijken")


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("npm")
    npm.install(folder, AXE)
    return (folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the model that comes along, filled in beforehand."""
    [earlier] = assessments(EXAMPLES / "answers.yaml")
    folder = tmp_path_factory.mktemp("forms")
    return form_in(folder, earlier.model, previous=earlier, municipality=earlier.municipality)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    questions = [
        {**one, "text": LONG, "explanation": LONG, **({"unit": LONG} if "unit" in one else {})}
        for one in QUESTIONS
    ]
    questions[0]["options"] = [{"id": word, "text": f"{LONG} {word}"} for word in "abcd"]
    model = model_of(*questions, title=LONG, axis={"name": LONG, "description": LONG})
    phases = tuple(one.model_copy(update={"name": LONG}) for one in model.phases)
    model = model.model_copy(update={"phases": phases})
    return form_in(tmp_path_factory.mktemp("forms"), model)


def go(page: Any, part: str) -> None:
    page.evaluate("(part) => { location.hash = part }", part)
    page.locator(f"#{part}").wait_for()


def parts_of(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".part", "all => all.map((one) => one.id)")
    return found


def check_nobody_is_shut_out(page: Any, axe: str, parts: tuple[str, ...] = PARTS) -> None:
    page.evaluate(axe)
    for part in parts:
        go(page, part)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert violations(found) == [], part


def with_faults(page: Any) -> None:
    for name, value in {"code": "GM1", "date": "1/2/26", "tijd": "veel", "kies.note": "n"}.items():
        put(page, name, value)
    saved(page)
    assert page.locator("[aria-invalid]").count() == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser: Any, axe: str, form: Path, scheme: str) -> None:
    with Person(browser, form, color_scheme=scheme, reduced_motion="reduce") as anna:
        page = anna.open()
        check_nobody_is_shut_out(page, axe)
        with_faults(page)
        check_nobody_is_shut_out(page, axe)
        open_file(page, answers_tree({"kies": "d", "laatst": {"note": "n"}, "onzin": 1}))
        assert "onzin" in message(page)
        check_nobody_is_shut_out(page, axe)


def test_nobody_is_shut_out_of_the_form_that_comes_along(
    browser: Any, axe: str, shipped: Path
) -> None:
    with Person(browser, shipped, reduced_motion="reduce") as anna:
        page = anna.open()
        for details in page.locator("details").all():
            details.evaluate("(one) => { one.open = true }")
        check_nobody_is_shut_out(page, axe, tuple(parts_of(page)))


WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize(
    ("width", "size"), [(320, "100%"), (640, "200%"), (1280, "200%"), (1280, "100%")]
)
def test_nothing_is_wider_than_the_screen(
    browser: Any, long_words: Path, width: int, size: str
) -> None:
    screen = {"width": width, "height": 700}
    with Person(browser, long_words, viewport=screen) as anna:
        page = anna.open()
        put(page, "municipality", "w" * 200)
        put(page, "tijd", LONG)
        put(page, "kies.note", LONG)
        saved(page)
        answers = {"kies": "x" * 300, "vol": "een", "y" * 200: 1}
        open_file(page, {"answers": answers}, f"{LONG}.json")
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        for part in PARTS:
            go(page, part)
            for details in page.locator("details:visible").all():
                details.evaluate("(one) => { one.open = true }")
            cut = page.evaluate(
                """() => [...document.querySelectorAll("main *, nav *, header *")]
                    .filter((one) => one.checkVisibility() && !one.closest("option, .hidden"))
                    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                    .map((one) => one.outerHTML.slice(0, 80))"""
            )
            assert cut == [], part
            assert page.evaluate(WIDTH) <= width, part


FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const around = getComputedStyle(one.closest("label.button") ?? one);
    return {
        name: one === document.body ? "" : one.name || one.id || one.textContent.trim().slice(0, 40),
        isSeen: [style, around].some((one) => one.outlineStyle !== "none" && one.outlineWidth !== "0px"),
        top: one.getBoundingClientRect().top,
    };
}"""  # noqa: E501


@pytest.mark.parametrize("colours", ["none", "active"])
def test_every_stop_of_the_keyboard_is_seen(browser: Any, form: Path, colours: str) -> None:
    with Person(browser, form, forced_colors=colours, reduced_motion="reduce") as anna:
        page = anna.open()
        for part in PARTS:
            go(page, part)
            stops = page.evaluate(
                """() => [...document.querySelectorAll("a,button,input,select,textarea,summary")]
                    .filter((one) => one.checkVisibility())
                    .map((one) => one.name || one.id || one.textContent.trim().slice(0, 40))"""
            )
            # radio buttons of one question are one stop
            expected = [one for at, one in enumerate(stops) if stops[at - 1 : at] != [one]]
            page.locator(".skip").focus()
            seen = ["Naar de inhoud"]
            while len(seen) < 80:
                page.keyboard.press("Tab")
                stop = page.evaluate(FOCUSED)
                if stop["name"] == "" or seen[:1] == [stop["name"]]:
                    break
                assert stop["isSeen"], stop
                if seen[-1:] != [stop["name"]]:
                    seen.append(stop["name"])
            assert seen == expected


def test_filling_in_with_the_keyboard_alone(browser: Any, form: Path) -> None:
    with Person(browser, form, reduced_motion="reduce") as anna:
        page = anna.open()
        go(page, "deel-1")
        press = page.keyboard.press
        until(page, "document.activeElement.id === 'kop-1'")
        press("Tab")  # the explanation
        press("Enter")
        assert page.get_by_text("Uitleg bij kiezen.").is_visible()
        press("Tab")
        press("Space")
        press("ArrowDown")
        assert filled(page)["kies"] == ["b"]
        press("Tab")
        press("Space")  # what stands beside the answer folds out
        press("Tab")
        page.keyboard.type("omdat")
        assert filled(page)["kies.note"] == ["omdat"]
        page.locator("#deel-1 .onward a").last.focus()
        press("Enter")
        page.locator("#deel-2").wait_for()
        until(page, "document.activeElement.id === 'kop-2'")
        page.locator("#deel-2 .onward a").last.focus()
        press("Enter")
        page.locator("#nakijken").wait_for()
        until(page, "document.activeElement.id === 'kop-nakijken'")
        assert page.locator("#open-vragen a").count() == 4
        press("Tab")  # the name is missing
        press("Enter")
        page.locator("#deel-0").wait_for()
        until(page, "document.activeElement.id === 'veld-municipality'")
        go(page, "nakijken")
        page.locator("#open-vragen a").last.focus()
        press("Enter")
        page.locator("#deel-2").wait_for()
        until(page, "document.activeElement.name === 'laatst'")
        press("Space")
        assert filled(page)["laatst"] == ["a"]
        page.locator("nav [data-do=save]").focus()
        with page.expect_download():
            press("Enter")
        page.wait_for_timeout(500)  # a browser opens no chooser while it still takes up a download
        press("Tab")
        until(page, "document.activeElement.id === 'open'")
        with page.expect_file_chooser() as chosen:
            press("Space")
        assert chosen.value.element.evaluate("(one) => one.id") == "open"


def test_every_target_is_large_enough(browser: Any, form: Path) -> None:
    with Person(browser, form, viewport={"width": 320, "height": 700}) as anna:
        page = anna.open()
        with_faults(page)
        for part in PARTS:
            go(page, part)
            small = page.evaluate(
                """() => [...document.querySelectorAll("a,button,input,select,textarea,summary")]
                    .filter((one) => one.checkVisibility())
                    .filter((one) => !one.closest(".skip, main li, p:not(.onward)"))
                    .map((one) => [one.closest("fieldset > label, label.button") ?? one])
                    .map(([one]) => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
                    .filter(([, { height, width }]) => height < 24 || width < 24)
                    .map(([text, { height }]) => `${height} ${text}`)"""
            )
            assert small == []


def test_faults_are_tied_to_their_fields(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        with_faults(page)
        for field in page.locator("[aria-invalid]").all():
            ids = field.get_attribute("aria-describedby").split()
            texts = [page.locator(f'[id="{one}"]').text_content() for one in ids]
            assert all(texts)
        assert page.locator("[aria-invalid] >> nth=0").get_attribute("name") == "municipality"
        assert page.locator(".saved[role=status], #melding[role=status]").count() == 2
        assert page.locator(".wrong:not([role=status])").count() == 0
        page.emulate_media(reduced_motion="reduce")
        motion = "getComputedStyle(document.documentElement).scrollBehavior"
        assert page.evaluate(motion) == "auto"


def shown(page: Any) -> list[str]:
    return [one for one in parts_of(page) if page.locator(f"#{one}").is_visible()]


def test_back_and_forward_go_through_the_parts(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        assert shown(page) == ["deel-0"]
        page.locator("#deel-0 .onward a").click()
        page.locator("#deel-1 .onward a").last.click()
        page.locator("nav a[href='#nakijken']").click()
        for part in ("deel-2", "deel-1", "deel-0"):
            page.go_back()
            assert shown(page) == [part]
            current = page.locator("nav [aria-current=step]")
            assert current.get_attribute("href") == f"#{part}"
        page.go_forward()
        assert shown(page) == ["deel-1"]
        page.reload()
        assert shown(page) == ["deel-1"]
        page.keyboard.press("Tab")
        for nonsense in ("x", "%E0%A4%A", "%00", "vraag-", "deel-99", "../..", "inhoud"):
            page.evaluate("(hash) => { location.hash = hash }", nonsense)
            page.wait_for_timeout(30)
            assert shown(page) == ["deel-1"], nonsense
        for start in ("#x", "#inhoud", "#%E0%A4%A", "#gegevens", "#"):
            assert shown(anna.open(start)) == ["deel-0"]
        assert shown(anna.open("#vraag-laatst")) == ["deel-2"]
        assert shown(anna.open("#opnieuw")) == ["nakijken"]


def test_the_skip_link_stays_in_its_part(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        for part in PARTS:
            go(page, part)
            page.locator(".skip").focus()
            page.keyboard.press("Enter")
            until(page, "document.activeElement.id === 'inhoud'")
            assert page.evaluate("location.hash") == f"#{part}"
            assert shown(page) == [part]


def test_a_message_can_be_put_away(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open("#deel-1")
        open_file(page, "{")
        until(page, "document.activeElement.id === 'melding'")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert message(page) == ""
        until(page, "document.activeElement.id === 'kop-1'")


def test_without_a_script(browser: Any, shipped: Path) -> None:
    with Person(browser, shipped, java_script_enabled=False) as anna:
        page = anna.open()
        assert page.locator("#zonder-script").is_visible()
        assert page.locator("button:visible, input[type=file]:visible").count() == 0
        for link in page.locator("a[href^='#']:visible").all():
            assert page.locator(link.get_attribute("href")).is_visible()
        assert page.get_by_text("Bewaar als bestand").locator("visible=true").count() == 0
        fields = page.locator("fieldset").count()
        assert page.locator("fieldset:visible").count() == fields > 10
        assert page.locator("[name]:visible").count() == page.locator("#formulier [name]").count()
        page.locator("[name=municipality]").fill("Waterdam")
        page.locator("fieldset input[type=radio]").first.check()


def test_the_policy_is_strict(browser: Any, form: Path) -> None:
    with Person(browser, form) as anna:
        page = anna.open()
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        kinds = dict(one.split(" ", 1) for one in policy.split("; "))
        assert kinds.pop("style-src").startswith("'sha256-")
        assert kinds.pop("script-src").startswith("'sha256-")
        assert kinds == {
            "default-src": "'none'",
            "img-src": "data:",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://x.example'}))"
        )
        page.wait_for_timeout(100)
        assert [one for one in anna.faults if one.startswith("policy: img-src")]
        anna.faults.clear()  # it is watched


def test_a_model_of_many_questions_keeps_up(browser: Any, tmp_path: Path) -> None:
    model: Model = model_of(*(choice(f"q{at}", text=f"Vraag {at}?") for at in range(500)))
    with Person(browser, form_in(tmp_path, model)) as anna:
        page = anna.open("#deel-1")
        taken = page.evaluate(
            """() => [...Array(15).keys()].map((at) => {
                const begun = performance.now();
                document.getElementsByName(`q${at}`)[1].click();
                const area = document.getElementsByName(`q${at}.note`)[0];
                area.value = "x".repeat(at);
                area.dispatchEvent(new InputEvent("input", { bubbles: true }));
                document.body.offsetHeight;
                return (performance.now() - begun) / 2;
            })"""
        )
        assert sorted(taken)[7] < 50  # milliseconds
        assert len(filled(page)) == 1 + 15 + 14


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_everything_is_on_paper(browser: Any, shipped: Path, tmp_path: Path) -> None:
    [earlier] = assessments(EXAMPLES / "answers.yaml")
    note = "Begin van de toelichting. " + "Een lange zin over hoe het gaat. " * 60 + "Slot ervan."
    with Person(browser, shipped) as anna:
        page = anna.open("#deel-1")
        put(page, "kanaalkeuze.note", note)
        open_before = page.locator("details[open]").count()
        page.pdf(path=tmp_path / "form.pdf", prefer_css_page_size=True)
        assert page.locator("details[open]").count() == open_before
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "form.pdf", "-"], capture_output=True, check=True
    )
    printed = "".join(done.stdout.decode().split())
    for question in earlier.model.questions.values():
        for text in [question.text, question.explanation or ""]:
            assert "".join(text.split()) in printed
        for option in question.options:
            assert "".join(option.text.split()) in printed
    for text in ("Waterdam", "Toelichting", "Bewijs", "Begin van de toelichting", "Slot ervan."):
        assert "".join(text.split()) in printed
    for text in ("Bewaar als bestand", "Open een bestand", "Onderdelen", "Verder:", "Terug"):
        assert "".join(text.split()) not in printed
