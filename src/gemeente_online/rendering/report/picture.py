"""Pictures for elsewhere: the stairs and a badge by themselves, as SVG and as PNG.

They carry their own light colours on white, so that they look the same in a memo, on a slide and
on a web page.
"""

from typing import NamedTuple

from gemeente_online.problem import refused
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.report.page import render_picture
from gemeente_online.rendering.report.stair import stair, told
from gemeente_online.rendering.words import range_word
from gemeente_online.scoring.result import Summary
from gemeente_online.wording import shortened

_SCALE = 3
"""Pixels of a PNG per pixel of the picture: sharp on a slide and in print."""
_LETTER = 7.0
_LONGEST_NAME = 32
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="4" y="30" font-family="sans-serif" font-size="24">Fase</text></svg>'
)


class Badge(NamedTuple):
    """Who, and in which phase; lengths in pixels."""

    title: str
    left: str
    right: str
    split: float
    width: float


def stair_svg(summary: Summary) -> str:
    """The stairs as an SVG file."""
    assessment = summary.assessment
    return render_picture(
        "stair.svg.j2",
        stair=stair(assessment.model, assessment.municipality.name, summary.overall),
    )


def badge_svg(summary: Summary) -> str:
    """The badge as an SVG file: the municipality's name and its phase."""
    assessment, overall = summary.assessment, summary.overall
    model, name = assessment.model, assessment.municipality.name
    left = shortened(clean(name), _LONGEST_NAME)
    last = model.phases[-1].number
    if overall.phase is None:
        right = f"mogelijk fase {range_word(overall.range)} van {last}"
    else:
        right = f"online fase {overall.phase} van {last}"
    split = len(left) * _LETTER + 18
    badge = Badge(
        title=told(model, name, overall),
        left=left,
        right=right,
        split=split,
        width=split + len(right) * _LETTER + 18,
    )
    return render_picture("badge.svg.j2", badge=badge)


def png(svg: str) -> bytes:
    """A picture in pixels, with the letters that this computer has.

    Raises:
        InvalidInputError: this computer has no letters at all, so that all words would be missing.

    """
    import resvg_py

    def drawn(text: str) -> bytes:
        return bytes(resvg_py.svg_to_bytes(svg_string=text, zoom=_SCALE))

    if drawn(_PROBE) == drawn(_PROBE.replace("Fase", "")):
        raise refused("gemeente-online", "no-fonts")
    return drawn(svg)
