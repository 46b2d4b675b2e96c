"""What ``consensus`` shows: what a meeting depends on, what to talk about, and what is settled.

The agenda's page takes the same words (``report/agenda``), and the form for the meeting what is
said beside its questions.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from gemeente_online.analysis.consensus import Agreement, Consensus, QuestionConsensus, Said
from gemeente_online.assessment.colleagues import Uncounted
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.texts import NOTHING_WORD
from gemeente_online.rendering.answers import (
    answer_signs,
    answer_text,
    answer_value,
    chosen_signs,
    named_questions,
    numbered,
    question_word,
)
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Shown,
    Value,
    matrix,
    sheet,
    table,
    truth,
)
from gemeente_online.rendering.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    Table,
    Text,
    as_document,
)
from gemeente_online.rendering.words import (
    ambition_listing,
    heading_of,
    long_date,
    model_word,
    phase_word,
    questions_word,
    range_word,
)
from gemeente_online.wording import capitalised, listing

AGREEMENTS = {
    Agreement.AGREED: "eens",
    Agreement.CLOSE: "bijna eens",
    Agreement.SPLIT: "verschil",
    Agreement.SINGLE: "één antwoord",
    Agreement.OPEN: "open",
}
"""What each is called, from what needs no talk to what nobody knows."""

_MOST_NAMED = 12
"""Respondents who are named where it is said who met."""

DECISION = "Besluit: ______________________________________________"
"""The line to write on."""

WHO_SAID_WHAT = "Wie antwoordde wat"
SETTLED = "Hierover bent u het eens"
UNANSWERED = "Door niemand beantwoord"

ABOUT_OPEN = (
    "Wie kan dit uitzoeken? Een open vraag kan de fase lager of hoger maken dan een antwoord."
)
"""What to do with a question that nobody answered, and why."""


# --- sentences ------------------------------------------------------------------------------------


def depends(consensus: Consensus) -> str:
    """Which phases it may come to: the first thing to know."""
    low, middle, high = (
        one.overall.phase for one in (consensus.lowest, consensus.middle, consensus.highest)
    )
    if low is None or high is None:
        possible = consensus.lowest.overall.range[0], consensus.highest.overall.range[1]
        return (
            "De fase is nog niet te bepalen, want te weinig vragen zijn beantwoord. "
            f"Mogelijk: fase {range_word(possible)}."
        )
    if low == high:
        return f"Fase {low}, welke van de gegeven antwoorden het ook worden."
    told = f"Fase {low}–{high}, afhankelijk van waar u het over eens wordt"
    return f"{told}; met de middelste antwoorden fase {phase_word(middle)}."


def counted_agreements(consensus: Consensus) -> str:
    """How many questions are agreed on, and how many are not: "12 eens, 8 bijna eens en 1 open"."""
    given = [one.agreement for one in consensus.questions]
    told = [f"{given.count(one)} {word}" for one, word in AGREEMENTS.items() if one in given]
    return f"Van de {questions_word(len(given))}: {listing(told)}."


def of_whom(consensus: Consensus) -> str:
    """Whose answers these are, and of when."""
    first, last = consensus.dates
    when = f"op {long_date(last)}"
    if first != last:
        when = f"tussen {long_date(first)} en {long_date(last)}"
    count = len(consensus.respondents)
    who = "" if consensus.anonymous else f": {listing(names(consensus))}"
    return f"{count} invullers antwoordden {when}{who}."


def remarks_on(consensus: Consensus) -> Iterator[str]:
    """What else to know of the answers: who does not count, what may have changed, the ambition."""
    untouched = [one for one in consensus.left if one.reason is Uncounted.UNTOUCHED]
    if untouched and consensus.anonymous:
        yield f"Nog niet ingevuld: {len(untouched)} van de formulieren. Die tellen niet mee."
    elif untouched:
        yield f"Nog niet ingevuld: {listing([one.respondent.name for one in untouched])}."
    if consensus.far_apart:
        yield (
            "Let op: tussen de eerste en de laatste zitten meer dan negentig dagen. Een verschil "
            "kan ook komen doordat er intussen iets veranderde."
        )
    aims = [one for one in consensus.respondents if one.assessment.ambition]
    if aims and not consensus.assessment.ambition:
        told = [f"{one.name} {ambition_listing(one.assessment)}" for one in aims]
        yield f"Ook over de ambitie verschilt u: {'; '.join(told)}."


def names(consensus: Consensus) -> list[str]:
    """What respondents are called."""
    return [one.name for one in consensus.respondents]


def meeting_of(consensus: Consensus) -> str:
    """Who fill in the form for the meeting: "overleg van beleid, kcc en wijk"; of many a number."""
    if consensus.anonymous or len(consensus.respondents) > _MOST_NAMED:
        return f"overleg van {len(consensus.respondents)} invullers"
    return f"overleg van {listing(names(consensus))}"


def why_it_matters(question: QuestionConsensus) -> str:
    """What depends on the answer; empty where nothing does."""
    decides = question.decides
    told = []
    if decides.overall:
        told.append("beslist over de fase als geheel")
    elif decides.axis:
        told.append("beslist over de fase van de as")
    if decides.requirements:
        told.append(f"voorwaarde voor fase {listing(decides.requirements)}")
    if question.lacks_evidence:
        told.append("nog zonder bewijs")
    return f"{capitalised('; '.join(told))}." if told else ""


class PossibleAnswer(NamedTuple):
    """One of the answers to choose from at the meeting.

    sign: its letter, or the word for it; empty for a number. text: what it says.
    who: who gave it.
    """

    sign: str
    text: str
    who: tuple[str, ...]


def possible_answers(model: Model, question: QuestionConsensus) -> list[PossibleAnswer]:
    """Every option with who chose it, also alone among several; and what else was answered."""
    asked = model.questions[question.id]
    given = question.chosen
    texts = {option.id: option.text for option in asked.options or ()}
    found = [
        PossibleAnswer(
            chosen_signs(asked, (word,)),
            texts.get(word, f"{capitalised(word)}."),
            tuple(name for answer, who in given.items() if word in answer.chosen for name in who),
        )
        for word in model.kinds[question.id].words
        if word != NOTHING_WORD
    ]
    for answer, who in given.items():
        if not answer.chosen:
            sign = "" if answer.number is not None else answer_signs(asked, answer)
            found.append(PossibleAnswer(sign, answer_text(asked, answer), tuple(who)))
    return found


def silent(question: QuestionConsensus) -> list[str]:
    """Who left a question open."""
    return [name for name, said in question.answers.items() if said.answer.state is State.UNKNOWN]


def silent_sentence(question: QuestionConsensus) -> str:
    """The same as a sentence; empty where everybody answered."""
    who = silent(question)
    return f"Niet beantwoord: {listing(who)}." if who else ""


def remarks(question: QuestionConsensus) -> list[tuple[str, Said]]:
    """Who wrote a note, or where evidence is, and what was said."""
    return [
        (name, said)
        for name, said in question.answers.items()
        if said.remark.note or said.remark.evidence
    ]


def agreed_without_evidence(consensus: Consensus) -> list[str]:
    """The questions with an agreed answer that should carry evidence, and has none."""
    return [
        one.id
        for one in consensus.questions
        if one.agreement is Agreement.AGREED and one.lacks_evidence
    ]


def lacking_sentence(consensus: Consensus) -> str:
    """Which agreed answers should carry evidence, and have none; empty where all have."""
    lacking = agreed_without_evidence(consensus)
    named = named_questions(consensus.assessment.model, lacking)
    return f"Nog zonder bewijs, en dat hoort er wel bij: {named}." if lacking else ""


def left_open(consensus: Consensus) -> list[str]:
    """The questions that nobody answered."""
    return [one.id for one in consensus.questions if one.agreement is Agreement.OPEN]


def nothing_to_discuss(consensus: Consensus) -> str:
    """What an agenda without questions says."""
    if left_open(consensus):
        return "U bent het eens over alles wat is beantwoord."
    return "U bent het overal over eens."


# --- the document ---------------------------------------------------------------------------------


@as_document
def consensus_document(consensus: Consensus) -> Iterator[Block]:
    """What it depends on, who answered what, the agenda, and what is settled."""
    model = consensus.assessment.model
    yield Heading(f"Overleg {heading_of(consensus.assessment)}")
    yield Paragraph(depends(consensus), strong=True)
    yield Paragraph(counted_agreements(consensus))
    yield Paragraph(of_whom(consensus))
    yield from map(Paragraph, remarks_on(consensus))
    yield _phases(consensus)
    yield Heading(WHO_SAID_WHAT, level=2)
    yield _grid(consensus)
    yield Heading("Agenda", level=2)
    if not consensus.agenda:
        yield Paragraph(nothing_to_discuss(consensus))
    for place, identifier in enumerate(consensus.agenda, start=1):
        yield from _item(model, place, consensus.question(identifier))
    yield from _settled(consensus)
    yield Paragraph(model_word(model))


def _phases(consensus: Consensus) -> Table:
    """The phases of every axis, and overall, at the lowest, middle and highest answers."""
    ends = (consensus.lowest, consensus.middle, consensus.highest)
    model = consensus.assessment.model
    rows = [(axis.name, [one.axis(axis.id).phase for one in ends]) for axis in model.axes]
    rows.append(("Als geheel", [one.overall.phase for one in ends]))
    return matrix(
        "Fase met de",
        ["laagste antwoorden", "middelste antwoorden", "hoogste antwoorden"],
        [(name, [*map(phase_word, phases)]) for name, phases in rows],
        right=True,
    )


def _grid(consensus: Consensus) -> Table:
    """Questions against respondents, by letter."""
    model = consensus.assessment.model

    def of(name: str) -> Shown[QuestionConsensus]:
        return Column(
            name, lambda one: answer_signs(model.questions[one.id], one.answers[name].answer)
        )

    columns: list[Shown[QuestionConsensus]] = [
        Column("Vraag", lambda one: numbered(model, one.id)),
        *map(of, names(consensus)),
        Column("", lambda one: AGREEMENTS[one.agreement]),
    ]
    return table(columns, consensus.questions)


def _item(model: Model, place: int, question: QuestionConsensus) -> Iterator[Block]:
    asked = model.questions[question.id]
    word = AGREEMENTS[question.agreement]
    yield Heading(f"{place}. {capitalised(question_word(model, question.id))}: {word}", level=3)
    yield Paragraph(asked.text)
    yield from _told(why_it_matters(question))
    given = possible_answers(model, question)
    yield Items(
        tuple(_possible(one) for one in given),
        labels=tuple(one.sign or "-" for one in given),
    )
    yield from _told(silent_sentence(question))
    if said := remarks(question):
        yield Items(tuple(f"{name}: {remark_text(one)}" for name, one in said))
    yield Paragraph(DECISION)


def _told(sentence: str) -> Iterator[Block]:
    """A sentence, where there is one."""
    if sentence:
        yield Paragraph(sentence)


def _possible(one: PossibleAnswer) -> Text:
    return (one.text, f"→ {listing(one.who)}") if one.who else one.text


def remark_text(said: Said) -> str:
    """A note and evidence on one line."""
    parts = [said.remark.note, said.remark.evidence and f"bewijs: {said.remark.evidence}"]
    return "; ".join(part for part in parts if part)


def _settled(consensus: Consensus) -> Iterator[Block]:
    model = consensus.assessment.model
    agreed = [one for one in consensus.questions if one.agreement is Agreement.AGREED]
    if agreed:
        yield Heading(SETTLED, level=2)
        columns: list[Shown[QuestionConsensus]] = [
            Column("Vraag", lambda one: numbered(model, one.id)),
            Column("Antwoord", lambda one: agreed_text(consensus, one)),
        ]
        yield table(columns, agreed)
    yield from _told(lacking_sentence(consensus))
    if nobody := left_open(consensus):
        yield Heading(UNANSWERED, level=2)
        yield Paragraph(f"{capitalised(named_questions(model, nobody))}. {ABOUT_OPEN}")


def agreed_text(consensus: Consensus, question: QuestionConsensus) -> str:
    """The answer that all agree on, in full."""
    asked = consensus.assessment.model.questions[question.id]
    return answer_text(asked, consensus.assessment.answers[question.id])


# --- rows -----------------------------------------------------------------------------------------


def consensus_sheet(consensus: Consensus) -> Iterator[list[Value]]:
    """A header, and a row for every question; three columns for every respondent."""
    model = consensus.assessment.model
    places = {one: place for place, one in enumerate(consensus.agenda, start=1)}
    axes = {question.id: axis.id for axis in model.axes for question in axis.questions}

    def of(name: str) -> Iterator[Field[QuestionConsensus]]:
        yield Column(f"answer_{name}", lambda one: _value(model, one, name))
        yield Column(f"note_{name}", lambda one: one.answers[name].remark.note)
        yield Column(f"evidence_{name}", lambda one: one.answers[name].remark.evidence)

    fields: list[Field[QuestionConsensus]] = [
        Column("agenda", lambda one: places.get(one.id)),
        Column("axis", lambda one: axes[one.id]),
        Column("question", lambda one: one.id),
        Column("text", lambda one: model.questions[one.id].text),
        Column("agreement", lambda one: str(one.agreement)),
        Column("decides_overall", lambda one: truth(holds=one.decides.overall)),
        Column("decides_axis", lambda one: truth(holds=one.decides.axis)),
        Column("requirements", lambda one: "|".join(map(str, one.decides.requirements))),
        Column("lacks_evidence", lambda one: truth(holds=one.lacks_evidence)),
    ]
    fields += chain.from_iterable(map(of, names(consensus)))
    return sheet(fields, consensus.questions)


def _value(model: Model, question: QuestionConsensus, name: str) -> Value:
    """What one answered, as a file has it; nothing where it was left open."""
    answer = question.answers[name].answer
    known = answer.state is not State.UNKNOWN
    return answer_value(model.questions[question.id], answer) if known else None
