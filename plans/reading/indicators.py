"""Chỉ tiêu: targets with a number, and deliverables, under the goals of a plan."""

from __future__ import annotations

import re
from typing import Any

from plans.draft import Note
from plans.reading.outline import Node
from plans.reading.paragraphs import Paragraph
from plans.reading.task import titled
from plans.text import bare

_NUMBER = r"\d+(?:[.,]\d+)*"
_VALUE = re.compile(
    rf"(?:(?:dat|giam|tang|chiem|con|duoi|tren|khoang|toi thieu|it nhat|bang|phan dau|tu|"
    rf"len|den)\s+)*"
    rf"(?P<value>(?:tu\s+|tren\s+|duoi\s+|khoang\s+|it nhat\s+|"
    rf"toi thieu\s+)*{_NUMBER}\s*(?:-|–|den)?\s*(?:{_NUMBER})?\s*"
    r"(?P<unit>%(?:\s*/\s*nam)?|ha\b|km\b|m2\b|m3\b|trieu dong|ty dong|nghin ty dong|usd|"
    r"tan\b|mw\b|co so\b|doanh nghiep\b|lop\b|xa\b|mo hinh\b|san pham\b|giuong\b|bac si\b|"
    r"hop tac xa\b|nguoi\b|lao dong\b|ho\b|truong\b|du an\b|diem\b|tram\b)?)"
)
_CUE = re.compile(
    r"\b(?:dat|giam|tang|chiem|con|it nhat|toi thieu|tren|duoi|phan dau|bang|xep|duoc|co)\s*$"
)
_DELIVERABLE = re.compile(r"hoan thanh|xay dung va (?:thuc hien|trien khai)|thanh lap|ban hanh")
_BY = re.compile(r"den (?:het )?(?:nam )?(20\d\d)|vao nam (20\d\d)|nam (20\d\d)")
_PART = re.compile(r"[;,]\s+|\s+(?:và|còn)\s+(?=[^\W\d_])")
_LETTERS = "abcdđeghiklm"


def indicators_of(root: Node, year: int | None) -> list[dict[str, Any]]:
    """The targets in the document's order."""
    found: list[dict[str, Any]] = []
    for node in root.walk():
        if node.depth < 0 or node.section() != "goals" or node.children:
            continue
        by = _by_of(node) or year
        number = _number(node, len(found) + 1)
        items = [node.paragraph, *node.contents]
        for paragraph in items:
            found += _read(
                paragraph, number if paragraph is node.paragraph else str(len(found) + 1), by
            )
    return _unique(found)


def _unique(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    for one in found:
        count = seen[one["number"]] = seen.get(one["number"], 0) + 1
        if count > 1:
            one["number"] = f"{one['number']}-{count}"
    return found


def _number(node: Node, at: int) -> str:
    if node.mark == "enclosed" and node.label:
        return node.label
    return str(at) if node.mark in {"bullet", "plus", ""} or not node.label else node.label


def _by_of(node: Node) -> int | None:
    for one in node.above():
        hit = _BY.search(bare(one.text))
        if hit:
            return int(next(group for group in hit.groups() if group))
    return None


def _read(paragraph: Paragraph, number: str, by: int | None) -> list[dict[str, Any]]:
    text = paragraph.rest
    parts = _parts(text)
    if not parts:
        deliverable = _DELIVERABLE.search(bare(text)) is not None and paragraph.mark is not None
        return [_entry(number, text, None, None, by, paragraph)] if deliverable else []
    made = []
    for at, (name, target, unit, due) in enumerate(parts):
        label = number + _LETTERS[at] if len(parts) > 1 and at < len(_LETTERS) else number
        made.append(_entry(label, name, target, unit, due or by, paragraph))
    return made


def _entry(
    number: str,
    name: str,
    target: str | None,
    unit: str | None,
    by: int | None,
    paragraph: Paragraph,
) -> dict[str, Any]:
    notes = [] if target else [Note("indicator.no_value", {})]
    return {
        "number": number, "name": titled(name).rstrip(" ;,."), "target": target, "unit": unit,
        "by": by, "who": None, "source": paragraph.place.source(), "warnings": notes,
    }  # fmt: skip


def _parts(text: str) -> list[tuple[str, str, str | None, int | None]]:
    """The targets of one item: name, value, unit, year; clauses without a value go on."""
    made: list[tuple[str, str, str | None, int | None]] = []
    start = 0
    depth = 0
    bounds = [
        hit
        for hit in _PART.finditer(text)
        if text[: hit.start()].count("(") <= text[: hit.start()].count(")")
    ]
    pieces = [
        (a, b)
        for a, b in zip(
            [0, *(h.end() for h in bounds)], [*(h.start() for h in bounds), len(text)], strict=True
        )
    ]
    for begin, stop in pieces:
        depth = text[:begin].count("(") - text[:begin].count(")")
        value = _value(text[begin:stop]) if depth <= 0 else None
        if value is None:
            continue
        name = text[start : begin + value[0]].strip(" ,;")
        due = _BY.search(bare(text[begin:stop])) or _BY.search(bare(text[start:stop]))
        rest = text[begin + value[2] : stop].strip()
        whole = f"{name} {rest}".strip() if rest and not due else name or text[begin:stop]
        made.append(
            (whole, value[1], value[3], int(next(g for g in due.groups() if g)) if due else None)
        )
        start = stop
    return made


def _value(piece: str) -> tuple[int, str, int, str | None] | None:
    """Where the name ends, the value as printed, where it ends, and its unit."""
    key = bare(piece)
    for hit in _VALUE.finditer(key):
        unit = hit["unit"]
        number = hit["value"]
        if re.fullmatch(r"(?:19|20)\d\d", number.strip()) or re.search(
            r"(?:nam|so|ngay|thang|giai doan)\s*$", key[: hit.start("value")]
        ):
            continue
        if re.fullmatch(r"(?:19|20)\d\d\s*-\s*(?:19|20)\d\d", number.strip()):
            continue
        if unit is None and not _CUE.search(key[: hit.start("value")].rstrip() + " ".rstrip()):
            continue
        value = piece[hit.start("value") : hit.end("value")].strip()
        printed = piece[hit.start("unit") : hit.end("unit")].strip() if unit else None
        return hit.start(), value, hit.end("value"), _plain_unit(printed)
    return None


def _plain_unit(unit: str | None) -> str | None:
    return "%" if unit and unit.startswith("%") else unit
