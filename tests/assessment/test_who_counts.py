"""Which colleagues' assessments count, what they are called, what does not belong together."""

from datetime import timedelta

import pytest

from gemeente_online.assessment.colleagues import Uncounted, colleagues
from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.problem import Wrong
from support.trees import answers_tree, choice, model_tree

TREE = model_tree(choice("p"), choice("q"))
MODEL = load(TREE)


def filled(answers, source="kcc.yaml", row=None, model=MODEL, **more):
    return assess(answers_tree(answers, **more), model, source, row)


KCC = filled({"p": "a"}, "een.yaml", respondent="KCC")
WIJK = filled({"p": "b"}, "twee.yaml", respondent="Wijk")


def names(*assessments, **more):
    return [one.name for one in colleagues(assessments, **more).respondents]


def test_who_is_not_named_goes_by_the_file():
    assert names(filled({"p": "a"}, "map/kcc.yaml"), WIJK) == ["kcc", "Wijk"]
    assert names(filled({"p": "a"}, "t.csv", 1), filled({"p": "b"}, "t.csv", 2)) == ["t:1", "t:2"]


def test_files_of_one_name_are_told_apart_by_their_folders():
    one, two = filled({"p": "a"}, "a/x.yaml"), filled({"p": "b"}, "b/x.yaml")
    assert names(two, one) == ["a/x.yaml", "b/x.yaml"]
    assert names(KCC, filled({"p": "b"}, "kcc.yaml")) == ["KCC", "kcc.yaml"]


def test_files_whose_names_differ_in_capitals_are_of_two_respondents():
    one, two = filled({"p": "a"}, "map/x.yaml"), filled({"p": "b"}, "map/X.yaml")
    later = one._replace(date=one.date + timedelta(days=3))
    assert names(later, two) == names(two, later) == ["map/X.yaml", "map/x.yaml"]


def test_a_file_counts_once_however_its_path_was_typed():
    one, again = filled({"p": "a"}, "map/x.yaml"), filled({"p": "a"}, "./map//x.yaml")
    assert names(one, again, WIJK) == ["Wijk", "x"]
    assert names(again, one, WIJK) == ["Wijk", "x"]


def test_who_is_called_as_the_file_of_another_counts_too():
    one, two = filled({"p": "a"}, "a/x.yaml"), filled({"p": "b"}, "b/x.yaml")
    three = filled({"p": "c"}, "c.yaml", respondent="a/x.yaml")
    assert names(one, two, three) == ["a/x.yaml", "a/x.yaml (2)", "b/x.yaml"]


def test_half_a_character_in_the_name_of_a_file_is_replaced():
    assert names(filled({"p": "a"}, "k\udcffc.yaml"), WIJK) == ["k?c", "Wijk"]


def test_who_answers_again_counts_with_the_latest():
    again = filled({"p": "c"}, "drie.yaml", respondent=" kcc ")._replace(
        respondent="kcc", date=KCC.date + timedelta(days=3)
    )
    found = colleagues([again, KCC, WIJK])
    assert [one.assessment for one in found.respondents] == [again, WIJK]
    ((left, reason),) = [(one.respondent.assessment, one.reason) for one in found.left]
    assert (left, reason) == (KCC, Uncounted.SUPERSEDED)


def test_a_file_that_is_given_twice_counts_once():
    found = colleagues([KCC, WIJK, KCC])
    assert [one.assessment for one in found.respondents] == [KCC, WIJK]
    assert found.left == ()


def test_a_form_in_which_nothing_was_filled_in_does_not_count():
    empty = filled({"p": "onbekend"}, "leeg.yaml")
    found = colleagues([empty, KCC, WIJK])
    assert len(found.respondents) == 2
    assert [(one.respondent.name, one.reason) for one in found.left] == [
        ("leeg", Uncounted.UNTOUCHED)
    ]
    told = empty._replace(remarks={"p": Remark(note="geen idee")})
    assert len(colleagues([told, KCC, WIJK]).respondents) == 3


def test_without_names_nothing_says_who_or_in_what_order_they_came():
    found = colleagues([WIJK, KCC], anonymous=True).respondents
    assert [(one.name, one.assessment.respondent, one.assessment.source) for one in found] == [
        ("A", None, ""),
        ("B", None, ""),
    ]
    assert found == colleagues([KCC, WIJK], anonymous=True).respondents
    many = [
        filled({"p": "abcd"[at % 4], "q": "abcd"[at // 4 % 4]}, f"{at}.yaml", at + 1)
        for at in range(30)
    ]
    assert names(*many, anonymous=True)[25:28] == ["Z", "A2", "B2"]


def test_what_does_not_belong_together_is_refused():
    def why(*assessments):
        with pytest.raises(Wrong) as refused:
            colleagues(assessments)
        assert refused.value.hint
        return refused.value.message

    other = filled({"p": "b"}, "drie.yaml", municipality={"name": "Bergen"})
    assert why(KCC, WIJK, other) == why(other, WIJK, KCC)
    assert "Bergen in drie.yaml; Waterdam in een.yaml en twee.yaml" in why(KCC, WIJK, other)
    newer = load(model_tree(choice("p"), choice("q"), version="1.1.0"))
    later = filled({"p": "b"}, "drie.yaml", model=newer)
    assert "proef 1.0.0 in een.yaml; proef 1.1.0 in drie.yaml" in why(KCC, later)
    changed = KCC._replace(answers=WIJK.answers, source="vier.yaml")
    assert "KCC heeft twee keer geantwoord met dezelfde datum: een.yaml en vier.yaml" in why(
        KCC, WIJK, changed
    )
    assert "alleen KCC heeft iets ingevuld" in why(KCC)
    assert "niemand heeft nog iets ingevuld" in why(filled({}))
    assert "er is geen meting" in why()
