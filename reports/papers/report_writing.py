"""The báo cáo tổng hợp and its đối chiếu as Word files, NĐ 30/2020/NĐ-CP. In the child process.

Body, then each annex in a section of its own with page numbers of its own.
"""

from __future__ import annotations

import copy
from typing import Any

from plans.files import DOCX, Produced
from reports.papers.report_blocks import grid, paragraph
from reports.papers.report_parts import Annex, Grid, Report, Sources

_LEFT, _RIGHT = 66.0, 104.0
_SIGNING_LINES = 4


def written(report: Report) -> bytes:
    """The file of a report."""
    from reports import word

    return word.packed(page_of(report))


def page_of(report: Report) -> Any:
    """The document of a report."""
    from reports import word

    page = word.document(report.mark)
    _properties(page, report.author, report.title)
    _head(page, report)
    for one in report.body:
        page.element.body.insert(-1, _element(page, one, report.fill))
    _foot(page, report)
    for annex in report.annexes:
        annex_last(page, annex)
    return page


def sources_written(sources: Sources) -> Produced:
    """The file of the table "đối chiếu, không gửi kèm"."""
    from reports import word

    page = word.document(sources.mark)
    _properties(page, sources.author, sources.title[0])
    _turned(page.sections[0])
    for place, text in enumerate(sources.title):
        word.line(page, text.upper() if place == 0 else text, bold=True, centred=True, after=0)
    word.line(page, sources.under, size=13, italic=True, centred=True, after=8)
    page.element.body.insert(-1, grid(page, sources.grid))
    return Produced(sources.name, DOCX, word.packed(page))


def _element(page: Any, piece: Any, fill: str) -> Any:
    return grid(page, piece) if isinstance(piece, Grid) else paragraph(piece, fill)


def _properties(page: Any, author: str, title: str) -> None:
    """The office, never a person or a program's own name."""
    page.core_properties.author = page.core_properties.last_modified_by = author
    page.core_properties.title, page.core_properties.comments = title[:250], ""


def _head(page: Any, report: Report) -> None:
    from reports import letter, word

    head = report.head
    left, right = letter.columns(page)
    letter.centred(left, head.above.upper(), report.fill, size=12)
    letter.centred(left, head.agency.upper(), report.fill, size=12, bold=True)
    letter.rule(left, 20)
    letter.centred(left, head.number, report.fill, size=13)
    letter.centred(right, head.nation[0], report.fill, size=12, bold=True)
    letter.centred(right, head.nation[1], report.fill, size=13, bold=True)
    letter.rule(right, 21)
    letter.centred(right, head.place, report.fill, size=13, italic=True, before=6)
    word.line(page, head.kind.upper(), bold=True, centred=True, before=18, after=0)
    word.line(page, head.about, bold=True, centred=True, after=0)
    letter.rule(page, 60)
    to = word.line(page, head.to, centred=True, before=12, after=12)
    to.paragraph_format.keep_with_next = True


def _foot(page: Any, report: Report) -> None:
    """Nơi nhận and signature side by side, never parted from each other."""
    from docx.shared import Pt

    from reports import letter
    from reports.word import row_mark

    copies_head, *copies = report.copies
    left, right = letter.columns(page)
    row_mark(page.tables[-1].rows[0], "w:cantSplit")
    head = left.paragraphs[0]
    letter.filled(head, copies_head, report.fill, size=12, bold=True, italic=True)
    for text in copies:
        letter.filled(left.add_paragraph(), text, report.fill, size=11)
    for one in left.paragraphs:
        one.paragraph_format.space_after = Pt(0)
    for text in report.signer:
        letter.centred(right, text.upper(), report.fill.upper(), size=14, bold=True)
    for _ in range(_SIGNING_LINES):
        letter.centred(right, " ", report.fill)


def annex_last(page: Any, annex: Annex) -> None:
    """An annex behind all there is, in a section of its own."""
    from docx.enum.section import WD_SECTION

    section = page.add_section(WD_SECTION.NEW_PAGE)
    _laid_out(section, annex)
    for element in _annex(page, annex):
        page.element.body.insert(-1, element)


def annex_before(page: Any, annex: Annex, label: Any) -> None:
    """An annex in a section of its own before the one that begins with `label`."""
    from docx.oxml import OxmlElement
    from docx.section import Section

    form = copy.deepcopy(page.element.body.sectPr)
    end = OxmlElement("w:p")
    end.get_or_add_pPr().append(form)
    _laid_out(Section(form, page.part), annex)
    for element in (*_annex(page, annex), end):
        label.addprevious(element)


def _annex(page: Any, annex: Annex) -> list[Any]:
    """Its elements, taken from where lines are made: the end of the page."""
    from reports import word

    label = word.line(page, annex.label, bold=True, centred=True, after=0)
    title = word.line(page, annex.title.upper(), bold=True, centred=True, after=0)
    under = word.line(page, annex.under, size=13, italic=True, centred=True, after=8)
    lines = [one._p for one in (label, title, under)]  # noqa: SLF001 - python-docx has no word
    for one, element in zip((label, title, under), lines, strict=True):
        one.paragraph_format.keep_with_next = True
        element.getparent().remove(element)
    return [*lines, grid(page, annex.grid)]


def _laid_out(section: Any, annex: Annex) -> None:
    """Its own page numbers from 1, across where the table is wide."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _upright(section)
    if annex.landscape:
        _turned(section)
    form = section._sectPr  # noqa: SLF001 - python-docx has no word for page numbers
    for old in form.findall(qn("w:pgNumType")):
        form.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    form.find(qn("w:pgMar")).addnext(numbers)


def _upright(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)


def _turned(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(20)
