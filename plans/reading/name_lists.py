"""Lists of agencies: a cell or a label's value taken apart, and a list at the head of a "
"sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans.reading import words
from plans.reading.bodies import Found, name_at, proper_end
from plans.reading.tokens import Phrases, Token, tokens

_FIELDS = Phrases(words.FIELDS)
_MANY = Phrases(words.MANY)
_BREAKS = frozenset({",", ";", "\n"})
_LINKS = frozenset({",", ";", "và", "/", "&", "+", "cùng"})
_MARKS = frozenset({".", ",", ";"})
_ALL_LINKS = _LINKS | {"-", ".", "•"}
_EDGES = " \t\n.,;:-–•*+/"


@dataclass(frozen=True)
class Names:
    """Names in the order of the text, and where (in characters) the list ends."""

    names: tuple[str, ...]
    end: int
    many: bool = False  # a collective name is among them


def split_names(text: str) -> list[str]:
    """Every name in a cell; what is unknown stays as printed, between commas and lines."""
    return _Cell(_unbulleted(text)).read()


def _unbulleted(text: str) -> str:
    whole = re.sub(r"(?<=\w)\s[-–]\n\s*", " - ", text)  # "Giao thông vận tải - / Xây dựng"
    lines = [re.sub(r"^\s*[-–•*+]\s*", "; ", line) for line in whole.split("\n")]
    return "\n".join(lines)


class _Cell:
    """One pass over the words of a cell."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._row = tokens(text)
        self._names: list[str] = []
        self._head: tuple[str, ...] = ()

    def read(self) -> list[str]:
        at = 0
        while at < len(self._row):
            token = self._row[at]
            if token.key in _LINKS or token.key in {".", ":"}:
                at += 1
                continue
            at = self._item(at)
        return [name for name in dict.fromkeys(self._names) if name]

    def _item(self, at: int) -> int:
        found = name_at(self._row, at)
        if found and found.end == at:  # "các Sở: A, B": a head for the names behind it
            self._head = found.head
            return found.behind
        if found:
            end = self._tail(found)
            self._head = found.head or self._head
            self._keep(at, end)
            return end
        end, head = elided(self._row, at, self._head)
        if end > at:
            self._names.append(" ".join((*head, self._printed(at, end))))
            return end
        end = self._unknown(at)
        self._keep(at, end)
        return end

    def _tail(self, found: Found) -> int:
        """What stands behind a name without a comma belongs to it, up to another name."""
        return self._unknown(found.end, many=found.many)

    def _unknown(self, at: int, *, many: bool = False) -> int:
        start, row = at, self._row
        many = many or (at < len(row) and _MANY.at(row, at) > at)
        depth = 0
        while at < len(row):
            token = row[at]
            depth += (token.key == "(") - (token.key == ")")
            if at > start and depth <= 0 and self._breaks(at, many=many):
                break
            if at == start and token.key in _LINKS:
                break
            if depth <= 0 and name_at(row, at) and (at > start or not many):
                break
            at += 1
        return at

    def _breaks(self, at: int, *, many: bool) -> bool:
        token, row = self._row[at], self._row
        following = name_at(row, at + 1) is not None or _MANY.at(row, at + 1) > at + 1
        capital = at + 1 < len(row) and row[at + 1].capital
        if token.key == ";" or (token.gap == "\n" and token.capital):
            return True
        if token.key == ",":
            return not many or following
        return token.key in {"và", "/", "+"} and (following or (token.key == "/" and capital))

    def _keep(self, at: int, end: int) -> None:
        self._names.append(self._printed(at, end))

    def _printed(self, at: int, end: int) -> str:
        if end <= at:
            return ""
        text = self._text[self._row[at].start : self._row[end - 1].end]
        return " ".join(text.split()).strip(_EDGES)


def elided(row: Sequence[Token], at: int, head: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Where a name ends whose head stands before the one before it, and that head."""
    if not head or at >= len(row) or not row[at].capital:
        return at, head
    if head == ("Sở",):
        return _FIELDS.at(row, at), head
    return proper_end(row, at), head


def names_before(text: str) -> Names | None:
    """The list of names that a sentence begins with, or None."""
    row = tokens(text)
    found: list[str] = []
    head: tuple[str, ...] = ()
    many = False
    at = end = 0
    while at < len(row):
        name = name_at(row, at)
        if name and name.end > at:
            printed = text[row[at].start : row[name.end - 1].end]
            found.append(" ".join(printed.split()))
            head, at = name.head or head, name.end
            many = many or name.many
        elif name:  # "các Sở: A, B"
            head, at = name.head, name.behind
            continue
        else:
            stop, words_ = elided(row, at, head)
            if stop == at or not _list_goes_on(row, stop):
                break
            found.append(" ".join((*words_, text[row[at].start : row[stop - 1].end])))
            at = stop
        end = row[at - 1].end
        if at >= len(row) or row[at].key not in _LINKS:
            break
        at += 1
    return Names(tuple(found), end, many) if found else None


def _list_goes_on(row: Sequence[Token], at: int) -> bool:
    """A name without its head ends at a comma, a colon or a verb: never in the midst of "
    "capitals."""
    return at >= len(row) or not row[at].capital


def list_ends(row: Sequence[Token], at: int) -> list[tuple[int, int]]:
    """Every token behind which a list of agencies that starts here may end, and how many of its
    names follow another without a comma.
    """
    if row[at].key in _ALL_LINKS:
        return []
    found: list[tuple[int, int]] = []
    head: tuple[str, ...] = ()
    linked, loose = True, 0
    while at < len(row):
        if row[at].key in _ALL_LINKS:
            at, linked = at + 1, True
            continue
        name = name_at(row, at)
        if name is not None and name.end > at:
            loose += not linked
            at, head, linked = name.end, name.head or head, False
        else:
            if name is not None:
                at, head = name.behind, name.head
            end, _ = elided(row, at, head)
            if end <= at or not linked:
                break
            at, linked = end, False
        found.append((loose, at))
    return found


@lru_cache(20_000)
def is_list(text: str) -> bool:
    """Whether a text is names of agencies in a row and nothing else."""
    row = tokens(text)
    while row and row[-1].key in _MARKS:
        row.pop()
    ends = list_ends(row, 0) if row else []
    return bool(ends) and ends[-1] == (0, len(row)) and row[-1].key != "ubnd"
