"""What commands over a batch share: valid assessments, what is wrong with the rest, the counts."""

from collections.abc import Iterable, Iterator

from gemeente_online.assessment.file import Assessment
from gemeente_online.cli.log import ProblemLog
from gemeente_online.cli.output import tell
from gemeente_online.model.file import Model
from gemeente_online.problem import Problem, quoted
from gemeente_online.reading.rejected import Rejected


def of_another_model(assessment: Assessment, model: Model, of_this: str, hint: str) -> Problem:
    """That an assessment cannot stand beside those before it.

    model: theirs. of_this: what they stand in, as ``de ranglijst``.
    """
    this, that = (f"{quoted(one.id)} {one.version}" for one in (assessment.model, model))
    return Problem(
        source=assessment.source,
        line=assessment.row,
        code="other-model",
        message=f"deze meting hoort bij groeimodel {this}, en {of_this} bij {that}",
        hint=hint,
    )


class Batch:
    """Keeps count of what is valid and what is refused, and tells what is wrong.

    scored, refused: how many so far.
    problems: what was found, where it is kept to be part of the result.
    """

    def __init__(self, *, keep_problems: bool) -> None:
        """Start; problems are told as they come, or kept for the result."""
        self.scored = self.refused = 0
        self.problems: list[Problem] = []
        self._keep = keep_problems
        self._log = ProblemLog()

    def valid(self, inputs: Iterable[Assessment | Rejected]) -> Iterator[Assessment]:
        """What is valid, as it comes in."""
        for item in inputs:
            if isinstance(item, Rejected):
                self.refuse(item.problems)
            else:
                self.scored += 1
                yield item

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Tell what is wrong with one input."""
        self.refused += 1
        if self._keep:
            self.problems += problems
        else:
            self._log.add(problems)

    def withdraw(self, problems: Iterable[Problem], count: int = 1) -> None:
        """Tell why so many that were valid do not count after all."""
        self.scored -= count
        self.refused += count - 1
        self.refuse(problems)

    def close(self) -> None:
        """Tell the counts, where something was refused."""
        self._log.close()
        if self.refused and not self._keep and self.scored + self.refused > 1:
            tell(f"{self.scored} gescoord, {self.refused} niet: zie hierboven\n")
