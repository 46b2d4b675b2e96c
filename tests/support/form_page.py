"""Web forms by the hundreds: one page that shows one after another, filled in by its controls."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.model.file import Model
from gemeente_online.reading.json import read_json
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.web import blank_page

Values = Mapping[str, Iterable[str]]
"""What is typed and chosen, by the name of the field."""

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


class Told(NamedTuple):
    """What the form says of a file that it was given. told: what it has not taken over."""

    title: str
    told: list[str]


class WebForm:
    """The form of a model, in a page that is used for one form after another."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page, self._path = page, path
        self.told: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", lambda dialog: (self.told.append("dialog"), dialog.dismiss()))

    def shows(self, blank: Blank) -> None:
        """Open a form, as nobody has filled it in yet."""
        self._path.write_text(blank_page(blank), encoding="utf-8")
        self.page.goto(self._path.as_uri())
        self.page.evaluate("localStorage.clear()")
        self.page.goto(self._path.as_uri())
        self.page.evaluate(SCRIPT)
        assert self.told == []

    def is_filled_in_with(self, values: Values) -> None:
        self.page.evaluate("fillIn", {name: list(given) for name, given in values.items()})

    def saved(self) -> str:
        """The text of the file that it saves."""
        return self.page.evaluate("savedText()")

    def download(self) -> Path:
        """The file that it saves."""
        with self.page.expect_download() as found:
            self.page.locator("[data-do=save]").first.evaluate("(button) => button.click()")
        target = self._path.with_name(found.value.suggested_filename)
        found.value.save_as(target)
        return target

    def faults(self) -> list[str]:
        """What it shows as wrong."""
        found: list[str] = self.page.locator("#fouten li").all_text_contents()
        return found

    def is_given(self, text: str) -> Told:
        """Open a file with a text."""
        return Told(**self.page.evaluate("giveFile", text))


def read(text: str, model: Model) -> Assessment:
    """The assessment in the text of a JSON file."""
    return assess(read_json(text, "-").tree, model)


def empty(model: Model) -> Blank:
    return Blank(model, model.id, date(2026, 11, 24), Municipality(UNNAMED))


def values_of(assessment: Assessment) -> dict[str, list[str]]:
    """How an assessment is typed and chosen in a form."""
    place = assessment.municipality
    values = {
        "municipality": [place.name],
        "code": [place.code or ""],
        "inhabitants": [str(place.inhabitants or "")],
        "province": [place.province or ""],
        "group": [place.group or ""],
        "date": [assessment.date.isoformat()],
        "respondent": [assessment.respondent or ""],
    }
    shared = assessment.shared_ambition
    if shared is not None:
        values["ambition"] = [str(shared)]
    else:
        values |= {f"ambition.{axis}": [str(aim)] for axis, aim in assessment.ambition.items()}
    for question, answer in assessment.answers.items():
        values[question] = words_of_answer(answer)
    for question, remark in assessment.remarks.items():
        values[f"{question}.note"] = [remark.note or ""]
        values[f"{question}.evidence"] = [remark.evidence or ""]
    return values


def same(one: Assessment, other: Assessment) -> None:
    """Hold that two say the same, whatever file they came from."""
    for name in one._fields:
        if name not in {"source", "row", "source_sha256"}:
            assert getattr(one, name) == getattr(other, name), name
