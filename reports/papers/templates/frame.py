"""Pieces of a template: the frame of a công văn, the head of a phụ lục, a table with its loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.letter import Letter

NO_FILL = "\0"  # blanks are coloured when the paper is written


def loop(items: str, body: Sequence[str], kind: str = "p") -> tuple[str, ...]:
    """Paragraphs (or rows, kind "tr") once for each of a list, called `one` in them."""
    return (f"{{%{kind} for one in {items} %}}", *body, f"{{%{kind} endfor %}}")


def letter_frame() -> Letter:
    """A công văn of slots alone."""
    return Letter(
        name="",
        nation=("{{ quoc_hieu }}", "{{ tieu_ngu }}"),
        above="{{ co_quan_chu_quan }}",
        agency="{{ co_quan }}",
        number="{{ so_ky_hieu }}",
        about="{{ trich_yeu }}",
        place="{{ dia_danh_ngay }}",
        to="{{ kinh_gui_dau }}",
        receivers=loop("kinh_gui", ["{{ one }}"]),
        body=loop("noi_dung", ["{{ one }}"]),
        copies_head="{{ noi_nhan_dau }}",
        copies=loop("noi_nhan", ["{{ one }}"]),
        signer=loop("chuc_vu", ["{{ one }}"]),
        fill=NO_FILL,
        mark="",
    )


def annex(page: Any, slot: str, *, wide: bool = False) -> None:
    """A phụ lục: a section of its own with its own page numbers, and its head."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    from reports import word

    made = page.add_section(WD_SECTION.NEW_PAGE)
    across = made.page_width > made.page_height
    if wide != across:
        made.page_width, made.page_height = made.page_height, made.page_width
        made.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    properties = made._sectPr  # noqa: SLF001 - python-docx has no word for page numbers
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(numbers)
    word.line(page, f"{{{{ {slot}.so }}}}", bold=True, centred=True, after=0)
    word.line(page, f"{{{{ {slot}.ten }}}}", bold=True, centred=True, after=0)
    word.line(page, f"{{{{ {slot}.kem_theo }}}}", italic=True, centred=True, after=12)


def plain(page: Any, text: str) -> None:
    """A paragraph that holds only a tag; it is gone when the paper is written."""
    page.add_paragraph(text)


def joined(cells: Sequence[Any], *, bold: bool = False) -> None:
    """Cells beside each other made one, with the words of the first."""
    text = cells[0].text
    whole = cells[0].merge(cells[-1])
    for extra in whole.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)  # noqa: SLF001 - merging leaves their paragraphs
    runs = whole.paragraphs[0].runs
    runs[0].text, runs[0].bold = text, bold


def packed(page: Any) -> bytes:
    """The file, without the picture and the names that the library puts in."""
    from reports import word
    from reports.papers.finish import bare

    bare(page)
    return word.packed(page)
