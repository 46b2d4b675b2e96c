"""``init`` and ``consensus`` with a web form: where it goes, what it begins with, what is told.

What the page does in a browser is tried elsewhere; here is what stands in its file.
"""

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.pages import Page, words
from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]
READY = (
    "{0} staat klaar om in te vullen: open het in een browser, en kies daar Bewaar als bestand. "
    "Daarna: gemeente-online score BESTAND.json\n"
)
EARLIER = EXAMPLES / "answers.yaml"
BATCH = EXAMPLES / "batch/gemeenten.csv"


@pytest.fixture(autouse=True)
def _here(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def data_of(page: Page) -> dict[str, Any]:
    """What the script of a page has to know."""
    found: dict[str, Any] = json.loads(page.one("script", id="gegevens").text or "")
    return found


def form(name: str) -> Page:
    return Page(Path(name).read_text("utf-8"))


def begun(name: str) -> dict[str, Any]:
    """The answers file that a form begins with."""
    found: dict[str, Any] = data_of(form(name))["begin"]
    return found


@pytest.mark.parametrize("name", ["vragenlijst.html", "ons formulier.HTM"])
def test_the_ending_asks_for_one(command: Command, name: str) -> None:
    asked = ("--name", "Waterdam", "--code", "GM9999", "--date", "1-10-2026")
    code, out, err = command("init", *asked, "--output", name)
    named = f"'{name}'" if " " in name else name
    assert (code, out, err) == (0, "", READY.format(named))
    begin = begun(name)
    assert begin["municipality"]["name"] == "Waterdam"
    assert begin["municipality"]["code"] == "GM9999"
    assert (begin["date"], begin["respondent"], begin["answers"]) == ("2026-10-01", None, {})
    assert command("init", "--output", name)[0] == 2  # it is there


def test_on_standard_output_it_is_the_page_and_nothing_else(command: Command) -> None:
    code, out, err = command("init", "--format", "html", "--date", "2026-10-01")
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>")
    assert data_of(Page(out))["begin"]["municipality"]["name"] is None  # still to be filled in
    assert command("init", "--output", "a.html", "--date", "2026-10-01")[0] == 0
    assert Path("a.html").read_text("utf-8") == out


def test_an_earlier_assessment_is_filled_in(command: Command) -> None:
    code, out, err = command("init", "--from", EARLIER, "--date", "1-10-2027", "--output", "f.html")
    assert (code, out) == (0, "")
    assert err == (
        "De datum is nu 1 oktober 2027; die van de vorige meting is niet overgenomen.\n"
        + READY.format("f.html")
    )
    begin = begun("f.html")
    assert (begin["date"], begin["ambition"], len(begin["answers"])) == ("2027-10-01", 3, 30)
    assert begin["answers"]["klantvragen"]["answer"] == "overal"
    assert begin["answers"]["crisis"]["evidence"]
    assert "van 1 oktober 2026, zijn al ingevuld" in form("f.html").shown()


def test_of_several_earlier_ones_one_is_asked_for(command: Command) -> None:
    code, out, err = command("init", "--from", BATCH, "--output", "f.html")
    assert (code, out) == (2, "")
    assert "Kies er een met --for" in err
    assert not Path("f.html").exists()
    assert command("init", "--from", BATCH, "--for", "gm9868", "--output", "f.html")[0] == 0
    assert begun("f.html")["municipality"]["name"] == "Zanddrecht"


def test_a_schema_is_of_no_use_to_it(command: Command) -> None:
    code, out, err = command("init", "--schema", "s.json", "--output", "f.html")
    assert (code, out) == (2, "")
    assert "--schema hoort bij --format yaml" in err
    assert list(Path().iterdir()) == []


def test_without_the_extra(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "teams", "teams")
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for name in ("templating", "forms.web"):  # imported by an earlier test
        monkeypatch.delitem(sys.modules, f"gemeente_online.rendering.{name}", raising=False)
    for typed in (
        ["init", "--output", "f.html"],
        ["init", "--respondents", "kcc", "--folder", "uit", "--format", "html"],
        ["consensus", "teams", "--form", "overleg.html"],
    ):
        code, out, err = command(*typed)
        assert (code, out) == (2, "")
        assert "voor het maken van een webformulier is een uitbreiding" in err
        assert 'pip install "gemeente-online[report]"' in err
    assert [path.name for path in Path().iterdir()] == ["teams"]


def test_one_for_each_respondent(command: Command) -> None:
    asked = ("init", "--name", "Waterdam", "--folder", "teams", "--format", "html")
    code, out, err = command(*asked, "--respondents", "kcc,Team wijk,Zoë </script><!--")
    assert (code, out) == (0, "")
    assert err == (
        "In teams staan klaar om in te vullen: kcc.html, team-wijk.html (Team wijk) en "
        "zoe-script.html (Zoë </script><!--).\nGeef ieder het eigen formulier, en zet in "
        "teams wat daarmee als bestand (.json) is bewaard. "
        "Daarna: gemeente-online consensus teams\n"
    )
    found = {path.name: begun(str(path)) for path in Path("teams").iterdir()}
    assert {name: begin["respondent"] for name, begin in found.items()} == {
        "kcc.html": "kcc",
        "team-wijk.html": "Team wijk",
        "zoe-script.html": "Zoë </script><!--",
    }
    assert {begin["municipality"]["name"] for begin in found.values()} == {"Waterdam"}
    # what a browser keeps of one is never taken for what it keeps of another
    assert len({data_of(form(f"teams/{name}"))["form"] for name in found}) == len(found)

    before = Path("teams/kcc.html").read_bytes()
    code, _, err = command(*asked, "--respondents", "KCC,beleid")
    assert (code, 'in "teams" staat al "kcc.html"' in err) == (2, True)
    assert Path("teams/kcc.html").read_bytes() == before
    assert command(*asked, "--respondents", "beleid")[0] == 0
    assert begun("teams/beleid.html")["respondent"] == "beleid"


def test_who_did_the_previous_one_is_not_in_what_is_handed_out(command: Command) -> None:
    asked = ("--respondents", "kcc", "--folder", "teams", "--format", "html")
    assert command("init", "--from", EARLIER, *asked)[0] == 0
    assert "Team communicatie" not in Path("teams/kcc.html").read_text("utf-8")
    assert len(begun("teams/kcc.html")["answers"]) == 30


def test_a_form_for_the_meeting(command: Command) -> None:
    shutil.copytree(EXAMPLES / "teams", "teams")
    shown = command("consensus", "teams")[1]
    code, out, err = command("consensus", "teams", "--form", "overleg.html")
    assert (code, out, err) == (0, shown, READY.format("overleg.html"))
    page, begin = form("overleg.html"), begun("overleg.html")
    assert begin["respondent"] == "overleg van beleid, communicatie, handhaving, kcc en wijk"
    assert begin["date"] == date.today().isoformat()
    chosen = {key for key, given in begin["answers"].items() if given["answer"]}
    assert len(chosen) == 9
    assert "luisteren" in chosen
    group = page.one("fieldset", id="vraag-klantvragen")
    (beside,) = [one for one in group.iter("p") if one.get("class") == "beside"]
    assert "beleid: c; " in words(beside)
    assert "wijk: " in begin["answers"]["klantvragen"]["note"]
    assert "Formulier voor het overleg" in page.shown()

    assert command("consensus", "teams", "--anonymous", "--form", "a.html")[0] == 0
    assert "handhaving: " not in Path("a.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["score", "check", "consensus", "report", "explain"])
def test_the_form_itself_holds_no_answers(command: Command, name: str) -> None:
    assert command("init", "--output", "kcc.html")[0] == 0
    code, out, err = command(name, "kcc.html")
    told = out if name == "check" else err
    assert (code, out + err) == (2, told)
    assert told.startswith("kcc.html: dit is een webpagina, en geen antwoordenbestand\n")
    assert "kies Bewaar als bestand, en noem het bestand (.json)" in told


def test_a_folder_of_forms_alone_holds_no_answers_yet(command: Command) -> None:
    handed = ("--respondents", "kcc,wijk", "--folder", "teams", "--format", "html")
    assert command("init", *handed)[0] == 0
    code, out, err = command("consensus", "teams")
    assert (code, out) == (2, "")
    assert err.startswith(
        "teams: let op: 2 bestanden overgeslagen: kcc.html en wijk.html\n  is het "
    )
    assert "kiezen voor Bewaar als bestand" in err
    assert "teams: in deze map staat geen antwoordenbestand\n" in err


def test_in_a_folder_only_what_was_saved_is_read(command: Command) -> None:
    asked = ("--name", "Waterdam", "--respondents", "kcc,wijk", "--date", "2026-10-01")
    assert command("init", *asked, "--folder", "teams", "--format", "html")[0] == 0
    for who, answer in (("kcc", "bereik"), ("wijk", "doelgroep")):
        saved = {key: one for key, one in begun(f"teams/{who}.html").items() if one is not None}
        saved["municipality"] = {"name": "Waterdam"}
        saved["answers"] = {"kanaalkeuze": answer}
        Path(f"teams/waterdam-{who}.json").write_text(json.dumps(saved), "utf-8")
    for name in ("consensus", "score", "check"):
        code, out, err = command(name, "teams")
        told = out + err
        assert (code, told.count("\n  is het een webformulier?")) == (0, 1), name
        assert "2 bestanden overgeslagen: kcc.html en wijk.html\n" in told
        assert "kcc" in out.replace("kcc.html", "")


@pytest.mark.parametrize(
    ("typed", "output", "named"),
    [
        (("--model", "online-meting"), "f.html", "online-meting"),
        (("--model", "eigen.yaml"), "f.html", "eigen.yaml"),
        (("--model", "eigen.yaml"), "uit/f.html", "../eigen.yaml"),
    ],
)
def test_the_model_is_named_as_seen_from_the_form(
    command: Command, typed: tuple[str, str], output: str, named: str
) -> None:
    shutil.copy(EXAMPLES / "models/open-data.yaml", "eigen.yaml")
    Path("uit").mkdir()
    assert command("init", *typed, "--output", output)[0] == 0
    data = data_of(form(output))
    own_id = "online-meting" if named == "online-meting" else "open-data"
    assert [data[key] for key in ("model", "id", "version")] == [named, own_id, "1.0.0"]
