"""Typed text made safe to keep, and the keys by which Vietnamese words are compared and sorted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from plans import vocabulary

# What a person cannot see but a comparison does: C0 and C1 controls, soft hyphen, zero-width,
# bidi controls, tag characters, and halves of surrogate pairs (which no database can store).
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACE = re.compile(
    "[\t\xa0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]"
)
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"})

_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'"))
_AROUND_DASH = re.compile(r"\s*-\s*")
_BEFORE_COMMA = re.compile(r"\s+(?=[,;:])")

_NEW_STYLE = (
    dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True))
    | dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True))
    | dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True))
)
# Only where the syllable ends, and not after q: "quý" and "hoàn" have one spelling.
_TONE = re.compile("(?<!q)(" + "|".join(_NEW_STYLE) + r")(?![^\W\d_])")

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ALPHABET = {letter: n for n, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset([*_TONES, "\u0302", "\u0306", "\u031b", "đ"])
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    "(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?"
)
# Syllables that cannot be right without a mark: a final c, ch, p, t always carries a tone,
# and ie, ye, uo before a consonant are always iê, yê, uô or ươ.
_BARE = re.compile(".*(?:[aeiouy](?:c|ch|p|t)|(?:ie|ye|uo)(?:ng|nh|[cmnpt]))")


def clean(text: str) -> str:
    """Typed or pasted text as it is kept: NFC, one kind of space and line end, nothing unseen.

    Never raises; cleaning twice changes nothing. Inner spaces and line ends are kept.
    """
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    text = _ODD_SPACE.sub(" ", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", text).strip()


def _one_line(text: str) -> str:
    text = _DASH.sub("-", text).translate(_QUOTES)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Accent-free lower key, for ranking and search only: it is many-to-one ("sở" and "số")."""
    marked = unicodedata.normalize("NFD", clean(text).lower())
    bare = "".join(char for char in marked if not unicodedata.combining(char))
    return _one_line(bare.replace("đ", "d"))


@lru_cache(4096)
def _bare(char: str) -> str:
    return (fold(char) or " ")[0]


def bare(text: str) -> str:
    """`fold` character by character: places in the key are places in the text."""
    return "".join(map(_bare, text))


def match_key(text: str) -> str:
    """Key under which two spellings of one name are equal; accents count.

    Lower case, tones placed the old way (hòa, thủy), one dash without spaces, straight quotes.
    """
    key = _one_line(clean(text).lower())
    key = _TONE.sub(lambda found: _NEW_STYLE[found[0]], unicodedata.normalize("NFC", key))
    return _BEFORE_COMMA.sub("", _AROUND_DASH.sub("-", key)).strip()


def has_accents(text: str) -> bool:
    """False for Vietnamese typed without accents ("da trinh UBND tinh").

    True as soon as one letter carries a mark, and for what needs none: codes, figures, "OK".
    """
    text = clean(text)
    if not _MARKS.isdisjoint(unicodedata.normalize("NFD", text.lower())):
        return True
    words = _WORD.findall(text)
    lower = [word.lower() for word in words if not word.isupper()]
    said = [
        word
        for word in lower or [word.lower() for word in words]
        if _SYLLABLE.fullmatch(word) and word not in vocabulary.FOREIGN
    ]
    told = any(_BARE.fullmatch(word) or word in vocabulary.NEVER_BARE for word in said)
    return not (told and len(said) > 1)


def vi_sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Order of the Vietnamese alphabet (a ă â b … d đ …), tones compared after the letters."""
    letters: list[int] = []
    tones: list[int] = []
    lowered = _one_line(clean(text).lower())
    for char in unicodedata.normalize("NFC", lowered):
        marked = unicodedata.normalize("NFD", char)
        plain = unicodedata.normalize("NFC", "".join(c for c in marked if c not in _TONES))
        # Letters stand after figures and punctuation, unknown letters after all.
        letters.append(0x200 + _ALPHABET[plain] if plain in _ALPHABET else _outside(plain))
        tones.append(max((_TONES.get(mark, 0) for mark in marked), default=0))
    return tuple(letters), tuple(tones), lowered


def _outside(char: str) -> int:
    code = ord(char[0]) if char else 0
    return code if code < 0x80 else 0x400 + code
