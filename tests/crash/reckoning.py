"""What must hold after the last start: read from the store and from the far side's record."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plans.ground import local
from sandbox.model import Message
from sandbox.room import Room
from tests.crash.far import Far, chat_of
from tests.crash.persons import MARK, Ledger
from tests.crash.world import OPENING

_OPEN = "select count(*) from outbox where state in ('queued', 'sending') and not_before <= ?"
_NEW = "select count(*) from inbox where state = 'new'"


@dataclass
class Figures:
    """One line of the table, and whatever was not as it must be."""

    mode: str
    answers: int = 0
    lost: int = 0
    doubled: int = 0
    updates: int = 0
    inbox_open: int = 0
    messages: int = 0
    missing: int = 0
    repeated: int = 0
    possibly_twice: int = 0
    outbox_open: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    doubled_presses: int = 0
    kills: Any = None
    folder: Path | None = None
    violations: list[str] = field(default_factory=list)

    def must(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.violations.append(f"{self.mode}: {otherwise}")


def day_is_told(store: Path, now: datetime) -> bool:
    """Whether the notices of this local day were queued and have gone out, or ended."""
    day = local(now).date().isoformat()
    first = "opening:%" if day == OPENING.date().isoformat() else f"%:{day}%"
    queued = "select count(*) from outbox where key like ?"
    with closing(sqlite3.connect(store)) as db:
        told = db.execute(queued, (first,)).fetchone()[0]
        left = db.execute(f"{_OPEN} and key is not null", (_utc(now),)).fetchone()[0]
        return told > 0 and left == 0


def unended(store: Path, now: datetime) -> int:
    """Rows that still wait, apart from notices for a later hour."""
    with closing(sqlite3.connect(store)) as db:
        return int(db.execute(_NEW).fetchone()[0] + db.execute(_OPEN, (_utc(now),)).fetchone()[0])


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def reckon(mode: str, far: Far, store: Path, ledger: Ledger, exit_code: int) -> Figures:
    """Everything counted and compared."""
    figures = Figures(mode, unanswered=len(ledger.unanswered))
    figures.doubled_presses = ledger.doubled_presses
    figures.must(exit_code == 0, f"SIGTERM ended with {exit_code}")
    for one in ledger.unanswered:
        figures.must(False, one)
    db = sqlite3.connect(store)
    db.row_factory = sqlite3.Row
    whole = db.execute("pragma integrity_check").fetchone()[0]
    figures.must(whole == "ok", f"integrity_check: {whole}")
    _answers(figures, db, ledger)
    _inbox(figures, db, far)
    _outbox(figures, db, far)
    _notices(figures, db)
    db.close()
    figures.refused = Counter(
        f"{one.code} {one.method}: {one.description}"
        for one in far.room.calls
        if one.code not in {0, 200}
    )
    return figures


def _answers(figures: Figures, db: sqlite3.Connection, ledger: Ledger) -> None:
    """Every mark exactly once; and no state that points to nothing."""
    texts = [row["text"] for row in db.execute("select text from task_update")]
    kept = Counter(mark for text in texts for mark in MARK.findall(text))
    figures.answers = len(ledger.marks)
    lost = [mark for mark in ledger.marks if not kept[mark]]
    doubled = [mark for mark, times in kept.items() if times > 1]
    figures.lost, figures.doubled = len(lost), len(doubled)
    figures.must(not lost, f"answers lost: {lost[:5]}")
    figures.must(not doubled, f"answers doubled: {doubled[:5]}")
    figures.must(not set(kept) - set(ledger.marks), "answers nobody gave")
    receipts = db.execute("select count(*), count(distinct seq) from receipt").fetchone()
    figures.must(receipts[0] == receipts[1], "a receipt's number given twice")


def _inbox(figures: Figures, db: sqlite3.Connection, far: Far) -> None:
    """Every update that was ever sent has its row, once, and the row is done."""
    sent = far.updates()
    figures.updates = len(sent)
    rows = list(db.execute("select update_id, state, error from inbox"))
    kept = Counter(row["update_id"] for row in rows)
    figures.must(set(kept) == sent, f"updates without a row: {len(sent - set(kept))}")
    figures.must(len(rows) == len(kept), "an update kept twice")
    figures.must(far.untaken() == 0, f"updates never acknowledged: {far.untaken()}")
    left = [row for row in rows if row["state"] != "done"]
    figures.inbox_open = len(left)
    figures.must(not left, f"inbox rows not done: {[(r['state'], r['error']) for r in left[:3]]}")


def _outbox(figures: Figures, db: sqlite3.Connection, far: Far) -> None:
    """Every row ended; what was received twice was marked as possibly twice."""
    rows = list(db.execute(
        "select o.*, c.platform_id from outbox o left join chat c on c.id = o.chat_id"
    ))  # fmt: skip
    figures.ended = Counter(row["state"] for row in rows)
    open_ = [row for row in rows if row["state"] in {"queued", "sending"}]
    figures.outbox_open = len(open_)
    figures.must(not open_, f"outbox rows not ended: {len(open_)}")
    for row in rows:
        if row["state"] in {"failed", "unknown", "dropped"} and not row["error"]:
            figures.must(False, f"outbox row {row['id']} {row['state']} without a reason")
    told = {(chat, one.id): one for chat, one in _heard(far.room)}
    figures.messages = len(told)
    sent = {far.place(r["platform_id"], r["message"]) for r in rows if r["state"] == "sent"}
    figures.missing = len(sent - set(told))
    figures.must(not figures.missing, f"rows sent that nobody received: {figures.missing}")
    extra = Counter(chat for chat, _ in set(told) - sent)
    figures.repeated = sum(extra.values())
    twice = [row for row in rows if row["twice"]]
    figures.possibly_twice = len(twice)
    allowed: Counter[int] = Counter()
    for row in twice:
        allowed[chat_of(far, row["platform_id"])] += row["attempts"] - 1
    figures.must(not extra - allowed, f"repeats that no row admits: {extra - allowed}")


def _heard(room: Room) -> list[tuple[int, Message]]:
    """What the bot said, in every chat."""
    bot = next(iter(room.bots))
    private = [room.private(bot, person) for person in room.people]
    chats = [one for one in private if one is not None] + list(room.groups.values())
    return [
        (chat.id, one)
        for chat in chats
        for one in chat.messages.values()
        if one.sender is not None and one.sender.is_bot
    ]


def _notices(figures: Figures, db: sqlite3.Connection) -> None:
    """Each natural key once, and each of the moments brought its notices."""
    keys = [row["key"] for row in db.execute("select key from outbox where key is not null")]
    figures.notices = Counter(key.partition(":")[0] for key in keys)
    figures.must(len(keys) == len(set(keys)), "a notice queued twice")
    figures.must(figures.notices["reminder"] > 0, "no reminder went out")
    figures.must(figures.notices["opening"] > 0, "no opening notice went out")
