"""A document as a Word file, to send to colleagues, to fill in further and to print."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import chain

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from gemeente_online.model.file import Model
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
from gemeente_online.rendering.language import by_language, foreign_language
from gemeente_online.rendering.office import without_moment

_LANGUAGE = "nl-NL"
_WIDTH, _HEIGHT, _MARGIN = Cm(21), Cm(29.7), Cm(2)
_BLUE = RGBColor(0x1F, 0x4E, 0x79)
_SHADE = "DEEAF6"
_TICK_BOX = "☐"
_FONT, _FONT_OF_BARS = "Arial", "Courier New"
"""There on every computer, or another that is as wide."""

_IN_TABLES = "Tabeltekst"
_SMALLEST_HEADING = 4
_LONGEST_TITLE = 255
"""Characters that Word keeps of a property."""

_LETTER, _SIDES = Pt(5.3), Cm(0.5)
"""What a letter in a table takes, and the space at both sides of a cell: rather too much."""

_LONGEST_WORD = 25
"""Letters of a word that a column makes room for; a longer one is broken off."""

_MOST_COLUMNS = 20
"""What one can still read beside each other; a table of more than 63 is one that Word refuses."""


def render_docx(document: Document, draw: Callable[[str], bytes | None] | None = None) -> bytes:
    """The bytes of a Word file on A4, in Dutch; equal for equal documents.

    Text from files is text: nothing in it becomes a field, or breaks the file.
    draw: makes a PNG of a picture in SVG; without it, or where it gives nothing, there is none.
    """
    word = docx.Document()
    _set_up(word)
    texts = _Texts(document.model)
    headings = (block.text for block in document.blocks if isinstance(block, Heading))
    about = word.core_properties
    about.title = clean(next(headings, ""))[:_LONGEST_TITLE]
    about.language = _LANGUAGE
    about.author, about.comments = "gemeente-online", ""
    blocks = [*chain.from_iterable(map(_that_fit, document.blocks))]
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(before, Table) and isinstance(block, Table):
            word.add_paragraph()  # Word makes one table of two that touch
        if isinstance(before, Paragraph) and before.text.endswith(":"):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
        if isinstance(block, Picture):
            _add_picture(word, block, draw)
        else:
            _add(word, block, texts)
    if document.blocks and isinstance(document.blocks[-1], Table):
        last = word.add_paragraph().paragraph_format  # Word wants one after a table
        last.space_before, last.line_spacing = Pt(0), Pt(1)  # and no page more for it
    stream = BytesIO()
    word.save(stream)
    return without_moment(stream.getvalue())


def _that_fit(block: Block) -> Iterator[Block]:
    """A table of too many columns in several, each with the first; anything else as it is."""
    if not isinstance(block, Table) or len(block.columns) <= _MOST_COLUMNS:
        yield block
        return
    count = len(block.columns)
    for start in range(1, count, _MOST_COLUMNS - 1):
        shown = [0, *range(start, min(start + _MOST_COLUMNS - 1, count))]
        rows = (tuple(row[at] for at in shown) for row in block.rows)
        yield Table(tuple(block.columns[at] for at in shown), tuple(rows), block.wholes)


def _set_up(word: WordFile) -> None:
    """The page, its number, and how each style looks."""
    page = word.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Pagina ")
    _add_field(footer, "PAGE")
    footer.add_run(" van ")
    _add_field(footer, "NUMPAGES")

    styles = word.styles
    (language,) = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    language.set(qn("w:val"), _LANGUAGE)
    styles.add_style(_IN_TABLES, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, size, above in (
        ("Normal", 10.5, 6),
        ("Footer", 9, 0),
        (_IN_TABLES, 9, 2),
        ("Heading 1", 16, 0),
        ("Heading 2", 13, 18),
        ("Heading 3", 11, 12),
        ("Heading 4", 10.5, 12),
    ):
        style = styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(2 if name == _IN_TABLES else 0)
        if name.startswith("Heading"):
            style.font.color.rgb = _BLUE
            _drop(style, "w:rPr/w:rFonts")
    styles["Normal"].font.name = _FONT
    styles["Normal"].paragraph_format.line_spacing = 1.1
    styles[_IN_TABLES].paragraph_format.line_spacing = 1
    for name in ("List", "List Bullet"):
        style = styles[name]
        style.paragraph_format.space_before = Pt(4)
        style.paragraph_format.keep_together = True
        _drop(style, "w:pPr/w:contextualSpacing")


def _drop(style: BaseStyle, path: str) -> None:
    """Let a style be in something as the one that it follows."""
    for own in style.element.xpath(path):
        own.getparent().remove(own)


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """Something that Word counts; it stands there as 1 until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_picture(
    word: WordFile, picture: Picture, draw: Callable[[str], bytes | None] | None
) -> None:
    if draw is None:
        return
    told, svg = picture.drawn()
    data = draw(svg)
    if data is not None:
        shape = word.add_picture(BytesIO(data), width=_WIDTH - 2 * _MARGIN)
        shape._inline.docPr.set("descr", clean(told))


