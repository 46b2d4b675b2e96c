"""HTML pages of results and forms: the templates, the words they know, and the head of every page.

The page may load nothing at all: its Content-Security-Policy names its own style sheet and, where
it has one, its own script by their hashes, and forbids everything else.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from gemeente_online._version import __version__
from gemeente_online.analysis.standing_out import phase_of
from gemeente_online.model import numbers
from gemeente_online.model.file import Model
from gemeente_online.rendering import words
from gemeente_online.rendering.answers import (
    answer_sentences,
    answer_text,
    least_word,
    option_text,
)
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.language import by_language, foreign_language
from gemeente_online.scoring.result import AxesTogether, AxisResult
from gemeente_online.wording import capitalised, listing, shortened, thousands

TONES = 4
"""How many tones a page has; the phases of any model are spread over them."""

_PACKAGE = "gemeente_online.rendering"
_LONGEST_LINK = 2000
_FOREIGN = Markup('<span lang="{}">{}</span>')
_SPARE = re.compile(r"^ *(//.*)?\n|^ +| // [^\"'`\n]*$", re.MULTILINE)
"""What a script has for who maintains it: comments, lines of nothing, and indentation."""
_SPARE_IN_STYLE = re.compile(r"/\*.*?\*/|(?<=[{;:,}])\s+|\s+(?=[{}])", re.DOTALL)
"""The same of a style sheet; no text between quotes in it has a space beside such a sign."""


def render_page(
    template: str,
    *,
    functions: Iterable[Callable[..., Any]] = (),
    styles: Iterable[str] = ("report.css",),
    scripts: Iterable[str] = (),
    **values: Any,
) -> str:
    """A whole page.

    functions: what this template calls besides what every template may.
    styles: the style sheets that it carries besides that of every page, as one.
    scripts: the scripts that it carries, as one.
    """
    style = _SPARE_IN_STYLE.sub("", "".join(map(_resource, ("base.css", *styles))))
    script = _SPARE.sub("", "".join(map(_resource, scripts)))
    policy = [
        "default-src 'none'",
        f"style-src {_source(style)}",
        "img-src data:",  # the empty icon, without which a browser asks a server for one
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        policy.append(f"script-src {_source(script)}")
    values |= {"style": style, "script": script, "policy": "; ".join(policy)}
    values |= {function.__name__: function for function in functions}
    return environment().get_template(template).render(values)


def render_picture(template: str, **values: Any) -> str:
    """A picture by itself, with its colours in it."""
    return environment().get_template(template).render(values, style=_resource("picture.css"))


def tone_of(model: Model, phase: int) -> int:
    """The tone of a phase."""
    phases = [one.number for one in model.phases]
    return round(phases.index(phase) * (TONES - 1) / max(len(phases) - 1, 1))


def state_of(standing: AxesTogether | AxisResult, phase: int) -> str:
    """What a phase is to where somebody stands: reached, here, possible, or ahead.

    Possible is one that unknown answers may still lead to.
    """
    if phase == standing.phase:
        return "here"
    low, high = standing.range
    sure = low if standing.phase is None else min(low, standing.phase)
    if phase <= sure:
        return "reached"
    if low <= phase <= high:
        return "possible"
    return "reached" if standing.phase is not None and phase < standing.phase else "ahead"


def percent(share: Fraction | None) -> float:
    """A share as a length: a percentage of the width, cut off so that it never passes a mark."""
    return 0.0 if share is None else float(int(share * 1000)) / 10


def scale_percent(model: Model, score: Fraction | None) -> float:
    """A score's place on the scale, as a percentage of the width."""
    low, high = model.scale.minimum, model.scale.maximum
    return percent(None if score is None else (score - low) / (high - low))


def part_word(count: int, total: int) -> str:
    """A part of all as a percentage, cut off; some is never shown as none."""
    if 0 < count * 100 < total:
        return f"< 1{numbers.PERCENT}"
    return numbers.percentage(Fraction(count, total))


def brief(text: str, letters: int) -> str:
    """A text from a file, made harmless, and cut off with a sign where it is longer."""
    return shortened(clean(text), letters)


def own(text: str, model: Model) -> str:
    """A text of the model itself, with its language where that is not the page's."""
    tag = foreign_language(model)
    return text if tag is None else _FOREIGN.format(tag, clean(text))


def marked(text: str, model: Model) -> str:
    """A text of ours, in which those of the model are marked as such."""
    tag = foreign_language(model)
    if tag is None:
        return text
    parts = by_language(clean(text), model)
    return Markup("").join(_FOREIGN.format(tag, part) if own else part for part, own in parts)


def link_of(text: str) -> str | None:
    """The text if it is the address of a web page and nothing else; else None."""
    address = text.strip()
    if not address.isprintable() or " " in address or len(address) > _LONGEST_LINK:
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and host else None


_FILTERS = (
    capitalised, listing, thousands, brief, own, marked, percent, link_of,
    numbers.cut_decimals, numbers.exact_decimals, numbers.exact_percentage, numbers.two_decimals,
    numbers.signed, words.asked, words.long_date, words.profile, words.range_word, words.score_word,
    words.share_word,
)  # fmt: skip
"""Words and lengths for one value."""

_FUNCTIONS = (
    Fraction, zip, answer_sentences, answer_text, foreign_language, least_word, option_text,
    part_word, phase_of, scale_percent, state_of, tone_of, words.when_left_open,
)  # fmt: skip
"""Words and lengths for more than one value."""


@cache
def environment() -> Environment:
    """Where templates come from, and what they know."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
        auto_reload=False,
        optimized=False,  # they are compiled for every report, which folding would only slow down
    )
    environment.filters |= {function.__name__: function for function in _FILTERS}
    environment.globals |= {function.__name__: function for function in _FUNCTIONS}
    environment.globals["program"] = __version__
    environment.tests |= {"uncertain": words.uncertain}
    return environment


def _shown(value: Any) -> Any:
    """What a template shows of a value: texts without control signs, lengths in short.

    Raises:
        TypeError: the value is of a kind that first has to be put in words.

    """
    if isinstance(value, str):  # what is Markup already, a macro made of texts that are clean
        return clean(value) if type(value) is str else value
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    if type(value) is int or isinstance(value, Undefined):
        return value
    raise TypeError(f"a template shows {value!r} without words for it")


@cache
def _resource(name: str) -> str:
    # line ends as in the repository, whatever a checkout made of them: the hash depends on them
    text = (files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
