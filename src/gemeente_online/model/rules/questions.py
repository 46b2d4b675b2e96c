"""Rules about a question: its id, the keys of its type, its views, its options."""

from collections.abc import Iterator

from gemeente_online.model.file import Model
from gemeente_online.model.places import options_of, questions
from gemeente_online.model.question_types import keys_of_other_types
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, RESERVED_OPTIONS, YES
from gemeente_online.model.rules.on_scale import on_scale
from gemeente_online.problem import Finding, broken
from gemeente_online.suggestions import Meant

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


def id_is_no_column(model: Model) -> Iterator[Finding]:
    """A question has a column of its own in a table, beside the fixed ones."""
    for path, question in questions(model):
        if question.id in CSV_COLUMNS:
            yield broken((*path, "id"), "reserved-id/column", id=question.id)


def keys_belong_to_type(model: Model) -> Iterator[Finding]:
    """A question has no keys that say nothing of its type."""
    for path, question in questions(model):
        for key in keys_of_other_types(question.type):
            if getattr(question, key) is not None:
                yield broken((*path, key), "key-of-other-type", name=key, type=question.type)


def views_exist(model: Model) -> Iterator[Finding]:
    """A question is tagged with views and groups of the model, each once."""
    views = {view.id: [group.id for group in view.groups] for view in model.views}
    for path, question in questions(model):
        for view, groups in question.views.items():
            here = (*path, "views", view)
            if not views:
                yield broken(here, "unknown-view/none", view=view)
                continue
            if view not in views:
                yield broken(here, "unknown-view", view=view, meant=Meant(view, list(views)))
                continue
            for at, group in enumerate(groups):
                if group not in views[view]:
                    meant = Meant(group, views[view])
                    yield broken((*here, at), "unknown-group", group=group, view=view, meant=meant)
                elif group in groups[:at]:
                    yield broken((*here, at), "duplicate-group", group=group)


def there_is_a_choice(model: Model) -> Iterator[Finding]:
    """Whoever answers can choose from options; yes and no need not be written."""
    for path, question in questions(model):
        if question.type in {QuestionType.NUMBER, QuestionType.YES_NO}:
            continue
        if not question.options:
            yield broken(path, "no-options", id=question.id)
        elif len(question.options) == 1 and question.type is QuestionType.CHOICE:
            yield broken((*path, "options"), "single-option")


def options_have_ids_of_their_own(model: Model) -> Iterator[Finding]:
    """An option is no word that has a meaning already; of yes and no there are no others."""
    for path, question in questions(model):
        for here, option in options_of(path, question):
            if question.type is QuestionType.YES_NO:
                if option.id not in {YES, NO}:
                    yield broken((*here, "id"), "not-yes-or-no", id=option.id)
            elif question.type is not QuestionType.NUMBER and option.id in RESERVED_OPTIONS:
                yield broken((*here, "id"), "reserved-id", id=option.id)


def options_are_scored(model: Model) -> Iterator[Finding]:
    """Options have scores, on the scale and all of them; those of ``multi`` have weights."""
    for path, question in questions(model):
        if question.type is QuestionType.NUMBER:
            continue
        multi = question.type is QuestionType.MULTI
        for here, option in options_of(path, question):
            if option.score is not None and multi:
                yield broken((*here, "score"), "score-of-multi")
            elif option.score is not None:
                yield from on_scale(model, option.score, (*here, "score"))
            if option.weight is not None and not multi:
                yield broken((*here, "weight"), "weight-of-option")
        without = [path for path, option in options_of(path, question) if option.score is None]
        if question.type is QuestionType.CHOICE and 0 < len(without) < len(question.options or ()):
            yield broken(without[0], "score-missing")


RULES = (
    id_is_no_column,
    keys_belong_to_type,
    views_exist,
    there_is_a_choice,
    options_have_ids_of_their_own,
    options_are_scored,
)