class _Texts:
    """Puts texts in paragraphs, those of a model in another language marked with that."""

    def __init__(self, model: Model | None) -> None:
        self._model = model
        self._language = None if model is None else foreign_language(model)

    def put(self, paragraph: WordParagraph, text: str) -> list[Run]:
        """Add a text; its lines may be more than one. The runs that it became."""
        if self._model is None or self._language is None:
            return [paragraph.add_run(text)]
        runs = []
        for part, is_own in by_language(text, self._model):
            run = paragraph.add_run(part)
            runs.append(run)
            if is_own:
                language = OxmlElement("w:lang")
                language.set(qn("w:val"), self._language)
                run._r.get_or_add_rPr().append(language)
        return runs


def _add(word: WordFile, block: Heading | Paragraph | Items | Table, texts: _Texts) -> None:
    match block:
        case Heading():
            heading = word.add_heading("", min(block.level, _SMALLEST_HEADING))
            texts.put(heading, clean(block.text))
            heading.paragraph_format.page_break_before = block.on_new_page or None
        case Paragraph():
            if block.text:
                for run in texts.put(word.add_paragraph(), clean(block.text)):
                    run.bold = block.strong or None
        case Items():
            _add_items(word, block, texts)
        case Table():
            _add_table(word, block, texts)


def _add_items(word: WordFile, block: Items, texts: _Texts) -> None:
    for label, text in block.labelled(_TICK_BOX):
        if label:
            texts.put(word.add_paragraph("", "List"), f"{clean(label)}\t{_shown(text)}")
        else:
            texts.put(word.add_paragraph("", "List Bullet"), _shown(text))


def _add_table(word: WordFile, block: Table, texts: _Texts) -> None:
    table = word.add_table(1 + len(block.rows), len(block.columns), "Table Grid")
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))  # again on every page
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    # by column: Word's library takes a walk through the whole table for each
    columns = zip(table.columns, block.columns, _widths(block), strict=True)
    for position, (column, about, width) in enumerate(columns):
        column.width = width
        cells = column.cells
        first, *others = cells
        for run in _fill(first, about.title, texts, right=about.right):
            run.bold = True
        _shade(first)
        for at, (cell, row) in enumerate(zip(others, block.rows, strict=True)):
            for run in _fill(cell, row[position], texts, right=about.right):
                run.bold = at in block.wholes or None
        for cell in cells:
            cell.width = width


def _fill(cell: _Cell, content: Cell, texts: _Texts, *, right: bool) -> list[Run]:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = _IN_TABLES  # its id; to look for its name takes a walk through all styles
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    runs = texts.put(paragraph, _shown(content))
    if isinstance(content, Bar):
        for run in runs:
            run.font.name = _FONT_OF_BARS
    return runs


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _shown(content: Cell) -> str:
    """A cell's lines; the ends of lines are the only signs that Word is to obey."""
    lines = (str(content),) if isinstance(content, Bar) else lines_of(content)
    return "\n".join(map(clean, lines))


def _widths(table: Table) -> Sequence[int]:
    """How wide each column is: as its longest line, or where that is too much, less.

    What there is beyond the longest words then goes to who asks for more than that.
    """
    room = _WIDTH - 2 * _MARGIN
    least, most = [], []
    for position, column in enumerate(table.columns):
        texts = [column.title, *(_shown(row[position]) for row in table.rows)]
        lines = [line for text in texts for line in text.split("\n")]
        longest = max(map(_letters, lines))
        words = max(_letters(word) for line in lines for word in line.split(" "))
        most.append(_SIDES + longest * _LETTER)
        least.append(most[-1] if column.fixed else _SIDES + min(words, _LONGEST_WORD) * _LETTER)
    if sum(most) <= room:
        return most
    spare = max(room - sum(least), 0)
    wished = sum(most) - sum(least) or 1
    return [low + spare * (high - low) // wished for low, high in zip(least, most, strict=True)]


def _letters(text: str) -> int:
    """How many letters wide a text is; a capital is half as wide again."""
    return len(text) + sum(map(str.isupper, text)) // 2
