"""A document as text for a terminal, by rich."""

from io import StringIO

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.document import (
    Bar,
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    lines_of,
)
from gemeente_online.wording import NO_BREAK

UNBOUNDED = 10_000
_HELD = "\ue000"
"""What stands for a space that keeps a number on the line of its sign while lines are made; rich
would end a line at the space itself. No text has it that is clean."""

_WIDEST = (40, 20)
"""How wide a column may be, one after the other, where a table is wider than the terminal because
a word is: a longer word goes on on the next line. Few words of Dutch have over twenty letters."""

_SHADES = ("black on color(153)", "black on color(74)", "white on color(25)", "white on color(17)")
"""From light to dark, so that phases differ for every kind of colour vision."""


def render_terminal(document: Document, *, width: int | None, colour: bool) -> str:
    """The document as lines of text.

    Spaces are plain, so that one can look for "70 %" in it; yet no line ends between the two.
    width: in columns; None for as wide as it needs to be.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=width or UNBOUNDED,
        height=UNBOUNDED,  # without it, rich looks at the terminal and the environment itself
        color_system="256" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    for position, block in enumerate(document.blocks):
        after_table = position and isinstance(document.blocks[position - 1], Table)
        if position and not after_table and not isinstance(block, Paragraph | Items | Picture):
            console.print()
        _print(console, block)
    lines = [line.rstrip() for line in stream.getvalue().replace(_HELD, " ").split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _print(console: Console, block: Block) -> None:
    match block:
        case Heading():
            console.print(Text(_shown(block.text), style="bold"))
        case Paragraph():
            console.print(Text(_shown(block.text), style="bold" if block.strong else ""))
        case Items():
            for label, text in block.labelled("[ ]", "-"):
                item = RichTable.grid(padding=(0, 1))
                item.add_row(Text(_shown(label)), _lines(text))
                console.print(item)
        case Table():
            table, wanted = _table(block), console.width
            for widest in _WIDEST:
                if _needed(console, table) <= wanted:
                    break
                table = _table(block, widest)
            # on a very narrow terminal rows run on: the terminal wraps them, and nothing is cut
            needed = _needed(console, table)
            if needed > wanted:
                console.width = needed + len(block.columns)
            console.print(Padding(table, (0, 0, 1, 0), expand=False))
            console.width = wanted
        case Picture():
            pass  # the text tells the same


def _needed(console: Console, table: RichTable) -> int:
    """How wide a table is at least, where no word is broken."""
    return Measurement.get(console, console.options.update(width=UNBOUNDED), table).minimum


def _table(block: Table, widest: int | None = None) -> RichTable:
    """A table to print. widest: how wide a column may be in which lines end."""
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 0, 0, 1), show_edge=False)
    for column in block.columns:
        table.add_column(
            Text(_shown(column.title)),
            justify="right" if column.right else "left",
            no_wrap=column.fixed,
            overflow="fold",
            max_width=None if column.fixed else widest,
        )
    for at, row in enumerate(block.rows):
        first, *others = map(_cell, row)
        if block.wholes and at not in block.wholes:
            table.add_row(Padding(first, (0, 0, 0, 2)), *others)
        else:
            table.add_row(first, *others, style="bold" if block.wholes else None)
    return table


def _cell(cell: Cell) -> Text:
    if not isinstance(cell, Bar):
        return _lines(cell)
    text = Text(cell.symbols)
    for position, tone in enumerate(cell.tones):
        text.stylize(_SHADES[round(tone * (len(_SHADES) - 1))], position, position + 1)
    if cell.mark is None:
        return text
    before, after = text.divide([cell.mark])
    return Text.assemble(before, ("|", "bold"), after)


def _lines(text: str | tuple[str, ...]) -> Text:
    return Text("\n").join([Text(_shown(line)) for line in lines_of(text)])


def _shown(text: str) -> str:
    return clean(text).replace(NO_BREAK, _HELD)
