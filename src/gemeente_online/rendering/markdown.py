"""A document as Markdown (CommonMark with tables), to paste into a memo or a wiki."""

import re
from collections.abc import Iterator

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

_INLINE = re.compile(r"([\\`*_{}\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"([#+>=-]|\d+(?=[.)]))(?=[.)]|\s|=|-|$)")


def render_markdown(document: Document) -> str:
    """The document as Markdown; text from files is text, whatever signs it holds."""
    return "\n".join(line for block in document.blocks for line in _lines(block)).strip() + "\n"


def escape_markdown(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    plain = _ENTITY.sub("&amp;", _INLINE.sub(r"\\\1", clean(text).strip()))
    start = _AT_START.match(plain)
    if start is None:
        return plain
    # a number gets its point escaped, any other sign itself
    at = start.end() if start[1][0].isdigit() else start.start()
    return f"{plain[:at]}\\{plain[at:]}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape_markdown(block.text)}"
            yield ""
        case Paragraph():
            if block.text:
                yield (
                    f"**{escape_markdown(block.text)}**"
                    if block.strong
                    else escape_markdown(block.text)
                )
                yield ""
        case Items():
            for label, text in block.labelled("[ ]"):
                shown = label if block.to_do and not block.labels else escape_markdown(label)
                first, *rest = lines_of(text)
                yield (
                    f"- {shown} {escape_markdown(first)}"
                    if label
                    else f"- {escape_markdown(first)}"
                )
                yield from (f"  - {escape_markdown(line)}" for line in rest)
            yield ""
        case Table():
            yield _row([escape_markdown(column.title) for column in block.columns])
            yield _row(["---:" if column.right else "---" for column in block.columns])
            for at, row in enumerate(block.rows):
                first, *others = map(_cell, row)
                yield _row([f"**{first}**" if at in block.wholes else first, *others])
            yield ""
        case Picture():
            pass  # the text tells the same


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        symbols = str(cell).replace("|", "\\|")  # in a table also within a code span
        return f"`{symbols}`" if cell.symbols else ""
    return "<br>".join(escape_markdown(line) for line in lines_of(cell))
