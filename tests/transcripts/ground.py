"""What a story stands on: a clock that stands still, codes that repeat, the program itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.child import Child
from bot.files import Files
from bot.platforms.telegram import Telegram, TelegramOptions
from bot.program import Parts, Program
from bot.rates import Limits
from dialogues.catalogue import Catalogue
from handlers.turn import Tools
from plans.calendar import WorkCalendar, load_overrides
from plans.ground import VIETNAM
from plans.samples import sample
from storage.database import Database

TOKEN = "7000000001:transcript-token-of-no-real-bot-at-all"
START = datetime(2023, 11, 15, 8, 0, tzinfo=VIETNAM)
NO_LIMITS = Limits(
    per_second=1e6, chat_every=1e-6, chat_burst=1000, group_every=1e-6, group_burst=1000
)
TEXTS = Catalogue.load()
CALENDAR = WorkCalendar(load_overrides(sample("working-days.yaml"), "working-days.yaml"))


class FrozenClock:
    """Stands still until a story moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        self._monotonic += 0.001
        return self._monotonic

    def set(self, now: datetime) -> None:
        assert now >= self._now, "a story never goes back"
        self._monotonic += (now - self._now).total_seconds()
        self._now = now.astimezone(UTC)

    def wait(self, seconds: float) -> None:
        self.set(self._now + timedelta(seconds=seconds))


class CountingIds:
    """Codes that are the same in every run."""

    def __init__(self) -> None:
        self._next = 0

    def text(self, alphabet: str, length: int) -> str:
        self._next += 1
        digits, number = [], self._next
        for _ in range(length):
            number, place = divmod(number, len(alphabet))
            digits.append(alphabet[place])
        return "".join(reversed(digits))


def moment(text: str) -> datetime:
    """dd/mm/yyyy HH:MM in Hà Nội."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


@dataclass(frozen=True)
class FarSide:
    """Where the room is; how long an answer, and work on a file, are waited for (seconds)."""

    base: str
    patience: float
    files: Path
    work_seconds: float


def build(db: Database, clock: FrozenClock, tools: Tools, far: FarSide) -> Program:
    """The program as the settings would build it, but for the clock, the rates, the patience."""
    options = TelegramOptions(token=TOKEN, api=far.base, send_timeout=far.patience)
    child = Child(far.work_seconds)
    return Program(
        Parts(db, [Telegram(options)], tools, clock, NO_LIMITS, Files(far.files), child)
    )


def build_tools(texts: Catalogue | None = None) -> Tools:
    return Tools(
        texts=texts or TEXTS,
        calendar=CALENDAR,
        ids=CountingIds(),
        hash_code=lambda code: f"hash of {code}",
    )
