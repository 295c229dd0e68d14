"""The template of the báo cáo tổng hợp: its head and foot, and the place of its body.

The body has too many shapes for tags: the program writes it where `{{ noi_dung }}` stands, and the
phụ lục behind all.
"""

from __future__ import annotations

from dataclasses import replace

from reports import letter, word
from reports.papers.templates.frame import letter_frame, packed

_RECEIVERS = 40.0  # mm


def report() -> bytes:
    """A text with a name, addressed to the body above (Mẫu 1.4)."""
    from docx.shared import Mm

    frame = replace(letter_frame(), about="")
    page = word.document()
    letter.head(page, frame)
    word.line(page, "{{ ten_loai }}", bold=True, centred=True, before=18, after=0)
    word.line(page, "{{ trich_yeu }}", bold=True, centred=True, after=0)
    letter.rule(page, 60)
    to = word.line(page, "{{ kinh_gui_dau }}", centred=True, before=12, after=12)
    to.paragraph_format.keep_with_next = True
    for text in frame.receivers:
        word.line(page, text, after=6).paragraph_format.left_indent = Mm(_RECEIVERS)
    page.add_paragraph("{{ noi_dung }}")
    letter.foot(page, frame)
    word.row_mark(page.tables[-1].rows[0], "w:cantSplit")
    return packed(page)
