"""What a web form says of what is typed in it, held against what ``check`` says of the same."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from gemeente_online.assessment.dates import MONTH_NUMBERS
from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.warnings import doubts
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.texts import folded_answer
from gemeente_online.model.rules import load
from gemeente_online.problem import FindingsError
from gemeente_online.reading.json import read_json
from support.browser import marks
from support.drawing import ALL
from support.form_page import WebForm, empty
from support.trees import answers_tree, anywhere, choice, model_tree

pytestmark = marks()

BANDS = [{"up_to": "4", "score": "1"}, {"score": "4"}]
NUMBERS = {
    "onbegrensd": {"unit": "uren"},
    "ten-minste": {"unit": "uren", "minimum": "0"},
    "ten-hoogste": {"unit": "%", "maximum": "100"},
    "tussen": {"unit": "Straßen", "minimum": "-2.5", "maximum": "1234.125"},
    "mag-nvt": {"unit": "m²", "not_applicable": "true"},
}
MODEL = load(
    model_tree(
        choice("v"),
        *(
            {"id": one, "text": "?", "type": "number", "bands": BANDS} | NUMBERS[one]
            for one in NUMBERS
        ),
        subject={"one": "dienst", "many": "diensten", "people": "medewerkers"},
    )
)
OF_MUNICIPALITIES = load(model_tree(choice("v")))

TYPED_NUMBERS = (
    *("0", "5", "-5", "+5", "5,", ",5", "5,5", "5.5", "05", "007,50", "-0", "--5", "5-", "− 5"),
    *("−5", "1.000", "1,000", "1.0000", "0.125", "0,125", "12.345", "123.456", "1234.567"),
    *("-1.000", "1.500", "1.234,5", "1,234.5", "1.234.567", "1'234", "1’234", "1 234"),
    *("1\u00a0234", "1\u202f234,5", "1 234 567", "12 34", "1.23.456", "1,234,5", "1.234.56"),
    *("1234,5678901234", "123456789012345", "1234567890123456", "0" * 16, "9" * 40, "9" * 61),
    *("9" * 300, "0,000000000000001", "1" * 59 + " uur", "5 uren", "5uren", "5 UREN", "5 uur"),
    *("uren", "ca. 5", "~5", "> 5", "5–6", "5-6", "5 of 6", "tussen 5 en 6", "50%", "50 %"),
    *("50\u00a0%", "%", "½", "²", "5²", "m²", "5 m²", "①", "٣", "५", "５", "1e3", "0x10"),
    *("5 STRASSEN", "vijf", "veel", "?", "-", "~", "n.v.t.", "nvt", "NVT", "Niet van toepassing"),
    *("weet niet", "Onbekend", "geen", "geen van deze", "null", "NA", "true", "constructor"),
    *("__proto__", "a", "a)", "€ 5", "5 euro", "-2,5", "-2,6", "-2.50", "1234,125", "1234.1250"),
    *("1234,126", "100", "100,0", "100,01", "100.000", "1000.000", "5\u20286", "x" * 60, "x" * 61),
    *("😀" * 60, "😀" * 61, "een heel lang verhaal met 5 erin " * 6, "1\u200b000", "\u202e5"),
    *("5\x00", "2026-10-01", "1/2", "5/10", "$&", "${value}", "{value!q}", '"5"', "'5'", "(5)"),
    *("[5]", "5.", ".5", "1.2.3"),
)  # fmt: skip
TYPED_DATES = (
    *("2026-10-01", "1-10-2026", "01-10-2026", "1.10.2026", "1 oktober 2026", "1 okt 2026"),
    *("1 okt. 2026", "1  OKTOBER   2026", "1 oktober. 2026", "1 mei. 2026", "1 mrt 2026"),
    *("1 mar 2026", "1 sept. 2026", "1 sep 2026", "29-2-2024", "29-2-2023", "29-2-1900"),
    *("29-2-2000", "29-02-0004", "30-2-2024", "31-4-2026", "31-12-9999", "0-1-2026", "1-0-2026"),
    *("1-13-2026", "32-1-2026", "0000-01-01", "0001-01-01", "1-1-0000", "1-1-0099", "2026-1-1"),
    *("2026-13-01", "2026-00-10", "2026-10-32", "26-10-2026", "1-10-26", "1/10/26", "1.10.26"),
    *("1 oktober 26", "1 okt '26", "1 okt. '26", "1-10.2026", "1/10/2026", "13/10/2026"),
    *("10/13/2026", "13/13/2026", "2/2/2026", "29/2/2023", "1/29/2026", "1-10-2026 12:00"),
    *("2026-10-01T12:00:00Z", "2026-10-01 9:5", "2026-10-01 12:00\u20281", "1.10.2026 12:00"),
    *("2026-99-99 12:00", "oktober 2026", "2026", "okt", "1 oktober", "eergisteren", "vandaag"),
    *("20261001", "1 constructor 2026", "1 tostring 2026", "1 valueof 26", "٣-10-2026"),
    *("1-10-２０２６", "1 oktobeſ 2026", "1 \u212a 2026", "45931", "1-10-2026.", "1-10-10000"),
    *("2009-12-31", "2010-01-01", "1-1-1900", "1 – 10 – 2026", "1‑10‑2026", "d" * 100),
    *("1 oktober\u00a02026", "$&", "{date}"),
)  # fmt: skip
TYPED_CODES = (
    *("GM0344", "gm0344", "GM344", "GM03444", "0344", "GM 0344", "GM٠٣٤٤", "ＧＭ0344", "GM034a"),
    *("GM0344\u200b", "x" * 70, "GM0000", "Utrecht", "$&", "<b>", '"', "518", "0518", "518.0"),
    *("518,0", "518.00", "Gm0518", "GM0518.0", "GMx1", "gm", "WS-0638", "ws_0.1", "-1", ".a"),
    *("a b", "12345678", "ＧM0344", "ſ1", "\u212a1", "٣٤٤", "é1", "0", "GM-1"),
)  # fmt: skip
TYPED_INHABITANTS = (
    *("1", "0", "-1", "-0", "00", "000499", "499", "500", "501", "56000", "56.000", "56,000"),
    *("56 000", "56.000,0", "56000,0", "56000.00", "56000,5", "1.234.567", "1.234", "0.000"),
    *("-1.000", "-5,0", "123456789012345", "1234567890123456", "ca. 56000", "56000 inwoners"),
    *("zesenvijftigduizend", "1e5", "٣", "½", "", "1,0000", "1’000", "12,00"),
)  # fmt: skip
TYPED_NAMES = (
    *("Waterdam", "Uw dienst", UNNAMED, f"{UNNAMED} ", UNNAMED.lower(), "", " "),
    *("\u00a0", "\u2003\t", "'s-Hertogenbosch", "水坝市", "<script>", "x" * 3000, "\u202e"),
    *("nvt", "0", "null", "__proto__", "$&", "\\", '"', "a\tb"),
)  # fmt: skip
PIECES = (
    *"0123456789",
    *("00", "000", "12", "123", "999", "2026", "26", "10", "29", "2", "-", ".", ",", " ", "/"),
    *("'", "’", "\u00a0", "\u202f", "%", " uren", "uur", "ca. ", "–", "−", "²", "٣", "½", "e"),
    *("x", ":", "T", "GM", "(", "~", ">", "\u200b", "\u3000", "\x1f", "\x85"),
    *MONTH_NUMBERS,
    "constructor",
)  # fmt: skip
LETTERS = range(0x20000 if ALL else 0x8000)
MANY = 600 if ALL else 400


def drawn_texts(seed: int, count: int) -> Iterator[str]:
    """Texts of a few pieces each, the same every time."""
    draw = Random(seed)
    for _ in range(count):
        yield "".join(draw.choices(PIECES, k=draw.randint(1, 7)))


@pytest.fixture(scope="module")
def form(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebForm]:
    found = WebForm(browser.new_page(), tmp_path_factory.mktemp("form") / "form.html")
    yield found
    assert found.told == []


def told_by_check(model: Model, tree: dict[str, Any], path: tuple[str, ...]) -> tuple[str, Any]:
    """What ``check`` says at a path, with what would be right; and the assessment, if it is one."""
    try:
        found = assess(tree, model)
    except FindingsError as error:
        return "; ".join(
            f"{one.message}: {one.hint}" for one in error.findings if one.path == path
        ), None
    return "; ".join(f"{one.message}: {one.hint}" for one in doubts(found, tree)), found


TYPE_EACH = """
([name, texts]) => {
  const field = document.getElementsByName(name)[0];
  const found = [];
  for (const text of texts) {
    field.value = text;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    found.push([document.getElementById(`fout-${name}`)?.textContent ?? "", savedText()]);
  }
  return found;
}
"""

Put = Callable[[str], dict[str, Any]]


def hold(form: WebForm, model: Model, path: tuple[str, ...], texts: list[str], put: Put) -> None:
    """Type each text in a field, and hold what is said and saved against ``check``.

    path: of the field in a file. put: the answers file with a text at that place.
    """
    name = "municipality" if path[-1] == "name" else path[-1]
    form.shows(empty(model))
    form.is_filled_in_with({"municipality": ["Waterdam"], "date": ["2026-10-01"]})
    found = form.page.evaluate(TYPE_EACH, [name, texts])
    assert len(found) == len(texts) > 500
    for text, (told, saved) in zip(texts, found, strict=True):
        expected, assessment = told_by_check(model, put(text.strip()), path)
        assert (text, told) == (text, expected)
        again, other = told_by_check(model, read_json(saved, "-").tree, path)
        if name != "date" or text.strip():  # what is left open is not in the file
            assert (text, again) == (text, expected)
        if assessment is not None:
            assert anywhere(other) == anywhere(assessment), text


@pytest.mark.parametrize("question", NUMBERS)
def test_numbers(form: WebForm, question: str) -> None:
    texts = [*TYPED_NUMBERS, *TYPED_DATES, *drawn_texts(1, MANY)]
    path = ("answers", question)
    hold(form, MODEL, path, texts, lambda text: answers_tree({question: text}))


def test_dates(form: WebForm) -> None:
    texts = [*TYPED_DATES, *TYPED_NUMBERS, *drawn_texts(2, MANY)]
    texts += [
        f"{day}{mark}{month}{mark}{year}"
        for mark in "-./"
        for day in (1, 28, 29, 30, 31)
        for month in (2, 4, 12)
        for year in (1999, 2000, 2024, 26)
    ]
    texts += [
        f"{day} {month} {year}"
        for month in MONTH_NUMBERS
        for day in (0, 1, 29, 31)
        for year in (9, 26, 2024, 2025)
    ]
    hold(form, MODEL, ("date",), texts, lambda text: answers_tree({}, date=text))


@pytest.mark.parametrize(
    ("name", "hand_picked"),
    [("name", TYPED_NAMES), ("code", TYPED_CODES), ("inhabitants", TYPED_INHABITANTS)],
)
@pytest.mark.parametrize("model", [MODEL, OF_MUNICIPALITIES], ids=["services", "municipalities"])
def test_who(form: WebForm, model: Model, name: str, hand_picked: tuple[str, ...]) -> None:
    def put(text: str) -> dict[str, Any]:
        return answers_tree({}, municipality={"name": "Waterdam", name: text})

    texts = [*hand_picked, *TYPED_NUMBERS, *drawn_texts(3, MANY)]
    hold(form, model, ("municipality", name), texts, put)


def test_texts_are_compared_as_answers_are(form: WebForm) -> None:
    """Of all letters and signs that both know, the same are taken for one another."""
    form.shows(empty(MODEL))
    letters = [chr(at) for at in LETTERS if unicodedata.category(chr(at)) not in {"Cn", "Cs"}]
    folded = form.page.evaluate(
        """(letters) => {
          const { folded } = rulesOf(JSON.parse(document.getElementById("gegevens").textContent));
          return letters.map((letter) => folded(`x${letter}y`));
        }""",
        letters,
    )
    ours: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for letter, text in zip(letters, folded, strict=True):
        ours[folded_answer(f"x{letter}y")].add(letter)
        theirs[text].add(letter)
    assert set(map(frozenset, ours.values())) == set(map(frozenset, theirs.values()))


def test_space_is_the_same(form: WebForm) -> None:
    form.shows(empty(MODEL))
    letters = [chr(at) for at in range(0x3100)]
    stripped = form.page.evaluate(
        """(letters) => {
          const { strip } = rulesOf(JSON.parse(document.getElementById("gegevens").textContent));
          return letters.map((letter) => strip(letter));
        }""",
        letters,
    )
    assert [not one for one in stripped] == [letter.isspace() for letter in letters]
