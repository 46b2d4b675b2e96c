"""What breaks no rule of a model and may still surprise its author.

About the texts, weights and views of a model; which phases its answers can give is in ``reach``.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from gemeente_online.model.file import Axis, Model, Option, Overall, Question, Scoring
from gemeente_online.model.numbers import as_written, cut_decimals
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.reach import Reach
from gemeente_online.problem import Finding, Path, Severity, listing, quoted

_FEW = 3
"""With fewer questions, or axes, one of them always weighs much."""


def warnings(model: Model) -> Iterator[Finding]:
    """Everything that the author may not have meant, by its place in the file."""
    for at, axis in enumerate(model.axes):
        path: Path = ("axes", at)
        yield from _axis(model, axis, path)
        yield from _phases_of_axis(model, axis, path)
        yield from _groups_of_axis(model, axis, path)
        for index, question in enumerate(axis.questions):
            yield from _question(model, question, (*path, "questions", index))
    yield from _axis_weights(model)
    yield from _overall(model)
    yield from _groups(model)
    yield from _same_texts(
        (question.text, question.id, ("axes", at, "questions", index, "text"))
        for at, axis in enumerate(model.axes)
        for index, question in enumerate(axis.questions)
    )


def _surprising(path: Path, code: str, message: str, hint: str) -> Finding:
    return Finding(path=path, code=code, message=message, hint=hint, severity=Severity.WARNING)


# --- an axis ---------------------------------------------------------------------------


def _axis(model: Model, axis: Axis, path: Path) -> Iterator[Finding]:
    if all(question.not_applicable for question in axis.questions):
        yield _surprising(
            path,
            "all-not-applicable",
            f"op as {quoted(axis.id)} mag elke vraag nvt zijn; dan heeft de as geen score",
            "laat bij ten minste één vraag not_applicable weg",
        )
    missing = [p.number for p in model.phases if axis.stages and p.number not in axis.stages]
    if missing:
        yield _surprising(
            (*path, "stages"),
            "stage-missing",
            f"op as {quoted(axis.id)} heeft fase {listing(missing)} geen naam, en andere wel",
            "voeg onder stages een regel toe voor elke fase",
        )
    for at, question in enumerate(axis.questions):
        if _decides(axis, question, _highest_threshold(model, axis)):
            yield _surprising(
                (*path, "questions", at, "weight"),
                "deciding-question",
                f"{quoted(question.id)} bepaalt door zijn gewicht bijna alleen de fase van as "
                f"{quoted(axis.id)}",
                "verlaag het gewicht; is de vraag echt onmisbaar, maak er dan een voorwaarde van "
                "(requirements)",
            )


def _highest_threshold(model: Model, axis: Axis) -> Fraction | None:
    """The part of the weight that the highest phase asks; None under ``mean``."""
    if model.scoring is Scoring.MEAN:
        return None
    last = model.phases[-1]
    return axis.thresholds.get(last.number, last.threshold)


def _decides(axis: Axis, question: Question, threshold: Fraction | None) -> bool:
    """Whether one question's weight is more than that of all others, or than a phase asks."""
    weights = [other.weight for other in axis.questions]
    if len(weights) < _FEW or len(set(weights)) == 1:
        return False
    part = question.weight / sum(weights)
    alone = threshold is not None and 0 < threshold <= part and question.weight == max(weights)
    return part > Fraction(1, 2) or alone


def _phases_of_axis(model: Model, axis: Axis, path: Path) -> Iterator[Finding]:
    reach = Reach(model, axis)
    named = quoted(axis.id)
    lost = reach.first_out_of_reach()
    if lost is not None:
        and_up = "" if lost == model.phases[-1] else " en hoger"
        yield _surprising(
            path,
            "unreachable-phase",
            f"fase {lost.number}{and_up} is op as {named} niet te halen, ook niet met de hoogste "
            "antwoorden",
            "verlaag de drempel, of geef meer vragen een antwoord dat hoog genoeg scoort",
        )
    gift = reach.highest_for_free()
    if gift is not None:
        yield _surprising(
            path,
            "phase-for-free",
            f"op as {named} geven ook de laagste antwoorden fase {gift.number}",
            "verhoog de drempel, of geef vragen een antwoord dat lager scoort",
        )
    for phase, following in reach.never_the_outcome():
        yield _surprising(
            path,
            "phase-passed-over",
            f"fase {phase.number} is op as {named} nooit de uitkomst: wie die haalt, haalt ook "
            f"fase {following.number}",
            f"geef een vraag een antwoord dat van {as_written(phase.counts_from)} tot "
            f"{as_written(following.counts_from)} scoort, of geef fase {following.number} een "
            "hogere drempel",
        )
    for phase in model.phases:
        for identifier in reach.idle_requirements(phase):
            yield _surprising(
                (*path, "requirements", str(phase.number), identifier),
                "idle-requirement",
                f"elk antwoord op {quoted(identifier)} voldoet aan deze voorwaarde",
                "verhoog de score, of laat de voorwaarde weg",
            )


# --- a question ------------------------------------------------------------------------


