"""The words of one flattened row shared out over its columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans.reading.name_lists import is_list, list_ends
from plans.reading.paragraphs import joined
from plans.reading.times import read_time
from plans.reading.tokens import Token, tokens
from plans.text import bare

_WHO = frozenset({"lead", "colead", "support", "decides", "both", "follows"})
_LONGEST_TIME = 12  # words
_LONGEST_UNKNOWN = 14
_LONGEST_FRONT = 3  # words by which a name may begin before another one inside it
_LONGEST_CHAIN = 4  # columns that go on behind a page's end
_TIME_STARTS = re.compile(
    r"(?:truoc|sau|trong|den|tu|thang|quy|qui|nam|giai|hang|dinh|thuong|dau|cuoi|giua|ngay|"
    r"khi|theo|\(?\d)"
)
_TIME_WORDS = re.compile(
    r"(?:(?:truoc|sau|trong|den|tu|het|ngay|thang|quy|qui|nam|giai|doan|hang|dinh|ky|thuong|"
    r"xuyen|dau|cuoi|giua|va|cac|"
    r"tiep|theo|nhung|lan|moi|lien|tuc|ke|hoach|dinh|khi|co|yeu|cau|duoc|phe|duyet|hoan|"
    r"thanh|i|ii|iii|iv|"
    r"\d+|q|trung|uong|chu|truong|tien|do)[\s,;./()÷–-]*)+"
)
_DECIDER = re.compile(
    r"(?:chu tich |pho chu tich )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|"
    r"thuong truc|ban thuong vu|thu tuong|chinh phu|bo |tinh uy|ban can su)"
)
_EMPTY = {"title": -6.0, "lead": -3.0, "both": -3.0, "support": -1.2, "when": -1.5}
_SWALLOWED = 1.2  # a line of agencies is no end of a title, where a column may have it
_WHOLE = 2.0  # of a list of agencies with a mark between all of them
_LOST = -math.inf

Spans = Mapping[int, Mapping[int, float]]


@dataclass(frozen=True)
class Piece:
    """A line of a row. `behind`: it stands behind a page's end and a head printed again."""

    text: str
    behind: bool


