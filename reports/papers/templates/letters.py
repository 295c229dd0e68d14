"""The templates of the công văn."""

from __future__ import annotations

from typing import Any

from reports.letter import laid_out
from reports.papers.templates.frame import annex, joined, letter_frame, loop, packed, plain

_TASKS = [18.0, 112.0, 35.0]  # mm of 165
_FIGURES = [12.0, 70.0, 26.0, 30.0, 38.0, 38.0, 38.0]  # mm of 252, the page lying


def urging() -> bytes:
    """Công văn đôn đốc: nothing annexed."""
    return packed(_letter())


def _letter() -> Any:
    """The frame, with some room between the receivers and the body: both are loops, whose last
    paragraph is a tag.
    """
    from docx.shared import Pt

    page = laid_out(letter_frame())
    begin = next(one for one in page.paragraphs if one.text == "{%p for one in noi_dung %}")
    room = begin.insert_paragraph_before("").paragraph_format
    room.space_before = room.space_after = Pt(0)
    room.line_spacing = Pt(10)
    return page


def request() -> bytes:
    """Công văn đề nghị báo cáo with its three phụ lục, the last one where there are figures."""
    page = _letter()
    annex(page, "phu_luc_1")
    _outline(page)
    annex(page, "phu_luc_2")
    _tasks(page)
    annex(page, "phu_luc_3", wide=True)
    _figures(page)
    _only_if(page, "phu_luc_3")
    return packed(page)


def _outline(page: Any) -> None:
    from docx.shared import Pt

    from reports import word

    plain(page, "{%p for one in phu_luc_1.noi_dung %}")
    plain(page, "{%p if one.muc %}")
    heading = word.line(page, "{{ one.chu }}", bold=True)
    heading.paragraph_format.space_before = Pt(6)
    heading.paragraph_format.keep_with_next = True
    plain(page, "{%p else %}")
    word.line(page, "{{ one.chu }}")
    plain(page, "{%p endif %}")
    plain(page, "{%p endfor %}")


def _tasks(page: Any) -> None:
    from reports import word

    heads = [f"{{{{ phu_luc_2.cot[{place}] }}}}" for place in range(3)]
    group = ["{{ one.ten }}", "", ""]
    common = ["", "{{ one.ten }}", ""]
    task = ["{{ one.muc }}", "{{ one.ten }}", "{{ one.thoi_gian }}"]
    first, last = loop("phu_luc_2.dong", (), "tr")
    cases = ("{%tr if one.dau %}", group, "{%tr elif not one.muc %}", common, "{%tr else %}", task)
    rows = [[one, "", ""] if isinstance(one, str) else one
            for one in (first, *cases, "{%tr endif %}", last)]  # fmt: skip
    grid = word.table(page, heads, rows, _TASKS, {0, 2})
    joined(grid.rows[3].cells, bold=True)
    joined(grid.rows[5].cells[1:])


def _figures(page: Any) -> None:
    from reports import word

    heads = [f"{{{{ phu_luc_3.cot[{place}] }}}}" for place in range(7)]
    figure = [
        "{{ one.tt }}",
        "{{ one.ten }}",
        "{{ one.don_vi }}",
        "{{ one.muc_tieu }}",
        "",
        "",
        "",
    ]
    first, last = loop("phu_luc_3.dong", (), "tr")
    empty = [""] * 6
    rows = [[first, *empty], figure, [last, *empty]]
    word.table(page, heads, rows, _FIGURES, {0, 2, 3})


def _only_if(page: Any, slot: str) -> None:
    """The last section, its head and its table, only where the slot has something."""
    body = page.element.body
    start = _section_start(body)
    tag = page.add_paragraph(f"{{%p if {slot} %}}")
    start.addnext(tag._p)  # noqa: SLF001
    page.add_paragraph("{%p endif %}")


def _section_start(body: Any) -> Any:
    """The paragraph that ends the section before the last one."""
    from docx.oxml.ns import qn

    looks = f"{qn('w:pPr')}/{qn('w:sectPr')}"
    return [one for one in body.iterchildren(qn("w:p")) if one.find(looks) is not None][-1]
