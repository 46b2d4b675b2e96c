"""The pictures of a phase: the stairs that a municipality climbs, and a badge; as SVG and as PNG.

Only geometry and words; the colours are in style sheets. All lengths are in pixels of the picture
itself. By themselves, for a memo or a slide, they carry light colours on white.
"""

from functools import cache
from math import ceil
from typing import NamedTuple

from gemeente_online.model.file import Model
from gemeente_online.problem import refused
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.language import foreign_language
from gemeente_online.rendering.templating import (
    brief,
    render_picture,
    state_of,
)
from gemeente_online.rendering.words import range_word, uncertain
from gemeente_online.scoring.result import OverallResult, Result, Summary
from gemeente_online.wording import shortened

WIDTH = 760
NARROW = 300

_GAP = 6
_TOP, _LOWEST, _HIGHEST = 66, 44, 134
_BASE = _TOP + _HIGHEST
_LINE = 18
_LETTER = 7.6
"""The width of an average letter at 14 pixels, on the safe side."""
_SMALL = 6.4
"""The same at 13 pixels."""
_ROOM_FOR_NAMES = 90
_ROW = 76
_LONGEST_NAME = 60
_ON_BADGE = 7.0
"""The width of an average letter on a badge."""
_LONGEST_ON_BADGE = 32
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="4" y="30" font-family="sans-serif" font-size="24">Fase</text></svg>'
)


class Tread(NamedTuple):
    """One phase.

    name, experience: in lines that fit.
    state: reached, here, possible (where not everything was answered), or ahead.
    """

    number: int
    name: tuple[str, ...]
    experience: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    state: str
    aim: bool

    @property
    def middle(self) -> float:
        """Where its pin stands, beside its flag if it has one."""
        return self.x + self.width * (0.36 if self.aim else 0.5)

    @property
    def flag(self) -> float:
        """Where its flag stands."""
        return self.x + self.width * (0.62 if self.state == "here" else 0.5)


class Bracket(NamedTuple):
    """The phases that remain possible, under the stairs."""

    x: float
    width: float
    label: str


class Stair(NamedTuple):
    """The whole picture, to be drawn lying (steps) or standing (rows).

    label: whose it is. title: what the picture tells, in one sentence.
    language: of the names, where that is not Dutch.
    """

    identifier: str
    title: str
    label: str
    steps: tuple[Tread, ...]
    bracket: Bracket | None
    top: float
    width: int
    height: float
    base: int = _BASE
    language: str | None = None


def stair(model: Model, name: str, overall: OverallResult, identifier: str = "trap") -> Stair:
    """The picture as it lies: wide, for a page, a memo or a slide."""
    count = len(model.phases)
    width = (WIDTH - _GAP * (count - 1)) / count
    letters = int(width / _LETTER)
    named = width >= _ROOM_FOR_NAMES
    steps = []
    for at, phase in enumerate(model.phases):
        height = _LOWEST + (_HIGHEST - _LOWEST) * at / max(count - 1, 1)
        felt = phase.experience.name if phase.experience else ""
        steps.append(
            Tread(
                number=phase.number,
                name=wrapped(phase.name, letters, 3) if named else (),
                experience=wrapped(felt, int(width / _SMALL), 3) if named else (),
                x=at * (width + _GAP),
                y=_BASE - height,
                width=width,
                height=height,
                state=state_of(overall, phase.number),
                aim=overall.ambition == phase.number,
            )
        )
    bracket = None
    if uncertain(overall):
        low, high = overall.range
        inside = [step for step in steps if low <= step.number <= high]
        end = inside[-1].x + inside[-1].width
        label = f"mogelijk: fase {range_word(overall.range)}"
        if overall.phase is None:  # nobody stands anywhere: say whose stairs these are
            label = f"{brief(name, _LONGEST_NAME)}, {label}"
        bracket = Bracket(inside[0].x, end - inside[0].x, label)
    top = min(step.y - _above(step) for step in steps)
    lines = max(len(step.name) + len(step.experience) for step in steps)
    return Stair(
        identifier=identifier,
        title=told(model, name, overall),
        label=brief(name, letters),
        steps=tuple(steps),
        bracket=bracket,
        top=top,
        width=WIDTH,
        height=ceil(_BASE + (34 if bracket else 0) + 10 + lines * _LINE - top),
        language=foreign_language(model),
    )


