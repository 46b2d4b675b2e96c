"""Models that people know, as files: they give what was published, to the last digit."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from gemeente_online import read_assessments, score
from gemeente_online.assessment.file import Assessment
from gemeente_online.scoring.result import Result
from support.places import EXAMPLES


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
