"""The verdict comes first: how firm it is, in words, and what would change it."""

from collections.abc import Callable, Iterable

import pytest

from gemeente_online.rendering.firmness import (
    after_one_step,
    choices_sentences,
    evidence_sentence,
    firm_sentences,
    firm_word,
)
from gemeente_online.scoring.result import Margin, Result
from support.places import EXAMPLES
from support.trees import Tree, choice, model_tree, scored

Command = Callable[..., tuple[int, str, str]]


def of(letters: str, **more: object) -> Result:
    """One axis of equal questions, each answered with its letter."""
    questions = {f"q{at}": letter for at, letter in enumerate(letters)}
    return scored(model_tree(*map(choice, questions), **more), questions)


def margin(down: int | None, up: int | None) -> Margin:
    return Margin(down=down, up=up, down_questions=("q0",), up_questions=("q1",))


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (None, ""),
        (margin(2, 3), "stevig"),
        (margin(None, None), "stevig"),
        (margin(1, 3), "krap naar beneden"),
        (margin(2, 1), "krap naar boven"),
        (margin(1, 1), "krap naar beneden en naar boven"),
    ],
)
def test_firmness_has_one_word(found: Margin | None, word: str) -> None:
    assert firm_word(found) == word


def sentences(result: Result) -> list[str]:
    assert result.overall.firmness is not None
    return [*firm_sentences(result.assessment.model, result.overall.firmness)]


def test_what_one_answer_does_is_said_with_the_questions() -> None:
    assert sentences(of("ccccccccaa")) == [
        "Stevig: één antwoord hoger of lager verandert de fase niet."
    ]
    down, *more = sentences(of("cccccccaaa"))
    assert down == "Krap naar beneden: één antwoord lager op een van 7 vragen, en de fase zakt."
    assert not more
    (up,) = sentences(of("ccccccbbbb", axis={"requirements": {"3": {"q9": "3"}}}))
    assert up == "Krap naar boven: één antwoord hoger op vraag 10, q9, en de fase stijgt."


def test_what_it_becomes_is_said_exactly() -> None:
    result = of("ccccccbbbb", axis={"requirements": {"3": {"q9": "3"}}})
    assert [*after_one_step(result)] == ["Met één antwoord hoger op vraag 10, q9 wordt het fase 3."]
    low = of("cccccccaaa", axis={"requirements": {"2": {"q0": "3"}}})
    assert [*after_one_step(low)] == [
        "Met één antwoord lager op vraag 1, q0 wordt het fase 1.",
        "Met één antwoord lager op een van de vragen 2 (q1), 3 (q2), 4 (q3), 5 (q4), 6 (q5) en 7 "
        "(q6) wordt het fase 2.",
    ]


def test_the_choices_of_the_model_are_said_in_whole_questions() -> None:
    assert [*choices_sentences(of("ccccccbbbb"))] == [
        "Bij 6 van de 10 vragen: fase 3; bij 8 van de 10: fase 2."
    ]
    own = of("ccccccbbbb", axis={"thresholds": {"4": "0.8"}})
    assert [*choices_sentences(own)] == [
        "Met elke drempel één vraag lager: fase 3; één vraag hoger: fase 2."
    ]


def proven(*words: str) -> Tree:
    return {
        f"q{at}": {"answer": word[0], "evidence": "https://waterdam.example"} if word[1:] else word
        for at, word in enumerate(words)
    }


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (proven("c", "c", "c"), "Bij geen enkel antwoord staat bewijs."),
        (proven("c", "c", "c+"), "Fase 3 volgens de antwoorden, fase 2 met bewijs."),
        (proven("c+", "c+", "c+"), "Ook met alleen wat is bewezen: fase 3."),
        ({}, None),
    ],
)
def test_the_phase_with_evidence_is_said_in_one_line(answers: Tree, said: str | None) -> None:
    model = model_tree(*map(choice, ("q0", "q1", "q2")), evidence_from="3")
    assert evidence_sentence(scored(model, answers)) == said


def verdict_of(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.startswith(("Fase ", "Stevig", "Krap", "Ambitie"))]


def test_the_verdict_is_in_the_first_four_lines_of_one_screen(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = command("score", EXAMPLES / "answers.yaml")[1].splitlines()
    assert [line.partition(" ")[0] for line in verdict_of(lines[:4])] == [
        "Fase",
        "Stevig:",
        "Ambitie:",
    ]
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert not any("|" in line for line in lines)  # bars are in explain


def test_the_ranking_marks_a_phase_that_is_not_firm(command: Command) -> None:
    batch = EXAMPLES / "batch" / "gemeenten.csv"
    table = command("rank", batch)[1].splitlines()
    horst = next(line.split() for line in table if "Horstwolde" in line)
    firm = next(line.split() for line in table if "Poldermonde" in line)
    assert ("~" in horst, "~" in firm) == (True, False)
    assert "Bij de fase: ~ krap; met één antwoord hoger of lager verandert de fase." in table
    one = command("rank", batch, "--for", "Horstwolde")[1]
    assert "- Fase 2, krap naar boven, profiel 3 · 2 · 3." in one
