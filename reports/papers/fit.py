"""Text as a file of Word can hold it."""

from __future__ import annotations

import re

# What XML cannot hold: control characters, and halves of a pair.
_UNFIT = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """The same text without control characters; a lone half of a pair is U+FFFD."""
    return _UNFIT.sub(lambda found: "\ufffd" if found[0] >= "\ud800" else "", str(text))
