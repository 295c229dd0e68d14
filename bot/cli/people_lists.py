"""`daumoi person import`, `daumoi person codes`: the list of focal points, and its join codes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import complain, say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from handlers.bringing import Brought
    from plans.people_list import Names, PeopleList


@click.command("import", cls=Command, help=say("help.person_import"))
@click.argument("file", metavar="TỆP.xlsx")
@option("--province", metavar="TỈNH", required=True, about="province")
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("--good-only", is_flag=True, about="import_good_only")
def import_(file: str, province: str, plan: str, good_only: bool) -> int:
    """Put a list of people into the store: the whole, or with --good-only its good rows."""
    from bot.cli.office import at_work, read

    async def work(office: Office) -> int:
        found = await _read(office, read(file), province, plan)
        _tell_faults(found)
        if found.wrong and not (good_only and found.good):
            complain(say("problems", name=file, count=len(found.wrong)))
            return 1
        done = await _write(office, province, found)
        tell("person.imported", new=done.new, known=done.known, amended=done.amended)
        tell("person.imported_next", plan=plan)
        return 0

    return at_work(work)


async def _read(office: Office, data: bytes, province: str, plan: str) -> PeopleList:
    """The list as the child process reads it; the program itself reads no Excel."""
    from bot.cli.child import in_child
    from handlers.people_list import WORK

    async with office.reading() as unit:
        names = await _names(unit, province, plan)
    found: PeopleList = await in_child(WORK, names, data)
    return found


async def _names(unit: Any, province: str, plan: str) -> Names:
    from handlers.bringing import names_of
    from handlers.inviting import plan_named
    from plans.ground import Refusal
    from storage import plans

    one = await plan_named(unit, plan)
    if one.province != province:
        fields = {"plan_province": one.province, "province": province}
        raise Refusal("invite.other_province", short=one.short, **fields)
    return await names_of(unit, one, await plans.every(unit))


def _tell_faults(found: PeopleList) -> None:
    from bot.cli.office import sentence
    from plans.ground import Refusal

    for one in found.wrong:
        complain(f"{one.cell}: {sentence(Refusal(one.code, **one.fields))}")


async def _write(office: Office, province: str, found: PeopleList) -> Brought:
    from bot.codes import hasher
    from bot.ground import SystemIds
    from handlers.bringing import Hands, bring

    hands = Hands(None, SystemIds(), hasher(office.settings.data_dir))
    async with office.writing() as unit:
        done = await bring(unit, province, found.good, hands)
        await unit.commit()
    return done


@click.command(cls=Command, help=say("help.person_codes"))
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP.docx", required=True,
        about="codes_out")  # fmt: skip
@option("--bot", metavar="TÊN", default="", about="kit_bot")
@option("--replace", is_flag=True, about="codes_replace")
def codes(plan: str, out: Path, bot: str, *, replace: bool) -> None:
    """Print new join codes by agency; older unused ones are withdrawn where that is asked for."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        await _print(office, Asked(plan, out, bot, replace))

    at_work(work)


@dataclass(frozen=True)
class Asked:
    """What codes are printed for, where, naming which bot; `replace`: older ones may go."""

    plan: str
    out: Path
    bot: str
    replace: bool


async def _print(office: Office, wanted: Asked) -> None:
    """The file is written first: codes that nobody could read would only withdraw the old ones."""
    from bot.app import build_tools
    from bot.cli.child import in_child, save
    from bot.cli.gone import tell_gone
    from bot.cli.telegram import named_bot
    from handlers import codes as features
    from handlers.inviting import plan_named
    from plans.ground import Refusal

    if wanted.out.suffix.lower() != ".docx":
        raise Refusal("codes.ending", file=str(wanted.out))
    bot = await named_bot(office.settings, wanted.bot)
    tools = build_tools(office.settings)
    async with office.reading() as unit:
        plan = await plan_named(unit, wanted.plan)
        found = await features.wanted(unit, plan)
        if not found.lines:
            raise Refusal("codes.none")
        if found.told and not wanted.replace:
            raise Refusal("codes.waiting", short=plan.short, count=found.told)
        making = features.Making(tools, unit.now, None, bot)
        payload = features.annex(plan, found, making)
        await tell_gone(unit, plan)
    made, fresh = await in_child(features.WORK, payload, None)
    save(wanted.out, made.data)
    async with office.writing() as unit:
        old = await features.keep(unit, plan, fresh, None)
        await unit.commit()
    tell("person.codes_made", file=wanted.out, count=len(fresh))
    if not bot:
        tell("person.codes_no_bot")
    if old:
        tell("person.codes_withdrawn", count=old)
