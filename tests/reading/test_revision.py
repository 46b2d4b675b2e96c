"""Changing one answer in a file leaves everything else as somebody wrote it."""

import difflib
import re
import time
from copy import deepcopy
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gemeente_online import load_model
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import Value, entry_value
from gemeente_online.cli.filling import Filling
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.questionnaire.state import Entry
from gemeente_online.reading.revision import CannotReviseError, revised
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.forms.blank import Blank, blank_yaml
from support import strategies
from support.drawing import drawn
from support.places import EXAMPLES
from support.trees import Tree, answers_tree, choice, model_tree

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
        (
            "g",
            {"answer": "3,5", "note": 'h\u2028"o'},
            ['-   g: {answer: x, note: "é😀"}', '+   g: {answer: "3,5", note: "h\\u2028\\"o"}'],
        ),
        ("n.answer", "", ["-     answer: x # zeker", "+     answer: # zeker"]),
        ("n.evidence", "é: 1", ['+     evidence: "é: 1"']),
        ("h", {"answer": "x", "evidence": "y"}, ["-   h: z", '+   h: {answer: x, evidence: "y"}']),
        ("b", "nieuw", ["+   b: nieuw"]),
        ("i", "laatst", ["+   i: laatst"]),
        ("i", "", []),
    ],
)
def test_only_that_value_changes(path: str, value: Value, changed: list[str]) -> None:
    after = revised(HAND_MADE, ("answers", *path.split(".")), value, ORDER)
    assert difference(HAND_MADE, after) == changed


def test_a_new_answer_stands_where_it_belongs() -> None:
    group = "answers:\n  a:\n    answer: x\n    note: y\n  c: z\n"
    after = revised(group, ("answers", "b"), "v", ["answer", "a", "b"])
    assert after == group.replace("  c:", "  b: v\n  c:")
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
        ("answers: {} # c\r\n", "answers: # c\r\n  q: v\r\n"),
        ("answers:  # leeg\n# y\ndate: 1\n", "answers:  # leeg\n  q: v\n# y\ndate: 1\n"),
        ("answers: ~ # leeg\n", "answers: # leeg\n  q: v\n"),
        ("answers: {a: b, q: x} # c\n", "answers: {a: b, q: v} # c\n"),
        ("answers: {a: b} # c\n", 'answers: {a: b, q: "v"} # c\n'),
        ("answers: {\n  a: b}\n", 'answers: {\n  a: b, q: "v"}\n'),
        ("answers:\n  q: {answer: x, note: foto's}  # 's\n", "answers:\n  q: v  # 's\n"),
        ('answers:\n  "q": b\n', 'answers:\n  "q": v\n'),
        ("answers:\n  a:\n  - b\n  # c\ndate: 1", "answers:\n  a:\n  - b\n  q: v\n  # c\ndate: 1"),
        ("answers:\r\n  a: b\r\n", "answers:\r\n  a: b\r\n  q: v\r\n"),
        ("answers:\n    a: b\n...\n", "answers:\n    a: b\n    q: v\n...\n"),
        (
            "answers:\n  a: |\n    x\n\n    y\n\nz: 1\n",
            "answers:\n  a: |\n    x\n\n    y\n  q: v\n\nz: 1\n",
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
        "answers:\n  q: &alleen b\n",
        "answers: {a: b,}\n",
        "answers:\n  ? q\n  : b\n",
        "answers:\n  q:\n    - b\n",
        "answers:\n  q:\n    b\n",
        "answers:\n  q: [a,\n    b]\n",
        "answers:\n  q: >\n    b\n",
        "answers:\n  a: |+\n    x\n\n\n",
        "answers:\n  q:\n    answer: >\n      b\n",
        "answers: b\n",
        "date: 1\n",
        "answers: [q]\n",
    ],
)
def test_what_cannot_be_changed_alone_is_not_changed(text: str) -> None:
    with pytest.raises(CannotReviseError):
        revised(text, ("answers", "q"), "v", ["a", "q"])


def test_fields_of_a_form_keep_their_explanation() -> None:
    after = revised(HAND_MADE, ("municipality", "code"), "GM0344", ["name", "code"])
    assert difference(HAND_MADE, after) == [
        "-   #code: GM0000  # CBS-code",
        "+   code: GM0344  # CBS-code",
    ]


