"""What the project says of itself to catalogues, citers and lawyers is valid and agrees."""

import json
import re
import tomllib

import jsonschema
import yaml

from gemeente_online import __version__
from support.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PUBLICCODE = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def test_publiccode_follows_its_standard() -> None:
    schema = json.loads((ROOT / "tests/schemas/publiccode.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(PUBLICCODE)
    for broken in (
        {**PUBLICCODE, "categories": ["gemeenten"]},
        {**PUBLICCODE, "url": "gemeente-online"},
        {**PUBLICCODE, "maintenance": {"type": "community"}},
    ):
        assert not validator.is_valid(broken)
    for description in PUBLICCODE["description"].values():
        for picture in description.get("screenshots", ()):
            assert (ROOT / picture).is_file()


def test_one_licence() -> None:
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))
    named = {
        PROJECT["license"],
        PUBLICCODE["legal"]["license"],
        CITATION["license"],
        *(annotation["SPDX-License-Identifier"] for annotation in reuse["annotations"]),
    }
    assert named == {"EUPL-1.2"}
    text = (ROOT / "LICENSE").read_bytes()
    assert (ROOT / "LICENSES/EUPL-1.2.txt").read_bytes() == text


def test_the_version_is_stated_once_and_cited() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert "version" in PROJECT["dynamic"]
    assert "softwareVersion" not in PUBLICCODE
    assert str(CITATION["version"]) == __version__
    # released where the changelog says so, and on that day
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)$", changelog, re.MULTILINE)
    day = CITATION.get("date-released")
    assert (None if day is None else str(day)) == (released and released[1])


def test_changelog_has_the_form_it_names() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    for heading in headings[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading)
    kinds = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert kinds
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_contributing_names_every_place_that_knows_question_types() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("### A question type\n")[2].partition("\n### ")[0]
    source = ROOT / "src/gemeente_online"
    knowing = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "QuestionType" in path.read_text("utf-8")
    }
    named = set(re.findall(r"`([\w/]+\.py)`", section))
    assert len(knowing) > 10
    assert knowing - named == set()


def test_contributing_names_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    source = ROOT / "src/gemeente_online"
    for name in re.findall(r"`((?:[\w-]+/)*[\w-]+\.(?:py|md|json|yaml))`", text):
        assert (ROOT / name).is_file() or (source / name).is_file(), name
