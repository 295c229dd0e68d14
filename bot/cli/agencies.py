"""`daumoi agency …`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.plans import one_of, source
from bot.cli.texts import say, table, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from plans.directory import AgencyEntry

SAMPLE = "bac-giang"


@click.group(cls=Group, help=say("help.agency"))
def agency() -> None:
    """The agencies of a province."""


@agency.command(help=say("help.agency_load"))
@click.argument("file", metavar="TỆP", required=False)
@option("--sample", metavar="TÊN", is_flag=False, flag_value=SAMPLE, about="agency_sample")
def load(file: str | None, sample: str | None) -> None:
    """Put the agencies of a province into the store, which is made if it is not there yet."""
    from bot.cli.office import at_work
    from handlers.loading import load_agencies
    from plans.agencyfile import read_agencies

    one_of(file, sample)

    async def work(office: Office) -> None:
        content = read_agencies(*source(file, sample, ".agencies.yaml"))
        async with office.writing() as unit:
            counts = await load_agencies(unit, content)
            await unit.commit()
        sums = {"agencies": counts.agencies, "groups": counts.groups}
        tell("agency.loaded", province=content.province, **sums)

    at_work(work, make=True)


@agency.command("list", help=say("help.agency_list"))
@option("--province", metavar="TỈNH", required=True, about="province")
def list_(province: str) -> None:
    """The agencies of a province, in the order of their file."""
    from bot.cli.office import at_work
    from handlers.loading import directory_of
    from plans.ground import Refusal

    async def work(office: Office) -> None:
        async with office.reading() as unit:
            directory = await directory_of(unit, province)
        if not directory.agencies:
            raise Refusal("plan.no_agencies", province=province)
        table(("code", "agency", "variants", "urge", "valid"), map(_row, directory.agencies))

    at_work(work)


def _row(one: AgencyEntry) -> tuple[str, ...]:
    urge = say("word.yes" if one.urge else "word.no")
    days = [
        say(key, day=f"{day:%d/%m/%Y}")
        for key, day in (("word.from_day", one.since), ("word.to_day", one.until))
        if day
    ]
    return one.code, one.name, ", ".join(one.variants), urge, " ".join(days)
