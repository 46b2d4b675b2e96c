"""Which phases the answers to an axis can give at all, before anybody has answered.

Every question is taken as answered, or as ``nvt`` where it may be and where that helps. A number
on a line and a choice of several can take any score; that errs on the side of silence.
"""

from collections.abc import Iterator
from fractions import Fraction

from gemeente_online.model.file import Axis, Model, Phase, Question, Scoring


class Reach:
    """The best and the worst that can be answered on one axis of a model without mistakes."""

    def __init__(self, model: Model, axis: Axis) -> None:
        """Look up the scores of every question."""
        self._model, self._axis = model, axis
        self._kinds = {question.id: model.kinds[question.id] for question in axis.questions}

    @property
    def best_mean(self) -> Fraction:
        """The highest axis score that answers can give."""
        return self._mean(best=True)

    def first_out_of_reach(self) -> Phase | None:
        """The lowest phase that no answers reach; every higher one is out of reach too."""
        for phase in self._model.phases:
            if not self._reached(phase, best=True):
                return phase
        return None

    def highest_for_free(self) -> Phase | None:
        """The highest phase that all answers reach, unless that is the first, as it should be."""
        free = None
        for phase in self._model.phases[1:]:
            required = self._axis.requirements.get(phase.number, {})
            idle = set(self.idle_requirements(phase))
            if not self._reached(phase, best=False) or set(required) - idle:
                break
            free = phase
        return free

    def never_the_outcome(self) -> Iterator[tuple[Phase, Phase]]:
        """Phases that whoever reaches them passes over, each with the next phase.

        Under ``share`` only: no answer scores for the one phase and not for the next, and the
        next asks no more of them. Those that even the lowest answers reach are left out.
        """
        if self._model.scoring is not Scoring.SHARE:
            return
        phases = self._model.phases
        free = self.highest_for_free()
        start = 1 if free is None else phases.index(free) + 1
        for phase, following in zip(phases[start:], phases[start + 1 :], strict=False):
            between = any(
                not kind.scores_are_listed
                or any(phase.counts_from <= s < following.counts_from for s in kind.scores)
                for kind in self._kinds.values()
            )
            same = self._threshold(following) <= self._threshold(phase)
            asked = set(self._axis.requirements.get(following.number, {}))
            if not between and same and asked <= set(self.idle_requirements(following)):
                yield phase, following

    def idle_requirements(self, phase: Phase) -> Iterator[str]:
        """The questions required for a phase of which every answer is enough."""
        for identifier, score in self._axis.requirements.get(phase.number, {}).items():
            if self._kinds[identifier].ends[0] >= score:
                yield identifier

    def _end(self, question: Question, *, best: bool) -> Fraction:
        lowest, highest = self._kinds[question.id].ends
        return highest if best else lowest

    def _threshold(self, phase: Phase) -> Fraction:
        return self._axis.thresholds.get(phase.number, phase.threshold)

    def _reached(self, phase: Phase, *, best: bool) -> bool:
        """Whether the highest, or lowest, answers reach the threshold of a phase."""
        if self._model.scoring is Scoring.MEAN:
            mean = self._mean(best=best)
            return mean >= self._threshold(phase)
        weight = counted = Fraction(0)
        for question in self._axis.questions:
            counts = self._end(question, best=best) >= phase.counts_from
            if question.not_applicable and counts is not best:
                continue  # nvt is better here, or worse
            weight += question.weight
            counted += question.weight if counts else 0
        share = counted / weight if weight else Fraction(0 if best else 1)
        return share >= self._threshold(phase)

    def _mean(self, *, best: bool) -> Fraction:
        """The highest or lowest mean; nvt where that brings it further."""
        sign = 1 if best else -1
        weight = total = Fraction(0)
        free = []
        for question in self._axis.questions:
            score = self._end(question, best=best)
            if question.not_applicable:
                free.append((sign * score, question.weight))
                continue
            weight += question.weight
            total += question.weight * score
        for signed, part in sorted(free, reverse=True):
            if not weight or signed > sign * total / weight:
                weight += part
                total += part * signed * sign
        return total / weight