def _question(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    options = question.options or ()
    if question.type is QuestionType.CHOICE:
        yield from _scores_in_order(model, question, path)
    yield from _same_texts(
        (option.text, option.id, (*path, "options", at, "text"))
        for at, option in enumerate(options)
    )
    for at, option in enumerate(options):
        yield from _option(option, (*path, "options", at, "id"))


def _scores_in_order(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    options = question.options or ()
    seen: dict[Fraction, str] = {}
    highest: Fraction | None = None
    for index, score in enumerate(model.kinds[question.id].scores):
        if score in seen:
            yield _surprising(
                (*path, "options", index),
                "equal-scores",
                f"{quoted(options[index].id)} scoort evenveel als {quoted(seen[score])}",
                "als dat de bedoeling is, hoeft u niets te doen",
            )
        elif highest is not None and score < highest:
            yield _surprising(
                (*path, "options", index),
                "scores-not-ascending",
                f"{quoted(options[index].id)} scoort lager dan het antwoord ervoor",
                "zet de antwoorden op volgorde, van laag naar hoog: wie invult, kiest het laatste "
                "dat klopt",
            )
        highest = score if highest is None else max(highest, score)
        seen.setdefault(score, options[index].id)


def _option(option: Option, path: Path) -> Iterator[Finding]:
    if option.id == "null":
        yield _surprising(
            path,
            "empty-word",
            f"{quoted(option.id)} betekent voor andere programma's dat er niets is ingevuld",
            "kies een ander id",
        )


def _same_texts(texts: Iterable[tuple[str, str, Path]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for text, identifier, path in texts:
        if text in seen:
            yield _surprising(
                path,
                "same-text",
                f"{quoted(identifier)} heeft dezelfde tekst als {quoted(seen[text])}",
                "is dit een kopie die nog moet worden aangepast?",
            )
        seen.setdefault(text, identifier)


# --- the model as a whole --------------------------------------------------------------


def _axis_weights(model: Model) -> Iterator[Finding]:
    weights = [axis.weight for axis in model.axes]
    if len(set(weights)) == 1:
        return
    for at, axis in enumerate(model.axes):
        path: Path = ("axes", at, "weight")
        if model.overall is Overall.LOWEST and axis.weight != 1:
            yield _surprising(
                path,
                "weight-without-mean",
                f"het gewicht van as {quoted(axis.id)} telt niet mee voor de fase als geheel; die "
                "is de laagste van de assen",
                "laat het weg; het telt alleen in de gemiddelde score",
            )
        elif (
            model.overall is Overall.MEAN
            and len(weights) >= _FEW
            and axis.weight * 2 > sum(weights)
        ):
            yield _surprising(
                path,
                "deciding-axis",
                f"as {quoted(axis.id)} weegt meer dan alle andere samen",
                "verlaag het gewicht, als dat niet de bedoeling is",
            )


def _overall(model: Model) -> Iterator[Finding]:
    """Under ``mean``: the phases that even the highest scores of all axes do not give."""
    if model.overall is not Overall.MEAN:
        return
    weight = sum((axis.weight for axis in model.axes), Fraction(0))
    total = sum((axis.weight * Reach(model, axis).best_mean for axis in model.axes), Fraction(0))
    best = total / weight
    for at, phase in enumerate(model.phases):
        if phase.threshold > best:
            yield _surprising(
                ("phases", at, "threshold"),
                "unreachable-phase",
                f"fase {phase.number} is niet te halen: met de hoogste antwoorden is het "
                f"gemiddelde van de assen {cut_decimals(best)}",
                "verlaag de drempel, of geef vragen een antwoord dat hoger scoort",
            )
            return


def _groups(model: Model) -> Iterator[Finding]:
    tagged = _tagged(model.questions.values())
    for at, view in enumerate(model.views):
        for index, group in enumerate(view.groups):
            if (view.id, group.id) not in tagged:
                yield _surprising(
                    ("views", at, "groups", index),
                    "group-without-questions",
                    f"geen enkele vraag hoort bij de groep {quoted(group.id)}",
                    f"noem de groep bij een vraag: views: {{{view.id}: [{group.id}]}}",
                )


def _groups_of_axis(model: Model, axis: Axis, path: Path) -> Iterator[Finding]:
    """Groups that the model asks about, but not on this axis."""
    anywhere = _tagged(model.questions.values())
    here = _tagged(axis.questions)
    for view in model.views:
        absent = [
            group.id
            for group in view.groups
            if (view.id, group.id) in anywhere and (view.id, group.id) not in here
        ]
        if absent:
            yield _surprising(
                path,
                "group-not-on-axis",
                f"op as {quoted(axis.id)} gaat geen vraag over {listing(absent)} (blik "
                f"{quoted(view.id)})",
                "noem de groep bij een vraag op deze as, of stel er een vraag over; anders is daar "
                "over die groep niets te zeggen",
            )


def _tagged(questions: Iterable[Question]) -> set[tuple[str, str]]:
    return {
        (view, group)
        for question in questions
        for view, groups in question.views.items()
        for group in groups
    }