def standing(model: Model, name: str, overall: OverallResult, identifier: str) -> Stair:
    """The same for a narrow screen: a row for every phase, the highest on top."""
    steps = []
    count = len(model.phases)
    for at, phase in enumerate(reversed(model.phases)):
        felt = phase.experience.name if phase.experience else ""
        width = 46 + 50 * (count - 1 - at) / max(count - 1, 1)
        steps.append(
            Tread(
                number=phase.number,
                name=wrapped(phase.name, int((NARROW - width - 12) / _LETTER), 2),
                experience=wrapped(felt, int((NARROW - width - 10) / _SMALL), 1),
                x=0,
                y=at * _ROW,
                width=width,
                height=_ROW - _GAP,
                state=state_of(overall, phase.number),
                aim=overall.ambition == phase.number,
            )
        )
    return Stair(
        identifier=identifier,
        title=told(model, name, overall),
        label=brief(name, 22),
        steps=tuple(steps),
        bracket=None,
        top=0,
        width=NARROW,
        height=count * _ROW,
        language=foreign_language(model),
    )


def told(model: Model, name: str, overall: OverallResult) -> str:
    """What the picture tells, in one sentence."""
    last = model.phases[-1].number
    if overall.phase is None:
        told = (
            f"{clean(name)}: de fase is niet te bepalen; mogelijk is fase "
            f"{range_word(overall.range)} van {last}"
        )
    else:
        named = model.phase_at(overall.phase).name
        told = f"{clean(name)} staat in fase {overall.phase} van {last}: {clean(named)}"
        if uncertain(overall):
            told += f"; mogelijk is fase {range_word(overall.range)}"
    return told + (
        f". De ambitie is fase {overall.ambition}." if overall.ambition is not None else "."
    )


def _above(step: Tread) -> int:
    """What stands on a step: a pin with a name, a flag, or nothing."""
    return 58 if step.state == "here" else 32 if step.aim else 2


def wrapped(text: str, letters: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of at most so many letters; the last may end in an ellipsis.

    A picture cannot wrap a text by itself, and here nothing is known of fonts: letters count.
    """
    words = clean(text).split()
    lines: list[str] = []
    while words:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= letters:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1 and words:
            line = " ".join([line, *words])
            words = []
        lines.append(shortened(line, letters))
    return tuple(lines)


def stair_svg(summary: Summary | Result) -> str:
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
    left = brief(name, _LONGEST_ON_BADGE)
    last = model.phases[-1].number
    if overall.phase is None:
        right = f"mogelijk fase {range_word(overall.range)} van {last}"
    else:
        online = "online " if model.is_of_municipalities else ""
        right = f"{online}fase {overall.phase} van {last}"
    split = len(left) * _ON_BADGE + 18
    return render_picture(
        "badge.svg.j2",
        title=told(model, name, overall),
        left=left,
        right=right,
        split=split,
        width=split + len(right) * _ON_BADGE + 18,
    )


def png(svg: str, *, scale: int = 3) -> bytes:
    """A picture in pixels, with the letters that this computer has.

    scale: pixels per pixel of the picture: three are sharp on a slide, two on paper.

    Raises:
        InvalidInputError: this computer has no letters at all, so that all words would be missing.

    """
    if not has_letters():
        raise refused("gemeente-online", "no-fonts")
    return _drawn(svg, scale)


@cache
def has_letters() -> bool:
    """Whether this computer has a font, without which there are no words in a PNG."""
    return _drawn(_PROBE, 1) != _drawn(_PROBE.replace("Fase", ""), 1)


def _drawn(svg: str, scale: int) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale))
