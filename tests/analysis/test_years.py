"""How many are in each phase in every year, and who went where since the year before it."""

from gemeente_online.analysis.years import by_year
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize
from support.trees import answers_tree, choice, model_tree

MODEL = load(model_tree(choice("p"), choice("q")))


def of(name: str, day: str, letter: str, **more: str) -> Summary:
    given = {"p": letter, "q": letter}
    tree = answers_tree(given, date=day, municipality={"name": name}, **more)
    return summarize(assess(tree, MODEL))


def test_a_year_without_anybody_is_passed_over() -> None:
    found = by_year(
        [
            *(of("Hoger", "2026-10-01", "c"), of("Nieuw", "2026-10-01", "a")),
            *(of("Hoger", "2023-03-01", "a"), of("Hoger", "2023-10-01", "b")),
            of("Weg", "2023-10-01", "d"),
        ]
    )
    assert [(one.name, one.total) for one in found.spreads] == [("2023", 2), ("2026", 2)]
    (since,) = found.changes
    assert (since.earlier, since.later) == ("2023", "2026")
    assert (since.overall.up, since.overall.total, since.new, since.gone) == (1, 1, 1, 1)
    assert since.overall.before_mean == 2  # the latest of that year


def test_a_year_with_colleagues_alone_has_nobody() -> None:
    beside = (of("A", "2025-10-01", "b", respondent=who) for who in ("Anna", "Bram"))
    found = by_year([*beside, of("A", "2024-10-01", "a"), of("A", "2026-10-01", "c")])
    assert [one.name for one in found.spreads] == ["2024", "2026"]
    assert found.changes[0].overall.up == 1
