"""What must hold between the keys of a model file, beyond the shape of each.

``load`` turns a tree into a model or reports everything that is wrong with it at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from fractions import Fraction
from math import gcd
from typing import Any

from pydantic import ValidationError

from gemeente_online.model.file import Axis, Model, Overall, Question, Scoring
from gemeente_online.model.numbers import as_written
from gemeente_online.model.question_types import keys_of_other_types
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, RESERVED_OPTIONS, YES
from gemeente_online.model.validation import findings_of
from gemeente_online.model.written import EFFORT_PARTS
from gemeente_online.problem import (
    Finding,
    FindingsError,
    Path,
    listing,
    quoted,
    suggestion,
)

CSV_COLUMNS = (
    "model",
    "municipality",
    "code",
    "inhabitants",
    "province",
    "date",
    "respondent",
    "ambition",
)

SEPARATOR = "|"
"""Between the options of one cell, where several were chosen."""

MOST_EFFORTS = 2000
"""The most that all efforts of a model add up to, in the largest step that fits in each."""

MOST_EFFORTS_OF_MULTI = 100
"""The same for the options of one ``multi``, of which any may be chosen together."""

_ONE = Fraction(1)


def load(tree: object, digest: str = "") -> Model:
    """The model in a tree of text.

    Raises:
        FindingsError: with every broken rule; where the shape itself is broken, also those
            rules that can still be judged.

    """
    try:
        model = Model.from_tree(tree, digest)
    except ValidationError as error:
        shape = list(findings_of(error, Model))
        mended = _mended(tree, shape)
        broken = {finding.path for finding in shape if finding.code != "unknown-key"}
        parents = {path[:-1] for path in broken}
        beyond = [
            finding
            for finding in ([] if mended is None else broken_rules(mended))
            if finding.path not in parents
            and not any(finding.path[:end] in broken for end in range(len(finding.path) + 1))
        ]
        raise FindingsError([*shape, *beyond]) from None
    findings = list(broken_rules(model))
    if findings:
        raise FindingsError(findings)
    return model


def _mended(tree: object, shape: Iterable[Finding]) -> Model | None:
    """The model that is left when wrong values are taken out and missing texts put in.

    None when there is none, and also nothing more to be said of it.
    """
    mended: Any = deepcopy(tree)
    for number, finding in enumerate(shape):
        parent = mended
        try:
            for part in finding.path[:-1]:
                parent = parent[part]
            if finding.code == "missing":
                parent[finding.path[-1]] = f"ontbreekt-{number}"
            elif isinstance(parent, dict):
                parent.pop(finding.path[-1], None)
        except (KeyError, IndexError, TypeError):
            return None
    try:
        return Model.from_tree(mended)
    except (ValidationError, RecursionError):
        return None


def broken_rules(model: Model) -> Iterator[Finding]:
    """What breaks a rule that must hold between the keys of a model."""
    yield from _scale(model)
    yield from _phases(model)
    yield from _unique_ids(model)
    for index, axis in enumerate(model.axes):
        yield from _axis(model, axis, ("axes", index))
    yield from _efforts(model)


def _broken(path: Path, code: str, message: str, hint: str) -> Finding:
    return Finding(path=path, code=code, message=message, hint=hint)


def _scale(model: Model) -> Iterator[Finding]:
    scale = model.scale
    if scale.minimum >= scale.maximum:
        yield _broken(
            ("scale", "maximum"),
            "scale-empty",
            "het maximum van de schaal is niet hoger dan het minimum",
            f"schrijf een getal boven {as_written(scale.minimum)}",
        )
    if model.evidence_from is not None:
        yield from _on_scale(model, model.evidence_from, ("evidence_from",))
    if model.overall is Overall.MEAN and model.scoring is not Scoring.MEAN:
        yield _broken(
            ("overall",),
            "mean-of-shares",
            "overall: mean kan alleen met scoring: mean",
            "schrijf overall: lowest, of scoring: mean",
        )


def _on_scale(model: Model, value: Fraction, path: Path) -> Iterator[Finding]:
    low, high = model.scale.minimum, model.scale.maximum
    if low < high and not low <= value <= high:
        yield _broken(
            path,
            "off-scale",
            f"{as_written(value)} ligt niet op de schaal",
            f"de schaal loopt van {as_written(low)} tot en met {as_written(high)}",
        )


def _phases(model: Model) -> Iterator[Finding]:
    for index, phase in enumerate(model.phases):
        path = ("phases", index)
        before = model.phases[index - 1] if index else None
        if before is not None and phase.number <= before.number:
            yield _broken(
                (*path, "number"),
                "phases-not-ascending",
                f"fase {phase.number} staat na fase {before.number}",
                "zet de fasen op volgorde, van laag naar hoog, elk nummer één keer",
            )
        if model.scoring is Scoring.SHARE:
            key = "number" if phase.level is None else "level"
            for finding in _on_scale(model, phase.counts_from, (*path, key)):
                own = f"{finding.hint}; geef de fase een level dat daarop ligt"
                yield finding if phase.level is not None else finding._replace(hint=own)
            leveled = before is not None and {phase.level, before.level} != {None}
            if before is not None and leveled and phase.counts_from <= before.counts_from:
                yield _broken(
                    (*path, key),
                    "levels-not-ascending",
                    f"het niveau van fase {phase.number} is niet hoger dan dat van de fase ervoor",
                    f"schrijf een level boven {as_written(before.counts_from)}",
                )
        elif phase.level is not None:
            yield _broken(
                (*path, "level"),
                "level-without-share",
                "een level doet niets bij scoring: mean",
                "laat de regel weg",
            )
    first = model.phases[0]
    if first.threshold != _lowest_threshold(model):
        yield _broken(
            ("phases", 0, "threshold"),
            "first-phase-not-free",
            "de eerste fase moet door iedereen worden bereikt",
            f"schrijf threshold: {as_written(_lowest_threshold(model))}",
        )
    places = [("phases", index, "threshold") for index in range(len(model.phases))]
    yield from _thresholds(model, [phase.threshold for phase in model.phases], places, places)


def _lowest_threshold(model: Model) -> Fraction:
    return Fraction(0) if model.scoring is Scoring.SHARE else model.scale.minimum


def _thresholds(
    model: Model, thresholds: list[Fraction], places: list[Any], ours: list[Any]
) -> Iterator[Finding]:
    """The thresholds of all phases in order; only those at a place of ours are reported."""
    ascending = model.scoring is Scoring.MEAN
    for index, (value, place) in enumerate(zip(thresholds, places, strict=True)):
        mine = place in ours
        if mine and ascending:
            yield from _on_scale(model, value, place)
        elif mine and not 0 <= value <= 1:
            yield _broken(
                place,
                "not-a-share",
                f"{as_written(value)} ligt niet van 0 tot en met 1",
                "bij scoring: share is een drempel een deel: 70 % schrijft u als 0.7",
            )
        if not index or not (mine or places[index - 1] in ours):
            continue
        before = thresholds[index - 1]
        if value < before or (ascending and value == before):
            yield _broken(
                place if mine else places[index - 1],
                "thresholds-not-ascending",
                f"de drempel {as_written(value)} van fase {model.phases[index].number} is "
                f"{'niet hoger' if ascending else 'lager'} dan de drempel "
                f"{as_written(before)} van fase {model.phases[index - 1].number}",
                "laat de drempels met de fasen oplopen"
                if ascending
                else "een hogere fase vraagt ten minste evenveel",
            )


def _unique_ids(model: Model) -> Iterator[Finding]:
    views = [(view.id, ("views", at, "id")) for at, view in enumerate(model.views)]
    yield from _unique(views, "blik")
    for at, view in enumerate(model.views):
        groups = [(g.id, ("views", at, "groups", i, "id")) for i, g in enumerate(view.groups)]
        yield from _unique(groups, "groep")
    yield from _unique([(axis.id, ("axes", at, "id")) for at, axis in enumerate(model.axes)], "as")
    yield from _unique(
        [
            (question.id, ("axes", at, "questions", i, "id"))
            for at, axis in enumerate(model.axes)
            for i, question in enumerate(axis.questions)
        ],
        "vraag",
    )


def _unique(ids: Sequence[tuple[str, Path]], what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for identifier, path in ids:
        if identifier in seen:
            yield _broken(
                path,
                "duplicate-id",
                f"er is al een {what} met id {quoted(identifier)}",
                "geef elk een eigen id",
            )
        seen.add(identifier)


def _axis(model: Model, axis: Axis, path: Path) -> Iterator[Finding]:
    numbers = [phase.number for phase in model.phases]
    for name, keys in (
        ("thresholds", axis.thresholds),
        ("requirements", axis.requirements),
        ("stages", axis.stages),
    ):
        for number in keys:
            here = (*path, name, str(number))
            if number not in numbers:
                yield _broken(
                    here,
                    "unknown-phase",
                    f"er is geen fase {number}",
                    f"Mogelijk: {', '.join(map(str, numbers))}",
                )
            elif number == numbers[0] and name != "stages":
                yield _broken(
                    here,
                    "first-phase-not-free",
                    "de eerste fase moet door iedereen worden bereikt",
                    "laat deze regel weg",
                )
    ours = [(*path, "thresholds", str(number)) for number in axis.thresholds]
    yield from _thresholds(
        model,
        [axis.thresholds.get(phase.number, phase.threshold) for phase in model.phases],
        [
            (*path, "thresholds", str(p.number))
            if p.number in axis.thresholds
            else ("phases", i, "threshold")
            for i, p in enumerate(model.phases)
        ],
        ours,
    )
    questions = {question.id: question for question in axis.questions}
    if axis.diagnosis is not None:
        yield from _diagnosis(axis.diagnosis, questions, (*path, "diagnosis"))
    for number, required in axis.requirements.items():
        for identifier, score in required.items():
            here = (*path, "requirements", str(number), identifier)
            yield from _requirement(model, questions, identifier, score, here)
    for index, question in enumerate(axis.questions):
        yield from _question(model, question, (*path, "questions", index))


def _diagnosis(identifier: str, questions: dict[str, Question], path: Path) -> Iterator[Finding]:
    if identifier not in questions:
        yield _broken(
            path,
            "unknown-question",
            f"{quoted(identifier)} is geen vraag op deze as",
            suggestion(identifier, list(questions)),
        )


def _requirement(
    model: Model,
    questions: dict[str, Question],
    identifier: str,
    score: Fraction,
    path: Path,
) -> Iterator[Finding]:
    question = questions.get(identifier)
    if question is None:
        yield from _diagnosis(identifier, questions, path)
        return
    if question.not_applicable:
        yield _broken(
            path,
            "required-not-applicable",
            f"{quoted(identifier)} mag nvt zijn en kan dus geen voorwaarde zijn",
            "zet not_applicable bij die vraag op false, of laat de voorwaarde weg",
        )
    off_scale = list(_on_scale(model, score, path))
    yield from off_scale
    _, highest = model.kinds[identifier].ends
    if score > highest and not off_scale:
        yield _broken(
            path,
            "unreachable-requirement",
            f"geen antwoord op {quoted(identifier)} haalt {as_written(score)}",
            f"het hoogste antwoord scoort {as_written(highest)}",
        )


def _question(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    if question.id in CSV_COLUMNS:
        yield _broken(
            (*path, "id"),
            "reserved-id",
            f"{quoted(question.id)} is de naam van een vaste kolom in CSV-bestanden",
            "kies een ander id",
        )
    yield from _keys_of_type(question, path)
    yield from _question_views(model, question, path)
    if question.type is QuestionType.NUMBER:
        yield from _number(model, question, path)
    else:
        yield from _options(model, question, path)


def _keys_of_type(question: Question, path: Path) -> Iterator[Finding]:
    for key in keys_of_other_types(question.type):
        if getattr(question, key) is not None:
            yield _broken(
                (*path, key),
                "key-of-other-type",
                f"{quoted(key)} hoort niet bij een vraag van het type {question.type}",
                "laat de regel weg, of kies een ander type",
            )


def _question_views(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    views = {view.id: [group.id for group in view.groups] for view in model.views}
    for view, groups in question.views.items():
        here = (*path, "views", view)
        if view not in views:
            yield _broken(
                here,
                "unknown-view",
                f"{quoted(view)} is geen blik van dit model",
                suggestion(view, list(views)) if views else "voeg de blik toe onder views",
            )
            continue
        for index, group in enumerate(groups):
            if group not in views[view]:
                yield _broken(
                    (*here, index),
                    "unknown-group",
                    f"{quoted(group)} is geen groep van de blik {quoted(view)}",
                    suggestion(group, views[view]),
                )
            elif group in groups[:index]:
                yield _broken(
                    (*here, index),
                    "duplicate-group",
                    f"{quoted(group)} staat er twee keer",
                    "laat er één staan",
                )


def _options(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    options = question.options or ()
    if not options:
        if question.type is not QuestionType.YES_NO:
            yield _broken(
                path,
                "no-options",
                f"vraag {quoted(question.id)} heeft geen antwoorden",
                "voeg options toe, met voor elk antwoord een id en een text",
            )
        return
    multi = question.type is QuestionType.MULTI
    if len(options) == 1 and question.type is QuestionType.CHOICE:
        yield _broken(
            (*path, "options"),
            "single-option",
            "één antwoord is geen keuze",
            "voeg een tweede antwoord toe",
        )
    yield from _unique(
        [(option.id, (*path, "options", at, "id")) for at, option in enumerate(options)],
        "antwoord",
    )
    for index, option in enumerate(options):
        here = (*path, "options", index)
        if question.type is QuestionType.YES_NO:
            if option.id not in {YES, NO}:
                yield _broken(
                    (*here, "id"),
                    "not-yes-or-no",
                    f"{quoted(option.id)} is geen antwoord op een ja/nee-vraag",
                    f"Mogelijk: {YES}, {NO}",
                )
        elif option.id in RESERVED_OPTIONS:
            yield _broken(
                (*here, "id"),
                "reserved-id",
                f"{quoted(option.id)} heeft in een antwoordenbestand een vaste betekenis",
                "kies een ander id",
            )
        if option.score is not None and multi:
            yield _broken(
                (*here, "score"),
                "score-of-multi",
                "bij het type multi telt het gekozen deel; een score per antwoord doet niets",
                "schrijf weight in plaats van score, of laat de regel weg",
            )
        elif option.score is not None:
            yield from _on_scale(model, option.score, (*here, "score"))
        if option.weight is not None and not multi:
            yield _broken(
                (*here, "weight"),
                "weight-of-option",
                "een antwoord heeft alleen bij het type multi een gewicht",
                "schrijf score in plaats van weight, of laat de regel weg",
            )
    given = [option.score is not None for option in options]
    if question.type is QuestionType.CHOICE and any(given) and not all(given):
        yield _broken(
            (*path, "options", given.index(False)),
            "score-missing",
            "dit antwoord heeft geen score, terwijl een ander antwoord op deze vraag die wel heeft",
            "geef alle antwoorden een score, of geen enkel",
        )


def _efforts(model: Model) -> Iterator[Finding]:
    """The efforts have few different totals, each of which a plan is weighed by."""
    together: list[Fraction] = []
    for at, axis in enumerate(model.axes):
        for index, question in enumerate(axis.questions):
            efforts = [option.effort or _ONE for option in question.options or ()]
            together += efforts
            if question.type is QuestionType.MULTI:
                path = ("axes", at, "questions", index, "options")
                yield from _total(efforts, MOST_EFFORTS_OF_MULTI, path, "deze vraag")
    yield from _total(together, MOST_EFFORTS, ("axes",), "dit groeimodel")


def _total(efforts: Sequence[Fraction], most: int, path: Path, of_what: str) -> Iterator[Finding]:
    """Efforts may be many where they are alike: their totals are few then."""
    total = sum(efforts, Fraction(0))
    step = Fraction(gcd(*(int(effort * EFFORT_PARTS) for effort in efforts)), EFFORT_PARTS)
    if len(set(efforts)) > 1 and total > most * step:
        yield _broken(
            path,
            "efforts-too-fine",
            f"de inspanningen van {of_what} zijn samen {as_written(total)}, in stappen van "
            f"{as_written(step)}; daarmee zijn er te veel verschillende plannen",
            f"kies rondere getallen: in stappen van 1 mogen zij samen {most} zijn",
        )


def _number(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    if question.unit is None:
        yield _broken(
            path,
            "no-unit",
            f"vraag {quoted(question.id)} noemt geen eenheid",
            "voeg unit toe, bijvoorbeeld unit: uren",
        )
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low >= high:
        yield _broken(
            (*path, "maximum"),
            "bounds-empty",
            "maximum is niet hoger dan minimum",
            f"schrijf een getal boven {as_written(low)}",
        )
    if question.bands is None:
        lacking = [
            key for key in ("minimum", "maximum", "better") if getattr(question, key) is None
        ]
        if lacking:
            yield _broken(
                path,
                "number-without-bounds",
                f"vraag {quoted(question.id)} heeft geen bands, en ook geen {listing(lacking)}",
                "voeg bands toe, of minimum, maximum en better",
            )
        return
    if question.better is not None:
        yield _broken(
            (*path, "better"),
            "key-of-other-type",
            '"better" doet niets naast bands',
            "laat de regel weg",
        )
    yield from _bands(model, question, (*path, "bands"))


def _bands(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    bands = question.bands or ()
    if not bands:
        yield _broken(path, "no-bands", "bands is leeg", "voeg ten minste één band toe")
    before: tuple[Fraction, bool] | None = None
    if question.minimum is not None:
        before = (question.minimum, True)
    for index, band in enumerate(bands):
        here = (*path, index)
        key = "up_to" if band.below is None else "below"
        yield from _on_scale(model, band.score, (*here, "score"))
        if band.up_to is not None and band.below is not None:
            yield _broken(
                (*here, "below"),
                "band-bound",
                "deze band heeft een up_to en een below",
                "kies één: up_to telt de grens zelf mee, below niet",
            )
        elif (band.end is None) != (index == len(bands) - 1):
            yield _broken(
                here if band.end is None else (*here, key),
                "band-bound",
                f"de laatste band mag geen {key} hebben"
                if band.end is not None
                else "deze band heeft geen up_to of below",
                f"laat {key} hier weg"
                if band.end is not None
                else "alleen de laatste band is zonder grens",
            )
        elif band.end is not None:
            yield from _band_bound(question, band.end, before, (*here, key), first=index == 0)
        before = band.end or before


def _band_bound(
    question: Question,
    end: tuple[Fraction, bool],
    before: tuple[Fraction, bool] | None,
    path: Path,
    *,
    first: bool,
) -> Iterator[Finding]:
    """A band's bound must leave room for the band itself, and for the last one."""
    shown = f"{path[-1]} {as_written(end[0])}"
    if before is not None and end <= before:
        bound = as_written(before[0])
        what, hint = (
            (
                f"het minimum {bound}",
                f"schrijf een getal boven {bound}, of een lager minimum",
            )
            if first
            else (f"{bound} ervoor", "zet de banden op volgorde, van laag naar hoog")
        )
        yield _broken(path, "bands-not-ascending", f"{shown} is niet hoger dan {what}", hint)
    elif question.maximum is not None and end >= (question.maximum, True):
        maximum = as_written(question.maximum)
        yield _broken(
            path,
            "band-above-maximum",
            f"na {shown} blijft er tot het maximum {maximum} niets over voor de volgende band",
            f"schrijf een getal onder {maximum}, of een hoger maximum",
        )
