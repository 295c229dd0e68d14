"""`daumoi person …`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, table, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from handlers.inviting import Invited
    from storage.database import Unit
    from storage.listed import Waits
    from storage.reaching import Reach

ROLES = ("focal", "leader", "coordinator", "plan_admin")
Row = tuple[str, str, str, str, str, str]


@click.group(cls=Group, help=say("help.person"))
def person() -> None:
    """Who talks to the bot."""


@person.command(help=say("help.person_invite"))
@option("--province", metavar="TỈNH", required=True, about="province")
@option("--agency", metavar="CƠ_QUAN", required=True, about="invite_agency")
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("--role", type=click.Choice(ROLES), required=True, metavar="VAI_TRÒ", about="invite_role")
def invite(province: str, agency: str, plan: str, role: str) -> None:
    """Make a join code and tell it once."""
    from bot.cli.office import at_work
    from bot.codes import hasher
    from bot.ground import SystemIds
    from handlers import inviting
    from plans.model import Role

    async def work(office: Office) -> None:
        wanted = inviting.Wanted(province, agency, plan, Role(role))
        async with office.writing() as unit:
            made = await inviting.invite(
                unit, wanted, SystemIds(), hasher(office.settings.data_dir)
            )
            await unit.commit()
        await _tell(office, made)

    at_work(work)


async def _tell(office: Office, made: Invited) -> None:
    from bot.cli.telegram import bot_name
    from plans.codes import shown
    from plans.ground import local

    tell("person.invited", code=shown(made.code))
    role, day = say(f"role.{made.role}"), f"{local(made.expires):%d/%m/%Y}"
    words = {"agency": made.agency.name, "short": made.plan.short}
    tell("person.invited_for", role=role, day=day, **words)
    name = await bot_name(office.settings)
    if name:
        tell("person.link", bot=name, code=made.code)
    else:
        tell("person.typing")
    tell("person.keep")


@person.command("list", help=say("help.person_list"))
def list_() -> None:
    """Who joined, who waits to be confirmed, who can be reached."""
    from bot.cli.office import at_work

    at_work(_list)


async def _list(office: Office) -> None:
    async with office.reading() as unit:
        rows = [*await _joined(unit), *await _waiting(unit)]
        shorts, _ = await _plans(unit)
        awaited = [(short, *await not_yet(unit, plan)) for plan, short in shorts.items()]
    rows += [
        (one.name, one.post, one.agency.name, short, say(f"role.{one.role}"),
         say("word.unconnected"))
        for short, people, _ in awaited
        for one in people
    ]  # fmt: skip
    if rows:
        table(("name", "post", "agency", "plan", "role", "reach"), rows)
    for short, _, codes in awaited:
        if codes:
            tell("person.unused_codes", short=short, count=codes)
    if not rows and not any(codes for _, _, codes in awaited):
        tell("person.none")


async def not_yet(unit: Unit, plan: str) -> tuple[list[Waits], int]:
    """Whom a plan's list names and who has not joined; and how many codes could be typed now."""
    from storage import listed

    waits = await listed.waiting(unit, plan)
    seated = {one.person for one in await listed.seated(unit, plan)}
    people = {one.person: one for one in waits if one.person and one.person not in seated}
    return [*people.values()], sum(one.told and one.expires > unit.now for one in waits)


async def _joined(unit: Unit) -> list[Row]:
    from storage import (
        people,
    )

    shorts, reached = await _plans(unit)
    return [
        (one.name, held.post or one.post, held.agency.name,
         shorts.get(held.plan or "", say("word.every_plan")), say(f"role.{held.role}"),
         how(reached.get((one.id, held.role))))
        for one in await people.everyone(unit)
        for held in one.appointments
    ]  # fmt: skip


async def _waiting(unit: Unit) -> list[Row]:
    from storage import people

    shorts, _ = await _plans(unit)
    return [
        (one.name, one.post, one.agency.name, shorts.get(one.plan, one.plan),
         say(f"role.{one.role}"), say("word.waiting"))
        for one in await people.awaiting(unit)
    ]  # fmt: skip


async def _plans(unit: Unit) -> tuple[dict[str, str], dict[tuple[int, str], Reach]]:
    """Short names by plan, and how each person in each role is reached."""
    from plans.model import Role
    from storage import plans, reaching

    found = await plans.every(unit)
    reached = {
        (one.person, role.value): one
        for plan in found
        for role in Role
        for one in await reaching.reach(unit, plan.id, role)
    }
    return {plan.id: plan.short for plan in found}, reached


def how(one: Reach | None) -> str:
    """How a person is reached, in words; of several accounts each where one is lost."""
    if one is not None and one.halved:
        from bot.cli.office import catalogue

        return catalogue().plain("account.ways", ways=one.ways)
    if one is not None and one.connected:
        return say("word.connected")
    if one is None or one.lost_why is None:
        return say("word.unconnected")
    known = one.lost_why if one.lost_why in {"blocked", "removed"} else "unknown_reason"
    return say("word.lost", why=say(f"word.{known}"))
