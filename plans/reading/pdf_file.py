"""PDF with a text layer as blocks: ruled tables as rows, the rest as lines, page by page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from plans.ground import Refusal
from plans.reading.blocks import Block, Line, Place, Row
from plans.reading.memory import raise_if_spent
from plans.text import bare, clean

MOST_PAGES = 300
_FEWEST_LETTERS = 30  # a page, on the average, below which pages are pictures
_REPEATED = 3  # pages on which a line at the edge is furniture
_NUMBER = re.compile(r"(?:-\s*)?\d{1,3}(?:\s*-)?|trang\s+\d+(?:\s*/\s*\d+)?", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> tuple[Block, ...]:
    """Raises Refusal reading.locked, reading.broken, reading.scan, reading.too_many_pages."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            pages = list(_pages(file, name))
    except Refusal:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes of it
        raise_if_spent(error)
        locked = any("password" in repr(one).lower() for one in (error, *error.args))
        raise Refusal("reading.locked" if locked else "reading.broken", name=name) from error
    letters = sum(len(block.text) for page in pages for block in page if isinstance(block, Line))
    letters += sum(
        len(c or "") for page in pages for b in page if isinstance(b, Row) for c in b.cells
    )
    if letters < _FEWEST_LETTERS * max(len(pages), 1):
        raise Refusal("reading.scan", name=name)
    return tuple(_without_furniture(pages))


def _pages(file: Any, name: str) -> Iterator[list[Block]]:
    if len(file.pages) > MOST_PAGES:
        raise Refusal("reading.too_many_pages", name=name, pages=len(file.pages), most=MOST_PAGES)
    table = 0
    for number, page in enumerate(file.pages, 1):
        blocks, table = _page(page, number, table)
        yield blocks
        page.close()


def _page(page: Any, number: int, table: int) -> tuple[list[Block], int]:
    """The lines and tables of a page by their height on it."""
    ruled = len(page.lines) + len(page.rects) + len(page.curves) >= 4
    tables = [one for one in page.find_tables() if _is_table(one)] if ruled else []
    placed: list[tuple[float, Block]] = []
    for one in tables:
        table += 1
        rows = one.extract()
        for at, (row, cells) in enumerate(zip(one.rows, rows, strict=True), 1):
            texts = tuple(None if cell is None else clean(cell) for cell in cells)
            if any(texts):
                place = Place(page=number, table=table, row=at)
                placed.append((row.bbox[1], Row(_spans(row, texts), place, table)))
    lines = page.extract_text_lines(return_chars=False, x_tolerance_ratio=0.2)
    outside = [one for one in lines if not any(_inside(one, t.bbox) for t in tables)]
    placed += zip([one["top"] for one in outside], _lines(outside, number), strict=True)
    placed.sort(key=lambda item: item[0])
    return [block for _, block in placed], table


def _is_table(found: Any) -> bool:
    return len(found.rows) >= 1 and max(len(row.cells) for row in found.rows) >= 2


def _spans(row: Any, texts: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """A missing cell beside a wide one is a part of it; any other is covered from above."""
    boxes = row.cells
    wide = 0.0
    made: list[str | None] = []
    for box, text in zip(boxes, texts, strict=True):
        if box is not None:
            wide = box[2]
            made.append(text or "")
        else:
            made.append("" if wide and _next_left(boxes, len(made)) >= wide else None)
    return tuple(made)


def _next_left(boxes: Sequence[Any], at: int) -> float:
    """Where the next cell begins; a gap before it is a cell covered from above."""
    later = [box[0] for box in boxes[at:] if box is not None]
    before = [box[2] for box in boxes[:at] if box is not None]
    if not later:
        return before[-1] if before else 0.0
    return before[-1] if before and later[0] - before[-1] < 2 else -1.0


def _inside(line: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return bool(
        box[1] <= middle <= box[3] and line["x0"] >= box[0] - 3 and line["x1"] <= box[2] + 3
    )


def _lines(found: Sequence[dict[str, Any]], number: int) -> list[Line]:
    """Lines with what the page shows of their beginnings: an indent, a gap above."""
    if not found:
        return []
    lefts = Counter(round(one["x0"] / 3) for one in found)
    left = (
        min(
            place
            for place, count in lefts.items()
            if count >= max(1, lefts.most_common(1)[0][1] // 3)
        )
        * 3
    )
    right = max(one["x1"] for one in found)
    heights = [b["top"] - a["top"] for a, b in pairwise(found) if b["top"] > a["top"]]
    usual = median(heights) if heights else 0.0
    made = []
    for at, one in enumerate(found):
        before = (
            found[at - 1] if at and not _NUMBER.fullmatch(found[at - 1]["text"].strip()) else None
        )
        gap = before is not None and usual > 0 and one["top"] - before["top"] > 1.35 * usual
        indent = 8 < one["x0"] - left < 0.35 * (right - left)
        short = before is not None and before["x1"] < right - 0.12 * (right - left)
        opens = True if indent or gap or short else (False if before else None)
        text = " ".join(clean(one["text"]).split())
        if text:
            made.append(Line(text, Place(page=number, line=at + 1), opens=opens, after_gap=gap))
        else:
            made.append(Line("", Place(page=number, line=at + 1)))
    return made


def _without_furniture(pages: Sequence[list[Block]]) -> Iterator[Block]:
    """Numbers and lines that stand at the edge of page after page are dropped."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_key(block) for block in _edge(page)})
    for page in pages:
        edge = {id(block) for block in _edge(page)}
        for block in page:
            if isinstance(block, Row):
                yield block
            elif block.text and not (id(block) in edge and _furniture(block, edges, len(pages))):
                yield replace(block)


def _edge(page: Sequence[Block]) -> list[Line]:
    return [block for block in (*page[:2], *page[-2:]) if isinstance(block, Line)]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", bare(line.text))


def _furniture(line: Line, edges: Counter[str], pages: int) -> bool:
    if _NUMBER.fullmatch(line.text):
        return True
    return (
        pages >= _REPEATED
        and edges[_key(line)] >= max(_REPEATED, pages // 2)
        and len(line.text) < 120
    )
