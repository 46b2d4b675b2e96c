"""The ranking, against a computation of its own from what ``score`` says."""

import csv
import io
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.distribution import Within, percentile, quartiles, within
from gemeente_online.analysis.groups import size_classes
from gemeente_online.analysis.ranking import Place, Ranking, neighbours, rank, top
from gemeente_online.analysis.spread import by_group
from gemeente_online.assessment.municipality import by_municipality, is_named, latest_of_each
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.ranking import place_document, ranking_document
from gemeente_online.rendering.ranking_sheets import ranking_sheets
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.verdict import score_range
from gemeente_online.wording import NO_BREAK
from support.drawing import drawn
from support.places import EXAMPLES
from support.schemas import schema_of
from support.trees import answers_tree, choice, model_tree

Command = Callable[..., tuple[int, str, str]]
BATCH = EXAMPLES / "batch" / "gemeenten.csv"
MODEL = load(model_tree(choice("q1"), choice("q2"), choice("q3"), choice("q4", weight="2")))


def one(
    answers: str, name: str = "A", *, day: str = "2026-10-01", model: Any = MODEL, **more: Any
) -> Summary:
    """A municipality whose answers are letters, a dash for an unknown one."""
    given_answers = {f"q{at}": word for at, word in enumerate(answers, 1) if word != "-"}
    tree = answers_tree(given_answers, date=day, municipality={"name": name, **more})
    return summarize(assess(tree, model, f"{name}.yaml"))


def names(ranking: Ranking) -> list[tuple[int, str]]:
    return [(p.place, p.summary.assessment.municipality.name) for p in ranking.places]


def test_equals_share_a_place_and_the_next_is_passed_over() -> None:
    ranking = rank([one("aaaa", "D"), one("bbbb", "c"), one("bbbb", "B"), one("cccc", "A")])
    assert names(ranking) == [(1, "A"), (2, "B"), (2, "c"), (4, "D")]
    assert list(map(str, [p.place for p in top(ranking.places, 2)])) == [*("1", "2", "2")]
    assert [p.place for p in top(ranking.places, 3)] == [1, 2, 2]


def test_the_undetermined_have_no_place() -> None:
    ranking = rank([one("d---", "X"), one("aaaa", "A")])
    assert names(ranking) == [(1, "A")]
    assert [s.assessment.municipality.name for s in ranking.undetermined] == ["X"]
    assert ranking.spread[0].counts == {None: 1, 1: 1}
    nobody = rank([one("d---", "X")])
    assert nobody.places == ()
    assert nobody.quartiles is None


def test_sizes_and_provinces() -> None:
    summaries = [
        one("aaaa", "A", inhabitants="49999", province="Utrecht"),
        one("bbbb", "B", inhabitants="50000", province="Utrecht"),
        one("cccc", "C", inhabitants="99999"),
        one("cccd", "D", inhabitants="100000", province="Zeeland"),
        one("dddd", "E"),
    ]
    ranking = rank(summaries)
    found = {
        p.summary.assessment.municipality.name: (
            p.size_class and p.size_class.least,
            p.place_in_size_class and (p.place_in_size_class.place, p.place_in_size_class.of),
            p.place_in_province and (p.place_in_province.place, p.place_in_province.of),
        )
        for p in ranking.places
    }
    assert found == {
        "A": (0, (1, 1), (2, 2)),
        "B": (50_000, (2, 2), (1, 2)),
        "C": (50_000, (1, 2), None),
        "D": (100_000, (1, 1), (1, 1)),
        "E": (None, None, None),
    }
    other = rank(summaries, bounds=[60_000])
    assert [size.below for size, _ in other.sizes] == [60_000, None]
    assert size_classes([]) == (replace(ranking.sizes[0][0], below=None),)


