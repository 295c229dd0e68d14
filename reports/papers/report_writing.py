"""The báo cáo tổng hợp and its đối chiếu as Word files, NĐ 30/2020/NĐ-CP. In the child process.

Head and foot come from the template, which a Sở may replace; the body stands where the template
has it, then each annex in a section of its own with page numbers of its own.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any

from plans.ground import Refusal
from reports.papers.fit import fit
from reports.papers.paper import Words
from reports.papers.report_blocks import grid, paragraph
from reports.papers.report_parts import Annex, Grid, Report, Sources

_BODY = "⟦noi_dung⟧"


@dataclass(frozen=True)
class Made:
    """A report as a document; `head`: how many blocks with words stand before its body."""

    page: Any
    head: int


def page_of(report: Report, words: Words) -> Made:
    """The document of a report. Raises Refusal as `reports.papers.writing.write` does, and
    paper.template_body where a template of the Sở has no place for the body.
    """
    from reports.papers.finish import finish
    from reports.papers.writing import filled

    page, shown = filled(replace(words, slots=_slots(report)))
    place = next((one for one in page.paragraphs if one.text.strip() == _BODY), None)
    if place is None:
        raise Refusal("paper.template_body", file=shown)
    element = place._p  # noqa: SLF001 - python-docx has no word for the place of a paragraph
    head = _blocks_before(page, element)
    for one in report.body:
        element.addprevious(
            grid(page, one) if isinstance(one, Grid) else paragraph(one, report.fill)
        )
    element.getparent().remove(element)
    for annex in report.annexes:
        annex_last(page, annex)
    finish(page, words)
    return Made(page, head)


def _slots(report: Report) -> dict[str, Any]:
    head = report.head
    return {
        "quoc_hieu": head.nation[0],
        "tieu_ngu": head.nation[1],
        "co_quan_chu_quan": head.above.upper(),
        "co_quan": head.agency.upper(),
        "so_ky_hieu": head.number,
        "dia_danh_ngay": head.place,
        "ten_loai": head.kind.upper(),
        "trich_yeu": head.about,
        "kinh_gui_dau": head.to[0],
        "kinh_gui": list(head.to[1:]),
        "noi_dung": _BODY,
        "noi_nhan_dau": report.copies[0],
        "noi_nhan": list(report.copies[1:]),
        "chuc_vu": [one if report.fill in one else one.upper() for one in report.signer],
    }


def _blocks_before(page: Any, element: Any) -> int:
    from reports.papers.report_marks import blocks

    found = [one.element for one in blocks(page)]
    return found.index(element)


def sources_page(sources: Sources, words: Words) -> Any:
    """The document of the table "đối chiếu, không gửi kèm"."""
    from reports import word
    from reports.papers.finish import finish

    page = word.document()
    _turned(page.sections[0])
    for place, text in enumerate(sources.title):
        said = fit(text.upper() if place == 0 else text)
        word.line(page, said, bold=True, centred=True, after=0)
    word.line(page, fit(sources.under), size=13, italic=True, centred=True, after=8)
    page.element.body.insert(-1, grid(page, sources.grid))
    finish(page, words)
    return page


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
    title = word.line(page, fit(annex.title.upper()), bold=True, centred=True, after=0)
    under = word.line(page, fit(annex.under), size=13, italic=True, centred=True, after=8)
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
