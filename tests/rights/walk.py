"""One probe: somebody types or presses something; what became of it, and what was written."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from sqlalchemy import text

from dialogues.catalogue import Catalogue
from dialogues.markup import to_plain
from dialogues.messages import Incoming, Kind
from handlers import join, respond
from handlers.turn import Tools, Turn
from plans.calendar import WorkCalendar
from plans.ground import Refusal
from storage.database import Database, Unit
from storage.schema import metadata
from tests.rights.frames import ACCOUNTS, BOT, FRAMES, NOW

OK = "ok"
NOTHING = frozenset[str]()
BOOKKEEPING = frozenset({"inbox", "join_try", "conversation"})  # conversation: who was heard where
Rows = Mapping[str, frozenset[str]]


class Ids:
    """Codes that repeat."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def text(self, alphabet: str, length: int) -> str:
        number = next(self._numbers)
        return "".join(alphabet[(number + place) % len(alphabet)] for place in range(length))


TOOLS = Tools(Catalogue.load(), WorkCalendar(), Ids(), lambda code: f"hash {code}")


@dataclass(frozen=True)
class Probe:
    """Who does what; `group` "" is a private chat."""

    who: str
    text: str = ""
    action: str = ""
    group: str = ""

    def incoming(self) -> Incoming:
        user = ACCOUNTS[self.who]
        kind = Kind.PRESS if self.action else Kind.TEXT
        return Incoming(
            BOT, "1", kind, self.group or user, private=not self.group, user=user,
            text=self.text, action=self.action,
        )  # fmt: skip


@dataclass
class Outcome:
    """`code` is "ok", the code of the refusal, or that of how a stranger is met."""

    code: str
    said: str
    labels: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    changed: frozenset[str] = NOTHING  # tables in which anything was written

    @property
    def whole(self) -> str:
        return "\n".join([self.said, *self.labels])


async def probe(db: Database, one: Probe, before: Rows, *first: Probe) -> Outcome:
    """Done in a unit of its own, which is never committed; after what others did `first`."""
    codes: list[str] = []

    async def job(unit: Unit) -> Outcome:
        for earlier in first:
            await respond.respond(unit, earlier.incoming(), 0, TOOLS)
        codes.clear()
        counted = await _changes(unit)
        said = await respond.respond(unit, one.incoming(), 0, TOOLS)
        wrote = await _changes(unit) - counted
        code = codes[-1] if codes else OK
        changed = await _changed(unit, before, anything=bool(first)) if wrote else NOTHING
        texts = [to_plain(out.say.text) for out in said]
        choices = [choice for out in said for choice in out.say.choices]
        labels, actions = [one.label for one in choices], [one.action for one in choices]
        return Outcome(code, "\n\n".join(texts), labels, actions, changed)

    with _noting(codes):
        return await db.work(NOW, job)


@contextmanager
def _noting(codes: list[str]) -> Iterator[None]:
    """Write down which refusal was said, and whether somebody was met as a stranger."""
    refuse, stranger, whisper = respond._refuse, join.stranger, Turn.whisper

    async def refused(turn: Turn, refusal: Refusal) -> None:
        codes.append(refusal.code)
        await refuse(turn, refusal)

    async def met(turn: Turn) -> None:
        await stranger(turn)
        waits = "xác nhận" in to_plain(turn.out[-1].say.text)
        codes.append("waits" if waits else "stranger")

    def whispered(turn: Turn, key: str, /, **slots: object) -> None:
        if key.startswith("refusal."):
            codes.append(key.removeprefix("refusal."))
        whisper(turn, key, **slots)

    with (
        patch.object(respond, "_refuse", refused),
        patch.object(join, "stranger", met),
        patch.object(Turn, "whisper", whispered),
    ):
        yield


async def _changes(unit: Unit) -> int:
    """Rows inserted, changed and deleted on this connection, also those undone since."""
    return int(await unit.value(text("select total_changes()")))


async def rows_of(unit: Unit) -> Rows:
    """Everything in the store, table by table."""
    return {
        table.name: frozenset(
            json.dumps(list(row), default=str) for row in await unit.rows(table.select())
        )
        for table in metadata.sorted_tables
    }


async def _changed(unit: Unit, before: Rows, *, anything: bool) -> frozenset[str]:
    """Which tables differ; where the store was changed before, every change counts."""
    if anything:
        return frozenset({"anything"})
    now = await rows_of(unit)
    return frozenset(name for name, rows in now.items() if rows != before[name]) - BOOKKEEPING


def leaks(outcome: Outcome, own: str) -> list[str]:
    """Words of plans other than `own` in an answer."""
    found = []
    for frame in FRAMES:
        if frame.id == own:
            continue
        words = [frame.mark, frame.short, *(f"{frame.first}.{n}" for n in range(1, 6))]
        found += [word for word in words if word in outcome.whole]
    return found
