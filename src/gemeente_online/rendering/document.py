"""A small document: what every output of a result is made from, before it becomes text."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple, ParamSpec

from gemeente_online.model.file import Model
from gemeente_online.rendering.language import model_of

Given = ParamSpec("Given")


class Bar(NamedTuple):
    """A row of symbols, each with the tone of its phase, and a mark between two of them.

    symbols: text of one column each. tones: 0 (lowest phase) to 1 (highest), one per symbol.
    mark: how many symbols stand before the mark; None for no mark.
    """

    symbols: str
    tones: tuple[float, ...]
    mark: int | None = None

    def __str__(self) -> str:
        if self.mark is None:
            return self.symbols
        return f"{self.symbols[: self.mark]}|{self.symbols[self.mark :]}"


Text = str | tuple[str, ...]
"""A text of one line, whatever is in it; or several lines, each a text."""

Cell = Text | Bar


class Heading(NamedTuple):
    """What the document (level 1), or a part of it (2 and on), is about.

    on_new_page: whether it begins one, where there is paper.
    """

    text: str
    level: int = 1
    on_new_page: bool = False


class Paragraph(NamedTuple):
    """Running text; ``strong`` for the one thing to take away."""

    text: str
    strong: bool = False


class Items(NamedTuple):
    """A list of sentences; ``to_do`` for things to tick off.

    labels: what stands before each of them instead of a dash, for things to choose from.
    """

    texts: tuple[Text, ...]
    to_do: bool = False
    labels: tuple[str, ...] = ()

    def labelled(self, box: str, dash: str = "") -> Iterator[tuple[str, Text]]:
        """Every text, with what stands before it where it has no label of its own.

        box, dash: before what is to be ticked off, and before what is not.
        """
        labels = self.labels or (box if self.to_do else dash,) * len(self.texts)
        return zip(labels, self.texts, strict=True)


class ColumnHead(NamedTuple):
    """A column's heading; numbers stand to the right, a fixed column never wraps."""

    title: str
    right: bool = False
    fixed: bool = False


class Table(NamedTuple):
    """Rows of cells, one cell per column.

    wholes: the positions of rows that stand above those of their parts; all other rows are parts.
    """

    columns: tuple[ColumnHead, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wholes: frozenset[int] = frozenset()


class Picture(NamedTuple):
    """A picture of what is told in words too, for paper alone; drawn only when it is wanted.

    drawn: gives what it tells to who cannot see it, and the picture as SVG.
    """

    drawn: Callable[[], tuple[str, str]]


Block = Heading | Paragraph | Items | Table | Picture


def lines_of(text: Text) -> tuple[str, ...]:
    """The lines of a text."""
    return (text,) if isinstance(text, str) else text


class Document(NamedTuple):
    """Blocks in reading order. model: whose texts may be in them, where that is known."""

    blocks: tuple[Block, ...] = ()
    model: Model | None = None

    @property
    def has_pictures(self) -> bool:
        """Whether there is something to draw."""
        return any(isinstance(block, Picture) for block in self.blocks)


def as_document(blocks: Callable[Given, Iterator[Block]]) -> Callable[Given, Document]:
    """Have a function that yields blocks give a document of them."""

    @wraps(blocks)
    def document(*args: Given.args, **named: Given.kwargs) -> Document:
        return Document(tuple(blocks(*args, **named)), model_of(args))

    return document
