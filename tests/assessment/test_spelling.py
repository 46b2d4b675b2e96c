"""How codes and provinces may be written, and how they are kept."""

from typing import Any

import pytest

from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.spelling import PROVINCES, known_province
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError
from support.trees import answers_tree, choice, model_tree

SCHOOL = {"one": "school", "many": "scholen", "people": "leerlingen"}
MUNICIPAL = load(model_tree(choice("q1")))
OF_SCHOOLS = load(model_tree(choice("q1"), subject=SCHOOL))


def place(model: Model = MUNICIPAL, **about: Any) -> Municipality:
    return assess(answers_tree({}, municipality={"name": "A", **about}), model).municipality


@pytest.mark.parametrize(
    "typed", ["GM0518", "gm0518", "Gm0518", "0518", "518", "518.0", " 518 ", "\u00a0GM0518\t"]
)
def test_every_spelling_of_a_code_of_statistics_netherlands(typed: str) -> None:
    assert place(code=typed).code == "GM0518"


@pytest.mark.parametrize("typed", ["WS0638", "ws-0638", "12345678", "00518", "a", "9.1_b", "GM-1"])
def test_another_code_is_kept_as_it_is(typed: str) -> None:
    assert place(code=typed).code == typed


@pytest.mark.parametrize(
    "typed", ["GM99", "gm05180", "GM0518.0", "GM 0518", "a b", "-1", ".a", "é1", "٣٤٤", "a/b", " "]
)
def test_what_no_code_looks_like(typed: str) -> None:
    with pytest.raises(FindingsError) as caught:
        place(code=typed)
    (finding,) = caught.value.findings
    assert finding.code == "not-a-code"
    assert "zoals GM0344" in str(finding.hint)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *((name, "Fryslân") for name in ("Friesland", "fryslân", "Fryslan", "FRYSLÂN", "FR")),
        *((name, "Fryslân") for name in ("Frysla\u0302n", "pv21", "Provincie Fryslân")),
        *((name, "Noord-Brabant") for name in ("Noord Brabant", "N-Brabant", "Brabant", "n.b.")),
        *((name, "Zuid-Holland") for name in ("Z.-Holland", "zuid‑holland", "NL-ZH", "PV28")),
        ("Utrecht (PV)", "Utrecht"),
        ("GLD", "Gelderland"),
        ("N.-Br.", "Noord-Brabant"),
        *((name, "Utrecht") for name in ("Utr.", "U.T.")),
        *((name, "Fryslân") for name in ("Frl.", "FY")),
        *((name, name) for name in ("Gelderlnd", "Vlaams-Brabant", "Holland", "X", "PV99")),
    ],
)
def test_a_province_has_one_name(typed: str, kept: str) -> None:
    assert place(province=typed).province == kept


def test_every_province_is_known_by_its_own_name_and_its_codes() -> None:
    assert len(PROVINCES) == 12
    assert [known_province(name) for name in PROVINCES] == [*PROVINCES]
    assert {known_province(f"PV{number}") for number in range(20, 32)} == {*PROVINCES}


def test_what_is_assessed_otherwise_has_its_own_codes_and_regions() -> None:
    kept = place(OF_SCHOOLS, code="518", province="ZH")
    assert (kept.code, kept.province) == ("518", "ZH")
    for code in ("0518", "gm0518", "GM12", "05AB", "AT"):
        assert place(OF_SCHOOLS, code=code).code == code
