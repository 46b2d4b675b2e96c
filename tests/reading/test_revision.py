"""Changing one answer in a file leaves everything else as somebody wrote it."""

import difflib
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gemeente_online.assessment.file import assess
from gemeente_online.model.rules import load
from gemeente_online.questionnaire.state import Entry
from gemeente_online.reading.revision import CannotReviseError, revised, revised_entry
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.blank_yaml import blank_yaml
from support import strategies
from support.drawing import drawn
from support.places import EXAMPLES
from support.trees import choice, model_tree

HAND_MADE = """\
# boven
municipality:
  name: X
  #code: GM0000  # CBS-code
date: 2026-01-01
answers:
  # Interactie
  a: b  # x
  c:
  d: "q"
  e: |
    lang
    #geen: commentaar

  # over f
  f:
    - x  # goed
    - y
  # onder f
  g: {answer: x, note: "é😀"}
  n:
    # eerst
    answer: x # zeker
    note: >
      hier
      en daar
  h: z"""
ORDER = list("abcdefghn")


def difference(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    changed = [line for line in lines if line[:1] in "+-"]
    return sorted(changed, key=lambda line: line[0] == "+")


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        ("a", "zz", ["-   a: b  # x", "+   a: zz  # x"]),
        ("a", "", ["-   a: b  # x", "+   a:  # x"]),
        ("c", "zz", ["-   c:", "+   c: zz"]),
        ("c", ("p", "q"), ["-   c:", "+   c: [p, q]"]),
        ("d", "3,5", ['-   d: "q"', "+   d: 3,5"]),
        ("e", "k", ["-   e: |", "-     lang", "-     #geen: commentaar", "+   e: k"]),
        (
            "f",
            ("p",),
            ["-   f:", "-     - x  # goed", "-     - y", "+   f: [p]", "+   # goed"],
        ),
        (
            "g",
            {"answer": "3,5", "note": 'h\u2028"o'},
            ['-   g: {answer: x, note: "é😀"}', '+   g: {answer: "3,5", note: "h\\u2028\\"o"}'],
        ),
        ("n.answer", "", ["-     answer: x # zeker", "+     answer: # zeker"]),
        ("n.note", "nee", ["-     note: >", "-       hier", "-       en daar", "+     note: nee"]),
        ("n.evidence", "é: 1", ['+     evidence: "é: 1"']),
        ("h", {"answer": "x", "evidence": "y"}, ["-   h: z", '+   h: {answer: x, evidence: "y"}']),
        ("b", "nieuw", ["+   b: nieuw"]),
        ("i", "laatst", ["+   i: laatst"]),
        ("i", "", []),
    ],
)
def test_only_that_value_changes(path: str, value: object, changed: list[str]) -> None:
    after = revised(HAND_MADE, ("answers", *path.split(".")), value, ORDER)  # type: ignore[arg-type]
    assert difference(HAND_MADE, after) == changed


def test_a_new_answer_stands_where_it_belongs() -> None:
    lines = revised(HAND_MADE, ("answers", "b"), "nieuw", ORDER).splitlines()
    assert lines[lines.index("  b: nieuw") - 1] == "  a: b  # x"
    assert lines[-1] == "  h: z"
    first = revised("answers:\n  # eerst\n  b: x\n", ("answers", "a"), "y", ORDER)
    assert first == "answers:\n  # eerst\n  a: y\n  b: x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("answers:", "answers:\n  q: v"),
        ("answers: {}\n", "answers:\n  q: v\n"),
        ("answers:  # leeg\n# y\ndate: 1\n", "answers:  # leeg\n  q: v\n# y\ndate: 1\n"),
        ("answers: ~ # leeg\n", "answers: # leeg\n  q: v\n"),
        ("answers: {a: b}\n", "answers: {a: b, q: v}\n"),
        ("answers:\n  ? q\n  : b\n", "answers:\n  ? q\n  : v\n"),
        ("answers:\r\n  a: b\r\n", "answers:\r\n  a: b\r\n  q: v\r\n"),
        ("answers:\n    a: b\n...\n", "answers:\n    a: b\n    q: v\n...\n"),
        ("answers:\n  a: |+\n    x\n\n\n", "answers:\n  a: |+\n    x\n\n\n  q: v\n"),
        ("answers:\n  q:\r\n    - a\r\n", "answers:\n  q: v\r\n"),
        (
            "answers:\n  q:   # uit\n    # in\n    - a # bij\n",
            "answers:\n  q: v   # uit\n    # in # bij\n",
        ),
    ],
)
def test_files_of_every_shape(before: str, after: str) -> None:
    changed = revised(before, ("answers", "q"), "v", ["a", "q"])
    assert changed == after


