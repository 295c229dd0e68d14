"""The text of a công văn, pasted whole: its head and foot, and what stands between, by task.

Nothing is lost: what is no result comes back beside the results, so that it can be shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plans.numbers import Numbered
from plans.paste import Pasted, Piece, begins_with_number, looks_like_paste, split
from plans.text import bare, clean

# Folded. Thể thức of NĐ 30/2020, Phụ lục I: what stands above the contents, and below them.
_HEAD = re.compile(
    r"[\W_]*(?:ubnd\s+tinh|uy ban nhan dan|cong hoa xa hoi|doc lap\b|so\s*:|v/v\b|kinh gui|"
    r"thuc hien (?:cong van|van ban|ke hoach)|can cu\b)|"
    r".{2,40},\s*ngay\s.{1,12}thang\s.{1,12}nam\s"
)
_LEADS_IN = re.compile(r".*nhu sau\s*[:.…]*\s*$")
_FOOT = re.compile(
    r"[\W_]*(?:tren day la|noi nhan|(?:kt|tm|tl|tuq)\.|(?:pho )?(?:giam doc|chu tich)\s*$)"
)
_END = re.compile(r".*\./\.\s*$")
_HEAD_LINES = 30  # a lead-in further down is a sentence of the contents
_BULLET = r"[-+*•\s]*(?:(?:[ivx]{1,4}|[a-z]|\d{1,2})\s*[.)]\s*)?"
_SUPPORT = re.compile(
    rf"{_BULLET}(?:(?:cac|ve|doi voi|ket qua|noi dung|nhiem vu|cong tac|phan)\s+)*"
    r"(?:(?:ve|noi dung|nhiem vu|cong tac|phan|ket qua)\s+phoi hop|phoi hop(?=\s*:))"
    r"(?P<more>[^:.;]{0,60}?)\s*(?P<colon>:|$)"
)


@dataclass(frozen=True)
class Letter:
    """A công văn as text: its head, its contents, its foot."""

    opening: str
    body: str
    closing: str


@dataclass(frozen=True)
class Mapped:
    """Its contents by task. `before`: what stands before the first number; `support`: what else
    is phần phối hợp; `ends_in_support`: what the platform cut off belongs there too.
    """

    pasted: Pasted
    before: str
    support: str
    ends_in_support: bool

    @property
    def supporting(self) -> str:
        """Phần phối hợp as a whole."""
        return "\n".join(one for one in (self.before, self.support) if one)


def letter(text: str) -> Letter:
    """Take a công văn apart; a text without head and foot is all body. Never raises."""
    lines = clean(text).split("\n")
    start = _start(lines)
    end = _end(lines, start)
    parts = lines[:start], lines[start:end], lines[end:]
    opening, body, closing = ("\n".join(some).strip() for some in parts)
    if not body:
        return Letter("", clean(text), "")
    return Letter(opening, body, closing)


def _start(lines: Sequence[str]) -> int:
    """The line the contents begin at: behind "báo cáo như sau:", or behind the head's lines."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if line.lstrip()[:1].isdigit():
            break
        if _LEADS_IN.match(bare(line)):
            return place + 1
    start = 0
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if line.strip() and not _is_head(line):
            break
        start = place + 1 if line.strip() else start
    return start


def _is_head(line: str) -> bool:
    return _HEAD.match(bare(line)) is not None or (len(line.split()) > 1 and line.isupper())


def _end(lines: Sequence[str], start: int) -> int:
    for place in range(start, len(lines)):
        key = bare(lines[place])
        if _FOOT.match(key):
            return place
        if _END.match(key):
            return place + 1
    return len(lines)


def map_letter(body: str, leads: Sequence[Numbered], supports: Sequence[Numbered]) -> Mapped:
    """Contents by task. What stands before the first number, below "Phần phối hợp", or behind the
    number of a task the agency only supports, is its phần phối hợp, in the order typed.

    The ids of `leads` and `supports` differ. Never raises; keeps every word but such headings.
    """
    above, below = _at_heading(body)
    known = (*leads, *supports)
    own = {one.id for one in leads}
    first, *more = [_split(part, known) for part in (above, below) if part or part is above]
    pieces: list[Piece] = []
    support: list[str] = []
    for one in (first, *more):
        support += [one.before] if one.before and one is not first else []
        for piece in one.pieces:
            mine = tuple(match for match in piece.matches if match.id in own)
            if mine:
                pieces.append(Piece(piece.typed, mine, piece.text, piece.status, piece.said))
            else:
                support.append(f"{piece.typed} {piece.text}")
    read = (first, *more)
    return Mapped(_pasted(pieces, read), first.before, "\n".join(support), _in_support(read, own))


def _at_heading(body: str) -> tuple[str, str]:
    """What stands above the heading of the supporting part, and below it."""
    lines = body.split("\n")
    for place, line in enumerate(lines):
        found = _SUPPORT.match(bare(line))
        if found:
            rest = line[found.end() :].strip()
            return "\n".join(lines[:place]), "\n".join([rest, *lines[place + 1 :]]).strip()
    return body, ""


def _split(text: str, known: Sequence[Numbered]) -> Pasted:
    trusting = not looks_like_paste(text, known) and begins_with_number(text, known)
    return split(text, known, trusting=trusting)


def _pasted(pieces: Sequence[Piece], read: Sequence[Pasted]) -> Pasted:
    counts = Counter(piece.matches for piece in pieces)
    again = {piece.matches: piece.typed for piece in pieces if counts[piece.matches] > 1}
    return Pasted(
        pieces=tuple(pieces),
        before="",
        unknown=tuple(text for one in read for text in one.unknown),
        repeated=tuple(again.values()),
        empty=tuple(number for one in read for number in one.empty),
        headings=tuple(text for one in read for text in one.headings),
        ends_unknown=read[-1].ends_unknown,
    )


def _in_support(read: Sequence[Pasted], own: set[int]) -> bool:
    last = read[-1]
    if last.ends_unknown:
        return False
    if not last.pieces:
        return True
    return not own.intersection(match.id for match in last.pieces[-1].matches)
