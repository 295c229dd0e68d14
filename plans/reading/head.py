"""What a plan says of itself: number, date, issuer, title, period, coordinator, Ban Chỉ đạo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from plans.draft import Note
from plans.reading.coordinators import steering_of
from plans.reading.furniture import attached
from plans.reading.outline import Node
from plans.reading.paragraphs import Paragraph
from plans.reading.words import ISSUERS, PROVINCES
from plans.text import bare, fold

_CODE = r"(?P<number>\d{1,5}[a-z]?\s*/\s*(?:\d{4}/)?(?:kh|qd|ctr|da|pa|ct|nq)\s*-\s*[a-z&]{2,12})"
_OWN_NUMBER = re.compile(rf"so\s*:?\s*{_CODE}")
_ATTACHED = re.compile(
    rf"kem\s+theo\s+(?:ke hoach|quyet dinh|cong van|chuong trinh|van ban)?\s*(?:nay\s*)?"
    rf"(?:so\s*:?\s*)?{_CODE}?"
)
_OF_DAY = re.compile(r"ngay\s+(?P<date>[\d\s/.]*\d{4}|\d{0,2}\s*thang\s*\d{1,2}\s*nam\s*\d{4})")
_LETTERHEAD = re.compile(
    r"[^,.;]{2,40},\s*ngay\s*(?P<day>\d{0,2})\s*\.*\s*thang\s*(?P<month>\d{0,2})\s*\.*\s*nam\s*(?P<year>\d{4})"
)
_DATE = re.compile(
    r"(?P<day>\d{0,2})\s*/\s*(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})|"
    r"(?P<day2>\d{0,2})\s*thang\s*(?P<month2>\d{1,2})\s*nam\s*(?P<year2>\d{4})"
)
_TITLE = re.compile(r"(?:ke hoach|chuong trinh hanh dong|chuong trinh|phuong an|de an)\b")
_TITLE_ENDS = re.compile(
    r"phu luc|danh muc|bieu\b|phan cong|"
    r"\(|can cu\b|thuc hien (?:quyet dinh|nghi quyet|chi thi|luat|nghi dinh).{150,}|"
    r"uy ban nhan dan|ubnd|chu tich|so\s*:|noi nhan|de trien khai|nham\b"
)
_RANGE = re.compile(
    r"(?:giai doan|thoi ky|tu nam|nam)\s+(?:tu\s+)?(?P<first>(?:19|20)\d\d)\s*(?:-|–|—|÷|"
    r"den(?: nam)?)\s*(?P<last>(?:19|20)\d\d)"
)
_ISSUER = re.compile(
    r"(?P<body>uy ban nhan dan|ubnd)\s*(?:\(ubnd\)\s*)?(?P<kind>tinh|thanh pho)\s+"
)
_HEAD = 40  # paragraphs in which the letterhead stands


def head_of(
    paragraphs: Sequence[Paragraph], root: Node, name: str
) -> tuple[dict[str, Any], int | None]:
    """The plan's head as the plan file has it, and the year of a plan of one year."""
    notes: list[Note] = []
    text = "\n".join(one.text for one in paragraphs)
    title = title_of(paragraphs)
    period, year = _period(title or "", root, notes)
    issuer, province = _issuer(text)
    for code, value in (
        ("head.no_title", title),
        ("head.no_province", province),
        ("head.no_period", period),
    ):
        if value is None:
            notes.append(Note(code, {}))
    number, issued = _number(paragraphs), _issued(paragraphs)
    notes += [
        Note(code, {})
        for code, value in (("head.no_number", number), ("head.no_date", issued))
        if value is None
    ]
    head = {
        "id": _slug(name), "short": None, "document": name, "province": province, "title": title,
        "number": number, "issued": issued, "issuer": issuer, "period": period,
        "coordinator": None, "steering": steering_of(root), "warnings": notes,
    }  # fmt: skip
    return head, year


def _slug(name: str) -> str:
    plain = fold(name.rpartition(".")[0] or name)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "ke-hoach"


