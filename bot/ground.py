"""The real clock and the real randomness; the demo clock that a person may move."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks the machine

    def monotonic(self) -> float:
        return time.monotonic()


class MovableClock(SystemClock):
    """A clock that starts at a chosen moment, runs, and jumps forward when told (demo only)."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - super().now()

    def now(self) -> datetime:
        return super().now() + self._shift

    def jump(self, to: datetime) -> None:
        """Move forward to a moment; going back would undo what was already said."""
        self._shift += max(to - self.now(), timedelta(0))


class SystemIds:
    """Randomness fit for codes."""

    def text(self, alphabet: str, length: int) -> str:
        return "".join(secrets.choice(alphabet) for _ in range(length))
