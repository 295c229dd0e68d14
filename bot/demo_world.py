"""The people, groups and the plan of the practice room: posts, never names of real persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialogues.catalogue import Catalogue
from handlers.agencies import load_agencies
from handlers.baselines import set_baseline
from handlers.loading import load_plan
from handlers.turn import Tools
from plans.agencyfile import read_agencies
from plans.baseline import read_baseline
from plans.codes import new_code
from plans.model import Agency, Plan, Role
from plans.planfile import read_plan
from plans.samples import sample
from sandbox.room import Room
from sandbox.zalo.ids import wire_id
from storage import agencies, chats, invitations, people, plans
from storage.database import Database, Unit

BOT, ZALO = "telegram", "zalo"
PLAN = "bac-giang-vat-lieu-xay-dung"
INTERNAL_GROUP, FOCAL_GROUP = -2001, -2002
CODE_DAYS = 60


@dataclass(frozen=True)
class Seat:
    """Somebody of the practice room: a chat account, an agency by its code, a role."""

    user: int
    agency: str
    role: Role
    joined: bool = True
    zalo: bool = False  # their account is on Zalo, else on Telegram


SEATS = (
    Seat(1001, "sxd", Role.COORDINATOR),
    Seat(1002, "sxd", Role.PLAN_ADMIN),
    Seat(1003, "stnmt", Role.FOCAL),
    Seat(1004, "skhcn", Role.FOCAL),
    Seat(1005, "skhdt", Role.FOCAL),
    Seat(1006, "sct", Role.FOCAL),
    Seat(1007, "stc", Role.FOCAL),
    Seat(1008, "ubnd-tp-bac-giang", Role.FOCAL),
    Seat(1009, "ubnd-lang-giang", Role.FOCAL),
    Seat(1010, "ubnd-luc-ngan", Role.FOCAL),
    Seat(1011, "ubnd-luc-nam", Role.FOCAL),
    Seat(1012, "ubnd-son-dong", Role.FOCAL),
    Seat(1013, "ubnd-tan-yen", Role.FOCAL),
    Seat(1014, "ubnd-yen-the", Role.FOCAL),
    Seat(1015, "ubnd-viet-yen", Role.FOCAL),
    Seat(1016, "ubnd-yen-dung", Role.FOCAL),
    Seat(1017, "ubnd-hiep-hoa", Role.FOCAL, joined=False),
)


ON_ZALO = frozenset({1015, 1016})  # of the demo: two districts without buttons
DEMO_SEATS = tuple(replace(one, zalo=one.user in ON_ZALO) for one in SEATS)

Seated = Mapping[int, tuple[str, str, str]]
"""Account → post, agency, and the join code where one is unused."""


async def seed(db: Database, tools: Tools, now: datetime, seats: Sequence[Seat] = SEATS) -> Seated:
    """Fill an empty store with the shipped plan and its people."""
    async with db.unit(now) as unit:
        if not await plans.every(unit):
            await _load(unit)
        plan = (await plans.every(unit))[0]
        found = await seat(unit, tools, plan, seats)
        await unit.commit()
    return found


async def seat(unit: Unit, tools: Tools, plan: Plan, seats: Sequence[Seat]) -> Seated:
    """Make the accounts of a plan known, each by its post."""
    by_code = {one.code: one for one in await agencies.of_province(unit, plan.province)}
    found = {}
    for one in seats:
        agency = by_code[one.agency]
        post = tools.texts.plain(f"demo.post_{one.role}", agency=agency)
        code = await _seat(unit, tools, plan, one, agency, post)
        found[one.user] = (post, agency.name, code)
    return found


async def _load(unit: Unit) -> None:
    agencies = read_agencies(sample("bac-giang.agencies.yaml"), "bac-giang.agencies.yaml")
    await load_agencies(unit, agencies)
    await load_plan(unit, read_plan(sample(f"{PLAN}.yaml"), f"{PLAN}.yaml"))
    name = f"{PLAN}.baseline.yaml"
    await set_baseline(unit, read_baseline(sample(name), name), name)


async def _seat(unit: Unit, tools: Tools, plan: Plan, one: Seat, agency: Agency, post: str) -> str:
    """Make an account known, or give its owner a code to join with."""
    bot, name = (ZALO, wire_id(one.user)) if one.zalo else (BOT, str(one.user))
    speaker = await chats.speaker(unit, bot, name, name, private=True, title="")
    if speaker.person is not None:
        return ""
    code = new_code(tools.ids)
    expires = unit.now + timedelta(days=CODE_DAYS)
    invitation = await invitations.invite(
        unit, tools.hash_code(code), agency.id, plan.id, one.role, expires
    )
    if not one.joined:
        return code
    own = tools.texts.plain("demo.own_post")
    person = await people.add(unit, post, own)
    await invitations.use(unit, invitation, person)
    await people.connect(unit, person, bot, name, speaker.chat.id)
    invited = await invitations.invitation_of(unit, invitation_id=invitation)
    if invited is not None:
        await people.appoint(unit, person, invited, own, confirmed=True)
    return ""


def furnish(
    room: Room,
    texts: Catalogue,
    seated: Seated,
    seats: Sequence[Seat] = SEATS,
    short: str = "VLXD",
) -> None:
    """Put the people and groups into the room; an unused code stands beside its owner.

    The first seat is the coordinator's; `short` is the plan's short name.
    """
    homes = {one.user: next(iter(room.zalo.values())).user.id for one in seats if one.zalo}
    for user, (post, agency, code) in seated.items():
        title = texts.plain("demo.code", code=code) if code else ""
        title = texts.plain("demo.on_zalo") if user in homes else title
        room.add_person(
            user, post, title=title, agency=agency, started=not code, home=homes.get(user)
        )
    internal = [one.user for one in seats if one.role is not Role.FOCAL]
    _, coordinating, _ = seated[seats[0].user]
    name = texts.plain("demo.group_internal", agency=coordinating)
    room.add_group(INTERNAL_GROUP, name, internal)
    everybody = [one.user for one in seats if not one.zalo]
    room.add_group(FOCAL_GROUP, texts.plain("demo.group_focal", short=short), everybody)
