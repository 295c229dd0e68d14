"""`daumoi inbox …`: rows that our own fault could not handle. What was typed is never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.texts import complain, say, table, tell
from bot.cli.words import Group

if TYPE_CHECKING:
    from bot.cli.office import Office


@click.group(cls=Group, help=say("help.inbox"))
def inbox() -> None:
    """Rows set aside."""


@inbox.command("list", help=say("help.inbox_list"))
def list_() -> None:
    """The rows set aside, oldest first."""
    from bot.cli.office import at_work

    at_work(_list)


async def _list(office: Office) -> None:
    from storage import inbox as rows

    async with office.reading() as unit:
        found = await rows.aside(unit)
    if not found:
        tell("inbox.none")
        return
    table(("row", "bot", "tries", "error"), [
        (one.id, one.bot, one.attempts, _brief(one.error)) for one in found
    ])  # fmt: skip


def _brief(error: str | None) -> str:
    """The kind of error: its message may quote what was typed."""
    return (error or "").strip().partition("\n")[0].partition(":")[0][:80]


@inbox.command(help=say("help.inbox_retry"))
@click.argument("ids", metavar="[SỐ…]", nargs=-1, type=int)
def retry(ids: tuple[int, ...]) -> int:
    """Put rows back in the queue; 1 when a number is no row set aside."""
    from bot.cli.office import at_work

    async def work(office: Office) -> int:
        return await _retry(office, ids)

    return at_work(work)


async def _retry(office: Office, ids: tuple[int, ...]) -> int:
    from storage import inbox as rows

    async with office.writing() as unit:
        aside = {one.id for one in await rows.aside(unit)}
        count = await rows.retry(unit, ids or None)
        await unit.commit()
    tell("inbox.retried", count=count)
    unknown = [str(one) for one in ids if one not in aside]
    if unknown:
        complain(say("inbox.not_aside", ids=", ".join(unknown)))
    return 1 if unknown else 0
