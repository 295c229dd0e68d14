"""What one attempt to send means for its row, its chat and the whole bot. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.platforms import base
from storage.sending import OutRow, Result

MAX_ATTEMPTS = 12  # with back-off, about half a day
MAX_BACK_OFF = 3600.0


@dataclass(frozen=True)
class Ended:
    """A finished attempt, and what it says about its chat."""

    row: OutRow
    result: Result
    lost: str | None = None
    moved: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it was sent, and nothing but that is to be written down."""
        return self.result.state == "sent" and not self.row.say.once

    @property
    def went_out(self) -> bool:
        """Whether the platform may have said something, and counts it."""
        return self.result.parts is not None or self.result.twice or self.result.state == "unknown"


def arrived(row: OutRow, sent: base.Sent, now: datetime) -> Ended:
    """A part has gone out: the row ends, or waits for the turn of its next part."""
    state = "queued" if sent.more else "sent"
    return Ended(row, Result(row.id, state, now, sent.message, parts=row.parts_sent + 1))


def broken(row: OutRow, error: Exception, now: datetime) -> Ended:
    """Our own fault: the row ends, the bot goes on."""
    return Ended(row, Result(row.id, "failed", now, error=repr(error)[:200]))


def faulted(row: OutRow, fault: base.SendFault, now: datetime) -> Ended:
    """What a fault means for the row and its chat."""
    error = f"{type(fault).__name__}: {fault}"[:200]
    queued = Result(row.id, "queued", now, error=error)
    failed = Result(row.id, "failed", now, error=error)
    match fault:
        case base.TooFast(vague=True):  # perhaps this chat alone: others go first next time
            wait = timedelta(seconds=fault.seconds + min(2.0**row.attempts - 1, MAX_BACK_OFF))
            ended = Ended(row, replace(queued, again=now + wait))
        case base.TooFast() | base.TokenRefused():
            ended = Ended(row, queued)
        case base.Moved():
            ended = Ended(row, queued, moved=fault.chat)
        case base.Unreachable():
            ended = Ended(row, failed, lost=str(fault))
        case base.NoAnswer() if row.unanswered:
            ended = Ended(row, replace(failed, state="unknown"))
        case base.NoAnswer():  # it may have arrived: once more, counted as possibly twice
            ended = Ended(row, replace(queued, again=now + timedelta(seconds=1), twice=True))
        case base.NotSent() if row.attempts + 1 < MAX_ATTEMPTS:
            wait = timedelta(seconds=min(2.0**row.attempts, MAX_BACK_OFF))
            ended = Ended(row, replace(queued, again=now + wait))
        case _:
            ended = Ended(row, failed)
    return ended