def _number(paragraphs: Sequence[Paragraph]) -> str | None:
    for one in paragraphs[:_HEAD]:
        hit = _OWN_NUMBER.match(bare(one.text))
        if hit:
            return _printed(one.text, hit)
        if re.match(r"so\s*:", bare(one.text)):
            break
    found = (_printed(text, hit) for text, hit in _kem_theo(paragraphs) if hit["number"])
    return next(found, None)


def _printed(text: str, hit: re.Match[str]) -> str:
    return re.sub(r"\s+", "", text[hit.start("number") : hit.end("number")])


def _kem_theo(paragraphs: Sequence[Paragraph]) -> list[tuple[str, re.Match[str]]]:
    """ "(Kèm theo Kế hoạch số … ngày …)", as a line of its own."""
    lines = [one.text for one in paragraphs if len(one.text) < 400]
    return [
        (text, hit)
        for text in lines
        if bare(text).lstrip("*( ").startswith(("kem", "ban hanh kem"))
        and (hit := _ATTACHED.search(bare(text)))
    ]


def _issued(paragraphs: Sequence[Paragraph]) -> str | None:
    for one in paragraphs[:_HEAD]:
        hit = _LETTERHEAD.search(bare(one.text)) if len(one.text) < 160 else None
        if hit:
            return _day(hit["day"], hit["month"], hit["year"])
    for text, hit in _kem_theo(paragraphs):
        written = _OF_DAY.search(bare(text), hit.end())
        found = _DATE.search(written["date"]) if written else None
        if found:
            return _day(
                found["day"] or found["day2"] or "",
                found["month"] or found["month2"],
                found["year"] or found["year2"],
            )
    return None


def _day(day: str, month: str, year: str) -> str | None:
    try:
        if day and month:
            return date(int(year), int(month), int(day)).isoformat()
        return date(int(year), int(month), 1).isoformat()[:7] if month else year
    except ValueError:
        return None


def title_of(paragraphs: Sequence[Paragraph]) -> str | None:
    """The kind of document and its own line, on one line."""
    start = attached(paragraphs)
    for at in range(start, min(len(paragraphs), start + _HEAD)):
        one = paragraphs[at]
        if _TITLE.match(bare(one.text)) and one.mark is None:
            parts = [one.text]
            for more in paragraphs[at + 1 : at + 5]:
                if (
                    more.mark
                    or _TITLE_ENDS.match(bare(more.text))
                    or more.text.endswith((":", ".", ";"))
                ):
                    break
                parts.append(more.text)
            return " ".join(parts)
    return None


def _period(title: str, root: Node, notes: list[Note]) -> tuple[dict[str, int] | None, int | None]:
    hit = _RANGE.search(bare(title)) or next(
        (
            found
            for node in root.walk()
            if len(node.text) < 120
            and (found := _RANGE.search(bare(node.text)))
            and (node.kind == "time" or bare(node.text).startswith("giai doan"))
        ),
        None,
    )
    if hit:
        first, last = int(hit["first"]), int(hit["last"])
        if first <= last:
            return {"from": first, "to": last}, None
        notes.append(Note("head.period_backwards", {"text": hit[0]}))
        return None, None
    years = re.findall(r"nam\s+(20\d\d)", bare(title))
    if not years:
        return None, None
    year = int(years[-1])
    return {"from": year, "to": year}, year if len(set(years)) == 1 and "den nam" not in bare(
        title
    ) else None


def _issuer(text: str) -> tuple[str | None, str | None]:
    found: Counter[tuple[str, str]] = Counter()
    key = bare(text)
    known = {bare(name): name for name in PROVINCES}
    for hit in _ISSUER.finditer(key):
        for plain, name in known.items():
            if key.startswith(plain, hit.end()):
                found[hit["kind"], name] += 1
    if not found:
        for kind in ("tinh", "thanh pho"):
            for plain, name in known.items():
                count = len(re.findall(rf"\b{kind} {plain}\b", key))
                if count:
                    found[kind, name] = count
        if not found:
            return None, None
    (kind, name), _ = found.most_common(1)[0]
    return f"{ISSUERS[kind]} {name}", name
