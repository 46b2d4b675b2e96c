"""Report pages in a real browser: seen, read aloud, typed at and printed.

Chromium is Debian's; axe and the HTML validator come from npm, in versions that are named here.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.analysis.consensus import consensus
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.formats import ReportPart
from gemeente_online.rendering.report.agenda import render_agenda
from gemeente_online.rendering.report.pages import render_batch, render_municipality
from gemeente_online.scoring.score import score, summarize
from support import npm
from support.browser import Visit, marks, violations
from support.pages import HOSTILE, assessments, hostile, over_the_years
from support.places import EXAMPLES, ROOT
from support.renewing import RENEWING

AXE, VALIDATOR = "axe-core@4.10.3", "html-validate@9.7.1"
A4 = 680
"""The width between the margins of an A4 page, in CSS pixels."""
A4_HIGH = 1001
"""The height."""
PROJECTED = {"width": 1280, "height": 720}
RANKED = ["Plaats", "Gemeente", "Provincie", "Inwoners", "Fase", "Profiel", "Score"]
pytestmark = marks("node", "npm")
SHEETS = ("sheet", "sheet-partly", "sheet-top", "sheet-first", "sheet-mean")
AGENDAS = ("agenda", "agenda-many", "agenda-alike", "agenda-hostile")
NAMES = (
    *(*SHEETS[:2], "one", "partly", "years", "mean", "hostile", "batch", "batch-notes"),
    *AGENDAS,
)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("npm")
    npm.install(folder, AXE, VALIDATOR)
    return folder / "node_modules"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    enemy = hostile()
    measured = [summarize(one) for one in assessments(EXAMPLES / "batch" / "online-meting.csv")]
    then = [summarize(one) for one in assessments(EXAMPLES / "batch" / "online-meting-2025.csv")]
    few = [summarize(one) for one in (enemy, *assessments(EXAMPLES / "deels-ingevuld.yaml"))]
    made = {
        "one": [EXAMPLES / "answers.yaml"],
        "partly": [EXAMPLES / "deels-ingevuld.yaml"],
        "mean": [EXAMPLES / "models" / "open-data-answers.yaml"],
    }
    texts = {
        name: render_municipality([score(one) for one in assessments(*files)], notes=True)
        for name, files in made.items()
    }
    texts["years"] = render_municipality([score(one) for one in over_the_years()], notes=True)
    sheets = ("answers", "deels-ingevuld", "fase-4", "fase-1", "models/open-data-answers")
    for name, source in zip(SHEETS, sheets, strict=True):
        found = [score(one) for one in assessments(EXAMPLES / f"{source}.yaml")]
        texts[name] = render_municipality(found, notes=True, part=ReportPart.SUMMARY)
    texts["hostile"] = render_municipality([score(enemy)], notes=True)
    texts["batch"] = render_batch(measured, older=then)
    texts["batch-notes"] = render_batch(few, notes=True)
    for name, several in zip(AGENDAS, _agendas(enemy), strict=True):
        texts[name] = render_agenda(consensus(several))
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    assert set(texts) == {*NAMES, *SHEETS}
    return {name: folder / f"{name}.html" for name in texts}


def _agendas(enemy: Assessment) -> Iterator[list[Assessment]]:
    """Five teams, twelve, two who answered alike, and two who are hostile."""
    teams = assessments(EXAMPLES / "teams")
    yield teams
    named = ["burgerzaken", "vergunningen", "sociaal domein", "bestuur en griffie", "welzijn"]
    more = [one._replace(respondent=name) for one, name in zip(teams, named, strict=True)]
    yield [*teams, *more, *(teams[at]._replace(respondent=f"team {at}") for at in range(2))]
    yield [teams[0], teams[0]._replace(respondent="nog een")]
    yield [enemy, enemy._replace(respondent=f"{HOSTILE} 2", answers=teams[1].answers)]


@pytest.mark.parametrize("name", NAMES)
def test_valid_html(modules: Path, pages: dict[str, Path], name: str) -> None:
    program = str(modules / "html-validate/bin/html-validate.mjs")
    config = modules / "validate.json"
    # the length of a title is counted as it is escaped: a hostile name is too long then
    rules = {"extends": ["html-validate:recommended"], "rules": {"long-title": "off"}}
    config.write_text(json.dumps(rules), encoding="utf-8")
    done = subprocess.run(
        ["node", program, "--config", str(config), str(pages[name])],
        capture_output=True,
        text=True,
        cwd=modules,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("look", [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_shut_out(
    browser: Any, modules: Path, pages: dict[str, Path], name: str, look: tuple[int, str]
) -> None:
    width, scheme = look
    size = {"width": width, "height": 900}
    with Visit(browser, pages[name], viewport=size, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate((modules / "axe-core/axe.min.js").read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert violations(found) == []


def test_axe_sees_what_is_wrong(browser: Any, modules: Path, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["one"]) as page:
        page.evaluate("document.querySelector('.verdict').setAttribute('aria-level', 'x')")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.evaluate((modules / "axe-core/axe.min.js").read_text("utf-8"))
        found = page.evaluate("axe.run()")
        assert "html-has-lang" in {one["id"] for one in found["violations"]}


@pytest.mark.parametrize(
    ("name", "source", "height"),
    [("rapport-gemeente", "answers.yaml", 1150), ("rapport-gemeenten", "batch/gemeenten.csv", 900)],
)
def test_pictures_of_the_guide(
    browser: Any, tmp_path: Path, name: str, source: str, height: int
) -> None:
    """They are there, and small; made again with GEMEENTE_ONLINE_RENEW=1."""
    target = ROOT / "docs" / "images" / f"{name}.png"
    if RENEWING:
        path = tmp_path / "page.html"
        found = [summarize(one) for one in assessments(EXAMPLES / source)]
        text = (
            render_batch(found)
            if len(found) > 1
            else render_municipality([score(found[0].assessment)], notes=True)
        )
        path.write_text(text, encoding="utf-8")
        size = {"width": 1180, "height": height}
        with Visit(browser, path, viewport=size, color_scheme="light") as page:
            page.screenshot(path=target)
    check_picture(target, 1180, height)


def test_picture_of_a_question_of_the_agenda(browser: Any, pages: dict[str, Path]) -> None:
    """The same of a page that colleagues look at together."""
    target = ROOT / "docs" / "images" / "agenda-vraag.png"
    if RENEWING:
        with Visit(browser, pages["agenda"], viewport=PROJECTED, color_scheme="light") as page:
            page.locator("#punt-1").evaluate("(one) => one.scrollIntoView({behavior: 'instant'})")
            page.screenshot(path=target)
    check_picture(target, *PROJECTED.values())


def check_picture(path: Path, width: int, height: int) -> None:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (width, height)
    assert len(data) < 200_000


@pytest.mark.parametrize("name", ["hostile", "batch-notes", "agenda-hostile"])
def test_hostile_text_is_text(browser: Any, pages: dict[str, Path], name: str) -> None:
    with Visit(browser, pages[name]) as page:
        assert page.locator("img").count() == 0
        assert "<script>alert(1)</script>" in page.inner_text("body")
        assert "{{ 7*7 }}" in page.title() + page.inner_text("body")


def places(page: Any) -> list[str]:
    rows = page.locator("table.ranking tbody tr:visible th")
    return [text.strip() for text in rows.all_inner_texts()]


def test_sorting_with_the_keyboard(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["batch"]) as page:
        before = places(page)
        assert len(before) == 30
        page.get_by_role("button", name="Gemeente").focus()
        page.keyboard.press("Enter")
        assert places(page) == sorted(before)
        assert page.locator("th[aria-sort=ascending]").inner_text().strip() == "Gemeente"
        assert page.get_by_role("status").inner_text() == "Gesorteerd op Gemeente, oplopend."
        page.keyboard.press("Space")
        assert places(page) == sorted(before, reverse=True)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Inwoners"
        page.keyboard.press("Enter")
        cells = page.locator("table.ranking tbody td:nth-of-type(3)").all_inner_texts()
        numbers = [int(text.replace(".", "")) for text in cells]
        assert numbers == sorted(numbers)
        page.get_by_role("button", name="Plaats").press("Enter")
        assert places(page) == before


def test_searching_with_the_keyboard(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["batch"]) as page:
        page.get_by_label("Zoek een gemeente of provincie").focus()
        page.keyboard.type("BERKEN")
        assert places(page) == ["Berkenhorst"]
        assert page.get_by_role("status").inner_text() == "1 van 30 gemeenten gevonden."
        for _ in "BERKEN":
            page.keyboard.press("Backspace")
        page.keyboard.type("gelderl")
        assert 1 < len(places(page)) < 30


def test_the_whole_page_by_tab_alone(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["one"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"


def test_complete_without_scripts(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["batch"], java_script_enabled=False) as page:
        assert page.locator("table.ranking tbody tr").count() == 30
        assert page.locator("input, button").count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_printed_tables_are_whole(
    browser: Any, pages: dict[str, Path], tmp_path: Path, name: str
) -> None:
    size = {"width": A4, "height": 1000}
    with Visit(browser, pages[name], viewport=size, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        cut = page.evaluate(
            """() => [...document.querySelectorAll("table, svg.chart, svg.picture, p, li, dd")]
                .map((e) => [e.tagName, Math.ceil(e.getBoundingClientRect().right), e.innerText])
                .filter(([, right]) => right > document.documentElement.clientWidth + 1)"""
        )
        assert json.dumps(cut) == "[]"
        ink = page.evaluate("getComputedStyle(document.documentElement).color")
        assert ink == "rgb(27, 34, 43)"  # dark on paper, whatever the screen is
        heads = page.locator("table.ranking thead th").all_inner_texts()
        assert [text.strip() for text in heads] == (RANKED if "batch" in name else [])
        assert page.locator("button:visible").count() == 0  # on a next page it would be missing
        data = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert data.startswith(b"%PDF")


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", SHEETS)
def test_the_summary_is_one_sheet(browser: Any, pages: dict[str, Path], name: str) -> None:
    with Visit(browser, pages[name]) as page:
        assert pages_in(page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("name", ["one", "partly", "years"])
def test_the_first_page_is_the_summary(browser: Any, pages: dict[str, Path], name: str) -> None:
    with Visit(browser, pages[name]) as page:
        whole = pages_in(page.pdf(prefer_css_page_size=True))
        page.evaluate(
            "document.querySelectorAll('.memo ~ *, footer').forEach((one) => one.remove())"
        )
        assert pages_in(page.pdf(prefer_css_page_size=True)) == 1
        assert whole > 5


def heights(page: Any, selector: str) -> list[float]:
    found: list[float] = page.eval_on_selector_all(
        selector, "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    return found


def test_a_question_of_the_agenda_fits_a_projector(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["agenda"], viewport=PROJECTED, reduced_motion="reduce") as page:
        found = heights(page, ".item")
        assert len(found) == 20
        assert max(found) <= PROJECTED["height"]
        at = "document.querySelector('#punt-2').getBoundingClientRect().top"
        page.locator("#punt-1").get_by_role("link", name="Volgende vraag").click()
        assert abs(page.evaluate(at)) < 1
        page.locator("#punt-2").get_by_role("link", name="Agenda").click()
        page.locator("ol.items a").nth(1).click()
        assert abs(page.evaluate(at)) < 1
        folded = page.locator("#punt-2 details p")
        assert not folded.is_visible()
        page.locator("#punt-2 summary").press("Enter")
        assert folded.is_visible()


@pytest.mark.parametrize("name", ["agenda", "agenda-many"])
def test_the_agenda_on_paper(browser: Any, pages: dict[str, Path], name: str) -> None:
    size = {"width": A4, "height": A4_HIGH}
    with Visit(browser, pages[name], viewport=size) as page:
        page.emulate_media(media="print")
        for selector in (".who", ".item"):
            assert max(heights(page, selector)) <= A4_HIGH
            kept = f"getComputedStyle(document.querySelector('{selector}')).breakInside"
            assert page.evaluate(kept) == "avoid"
        assert page.locator(".onward a:visible").count() == 0


def test_the_grid_of_the_agenda_scrolls_by_itself(browser: Any, pages: dict[str, Path]) -> None:
    with Visit(browser, pages["agenda-many"], viewport={"width": 320, "height": 700}) as page:
        within = page.locator(".who .scroll")
        assert within.evaluate("(one) => one.scrollWidth > one.clientWidth")
        first = page.locator(".grid tbody th[scope=row]").first
        first.scroll_into_view_if_needed()
        before = first.bounding_box()["x"]
        within.evaluate("(one) => { one.scrollLeft = 200 }")
        # which question it is stays in view, and before what scrolls behind it
        place = first.bounding_box()
        assert abs(place["x"] - before) < 4
        seen = "([x, y]) => document.elementFromPoint(x, y).closest('th, td').tagName"
        for part in (0.1, 0.5, 0.9):
            at = [place["x"] + place["width"] * part, place["y"] + place["height"] / 2]
            assert page.evaluate(seen, at) == "TH"
