"""A model that assesses something else than municipalities, and what is said of problems then."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gemeente_online import read_assessments
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.parts import MUNICIPALITIES
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError
from gemeente_online.reading.models import load_model
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]
SCHOOLS = {"one": "school", "many": "scholen", "people": "leerlingen"}


@pytest.fixture
def school(tmp_path: Path) -> Callable[..., Path]:
    """Writes the answers of one school, beside its model."""
    tree = model_tree(choice("een"), choice("twee"), subject=SCHOOLS)
    (tmp_path / "scholen.json").write_text(json.dumps(tree), encoding="utf-8")

    def write(file: str, **about: Any) -> Path:
        path = tmp_path / file
        answers = {
            "model": "./scholen.json",
            "municipality": {"name": "De Regenboog"} | about.pop("municipality", {}),
            "date": "2026-10-01",
            "answers": {"een": "b", "twee": "c"},
        }
        path.write_text(json.dumps(answers | about), encoding="utf-8")
        return path

    return write


def test_municipalities_are_what_models_assess_unless_they_say_so() -> None:
    assert load_model().subject == MUNICIPALITIES
    assert load(model_tree(choice("een"))).subject == MUNICIPALITIES
    assert load(model_tree(choice("een"), subject=SCHOOLS)).subject.many == "scholen"


def test_all_words_are_needed() -> None:
    with pytest.raises(FindingsError) as refused:
        load(model_tree(choice("een"), subject={"one": "school", "more": "scholen"}))
    found = [(finding.path, finding.code) for finding in refused.value.findings]
    assert found == [
        (("subject", "many"), "missing"),
        (("subject", "people"), "missing"),
        (("subject", "more"), "unknown-key"),
    ]


def test_problems_speak_of_schools(command: Command, school: Callable[..., Path]) -> None:
    one = school("een.json")
    two = school("twee.json", municipality={"name": "De Linde"}, date="2025-10-01")
    code, _, err = command("compare", one, two)
    assert code == 2
    assert "dit zijn metingen van verschillende scholen: De Linde en De Regenboog" in err
    assert "kies een school met --for; twee scholen vergelijken kan ook, met --force" in err
    assert "noem ten minste twee metingen van één school" in command("compare", one)[2]
    assert "Kies een school met --for (De Regenboog, De Linde)" in command("explain", one, two)[2]
    same = [
        school(f"{code}.json", municipality={"name": "De Linde", "code": code})
        for code in ("GM0001", "GM0002")
    ]
    err = command("explain", *same, "--for", "de linde")[2]
    assert 'er zijn 2 scholen met de naam "de linde"' in err
    for told in (err, command("compare", one, two)[2]):
        assert "gemeenten" not in told.replace("gemeente-online", "")


def test_a_ranking_is_of_schools(command: Command, school: Callable[..., Path]) -> None:
    paths = [school(f"{name}.json", municipality={"name": name}) for name in ("Linde", "Eik")]
    for arguments in ([], ["--for", "Eik"], ["--against", paths[0]]):
        out = command("rank", *paths, *arguments)[1]
        assert "scholen" in out
        assert "gemeente" not in out.lower()
    assert "geen andere school" in command("rank", paths[0], "--against", paths[0])[2]
    assert "ten minste 5 scholen nodig" in command("rank", *paths, "--anonymous")[2]


def test_doubts_are_about_schools(command: Command, school: Callable[..., Path]) -> None:
    """A school has few pupils; that a municipality has more inhabitants says nothing of it."""
    path = school("een.json", municipality={"name": "Uw school", "inhabitants": 240})
    code, out, _ = command("check", path)
    assert code == 0
    assert "vul hier de naam van uw school in" in out
    assert "municipality.inhabitants" not in out


def test_a_model_is_shown_with_what_it_assesses(
    command: Command, school: Callable[..., Path]
) -> None:
    model = school("een.json").with_name("scholen.json")
    assert "over scholen en hun leerlingen" in command("model", "show", model)[1]
    assert "over gemeenten en hun inwoners" in " ".join(command("model", "show")[1].split())


CODES = ("518", "0518", "GM0518", "gm518", "05AB", "05AB.1", "AT", "NL-3_b")


@pytest.mark.heavy
def test_codes_are_kept_as_they_are_written(
    command: Command, school: Callable[..., Path], tmp_path: Path
) -> None:
    """Two files of each code under different names; a code is found however it is spelled."""
    model = school("een.json").with_name("scholen.json")
    for year in (2025, 2026):
        (tmp_path / str(year)).mkdir()
        for at, code in enumerate(CODES):
            about = {"name": f"S{at} {year}", "code": code}
            school(f"{year}/{at}.json", municipality=about, date=f"{year}-10-01")
    then, now = tmp_path / "2025", tmp_path / "2026"
    told = json.loads(command("score", now, "--model", model, "--format", "json")[1])
    assert [one["municipality"]["code"] for one in told["results"]] == [*CODES]
    for at, code in enumerate(CODES):
        for wanted in (code, code.swapcase()):
            for name in ("rank", "explain"):
                out = command(name, now, "--model", model, "--for", wanted)[1]
                assert f"S{at} 2026 ({code}), 1 oktober" in out.partition("\n")[0], (name, wanted)
    assert "geen meting van" in command("rank", now, "--model", model, "--for", "00518")[2]
    compared = command("compare", then, now, "--model", model, "--format", "json")[1]
    (found,) = json.loads(compared)["results"]
    for when in ("before", "after"):
        paired = [one[when]["municipality"]["code"] for one in found["municipalities"]]
        assert sorted(paired) == sorted(CODES)
    beside = command("rank", now, "--model", model, "--against", then, "--format", "json")[1]
    assert {one["others"] for one in json.loads(beside)["results"]} == {len(CODES) - 1}


@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
def test_a_form_keeps_a_code(
    command: Command, school: Callable[..., Path], tmp_path: Path, form: str
) -> None:
    model = school("een.json").with_name("scholen.json")
    for at, code in enumerate(CODES):
        path = tmp_path / f"{at}.{form}"
        made = command("init", "--model", model, "--name", "S", "--code", code, "--output", path)
        assert made[0] == 0
        (read,) = read_assessments(path)
        assert isinstance(read, Assessment)
        assert read.municipality.code == code


@pytest.mark.parametrize("code", ["05 AB", "05/AB", "-1", "café", "a\u200bb"])
def test_a_code_of_other_signs_is_refused_where_it_stands(
    command: Command, school: Callable[..., Path], code: str
) -> None:
    path = school("een.json", municipality={"name": "S", "code": code})
    exit_code, out, _ = command("check", path)
    assert exit_code == 2
    assert "een.json:1:" in out
    assert "municipality.code" in out
    assert "is geen code" in out
    assert "letters, cijfers, - . en _" in out
    assert "CBS" not in out
    assert "GM0344" not in out


def test_the_word_for_one_does_not_make_two_names_alike(
    command: Command, school: Callable[..., Path]
) -> None:
    paths = [
        school(f"{year}.json", municipality={"name": name, "code": "05AB"}, date=f"{year}-10-01")
        for year, name in ((2025, "School De Kastanje"), (2026, "School Het Vlot"))
    ]
    err = command("rank", *paths)[2]
    assert "De Kastanje en School Het Vlot hebben dezelfde code (05AB)" in err
    assert "tellen als één school" in err


def test_a_neuter_word_is_inflected() -> None:
    ministry = {"one": "ministerie", "many": "ministeries", "people": "burgers", "article": "het"}
    subject = load(model_tree(choice("een"), subject=ministry)).subject
    told = [subject.the, subject.that, subject.every, subject.any, subject.other, subject.which]
    assert [word.partition(" ")[0] for word in told] == [
        *("het", "dat", "elk", "enkel", "ander", "welk"),
    ]
    assert not load(model_tree(choice("een"), subject=ministry)).is_of_municipalities
