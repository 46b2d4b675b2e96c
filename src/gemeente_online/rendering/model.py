"""A growth model to read: what it asks, what that scores, and what a phase takes.

For a colleague who decides whether to use the model, and as a chapter of a policy document.
Figures are exact here, never cut off: they are the model's own.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import bounds_in_words, exact_decimals, exact_percentage
from gemeente_online.model.parts import (
    Axis,
    Domain,
    Group,
    Option,
    Overall,
    Phase,
    Question,
    Scoring,
    Stage,
    View,
)
from gemeente_online.model.question_types.kind import Better, Kind, QuestionType
from gemeente_online.rendering.answers import (
    band_bounds,
    in_listing,
    least_answer,
    least_word,
    number_of,
    with_id,
)
from gemeente_online.rendering.columns import Column, Shown, figures, narrow_matrix, table
from gemeente_online.rendering.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    as_document,
)
from gemeente_online.wording import listing


def models_document(models: Sequence[Model]) -> Document:
    """Which models there are, a row each."""
    columns: list[Shown[Model]] = [
        Column("Model", lambda model: model.id, fixed=True),
        Column("Versie", lambda model: model.version, fixed=True),
        Column("Titel", lambda model: model.title),
        figures("Assen", lambda model: str(len(model.axes))),
        figures("Vragen", lambda model: str(len(model.questions))),
    ]
    return Document((table(columns, models),))


def models_data(models: Sequence[Model]) -> dict[str, object]:
    """The same as data for JSON, format 1."""
    listed = [
        {
            "id": model.id,
            "version": model.version,
            "title": model.title,
            "sha256": model.digest,
            "domains": [domain.id for domain in model.domains],
            "axes": [axis.id for axis in model.axes],
            "questions": len(model.questions),
        }
        for model in models
    ]
    return {"format": 1, "models": listed}


@as_document
def model_document(model: Model) -> Iterator[Block]:
    """Everything that is in a model, in the model's order."""
    yield Heading(f"{model.title}, versie {model.version}")
    about = f"{model.subject.many} en hun {model.subject.people}"
    yield Paragraph(f"Groeimodel {model.id}, over {about}. Bron: {model.source}")
    yield Heading("Hoe een fase wordt bepaald", level=2)
    yield Items(tuple(_rules(model)))
    yield Heading("Fasen", level=2)
    yield _phases_table(model)
    for phase in model.phases:
        yield from _phase(phase)
    weighted = len({axis.weight for axis in model.axes}) > 1
    for domain, held in model.by_domain(model.axes):
        if domain is not None:
            yield from _domain(model, domain)
        level = 2 if domain is None else 3
        for axis in held:
            yield from _axis(model, axis, level, weighted=weighted)
    if model.views:
        yield Heading("Andere invalshoeken op dezelfde antwoorden", level=2)
        for view in model.views:
            yield Paragraph(f"{view.name}: hoeveel vragen erover gaan, per as.")
            yield _view_table(model, view)
    if model.became:
        yield Heading("Vragen uit eerdere versies", level=2)
        yield Items(tuple(_earlier(model)))


def _earlier(model: Model) -> Iterator[str]:
    """What became of every question that went by another id, or is no longer asked."""
    for old, now in model.became.items():
        yield f"{old}: {'vervallen' if now is None else f'heet nu {in_listing(model, now)}'}."