@pytest.mark.parametrize(
    "text",
    [
        "answers:\n  a: &x b\n  q: *x\n",
        "answers:\n  q: &x b\n  a: *x\n",
        "answers: &x\n  q: b\nmunicipality: *x\n",
        "date: 1\n",
        "answers: [q]\n",
    ],
)
def test_what_cannot_be_changed_alone_is_not_changed(text: str) -> None:
    with pytest.raises(CannotReviseError):
        revised(text, ("answers", "q"), "v")


def test_fields_of_a_form_keep_their_explanation() -> None:
    after = revised(HAND_MADE, ("municipality", "code"), "GM0344", ["name", "code"])
    assert difference(HAND_MADE, after) == [
        "-   #code: GM0000  # CBS-code",
        "+   code: GM0344  # CBS-code",
    ]


FORM = """\
answers:
  # 1. Wat?
  #    · Eerste
  #q: een
  #    · Tweede
  #q: twee
"""


def test_in_a_form_the_sign_moves() -> None:
    def to(text: str, answer: str, note: str = "") -> str:
        return revised_entry(text, "q", {"answer": answer, "note": note}, ())

    first = to(FORM, "een")
    assert difference(FORM, first) == ["-   #q: een", "+   q: een"]
    second = to(first, "twee")
    assert second == FORM.replace("#q: twee", "q: twee")
    noted = to(second, "twee", "ja")
    assert noted == FORM.replace("#q: twee", 'q: {answer: twee, note: "ja"}')
    assert to(noted, "een") == first
    unknown = to(noted, "onbekend")
    assert difference(FORM, unknown) == ["+   q: onbekend"]
    for text in (first, second, noted, unknown):
        assert to(text, "") == FORM


def test_in_a_form_a_comment_of_ones_own_stays() -> None:
    own = FORM.replace("#q: een", "q: een  # besproken op maandag")
    assert "# besproken op maandag" in revised(own, ("answers", "q"), "twee")


def test_the_example_keeps_every_comment() -> None:
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    after = revised_entry(text, "budget", {"answer": "begroting", "note": "ja", "evidence": ""}, ())
    assert difference(text, after)[1:] == ['+   budget: {answer: begroting, note: "ja"}']


# --- files of every kind, changed many times -------------------------------------------


ANSWERS = ["a", "b-2", "onbekend", "3,5"]
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
    lambda text: text.strip() == text and text not in {"~", "null", "Null", "NULL"}
)
ENTRIES = st.builds(
    lambda answer, note, evidence: {"answer": answer, "note": note, "evidence": evidence},
    st.one_of(st.sampled_from(["", *ANSWERS]), st.just(("a", "b-2")), st.just(("a",))),
    st.one_of(st.just(""), TEXTS),
    st.one_of(st.just(""), TEXTS),
)


