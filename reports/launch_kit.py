"""What opens the channel: a công văn to be signed, and a guide of one page with its QR code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans.files import DOCX, Produced
from reports.letter import Letter, filled, made

_PICTURE, _WORDS = 42.0, 123.0  # mm, of 165
_WIDTHS = [58.0, 107.0]


@dataclass(frozen=True)
class Guide:
    """The page in words already; `link` "" where the bot's name is not known yet."""

    name: str
    title: tuple[str, ...]
    under: str
    join: tuple[str, ...]
    link: str
    no_picture: str
    heads: tuple[str, str]
    cases: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    fill: str
    mark: str


def write(payload: tuple[Letter, Guide], _data: bytes | None) -> tuple[Produced, Produced]:
    """Both Word files."""
    letter, guide = payload
    return made(letter), _guide(guide)


def _guide(guide: Guide) -> Produced:
    from reports import word

    page = word.document(guide.mark)
    for text in guide.title:
        word.line(page, text.upper(), bold=True, centred=True, after=0)
    word.line(page, guide.under, italic=True, centred=True, after=10)
    _joining(page, guide)
    word.line(page, "", size=6, after=0)
    rows = [list(one) for one in guide.cases]
    word.table(page, list(guide.heads), rows, _WIDTHS, set())
    for place, text in enumerate(guide.notes):
        filled(word.line(page, "", before=10 if place == 0 else 0, after=4), text, guide.fill)
    return Produced(guide.name, DOCX, word.packed(page))


def _joining(page: Any, guide: Guide) -> None:
    """The three steps, and the code beside them."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    grid = page.add_table(rows=1, cols=2)
    grid.autofit = False
    words, picture = grid.rows[0].cells
    for place, width in enumerate((_WORDS, _PICTURE)):
        grid.columns[place].width = grid.rows[0].cells[place].width = Mm(width)
    for place, text in enumerate(guide.join):
        paragraph = words.paragraphs[0] if place == 0 else words.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        filled(paragraph, text, guide.fill)
    shown = picture.paragraphs[0]
    shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not guide.link:
        filled(shown, guide.no_picture, guide.fill)
        return
    shown.add_run().add_picture(_code(guide.link), width=Mm(_PICTURE - 6))
    below = picture.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    filled(below, guide.link.removeprefix("https://"), guide.fill, size=11)


def _code(link: str) -> Any:
    """A QR code of the link as PNG; a quarter of it may be hidden and it is still read."""
    import io

    import segno

    out = io.BytesIO()
    segno.make_qr(link, error="q").save(out, kind="png", scale=12, border=2)
    out.seek(0)
    return out
