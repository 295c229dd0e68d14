"""What a platform's plan lets one bot do: how many people, how many messages a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from math import ceil

from plans.ground import VIETNAM, local

NEAR = 0.8  # of people or messages: who runs the bot is warned
LAST_SHARE = 0.1  # of a month's messages: kept for replies and for what is due that very day
_OPENS = time(7, 0)  # on the first of the next month: nobody is to be rung out of bed


@dataclass(frozen=True)
class Allowance:
    """Zalo's free plan, unless the office has bought another. A month is one of Hà Nội."""

    people: int = 50
    messages: int = 3_000

    @property
    def kept(self) -> int:
        """The messages of the last share."""
        return ceil(self.messages * LAST_SHARE)

    @property
    def near_people(self) -> int:
        """From so many people on it is near its end."""
        return ceil(self.people * NEAR)

    @property
    def near_messages(self) -> int:
        """From so many messages on it is near its end."""
        return ceil(self.messages * NEAR)

    def allows(self, sent: int, *, pressing: bool) -> bool:
        """Whether one more message may go after so many; `pressing`: a reply, or due today."""
        return sent < self.messages - (0 if pressing else self.kept)


def month_of(now: datetime) -> str:
    """ "2023-12": the month of Hà Nội."""
    return f"{local(now):%Y-%m}"


def next_month(now: datetime) -> datetime:
    """When what waits for the next month's messages may go (aware, Hà Nội)."""
    today = local(now).date()
    turned = today.month == 12
    first = today.replace(year=today.year + turned, month=1 if turned else today.month + 1, day=1)
    return datetime.combine(first, _OPENS, VIETNAM)
