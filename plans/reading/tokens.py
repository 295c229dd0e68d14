"""Words of a text with their places, and closed lists of phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.text import match_key

_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINED: dict[tuple[str, ...], str] = {
    ("ủy", "ban", "nhân", "dân"): "ubnd",
    ("hội", "đồng", "nhân", "dân"): "hđnd",
}


@dataclass(frozen=True)
class Token:
    """A word or a mark: its key (small letters, one way to place tones) and its place."""

    key: str
    start: int
    end: int
    capital: bool
    gap: str  # what stood before it: "" nothing, " " spaces, "\n" a line's end


def tokens(text: str) -> list[Token]:
    """The words and marks of a text; "Ủy ban nhân dân" is one word, equal to "UBND"."""
    found: list[Token] = []
    last = 0
    for hit in _TOKEN.finditer(text):
        between = text[last : hit.start()]
        gap = "\n" if "\n" in between else between[:1]
        key = match_key(hit[0]) or hit[0]
        found.append(Token(key, *hit.span(), hit[0][0].isupper(), gap))
        last = hit.end()
        short = _JOINED.get(tuple(one.key for one in found[-4:]))
        if short:
            first = found[-4]
            found[-4:] = [Token(short, first.start, hit.end(), True, first.gap)]
    return found


class Phrases:
    """A closed list of phrases, found at a place, longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            keys = tuple(token.key for token in tokens(phrase))
            self._by_first.setdefault(keys[0], []).append(keys)
        for known in self._by_first.values():
            known.sort(key=len, reverse=True)

    def at(self, words: Sequence[Token], start: int) -> int:
        """Where the longest phrase that starts here ends; `start` itself where none does."""
        if start >= len(words):
            return start
        for keys in self._by_first.get(words[start].key, ()):
            end = start + len(keys)
            if tuple(one.key for one in words[start:end]) == keys:
                return end
        return start