def test_unknown_answers_make_places_uncertain() -> None:
    # with 5 of weight, an unknown answer of weight 1 leaves a coverage of 80 %
    ranking = rank([one("aaaa", "A"), one("bb-b", "B"), one("bbbb", "C"), one("dddd", "D")])
    possible = {p.summary.assessment.municipality.name: p.possible_places for p in ranking.places}
    assert possible == {"D": (1, 1), "B": (2, 3), "C": (2, 3), "A": (4, 4)}
    assert {p.summary.assessment.municipality.name for p in ranking.places if p.is_uncertain} == {
        *("B", "C")
    }


letters = st.text("abcd-", min_size=4, max_size=4)
numbers_of_people = st.none() | st.sampled_from(["1", "49999", "50000", "100000"])
municipalities = st.lists(
    st.tuples(
        letters,
        numbers_of_people,
        st.none() | st.sampled_from("XY"),
        st.none() | st.sampled_from("Gg"),
    ),
    max_size=9,
)


def counted_percentile(place: Place, group: Sequence[Place]) -> Fraction | None:
    """The percentage of the others that are lower, with half of the equals, by counting."""
    others = [other.score for other in group if other is not place]
    points = [2 if score < place.score else score == place.score for score in others]
    return Fraction(100 * sum(points), 2 * len(others)) if others else None


@drawn(50)
@given(municipalities, st.sampled_from(["overall", "as"]))
def test_places_against_counting(drawn: list[tuple[str, ...]], by: str) -> None:
    summaries = [
        one(
            answers,
            f"G{at}",
            **{
                key: value
                for key, value in zip(("inhabitants", "province", "group"), about, strict=True)
                if value is not None
            },
        )
        for at, (answers, *about) in enumerate(drawn)
    ]
    if not summaries:
        return
    ranking = rank(summaries, by=by)
    scores = {s.assessment.municipality.name: s.axes[0].score for s in summaries if s.overall.phase}
    assert {p.summary.assessment.municipality.name: p.score for p in ranking.places} == scores
    assert len(ranking.places) + len(ranking.undetermined) == len(summaries)
    for place in ranking.places:
        others = [p for p in ranking.places if p is not place]
        assert place.place == 1 + sum(p.score > place.score for p in others)
        low, high = place.score_range
        assert (low, high) == score_range(place.summary.assessment)
        assert low <= place.score <= high
        assert place.possible_places == (
            1 + sum(p.score_range[0] > high for p in others),
            1 + sum(p.score_range[1] > low for p in others),
        )
        for mine, key in (
            (place.place_in_size_class, lambda p: p.size_class),
            (place.place_in_province, lambda p: p.summary.assessment.municipality.province),
            (
                place.place_in_group,
                lambda p: (p.summary.assessment.municipality.group or "").upper() or None,
            ),
        ):
            if key(place) is None:
                assert mine is None
                continue
            group = [p for p in ranking.places if key(p) == key(place)]
            assert mine is not None
            above = sum(p.score > place.score for p in group)
            assert (mine.place, mine.of) == (1 + above, len(group))
            assert mine.percentile == counted_percentile(place, group)
        assert place.percentile == counted_percentile(place, ranking.places)
    assert ranking.spread[1].counts == Counter(s.axes[0].phase for s in summaries)
    reordered = rank(summaries[::-1], by=by)
    assert reordered.places == ranking.places


@drawn(25)
@given(st.lists(st.fractions(min_value=1, max_value=4, max_denominator=60), min_size=1))
def test_quartiles_against_the_standard_library(scores: list[Fraction]) -> None:
    found = quartiles(scores)
    assert found is not None
    if len(scores) == 1:
        assert {*found.figures} == {scores[0]}
        return
    expected = statistics.quantiles(scores, n=4, method="inclusive")
    assert [found.first, found.median, found.third] == expected
    assert (found.lowest, found.highest, found.count) == (min(scores), max(scores), len(scores))


