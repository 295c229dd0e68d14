"""The blocks of the report as Word elements: a paragraph, a table, a row. In the child process.

Built straight from XML: a document of 300 tasks has thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from reports.papers.fit import fit
from reports.papers.report_parts import Grid, Line, Row

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 56.6929  # in a millimetre
_INDENT = round(12.7 * _TWIPS)
# look: bold, italic, space before and after (points), kept with the next block
_LOOKS = {
    "section": (True, False, 12, 6, True),
    "part": (True, False, 6, 6, True),
    "group": (True, True, 6, 6, True),
    "task": (True, False, 6, 6, True),
    "text": (False, False, 6, 6, False),
    "close": (False, False, 6, 12, True),
    "item": (False, False, 0, 6, False),
    "under": (False, False, 0, 6, False),
}


def paragraph(line: Line, fill: str) -> Any:
    """The paragraph of a line."""
    bold, italic, before, after, kept = _LOOKS[line.look]
    head = line.text + (" " if line.text and line.typed else "")
    runs = _runs(head, fill, bold=bold, italic=italic, size=14)
    tail = line.look == "task"
    runs += _run(line.typed, bold=bold and not tail, italic=italic, size=14, yellow=line.rough)
    keep = "<w:keepNext/>" if kept or (line.text.endswith(":") and not line.typed) else ""
    form = (
        f'{keep}<w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="276" '
        f'w:lineRule="auto"/><w:ind w:firstLine="{_INDENT}"/><w:jc w:val="both"/>'
    )
    return _parsed(f"<w:p {_W}><w:pPr>{form}</w:pPr>{runs}</w:p>")


def grid(page: Any, found: Grid) -> Any:
    """The table: its head on every page; a row is cut only where it is longer than a page."""
    widths = [round(one * _TWIPS) for one in found.widths]
    cols = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    style = page.styles["Table Grid"].style_id
    head = Row("", "", found.heads)
    rows = _row(head, found, widths, head=True) + "".join(
        _row(one, found, widths) for one in found.rows
    )
    return _parsed(
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(one: Row, found: Grid, widths: list[int], *, head: bool = False) -> str:
    marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    cells = "".join(
        _cell(text, found, width, at, head=head, yellow=at in one.rough)
        for at, (text, width) in enumerate(zip(one.cells, widths, strict=True))
    )
    if sum(map(len, one.cells)) > 2500:
        marks = ""
    return f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"


def _cell(text: str, found: Grid, width: int, at: int, *, head: bool, yellow: bool) -> str:
    side = "center" if head or at in found.centred else "left"
    form = f'<w:spacing w:before="40" w:after="40"/><w:jc w:val="{side}"/>'
    if head:
        form = f"<w:keepNext/>{form}"
    lines = "".join(
        f"<w:p><w:pPr>{form}</w:pPr>"
        f"{_run(line, bold=head, italic=False, size=found.size, yellow=yellow)}</w:p>"
        for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{lines}</w:tc>"
    )


def _runs(text: str, fill: str, *, bold: bool, italic: bool, size: float) -> str:
    """What a person must fill stands on yellow."""
    said: list[str] = []
    for place, words in enumerate(_cut(text, fill)):
        said.append(_run(words, bold=bold, italic=italic, size=size, yellow=place % 2 == 1))
    return "".join(said)


def _cut(text: str, fill: str) -> Iterable[str]:
    first, *others = text.split(fill) if fill else [text]
    yield first
    for other in others:
        yield fill
        yield other


def _run(text: str, *, bold: bool, italic: bool, size: float, yellow: bool) -> str:
    if not text:
        return ""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    mark = '<w:highlight w:val="yellow"/>' if yellow else ""
    # the order of the schema: b, i, …, sz, highlight
    words = escape(fit(text))
    return f'<w:r><w:rPr>{look}{mark}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)
