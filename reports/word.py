"""A Word page as offices lay it out (NĐ 30/2020, Phụ lục I). Runs in the child process only."""

from __future__ import annotations

import io
from typing import Any

FONT = "Times New Roman"


def document(mark: str = "") -> Any:
    """An empty A4 page: margins 20/20/30/15 mm, Times New Roman 14, the page number on top from
    page 2; `mark` stands on top of every page.
    """
    import docx
    from docx.shared import Mm, Pt

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    page.header_distance = Mm(10)
    page.different_first_page_header_footer = True
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    _every_script(style.element.get_or_add_rPr().get_or_add_rFonts())
    _number(page.header.paragraphs[0])
    if mark:
        marked(page.first_page_header.paragraphs[0], mark)
        marked(page.header.add_paragraph(), mark)
    return made


def _every_script(fonts: Any) -> None:
    """Word picks another font for letters it takes to be of another script, unless told."""
    from docx.oxml.ns import qn

    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)


def _number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r>'
                      "</w:fldSimple>")  # fmt: skip
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def marked(paragraph: Any, mark: str) -> None:
    """A line that says whose data this is not."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(mark)
    run.bold, run.font.size = True, Pt(12)


def line(  # noqa: PLR0913 - the six things a line of an office document has
    made: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    before: float = 0,
    after: float = 6,
) -> Any:
    """A paragraph; sizes and spaces in points. One that is not centred is justified."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.15
    if centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Mm(12.7)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def table(
    made: Any, heads: list[str], rows: list[list[str]], widths: list[float], centred: set[int]
) -> Any:
    """A ruled table: widths in mm, the head repeated on each page, no row cut by a page end."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    grid = made.add_table(rows=1, cols=len(heads))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(grid.rows[0], heads, widths, set(range(len(heads))), bold=True)
    row_mark(grid.rows[0], "w:tblHeader")
    for row in rows:
        added = grid.add_row()
        _fill(added, row, widths, centred, bold=False)
        row_mark(added, "w:cantSplit")
    return grid


def _fill(
    row: Any, texts: list[str], widths: list[float], centred: set[int], *, bold: bool
) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(widths[place])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if place in centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(13)


def row_mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no word


def packed(made: Any) -> bytes:
    """The file."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
