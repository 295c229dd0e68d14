"""Word documents as blocks: paragraphs and tables in their order, merged cells known as such."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from plans.ground import Refusal
from plans.reading.blocks import Block, Line, Place, Row
from plans.reading.memory import raise_if_spent
from plans.text import clean

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 4  # tables within tables


def read_docx(data: bytes, name: str) -> tuple[Block, ...]:
    """Raises Refusal reading.broken."""
    import docx

    try:
        opened = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a broken package makes of the library and of lxml
        raise_if_spent(error)
        raise Refusal("reading.broken", name=name) from error
    return tuple(_Reader(_numbering(opened)).body(opened.element.body))


class _Reader:
    """One pass over a body; counts lines as paragraphs and tables as they come."""

    def __init__(self, levels: dict[tuple[str, str], tuple[str, str]]) -> None:
        self._levels = levels
        self._counts: dict[tuple[str, int], int] = {}
        self._line = 0
        self._table = 0

    def body(self, element: Any, depth: int = 0) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl" and depth < _DEEPEST:
                yield from self._rows(child)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"}:
                yield from self.body(child, depth)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        self._line += 1
        texts = _text(element).split("\n")
        mark = self._mark(element)
        for at, text in enumerate(texts):
            words = clean(f"{mark} {text}" if mark and at == 0 else text)
            if words:
                yield Line(
                    " ".join(words.split()),
                    Place(line=self._line),
                    whole=True,
                    heading=_heading(element),
                )

    def _mark(self, element: Any) -> str:
        """The number that Word makes by itself stands in no text: counted as Word counts."""
        level = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is None:
            return ""
        at = int(level.get(f"{_W}val", "0")) if level is not None else 0
        key = number.get(f"{_W}val", "")
        kind, pattern = self._levels.get((key, str(at)), ("bullet", "-"))
        if kind in {"bullet", "none"} or key == "0":
            return "-" if kind == "bullet" and key != "0" else ""
        self._counts[key, at] = self._counts.get((key, at), 0) + 1
        for deeper in [one for one in self._counts if one[0] == key and one[1] > at]:
            del self._counts[deeper]
        for below in range(at + 1):
            kind_below = self._levels.get((key, str(below)), ("decimal", ""))[0]
            count = self._counts.get((key, below), 1)
            pattern = pattern.replace(f"%{below + 1}", _figure(kind_below, count))
        return pattern

    def _rows(self, table: Any) -> Iterator[Block]:
        self._table += 1
        number = self._table
        layout: list[Row] = []
        for at, row in enumerate(table.iter(f"{_W}tr"), 1):
            if row.getparent() is not table and row.getparent().tag == f"{_W}tc":
                continue
            cells = tuple(_cells(row))
            if any(cells):
                layout.append(
                    Row(cells, Place(table=number, row=at, line=self._line or None), number)
                )
        if layout and max(len(row.cells) for row in layout) <= 2 and not _assigns(layout):
            yield from _as_lines(layout)  # a letterhead or a foot set in a table
            return
        yield from layout


def _assigns(rows: list[Row]) -> bool:
    from plans.reading.roles import labels_in, role_of

    texts = [cell for row in rows for cell in row.cells if cell]
    return any(role_of(text) == "lead" or labels_in(text) for text in texts)


def _as_lines(rows: list[Row]) -> Iterator[Line]:
    for row in rows:
        for cell in row.cells:
            for text in (cell or "").split("\n"):
                if text.strip():
                    yield Line(text.strip(), row.place, whole=True)


def _text(element: Any) -> str:
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag in {f"{_W}br", f"{_W}cr"} and node.get(f"{_W}type") != "page":
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _heading(element: Any) -> bool:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and str(style.get(f"{_W}val", "")).lower().startswith(
        ("heading", "title")
    ):
        return True
    runs = [
        run
        for run in element.iter(f"{_W}r")
        if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()
    ]
    return bool(runs) and all(_bold(run) for run in runs)


def _bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val", "1") not in {"0", "false"}


def _cells(row: Any) -> Iterator[str | None]:
    """The cells by the grid: one that a merged one above covers is None, beside it is empty."""
    for cell in row.iterchildren(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        text = "\n".join(filter(None, (clean(_text(one)) for one in cell.iterchildren(f"{_W}p"))))
        covered = merged is not None and merged.get(f"{_W}val") != "restart"
        yield None if covered else text
        width = int(span.get(f"{_W}val", "1")) if span is not None else 1
        for _ in range(min(width, 40) - 1):
            yield ""


def _numbering(opened: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """(list, level) → (kind of figure, pattern such as "%1.%2.")."""
    try:
        root = opened.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    kinds: dict[tuple[str, str], tuple[str, str]] = {}
    for abstract in root.iterchildren(f"{_W}abstractNum"):
        key = abstract.get(f"{_W}abstractNumId")
        for level in abstract.iterchildren(f"{_W}lvl"):
            form = level.find(f"{_W}numFmt")
            text = level.find(f"{_W}lvlText")
            kind = form.get(f"{_W}val", "decimal") if form is not None else "decimal"
            kinds[key, level.get(f"{_W}ilvl")] = (
                kind,
                text.get(f"{_W}val", "") if text is not None else "",
            )
    made: dict[tuple[str, str], tuple[str, str]] = {}
    for num in root.iterchildren(f"{_W}num"):
        abstract = num.find(f"{_W}abstractNumId")
        for (key, level), value in kinds.items():
            if abstract is not None and key == abstract.get(f"{_W}val"):
                made[num.get(f"{_W}numId"), level] = value
    return made


_ROMAN = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)


def _figure(kind: str, count: int) -> str:
    if kind in {"upperRoman", "lowerRoman"} and count < len(_ROMAN):
        return _ROMAN[count] if kind == "upperRoman" else _ROMAN[count].lower()
    if kind in {"lowerLetter", "upperLetter"} and count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    return str(count)
