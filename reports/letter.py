"""A công văn as NĐ 30/2020/NĐ-CP lays it out (Phụ lục I, mục II; Mẫu 1.5). In the child process.

Number, date and signature are left empty: a person fills and signs. What a person must fill stands
on yellow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from plans.files import DOCX, Produced

_LEFT, _RIGHT = 66.0, 104.0  # mm: the agency's side, the nation's
_SIGNING_LINES = 4


@dataclass(frozen=True)
class Letter:
    """Everything a công văn says, in words already. `fill`: the mark of what a person must fill;
    `mark` stands on top of every page.
    """

    name: str
    nation: tuple[str, ...]  # quốc hiệu, tiêu ngữ
    above: str  # cơ quan chủ quản
    agency: str
    number: str
    about: str
    place: str
    to: str
    receivers: tuple[str, ...]
    body: tuple[str, ...]
    copies_head: str
    copies: tuple[str, ...]
    signer: tuple[str, ...]
    fill: str
    mark: str


def made(letter: Letter) -> Produced:
    """The Word file."""
    from reports import word

    shown = replace(
        letter,
        above=letter.above.upper(),
        agency=letter.agency.upper(),
        signer=tuple(one.upper() for one in letter.signer),
    )
    return Produced(letter.name, DOCX, word.packed(laid_out(shown)))


def laid_out(letter: Letter) -> Any:
    """The document with all its words as they are."""
    from reports import word

    page = word.document(letter.mark)
    head(page, letter)
    _receivers(page, letter)
    for text in letter.body:
        filled(word.line(page, "", after=6), text, letter.fill)
    foot(page, letter)
    return page


def filled(paragraph: Any, text: str, fill: str, **look: Any) -> Any:
    """Put a text into a paragraph; what a person must fill stands on yellow."""
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt

    pieces = text.split(fill)
    for place, piece in enumerate(pieces):
        for words, marked in ((piece, False), (fill, place < len(pieces) - 1)):
            if marked or (words and words is piece):
                run = paragraph.add_run(words)
                run.font.size = Pt(look.get("size", 14))
                run.bold, run.italic = look.get("bold", False), look.get("italic", False)
                if marked:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def head(page: Any, letter: Letter) -> None:
    """Who issues it, of which nation; number "" and about "" where it has none."""
    left, right = _columns(page)
    _centred(left, letter.above, letter.fill, size=12)
    _centred(left, letter.agency, letter.fill, size=12, bold=True)
    rule(left, 20)
    if letter.number:
        _centred(left, letter.number, letter.fill, size=13)
    if letter.about:
        _centred(left, letter.about, letter.fill, size=12, before=6)
    _centred(right, letter.nation[0], letter.fill, size=12, bold=True)
    _centred(right, letter.nation[1], letter.fill, size=13, bold=True)
    rule(right, 21)
    _centred(right, letter.place, letter.fill, size=13, italic=True, before=6)


def _columns(page: Any) -> tuple[Any, Any]:
    """Two cells side by side without lines; their first empty paragraphs are used up."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    grid = page.add_table(rows=1, cols=2)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, (_LEFT, _RIGHT), strict=True):
        column.width = Mm(width)
    left, right = grid.rows[0].cells
    left.width, right.width = Mm(_LEFT), Mm(_RIGHT)
    return left, right


def _next(cell: Any) -> Any:
    """The cell's first paragraph while it is empty, then a new one."""
    first = cell.paragraphs[0]
    is_new = len(cell.paragraphs) == 1 and not first.runs
    return first if is_new else cell.add_paragraph()


def _centred(cell: Any, text: str, fill: str, *, before: float = 0, **look: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = _next(cell)
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(0), 1.0
    filled(paragraph, text, fill, **look)


def rule(cell: Any, indent: float) -> None:
    """A line under what stands above it, `indent` mm from both sides of the cell."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(3)
    border = (
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
        "</w:pBdr>"
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - no word for borders
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _receivers(page: Any, letter: Letter) -> None:
    """Kính gửi: one receiver on its line, several one under the other."""
    from docx.shared import Mm, Pt

    from reports import word

    for place, text in enumerate((letter.to, *letter.receivers)):
        paragraph = word.line(page, "", before=12 if place == 0 else 0, after=0)
        form = paragraph.paragraph_format
        form.first_line_indent = Mm(0)
        form.left_indent = Mm(30 if place == 0 else 40)
        filled(paragraph, text, letter.fill)
    form.space_after = Pt(12)


def foot(page: Any, letter: Letter) -> None:
    """Nơi nhận, level with the signer's office."""
    from docx.shared import Pt

    left, right = _columns(page)
    head = _next(left)
    filled(head, letter.copies_head, letter.fill, size=12, bold=True, italic=True)
    for text in letter.copies:
        filled(left.add_paragraph(), text, letter.fill, size=11)
    for paragraph in left.paragraphs:
        paragraph.paragraph_format.space_after = Pt(0)
    for text in letter.signer:
        _centred(right, text, letter.fill.upper(), size=14, bold=True)
    for _ in range(_SIGNING_LINES):
        _centred(right, " ", letter.fill)