def test_score_range_is_reached() -> None:
    """The ends are the scores of the same answers with everything lowest, or highest."""
    tree = model_tree(choice("q1"), choice("q2", not_applicable="true"))
    second = deepcopy(tree["axes"][0])
    second.update(id="twee", weight="3")
    for question in second["questions"]:
        question["id"] += "-twee"
    tree["axes"].append(second)
    model = load(tree)

    def of(*answers: str) -> Summary:
        ids = ["q1", "q2", "q1-twee", "q2-twee"]
        answered = {k: a for k, a in zip(ids, answers, strict=True) if a}
        return summarize(assess(answers_tree(answered), model))

    half = of("b", "", "", "c").assessment
    low, high = of("b", "a", "a", "c").overall.score, of("b", "d", "d", "c").overall.score
    assert score_range(half) == (low, high)
    assert score_range(half, "twee") == (2, Fraction(7, 2))
    assert score_range(of("b", "nvt", "a", "nvt").assessment, "as") == (2, 2)


# --- two assessments of one municipality ---------------------------------------------------


def test_of_one_municipality_the_latest_counts() -> None:
    old = one("aaaa", "Waterdam", day="2025-10-01", code="GM9999")
    new = one("bbbb", "Waterdam", day="2026-10-01", code="GM9999")
    by_name = one("cccc", " WATERDAM ", day="2024-10-01")
    other = one("dddd", "Waterdam", code="GM9998")
    found = latest_of_each([old, other, new])
    assert found.kept == (other, new)
    assert found.superseded == ((old, new),)
    assert latest_of_each([by_name, new]).superseded == ((by_name, new),)
    # with two codes of that name nobody can tell which one is meant
    assert latest_of_each([by_name, new, other]).kept == (by_name, new, other)
    assert [len(group) for group in by_municipality([old, by_name, new])] == [3]
    assert is_named(new.assessment, "waterdam")
    assert is_named(new.assessment, "gm9999")
    assert not is_named(by_name.assessment, "")


def test_the_same_date_twice_is_a_clash() -> None:
    first, second, third = one("aaaa"), one("bbbb"), one("cccc", "B")
    found = latest_of_each([first, third, second])
    assert found.kept == (third,)
    assert [clash.assessments for clash in found.clashes] == [(first.assessment, second.assessment)]


