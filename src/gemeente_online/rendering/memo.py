"""The memo about one municipality: what ``score``, ``grow`` and ``explain`` say, as one document.

Its first page is what one takes away; then the plan to tick off, and the axes. It has no words of
its own but the headings of its parts.
"""

from collections.abc import Iterator, Sequence

from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.goal import onward_goal
from gemeente_online.analysis.growth import grow
from gemeente_online.rendering.compare import compare_document
from gemeente_online.rendering.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    as_document,
)
from gemeente_online.rendering.explain import axes_document, remarks_beside
from gemeente_online.rendering.grow import grow_document
from gemeente_online.rendering.score import score_document
from gemeente_online.rendering.words import beside_others
from gemeente_online.scoring.result import Result
from gemeente_online.scoring.score import summarize


@as_document
def memo_document(
    results: Sequence[Result], *, notes: bool, place: Sequence[str] = (), whole: bool = True
) -> Iterator[Block]:
    """The memo.

    results: of one municipality under one model, by date; it is about the last.
    notes: whether respondent, notes and evidence are in it.
    place: where it stands among others, in sentences.
    whole: all of it, or the first page alone.
    """
    result = results[-1]
    *first, closing = score_document(result).blocks
    yield from first
    if place:
        yield Heading(beside_others(result.assessment.model), level=2)
        yield Items(tuple(place))
    if whole:
        explanation, growth = (
            explain(result),
            grow(result, onward_goal(summarize(result.assessment))),
        )
        parts = [("Groeiplan", grow_document(growth)), ("De assen", axes_document(explanation))]
        if len(results) > 1:
            comparison = compare([one.assessment for one in results])
            parts.append(("Wat er veranderde", compare_document(comparison)))
        for title, part in parts:
            yield from _part(title, part, closing)
        if notes and (texts := remarks_beside(explanation)):
            yield Heading("Toelichtingen en bewijs", level=2)
            yield Items(texts)
        if notes and result.assessment.respondent:
            yield Paragraph(f"Ingevuld door: {result.assessment.respondent}")
    yield closing


def _part(title: str, document: Document, closing: Block) -> Iterator[Block]:
    """A document as a part of another: under one heading of its own, without what closes both."""
    yield Heading(title, level=2, on_new_page=True)
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level > 1:  # what the document is about is known
                yield block._replace(level=block.level + 1)
        elif block != closing:
            yield block
