"""`daumoi plan …`"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, status, table, tell
from bot.cli.words import Group, Told, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from plans.model import Plan
    from plans.planfile import PlanFile

SAMPLE = "bac-giang-vat-lieu-xay-dung"


@click.group(cls=Group, help=say("help.plan"))
def plan() -> None:
    """Plans in use."""


@plan.command(help=say("help.plan_load"))
@click.argument("file", metavar="TỆP", required=False)
@option("--sample", metavar="TÊN", is_flag=False, flag_value=SAMPLE, about="plan_sample")
def load(file: str | None, sample: str | None) -> None:
    """Put a plan into use."""
    from bot.cli.office import at_work
    from handlers.loading import load_plan

    one_of(file, sample)

    async def work(office: Office) -> None:
        content, said = await file_of(office, *source(file, sample, ".yaml"))
        async with office.writing() as unit:
            loaded = await load_plan(unit, content, said=said)
            await unit.commit()
        await _loaded(office, loaded, content)

    at_work(work)


async def file_of(office: Office, data: bytes, name: str) -> tuple[PlanFile, Mapping[str, str]]:
    """A plan file, or a checked workbook with what its names were taken for."""
    from bot.cli.plan_files import book_of
    from plans.planfile import read_plan

    if not name.lower().endswith(".xlsx"):
        return read_plan(data, name), {}
    return await book_of(office.settings, data, name)


def one_of(file: str | None, sample: str | None) -> None:
    """A file or the sample, not both and not neither."""
    if (file is None) == (sample is None):
        raise Told(say("usage_error.file_or_sample"), click.get_current_context())


def source(file: str | None, sample: str | None, ending: str) -> tuple[bytes, str]:
    """The bytes of a file or of a shipped one, and the name by which its problems are told."""
    from bot.cli.office import read
    from plans.samples import sample as shipped

    if sample is None:
        return read(file or ""), file or ""
    name = sample if sample.endswith(".yaml") else sample + ending
    return shipped(name), name


async def _loaded(office: Office, loaded: Plan, content: PlanFile) -> None:
    from storage import task_parts

    async with office.reading() as unit:
        states = await task_parts.lead_states(unit, loaded.id)
        parts = {agency.id for task, _, _ in states
                 for _, _, agency, _ in await task_parts.roles(unit, task.id)}  # fmt: skip
    sums = {"tasks": len(content.tasks), "agencies": len(parts)}
    tell("plan.loaded", short=loaded.short, id=loaded.id, **sums)
    for task in content.tasks:
        for warning in task.warnings:
            tell("plan.warning", number=task.number, warning=warning)
    leads = {task.number: "; ".join(task.lead) or say("word.none") for task in content.tasks}
    for one, agency, _ in states:
        if agency is None:
            tell("plan.no_lead", number=one.number, lead=leads[one.number], short=loaded.short)
    tell("plan.next")


@plan.command("list", help=say("help.plan_list"))
def list_() -> None:
    """The plans in use."""
    from bot.cli.office import at_work

    at_work(_list)


async def _list(office: Office) -> None:
    from storage import plans

    async with office.reading() as unit:
        found = await plans.every(unit)
    if not found:
        tell("plan.none")
        return
    heads = ("code", "short", "province", "coordinator", "followed", "reminding")
    table(heads, [
        (one.id, one.short, one.province, one.coordinator.name, _day(one.followed_from),
         _reminding(one))
        for one in found
    ])  # fmt: skip


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}" if day else say("word.none")


def _reminding(one: Plan) -> str:
    from plans.ground import local

    if one.started is None:
        return say("word.not_started")
    return say("word.started", day=_day(local(one.started)))


@plan.command(help=say("help.plan_show"))
@click.argument("name", metavar="KẾ_HOẠCH")
def show(name: str) -> None:
    """One plan: what it says, who leads what, where it stands."""
    from bot.cli.office import at_work
    from handlers.inviting import plan_named
    from storage import plans, task_parts

    async def work(office: Office) -> None:
        async with office.reading() as unit:
            one = await plan_named(unit, name)
            duties = await plans.reporting_duties(unit, one.id)
            states = await task_parts.lead_states(unit, one.id)
        _head(one)
        for duty in duties:
            tell("plan.reporting", frequency=say(f"frequency.{duty.frequency}"), quote=duty.quote)
        table(("number", "lead", "due", "state"), [
            (task.number, agency.name if agency else None, task.when or _day(task.due),
             status(state.status) if state else None)
            for task, agency, state in states
        ])  # fmt: skip

    at_work(work)


def _head(one: Plan) -> None:
    none = say("word.none")
    tell("plan.title", short=one.short, id=one.id, title=one.title)
    tell("plan.document", number=one.number or none, issued=one.issued or none,
         coordinator=one.coordinator.name, province=one.province)  # fmt: skip
    tell("plan.followed", day=_day(one.followed_from), reminding=_reminding(one))


@plan.command(help=say("help.plan_baseline"))
@click.argument("file", metavar="TỆP", required=False)
@option("--sample", metavar="TÊN", is_flag=False, flag_value=SAMPLE, about="plan_sample")
def baseline(file: str | None, sample: str | None) -> None:
    """Where the tasks of a running plan stand."""
    from bot.cli.office import at_work
    from handlers.loading import known_plan, set_baseline
    from plans.baseline import read_baseline
    from storage import plans

    one_of(file, sample)

    async def work(office: Office) -> None:
        data, told = source(file, sample, ".baseline.yaml")
        name = read_baseline(data, told).plan
        async with office.writing() as unit:
            one = await known_plan(unit, name)
            numbers = {task.number for task in await plans.tasks(unit, one.id)}
            content = read_baseline(data, told, numbers)
            counts = await set_baseline(unit, content, told)
            await unit.commit()
        tell("plan.baseline", short=one.short, updates=counts.updates, tasks=counts.tasks,
             day=_day(content.followed_from))  # fmt: skip
        for why, left in (("unled", counts.unled), ("own", counts.own)):
            if left:
                tell(f"plan.baseline_{why}", numbers=", ".join(left))

    at_work(work)
