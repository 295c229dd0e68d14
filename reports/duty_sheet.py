"""Trích nhiệm vụ của cơ quan trong Kế hoạch: a Word page an agency, in the child process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans.files import DOCX, Produced

_WIDTHS = [14.0, 92.0, 28.0, 31.0]  # mm, of 165
_CHANGED = "FFF2CC"


@dataclass(frozen=True)
class DutyRow:
    """A task of the agency; `note`: what an amendment changed, "" where nothing did."""

    number: str
    title: str
    part: str
    when: str
    note: str = ""


@dataclass(frozen=True)
class DutyPage:
    """What one agency's page says, in words already."""

    title: tuple[str, ...]
    under: str
    rows: tuple[DutyRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class DutySheet:
    """The file: a page an agency, its own pages first to last."""

    name: str
    heads: tuple[str, ...]
    pages: tuple[DutyPage, ...]
    mark: str


def write(payload: DutySheet, _data: bytes | None) -> Produced:
    """The Word file; changed rows are shaded and say what they were before."""
    from reports import word

    made = word.document(payload.mark)
    for at, page in enumerate(payload.pages):
        if at:
            made.add_page_break()
        _page(word, made, payload, page)
    return Produced(payload.name, DOCX, word.packed(made))


def _page(word: Any, made: Any, payload: DutySheet, page: DutyPage) -> None:
    for text in page.title:
        word.line(made, text, bold=True, centred=True, after=0)
    word.line(made, page.under, size=13, italic=True, centred=True, after=8)
    rows = [[one.number, _said(one), one.part, one.when] for one in page.rows]
    if rows:
        grid = word.table(made, list(payload.heads), rows, _WIDTHS, {0, 2, 3})
        _shade(grid, page.rows)
    for place, note in enumerate(page.notes):
        word.line(made, note, size=13, before=8 if place == 0 else 0, after=3)


def _said(one: DutyRow) -> str:
    return f"{one.title}\n{one.note}" if one.note else one.title


def _shade(grid: Any, rows: Sequence[DutyRow]) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for row, one in zip(grid.rows[1:], rows, strict=True):
        if one.note:
            for cell in row.cells:
                shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_CHANGED}"/>')
                cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - no word for it
