"""What must not enter the bot: secrecy stamps and personal identity numbers."""

from __future__ import annotations

import re

from plans import vocabulary
from plans.text import clean

_BEFORE = "|".join(vocabulary.BEFORE_MAT)
_AFTER = "|".join(vocabulary.AFTER_MAT)
_LETTER = r"[^\W\d_]"
_STAMP = re.compile(rf"(?<!{_LETTER})(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!{_LETTER})")
_JOINED_BEFORE = re.compile(rf"(?<!{_LETTER})(?:{_BEFORE})[\s-]+$")
_JOINED_AFTER = re.compile(rf"[\s-]+(?:{_AFTER})(?!{_LETTER})")
# Twelve figures, alone or in threes and fours; not part of a longer number.
_TWELVE = re.compile(
    r"(?<![\d.,])(?:\d{12}|\d{3}(?: \d{3}){3}|\d{4}(?: \d{4}){2})(?![.,]?\d)"
    r"(?!\s*(?:đồng|đ|vnđ|vnd)\b)",
    re.IGNORECASE,
)


def stamp_in(text: str) -> str | None:
    """The secrecy stamp in a text (MẬT, TỐI MẬT, TUYỆT MẬT), or None.

    Only capitals standing as a word of their own: "mật độ", "BẢO MẬT", "MẬT ĐỘ XÂY DỰNG" and
    "BÍ MẬT NHÀ NƯỚC" are everyday words. Luật Bảo vệ bí mật nhà nước 2018, Điều 8 (ba độ mật).
    """
    text = clean(text)
    for found in _STAMP.finditer(text):
        stamp = " ".join(found[0].split())
        whole = stamp == "MẬT"
        before = whole and _JOINED_BEFORE.search(text[: found.start()][-30:])
        if not before and not _JOINED_AFTER.match(text[found.end() :][:30]):
            return stamp
    return None


def twelve_digits(text: str) -> bool:
    """Whether a number of twelve digits stands in the text, as personal identity numbers have.

    Land-plot codes may have twelve too: a reason to warn, never to refuse. Money is let through.
    """
    return _TWELVE.search(clean(text)) is not None