@st.composite
def hand_made(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """An answers file in somebody's own style, and what was written of each question."""
    counter = iter(range(1000))

    def comment() -> str:
        return f"  # c{next(counter)}." if draw(st.booleans()) else ""

    def answer() -> str:
        return draw(st.sampled_from(["a", "onbekend", '"b-2"', "'a'", "~"]))

    pad = draw(st.sampled_from(["  ", "    ", " "]))
    chunks: dict[str, str] = {}
    for name in draw(st.lists(st.sampled_from(["q1", "q2", "q3", "q4"]), unique=True)):
        style = draw(st.sampled_from(["plain", "empty", "flow", "block", "list", "flow-list"]))
        match style:
            case "plain":
                lines = [f"{name}: {answer()}{comment()}"]
            case "empty":
                lines = [f"{name}:{comment()}"]
            case "flow":
                lines = [f'{name}: {{answer: {answer()}, note: "n: #"}}{comment()}']
            case "block":
                lines = [
                    f"{name}:{comment()}",
                    f"{pad}answer: {answer()}{comment()}",
                    f"{pad}note: {draw(st.sampled_from(['|', '>-', '|+']))}{comment()}",
                    f"{pad}{pad}# geen commentaar",
                    f"{pad}{pad}",
                    f"{pad}evidence: x{comment()}",
                ]
            case "list":
                lines = [f"{name}:{comment()}", f"{pad}- a{comment()}", f"{pad}- b-2{comment()}"]
            case _:
                lines = [f"{name}: [a,{comment()}", f"{pad}b-2{comment()}", f"{pad}]{comment()}"]
        chunks[name] = "\n".join(pad + line for line in lines)
    parts = []
    for chunk in chunks.values():
        if draw(st.booleans()):
            parts.append(f"{draw(st.sampled_from(['', pad]))}# c{next(counter)}.")
        parts.append(chunk)
        parts += [""] * draw(st.integers(0, 2))
    head = f"answers:{comment()}" if parts else draw(st.sampled_from(["answers: {}", "answers:"]))
    after = draw(st.sampled_from(["", "date: 2026-10-01\n", "# c999.\n"]))
    return "\n".join([head, *parts]) + "\n" + after, chunks


KIND = load(model_tree(choice("q"))).kinds["q"]


def entries_of(text: str) -> dict[str, Entry]:
    tree = read_yaml(text, "").tree
    assert isinstance(tree, dict)
    answers = tree["answers"]
    found = answers if isinstance(answers, dict) else {}
    entries = {name: Entry.from_tree(one, KIND) for name, one in found.items()}
    return {name: entry for name, entry in entries.items() if entry != Entry()}


CHANGES = st.lists(
    st.tuples(st.sampled_from(["q1", "q2", "q3", "q4"]), ENTRIES), min_size=1, max_size=3
)
BLOCK = """\
  q1:
    answer: a
    note: |  # c0.
      # geen commentaar

    evidence: x"""
NOTHING = {"answer": "", "note": "", "evidence": ""}


@drawn(100, few=40)
@given(hand_made(), st.sampled_from(["\n", "\r\n"]), CHANGES)
@example((f"answers:\n{BLOCK}\n", {"q1": BLOCK}), "\n", [("q1", NOTHING)])
def test_nothing_else_is_touched_or_lost(
    made: tuple[str, dict[str, str]], newline: str, changes: list[tuple[str, dict[str, str]]]
) -> None:
    text, chunks = made[0].replace("\n", newline), dict(made[1])
    comments = {word for word in text.split() if word[:1] == "c" and word[-1:] == "."}
    known = entries_of(text)
    order = ["q1", "q2", "q3", "q4"]
    for name, parts in changes:
        text = revised_entry(text, name, parts, order)
        chunks.pop(name, None)
        known[name] = Entry(**parts)
        wanted = {name: entry for name, entry in known.items() if entry != Entry()}
        assert entries_of(text) == wanted
        assert comments <= set(text.split())
        assert all(chunk.replace("\n", newline).rstrip() in text for chunk in chunks.values())
        assert newline == "\n" or "\n" not in text.replace("\r\n", "")


@drawn(25, few=10)
@given(strategies.models(most_axes=2, most_questions=3), st.data())
def test_a_form_is_filled_in_as_a_person_would(
    tree: dict[str, object], data: st.DataObject
) -> None:
    model = load(deepcopy(tree))
    form = text = blank_yaml(Blank(model, "proef", date(2026, 10, 1)))
    worded = [name for name, q in model.questions.items() if q.type in {"choice", "yes-no"}]
    for question in strategies.all_questions(tree):
        name = str(question["id"])
        for _ in range(data.draw(st.integers(1, 2))):
            answer = data.draw(strategies.known_answers(question))
            given_answer = tuple(answer) if isinstance(answer, list) else answer
            parts = {"answer": given_answer, "note": data.draw(st.sampled_from(["", "ja: nee"]))}
            text = revised_entry(text, name, parts, list(model.questions))
            assert entries_of(text)[name] == Entry(**parts)
            if name in worded and not parts["note"]:
                assert f"#{name}: {given_answer}\n" not in text
    document = read_yaml(text, "").tree
    assert isinstance(document, dict)
    assess(document, model)
    if set(worded) == set(model.questions):
        for name in worded:
            text = revised_entry(text, name, {"answer": "", "note": ""}, list(model.questions))
        assert text == form
