"""Models that people know, as files: they give what was published, to the last digit."""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from gemeente_online import load_model, read_assessments, score
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.tree import assess
from gemeente_online.scoring.result import Result
from support.places import EXAMPLES
from support.trees import answers_tree


def results(name: str) -> Iterable[Result]:
    """Of the answers to a model among the examples, in the order of the file."""
    for found in read_assessments(EXAMPLES / "models" / name):
        assert isinstance(found, Assessment)
        yield score(found)


def rounded(score: Fraction | None, to: str) -> str:
    """A score as it is published, to decimals such as "0.01"."""
    assert score is not None
    exact = Decimal(score.numerator) / score.denominator
    return str(exact.quantize(Decimal(to), ROUND_HALF_UP))


def test_egdi_gives_the_index_and_the_group_of_every_country() -> None:
    """Of the United Nations E-Government Survey 2022, annex; its groups are low to very high.

    https://publicadministration.un.org/egovkb/en-us/Data-Center. The survey publishes the three
    indices and their mean in four decimals.
    """
    published = {
        "Denemarken": ("0.9717", 4),
        "Finland": ("0.9533", 4),
        "Estland": ("0.9393", 4),
        "Nederland": ("0.9384", 4),
        "België": ("0.8269", 4),
        "Oekraïne": ("0.8029", 4),
        "India": ("0.5883", 3),
        "Laos": ("0.3764", 2),
        "Zuid-Soedan": ("0.0852", 1),
    }
    found = {
        result.assessment.municipality.name: (
            rounded(result.overall.score, "0.0001"),
            result.overall.phase,
        )
        for result in results("egdi-answers.csv")
    }
    assert found == published


def test_open_data_ranking_gives_the_points_of_every_category() -> None:
    """Of OpenDataRanking.de 2025: points of 25, 30, 15, 15, 10 and 5, and the percentage they make.

    https://opendataranking.de/laender/berlin and https://opendataranking.de/laender/hamburg; the
    points of every criterion stand in https://github.com/okfde/opendataranking.de.
    """
    published = {"Berlijn": [0, 20, 11, 8, 9, 1], "Hamburg": [5, 14, 6, 8, 0, 0]}
    for result in results("open-data-ranking-answers.csv"):
        points = published[result.assessment.municipality.name]
        most = [axis.weight for axis in result.assessment.model.axes]
        assert most == [25, 30, 15, 15, 10, 5]
        assert [axis.score for axis in result.axes] == [
            Fraction(100 * given, int(all_of_it))
            for given, all_of_it in zip(points, most, strict=True)
        ]
        assert result.overall.score == sum(points)


def test_samm_gives_the_scores_of_an_assessment_in_the_benchmark() -> None:
    """Of the third assessment in the OWASP SAMM Benchmark, of April 2022.

    https://github.com/infosecdad/SAMMBenchmark, Database/insert_assessment_3.pgsql: the answers,
    and the scores of practices, functions and all together as the SAMM Toolbox computed them.
    """
    practices = "0.5 1 0.875 0.375 0.625 0.75 0.625 1.125 0.625 0.5 0.75 0.625 1.625 2 2.125"
    functions = [
        "0.7916666666666666",
        "0.5833333333333334",
        "0.7916666666666666",
        "0.625",
        "1.9166666666666667",
    ]
    (result,) = results("samm-answers.yaml")
    assert [axis.score for axis in result.axes] == [*map(Fraction, practices.split())]
    assert [float(domain.score or 0) for domain in result.domains] == pytest.approx(
        [*map(float, functions)], abs=1e-15
    )
    assert float(result.overall.score or 0) == pytest.approx(0.9416666666666667, abs=1e-15)


def test_wcag_has_the_criteria_of_every_level() -> None:
    """30 of level A, 20 of AA and 28 of AAA, as WCAG 2.1 has: https://www.w3.org/TR/WCAG21/."""
    model = load_model(EXAMPLES / "models/wcag.yaml")
    assert Counter(question.phase for question in model.questions.values()) == {1: 30, 2: 20, 3: 28}


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_wcag_asks_of_a_level_its_own_criteria_and_those_below(level: int) -> None:
    """Its conformance requirement 1: with one criterion that fails, the level is not reached."""
    model = load_model(EXAMPLES / "models/wcag.yaml")
    asked = {question.id: question.phase or 0 for question in model.questions.values()}
    answers = {name: "ja" if phase <= level else "nee" for name, phase in asked.items()}
    assert score(assess(answers_tree(answers), model)).overall.phase == level
    one = next((name for name, phase in asked.items() if phase == level), None)
    if one is not None:
        without = answers | {one: "nee"}
        assert score(assess(answers_tree(without), model)).overall.phase == level - 1


def test_wcag_tells_what_part_of_every_level_is_met() -> None:
    """Of an invented website; counted by hand in the answers, without what does not apply."""
    (result,) = results("wcag-answers.yaml")
    assert [[phase.share for phase in axis.phases[1:]] for axis in result.axes] == [
        [1, Fraction(8, 10), 0],
        [1, Fraction(2, 3), Fraction(1, 12)],
        [1, 1, Fraction(2, 7)],
        [1, 1, None],  # there are no criteria of level AAA
    ]
    assert result.overall.profile == (1, 1, 2, 3)
    assert result.overall.phase == 1
