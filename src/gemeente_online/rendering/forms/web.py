"""A form to fill in as a web page in one file, which saves what was filled in as an answers file.

The page is a template of plain HTML, in which every field has the name of the column that a CSV
file has for it. Its script saves, opens and checks; it has the sentences of ``check`` from here, so
that there is one of each, and it scores nothing. What is filled in beforehand comes along as an
answers file, and is opened as any other. Needs Jinja2, the extra ``report``.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from markupsafe import Markup

from gemeente_online.assessment.dates import MONTH_NUMBERS
from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.municipality import is_unnamed, unnamed
from gemeente_online.assessment.spelling import PROVINCES
from gemeente_online.assessment.warnings import FEW_INHABITANTS, FIRST_YEAR
from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.messages import messages
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_texts
from gemeente_online.model.numbers import MAX_DIGITS, as_written, bounds_in_words
from gemeente_online.model.parts import Axis, Subject
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.model.question_types.texts import (
    BEFORE_A_LETTER,
    LABELS,
    NOT_APPLICABLE,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNANSWERED,
    UNKNOWN_WORD,
    signs,
)
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.beside import told_beside
from gemeente_online.rendering.forms.blank import (
    IN_A_FIELD,
    Blank,
    how_to_choose,
    where_evidence_goes,
)
from gemeente_online.rendering.templating import render_page
from gemeente_online.rendering.words import code_words, group_example, long_date, when_left_open

OF_WHAT_IS_TYPED = (
    "string-too-short/name", "not-a-code", "not-positive/inhabitants", "not-whole",
    "not-whole/thousands", "not-a-date", "not-a-date/empty", "not-a-date/short-year",
    "not-a-date/with-time", "not-a-date/slashes", "not-a-date/no-such-day", "not-a-number",
    "not-a-number/words-around-it", "not-a-number/thousands", "not-a-number/grouped",
    "not-a-number/answer", "not-a-number/unit", "ambiguous-number", "number-too-long",
    "out-of-bounds", "still-unnamed", "old-date", "few-inhabitants", "remark-without-answer",
    "not-applicable",
)  # fmt: skip
"""Keys of what the script may have to say of a field, with what would be right."""

OF_A_FILE = (
    "unknown-option", "unknown-option/empty", "word-stands-alone", "repeated-option",
    "string-type/beside-an-answer", "unknown-question", "unknown-axis", "unknown-phase",
    "unknown-key", "other-major-version",
)  # fmt: skip
"""Keys of what it may have to say of a file that is opened."""

OF_EARLIER = ("dropped-question", "answered-twice", "renamed-question/in-files")
"""Keys of what it may have to say of a file with ids of earlier versions of the model."""

LONGEST_TEXT = 20_000
"""Characters that one text in a file may have, as whoever reads it has it."""

_LONE_WORDS = {
    UNKNOWN_WORD: "Onbekend; de vraag {when_left_open}",
    NOT_APPLICABLE_WORD: "Niet van toepassing; de vraag telt niet mee",
    NOTHING_WORD: "Geen van deze",
}
"""What stands at the words that never go together with another answer."""


class ToChoose(NamedTuple):
    """What may be chosen at a question.

    word: of an answers file. sign: by what people name it, where that is a letter.
    lead: the word, where a text explains it. is_own: whether the text is the model's.
    expects_evidence: whether evidence belongs to it.
    """

    word: str
    sign: str
    lead: str
    text: str
    is_own: bool
    expects_evidence: bool


def blank_page(blank: Blank) -> str:
    """The page's text, the same for the same form."""
    model = blank.model
    parts = ["Over deze meting", *(axis.name for axis in model.axes)]
    firsts = [f"deel-{held.start + 1}" for held in model.domain_axes.values()]
    return render_page(
        "form.html.j2",
        styles=("form.css",),
        scripts=("rules.js", "fields.js", "form.js"),
        functions=(to_choose, bounds, as_written, told_beside, phase_texts, hint),
        blank=blank,
        model=model,
        code=code_words(model),
        group=group_example(model),
        earlier=None if blank.beside else blank.previous,
        before=long_date(blank.previous.date) if blank.previous else "",
        numbers={question: at for at, question in enumerate(model.questions, start=1)},
        provinces=PROVINCES if model.is_of_municipalities else (),
        sections={f"deel-{at}": title for at, title in enumerate(parts)},
        domains=dict(zip(firsts, model.domains, strict=True)),
        data=_as_script(_data(blank)),
    )


