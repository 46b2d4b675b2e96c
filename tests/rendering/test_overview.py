"""What ``score`` shows: of one assessment whether all was answered, of several which model."""

from collections.abc import Callable

import pytest

from gemeente_online.rendering.score import overview_document, score_document
from gemeente_online.rendering.terminal import render_terminal
from support.places import EXAMPLES
from support.trees import choice, model_tree, scored

Command = Callable[..., tuple[int, str, str]]
MODEL = model_tree(*(choice(question) for question in "pqrs"))


def sentences(answers: dict[str, str]) -> list[str]:
    text = render_terminal(score_document(scored(MODEL, answers)), width=80, colour=False)
    return [line for line in text.splitlines() if line.startswith("Niet alles")]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"p": "c", "q": "c", "r": "c", "s": "c"}, []),
        ({"p": "c", "q": "c", "r": "b"}, ["Niet alles is beantwoord; mogelijk: fase 2–3."]),
        ({"p": "b", "q": "b", "r": "b"}, []),  # whatever the answer, it stays in this phase
        ({"p": "c"}, []),  # there is no phase, and that is told
    ],
)
def test_an_answer_that_may_change_the_phase_is_missed(
    answers: dict[str, str], said: list[str]
) -> None:
    assert sentences(answers) == said


def columns(*names: str, command: Command) -> list[list[str]]:
    code, out, err = command("score", "-f", "markdown", *(EXAMPLES / name for name in names))
    assert (code, err) == (0, "")
    table = [line.strip("| ").split(" | ") for line in out.splitlines() if line.startswith("|")]
    return [table[0], *table[2:]]


def test_the_model_is_named_where_there_are_several(command: Command) -> None:
    header, ours, theirs = columns("answers.yaml", "models/open-data-answers.yaml", command=command)
    assert header[-1] == "Groeimodel"
    assert (ours[-1], theirs[-1]) == ("gemeente-online", "open-data")
    header, *rows = columns("answers.yaml", "fase-1.yaml", command=command)
    assert "Groeimodel" not in header
    assert "gemeente-online" not in rows[0]


def test_no_results_make_no_table() -> None:
    assert overview_document([]).blocks == ()


def test_evidence_has_a_column_where_any_row_has_it(command: Command) -> None:
    header, proven, other = columns("answers.yaml", "fase-1.yaml", command=command)
    assert header[3:5] == ["Stevigheid", "Met bewijs"]
    assert (proven[3:5], other[3]) == (["stevig", "2"], "stevig")
    header, *_ = columns("fase-1.yaml", "fase-3.yaml", command=command)
    assert "Met bewijs" not in header