class _Words:
    """The words of a row before its page ends, and which stretches may be agencies or times."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.texts = [word for piece in pieces for word in piece.text.split()]
        at, self.lines = 0, {0}
        for piece in pieces:
            at += len(piece.text.split())
            self.lines.add(at)
        self.count = len(self.texts)
        self.who = self._lists()
        self.time = self._times()
        self.cuts = sorted(
            {
                *self.lines,
                *self.who,
                *self.time,
                *(e for ends in self.who.values() for e in ends),
                self.count,
            }
        )

    def text(self, start: int, end: int) -> str:
        return " ".join(self.texts[start:end])

    def _lists(self) -> dict[int, dict[int, float]]:
        """Where lists of agencies may start, and where each may end."""
        whole = " ".join(self.texts)
        row = tokens(whole)
        starts = {0: 0}
        place = 0
        for at, word in enumerate(self.texts):
            starts[place] = at
            place += len(word) + 1
        ends = {start + len(self.texts[at]): at + 1 for start, at in starts.items() if self.texts}
        found: dict[int, dict[int, float]] = {}
        for at, token in enumerate(row):
            if token.start in starts:
                for loose, stop in list_ends(row, at):
                    edge = _word_end(ends, row, stop)
                    if edge:
                        found.setdefault(starts[token.start], {})[edge] = 2.0 - 0.8 * loose
        return found

    def _times(self) -> dict[int, dict[int, float]]:
        found: dict[int, dict[int, float]] = {}
        for at, word in enumerate(self.texts):
            if _TIME_STARTS.match(bare(word)):
                for end in range(at + 1, min(at + _LONGEST_TIME, self.count) + 1):
                    if _is_time(self.text(at, end)):
                        found.setdefault(at, {})[end] = 1.5
        return found

    def ends_with_agency(self, start: int, end: int) -> bool:
        """Whether the last line of a stretch is a list of agencies and nothing else."""
        begun = max((at for at in self.lines if at < end), default=0)
        return begun > start and self.who.get(begun, {}).get(end, 0.0) >= _WHOLE

    def unknown(self) -> Iterator[tuple[int, int]]:
        """Whole lines in capitals that may name somebody nobody knows."""
        for start in self.lines:
            if start < self.count and self.texts[start][:1].isupper():
                for end in self.lines:
                    if start < end <= start + _LONGEST_UNKNOWN:
                        yield start, end


def _word_end(ends: Mapping[int, int], row: Sequence[Token], stop: int) -> int | None:
    """The word that ends with a token, or with the mark behind it."""
    edge = ends.get(row[stop - 1].end)
    if edge is None and stop < len(row) and row[stop].key in {",", ";", "."}:
        edge = ends.get(row[stop].end)
    return edge


def shared_out(pieces: Sequence[Piece], roles: Sequence[str]) -> list[str]:
    """The text of every column, in their order."""
    words = _Words([piece for piece in pieces if not piece.behind])
    behind = [word for piece in pieces if piece.behind for word in piece.text.split()]
    best: tuple[float, list[str]] | None = None
    for tails, spans in _tails(words, behind, roles):
        score, cells = _best(words, roles, tails, spans)
        if best is None or score > best[0]:
            best = (score, cells)
    return best[1] if best else ["" for _ in roles]


def _tails(
    words: _Words, behind: Sequence[str], roles: Sequence[str]
) -> Iterator[tuple[list[str], dict[int, Spans]]]:
    """Ways in which what stands behind a page's end ends the columns before it: free text first,
    then the rest of one or two others, each with the stretches it may end.
    """
    free = roles.index("title") if "title" in roles else 0
    tails = ["" for _ in roles]
    tails[free] = " ".join(behind)
    yield tails, {}
    others = [at for at in range(len(roles)) if at > free]
    fits: dict[tuple[int, int, int], Spans] = {}
    for start in range(len(behind)):
        for end in range(start + 1, len(behind) + 1):
            for column in others:
                alone = not _inside_name(behind, start, end)
                spans = _ended(words, " ".join(behind[start:end]), roles[column], alone=alone)
                if spans:
                    fits[column, start, end] = spans
    for chain in _chains(fits, len(behind)):
        tails = ["" for _ in roles]
        tails[free] = " ".join(behind[: chain[0][1]])
        for column, start, end in chain:
            tails[column] = " ".join(behind[start:end])
        yield tails, {one[0]: fits[one] for one in chain}


_Fit = tuple[int, int, int]  # a column, and the words behind the page's end that end it


def _chains(fits: Mapping[_Fit, Spans], count: int) -> Iterator[tuple[_Fit, ...]]:
    """Columns in a row whose ends are the last words, each beginning where the one before ends."""
    waiting: list[tuple[_Fit, ...]] = [(fit,) for fit in fits if fit[2] == count]
    while waiting:
        chain = waiting.pop()
        yield chain
        if len(chain) < _LONGEST_CHAIN:
            first = chain[0]
            waiting += [(f, *chain) for f in fits if f[2] == first[1] and f[0] < first[0]]


def _inside_name(words: Sequence[str], start: int, end: int) -> bool:
    """Whether names that begin here begin earlier: "UBND tỉnh" behind "Văn phòng"."""
    nearest = range(max(0, start - _LONGEST_FRONT), start)
    return any(is_list(" ".join(words[at:end])) for at in nearest)


def _ended(words: _Words, tail: str, role: str, *, alone: bool) -> Spans:
    """The stretches that `tail` ends well; an empty one where it stands by itself, if it may."""
    found: dict[int, dict[int, float]] = {}
    fits = _is_time if role == "when" else is_list
    if role not in _WHO and role != "when":
        return found
    if len(tail.split()) > _LONGEST_UNKNOWN:
        return found
    starts = words.time if role == "when" else dict.fromkeys(words.who, 0)
    for start in starts:
        for end in words.lines:
            if end > start and fits(f"{words.text(start, end)} {tail}"):
                found.setdefault(start, {})[end] = 2.4
    if fits(tail) and not (role in _WHO and (tail[:1].islower() or not alone)):
        for at in words.cuts:
            found.setdefault(at, {}).setdefault(at, 1.0)
    return found


def _best(
    words: _Words, roles: Sequence[str], tails: Sequence[str], spans: Mapping[int, Spans]
) -> tuple[float, list[str]]:
    """The best cut of the words over the columns, each column ending with its tail."""

    @lru_cache(None)
    def cut(column: int, at: int) -> tuple[float, tuple[int, ...]]:
        if column == len(roles):
            return (0.0, ()) if at == words.count else (_LOST, ())
        best: tuple[float, tuple[int, ...]] = (_LOST, ())
        for end, score in _choices(words, roles[column], at, spans.get(column)):
            after, rest = cut(column + 1, end)
            if score + after > best[0]:
                best = (score + after, (end, *rest))
        return best

    score, ends = cut(0, 0)
    if score == _LOST:
        free = roles.index("title") if "title" in roles else 0
        ends = tuple(words.count if at >= free else 0 for at in range(len(roles)))
    starts = (0, *ends[:-1])
    return score, [
        joined((words.text(a, b), tail)).strip()
        for a, b, tail in zip(starts, ends, tails, strict=True)
    ]


def _choices(
    words: _Words, role: str, at: int, spans: Spans | None
) -> Iterator[tuple[int, float]]:
    """Where a column that starts here may end, and how good that is; best at line ends."""
    border = 0.6 if at in words.lines else -0.4
    if spans is not None:
        yield from ((end, score + border) for end, score in spans.get(at, {}).items())
        return
    yield at, _EMPTY.get(role, -0.6)
    if role in _WHO:
        begun = -1.5 if at < words.count and words.texts[at][:1].islower() else 0.0
        for end, score in words.who.get(at, {}).items():
            yield end, border + begun + score + _fit(words.text(at, end), role)
        for start, end in words.unknown() if at in words.lines else ():
            if start == at:
                yield end, border - 3.5
    elif role == "when":
        yield from ((end, border + score) for end, score in words.time.get(at, {}).items())
        if at in words.lines and 0 < words.count - at <= 6:
            yield words.count, border - 2.5
    else:
        upper = words.texts[at][:1].isupper() if at < words.count else False
        for end in words.cuts:
            if end > at:
                swallowed = role == "title" and words.ends_with_agency(at, end)
                yield end, border + (0.2 if upper else -0.3) - (_SWALLOWED if swallowed else 0.0)


@lru_cache(20_000)
def _fit(text: str, role: str) -> float:
    """What deciding bodies are called, and that a bare "UBND" is half a name."""
    decides = _DECIDER.match(bare(text)) is not None and len(text.split()) <= 8
    half = 1.5 if bare(text).rstrip(" ,;").endswith("ubnd") else 0.0
    return (0.8 if decides else -1.5) - half if role == "decides" else -half


@lru_cache(20_000)
def _is_time(text: str) -> bool:
    key = bare(text).strip(" .;")
    if not _TIME_WORDS.fullmatch(key) or not _TIME_STARTS.match(key):
        return False
    time = read_time(text, 2000)
    told = time.due or time.first or time.recurs or time.notes
    return bool(told) or key.startswith(("theo ", "khi "))
