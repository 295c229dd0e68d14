"""Join codes (mã tham gia): how they look, and how a typed one is read.

The code itself is kept nowhere; what is stored is a keyed hash of it (bot/codes.py).
"""

from __future__ import annotations

import re
import unicodedata

from plans.ground import Ids
from plans.text import clean

LENGTH = 8
# No vowels, no D, no W: typed with Telex or VNI switched on, they would turn into Â, Đ, Ư.
# Seventeen letters and eight digits leave 25^8 codes, some 150 thousand million.
ALPHABET = "23456789BCFGHJKMNPQRSTVXZ"
# What is taken for a code: everything but the pairs that look alike, 0/O and 1/I/L.
_READABLE = re.compile("[2-9A-HJKMNP-Z]{8}")
_BETWEEN = re.compile(r"[\s\-.\u2010-\u2015\u2212]")
_OTHER_SCRIPTS = str.maketrans("АВЕКМНРСТХУΑΒΕΖΗΚΜΝΡΤΥΧ", "ABEKMHPCTXYABEZHKMNPTYX")


def new_code(ids: Ids) -> str:
    """A fresh code, as it is kept and hashed."""
    return ids.text(ALPHABET, LENGTH)


def shown(code: str) -> str:
    """A code as it is printed: ABCD-2345."""
    return f"{code[:4]}-{code[4:]}"


def normalise(text: str) -> str | None:
    """The code somebody typed, in its one form; None when the text can be none.

    Case, accents, spaces, hyphens, full-width letters and letters of other scripts that look the
    same are forgiven.
    """
    if len(text) > 40:
        return None
    wide = unicodedata.normalize("NFKD", clean(text)).upper().replace("Đ", "D")
    bare = "".join(char for char in wide if not unicodedata.combining(char))
    code = _BETWEEN.sub("", bare).translate(_OTHER_SCRIPTS)
    return code if _READABLE.fullmatch(code) else None
