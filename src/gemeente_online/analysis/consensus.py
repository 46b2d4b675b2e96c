"""What several respondents of one municipality agree on, and what is left to talk about. Pure.

Nothing is averaged and nothing is voted on. What they do not agree on stays open, and the phases
are those that it may still come to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - a field is called date
from enum import StrEnum

from gemeente_online.assessment.colleagues import Colleagues, Left, Respondent, colleagues
from gemeente_online.assessment.file import Answer, Assessment, Remark, State
from gemeente_online.assessment.rounds import QUARTER
from gemeente_online.assessment.tree import unanswered
from gemeente_online.assessment.value import expect, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.levels import least_units
from gemeente_online.scoring.choices import deciding, highest, lowest, middle
from gemeente_online.scoring.evidence import lacks_evidence
from gemeente_online.scoring.result import Summary

_TAKES = "consensus() takes a list of Assessments"


class Agreement(StrEnum):
    """How far respondents agree on the answer to a question."""

    AGREED = "agreed"
    """At least two answered, and all the same."""
    CLOSE = "close"
    """Neighbouring answers."""
    SPLIT = "split"
    """Further apart, or nvt against an answer, or a requirement lies between them."""
    SINGLE = "single"
    """One answered."""
    OPEN = "open"
    """Nobody answered."""


@plain_value
class Said:
    """What one respondent said to a question."""

    answer: Answer
    """The answer; unknown where it was left open."""
    remark: Remark
    """Note and evidence."""


@plain_value
class Decides:
    """What depends on which of the given answers it becomes."""

    overall: bool
    """Whether the overall phase can, with some choice at the other questions."""
    axis: bool
    """Whether the phase of the axis can, likewise."""
    requirements: tuple[int, ...]
    """The phases that cannot do without an answer that some gave, and others did not."""


@plain_value
class QuestionConsensus:
    """One question: who answered what, and why that matters."""

    id: str
    """Of the question."""
    agreement: Agreement
    """How far they agree."""
    answers: Mapping[str, Said]
    """What every respondent said, by name."""
    decides: Decides
    """What depends on it."""
    lacks_evidence: bool
    """Whether an answer was given that should carry evidence, and nobody gave any."""

    @property
    def chosen(self) -> dict[Answer, list[str]]:
        """Who gave each of the answers, from low to high; nvt comes last."""
        found: dict[Answer, list[str]] = {}
        for name, said in self.answers.items():
            if said.answer.state is not State.UNKNOWN:
                found.setdefault(said.answer, []).append(name)
        return dict(sorted(found.items(), key=lambda one: one[0].place))


@plain_value
class Consensus:
    """Several respondents of one municipality, question by question."""

    assessment: Assessment
    """What they agree on: the rest is unanswered. The date is the latest; the ambition is there
    where all who have one agree. Without respondent, note and evidence."""
    respondents: tuple[Respondent, ...]
    """Who counts."""
    left: tuple[Left, ...]
    """The assessments that do not count."""
    anonymous: bool
    """Whether names are left out."""
    questions: tuple[QuestionConsensus, ...]
    """In the order of the model."""
    lowest: Summary
    """With the lowest given answer everywhere; nothing that was answered can end lower."""
    middle: Summary
    """With the middle one, of two the lower."""
    highest: Summary
    """With the highest given answer everywhere."""
    agenda: tuple[str, ...]
    """The questions to talk about, the most important first."""

    def question(self, identifier: str) -> QuestionConsensus:
        """The question of this id, which the model has."""
        return next(one for one in self.questions if one.id == identifier)

    def with_agreement(self, agreement: Agreement) -> list[QuestionConsensus]:
        """The questions on which they agree this far, in the order of the model."""
        return [one for one in self.questions if one.agreement is agreement]

    @property
    def dates(self) -> tuple[Date, Date]:
        """The dates of the first and of the last assessment that counts."""
        every = [one.assessment.date for one in self.respondents]
        return min(every), max(every)

    @property
    def far_apart(self) -> bool:
        """Whether these are so far apart that something may have changed in between."""
        first, last = self.dates
        return (last - first).days > QUARTER


def consensus(assessments: Iterable[Assessment], *, anonymous: bool = False) -> Consensus:
    """What the respondents of one municipality agree on; in whatever order they come.

    Each counts with the latest assessment; a form in which nothing was filled in does not count.

    anonymous: whether respondents are called A, B, C, and nothing says who they are; whose
        assessments do not count is told all the same, to who runs this (``left``).

    Raises:
        Wrong: fewer than two filled in anything, or they do not belong together: another
            municipality, another growth model or version of it, or two assessments of one
            respondent with the same date.

    """
    if isinstance(assessments, Assessment):  # it is a tuple too
        raise TypeError(f"{_TAKES}, not one")
    every = list(assessments)
    for one in every:
        expect(one, Assessment, _TAKES)
    who = colleagues(every, anonymous=anonymous)
    nobody = _base(who)
    model = nobody.model
    said = {
        question: {
            one.name: Said(
                one.assessment.answers[question], one.assessment.remarks.get(question, _SILENT)
            )
            for one in who.respondents
        }
        for question in model.questions
    }
    choices = {
        question: [one.answer for one in several.values() if one.answer.state is not State.UNKNOWN]
        for question, several in said.items()
    }
    low, high = lowest(nobody, choices), highest(nobody, choices)
    decides = deciding(low, high, choices)
    questions = []
    for question, several in said.items():
        given = choices[question]
        asked = _requirements(model, question)
        split_by = tuple(phase for phase, least in asked if _parts(given, least))
        questions.append(
            QuestionConsensus(
                id=question,
                agreement=_agreement(model, question, given, requirement=bool(split_by)),
                answers=several,
                decides=Decides(decides[question].overall, decides[question].axis, split_by),
                lacks_evidence=_lacks_evidence(who, question),
            )
        )
    agreed = {one.id: choices[one.id][0] for one in questions if one.agreement is Agreement.AGREED}
    return Consensus(
        assessment=nobody._replace(answers={**nobody.answers, **agreed}),
        respondents=who.respondents,
        left=who.left,
        anonymous=anonymous,
        questions=tuple(questions),
        lowest=low,
        middle=middle(nobody, choices),
        highest=high,
        agenda=_agenda(model, questions),
    )


_SILENT = Remark()


def _base(who: Colleagues) -> Assessment:
    """Of whom and when, and what they aim at, without any answer.

    What the municipality is comes from the latest that says it.
    """
    latest, *others = sorted(
        (one.assessment for one in who.respondents), key=lambda one: one.date, reverse=True
    )
    place = latest.municipality
    for other in (one.municipality for one in others):
        place = replace(
            place,
            code=place.code or other.code,
            inhabitants=place.inhabitants or other.inhabitants,
            province=place.province or other.province,
            group=place.group or other.group,
        )
    aims = [one.ambition for one in (latest, *others) if one.ambition]
    return Assessment(
        source="",
        model=latest.model,
        municipality=place,
        date=latest.date,
        respondent=None,
        ambition=aims[0] if aims and all(one == aims[0] for one in aims) else {},
        answers=unanswered(latest.model),
        remarks={},
    )


# --- agreement ------------------------------------------------------------------------------------


def _agreement(
    model: Model, question: str, given: Sequence[Answer], *, requirement: bool
) -> Agreement:
    """How far those who answered agree. requirement: whether one lies between their answers."""
    if len(given) < 2:  # noqa: PLR2004 - who agrees, agrees with another
        return Agreement.SINGLE if given else Agreement.OPEN
    if len(set(given)) == 1:
        return Agreement.AGREED
    is_split = requirement or not _are_neighbours(model, question, given)
    return Agreement.SPLIT if is_split else Agreement.CLOSE


def _are_neighbours(model: Model, question: str, given: Sequence[Answer]) -> bool:
    """Whether all answers are within one step; the two ends of what can be answered are not."""
    if any(one.state is State.NOT_APPLICABLE for one in given):
        return False
    kind = model.kinds[question]
    low, high = _ends(given)
    if low < high and (low, high) == tuple(map(model.units, kind.ends)):
        return False
    stops = [kind.start(one.units, one.chosen, one.number) for one in given]
    apart = [kind.apart(one, two) for one in stops for two in stops]
    if None in apart:  # it has no steps: no phase may begin between them
        asked = [
            least_units(model, phase, question=model.questions[question]) for phase in model.phases
        ]
        return not any(low < least <= high for least in asked)
    return all(steps <= 1 for steps in apart if steps is not None)


def _requirements(model: Model, question: str) -> list[tuple[int, int]]:
    """The phases that ask something of a question, from low to high, and how many units."""
    return [
        (phase, model.units(asked[question]))
        for axis in model.axes
        for phase, asked in sorted(axis.requirements.items())
        if question in asked
    ]


def _parts(given: Sequence[Answer], least: int) -> bool:
    """Whether some of the answers have so many units, and others have not."""
    low, high = _ends(given)
    return low < least <= high


def _ends(given: Sequence[Answer]) -> tuple[int, int]:
    """The lowest and the highest of what was answered, in units; nothing where nobody did."""
    units = [one.units for one in given if one.state is State.KNOWN]
    return min(units, default=0), max(units, default=0)


def _lacks_evidence(who: Colleagues, question: str) -> bool:
    every = [one.assessment for one in who.respondents]
    said = [one.remarks.get(question, _SILENT) for one in every]
    return not any(one.evidence for one in said) and any(
        lacks_evidence(one, question) for one in every
    )


# --- the agenda -----------------------------------------------------------------------------------


def _agenda(model: Model, questions: Sequence[QuestionConsensus]) -> tuple[str, ...]:
    """What to talk about.

    First what can change the overall phase or touches a requirement, then what one alone answered
    last; within that the widest apart, then high answers without evidence.
    """
    whole = model.units(model.scale.maximum)

    def place(one: QuestionConsensus) -> tuple[bool, bool, int, bool]:
        given = [*one.chosen]
        low, high = _ends(given)
        states = {answer.state for answer in given}
        apart = whole if len(states) > 1 else high - low
        decides = one.decides.overall or bool(one.decides.requirements)
        is_single = one.agreement is Agreement.SINGLE
        return not decides, is_single, -apart, not one.lacks_evidence

    settled = {Agreement.AGREED, Agreement.OPEN}
    return tuple(one.id for one in sorted(questions, key=place) if one.agreement not in settled)
