"""What the agenda says in a terminal, and the rows of its sheet."""

import csv
from dataclasses import replace

from gemeente_online.analysis.consensus import Consensus, consensus
from gemeente_online.assessment.tree import assess
from gemeente_online.rendering.agreement import depends, possible_answers
from gemeente_online.rendering.columns import sheet_lines
from gemeente_online.rendering.consensus import consensus_document, consensus_sheets
from gemeente_online.rendering.terminal import render_terminal
from support.pages import assessments
from support.places import EXAMPLES
from support.sheets import rows_of
from support.trees import answers_tree

TEAMS = assessments(EXAMPLES / "teams")


def open_data() -> Consensus:
    """Three who answered with options, several of them, yes or no, and a number."""
    (beheer,) = assessments(EXAMPLES / "models" / "open-data-answers.yaml")
    answers = {"catalogus": "nee", "formaten": ["csv"], "reactietijd": "12"}
    raad = assess(answers_tree(answers, respondent="raad"), beheer.model)
    geen = assess(answers_tree({"formaten": "geen"}, respondent="wijk"), beheer.model)
    return consensus([beheer._replace(respondent="beheer"), raad, geen])


def lines_of(found: Consensus) -> list[str]:
    shown = render_terminal(consensus_document(found), width=80, colour=False)
    return [line.strip() for line in shown.splitlines()]


def test_middle_answers_that_are_too_few_for_a_phase_give_none() -> None:
    found = consensus(TEAMS)
    overall = replace(found.middle.overall, phase=None)
    told = depends(replace(found, middle=replace(found.middle, overall=overall)))
    assert told.endswith("; met de middelste antwoorden nog niet te bepalen.")


def test_answers_in_a_sheet_are_as_in_a_row_of_a_file() -> None:
    rows = {
        one["question"]: one
        for one in csv.DictReader(sheet_lines(rows_of(consensus_sheets(open_data()))))
    }
    told = {
        question: [row[f"answer_{name}"] for name in ("beheer", "raad", "wijk")]
        for question, row in rows.items()
    }
    assert told == {
        "catalogus": ["ja", "nee", ""],
        "actueel": ["nee", "", ""],
        "formaten": ["csv|kaart", "csv", "geen"],
        "contact": ["ja", "", ""],
        "reactietijd": ["3.5", "12", ""],
    }


def test_who_chose_an_answer_is_told_in_the_order_of_respondents() -> None:
    found = open_data()
    told = possible_answers(found.assessment.model, found.question("formaten"))
    assert [(one.sign, one.who) for one in told] == [
        ("a", ("beheer", "raad")),
        ("b", ()),
        ("c", ("beheer",)),
        ("geen", ("wijk",)),
    ]


def test_what_a_word_says_by_itself_is_not_said_twice() -> None:
    lines = lines_of(open_data())
    at = lines.index("Is er een catalogus van open data?")
    assert lines[at + 2 : at + 5] == ["ja → beheer", "nee → raad", "Niet beantwoord: wijk."]


def test_where_names_take_too_much_room_columns_are_numbered() -> None:
    many = [
        TEAMS[at % 5]._replace(respondent=f"het team van wijk {chr(97 + at)}") for at in range(12)
    ]
    lines = lines_of(consensus(many))
    grid = lines[lines.index("Wie antwoordde wat") : lines.index("Agenda")]
    assert max(map(len, grid)) <= 80
    assert "1 het team van wijk a, 2 het team van wijk b, " in " ".join(grid)
    (heads,) = [line.split() for line in grid if line.startswith("Vraag")]
    assert heads == ["Vraag", *map(str, range(1, 13))]
    few = lines_of(consensus(TEAMS))
    (heads,) = [line.split() for line in few if line.startswith("Vraag ") and "kcc" in line]
    assert heads == ["Vraag", "beleid", "communicatie", "handhaving", "kcc", "wijk"]
    hidden = lines_of(consensus(many, anonymous=True))
    (heads,) = [line.split() for line in hidden if line.split()[:2] == ["Vraag", "A"]]
    assert heads == ["Vraag", *"ABCDEFGHIJKL"]
