"""Which assessments of many municipalities are compared, and which do not count."""

from gemeente_online.assessment.pairing import paired
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import summarize
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("p"), choice("q")))


def of(name, day, code="", **more):
    tree = answers_tree({"p": "a"}, date=day, **more)
    tree["municipality"] = {"name": name} | ({"code": code} if code else {})
    return summarize(assess(tree, MODEL))


def told(before, after):
    return [
        tuple(one and (one.assessment.municipality.name, one.assessment.date.year) for one in pair)
        for pair in paired(before, after).pairs
    ]


def test_everybody_counts_once_then_and_once_now():
    before = [
        of("Waterdam", "2024-10-01"),
        of("Waterdam", "2025-10-01"),
        of("Lindewaard", "2025-10-01"),
    ]
    after = [of("Veenmonde", "2026-10-01"), of("Waterdam", "2026-10-01")]
    assert told(before, after) == [
        (("Waterdam", 2025), ("Waterdam", 2026)),
        (("Lindewaard", 2025), None),
        (None, ("Veenmonde", 2026)),
    ]
    found = paired(before, after)
    assert (found.both, found.superseded, found.clashes) == (1, 1, ())


def test_a_code_tells_who_it_is_though_the_name_changed():
    before = [of("Laren", "2025-10-01", "GM0417")]
    after = [of("Laren (NH.)", "2026-10-01", "GM0417")]
    assert told(before, after) == [(("Laren", 2025), ("Laren (NH.)", 2026))]


def test_who_has_two_at_one_moment_is_left_out():
    twice = [of("Waterdam", "2025-10-01"), of("Waterdam", "2025-10-01")]
    other = of("Lindewaard", "2025-10-01")
    found = paired([*twice, other], [of("Waterdam", "2026-10-01")])
    assert [len(clash.assessments) for clash in found.clashes] == [2]
    assert [pair.before for pair in found.pairs] == [other]
    assert found.both == 0


def test_colleagues_are_not_then_and_now():
    anna = of("Waterdam", "2026-09-01", respondent="Anna")
    bram = of("Waterdam", "2026-10-01", respondent="Bram")
    (clash,) = paired([anna], [bram]).clashes
    assert clash.of_colleagues
    later = of("Waterdam", "2026-12-15", respondent="Bram")
    assert paired([anna], [later]).both == 1
    nobody = of("Waterdam", "2026-10-01")
    assert paired([anna], [nobody]).both == 1


def test_the_same_assessment_may_stand_on_both_sides():
    one = of("Waterdam", "2026-10-01")
    found = paired([one], [one])
    assert found.pairs == ((one, one),)
    assert not found.is_reversed


def test_then_may_be_later_than_now():
    then, now = of("Waterdam", "2025-10-01"), of("Waterdam", "2026-10-01")
    assert not paired([then], [now]).is_reversed
    assert paired([now], [then]).is_reversed
