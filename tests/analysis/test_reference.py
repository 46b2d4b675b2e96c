"""Municipalities beside those of a reference, counted; and a reference without names."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.anonymous import LEAST, anonymised
from gemeente_online.analysis.distribution import quartiles
from gemeente_online.analysis.groups import SIZE_BOUNDS, size_classes
from gemeente_online.analysis.ranking import rank
from gemeente_online.analysis.reference import Against, set_against
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.reference import against_document, many_against_document
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize
from support.drawing import drawn
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("q1"), choice("q2"), choice("q3"), choice("q4", weight="2")))
SIZES = size_classes(SIZE_BOUNDS)


def one(answers: str, name: str = "A", *, day: str = "2026-10-01", **more: Any) -> Summary:
    """A municipality whose answers are letters, a dash for an unknown one."""
    given_answers = {f"q{at}": word for at, word in enumerate(answers, 1) if word != "-"}
    tree = answers_tree(given_answers, date=day, municipality={"name": name, **more})
    return summarize(assess(tree, MODEL, f"{name}.yaml"))


def several(*answers: str) -> list[Summary]:
    return [one(word, f"G{at}") for at, word in enumerate(answers)]


def alone(own: Summary, reference: Sequence[Summary]) -> Against:
    (found,) = set_against([own], reference)
    return found


# --- beside the others ----------------------------------------------------------------------------


def test_where_one_stands_overall_and_on_every_question() -> None:
    found = alone(one("bbbc"), several("aaaa", "bbbb", "cccc", "ddd-", "d---"))
    assert found.others == 5
    assert found.place is not None
    # two have too few answers for a place
    assert (found.place.place, found.place.of) == (2, 4)
    assert found.as_a_whole.percentile == found.place.percentile == Fraction(200, 3)
    first, *_, last = found.questions
    assert (first.id, first.axis, first.score, first.percentile) == ("q1", "as", 2, 30)
    assert first.mean == Fraction(1 + 2 + 3 + 4 + 4, 5)
    assert first.quartiles == quartiles(map(Fraction, (1, 2, 3, 4, 4)))
    # two did not answer it
    assert (last.id, last.score, last.percentile, last.mean) == ("q4", 3, Fraction(250, 3), 2)
    assert last.answer.chosen == ("c",)


def test_itself_does_not_count_among_the_others() -> None:
    before = one("aaaa", "Waterdam", day="2025-10-01", code="GM9999")
    others = [*several("bbbb", "cccc"), before]
    now = one("cccc", "Waterdam (nieuw)", code="GM9999")
    found = alone(now, others)
    assert found == alone(now, others[:2])
    assert (found.others, found.oldest) == (2, date(2026, 10, 1))
    assert set_against([now], [before]) == ()
    # of one without a name nobody can tell
    assert alone(now, [*others[:2], one("aaaa", "Gemeente 001")]).others == 3


def test_what_is_unanswered_has_no_percentile() -> None:
    found = alone(one("d---"), several("aaaa", "bbbb"))
    assert (found.place, found.percentile_range, found.place_in_size_class) == (None, None, None)
    assert [beside.percentile for beside in (found.as_a_whole, *found.axes)] == [None, None]
    assert [beside.percentile for beside in found.questions] == [100, None, None, None]
    assert [beside.mean for beside in found.questions] == [Fraction(3, 2)] * 4
    text = render_markdown(against_document(found))
    assert "De fase is niet te bepalen, en dus ook de plaats niet" in text
    nobody = alone(one("aaaa"), several("----"))
    assert (nobody.as_a_whole.percentile, nobody.as_a_whole.mean, nobody.as_a_whole.quartiles) == (
        None,
    ) * 3


def test_own_unknown_answers_leave_a_range_of_percentiles() -> None:
    found = alone(one("bb-b"), several("aaaa", "bbbb", "bbba", "bbbc"))
    low, high = found.score_range
    assert found.percentile_range == (50, Fraction(175, 2))
    assert low < high
    assert "het percentiel 50 tot en met 87" in render_markdown(against_document(found))


words = st.lists(st.text("abcd-", min_size=4, max_size=4), min_size=1, max_size=8)


@drawn(20)
@given(st.text("abcd-", min_size=4, max_size=4), words)
def test_percentiles_against_counting(own: str, others: list[str]) -> None:
    def counted(score: Fraction | None, scores: list[Fraction]) -> Fraction | None:
        if score is None or not scores:
            return None
        points = sum(2 if other < score else other == score for other in scores)
        return Fraction(50 * points, len(scores))

    summaries = several(*others)
    mine = one(own)
    found = alone(mine, summaries)
    ranked = rank([*summaries, mine])
    place = next((p for p in ranked.places if p.summary is mine), None)
    if place is None:
        assert found.place is None
    else:
        assert found.place is not None
        assert (found.place.place, found.place.of) == (place.place, len(ranked.places))
        assert found.as_a_whole.percentile == place.percentile
    for at, question in enumerate(found.questions):
        scores = [Fraction("abcd".index(word[at]) + 1) for word in others if word[at] != "-"]
        assert question.percentile == counted(question.score, scores)
        assert question.quartiles == quartiles(scores)
    assert alone(mine, summaries[::-1]) == found


def test_several_are_a_table_and_one_is_a_page() -> None:
    two = set_against([one("bbbb", "B"), one("d---", "D")], several("aaaa", "cccc"))
    text = render_markdown(many_against_document(two))
    assert "| B | 2,00 | 2 | 2 | 3 | 50 |" in text
    assert "| D | – | ? | – | – | – |" in text
    assert "er zijn weinig andere gemeenten" in text
    text = render_markdown(against_document(two[0]))
    assert "| 1 q1 | b | 2,00 | 50 | 2,00 | 2,00 |" in text
    high = alone(one("dddd"), several("aaaa", "bbbb", "cccc"))
    assert "Vooral hoog (percentiel boven 75): vragen 1 (q1)" in render_markdown(
        against_document(high)
    )


# --- without names --------------------------------------------------------------------------------


def many() -> list[Summary]:
    """Ten small ones of which five in a group, five large ones in another, and one large alone."""
    personal = {"code": "GM0001", "province": "Utrecht"}
    small = [
        one("abcd", f"K{at}", inhabitants="1234", group="K80" if at < 5 else "Regio", **personal)
        for at in range(9)
    ]
    large = [one("dcba", f"G{at}", inhabitants="123456", group="G40") for at in range(5)]
    return [*small, *large, one("aaaa", "Alleen", inhabitants="60000", group="G40")]


def test_what_is_left_without_names() -> None:
    before = [summary.assessment for summary in many()]
    before[0] = before[0]._replace(respondent="Jan", ambition={"as": 3}, row=7)
    found = anonymised(before, SIZES)
    first, second, *_ = (one.municipality.name for one in found)
    assert re.fullmatch("Gemeente [0-9a-f]{4}-001", first)
    assert second == first[:-1] + "2"
    assert len({one.municipality.name for one in found}) == len(before)
    for after in found:
        place = after.municipality
        assert (place.code, place.province, after.respondent, after.row) == (None,) * 4
        assert (after.source, after.ambition, after.remarks) == ("", {}, {})
        assert after.date == date(2026, 1, 1)
    about = Counter((one.municipality.inhabitants, one.municipality.group) for one in found)
    # of Regio there are four: their size alone is of too few as well; nobody else is middelgroot
    assert about == {(25_000, "K80"): 5, (100_000, "G40"): 5, (None, None): 5}
    for counted in about.values():
        assert counted >= LEAST
    answers = Counter(tuple(a.chosen for a in one.answers.values()) for one in before)
    assert Counter(tuple(a.chosen for a in one.answers.values()) for one in found) == answers


def test_nobody_is_told_by_what_is_left_out() -> None:
    """One large one among small ones is not the only one without a size, nor alone in its year."""
    small = [one("abcd", f"K{at}", inhabitants="1234", group="K80") for at in range(20)]
    large = one("dcba", "Grootstad", inhabitants="900000", day="2021-03-01")
    for order in (1, -1):
        before = [summary.assessment for summary in [*small, large][::order]]
        found = anonymised(before, SIZES)
        about = Counter((one.municipality.inhabitants, one.municipality.group) for one in found)
        assert about == {(25_000, "K80"): 16, (None, None): 5}
        assert {one.date for one in found} == {date(2026, 1, 1)}
    few = anonymised([one.assessment for one in [*small[:6], large]], SIZES)
    assert {(one.municipality.inhabitants, one.municipality.group) for one in few} == {(None, None)}


@given(
    st.lists(
        st.tuples(st.sampled_from(["1", "60000", "900000", None]), st.sampled_from("xyz"))
        .map(lambda pair: {"inhabitants": pair[0], "group": pair[1]})
        .flatmap(lambda more: st.tuples(st.just(more), st.sampled_from([2023, 2024, 2026]))),
        min_size=LEAST,
        max_size=40,
    )
)
@drawn(60)
def test_whatever_is_told_is_told_of_enough(told: list[tuple[dict[str, Any], int]]) -> None:
    before = [
        one("abcd", f"G{at}", day=f"{year}-05-01", **more).assessment
        for at, (more, year) in enumerate(told)
    ]
    found = anonymised(before, SIZES)
    known = Counter(
        (one.municipality.inhabitants, one.municipality.group, one.date) for one in found
    )
    assert min(known.values()) >= LEAST


def test_names_of_two_files_are_never_the_same() -> None:
    """Or a comparison of two years would take them for the same municipalities."""
    before = [one("abcd", f"G{at}").assessment for at in range(LEAST)]
    after = [one("abcc", f"G{at}").assessment for at in range(LEAST)]
    one_file, other = (
        {one.municipality.name for one in anonymised(f, SIZES)} for f in (before, after)
    )
    assert len(one_file | other) == 2 * LEAST


def test_the_order_in_which_they_came_is_gone() -> None:
    before = [one("abcd"[at % 4] * 4, f"G{at}").assessment for at in range(9)]
    assert anonymised(before, SIZES) == anonymised(before[::-1], SIZES)
    in_order = [one.answers["q1"].chosen[0] for one in anonymised(before, SIZES)]
    assert in_order == sorted(in_order)


def test_an_invented_size_is_of_its_class() -> None:
    sizes = size_classes([20_000, 50_000])
    for people, stand_in in (("1", 10_000), ("20000", 20_000), ("999999", 50_000)):
        before = [one("abcd", f"G{at}", inhabitants=people).assessment for at in range(LEAST)]
        assert {one.municipality.inhabitants for one in anonymised(before, sizes)} == {stand_in}
