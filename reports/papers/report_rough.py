"""Shorthand as people type it on a phone: kept as typed, and marked for a person to write out."""

from __future__ import annotations

import re
from functools import lru_cache

from plans.text import fold, has_accents

_WORD = re.compile(r"[^\W\d_]+")
# No vowel at all, or a beginning that no Vietnamese syllable has: "ktra", "cs", "đv", "bcao".
_SHORT = re.compile(r"[bcdghklmnpqrstvx]{2,}|(?:kt|tk|bc|qd|nv|xd|cb|dv|kq|kp|ql|vb|vp|lq)[a-z]+")
_SHORTER = frozenset({"ko", "k", "dc", "đc", "vs", "ntn"})
# Units and the like, which a report writes so.
_UNITS = frozenset(
    ("kg", "km", "mm", "cm", "ml", "dm", "kwh", "mwh", "kw", "mw", "gw", "kv", "ppm", "tr", "vnd")
)


def is_rough(text: str) -> bool:
    """Whether a person must write it out before a leader signs: no accents, or shorthand words."""
    if not text:
        return False
    return not has_accents(text) or any(_is_short(word) for word in _WORD.findall(text))


@lru_cache(8192)
def _is_short(word: str) -> bool:
    """Codes in capitals (BC-STNMT, TTr) are no shorthand."""
    if not word.islower():
        return False
    key = fold(word)
    return word in _SHORTER or (key not in _UNITS and _SHORT.fullmatch(key) is not None)