def _rules(model: Model) -> Iterator[str]:
    low, high = exact_decimals(model.scale.minimum), exact_decimals(model.scale.maximum)
    yield f"Elk antwoord heeft een score op een schaal van {low} tot en met {high}."
    if model.gives_points:
        yield (
            f"Geven de antwoorden op een vraag punten, dan scoren de meeste punten {high} en 0 "
            f"punten {low}, met wat ertussen ligt naar verhouding."
        )
    if model.scoring is Scoring.SHARE:
        yield (
            "Een as staat in een fase als genoeg antwoorden het niveau van die fase halen. De "
            "drempel zegt hoeveel: welk deel, naar gewicht. Ook elke lagere fase moet zijn "
            "gehaald, met alle voorwaarden."
        )
    elif model.scoring is Scoring.CHECKLIST:
        also = ", met alle voorwaarden" if any(axis.requirements for axis in model.axes) else ""
        yield (
            f"Elke vraag hoort bij een fase, en is gehaald met een score van {high}. Wat niet is "
            "beantwoord, is nog niet gehaald. Een as staat in een fase als genoeg vragen van die "
            "fase zijn gehaald. De drempel zegt hoeveel: welk deel, naar gewicht. Ook elke lagere "
            f"fase moet zijn gehaald{also}; een fase zonder vragen vraagt niets."
        )
    else:
        yield (
            "Een as staat in een fase als de gemiddelde score van de antwoorden, naar gewicht, de "
            "drempel van die fase haalt. Ook elke lagere fase moet zijn gehaald, met alle "
            "voorwaarden."
        )
    if model.overall is Overall.LOWEST:
        yield "De fase als geheel is die van de laagste as."
    else:
        parts = "domeinen" if model.domains else "assen"
        yield f"De fase als geheel volgt uit het gemiddelde van de scores van de {parts}."
    if model.domains:
        phase = "is die van de laagste as daarvan"
        if model.overall is Overall.MEAN:
            phase = "volgt daaruit"
        yield (
            "De score van een domein is het gemiddelde van de assen van dat domein, naar gewicht; "
            f"de fase {phase}."
        )
    told = "Wat niet van toepassing is, telt niet mee."
    if model.minimum_coverage:
        told = (
            f"Is van een as minder dan {exact_percentage(model.minimum_coverage)} beantwoord (naar "
            f"gewicht), dan is de fase niet te bepalen. {told}"
        )
    yield told
    if model.evidence_from is not None:
        yield f"Bij een score van {exact_decimals(model.evidence_from)} of meer hoort bewijs."


def _phases_table(model: Model) -> Table:
    experienced = any(phase.experience for phase in model.phases)
    threshold_word = _threshold_word(model)
    leveled = model.scoring is Scoring.SHARE
    columns: list[Shown[Phase]] = [
        Column("Fase", lambda phase: str(phase.number), fixed=True),
        Column("Naam", lambda phase: phase.name),
        Column(f"Wat {model.subject.people} merken", _experience, there=experienced),
        figures("Niveau", lambda phase: exact_decimals(phase.counts_from), there=leveled),
        figures("Drempel", lambda phase: threshold_word(phase.threshold)),
    ]
    return table(columns, model.phases)


def _threshold_word(model: Model) -> Callable[[Fraction], str]:
    """How a threshold is written: a score, or a share."""
    return exact_decimals if model.scoring is Scoring.MEAN else exact_percentage


def _experience(phase: Phase) -> str:
    return phase.experience.name if phase.experience else ""


def _phase(phase: Phase) -> Iterator[Block]:
    yield Heading(f"Fase {phase.number}: {phase.name}", level=3)
    yield Paragraph(phase.description)
    if phase.experience is not None and phase.experience.description:
        yield Paragraph(f"{phase.experience.name}. {phase.experience.description}")


def _domain(model: Model, domain: Domain) -> Iterator[Block]:
    yield Heading(f"Domein: {domain.name}", level=2)
    if domain.description is not None:
        yield Paragraph(domain.description)
    if len({one.weight for one in model.domains}) > 1:
        yield Items((f"Gewicht van dit domein: {exact_decimals(domain.weight)}.",))


def _axis(model: Model, axis: Axis, level: int, *, weighted: bool) -> Iterator[Block]:
    yield Heading(f"As: {axis.name}", level=level)
    yield Paragraph(axis.description)
    told = list(_axis_rules(model, axis, weighted=weighted))
    if told:
        yield Items(tuple(told))
    if axis.stages:
        yield _stages_table(axis)
    for question in axis.questions:
        yield Heading(f"Vraag {number_of(model, question.id)}: {question.text}", level=level + 1)
        yield from _question(model, question)


def _axis_rules(model: Model, axis: Axis, *, weighted: bool) -> Iterator[str]:
    if weighted:
        yield f"Gewicht van deze as: {exact_decimals(axis.weight)}."
    shown = _threshold_word(model)
    for number, threshold in sorted(axis.thresholds.items()):
        yield f"Drempel voor fase {number} op deze as: {shown(threshold)}."
    for number, required in sorted(axis.requirements.items()):
        asked = [_required(model, identifier, score) for identifier, score in required.items()]
        yield f"Voorwaarde voor fase {number}: {listing(asked)}."
    if axis.diagnosis is not None:
        told = in_listing(model, axis.diagnosis)
        yield f"Het antwoord op {told} kenmerkt de as, en staat bij het advies."


def _required(model: Model, identifier: str, score: Fraction) -> str:
    question = model.questions[identifier]
    called, exact = in_listing(model, identifier), exact_decimals(score)
    if least_word(model, question, score) is None:
        return f"bij {called} ten minste score {exact}"
    return f"bij {called} ten minste {least_answer(model, question, score)} met score {exact}"


