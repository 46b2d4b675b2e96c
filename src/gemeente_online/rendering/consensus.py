"""What ``consensus`` shows: what a meeting depends on, the agenda, and what is settled."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from gemeente_online.analysis.consensus import Agreement, Consensus, QuestionConsensus
from gemeente_online.model.file import Model
from gemeente_online.model.rules import SEPARATOR
from gemeente_online.rendering.agreement import (
    AGREEMENTS,
    DECISION,
    SETTLED,
    UNANSWERED,
    WHO_SAID_WHAT,
    PossibleAnswer,
    about_open,
    agreed_text,
    counted_agreements,
    depends,
    lacking_sentence,
    left_open,
    names,
    nothing_to_discuss,
    of_whom,
    possible_answers,
    remark_text,
    remarks,
    remarks_on,
    silent_sentence,
    why_it_matters,
)
from gemeente_online.rendering.answer_cells import answer_cell
from gemeente_online.rendering.answers import answer_signs, named_questions, numbered, question_word
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Shown,
    columns_apart,
    sheet,
    table,
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
from gemeente_online.rendering.measured import origin_sheet
from gemeente_online.rendering.words import (
    axes_of_questions,
    axis_name,
    heading_of,
    is_whole,
    model_word,
    phase_word,
)
from gemeente_online.scoring.result import OVERALL, Summary
from gemeente_online.wording import NO_BREAK, capitalised, listing


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
    yield from _grid(consensus)
    yield Heading("Agenda", level=2)
    if not consensus.agenda:
        yield Paragraph(nothing_to_discuss(consensus))
    for place, identifier in enumerate(consensus.agenda, start=1):
        yield from _item(model, place, consensus.question(identifier))
    yield from _settled(consensus)
    yield Paragraph(model_word(model))


def _phases(consensus: Consensus) -> Table:
    """The phases of every axis, and overall, at the lowest, middle and highest answers."""
    model = consensus.assessment.model
    columns: list[Shown[str]] = [
        Column("Fase met de", lambda one: axis_name(model, one)),
        Column("laagste antwoorden", partial(_phase_at, consensus.lowest), right=True),
        Column("middelste antwoorden", partial(_phase_at, consensus.middle), right=True),
        Column("hoogste antwoorden", partial(_phase_at, consensus.highest), right=True),
    ]
    rows = [*(one.id for one in model.parts), OVERALL]
    return table(columns, rows, lambda one: is_whole(model, one))


def _phase_at(end: Summary, identifier: str) -> str:
    return phase_word(end.standing(identifier).phase)


_ROOM_FOR_NAMES = 50
"""Letters, with two spaces for each name, that a grid has beside its questions in 80 columns."""


def _grid(consensus: Consensus) -> Iterator[Block]:
    """Questions against respondents, by letter; by number where their names take too much room."""
    model = consensus.assessment.model
    called = names(consensus)
    heads = called
    if not consensus.anonymous and sum(len(name) + 2 for name in called) > _ROOM_FOR_NAMES:
        heads = [str(at) for at, _ in enumerate(called, start=1)]
        told = listing(
            [f"{head}{NO_BREAK}{name}" for head, name in zip(heads, called, strict=True)]
        )
        yield Paragraph(f"Boven de kolommen staat het nummer van de invuller: {told}.")

    def of(head: str, name: str) -> Shown[QuestionConsensus]:
        return Column(
            head, lambda one: answer_signs(model.questions[one.id], one.answers[name].answer)
        )

    columns: list[Shown[QuestionConsensus]] = [
        Column("Vraag", lambda one: numbered(model, one.id)),
        *map(of, heads, called),
        Column("", lambda one: AGREEMENTS[one.agreement]),
    ]
    yield table(columns, consensus.questions)


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
    who = f"→ {listing(one.who)}" if one.who else ""
    return (one.text, who) if one.text and who else one.text or who


def _settled(consensus: Consensus) -> Iterator[Block]:
    model = consensus.assessment.model
    agreed = consensus.with_agreement(Agreement.AGREED)
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
        yield Paragraph(f"{capitalised(named_questions(model, nobody))}. {about_open(model)}")


# --- rows -----------------------------------------------------------------------------------------


def consensus_sheets(consensus: Consensus) -> Iterator[Sheet]:
    """A row for every question, with three columns for every respondent; then the phases."""
    model = consensus.assessment.model
    places = {one: place for place, one in enumerate(consensus.agenda, start=1)}
    axes = axes_of_questions(model)

    def of(name: str, called: str) -> Iterator[Field[QuestionConsensus]]:
        yield Column(f"answer_{called}", lambda one: answer_cell(one.answers[name].answer))
        yield Column(f"note_{called}", lambda one: one.answers[name].remark.note)
        yield Column(f"evidence_{called}", lambda one: one.answers[name].remark.evidence)

    fields: list[Field[QuestionConsensus]] = [
        Column("municipality", lambda _: consensus.assessment.municipality.name),
        Column("code", lambda _: consensus.assessment.municipality.code),
        Column("agenda", lambda one: places.get(one.id)),
        Column("axis", lambda one: axes[one.id]),
        Column("question", lambda one: one.id),
        Column("text", lambda one: model.questions[one.id].text),
        Column("unit", lambda one: model.questions[one.id].unit),
        Column("agreement", lambda one: str(one.agreement)),
        Column("decides_overall", lambda one: one.decides.overall),
        Column("decides_axis", lambda one: one.decides.axis),
        Column("requirements", lambda one: SEPARATOR.join(map(str, one.decides.requirements))),
        Column("lacks_evidence", lambda one: one.lacks_evidence),
    ]
    respondents = names(consensus)
    fields += chain.from_iterable(map(of, respondents, columns_apart(respondents)))
    yield sheet("Vragen", fields, consensus.questions)
    phases: list[Field[str]] = [
        Column("axis", str),
        Column("lowest_phase", lambda one: consensus.lowest.standing(one).phase),
        Column("middle_phase", lambda one: consensus.middle.standing(one).phase),
        Column("highest_phase", lambda one: consensus.highest.standing(one).phase),
    ]
    yield sheet("Fasen", phases, (*(one.id for one in model.parts), OVERALL))
    if not consensus.anonymous:  # the names of files tell who answered
        yield origin_sheet(one.assessment for one in consensus.respondents)
