"""The letters an office has in the symbol of its documents, from its code and name."""

from __future__ import annotations

import re

from plans.text import bare

_WORD = re.compile(r"[^\W\d_]+")
_LOCAL = "ubnd-"


def symbol_of(code: str, name: str) -> str:
    """ "SKHĐT" of "skhdt", Sở Kế hoạch và Đầu tư; empty where code and name do not say it.

    A code is letters without accents; the name tells Đ from D.
    """
    if code.startswith(_LOCAL):
        return "UBND"
    words = iter(_WORD.findall(name))
    found = [next((word[0] for word in words if bare(word[0]) == one), "") for one in code]
    return "".join(_printed(one) for one in found) if all(found) else ""


def _printed(letter: str) -> str:
    """As in a symbol: Đ is a letter of its own, the other accents are left out."""
    return "Đ" if letter in "Đđ" else bare(letter).upper()
