"""How agreement is told: what a meeting depends on, who answered what, and what is settled.

What the agenda says in a terminal, on its page and in Word, and who the form for the meeting is of.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gemeente_online.analysis.consensus import Agreement, Consensus, QuestionConsensus, Said
from gemeente_online.assessment.colleagues import Uncounted
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Scoring
from gemeente_online.model.question_types.texts import NOTHING_WORD
from gemeente_online.rendering.answers import (
    answer_signs,
    answer_text,
    chosen_signs,
    named_questions,
)
from gemeente_online.rendering.words import (
    ambition_listing,
    long_date,
    questions_word,
    range_word,
    when_left_open,
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
    between = "nog niet te bepalen" if middle is None else f"fase {middle}"
    told = f"Fase {low}–{high}, afhankelijk van waar u het over eens wordt"
    return f"{told}; met de middelste antwoorden {between}."


def about_open(model: Model) -> str:
    """What to do with a question that nobody answered, and why."""
    why = "Een open vraag kan de fase lager of hoger maken dan een antwoord."
    if model.scoring is Scoring.CHECKLIST:
        why = f"Een open vraag {when_left_open(model)}."
    return f"Wie kan dit uitzoeken? {why}"


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
        told.append("kan beslissen over de fase als geheel")
    elif decides.axis:
        told.append("kan beslissen over de fase van de as")
    if decides.requirements:
        told.append(f"voorwaarde voor fase {listing(decides.requirements)}")
    if question.lacks_evidence:
        told.append("nog zonder bewijs")
    return f"{capitalised('; '.join(told))}." if told else ""


class PossibleAnswer(NamedTuple):
    """One of the answers to choose from at the meeting.

    sign: its letter, or the word for it; empty for a number.
    text: what it says; empty where that is no more than the sign.
    who: who gave it, in the order of the respondents.
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
            texts.get(word, ""),
            tuple(name for name, said in question.answers.items() if word in said.answer.chosen),
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


def remark_text(said: Said) -> str:
    """A note and evidence on one line."""
    parts = [said.remark.note, said.remark.evidence and f"bewijs: {said.remark.evidence}"]
    return "; ".join(part for part in parts if part)


def agreed_text(consensus: Consensus, question: QuestionConsensus) -> str:
    """The answer that all agree on, in full."""
    asked = consensus.assessment.model.questions[question.id]
    return answer_text(asked, consensus.assessment.answers[question.id])


def agreed_without_evidence(consensus: Consensus) -> list[str]:
    """The questions with an agreed answer that should carry evidence, and has none."""
    return [one.id for one in consensus.with_agreement(Agreement.AGREED) if one.lacks_evidence]


def lacking_sentence(consensus: Consensus) -> str:
    """Which agreed answers should carry evidence, and have none; empty where all have."""
    lacking = agreed_without_evidence(consensus)
    named = named_questions(consensus.assessment.model, lacking)
    return f"Nog zonder bewijs, en dat hoort er wel bij: {named}." if lacking else ""


def left_open(consensus: Consensus) -> list[str]:
    """The questions that nobody answered."""
    return [one.id for one in consensus.with_agreement(Agreement.OPEN)]


def nothing_to_discuss(consensus: Consensus) -> str:
    """What an agenda without questions says."""
    if left_open(consensus):
        return "U bent het eens over alles wat is beantwoord."
    return "U bent het overal over eens."
