"""`daumoi plan duties`: what each agency has to do in a plan, as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from plans.model import Plan
    from storage.database import Unit


@click.command("duties", cls=Command, help=say("help.plan_duties"))
@click.argument("name", metavar="KẾ_HOẠCH")
@option("--agency", metavar="CƠ_QUAN", default="", about="plan_duties_agency")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP.docx", required=True,
        about="plan_duties_out")  # fmt: skip
def duties(name: str, agency: str, out: Path) -> None:
    """A page an agency; nothing is sent, nothing in the store changes."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        from bot.app import build_tools
        from bot.cli.child import in_child, save
        from handlers.duty_sheet import WORK, sheet_of
        from handlers.inviting import plan_named

        async with office.reading() as unit:
            plan = await plan_named(unit, name)
            wanted = await _agency(unit, plan, agency)
            payload = await sheet_of(unit, plan, wanted, build_tools(office.settings))
        made = await in_child(WORK, payload, None)
        save(out, made.data)
        tell("plan.duties", short=plan.short, pages=len(payload.pages), file=out)

    at_work(work)


async def _agency(unit: Unit, plan: Plan, name: str) -> int:
    """Its number by name or code; raises Refusal agency.unknown, invite.not_agency."""
    from handlers.agencies import directory_of
    from handlers.duty_sheet import ALL
    from plans.directory import AgencyEntry
    from plans.ground import Refusal
    from storage import agencies

    if not name:
        return ALL
    bodies = {one.code: one.id for one in await agencies.of_province(unit, plan.province)}
    if name in bodies:
        return bodies[name]
    entry = (await directory_of(unit, plan.province)).find(name)
    if not isinstance(entry, AgencyEntry):
        raise Refusal("invite.not_agency", name=name)
    return bodies[entry.code]
