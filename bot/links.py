"""Signed links to files, for platforms that carry none: the address says which, until when.

Nothing of a link is stored. The signature is an HMAC under the key of the data folder, over the
row of the outbox that gave the file and the moment it ends; whatever is wrong with one answers as
an address that never was.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.codes import key_of
from bot.settings import Settings, is_loopback
from plans.ground import Clock

PATH = "/tep"
GOOD_FOR = timedelta(hours=24)
_HEAD = struct.Struct(">QQ")  # row, seconds since 1970 (UTC)
_LABEL = b"daumoi file links 1"


class Links:
    """Makes links and knows its own again."""

    def __init__(self, public_url: str, key: bytes, clock: Clock) -> None:
        self._base = f"{public_url}{PATH}"
        self._key = hmac.digest(key, _LABEL, hashlib.sha256)
        self._clock = clock

    def of(self, row: int) -> tuple[str, datetime]:
        """The address of a row's file, and when it ends (aware UTC, whole seconds)."""
        ends = int((self._clock.now() + GOOD_FOR).timestamp())
        head = _HEAD.pack(row, ends)
        token = base64.urlsafe_b64encode(head + self._sign(head)).rstrip(b"=").decode()
        return f"{self._base}/{token}", datetime.fromtimestamp(ends, UTC)

    def row_of(self, token: str) -> int | None:
        """The row of a link that is ours and not over; None for anything else."""
        try:
            raw = base64.b64decode(token.encode("ascii") + b"==", b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            return None
        head, signature = raw[: _HEAD.size], raw[_HEAD.size :]
        if len(head) != _HEAD.size or not hmac.compare_digest(signature, self._sign(head)):
            return None
        row, ends = _HEAD.unpack(head)
        return int(row) if self._clock.now().timestamp() < ends else None

    def _sign(self, head: bytes) -> bytes:
        return hmac.digest(self._key, head, hashlib.sha256)


def usable(public_url: str | None) -> bool:
    """Whether files may be given under this address: over https, or on this machine (tests)."""
    return public_url is not None and (
        public_url.startswith("https://") or is_loopback(public_url)
    )


def links(settings: Settings, clock: Clock) -> Links | None:
    """The maker of links, where the settings name an address for them."""
    if settings.public_url is None or not usable(settings.public_url):
        return None
    return Links(settings.public_url, key_of(Path(settings.data_dir)), clock)
