"""Of an evaluation: the key figures of each province, size class or group."""

from collections.abc import Iterator

from gemeente_online.analysis.evaluation import AxisEvaluation, Evaluation
from gemeente_online.analysis.group_evaluation import GroupEvaluation, GroupOnAxis
from gemeente_online.analysis.grouping import GroupBy
from gemeente_online.analysis.psychometrics import MINIMUM, MINIMUM_GROUP
from gemeente_online.model.numbers import PERCENT
from gemeente_online.rendering.columns import Column, Shown, figures, table
from gemeente_online.rendering.document import Block, Heading, Table
from gemeente_online.rendering.evaluated import figure, interval_word
from gemeente_online.rendering.ranking import size_word
from gemeente_online.wording import capitalised

_BY = {
    GroupBy.PROVINCE: ("Per provincie", "Provincie"),
    GroupBy.SIZE: ("Naar grootte", "Grootte"),
    GroupBy.GROUP: ("Per groep", "Groep"),
}
_UNKNOWN = "Niet opgegeven"
_ALL = "Alle metingen"


def group_name(group: GroupEvaluation) -> str | None:
    """What a group is called; None where it is not known."""
    return group.name if group.size is None else size_word(group.size)


def group_blocks(evaluation: Evaluation) -> Iterator[Block]:
    """A table for each axis, with a row for each group; nothing where none were asked for."""
    if evaluation.by is None:
        return
    heading, title = _BY[evaluation.by]
    yield Heading(heading, level=2)
    for at, axis in enumerate(evaluation.axes):
        yield Heading(evaluation.model.axes[at].name, level=3)
        named = [(_shown(group), group.axes[at]) for group in evaluation.groups]
        yield _table(title, [*named, (_ALL, _whole(axis))])


def _shown(group: GroupEvaluation) -> str:
    if group.size is not None:
        return capitalised(size_word(group.size))
    return group.name or _UNKNOWN


def _table(title: str, rows: list[tuple[str, GroupOnAxis]]) -> Table:
    columns: list[Shown[tuple[str, GroupOnAxis]]] = [
        Column(title, lambda row: row[0]),
        figures("Volledig", lambda row: str(row[1].complete)),
        figures("Alfa", lambda row: figure(row[1].alpha)),
        Column(f"Tussen (95{PERCENT})", lambda row: interval_word(row[1].interval), fixed=True),
        figures("Met fase", lambda row: str(row[1].scored)),
        figures("Gemiddelde score", lambda row: figure(row[1].mean)),
    ]
    return table(columns, rows)


def _whole(axis: AxisEvaluation) -> GroupOnAxis:
    """All assessments, held to the same minima as a group."""
    found = axis.consistency
    enough = found.complete >= MINIMUM
    return GroupOnAxis(
        id=axis.id,
        complete=found.complete,
        alpha=found.alpha if enough else None,
        interval=found.interval if enough else None,
        scored=axis.scored,
        mean=axis.mean if axis.scored >= MINIMUM_GROUP else None,
    )