def test_lines_of_a_form_as_somebody_left_them() -> None:
    def to(text: str) -> str:
        return revised(text, ("answers", "q"), "5")

    assert to("answers:\n  #q:   # een getal\n") == "answers:\n  q: 5   # een getal\n"
    assert to("answers:\n  #q:\t\n") == "answers:\n  q: 5\t\n"
    assert to("answers:\n  #q: x\n#q: y") == "answers:\n  #q: x\n#q: y\n  q: 5"
    about = 'respondent: x\n#ambition: "3 # of 4"  # doel\ndate: 1\n'
    assert revised(about, ("ambition",), "3") == about.replace(
        '#ambition: "3 # of 4"', "ambition: 3"
    )


def test_a_file_of_spaces_takes_no_time() -> None:
    lines = "".join(f"  #q:{' ' * 200_000}{end}\n" for end in ('x"', "'", "\t\t:", " #"))
    text = "answers:\n  a: b\n" + lines + "   \n" * 50_000 + "z: 1"
    start = time.process_time()
    assert "  q: v\n" in revised(text, ("answers", "q"), "v")
    assert "  c: v\n" in revised(text, ("answers", "c"), "v", ["a", "c"])
    assert time.process_time() - start < 5


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
        return revised(text, ("answers", "q"), entry_value({"answer": answer, "note": note}))

    first = to(FORM, "een")
    assert difference(FORM, first) == ["-   #q: een", "+   q: een"]
    second = to(first, "twee")
    assert second == FORM.replace("#q: twee", "q: twee")
    noted = to(second, "twee", "ja")
    assert noted == FORM.replace("#q: twee", 'q: {answer: twee, note: "ja"}')
    assert to(noted, "een") == first
    unknown = to(noted, "onbekend", "ja")
    assert unknown == FORM + '  q: {answer: onbekend, note: "ja"}\n'
    assert difference(FORM, to(unknown, "een")) == ["-   #q: een", "+   q: een", "+   #q: onbekend"]
    for text in (first, second, noted):
        assert to(text, "") == FORM


def test_in_a_form_a_comment_of_ones_own_stays() -> None:
    own = FORM.replace("#q: een", "q: een  # besproken op maandag")
    assert "q: twee  # besproken op maandag" in revised(own, ("answers", "q"), "twee")
    own = FORM.replace("#q: twee", "#q: twee  # liever niet")
    assert "  q: twee  # liever niet" in revised(own, ("answers", "q"), "twee")


def test_the_example_keeps_every_comment() -> None:
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    after = revised(text, ("answers", "budget"), {"answer": "begroting", "note": "ja"})
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
LIST = "  q1:\n    - a\n    - b-2"
NOTHING = {"answer": "", "note": "", "evidence": ""}
ONE, BOTH = ({**NOTHING, "answer": answer} for answer in [("a",), ("a", "b-2")])


@drawn(25)
@given(hand_made(), st.sampled_from(["\n", "\r\n"]), CHANGES)
@example((f"answers:\n{BLOCK}\n", {"q1": BLOCK}), "\n", [("q1", NOTHING)])
@example((f"answers:\n{LIST}\n", {"q1": LIST}), "\n", [("q1", BOTH), ("q1", ONE)])
def test_nothing_else_is_touched_or_lost(
    made: tuple[str, dict[str, str]], newline: str, changes: list[tuple[str, dict[str, str]]]
) -> None:
    text, chunks = made[0].replace("\n", newline), dict(made[1])
    comments = {word for word in text.split() if word[:1] == "c" and word[-1:] == "."}
    known = entries_of(text)
    order = ["q1", "q2", "q3", "q4"]
    for name, parts in changes:
        before = text
        try:
            text = revised(text, ("answers", name), entry_value(parts), order)
        except CannotReviseError:  # what stands on several lines there, or ends just before it
            assert "\n" in chunks.get(name, "\n".join(chunks.values()))
            continue
        if text != before:
            chunks.pop(name, None)
        known[name] = Entry(**parts)
        wanted = {name: entry for name, entry in known.items() if entry != Entry()}
        assert entries_of(text) == wanted
        assert comments <= set(text.split())
        assert all(chunk.replace("\n", newline).rstrip() in text for chunk in chunks.values())
        assert newline == "\n" or "\n" not in text.replace("\r\n", "")


# --- the forms that the program makes ---------------------------------------------------


