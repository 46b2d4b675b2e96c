"""What ``explain`` shows of a view: the same answers by group, and how those differ."""

from collections.abc import Iterator

from gemeente_online.analysis.explanation import (
    Compared,
    Difference,
    Explanation,
    Lead,
    ViewExplanation,
)
from gemeente_online.model.file import Model, View
from gemeente_online.rendering.columns import narrow_matrix
from gemeente_online.rendering.document import Block, Cell, Heading, Items, Paragraph, Table
from gemeente_online.rendering.words import phase_word, question_count, score_word
from gemeente_online.scoring.result import Standing
from gemeente_online.wording import listing


def view_blocks(
    model: Model, view: View, one: ViewExplanation, explanation: Explanation
) -> Iterator[Block]:
    """Its groups against the axes, and what stands out in words."""
    yield Heading(view.name, level=2)
    yield _matrix(model, view, one)
    names = {group.id: group.name for group in view.groups}
    if one.differences:
        first, second = (names[group.id] for group in one.groups)
        yield Paragraph(f"{first}, vergeleken met {second}:")
        axes = {axis.id: axis.name for axis in model.axes}
        yield Items(tuple(_difference(axes, each) for each in one.differences))
        return
    texts = []
    for at, axis in enumerate(explanation.axes):
        name = model.axes[at].name
        compared = one.compared(at)
        lags = [lag for lag in one.lags if lag.axis == axis.id]
        if axis.phase is None:
            texts.append(f"{name}: zonder fase is er niets om mee te vergelijken.")
        elif compared is Compared.NOT_ASKED:
            texts.append(f"{name}: hier gaat geen vraag over een van deze groepen.")
        elif compared is Compared.NOT_ANSWERED:
            texts.append(f"{name}: de vragen over deze groepen zijn nog niet beantwoord.")
        elif lags:
            behind = listing([_lagging(names[lag.group.id], lag.group) for lag in lags])
            texts.append(f"{name} (fase {axis.phase}) is lager bij: {behind}.")
        else:
            where = "bij elke groep"
            if compared is Compared.SOME:
                where += " die op deze as een fase heeft"
            texts.append(f"{name}: fase {axis.phase} of hoger {where}.")
    together = [lag for lag in one.lags if lag.axis is None]
    if together:
        listed = listing([_lagging(names[lag.group.id], lag.group) for lag in together])
        overall = explanation.result.overall.phase
        texts.append(f"Alle assen samen (fase {overall}) zijn lager bij: {listed}.")
    yield Items(tuple(texts))


def _matrix(model: Model, view: View, one: ViewExplanation) -> Table:
    """Groups against axes."""
    axes = [*(axis.name for axis in model.axes), "Alle assen"]
    groups = [group.name for group in view.groups]
    cells = [[_cell(standing) for standing in (*group.axes, group)] for group in one.groups]
    return narrow_matrix(axes, groups, cells)


def _cell(standing: Standing) -> Cell:
    """Phase, score, and on how many questions they rest."""
    if not standing.applicable:
        return "–"
    count = question_count(standing)
    if standing.phase is None:
        return "?", count
    return f"fase {phase_word(standing.phase)} ({score_word(standing.score)})", count


def _lagging(name: str, group: Standing) -> str:
    return f"{name} (fase {group.phase}, op {question_count(group)})"


def _difference(axes: dict[str, str], one: Difference) -> str:
    name = "Alle assen samen" if one.axis is None else axes[one.axis]
    count = f"{question_count(one.first)} en {question_count(one.second)}"
    match one.order:
        case None:
            return f"{name}: niet te vergelijken ({count})."
        case Lead.LEVEL:
            return f"{name}: gelijk, fase {one.first.phase} ({count})."
        case Lead.AHEAD | Lead.BEHIND:
            word = "voor" if one.order is Lead.AHEAD else "achter"
            return (
                f"{name}: loopt {word}, fase {one.first.phase} tegen fase {one.second.phase} "
                f"({count})."
            )
