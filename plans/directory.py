"""Who exists in one province: names as plans print them, found and taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from plans.ground import Refusal
from plans.text import clean, fold, match_key

Key = tuple[str, ...]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINTS = frozenset({",", ";", "và", ".", ":", "-", "+"})
# Heads that stand once before a list of names: "Các Sở: A, B", "UBND các huyện X, Y".
_SHARED_HEADS = (
    (("các", "sở"), "Sở"),
    (("ubnd", "các", "huyện"), "UBND huyện"),
    (("ubnd", "các", "thành", "phố"), "UBND thành phố"),
)
_LONGEST_HEAD = 3  # words of a name that the next name in a list may leave out


@dataclass(frozen=True)
class AgencyEntry:
    """An agency of the province; `since` and `until` are days, both included.

    `urge` False: chỉ nhận văn bản, không đôn đốc.
    """

    code: str
    name: str
    variants: tuple[str, ...] = ()
    kind: str = ""
    urge: bool = True
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class GroupEntry:
    """A collective name and its members' codes; none: the coordinator confirms who is meant."""

    name: str
    variants: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


Entry = AgencyEntry | GroupEntry
NamedEntry = TypeVar("NamedEntry", AgencyEntry, Entry)
Printed = list[tuple[str, str]]  # a name's words, each with the name as printed up to it


@dataclass(frozen=True)
class _Token:
    key: str
    start: int
    end: int


def name_key(name: str) -> Key:
    """The words by which two spellings are one: accents count, dashes and case do not."""
    tokens = [token.key for token in _tokens(clean(name))]
    while tokens and tokens[-1] in {".", ",", ";", ":"}:
        tokens.pop()
    return tuple(tokens)


@lru_cache(4096)
def _word_key(word: str) -> str:
    return match_key(word) or word


def _tokens(text: str) -> list[_Token]:
    """Words and marks with their places; "Ủy ban nhân dân" is one word with "UBND"."""
    found = [_Token(_word_key(hit[0]), *hit.span()) for hit in _TOKEN.finditer(text)]
    tokens: list[_Token] = []
    for token in found:
        tokens.append(_Token("và" if token.key == "&" else token.key, token.start, token.end))
        if [one.key for one in tokens[-4:]] == ["ủy", "ban", "nhân", "dân"]:
            tokens[-4:] = [_Token("ubnd", tokens[-4].start, token.end)]
    return tokens


class Directory:
    """The agencies, groups and other collectives of one province, by name and by code."""

    def __init__(
        self,
        agencies: Iterable[AgencyEntry],
        groups: Iterable[GroupEntry] = (),
        others: Iterable[str] = (),
    ) -> None:
        self.agencies = tuple(agencies)
        self.groups = tuple(groups)
        self.others = tuple(others)
        self._codes = {agency.code: agency for agency in self.agencies}
        self._named: dict[Key, list[Entry]] = {}
        for entry in self._entries():
            for name in (entry.name, *entry.variants):
                self._named.setdefault(name_key(name), []).append(entry)
        self._others = {name_key(name) for name in self.others}
        self.longest = max(map(len, (*self._named, *self._others)), default=0)

    def _entries(self) -> tuple[Entry, ...]:
        return (*self.agencies, *self.groups)

    def agency(self, code: str) -> AgencyEntry:
        """The agency of a code; raises Refusal agency.unknown_code."""
        if code not in self._codes:
            raise Refusal("agency.unknown_code", agency=code)
        return self._codes[code]

    def find(self, name: str, *, on: date | None = None) -> Entry:
        """The agency or group of that name or variant, in force `on` that day where given.

        Raises Refusal agency.unknown with the three nearest names; nothing near is ever taken.
        """
        entries = self._named.get(name_key(name), [])
        for entry in entries:
            if on is None or _in_force(entry, on):
                return entry
        raise Refusal("agency.unknown", name=clean(name), nearest=self.nearest(name))

    def members(self, entry: Entry) -> tuple[AgencyEntry, ...]:
        """The agencies a name stands for: itself, or the members of a group."""
        if isinstance(entry, AgencyEntry):
            return (entry,)
        return tuple(self.agency(code) for code in entry.members)

    def is_no_agency(self, name: str) -> bool:
        """Whether the name is listed as a collective that is no agency (`others`)."""
        return name_key(name) in self._others

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """The names most like `name` when accents are left aside, best first, each entry once."""
        return list(dict.fromkeys(one.name for one in nearest_of(name, self._entries())))[:count]

    def split_names(self, printed: str) -> list[str]:
        """The names in a printed list, in its order, longest known name first.

        A shared head is put back: "Sở Kế hoạch và Đầu tư, Tài chính" is two Sở. What is unknown
        stays as printed, between commas.
        """
        return _Names(self, clean(printed)).read()

    def known(self, key: Sequence[str]) -> bool:
        """Whether these words are a name, a variant or a listed collective."""
        return tuple(key) in self._named or tuple(key) in self._others


