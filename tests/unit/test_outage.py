"""A network that is away for a night does not fill the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from bot.outage import Outage

POLLS = 3  # seconds between two that fail


@dataclass
class Hands:
    """A clock that the test moves."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def on(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


def test_an_outage_is_told_at_its_begin_every_five_minutes_and_at_its_end() -> None:
    clock = Hands(datetime(2023, 12, 8, 1, 30, tzinfo=UTC))
    outage = Outage("telegram", clock)
    with capture_logs() as told:
        for _ in range(240):  # twelve minutes
            outage.failed("NotSent")
            clock.on(POLLS)
        outage.over()
        outage.over()
    events = [one["event"] for one in told]
    assert events == ["poll.hint", "poll.fault", "poll.fault", "poll.fault", "poll.again"]
    assert told[1]["since"] == told[-2]["since"] == "2023-12-08T01:30:00+00:00"
    assert told[-1]["seconds"] == 720


def test_another_fault_and_another_outage_are_told_at_once() -> None:
    clock = Hands(datetime(2023, 12, 8, 1, 30, tzinfo=UTC))
    outage = Outage("telegram", clock)
    with capture_logs() as told:
        for kind in ("NotSent", "NotSent", "TokenRefused"):
            outage.failed(kind)
            clock.on(POLLS)
        outage.over()
        outage.failed("TokenRefused")
    faults = [one["fault"] for one in told if one["event"] == "poll.fault"]
    assert faults == ["NotSent", "TokenRefused", "TokenRefused"]
