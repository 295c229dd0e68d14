"""Vietnamese telephone numbers as people type them, and as Excel leaves them."""

from __future__ import annotations

import re

from plans.ground import Refusal
from plans.text import clean

_BETWEEN = re.compile(r"[\s.\-()/]|\u2010|\u2011|\u2012|\u2013|\u2014")
_GOOD = re.compile(r"0[0-9]{9,10}")


def read_phone(text: str) -> str:
    """ "0912 345 678", "+84 912…", "912345678" (Excel drops the 0) → "0912345678".

    Ten digits, or eleven for a fixed line. Raises Refusal people.bad_phone (typed).
    """
    digits = _BETWEEN.sub("", clean(text).removesuffix(".0"))
    if digits.startswith(("+84", "0084")):
        digits = "0" + digits.removeprefix("+84").removeprefix("0084").removeprefix("0")
    elif re.fullmatch(r"84[0-9]{9,10}", digits):
        digits = "0" + digits[2:]
    elif re.fullmatch(r"[1-9][0-9]{8,9}", digits):
        digits = "0" + digits
    if not _GOOD.fullmatch(digits):
        raise Refusal("people.bad_phone", typed=clean(text))
    return digits
