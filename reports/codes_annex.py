"""The annex of a công văn with the join codes by agency, as a Word file. In the child process."""

from __future__ import annotations

from dataclasses import dataclass

from plans.files import DOCX, Produced
from reports.letter import filled

_WIDTHS = [11.0, 50.0, 42.0, 36.0, 26.0]  # mm, of 165


@dataclass(frozen=True)
class CodeLine:
    """A row of the annex: for whom a code is, and the code as it is printed."""

    agency: str
    who: str
    code: str


@dataclass(frozen=True)
class Annex:
    """Everything the annex says, in words already; `expires` dd/mm/yyyy; `fill`: a gap."""

    name: str
    title: tuple[str, ...]
    under: str
    heads: tuple[str, ...]
    lines: tuple[CodeLine, ...]
    expires: str
    notes: tuple[str, ...]
    fill: str
    mark: str


def write(payload: tuple[Annex, object], _data: bytes | None) -> tuple[Produced, object]:
    """The Word file, and beside it what `finish` is to know of the codes in it."""
    from reports import word

    annex, about = payload
    made = word.document(annex.mark)
    first, *rest = annex.title
    word.line(made, first, bold=True, centred=True, after=0)
    for text in rest:
        word.line(made, text, bold=True, centred=True, after=0)
    word.line(made, annex.under, italic=True, centred=True, after=10)
    rows = [
        [str(place), one.agency, one.who, one.code, annex.expires]
        for place, one in enumerate(annex.lines, 1)
    ]
    word.table(made, list(annex.heads), rows, _WIDTHS, {0, 3, 4})
    for place, note in enumerate(annex.notes):
        line = word.line(made, "", before=10 if place == 0 else 0, after=4)
        filled(line, note, annex.fill, size=13)
    return Produced(annex.name, DOCX, word.packed(made)), about
