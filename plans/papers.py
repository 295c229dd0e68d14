"""Numbers and dates of official documents, read out of sentences (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans import vocabulary
from plans.dates import Written, around, parse_date, spoken, written
from plans.ground import Refusal
from plans.model import Paper
from plans.text import bare, clean

__all__ = [
    "FoundPaper",
    "days_ahead",
    "find_papers",
    "is_paper_alone",
    "parse_date",
    "parse_paper",
]

_NUMBER = r"(?<![\w/.,-])(?P<number>\d{1,6}[a-zđ]?)"
_CODE = r"[A-ZĐa-zđ][A-ZĐa-zđ0-9&.]*[A-ZĐa-zđ0-9]"
# Số / (năm) / ký hiệu: 45/TTr-SYT, 10/2021/TT-BTNMT, 91/2025/QH15, 123/UBND-VX.
_SYMBOL = rf"(?P<symbol>(?:{_CODE})(?:\s?[-–‑]\s?(?:{_CODE})){{0,4}})"
_PAPER = re.compile(rf"{_NUMBER}\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?{_SYMBOL}(?!\w|/)")
_LOOSE = re.compile(rf"{_NUMBER}[\s,]+(?:k[ýíyi] hi[ệe]u[\s:]*)?{_SYMBOL}(?!\w|/)")
_KINDS = "|".join(sorted(vocabulary.PAPER_KINDS, key=len, reverse=True))
_KIND = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})?\s*(?P<so>\bso\b)?\s*:?\s*$")
# Between the number and its date: "ngày", a comma, a bracket, "của UBND tỉnh".
_GAP = re.compile(r"[\s,;(]*(?:cua\s[^,;.()\d\n]{1,60}?\sngay\s*|(?:ngay|ng\.?)?\s*)")


@dataclass(frozen=True)
class FoundPaper:
    """A document named in a sentence; `paper.dated` None where no possible date stands by it."""

    kind: str | None
    paper: Paper
    quote: str


@dataclass(frozen=True)
class _Hit:
    number: str
    symbol: str
    kind: str | None
    start: int
    end: int

    def dated(self, day: date | None) -> Paper:
        return Paper(self.number, self.symbol, day)


def find_papers(text: str) -> tuple[FoundPaper, ...]:
    """Every document whose số and ký hiệu stand in the text, with its full date if it follows.

    Accents may be missing. Fractions and dates (08/10 UBND, 12/2023, 1,5/2) are no documents; a
    date without year or that does not exist is left out, never mended. Never raises.
    """
    text = clean(text)
    days = written(text)
    found = {hit: _found(text, hit, days) for hit in _hits(text)}
    unique = {(one.paper, one.kind): one for one in found.values()}
    return tuple(unique.values())


def days_ahead(text: str, today: date) -> tuple[date, ...]:
    """The days after today in a text, their year written, those of its documents left out."""
    text = clean(text)
    days = written(text)
    stamped = {_date_of(text, hit, days) for hit in _hits(text)}
    found = (one.full for one in days if one not in stamped)
    return tuple(day for day in found if day and day > today)


def is_paper_alone(text: str) -> bool:
    """Whether a text is one document with its date and nothing besides: "Báo cáo số 45/BC-…"."""
    text = clean(text)
    found = find_papers(text)
    if len(found) != 1 or found[0].paper.dated is None:
        return False
    return text.strip(" .") == found[0].quote.strip(" .")


def _found(text: str, hit: _Hit, days: tuple[Written, ...]) -> FoundPaper:
    one = _date_of(text, hit, days)
    end = one.end if one else hit.end
    return FoundPaper(hit.kind, hit.dated(one.full if one else None), text[hit.start : end])


def _date_of(text: str, hit: _Hit, days: tuple[Written, ...]) -> Written | None:
    """The full date that stands by a document."""
    gap = _GAP.match(bare(text[hit.end : hit.end + 90]))
    at = hit.end + (gap.end() if gap else 0)
    return next((day for day in days if day.start == at and day.full), None)


def _hits(text: str) -> list[_Hit]:
    hits = []
    for found in _PAPER.finditer(text):
        kind, start = _kind(text, found.start())
        symbol = _symbol(found["symbol"], named=start < found.start(), dated=bool(found["year"]))
        if symbol:
            number = f"{found['number']}/{found['year']}" if found["year"] else found["number"]
            hits.append(_Hit(number, symbol, kind, start, found.end()))
    return hits


def _kind(text: str, at: int) -> tuple[str | None, int]:
    """The kind as written before the number, and where kind and "số" begin."""
    since = max(0, at - 30)
    found = _KIND.search(bare(text[since:at]))
    if not found or not (found["kind"] or found["so"]):
        return None, at
    name = "kind" if found["kind"] else "so"
    start = since + found.start(name)
    kind = text[start : since + found.end("kind")] if found["kind"] else None
    return kind, start


def _symbol(typed: str, *, named: bool, dated: bool) -> str | None:
    """The symbol as offices write it, or None when the letters are ordinary words."""
    parts = [part.strip() for part in re.split(r"[-–‑]", typed)]
    if typed.islower():
        return _capitals(parts) if len(parts) > 1 and _is_known(parts[0]) else None
    if not all(map(_is_code, parts)) or (len(parts) == 1 and not dated and not named):
        return None
    return "-".join(parts)


def _is_code(part: str) -> bool:
    """TTr, QĐ, UBND, STNMT, QH15, VP.UBND: mostly capitals, no word of a sentence."""
    capitals = sum(char.isupper() for char in part)
    return part[0].isupper() and capitals >= 2 and sum(char.islower() for char in part) <= 2


def _is_known(part: str) -> bool:
    """The code of a kind of document or of an agency, or letters that no syllable has."""
    codes = part in vocabulary.PAPER_CODES or part in vocabulary.PAPER_KINDS
    return codes or part.startswith(vocabulary.CODE_STARTS) or not re.search("[aeiouyđ]", part)


def _capitals(parts: Sequence[str]) -> str:
    return "-".join(vocabulary.PAPER_CODES.get(part, part.upper()) for part in parts)


def parse_paper(text: str, today: date) -> Paper:
    """One document typed as an answer: số, ký hiệu and date, in any order.

    A date without year means the nearest such day. Raises Refusal
    paper.unreadable, paper.no_date, paper.bad_date (field `text`) and paper.future (field `date`).
    """
    text = clean(text)
    hit = next(iter(_hits(text)), None) or _loose(text)
    if hit is None:
        raise Refusal("paper.unreadable", text=text)
    rest = f"{text[: hit.start]} {text[hit.end :]}"
    return hit.dated(_day(rest, today))


def _loose(text: str) -> _Hit | None:
    """The slash left out: "12 BC-STNMT", "số 12, BC-STNMT"."""
    for found in _LOOSE.finditer(text):
        symbol = _symbol(found["symbol"], named=False, dated=False)
        if symbol:
            return _Hit(found["number"], symbol, None, found.start(), found.end())
    return None


def _day(text: str, today: date) -> date:
    found = written(text)
    if not found:
        day = spoken(text, today)
        if day is None:
            raise Refusal("paper.no_date")
        return _not_future(day, today)
    one = found[0]
    nearest = next(around(one, today), None)
    if nearest is None:
        raise Refusal("paper.bad_date", text=text[one.start : one.end])
    return _not_future(nearest, today)


def _not_future(day: date, today: date) -> date:
    if day > today:
        raise Refusal("paper.future", date=day)
    return day
