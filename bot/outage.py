"""When polls fail for hours, the log says so at the begin, now and then, and at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from plans.ground import Clock

log = structlog.get_logger()

SAID_AGAIN = timedelta(minutes=5)


@dataclass
class Outage:
    """The polls of one bot: what of their faults is written down.

    A fault of another kind is written at once, the same one again after `SAID_AGAIN`.
    """

    bot: str
    clock: Clock
    kind: str = ""
    since: datetime | None = None
    said: datetime | None = None

    def failed(self, kind: str) -> None:
        """A poll failed; `kind` is the name of the fault."""
        now = self.clock.now()
        if self.since is None:
            log.warning("poll.hint", bot=self.bot, hint="run daumoi doctor")
            self.since = now
        if kind == self.kind and self.said is not None and now - self.said < SAID_AGAIN:
            return
        self.kind, self.said = kind, now
        log.warning("poll.fault", bot=self.bot, fault=kind, since=self.since.isoformat())

    def over(self) -> None:
        """A poll went through."""
        if self.since is None:
            return
        seconds = round((self.clock.now() - self.since).total_seconds())
        log.info("poll.again", bot=self.bot, seconds=seconds)
        self.kind, self.since, self.said = "", None, None
