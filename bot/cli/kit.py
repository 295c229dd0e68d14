"""`daumoi kit`: the công văn that opens the channel, and the guide with its QR code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office


@click.command(cls=Command, help=say("help.kit"))
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="THƯ_MỤC", required=True,
        about="kit_out")  # fmt: skip
@option("--bot", metavar="TÊN", default="", about="kit_bot")
def kit(plan: str, out: Path, bot: str) -> None:
    """Write the papers into a folder; nothing is sent, nothing in the store changes."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        await _write(office, plan, out, bot)

    at_work(work)


async def _write(office: Office, plan_name: str, out: Path, wanted: str) -> None:
    from bot.app import build_tools
    from bot.cli.child import in_child, save, set_aside
    from bot.cli.gone import tell_gone
    from bot.cli.telegram import named_bot
    from handlers import launch_kit
    from handlers.inviting import plan_named

    bot = await named_bot(office.settings, wanted)
    tools = build_tools(office.settings)
    async with office.reading() as unit:
        plan = await plan_named(unit, plan_name)
        making = launch_kit.Making(tools.texts, unit.now, bot, tools.mark)
        payload = await launch_kit.gather(unit, plan, making)
        await tell_gone(unit, plan)
    for made in await in_child(launch_kit.WORK, payload, None):
        if kept := set_aside(out / made.name):
            tell("kit.kept", file=kept)
        save(out / made.name, made.data)
        tell("kit.made", file=out / made.name)
    if not bot:
        tell("kit.no_bot")
    tell("kit.next", plan=plan.short)
