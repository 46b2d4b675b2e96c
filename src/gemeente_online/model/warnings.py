"""What breaks no rule of a model and may still surprise its author.

About its texts, weights and views, and about the phases that answers can give at all (``Reach``).
Every warning is a function that takes the model and says what it finds, as a rule is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor

from gemeente_online.model.file import Model
from gemeente_online.model.levels import least_score
from gemeente_online.model.numbers import as_written, cut_decimals, decimals_of, exact
from gemeente_online.model.parts import Axis, Domain, Overall, Phase, Question, Scoring
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.rules import (
    Rule,
    axes,
    domains,
    options_of,
    phases,
    questions,
    questions_on,
)
from gemeente_online.problem import Finding, Path, broken
from gemeente_online.wording import listing

_FEW = 3
"""With fewer questions, or axes, one of them always weighs much."""

_TENTHS = 10
"""A score written more finely than in these parts, just above another, was rounded up."""


def warnings(model: Model) -> Iterator[Finding]:
    """Everything that the author may not have meant, by its place in the file."""
    return (finding for warning in WARNINGS for finding in warning(model))


# --- an axis ---------------------------------------------------------------------------


def axis_keeps_a_score(model: Model) -> Iterator[Finding]:
    """Not every question of an axis may be ``nvt``."""
    for path, axis in axes(model):
        if all(question.not_applicable for question in axis.questions):
            yield broken(path, "all-not-applicable", axis=axis.id)


def stages_are_complete(model: Model) -> Iterator[Finding]:
    """An axis that names phases names them all."""
    for path, axis in axes(model):
        missing = [p.number for p in model.phases if axis.stages and p.number not in axis.stages]
        if missing:
            unnamed = listing(missing)
            yield broken((*path, "stages"), "stage-missing", axis=axis.id, phases=unnamed)


def no_question_decides_alone(model: Model) -> Iterator[Finding]:
    """No question weighs more than all others, or than a phase asks; in a checklist many may."""
    for path, axis in axes(model) if model.scoring is not Scoring.CHECKLIST else ():
        threshold = None  # the part of the weight that the highest phase asks
        if model.scoring is Scoring.SHARE:
            threshold = axis.threshold_of(model.phases[-1])
        for here, question in questions_on(path, axis):
            if _decides(axis, question, threshold):
                yield broken(
                    (*here, "weight"), "deciding-question", question=question.id, axis=axis.id
                )


def _decides(axis: Axis, question: Question, threshold: Fraction | None) -> bool:
    weights = [other.weight for other in axis.questions]
    if len(weights) < _FEW or len(set(weights)) == 1:
        return False
    part = question.weight / sum(weights)
    alone = threshold is not None and 0 < threshold <= part and question.weight == max(weights)
    return part > Fraction(1, 2) or alone


def phases_can_be_reached(model: Model) -> Iterator[Finding]:
    """The highest answers to an axis give its highest phase."""
    for path, axis in axes(model):
        lost = Reach(model, axis).first_out_of_reach()
        if lost is not None:
            and_up = "" if lost == model.phases[-1] else " en hoger"
            yield broken(path, "unreachable-phase", phase=lost.number, and_up=and_up, axis=axis.id)


def phases_can_be_missed(model: Model) -> Iterator[Finding]:
    """The lowest answers to an axis give its lowest phase."""
    for path, axis in axes(model):
        gift = Reach(model, axis).highest_for_free()
        if gift is not None:
            is_checklist = model.scoring is Scoring.CHECKLIST
            key = "phase-for-free/checklist" if is_checklist else "phase-for-free"
            yield broken(path, key, axis=axis.id, phase=gift.number)


def phases_can_be_the_outcome(model: Model) -> Iterator[Finding]:
    """There are answers to an axis that give a phase and not the next."""
    for path, axis in axes(model):
        for phase, following in Reach(model, axis).never_the_outcome():
            yield broken(
                path,
                "phase-passed-over",
                phase=phase.number,
                axis=axis.id,
                next=following.number,
                low=as_written(phase.counts_from),
                high=as_written(following.counts_from),
            )


def requirements_ask_something(model: Model) -> Iterator[Finding]:
    """There are answers that do not meet a requirement."""
    for path, axis in axes(model):
        reach = Reach(model, axis)
        for phase in model.phases:
            for name in reach.idle_requirements(phase):
                here = (*path, "requirements", str(phase.number), name)
                yield broken(here, "idle-requirement", question=name)


# --- a question ------------------------------------------------------------------------


def scores_ascend(model: Model) -> Iterator[Finding]:
    """Options stand in the order of their scores, which differ."""
    for path, question in questions(model):
        if question.type is not QuestionType.CHOICE:
            continue
        seen: dict[Fraction, str] = {}
        scored = zip(options_of(path, question), model.kinds[question.id].scores, strict=True)
        for (here, option), score in scored:
            if score in seen:
                yield broken(here, "equal-scores", option=option.id, other=seen[score])
            elif seen and score < max(seen):
                yield broken(here, "scores-not-ascending", option=option.id)
            seen.setdefault(score, option.id)


def weights_beside_points_are_said(model: Model) -> Iterator[Finding]:
    """Beside questions that weigh as much as their points, others say what they weigh."""
    for path, axis in axes(model):
        silent = [q.id for q in axis.questions if "weight" not in q.model_fields_set]
        most = max((model.kinds[one].most_points for one in silent), default=Fraction(0))
        for here, question in questions_on(path, axis):
            if most > 1 and question.id in silent and not model.kinds[question.id].gives_points:
                named = {"question": question.id, "axis": axis.id}
                yield broken(here, "weight-beside-points", most=as_written(most), **named)


def least_scores_are_not_rounded(model: Model) -> Iterator[Finding]:
    """No score that is asked for is that of an answer rounded up, which then falls just short."""
    for path, least, kinds in _least_scores(model):
        parts = 10 ** decimals_of(least)
        near = Fraction(1, parts if parts > _TENTHS else 2 * parts)
        listed = {score for kind in kinds if kind.scores_are_listed for score in kind.scores}
        for score in listed:
            if 0 < least - score < near and decimals_of(score) > decimals_of(least):
                lower = as_written(Fraction(floor(score * parts), parts))
                told = {"score": exact(score), "value": as_written(least), "lower": lower}
                yield broken(path, "rounded-up", **told)
                break


def _least_scores(model: Model) -> Iterator[tuple[Path, Fraction, Collection[Kind]]]:
    """Every score that answers must reach, and the kinds of questions that it is asked of."""
    every = model.kinds.values()
    if model.evidence_from is not None:
        yield ("evidence_from",), model.evidence_from, every
    for path, phase in phases(model):
        if phase.level is not None:
            yield (*path, "level"), phase.level, every
    for path, axis in axes(model):
        for number, required in axis.requirements.items():
            for name, least in required.items():
                here = (*path, "requirements", str(number), name)
                yield here, least, [model.kinds[name]]


def options_are_seen_elsewhere(model: Model) -> Iterator[Finding]:
    """No option goes by a word that is nothing to other programs."""
    for path, question in questions(model):
        for here, option in options_of(path, question):
            if option.id == "null":
                yield broken((*here, "id"), "empty-word", option=option.id)


def texts_differ(model: Model) -> Iterator[Finding]:
    """No two questions, and no two options of a question, have the same text."""
    yield from _same(((one.text, one.id, path) for path, one in questions(model)))
    for path, question in questions(model):
        yield from _same(((one.text, one.id, here) for here, one in options_of(path, question)))


def _same(texts: Iterable[tuple[str, str, Path]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for text, identifier, path in texts:
        if text in seen:
            yield broken((*path, "text"), "same-text", id=identifier, other=seen[text])
        seen.setdefault(text, identifier)


# --- the model as a whole --------------------------------------------------------------


def weights_of_axes_count(model: Model) -> Iterator[Finding]:
    """An axis, or a domain, has a weight of its own only where they are taken together."""
    if model.overall is not Overall.LOWEST:
        return
    for path, domain in domains(model):
        if domain.weight != 1 and len({one.weight for one in model.domains}) > 1:
            here = (*path, "weight")
            yield broken(here, "weight-without-mean/domain", domain=domain.id)
    for _, held in model.by_domain([*axes(model)]):
        weights = {axis.weight for _, axis in held}
        for path, axis in held:
            if axis.weight != 1 and len(weights) > 1:
                yield broken((*path, "weight"), "weight-without-mean", axis=axis.id)


def no_axis_decides_alone(model: Model) -> Iterator[Finding]:
    """No axis weighs more than all others of its domain, and no domain more than all others."""
    if model.overall is not Overall.MEAN:
        return
    for path, domain in domains(model):
        if _outweighs(domain, model.domains):
            yield broken((*path, "weight"), "deciding-domain", domain=domain.id)
    for whole, held in model.by_domain([*axes(model)]):
        for path, axis in held:
            if not _outweighs(axis, [one for _, one in held]):
                continue
            here = (*path, "weight")
            if whole is None:
                yield broken(here, "deciding-axis", axis=axis.id)
            else:
                yield broken(here, "deciding-axis/in-domain", axis=axis.id, domain=whole.id)


def _outweighs(one: Axis | Domain, among: Sequence[Axis | Domain]) -> bool:
    """Whether one of several weighs more than all others."""
    return len(among) >= _FEW and one.weight * 2 > sum(other.weight for other in among)


def mean_can_be_reached(model: Model) -> Iterator[Finding]:
    """Under ``mean`` the highest answers to all axes give the highest phase."""
    if model.overall is not Overall.MEAN:
        return
    weighed = zip(model.axis_weights, model.axes, strict=True)
    total = sum((weight * Reach(model, axis).best_mean for weight, axis in weighed), Fraction(0))
    best = total / sum(model.axis_weights)
    for path, phase in phases(model):
        if phase.threshold > best:
            yield broken(
                (*path, "threshold"),
                "unreachable-phase/overall",
                phase=phase.number,
                best=cut_decimals(best),
            )
            return


def earlier_questions_stay_apart(model: Model) -> Iterator[Finding]:
    """No two questions of earlier versions became one, unless one was the other for a while."""
    sources: dict[str | None, list[str]] = {}
    for old, now in model.earlier.items():
        sources.setdefault(now, []).append(old)
    for now, merged in sources.items():
        if len(merged) > 1 and now in model.questions:
            path = ("earlier", merged[1])
            yield broken(path, "merged-questions", questions=listing(merged), now=now)


def groups_have_questions(model: Model) -> Iterator[Finding]:
    """Something is asked about every group of a view."""
    tagged = _tagged(model.questions.values())
    for at, view in enumerate(model.views):
        for index, group in enumerate(view.groups):
            if (view.id, group.id) not in tagged:
                here = ("views", at, "groups", index)
                yield broken(here, "group-without-questions", group=group.id, view=view.id)


def groups_are_on_every_axis(model: Model) -> Iterator[Finding]:
    """What is asked about a group is asked on every axis."""
    anywhere = _tagged(model.questions.values())
    for path, axis in axes(model):
        here = _tagged(axis.questions)
        for view in model.views:
            tags = [(view.id, group.id) for group in view.groups]
            absent = [tag[1] for tag in tags if tag in anywhere and tag not in here]
            if absent:
                named = listing(absent)
                yield broken(path, "group-not-on-axis", axis=axis.id, groups=named, view=view.id)


def _tagged(asked: Iterable[Question]) -> set[tuple[str, str]]:
    return {
        (view, group)
        for question in asked
        for view, groups in question.views.items()
        for group in groups
    }


# --- what answers can give -----------------------------------------------------------------


class Reach:
    """The best and the worst that can be answered on one axis of a model without mistakes.

    Every question is taken as answered, or as ``nvt`` where it may be and where that helps. A
    number on a line and a choice of several can take any score; that errs on the side of silence.
    """

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
            same = self._axis.threshold_of(following) <= self._axis.threshold_of(phase)
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

    def _reached(self, phase: Phase, *, best: bool) -> bool:
        """Whether the highest, or lowest, answers reach the threshold of a phase."""
        if self._model.scoring is Scoring.MEAN:
            mean = self._mean(best=best)
            return mean >= self._axis.threshold_of(phase)
        weight = counted = Fraction(0)
        for question in self._axis.questions:
            if question.phase not in {None, phase.number}:
                continue  # another phase of a checklist asks it
            counts = self._end(question, best=best) >= least_score(self._model, phase)
            if question.not_applicable and counts is not best:
                continue  # nvt is better here, or worse
            weight += question.weight
            counted += question.weight if counts else 0
        if not weight and self._model.scoring is Scoring.CHECKLIST:
            return True  # a phase without questions asks nothing
        share = counted / weight if weight else Fraction(0 if best else 1)
        return share >= self._axis.threshold_of(phase)

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


WARNINGS: tuple[Rule, ...] = (
    axis_keeps_a_score,
    stages_are_complete,
    no_question_decides_alone,
    phases_can_be_reached,
    phases_can_be_missed,
    phases_can_be_the_outcome,
    requirements_ask_something,
    scores_ascend,
    weights_beside_points_are_said,
    least_scores_are_not_rounded,
    options_are_seen_elsewhere,
    texts_differ,
    weights_of_axes_count,
    no_axis_decides_alone,
    mean_can_be_reached,
    earlier_questions_stay_apart,
    groups_have_questions,
    groups_are_on_every_axis,
)
"""All that an author is told, by axis, by question, and of the whole."""
