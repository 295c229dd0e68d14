"""Attachments and heavy jobs as rows; what is said once is kept nowhere afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from dialogues.messages import Incoming, Kind, Outgoing, Say
from storage import attachments, chats, heavy, outbox, people, sending
from storage.database import Database, Unit
from storage.schema import outbox as rows
from tests.storage.world import NOW

BOT = "telegram"
FILE = {"file_id": "F1", "file_name": "../Danh sách\u200b: mới.xlsx", "file_size": "12"}


async def _chat(unit: Unit, user: str = "7") -> tuple[int, int]:
    heard = await chats.speaker(unit, BOT, user, user, private=True, title="")
    return heard.chat.id, await people.add(unit, "Cán bộ", "Chuyên viên")


async def test_a_wanted_file_is_stored_or_fails(db: Database) -> None:
    async with db.unit(NOW) as unit:
        _, person = await _chat(unit)
        incoming = Incoming(BOT, "1", Kind.FILE, "7", private=True, user="7", file=FILE)
        one = await attachments.want(unit, incoming, person)
        two = await attachments.want(unit, incoming, person)
        await attachments.stored(unit, one, "abc", 12)
        await attachments.failed(unit, two, "gone")
        kept, lost = await attachments.get(unit, one), await attachments.get(unit, two)
    assert kept is not None
    assert lost is not None
    assert (kept.name, kept.size, kept.sha256, kept.state) == (
        "Danh sách mới.xlsx", 12, "abc", "stored",
    )  # fmt: skip
    assert (lost.sha256, lost.state) == (None, "failed")


async def _next(db: Database, at: datetime) -> int | None:
    async with db.reading(at) as unit:
        job = await heavy.next_waiting(unit, [BOT])
        return job.id if job else None


async def test_jobs_wait_in_order_and_end(db: Database) -> None:
    async with db.unit(NOW) as unit:
        chat, person = await _chat(unit)
        who = {"person": person, "chat": chat, "user": "7"}
        one = await heavy.ask(unit, "read", {"a": 1}, **who)
        two = await heavy.ask(unit, "read", {"a": 2}, **who)
        assert unit.asked
        assert await heavy.next_waiting(unit, ["zalo"]) is None
        found = await heavy.next_waiting(unit, [BOT])
        assert found is not None
        assert (found.id, found.question, found.platform_id) == (one, {"a": 1}, "7")
        later = NOW + timedelta(seconds=8)
        await heavy.begun(unit, one)
        await heavy.later(unit, one, later, "NotSent")
        assert await heavy.next_due(unit) == later
        await unit.commit()
    assert await _next(db, NOW) == two
    assert await _next(db, later) == one
    async with db.unit(later) as unit:
        again = await heavy.next_waiting(unit, [BOT])
        assert again is not None
        assert again.attempts == 1
        await heavy.done(unit, one)
        await heavy.failed(unit, two, "crash")
        await unit.commit()
    assert await _next(db, later) is None


async def test_a_file_goes_out_by_its_remote_id_or_from_disk(db: Database) -> None:
    async with db.unit(NOW) as unit:
        _, person = await _chat(unit)
        incoming = Incoming(BOT, "1", Kind.FILE, "7", private=True, user="7", file=FILE)
        remote = await attachments.want(unit, incoming, person)
        made = await attachments.made(unit, "a.docx", "m", "abc", 3)
        here, there = await sending.file_of(unit, BOT, remote), await sending.file_of(unit, "z", 1)
        ours = await sending.file_of(unit, "zalo", made)
    assert here is not None
    assert (here.remote, here.sha256) == ("F1", None)
    assert there is None
    assert ours is not None
    assert (ours.remote, ours.sha256) == ("", "abc")


async def test_what_is_said_once_is_forgotten(db: Database) -> None:
    async with db.unit(NOW) as unit:
        chat, _ = await _chat(unit)
        file = await attachments.made(unit, "mã.docx", "m", "abc", 3)
        await outbox.reply(unit, [Outgoing(Say("ABCD-2345", attachment=file, once=True), chat)])
        (row,) = await sending.heads(unit, BOT, busy=(), limit=9)
        found = await sending.file_of(unit, BOT, file)
        assert row.say == Say("ABCD-2345", (), file, once=True)
        assert await attachments.all_gone(unit) == []
        await sending.forget(unit, [replace(row, file=found)])
        assert await unit.value(select(rows.c.text)) == ""
        assert await attachments.all_gone(unit) == ["abc"]
        assert await sending.file_of(unit, BOT, file) is None
        await attachments.made(unit, "cùng.docx", "m", "abc", 3)
        assert await attachments.all_gone(unit) == []
