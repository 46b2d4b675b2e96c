"""In which language a text is: ours are Dutch, and those of a model may be in another.

So that what reads a page aloud, translates it or breaks off its words knows how.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel

from gemeente_online.model.file import Model
from gemeente_online.rendering.clean import clean

_DUTCH = "nl"
_KEYS = frozenset(
    ("title", "source", "name", "description", "next_step", "text", "explanation", "unit", "advice")
)
"""The keys of a model file below which its author's own words stand."""

_LEAST = 2
"""Letters of a text of a model that is looked for in ours; one letter may be that of an answer."""


def foreign_language(model: Model) -> str | None:
    """The language of the model's texts as pages name it, where that is not Dutch."""
    tag = model.language
    return None if tag.lower().split("-")[0] == _DUTCH else tag


def by_language(text: str, model: Model) -> Iterator[tuple[str, bool]]:
    """A text of ours in parts, each with whether it is a text of the model.

    A word of ours that is also the whole of a text of the model is taken for that.
    """
    end = 0
    for found in _own_texts(model).finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


@lru_cache(maxsize=8)
def _own_texts(model: Model) -> re.Pattern[str]:
    """Any text of a model, and of two that begin alike the longest."""
    texts = {clean(text) for text in _texts_in(model)}
    longest = sorted((text for text in texts if len(text) >= _LEAST), key=lambda text: -len(text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _texts_in(part: BaseModel) -> Iterator[str]:
    for key in type(part).model_fields:
        value = getattr(part, key)
        if isinstance(value, str):
            if key in _KEYS:
                yield value
        else:
            for inside in _parts_of(value):
                yield from _texts_in(inside)


def _parts_of(value: object) -> Iterable[BaseModel]:
    if isinstance(value, BaseModel):
        return (value,)
    if isinstance(value, dict):
        value = tuple(value.values())
    return [one for one in value if isinstance(one, BaseModel)] if isinstance(value, tuple) else ()


def model_of(result: object) -> Model | None:
    """The model of a result, or of the first of several; None where it is of none."""
    if result is None or isinstance(result, Model):
        return result
    for name in ("model", "assessment", "result", "summary", "summaries"):
        found = getattr(result, name, None)
        if found is not None:
            return model_of(found)
    return model_of(result[0]) if isinstance(result, list | tuple) and result else None