def to_choose(kind: Kind) -> Iterator[ToChoose]:
    """What may be chosen, in the order of the model."""
    options = {option.id: option.text for option in kind.options}
    letters = {} if kind.fixed_words else signs(kind.options)
    to_prove = kind.to_prove
    for word in kind.possible:
        yield ToChoose(
            word=word,
            sign=letters.get(word, ""),
            lead=word if kind.fixed_words and word in options else "",
            text=options.get(word)
            or _LONE_WORDS.get(word, word).format(when_left_open=when_left_open(kind.model)),
            is_own=word in options,
            expects_evidence=word in to_prove,
        )


def hint(model: Model, axis: Axis) -> str:
    """How to answer the questions of an axis, and where evidence goes; empty where it is plain."""
    kinds = [model.kinds[question.id] for question in axis.questions]
    return f"{how_to_choose(kinds)} {where_evidence_goes(kinds, IN_A_FIELD)}".strip()


def bounds(kind: Kind) -> str:
    """The bounds of a number in words, for a message: "ten minste 0"; empty without any."""
    return " en ".join(bounds_in_words(kind.question.minimum, kind.question.maximum))


def _data(blank: Blank) -> dict[str, Any]:
    """What the script has to know and the page does not show."""
    model = blank.model
    known: dict[str, Any] = {
        "model": blank.model_name,
        "id": model.id,
        "version": model.version,
        "begin": _begin(blank),
        "messages": _sentences(model),
        "months": MONTH_NUMBERS,
        "most_digits": MAX_DIGITS,
        "most_signs": LONGEST_TEXT,
        "first_year": FIRST_YEAR,
        "few_inhabitants": FEW_INHABITANTS if model.is_of_municipalities else 0,
        "unnamed": unnamed(model),
        "words": _words(),
        "before": BEFORE_A_LETTER,
        "lone": list(_LONE_WORDS),
        "texts": [
            (question.id, option.id, option.text)
            for question in model.questions.values()
            for option in question.options or ()
            if option.text != clean(option.text)  # a page shows it otherwise
        ],
        "only_axis": model.axes[0].id if len(model.axes) == 1 else None,
    }
    if model.became:
        known["earlier"] = [(old, now or "") for old, now in model.became.items()]
    asked = {question: kind.possible for question, kind in model.kinds.items()}
    own = [blank.model_name, model.id, model.version, known["begin"], asked]
    told = json.dumps(own, sort_keys=True)
    return known | {"form": f"{model.id} {sha256(told.encode()).hexdigest()[:16]}"}


def _sentences(model: Model) -> dict[str, str]:
    """What is wrong, still to be filled in; of what is typed with what would be right."""
    own = dict(messages())
    if not model.is_of_municipalities:
        own["not-a-code"] = own["not-a-code/other"]
    told = {key: f"{own[key]['says']}: {own[key]['hint']}" for key in OF_WHAT_IS_TYPED}
    of_a_file = (*OF_A_FILE, *OF_EARLIER) if model.became else OF_A_FILE
    told |= {key: own[key]["says"] for key in of_a_file}
    return {key: _about(text, model.subject) for key, text in told.items()}


def _about(text: str, subject: Subject) -> str:
    """A message with its words for what is assessed; all else is still to be filled in."""
    return text.replace("{subject.one}", subject.one).replace("{subject.people}", subject.people)


def _words() -> dict[str, list[str]]:
    """The texts that stand for the words that are no option of a model."""
    also = {NOT_APPLICABLE_WORD: NOT_APPLICABLE, UNKNOWN_WORD: UNANSWERED}
    return {word: [text, *also.get(word, ())] for word, text in LABELS.items()}


def _begin(blank: Blank) -> dict[str, Any]:
    """What an answers file says of what is filled in beforehand."""
    place, previous = blank.municipality, blank.previous
    shared = previous.shared_ambition if previous else None
    about = {
        "name": None if is_unnamed(place.name, blank.model) else place.name,
        "code": place.code,
        "inhabitants": place.inhabitants,
        "province": place.province,
        "group": place.group,
    }
    found: dict[str, Any] = {
        "municipality": about,
        "date": blank.date.isoformat(),
        "respondent": blank.respondent,
        "ambition": dict(previous.ambition) if previous and shared is None else shared,
        "answers": {},
    }
    if previous is not None:
        for question, answer in previous.answers.items():
            remark = previous.remarks.get(question, Remark())
            words = words_of_answer(answer)
            if words or remark != Remark():
                found["answers"][question] = {
                    "answer": words if len(words) > 1 else "".join(words),
                    "note": remark.note,
                    "evidence": remark.evidence,
                }
    return found


def _as_script(value: object) -> Markup:
    """JSON that can stand in a page: whatever the texts hold, no tag ends or begins in it."""
    escapes = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
    return Markup(json.dumps(value, separators=(",", ":")).translate(escapes))  # noqa: S704
