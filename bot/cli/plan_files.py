"""`daumoi plan check`, `daumoi plan write`: plans as files that people check and edit."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from bot.settings import Settings
    from plans.directory import Directory
    from plans.draft import Content
    from plans.planfile import PlanFile
    from reports.plan_draft import Asked, ReadDraft


@click.command("check", cls=Command, help=say("help.plan_check"))
@click.argument("file", metavar="TỆP")
@option("--agencies", metavar="TỆP", about="plan_check_agencies")
def check(file: str, agencies: str | None) -> None:
    """Read a plan file or workbook, list every problem by its place; nothing is written."""
    from bot.cli.office import explain, guarded, read
    from plans.yamlfile import PlanFileInvalid

    def work(settings: Settings) -> None:
        try:
            asyncio.run(_check(settings, file, read(file), agencies))
        except PlanFileInvalid as wrong:
            explain(wrong, file)
            raise click.exceptions.Exit(1) from None

    guarded(work)


async def _check(settings: Settings, file: str, data: bytes, agencies: str | None) -> None:
    from bot.cli.child import in_child

    directory = _directory(agencies) if agencies else await _stored(settings, data, file)
    asked = _asked(Path(file).name, directory)
    found: ReadDraft = await in_child("reports.plan_draft:check", asked, data)
    for number, why in found.warnings:
        tell("plan.warning" if number else "plan.warning_head", number=number, warning=why)
    content = found.content
    tell("plan.checked", file=file, tasks=len(content["tasks"]),
         reporting=len(content["reporting"]), indicators=len(content["indicators"]),
         warnings=len(found.warnings))  # fmt: skip
    if not directory.agencies:
        tell("plan.names_unchecked", province=content["plan"]["province"])


def _directory(file: str) -> Directory:
    from bot.cli.office import read
    from plans.agencyfile import read_agencies

    return read_agencies(read(file), file).directory()


async def _stored(settings: Settings, data: bytes, file: str) -> Directory:
    """The agencies of the plan's province, where this machine has any."""
    from bot.cli.child import in_child
    from bot.cli.office import store_file
    from plans.directory import Directory

    nobody = Directory(())
    place = store_file(settings)
    if place is not None and not place.exists():
        return nobody
    asked = _asked(Path(file).name, nobody)
    return await _of_province(settings, await in_child("reports.plan_draft:province", asked, data))


async def _of_province(settings: Settings, province: str) -> Directory:
    from bot.cli.office import ready
    from bot.ground import SystemClock
    from handlers.agencies import directory_of
    from storage.database import Database

    db = Database(settings.database_url)
    try:
        await ready(db, make=False)
        async with db.reading(SystemClock().now()) as unit:
            return await directory_of(unit, province)
    finally:
        await db.close()


def _asked(file: str, directory: Directory, **more: Any) -> Asked:
    from bot.cli.office import catalogue
    from handlers.book_words import book_words
    from reports.plan_draft import Asked

    return Asked(file, "", book_words(catalogue()), directory, **more)


async def book_of(
    settings: Settings, data: bytes, file: str
) -> tuple[PlanFile, Mapping[str, str]]:
    """A workbook as a plan for use, and what its names are taken for."""
    from bot.cli.child import in_child
    from plans.draft import checked

    asked = _asked(file, await _stored(settings, data, file))
    found: ReadDraft = await in_child("reports.plan_draft:check", asked, data)
    return checked(found.content, file), found.said


@click.command("write", cls=Command, help=say("help.plan_write"))
@click.argument("name", metavar="KẾ_HOẠCH")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP", required=True,
        about="plan_write_out")  # fmt: skip
def write(name: str, out: Path) -> None:
    """A plan in use as a file to check, edit and amend; its tasks keep their keys."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        from handlers.agencies import directory_of
        from handlers.inviting import plan_named
        from handlers.plan_content import content_in_use

        async with office.reading() as unit:
            one = await plan_named(unit, name)
            content = await content_in_use(unit, one)
            directory = await directory_of(unit, one.province)
        await written(out, content, directory)
        tell("plan.written", file=out, short=one.short)

    at_work(work)


@click.command("read", cls=Command, help=say("help.plan_read"))
@click.argument("file", metavar="TỆP")
@option("--json", "as_json", is_flag=True, about="plan_read_json")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP",
        about="plan_read_out")  # fmt: skip
def read_document(file: str, *, as_json: bool, out: Path | None) -> None:
    """A signed document as a draft of a plan; nothing is written into the store."""
    from bot.cli.office import guarded, read

    def work(_: Settings) -> None:
        asyncio.run(_read(file, read(file), out, as_json=as_json))

    guarded(work)


async def _read(file: str, data: bytes, out: Path | None, *, as_json: bool) -> None:
    from bot.cli.child import in_child
    from plans.directory import Directory

    name = Path(file).name
    content: Content = await in_child("reports.plan_draft:document", name, data)
    if out is not None:
        await written(out, content, Directory(()))
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    tasks = content["tasks"]
    tell("plan.read", file=file, tasks=len(tasks), reporting=len(content["reporting"]),
         indicators=len(content["indicators"]))  # fmt: skip
    for warning in content["plan"]["warnings"]:
        tell("plan.warning_head", warning=warning)
    for task in tasks:
        for warning in task["warnings"]:
            tell("plan.warning", number=task["number"], warning=warning)
    if out is not None:
        tell("plan.read_out", file=out)


async def written(out: Path, content: Content, directory: Directory) -> None:
    """Write a draft as .xlsx or .yaml; raises Refusal draft.out, file.unwritable."""
    from bot.cli.child import in_child, save
    from plans.draft import dumped
    from plans.ground import Refusal

    if out.suffix.lower() in {".yaml", ".yml"}:
        save(out, dumped(content))
        return
    if out.suffix.lower() != ".xlsx":
        raise Refusal("draft.out", file=str(out))
    asked = _asked("", directory, content=content)
    _, made = await in_child("reports.plan_draft:read", asked, None)
    save(out, made.data)
