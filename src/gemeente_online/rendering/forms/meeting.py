"""The form for the meeting of several respondents: what they agree on is filled in, the rest open.

An ordinary form, that is scored like any other once it is filled in.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gemeente_online.analysis.consensus import Consensus, QuestionConsensus
from gemeente_online.assessment.file import Remark
from gemeente_online.rendering.agreement import meeting_of
from gemeente_online.rendering.forms.beside import MOST_NAMED
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.wording import listing_of_first, shortened

LONGEST = 4000
"""Characters of all notes on one question together, which is what a form can hold and people read;
so few that a form with as much at every question can still be read back."""

_LEAST_OF_EACH = 200
"""Characters that are left of each of them where they are longer."""


def meeting_blank(consensus: Consensus, model_name: str, day: date) -> Blank:
    """What the form is made from.

    model_name: how the form names the model, see ``Blank``. day: of the meeting.
    """
    respondents = tuple(replace(one, name=_called(one.name)) for one in consensus.respondents)
    agreed = consensus.assessment
    remarks = {one.id: _together(one) for one in consensus.questions}
    said = {question: remark for question, remark in remarks.items() if remark != Remark()}
    return Blank(
        model=agreed.model,
        model_name=model_name,
        date=day,
        municipality=agreed.municipality,
        previous=agreed._replace(remarks=said),
        respondent=shortened(meeting_of(consensus), LONGEST),
        beside=respondents,
    )


def _called(name: str) -> str:
    """A name on one line, and no longer than fits."""
    return shortened(" ".join(name.split()))


def _together(question: QuestionConsensus) -> Remark:
    """Everybody's notes and evidence, with who wrote them."""
    said = [(_called(name), one.remark) for name, one in question.answers.items()]
    notes = _grouped((name, (remark.note or "").strip().removesuffix(".")) for name, remark in said)
    evidence = _grouped((name, (remark.evidence or "").strip()) for name, remark in said)
    if len(evidence) == 1:
        (alone,) = evidence
        return Remark(_joined(notes), shortened(alone, LONGEST))  # so that an address is a link
    return Remark(_joined(notes), _joined(evidence))


def _grouped(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Every text once, with who wrote it."""
    found: dict[str, list[str]] = {}
    for name, text in said:
        if text:
            found.setdefault(text, []).append(name)
    return found


def _joined(texts: dict[str, list[str]]) -> str | None:
    """The texts with who wrote them: "kcc en wijk: …; beleid: …"; None where there are none."""
    told = [f"{listing_of_first(names, MOST_NAMED)}: {text}" for text, names in texts.items()]
    if sum(map(len, told)) > LONGEST:
        each = max(LONGEST // len(told), _LEAST_OF_EACH)
        told = [shortened(text, each) for text in told]
    return shortened("; ".join(told), LONGEST) or None