def nearest_of(name: str, entries: Iterable[NamedEntry]) -> list[NamedEntry]:
    """The entries, those with a name most like `name` first; accents do not count.

    A short name is like the end of a long one: "Hip Hòa" is near to UBND huyện Hiệp Hòa.
    """
    from rapidfuzz import fuzz

    wanted = fold(name)
    words = max(len(wanted.split()), 1)

    def likeness(entry: NamedEntry) -> float:
        known = [fold(one) for one in (entry.name, *entry.variants)]
        ends = [" ".join(one.split()[-words:]) for one in known]
        whole = max(fuzz.WRatio(wanted, one) for one in known)
        return max(whole, *(fuzz.ratio(wanted, one) for one in ends))

    return sorted(entries, key=likeness, reverse=True)


def _in_force(entry: Entry, on: date) -> bool:
    return (entry.since or date.min) <= on <= (entry.until or date.max)


class _Names:
    """One pass over a printed list of names."""

    def __init__(self, directory: Directory, text: str) -> None:
        self._directory = directory
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._head: Printed = []  # the name before, whose front a name may leave out
        self._unknown: list[_Token] = []
        self._names: list[str] = []

    def read(self) -> list[str]:
        while self._at < len(self._tokens):
            if not (self._known() or self._shared_head()):
                self._other_word()
        self._flush()
        return self._names

    def _known(self) -> bool:
        """Take the longest name that starts here, whole or without the head of the one before."""
        if not self._starts_name():
            return False
        for head in self._heads():
            for length in range(self._directory.longest, 0, -1):
                words = self._tokens[self._at : self._at + length]
                key = (*(word for word, _ in head), *(word.key for word in words))
                if len(words) == length and self._directory.known(key) and self._ends(length):
                    self._take(head, words)
                    return True
        return False

    def _take(self, head: Printed, words: Sequence[_Token]) -> None:
        self._flush()
        before = f"{head[-1][1]} " if head else ""
        start = words[0].start
        self._head = [*head, *((w.key, before + self._text[start : w.end]) for w in words)]
        self._names.append(self._head[-1][1])
        self._at += len(words)

    def _starts_name(self) -> bool:
        """A name inside an unknown phrase is taken only where a comma or the like precedes it."""
        return not self._unknown or self._tokens[self._at - 1].key in _JOINTS

    def _ends(self, length: int) -> bool:
        after = self._at + length
        return after >= len(self._tokens) or self._tokens[after].key not in {"&", "/"}

    def _heads(self) -> list[Printed]:
        """No head, then the front of the name before, longest first."""
        most = min(_LONGEST_HEAD, len(self._head) - 1)
        return [[], *(self._head[:n] for n in range(most, 0, -1))]

    def _shared_head(self) -> bool:
        for words, printed in _SHARED_HEADS:
            here = tuple(token.key for token in self._tokens[self._at : self._at + len(words)])
            if here != words:
                continue
            before, at = self._head, self._at
            self._head = [(token.key, printed[: token.end]) for token in _tokens(printed)]
            self._head.append(("", ""))  # the place of the name's own words
            self._at += len(words)
            colon = self._at < len(self._tokens) and self._tokens[self._at].key == ":"
            self._at += colon
            if self._known():
                return True
            self._head, self._at = before, at
        return False

    def _other_word(self) -> None:
        token = self._tokens[self._at]
        self._at += 1
        if not self._unknown and token.key in _JOINTS:
            return
        if token.key == ";" or (token.key == "," and not self._collective()):
            self._flush()
            return
        self._unknown.append(token)

    def _collective(self) -> bool:
        """ "Các sở, ban, ngành": the commas are inside the name."""
        return bool(self._unknown) and self._unknown[0].key in {"các", "những", "toàn"}

    def _flush(self) -> None:
        while self._unknown and self._unknown[-1].key in _JOINTS:
            self._unknown.pop()
        if self._unknown:
            self._names.append(self._text[self._unknown[0].start : self._unknown[-1].end])
        self._unknown = []
