"""Models that people know, as files: they give what was published, to the last digit."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

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
