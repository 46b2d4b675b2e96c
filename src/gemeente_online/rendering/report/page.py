"""From page models to HTML: the templates, and what every page carries in its head.

The page may load nothing at all: its Content-Security-Policy names its own style sheet and, where
it has one, its own script by their hashes, and forbids everything else.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from gemeente_online.rendering.clean import clean

_PACKAGE = "gemeente_online.rendering.report"


def render_page(template: str, **values: Any) -> str:
    """A whole page; ``script`` in the values asks for the script that sorts and searches."""
    style = _resource("style.css")
    script = _resource("script.js") if values.get("script") else ""
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
    return _environment().get_template(template).render(values)


def render_picture(template: str, **values: Any) -> str:
    """A picture by itself, with its colours in it."""
    values |= {"style": _resource("picture.css")}
    return _environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
        auto_reload=False,
    )


def _shown(value: Any) -> Any:
    """What a template shows of a value: texts without control signs, lengths in short."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return clean(value) if type(value) is str else value


@lru_cache(maxsize=4)
def _resource(name: str) -> str:
    # line ends as in the repository, whatever a checkout made of them: the hash depends on them
    text = (files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
