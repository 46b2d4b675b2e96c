"""Web forms in a browser: made, filled in, saved and opened."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.web import blank_page
from support.trees import choice, model_tree

QUESTIONS = [
    choice("kies", text="Wat kiest u?", explanation="Uitleg bij kiezen."),
    {"id": "is-er", "type": "yes-no", "text": "Is er iets?", "not_applicable": "true"},
    {
        "id": "vol",
        "type": "multi",
        "text": "Wat is er?",
        "options": [{"id": word, "text": f"Optie {word}"} for word in ("een", "twee", "drie")],
    },
    {
        "id": "tijd",
        "type": "number",
        "text": "Hoe lang duurt het?",
        "unit": "uur",
        "minimum": "0",
        "maximum": "20",
        "better": "lower",
    },
]
SECOND = {
    "id": "twee",
    "name": "Tweede as",
    "description": "d",
    "questions": [choice("laatst", text="En tot slot?")],
}


def model_of(*questions: dict[str, Any], **more: Any) -> Model:
    """A model of two axes: these questions, and one more."""
    tree = deepcopy(model_tree(*questions, **more))
    tree["axes"].append(deepcopy(SECOND))
    return load(tree)


EVERY_TYPE = model_of(*QUESTIONS)


def form_in(folder: Path, model: Model = EVERY_TYPE, name: str = "form.html", **more: Any) -> Path:
    """A form of a model in a file. more: of the ``Blank``."""
    path = folder / name
    path.write_text(blank_page(Blank(model, model.id, date(2026, 11, 24), **more)), "utf-8")
    return path


_WATCH = """
addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.violatedDirective}`);
});
"""


class Person:
    """Somebody with a browser that remembers; what it asked and did that it should not.

    accepts: what is replied when the browser asks something.
    """

    def __init__(self, browser: Any, path: Path, *, before: str = "", **options: Any) -> None:
        self.context = browser if hasattr(browser, "pages") else browser.new_context(**options)
        self.context.add_init_script(_WATCH + before)
        self.address = path.as_uri()
        self.asked: list[str] = []
        self.accepts = True
        self.faults: list[str] = []

    def __enter__(self) -> "Person":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.faults == []

    def open(self, hash_: str = "", path: Path | None = None) -> Any:
        """A tab with the form."""
        page = self.context.new_page()
        page.set_default_timeout(15000)
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._watch)
        page.on("dialog", self._reply)
        page.goto((path.as_uri() if path else self.address) + hash_)
        return page

    def _watch(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:,", "blob:")):
            self.faults.append(request.url)

    def _reply(self, dialog: Any) -> None:
        self.asked.append(dialog.message or dialog.type)
        if self.accepts:
            dialog.accept()
        else:
            dialog.dismiss()

    def questions_asked(self) -> list[str]:
        """What was asked since the last time."""
        found, self.asked = self.asked, []
        return found


def until(page: Any, condition: str) -> None:
    """Wait for something; what the page allows no script of, a browser may not wait for itself."""
    for _ in range(250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(condition)


def leave(page: Any) -> None:
    """Close a tab, as a person does."""
    page.mouse.click(1, 1)  # a browser only asks where somebody did something
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def filled(page: Any) -> dict[str, Any]:
    """What stands in every field that has something in it."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const found = {};
            for (const one of document.querySelectorAll("#formulier [name]")) {
                const isTicked = ["radio", "checkbox"].includes(one.type);
                if (isTicked ? one.checked : one.value) (found[one.name] ??= []).push(one.value);
            }
            return found;
        }"""
    )
    return found


def put(page: Any, name: str, value: str) -> None:
    """Type or choose as a person does, in whatever part it is."""
    page.evaluate(
        "(name) => { location.hash = document.getElementsByName(name)[0].closest('.part').id }",
        name,
    )
    field = page.locator(f'#formulier [name="{name}"]')
    field.first.locator("xpath=ancestor::section").wait_for()
    kind = field.first.evaluate("(one) => one.type")
    folded = field.first.locator("xpath=ancestor::details[not(@open)]/summary")
    if folded.count():
        folded.click()
    if kind in ("radio", "checkbox"):
        page.locator(f'#formulier [name="{name}"][value="{value}"]').check()
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.first.fill(value)


def saved(page: Any) -> tuple[str, dict[str, Any]]:
    """Save as a file: its name, and what is in it."""
    with page.expect_download() as info:
        page.locator("[data-do=save]:visible").first.click()
    text = Path(info.value.path()).read_text("utf-8")
    return info.value.suggested_filename, json.loads(text)


def open_file(page: Any, data: bytes | str | dict[str, Any], name: str = "a.json") -> None:
    """Choose a file to open, and wait until the form has done so."""
    if isinstance(data, dict):
        data = json.dumps(data)
    raw = data.encode() if isinstance(data, str) else data
    page.set_input_files("#open", {"name": name, "mimeType": "", "buffer": raw})
    until(page, "document.getElementById('open').value === ''")


def message(page: Any) -> str:
    """What the box says, or nothing where there is none."""
    box = page.locator("#melding")
    text = str(box.inner_text()) if box.is_visible() else ""
    return " ".join(text.removesuffix("Sluiten").split())
