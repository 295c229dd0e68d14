"""What must not enter the bot: secrecy stamps and personal identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plans import vocabulary
from plans.text import clean

_BEFORE = "|".join(vocabulary.BEFORE_MAT)
_AFTER = "|".join(vocabulary.AFTER_MAT)
_LETTER = r"[^\W\d_]"
_STAMP = re.compile(rf"(?<!{_LETTER})(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!{_LETTER})")
_JOINED_BEFORE = re.compile(rf"(?<!{_LETTER})(?:{_BEFORE})[\s_-]+$")
_JOINED_AFTER = re.compile(rf"[\s_-]+(?:{_AFTER})(?!{_LETTER})")
# An M and a capital A with marks, composed or not: to look closely at few texts only.
_PERHAPS = re.compile(r"M\W*(?:Ậ|[AÂẠ]\W)")
# Twelve figures alone, or in threes and fours as identity numbers are read out, which begin with
# a nought: other numbers with spaces are money, or years side by side.
_TWELVE = re.compile(r"(?<![\d.,])(?:\d{12}|0\d{2}(?: \d{3}){3}|0\d{3}(?: \d{4}){2})(?![.,]?\d)")
_UNIT = re.compile(rf"\s*(?:{'|'.join(vocabulary.MONEY_UNITS)})(?!{_LETTER})", re.IGNORECASE)
_ABOUT = rf"(?:\s+(?:{'|'.join(vocabulary.ABOUT)}))*\s*[:=]?\s*$"
_MONEY = re.compile(
    rf"(?<!{_LETTER})(?:{'|'.join(vocabulary.MONEY_NAMES)}){_ABOUT}", re.IGNORECASE
)
_PLOT = re.compile(rf"(?<!{_LETTER})(?:{'|'.join(vocabulary.PLOT_NAMES)}){_ABOUT}", re.IGNORECASE)
_NEAR = 40  # characters before a number that may say what it is


def perhaps_stamped(text: str) -> bool:
    """Whether a closer look is worth while; true of every text with a stamp."""
    return _PERHAPS.search(text) is not None


def stamp_in(text: str) -> str | None:
    """The secrecy stamp in a text (MẬT, TỐI MẬT, TUYỆT MẬT), or None.

    Only capitals standing as a word of their own: "mật độ", "BẢO MẬT", "MẬT ĐỘ XÂY DỰNG" and
    "BÍ MẬT NHÀ NƯỚC" are everyday words. Luật Bảo vệ bí mật nhà nước 2018, Điều 8 (ba độ mật).
    """
    if not perhaps_stamped(text):
        return None
    text = clean(text)
    for found in _STAMP.finditer(text):
        stamp = " ".join(found[0].split())
        whole = stamp == "MẬT"
        before = whole and _JOINED_BEFORE.search(text[: found.start()][-30:])
        if not before and not _JOINED_AFTER.match(text[found.end() :][:30]):
            return stamp
    return None


def stamp_within(value: Any) -> str | None:
    """The first stamp in any text of a JSON value: a message may quote another."""
    return next((found for text in texts_of(value) if (found := stamp_in(text))), None)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


def twelve_digits(text: str) -> bool:
    """Whether a number of twelve digits stands in the text that may be a personal identity number.

    A reason to warn, never to refuse. Money and the codes of land plots are let through where
    their words stand beside them; no sum of money begins with a nought.
    Số định danh cá nhân: 12 chữ số, Luật Căn cước 2023, Điều 12.
    """
    text = clean(text)
    return any(not _explained(text, found) for found in _TWELVE.finditer(text))


def _explained(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()][-_NEAR:]
    if _PLOT.search(before):
        return True
    money = _UNIT.match(text, found.end()) or _MONEY.search(before)
    return bool(money) and not found[0].startswith("0")
