"""The web form in Firefox: filled in, saved, kept and opened, as in Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gemeente_online import Assessment, read_assessments, score
from gemeente_online.rendering.forms.web import blank_page
from support.firefox import FIREFOX, Firefox
from support.form_page import SCRIPT, empty, same, values_of
from support.pages import assessments, hostile
from support.places import EXAMPLES

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.browser,
    pytest.mark.skipif(not FIREFOX and not os.environ.get("CI"), reason="not installed: firefox"),
]
SAVE = "document.querySelector('[data-do=save]').click()"
FILLED = """
return [...document.querySelectorAll("#formulier [name]")]
  .filter((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value))
  .map((one) => [one.name, one.value])
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    found = Firefox(tmp_path_factory.mktemp("firefox"))
    yield found
    found.close()


def saved(firefox: Firefox, name: str) -> Assessment:
    firefox.run(SAVE)
    path = firefox.downloaded(name)
    (found,) = read_assessments(path)
    assert isinstance(found, Assessment), found
    path.unlink()
    return found


def test_filled_in_saved_kept_and_opened(firefox: Firefox, tmp_path: Path) -> None:
    (meant,) = assessments(EXAMPLES / "answers.yaml")
    meant = meant._replace(remarks=hostile().remarks)
    path = tmp_path / "form.html"
    path.write_text(blank_page(empty(meant.model)), encoding="utf-8")
    firefox.goto(path)
    firefox.run(f"{SCRIPT}; fillIn(arguments[0])", values_of(meant))
    name = firefox.run("return document.getElementById('bestandsnaam').textContent")
    assert name.startswith("waterdam")
    first = saved(firefox, name)
    same(first, meant)
    again, other = score(first), score(meant)
    assert (again.overall, again.axes) == (other.overall, other.axes)

    typed = firefox.run(FILLED)
    firefox.goto(path)  # the browser remembers it
    assert firefox.run(FILLED) == typed
    assert firefox.run("return document.querySelector('.saved').textContent") != ""

    file = tmp_path / "anders.json"
    file.write_text('{"answers": {"klantvragen": "B", "crisis": 5}}', encoding="utf-8")
    firefox.choose_file("#open", file)
    while firefox.run("return document.getElementById('open').value"):
        pass
    told = firefox.run("return document.getElementById('melding').textContent")
    assert told.startswith("anders.json is geopend.")
    assert 'crisis: "5" is geen antwoord op deze vraag' in told
    assert firefox.run(FILLED) == [["klantvragen", "webcare"]]
