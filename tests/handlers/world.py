"""A small province in a real store, and people who write to the bot there, at frozen moments."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from dialogues.catalogue import Catalogue
from dialogues.markup import check, to_plain
from dialogues.messages import Choice, Incoming, Kind, Say
from handlers.respond import respond
from handlers.turn import Tools
from handlers.welcome import COMPOSERS
from plans.calendar import WorkCalendar
from plans.codes import normalise
from plans.model import Agency, Person, Role
from storage import agencies, chats, inbox, invitations, outbox, people, plans, sending
from storage.database import Database, Unit
from storage.inbox import Arrived
from storage.schema import appointment, audit, contact
from storage.schema import inbox as inbox_table
from storage.schema import outbox as outbox_table

NOW = datetime(2023, 11, 21, 3, 0, tzinfo=UTC)  # 10:00 in Hà Nội
BOT = "telegram"
PLAN = "bg-vlxd"
CODE = "BCFG-2345"
OTHER = "KMNP-6789"
COORDINATOR = "101"
ANH = "201"
BINH = "202"
REFUSED = "Mã tham gia này không dùng được"
HOW = "Để có mã tham gia"


class CountedIds:
    """Randomness that repeats itself."""

    def text(self, alphabet: str, length: int) -> str:
        return (alphabet * length)[:length]


def hashed(code: str) -> str:
    """Stands for the keyed hash of the program."""
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass
class Heard:
    """What the bot said to one message: plain texts, and everything that can be pressed."""

    said: list[Say]

    @property
    def text(self) -> str:
        return "\n".join(to_plain(one.text) for one in self.said)

    @property
    def choices(self) -> list[Choice]:
        return [choice for one in self.said for choice in one.choices]

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]

    def action(self, label: str) -> str:
        """The callback data of a button."""
        return next(choice.action for choice in self.choices if choice.label == label)


@dataclass
class Town:
    """The store, the clock, and what people there do. A user's private chat has the user's id."""

    db: Database
    now: datetime = NOW
    tools: Tools = field(
        default_factory=lambda: Tools(Catalogue.load(), WorkCalendar(), CountedIds(), hashed)
    )
    updates: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def build(self) -> Town:
        """Two agencies and a plan of Bắc Giang; one agency and a plan of Tuyên Quang."""
        async with self.db.unit(self.now) as unit:
            await _province(unit, "bac-giang", {"sxd": "Sở Xây dựng", "stnmt": "Sở TN và MT"})
            await _province(unit, "tuyen-quang", {"stnmt": "Sở TNMT Tuyên Quang"})
            await _plan(unit, PLAN, "VLXD", "bac-giang", "sxd")
            await _plan(unit, "tq-bdkh", "BĐKH", "tuyen-quang", "stnmt")
            await unit.commit()
        return self

    async def with_a_code(self) -> Town:
        """The province with one coordinator and one unused code of a focal point."""
        await self.build()
        await self.member(COORDINATOR, "Lê Văn Tổng", "sxd", Role.COORDINATOR)
        await self.invite(CODE)
        return self

    async def join(self, user: str, code: str, name: str, post: str = "") -> str:
        """A whole joining by the form; what was said last."""
        first = await self.say(user, code)
        await self.press(user, first.action("Đúng, tham gia"))
        await self.say(user, name)
        return (await self.say(user, post or "bỏ qua")).text

    async def end(self, number: int) -> None:
        """An appointment ends today."""
        ends = update(appointment).where(appointment.c.id == number)
        async with self.db.unit(self.now) as unit:
            await unit.run(ends.values(to_day=self.now.date()))
            await unit.commit()

    async def agency(self, code: str, province: str = "bac-giang") -> Agency:
        async with self.db.reading(self.now) as unit:
            return next(a for a in await agencies.of_province(unit, province) if a.code == code)

    async def invite(
        self,
        code: str,
        agency: str = "stnmt",
        role: Role = Role.FOCAL,
        *,
        plan: str = PLAN,
        province: str = "bac-giang",
        days: int = 60,
    ) -> None:
        """A code of the command line."""
        body = await self.agency(agency, province)
        kept = normalise(code)
        assert kept is not None
        async with self.db.unit(self.now) as unit:
            expires = self.now + timedelta(days=days)
            await invitations.invite(unit, hashed(kept), body.id, plan, role, expires)
            await unit.commit()

    async def say(self, user: str, text: str, *, group: str = "") -> Heard:
        """A text in a private chat, or in a group."""
        return await self.hear(user, group, kind=Kind.TEXT, text=text)

    async def press(self, user: str, action: str) -> Heard:
        return await self.hear(user, kind=Kind.PRESS, action=action)

    async def hear(self, user: str, group: str = "", **what: Any) -> Heard:
        """One update, from inbox row to outbox row, in one commit."""
        number = str(next(self.updates))
        chat = group or user
        incoming = Incoming(BOT, number, chat=chat, private=not group, user=user, **what)
        raw = incoming.text or incoming.action
        async with self.db.unit(self.now) as unit:
            await inbox.keep(unit, BOT, [Arrived(number, f"{chat}:{user}", raw)])
            row = (await inbox.waiting(unit, [BOT], limit=1))[0]
            out = await respond(unit, incoming, row.id, self.tools)
            await outbox.reply(unit, out)
            await inbox.done(unit, [row.id])
            await unit.commit()
        for one in out:
            check(one.say.text)
            assert all(len(choice.action.encode()) <= 64 for choice in one.say.choices)
        return Heard([one.say for one in out])

    async def notices(self, user: str) -> Heard:
        """The notices that wait for a user, composed as they would be now; none is told twice."""
        async with self.db.unit(self.now) as unit:
            person = await self._person_of(unit, user)
            waiting = select(outbox_table).where(
                outbox_table.c.person_id == person,
                outbox_table.c.state == "queued",
                outbox_table.c.compose.is_not(None),
            )
            said = []
            for row in await unit.rows(waiting.order_by(outbox_table.c.id)):
                question = dict(row.compose or {})
                if not question:
                    continue
                composer = COMPOSERS[question.pop("composer")]
                say = await composer(unit, question, row.person_id, self.tools)
                if say is None:
                    await sending.drop(unit, row.id, "nothing_to_say")
                else:
                    check(say.text)
                    await sending.composed(unit, row.id, say)
                    said.append(say)
            await unit.commit()
        return Heard(said)

    async def person(self, user: str) -> Person | None:
        async with self.db.reading(self.now) as unit:
            found = await self._person_of(unit, user)
            return await people.get(unit, found) if found else None

    async def _person_of(self, unit: Unit, user: str) -> int | None:
        known = select(contact.c.person_id).where(contact.c.bot == BOT, contact.c.user == user)
        found: int | None = await unit.value(known)
        return found

    async def member(
        self, user: str, name: str, agency: str, role: Role, *, plan: str = PLAN, **where: str
    ) -> int:
        """Somebody confirmed long ago; the person's id."""
        body = await self.agency(agency, **where)
        async with self.db.unit(self.now) as unit:
            chat = await chats.speaker(unit, BOT, user, user, private=True, title="")
            made = await people.add(unit, name, "Chuyên viên")
            await people.connect(unit, made, BOT, user, chat.chat.id)
            number = await invitations.invite(unit, f"of {user}", body.id, plan, role, self.now)
            invited = await invitations.invitation_of(unit, invitation_id=number)
            assert invited is not None
            await people.appoint(unit, made, invited, "Chuyên viên", confirmed=True)
            await unit.commit()
        return made

    async def raw(self) -> list[str]:
        """What is left of every update."""
        async with self.db.reading(self.now) as unit:
            rows = await unit.rows(select(inbox_table.c.raw).order_by(inbox_table.c.id))
            return [row.raw for row in rows]

    async def audited(self) -> list[str]:
        async with self.db.reading(self.now) as unit:
            return [row.what for row in await unit.rows(select(audit.c.what).order_by(audit.c.id))]


async def _province(unit: Unit, province: str, names: dict[str, str]) -> None:
    for code, name in names.items():
        values = {"code": code, "name": name, "variants": [], "kind": "so", "urge": True}
        await agencies.save_agency(unit, province, values)


async def _plan(unit: Unit, plan: str, short: str, province: str, coordinator: str) -> None:
    found = {one.code: one.id for one in await agencies.of_province(unit, province)}
    values = {"id": plan, "short": short, "province": province, "title": f"Kế hoạch {short}"}
    await plans.insert(unit, {**values, "coordinator_id": found[coordinator], "source": {}}, [])
