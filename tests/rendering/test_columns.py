"""What the columns of a sheet are called."""

import pytest

from gemeente_online.rendering.columns import column_name, columns_apart


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("wie-bepaalt", "score"), "wie_bepaalt_score"),
        (("2-weg", "phase"), "_2_weg_phase"),
        (("answer", "Team Súdwest & co."), "answer_team_sudwest_co"),
        (("answer", "二"), "answer"),
    ],
)
def test_a_name_needs_no_quotes_in_sql(parts: tuple[str, ...], name: str) -> None:
    assert column_name(*parts) == name


def test_no_two_columns_are_called_the_same() -> None:
    assert columns_apart(["Kcc", "KCC", "kcc 2", "二", "kcc"]) == [
        *("kcc", "kcc_2", "kcc_2_2", "_2", "kcc_3"),
    ]
