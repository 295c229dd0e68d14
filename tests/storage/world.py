"""A small province: two agencies, a plan of three tasks, a coordinator and a focal point."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import event, select

from dialogues.messages import Choice, Outgoing, Say
from plans.model import Agency, Part, Role, Status, Task
from storage import (
    agencies,
    chats,
    invitations,
    outbox,
    participants,
    people,
    plans,
    rounds,
    updates,
)
from storage.database import Database, Unit
from storage.invitations import Invitation
from storage.updates import Author, Said

NOW = datetime(2023, 11, 21, 3, 0, tzinfo=UTC)  # 10:00 in Hà Nội
TODAY = date(2023, 11, 21)
BOT = "telegram"
PLAN = "bg-vlxd"
PROVINCE = "bac-giang"


@dataclass(frozen=True)
class World:
    """What tests need to name."""

    sxd: Agency  # Sở Xây dựng, coordinates and leads 1.1 and 1.3
    stnmt: Agency  # Sở Tài nguyên và Môi trường, leads 1.2, supports 1.3
    tasks: tuple[Task, Task, Task]
    duty: int
    coordinator: int
    focal: int
    focal_chat: int
    group: int


async def build(db: Database) -> World:
    """The province, committed."""
    async with db.unit(NOW) as unit:
        world = await _build(unit)
        await unit.commit()
    return world


async def _build(unit: Unit) -> World:
    sxd, stnmt = await _agencies(unit)
    await _plan(unit, sxd, stnmt)
    first, second, third = await plans.tasks(unit, PLAN)
    duty = (await plans.reporting_duties(unit, PLAN))[0].id
    coordinator = await join(unit, "Nguyễn Văn Bình", sxd, Role.COORDINATOR, "101")
    focal = await join(unit, "Trần Thị Ánh", stnmt, Role.FOCAL, "102")
    group = await chat(unit, "-100", "999", private=False)
    focal_chat = (await chats.speaker(unit, BOT, "102", "102", private=True, title="")).chat.id
    return World(sxd, stnmt, (first, second, third), duty, coordinator, focal, focal_chat, group)


async def _agencies(unit: Unit) -> tuple[Agency, Agency]:
    for code, name in (("sxd", "Sở Xây dựng"), ("stnmt", "Sở Tài nguyên và Môi trường")):
        values = {"code": code, "name": name, "variants": [code.upper()], "kind": "so"}
        await agencies.save_agency(unit, PROVINCE, {**values, "urge": True})
    first, second = await agencies.of_province(unit, PROVINCE)
    return first, second


async def _plan(unit: Unit, sxd: Agency, stnmt: Agency) -> None:
    duty = {
        "position": 0,
        "frequency": "yearly",
        "reporters": ["cac-so"],
        "receivers": ["sxd"],
        "via": None,
        "month": 12,
        "day": 15,
        "year": None,
        "before": True,
        "quote": "trước ngày 15/12 hằng năm",
    }
    values = {"id": PLAN, "short": "VLXD", "province": PROVINCE, "title": "Kế hoạch VLXD"}
    await plans.insert(unit, {**values, "coordinator_id": sxd.id, "source": {"a": 1}}, [duty])
    leads = ((sxd.id, Part.LEAD),), ((stnmt.id, Part.LEAD),)
    await add_task(unit, 1, leads[0])
    await add_task(unit, 2, leads[1])
    await add_task(unit, 3, (*leads[0], (stnmt.id, Part.SUPPORT)))


async def add_task(unit: Unit, position: int, roles: tuple[tuple[int, Part], ...]) -> None:
    """A task 1.<position> of the plan with its roles."""
    number = f"1.{position}"
    values = {"plan_id": PLAN, "key": f"k{position}", "number": number, "position": position}
    parts = [
        {"agency_id": agency, "part": part, "printed": part.value, "collective": False}
        for agency, part in roles
    ]
    await plans.insert_task(unit, {**values, "title": f"Việc {number}"}, parts)


async def join(unit: Unit, name: str, agency: Agency, role: Role, user: str) -> int:
    """A person appointed, confirmed and connected; their id."""
    person = await people.add(unit, name, "chuyên viên", "0900000000")
    await people.appoint(
        unit, person, await invitation(unit, agency, role, user), "", confirmed=True
    )
    await people.connect(unit, person, BOT, user, await chat(unit, user, user))
    return person


async def invitation(unit: Unit, agency: Agency, role: Role, code_hash: str) -> Invitation:
    await invitations.invite(unit, code_hash, agency.id, PLAN, role, NOW + timedelta(days=7))
    found = await invitations.invitation_of(unit, code_hash)
    assert found is not None
    return found


async def chat(unit: Unit, platform_id: str, user: str, *, private: bool = True) -> int:
    """The chat row of a platform id, made when it is new."""
    heard = await chats.speaker(unit, BOT, platform_id, user, private=private, title="")
    return heard.chat.id


async def open_round(unit: Unit, world: World, year: int = 2023) -> int:
    """A proposed round of a year with both agencies in it; its id."""
    due = date(year, 12, 15)
    values = {"plan_id": PLAN, "duty_id": world.duty, "year": year, "due": due}
    made = await rounds.propose(unit, {**values, "last_day": due - timedelta(days=1)})
    assert made is not None
    await participants.enrol(unit, made, [(world.stnmt.id, 1), (world.sxd.id, 2)])
    return made


async def say(
    unit: Unit, world: World, text: str, task: int = 1, receipt: int | None = None
) -> int:
    """The focal point of STNMT writes an update; its id."""
    said = Said(world.tasks[task].id, world.stnmt.id, Status.ON_TRACK, text)
    author = Author(world.focal, "Trần Thị Ánh", "chuyên viên")
    return await updates.write(unit, said, author, receipt)


async def tell(unit: Unit, chat_id: int, *texts: str, keys: str = "") -> list[int]:
    """Replies to a chat; the ids of their rows."""
    choices = tuple(Choice(f"Chọn {key}", f"do:{key}", key) for key in keys)
    return await outbox.reply(unit, [Outgoing(Say(text, choices), chat=chat_id) for text in texts])


async def bump(db: Database) -> None:
    """Read a number, add one, write it: a unit that loses when another comes in between."""
    async with db.unit(NOW) as unit:
        kept = await chats.start_session(unit, "p1", "counter", "", 1)
        await chats.keep_session(unit, kept.id, 1, {"n": kept.state.get("n", 0) + 1})
        await unit.commit()


async def counted(db: Database) -> int:
    """What `bump` has come to."""
    async with db.reading(NOW) as unit:
        return sum(int(draft.state["n"]) for draft in await chats.drafts(unit, "p1"))


async def column(unit: Unit, of: object) -> list[object]:
    """All values of one column, by row id."""
    return [row[0] for row in await unit.rows(select(of).order_by(of.table.c.id))]  # type: ignore[attr-defined, call-overload]


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """The SQL that was run inside."""
    run: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        run.append(sql)

    event.listen(db.engine.sync_engine, "before_cursor_execute", note)
    yield run
    event.remove(db.engine.sync_engine, "before_cursor_execute", note)