ABOUT = {
    ("municipality", "name"): TEXTS,
    ("municipality", "code"): st.sampled_from(["GM0344", ""]),
    ("municipality", "inhabitants"): st.sampled_from(["56000", ""]),
    ("municipality", "province"): st.one_of(TEXTS, st.just("")),
    ("municipality", "group"): st.one_of(TEXTS, st.just("")),
    ("respondent",): st.one_of(TEXTS, st.just("")),
    ("date",): st.just("2027-02-01"),
}
FILES = st.tuples(
    st.sampled_from([("", "utf-8"), ("\ufeff", "utf-8"), ("\ufeff", "utf-16-le")]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)


@st.composite
def forms(draw: st.DrawFn) -> tuple[Tree, Model, str]:
    """What ``init`` makes for a model, with some of it filled in with an editor."""
    tree, answers = draw(strategies.cases(most_axes=2, most_questions=3))
    model = load(deepcopy(tree))
    previous = None
    if draw(st.booleans()):
        remark = {"note": draw(TEXTS), "evidence": draw(TEXTS)}
        noted = {
            name: one if isinstance(one, dict) else {"answer": one, **remark}
            for name, one in answers.items()
        }
        given = answers_tree(noted if draw(st.booleans()) else answers)
        previous = assess(given | {"respondent": draw(TEXTS)}, model)
    blank = Blank(model, model.id, date(2026, 10, 1), previous=previous)
    text = blank_yaml(blank._replace(municipality=previous.municipality) if previous else blank)
    for name in model.questions:
        templates = re.findall(rf"(?m)^  #{name}:.*$", text)
        if not re.search(rf"(?m)^  {name}:", text) and draw(st.booleans()):
            line = draw(st.sampled_from(templates))
            own = draw(st.sampled_from(["", "  # eigen: 'woord'"]))
            text = text.replace(line + "\n", line.replace("#", "", 1) + own + "\n", 1)
    return tree, model, text


@st.composite
def changes_of(draw: st.DrawFn, questions: dict[str, Tree]) -> tuple[tuple[str, ...], Value, Any]:
    """A path, what is saved there, and what an answers file has there then."""
    about = draw(st.sampled_from([None, None, *ABOUT]))
    if about is not None:
        text = draw(ABOUT[about])
        return about, text, text
    name = draw(st.sampled_from([*questions]))
    known = strategies.known_answers(questions[name])
    answer = draw(st.one_of(known, known, st.sampled_from(["onbekend", ""])))
    beside = {
        "note": draw(st.sampled_from(["", "ja: nee", "l'été #1"])),
        "evidence": draw(st.one_of(st.just(""), TEXTS)),
    }
    words = tuple(answer) if isinstance(answer, list) else answer
    value = entry_value({"answer": words, **beside})
    return ("answers", name), value, {"answer": answer, **beside}


@drawn(80)
@given(forms(), FILES, st.data())
def test_a_form_of_the_program_is_never_refused(
    form: tuple[Tree, Model, str],
    file: tuple[tuple[str, str], str, bool],
    data: st.DataObject,
) -> None:
    """And reads as was wanted, with every line that is not about that as it was."""
    tree, model, text = form
    (mark, encoding), newline, ends = file
    text = text.replace("\n", newline).removesuffix("" if ends else newline)
    questions = {str(question["id"]): question for question in strategies.all_questions(tree)}
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes((mark + text).encode(encoding))
        filling = Filling(str(path), model)
        filling.read()
        for _ in range(data.draw(st.integers(1, 5))):
            at, value, meant = data.draw(changes_of(questions))
            wanted = deepcopy(filling.tree) | {"answers": filling.tree["answers"] or {}}
            (wanted[at[0]] if at[1:] else wanted)[at[-1]] = meant
            filling.save(at, value)
            assert filling.read() == assess(wanted, model, str(path))
            before, text = text, path.read_bytes().decode(encoding).removeprefix(mark)
            assert other_lines(text, newline, at[-1]) == other_lines(before, newline, at[-1])
            assert text.count("# eigen: 'woord'") == before.count("# eigen: 'woord'")
            assert text.endswith("\n") == ends


def other_lines(text: str, newline: str, key: str) -> list[str]:
    return [line for line in text.split(newline) if not re.match(rf" *#?{key}:", line)]


def test_a_form_that_is_filled_in_and_emptied_is_the_form_again() -> None:
    model = load_model()
    form = text = blank_yaml(Blank(model, model.id, date(2026, 10, 1)))
    for name, kind in model.kinds.items():
        for word in (*kind.words, kind.words[0]):
            text = revised(text, ("answers", name), word, [*model.questions])
            assert difference(form, text) == [f"-   #{name}: {word}", f"+   {name}: {word}"]
        text = revised(text, ("answers", name), "", [*model.questions])
        assert text == form