def _stages_table(axis: Axis) -> Table:
    onward = any(stage.next_step for stage in axis.stages.values())
    stages = axis.stages
    columns: list[Shown[int]] = [
        Column("Fase", str, fixed=True),
        Column("Op deze as", lambda phase: _stage(stages[phase])),
        Column(
            "Op weg naar de volgende fase",
            lambda phase: stages[phase].next_step or "",
            there=onward,
        ),
    ]
    return table(columns, sorted(stages))


def _stage(stage: Stage) -> tuple[str, ...]:
    return tuple(filter(None, (stage.name, stage.description)))


def _question(model: Model, question: Question) -> Iterator[Block]:
    if question.explanation:
        yield Paragraph(question.explanation)
    if question.type is QuestionType.NUMBER:
        yield from _number(model, question)
    else:
        yield _options_table(model, question)
    yield Paragraph(" · ".join(_facts(model, question)))
    if question.source:
        yield Paragraph(f"Bron: {question.source}")


def _facts(model: Model, question: Question) -> Iterator[str]:
    yield f"Id: {question.id}"
    if question.phase is not None:
        yield f"fase {question.phase}"
    if question.weight != 1:
        yield f"gewicht {exact_decimals(question.weight)}"
    if question.type is QuestionType.MULTI:
        yield "meer antwoorden mogelijk"
    if question.not_applicable:
        yield "nvt mag"
    for view in model.views:
        tagged = question.views.get(view.id, ())
        names = [group.name for group in view.groups if group.id in tagged]
        if names:
            yield f"{view.name}: {listing(names)}"


def _options_table(model: Model, question: Question) -> Table:
    multi = question.type is QuestionType.MULTI
    texts = {option.id: _meaning(option, multi=multi) for option in question.options or ()}
    weights = {option.id: option.weight or Fraction(1) for option in question.options or ()}
    kind = model.kinds[question.id]
    scores = kind.alone
    columns: list[Shown[str]] = [
        Column("Antwoord", lambda word: with_id(question, word), fixed=True),
        Column("Wat het betekent", lambda word: texts.get(word, ""), there=bool(texts)),
        figures("Gewicht", lambda word: exact_decimals(weights[word]), there=multi),
        figures("Punten", lambda word: _points(kind, scores[word]), there=kind.gives_points),
        figures("Score", lambda word: exact_decimals(scores[word]), there=not multi),
    ]
    return table(columns, scores)


def _points(kind: Kind, score: Fraction) -> str:
    """The points of an answer, which its score was made of."""
    return exact_decimals(kind.points_of(score))


def _meaning(option: Option, *, multi: bool) -> tuple[str, ...]:
    """An answer's text, and below it what the model says of getting there."""
    since = "" if multi else " vanaf het antwoord ervoor"  # of several, each is by itself
    told = [option.text]
    if option.advice:
        told.append(f"Advies: {option.advice}")
    if option.effort is not None and option.effort != 1:
        told.append(f"Inspanning{since}: {exact_decimals(option.effort)}")
    return tuple(told)


def _number(model: Model, question: Question) -> Iterator[Block]:
    unit = question.unit or ""
    low, high = question.minimum, question.maximum
    if question.bands:
        bands = question.bands
        kind = model.kinds[question.id]
        columns: list[Shown[int]] = [
            Column(f"Getal, in {unit}", lambda at: band_bounds(bands, at)),
            figures("Punten", lambda at: _points(kind, kind.scores[at]), there=kind.gives_points),
            figures("Score", lambda at: exact_decimals(kind.scores[at])),
        ]
        yield table(columns, range(len(bands)))
        bounds = bounds_in_words(low, high)
        if bounds:
            yield Paragraph(f"Het getal is {listing(bounds)}.")
        return
    assert low is not None
    assert high is not None
    worst, best = (high, low) if question.better is Better.LOWER else (low, high)
    scale = model.scale
    yield Paragraph(
        f"Een getal in {unit}. {exact_decimals(worst)} scoort "
        f"{exact_decimals(scale.minimum)}, {exact_decimals(best)} scoort "
        f"{exact_decimals(scale.maximum)}, en wat ertussen ligt naar verhouding."
    )


def _view_table(model: Model, view: View) -> Table:
    """How many questions there are, by group and axis."""

    def count(group: Group, axis: Axis) -> str:
        return str(sum(group.id in one.views.get(view.id, ()) for one in axis.questions))

    axes, groups = [axis.name for axis in model.axes], [group.name for group in view.groups]
    counts = [[count(group, axis) for axis in model.axes] for group in view.groups]
    return narrow_matrix(axes, groups, counts, right=True)