def test_clashes_and_older_ones_are_told(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    lines = [
        "municipality;code;date;klantvragen",
        *(
            "A;GM0001;2026-10-01;overal",
            "A;GM0001;2026-10-01;overal",
            "B;;2025-10-01;",
            "b;;2026-1-1;",
        ),
        *("C;;2025-10-01;overal", "C;;2026-10-01;overal"),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    code, _, err = command("rank", path)
    assert code == 2
    assert f"{path}:2: A staat er meer dan eens in met de datum 1 oktober 2026: " in err
    assert f"{path}:2 en {path}:3" in err
    assert "C staat er vaker in; de meting van 1 oktober 2026 telt" in err
    assert "3 gescoord, 3 niet: zie hierboven" in err
    content = json.loads(command("rank", "-f", "json", path)[1])
    assert [p["code"] for p in content["problems"]] == [
        *("not-a-date", "same-municipality-and-date")
    ]
    assert [pair["old"]["row"] for pair in content["superseded"]] == [6]


# --- the command ---------------------------------------------------------------------------


@pytest.mark.heavy
def test_formats_agree_and_follow_the_schema(command: Command) -> None:
    validator = schema_of(DocumentKind.RANKING)
    code, out, err = command("rank", "-f", "json", BATCH)
    content = json.loads(out)
    validator.validate(content)
    assert (code, err) == (0, "")
    for wrong in ({"extra": 1}, {"place": "2"}):
        broken = deepcopy(content)
        broken["results"][0].update(wrong)
        assert not validator.is_valid(broken)
    lines = [json.loads(line) for line in command("rank", "-f", "jsonl", BATCH)[1].splitlines()]
    nowhere = dict.fromkeys(set(lines[0]) - {"format", *content["superseded"]})
    expected = [*content["results"], *(nowhere | one for one in content["undetermined"])]
    assert lines == [{"format": 1, **one} for one in expected]
    rows = list(csv.DictReader(io.StringIO(command("rank", "-f", "csv", BATCH)[1])))
    assert [
        (int(row["place"]), row["municipality"], float(row["score"]), int(row["size_class_place"]))
        for row in rows
        if row["place"]
    ] == [
        (r["place"], r["municipality"]["name"], r["score"], r["place_in_size_class"]["place"])
        for r in content["results"]
    ]
    table = command("rank", BATCH)[1]
    markdown = command("rank", "-f", "markdown", BATCH)[1]
    for result in content["results"]:
        assert f"\n{result['place']} " in table
        assert result["municipality"]["name"] in table
        assert f"| {result['municipality']['name']} |" in markdown
    validator.validate(json.loads(command("rank", "-f", "json", "nergens.yaml")[1]))


@pytest.mark.parametrize("asked", [["--top", "1"], ["--for", "Zanddrecht"]])
def test_rows_are_of_those_that_were_asked_for(command: Command, asked: list[str]) -> None:
    paths = (BATCH, "examples/deels-ingevuld.yaml")
    assert len(command("rank", "-f", "csv", *paths)[1].splitlines()) == 1 + 121
    assert len(command("rank", "-f", "csv", *asked, *paths)[1].splitlines()) == 1 + 1
    assert len(command("rank", "-f", "jsonl", *asked, *paths)[1].splitlines()) == 1


def test_by_an_axis_is_another_order(command: Command) -> None:
    content = json.loads(command("rank", "-f", "json", "--by", "interactie", BATCH)[1])
    scores = {
        result["municipality"]["name"]: result["axes"][0]["score"]
        for result in json.loads(command("score", "-f", "json", BATCH)[1])["results"]
    }
    assert [r["score"] for r in content["results"]] == [
        scores[r["municipality"]["name"]] for r in content["results"]
    ]
    assert content["ranking"]["by"] == "interactie"


def test_one_municipality_among_the_others(command: Command) -> None:
    by_name = command("rank", "--for", "zandDRECHT", BATCH)
    assert by_name[0] == 0
    code = json.loads(command("rank", "-f", "json", "--for", "Zanddrecht", BATCH)[1])["results"][0][
        "municipality"
    ]["code"]
    assert command("rank", "--for", code, BATCH) == by_name
    assert "Wie er dichtbij staan" in by_name[1]
    places = rank([one(a, str(at)) for at, a in enumerate(["aaaa", "bbbb", "cccc", "dddd"])]).places
    assert [p.place for p in neighbours(places, 0, around=1)] == [1, 2]
    assert [p.place for p in neighbours(places, 3, around=2)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "Zandrecht"], 'Bedoelde u "Zanddrecht"?'),
        (["--by", "interacti"], 'Bedoelde u "interactie"?'),
        (["--classes", "10,5"], "oplopende aantallen inwoners"),
        (["--classes", "veel"], "oplopende aantallen inwoners"),
        (["--top", "0"], '"--top AANTAL" klopt niet. Kies een heel getal vanaf 1'),
        (["--top", "veel"], '"--top AANTAL" klopt niet. Kies een heel getal vanaf 1'),
        (["--top", "1,5"], '"--top AANTAL" klopt niet. Kies een heel getal'),
        (["--top", "1", "--for", "x"], "gaan niet samen"),
        (["--excel"], "hoort bij --format csv"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], said: str) -> None:
    code, out, err = command("rank", BATCH, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_who_has_no_place_is_told_why(command: Command) -> None:
    path = EXAMPLES / "deels-ingevuld.yaml"
    (item,) = json.loads(command("rank", "-f", "json", path)[1])["undetermined"]
    code, out, err = command("rank", BATCH, path, "--for", item["municipality"]["name"])
    assert (code, out) == (2, "")
    assert "de fase is niet te bepalen" in err
    assert item["municipality"]["name"] in command("rank", path)[1]


def test_one_model_only(command: Command) -> None:
    other = EXAMPLES / "models/open-data-answers.yaml"
    code, out, err = command("rank", EXAMPLES / "fase-1.yaml", other)
    assert code == 2
    assert "Ranglijst van 1 gemeente\n" in out
    assert 'hoort bij groeimodel "open-data"' in err


def test_the_ambition_stands_by_the_phase(command: Command, tmp_path: Path) -> None:
    text = (EXAMPLES / "fase-3.yaml").read_text(encoding="utf-8")
    path = tmp_path / "x.yaml"
    for ambition, shown in (("3", "3 ~ ✓"), ("4", "3 ~ → 4")):
        rest = "\n".join(li for li in text.splitlines() if not li.startswith("ambition"))
        path.write_text(f"ambition: {ambition}\n{rest}\n", encoding="utf-8")
        out = command("rank", path)[1]
        assert shown in out
        assert "Bij de fase: →" in out


def test_many_older_ones_are_told_in_one_line(command: Command, tmp_path: Path) -> None:
    lines = ["municipality;date;klantvragen"]
    lines += [f"G{n};{year}-10-01;overal" for n in range(9) for year in (2025, 2026)]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    err = command("rank", path)[2]
    assert err == (
        "let op: van gemeenten die er vaker in staan, telt de laatste meting; 9 eerdere tellen "
        "niet mee\n"
    )


def test_it_fits_the_screen(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = command("rank", BATCH)[1]
        assert max(map(len, out.splitlines())) <= columns


def test_names_of_size_classes(command: Command) -> None:
    out = command("rank", "--classes", "20000,50000", BATCH)[1]
    assert "onder 20.000" in out
    assert "20.000–50.000" in out
    assert "vanaf 50.000" in out


def test_some_have_no_size_and_no_province() -> None:
    ranking = rank(
        [
            one("dddd", "A", inhabitants="20000", province="Utrecht"),
            one("cccc", "B"),
            one("bbbb", "C", inhabitants="60000"),
        ]
    )
    text = render_markdown(ranking_document(ranking, ranking.places))
    rows = [line for line in text.splitlines() if re.match(r"\| [123] ", line)]
    assert [line.replace(NO_BREAK, " ").split(" | ")[5:] for line in rows] == [
        ["1 klein, 1 Utrecht |"],
        [" |"],
        ["1 middelgroot |"],
    ]


# --- percentiles, groups, dates -------------------------------------------------------------------


def test_a_percentile_is_the_share_of_the_others_that_is_lower() -> None:
    ranking = rank([one("aaaa", "A"), one("bbbb", "B"), one("bbbb", "C"), one("dddd", "D")])
    assert [place.percentile for place in ranking.places] == [100, 50, 50, 0]
    assert rank([one("aaaa")]).places[0].percentile is None
    scores = [Fraction(number) for number in (1, 2, 2, 4)]
    assert [percentile(Fraction(number), scores) for number in (0, 1, 2, 3, 5)] == [
        *(0, Fraction(25, 2), 50, 75, 100)
    ]
    assert percentile(Fraction(1), []) is None


SCORES = st.lists(st.fractions(min_value=1, max_value=4, max_denominator=6), min_size=1, max_size=9)


@drawn(25)
@given(SCORES, st.lists(st.sampled_from([1, 2, Fraction(5, 2), 3, 4]), min_size=2, max_size=2))
def test_a_higher_score_never_has_a_lower_percentile(
    scores: list[Fraction], two: list[Fraction]
) -> None:
    low, high = (percentile(Fraction(score), sorted(scores)) for score in sorted(two))
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 100
    # of everybody together it is half a hundred
    found = [within(score, sorted(scores)).percentile for score in scores]
    if len(scores) > 1:
        assert sum(filter(None, found)) == 50 * len(scores)


def test_a_group_is_one_whatever_its_capitals_and_spaces() -> None:
    summaries = [
        one("cccc", "A", group="G40"),
        one("bbbb", "B", group="g40"),
        one("dddd", "C", group="G40"),
        one("aaaa", "D", group="Regio  Twente"),
        one("dddd", "E"),
    ]
    for order in (summaries, summaries[::-1]):
        ranking = rank(order)
        in_group = {
            p.summary.assessment.municipality.name: p.place_in_group for p in ranking.places
        }
        assert in_group["B"] == Within(place=3, of=3, percentile=Fraction(0))
        assert in_group["D"] == Within(place=1, of=1, percentile=None)
        assert in_group["E"] is None
        assert [(name, found.count) for name, found in ranking.groups] == [
            *(("G40", 3), ("Regio  Twente", 1))
        ]
        assert [one.name for one in by_group(order)] == ["G40", "Regio  Twente"]


def test_what_is_more_than_a_year_older_than_the_newest_is_outdated() -> None:
    days = ("2023-02-28", "2023-03-01", "2023-02-27", "2024-02-29")
    ranking = rank([one("aaaa", day, day=day) for day in days])
    assert [p.summary.assessment.municipality.name for p in ranking.places if p.outdated] == [
        "2023-02-27"
    ]
    assert (ranking.oldest, ranking.newest) == (date(2023, 2, 27), date(2024, 2, 29))
    text = render_markdown(ranking_document(ranking, ranking.places))
    assert "2023-02-27 !" in text
    assert "Bij de datum: ! meer dan een jaar ouder dan de nieuwste meting" in text
    of_one_year = rank([one("aaaa", day, day=day) for day in days[1:2]])
    assert "Datum" not in render_markdown(ranking_document(of_one_year, of_one_year.places))


def test_the_groups_of_one_municipality_are_shown_with_it() -> None:
    four = [one("bbbb", f"B{at}", group="G40", province="Utrecht") for at in range(4)]
    about = {"group": "g40", "inhabitants": "60000"}
    alone = one("bbbb", "C", group="K80", province="Zeeland", inhabitants="1000")
    ranking = rank([*four, one("aaaa", "A", province="Zeeland", **about), alone])
    text = render_markdown(place_document(ranking, 5)).replace(NO_BREAK, " ")
    assert "In de groep g40: plaats 5 van de 5." in text
    assert "Percentiel 0: 0 % van de andere gemeenten scoort lager" in text
    # Zeeland has too few to divide into four
    rows = re.findall(r"^\| (\w+) \| \d \|", text, re.MULTILINE)
    assert rows[-3:] == ["Alle", "Middelgroot", "G40"]
    in_full = render_markdown(ranking_document(ranking, ranking.places))
    rows = re.findall(r"^\| (\w+) \| \d \|", in_full, re.MULTILINE)
    assert rows[-5:] == ["Alle", "Klein", "Middelgroot", "Utrecht", "G40"]


def test_a_workbook_has_places_phases_and_quartiles() -> None:
    summaries = [one("aaaa", "A", group="G40", province="Utrecht"), one("cccc", "B"), one("d---")]
    ranking = rank(summaries)
    places, phases, spread = (
        [dict(zip(header, row, strict=True)) for header, *rows in [sheet.rows] for row in rows]
        for sheet in ranking_sheets(ranking, ranking.places, ranking.undetermined)
    )
    assert [row["municipality"] for row in places] == ["B", "A", "A"]
    assert [row["percentile"] for row in places] == [100, 0, None]
    assert [row["outdated"] for row in places] == [False, False, None]
    assert [row["municipality_group"] for row in places] == [None, "G40", None]
    assert [
        (row["axis"], row["phase_1"], row["phase_3"], row["undetermined"]) for row in phases
    ] == [*(("overall", 1, 1, 1), ("as", 1, 1, 1))]
    assert [(row["kind"], row["name"], row["municipalities"], row["median"]) for row in spread] == [
        ("all", "Alle", 2, 2),
        ("province", "Utrecht", 1, 1),
        ("group", "G40", 1, 1),
    ]


def test_dates_decide_not_the_order() -> None:
    early, late = one("aaaa", day="2025-01-01"), one("bbbb", day="2026-01-01")
    for order in ([early, late], [late, early]):
        assert latest_of_each(order).kept == (late,)
    assert late.assessment.date == date(2026, 1, 1)
