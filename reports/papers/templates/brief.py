"""The template of phiếu trình: one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.papers.templates.frame import letter_frame, packed, plain

_SIZE = 13
_THIRD = 55.0  # mm of 165


def _line(page: Any, *, bold: bool = False) -> Any:
    """Single lines: all of it stands on one page."""
    from reports import word

    made = word.line(page, "{{ one.chu }}", size=_SIZE, bold=bold)
    made.paragraph_format.line_spacing = 1.0
    return made


def brief() -> bytes:
    """Head, title, two lists, room for what the leader writes, three who sign."""
    from docx.shared import Mm, Pt

    from reports import letter, word

    page = word.document()
    letter.head(page, replace(letter_frame(), number="", about=""))
    word.line(page, "{{ ten_loai }}", bold=True, centred=True, before=12, after=0)
    word.line(page, "{{ trich_yeu }}", bold=True, centred=True, after=6)
    word.line(page, "{{ kinh_trinh }}", centred=True, after=6)
    plain(page, "{%p for one in noi_dung %}")
    plain(page, "{%p if one.muc %}")
    heading = _line(page, bold=True)
    heading.paragraph_format.keep_with_next = True
    plain(page, "{%p else %}")
    _line(page)
    plain(page, "{%p endif %}")
    plain(page, "{%p endfor %}")
    word.line(page, "{{ y_kien }}", size=_SIZE, bold=True, after=40)
    grid = page.add_table(rows=1, cols=3)
    grid.autofit = False
    for place, cell in enumerate(grid.rows[0].cells):
        grid.columns[place].width = cell.width = Mm(_THIRD)
        cell.paragraphs[0].alignment = 1
        run = cell.paragraphs[0].add_run(f"{{{{ nguoi_ky[{place}] }}}}")
        run.bold, run.font.size = True, Pt(_SIZE)
    return packed(page)
