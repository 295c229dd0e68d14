"""Everything is built here from the settings and passed down; importing a module does nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import structlog
from starlette.routing import Route

from bot import web
from bot.codes import hasher
from bot.files import Files
from bot.files_web import files
from bot.ground import SystemClock, SystemIds
from bot.links import links
from bot.platforms import base
from bot.platforms.base import SendFault
from bot.platforms.telegram import Telegram, TelegramOptions
from bot.platforms.zalo import Zalo, ZaloOptions
from bot.program import Parts, Program
from bot.rates import Limits
from bot.settings import Settings, SettingsWrong, is_loopback
from dialogues.catalogue import Catalogue
from handlers.doors import Doors
from handlers.turn import Tools
from plans.allowance import Allowance
from plans.calendar import WorkCalendar, load_overrides
from plans.ground import Clock, Refusal
from plans.samples import sample
from storage.database import Database
from storage.migrate import lacking, upgrade

log = structlog.get_logger()

CALENDAR = "working-days.yaml"


def build_tools(settings: Settings) -> Tools:
    """What handlers are lent: texts, calendar, randomness, the hash of codes."""
    own = settings.data_dir / CALENDAR  # an office's own file wins over the shipped one
    overrides = own.read_bytes() if own.exists() else sample(CALENDAR)
    return Tools(
        texts=Catalogue.load(settings.texts),
        calendar=WorkCalendar(load_overrides(overrides, CALENDAR)),
        ids=SystemIds(),
        hash_code=hasher(settings.data_dir),
        doors=_doors(settings),
        templates=str(settings.data_dir / "templates"),
    )


def _doors(settings: Settings) -> Doors:
    """All bots of the settings; what Zalo's plan allows each of its own."""
    telegram = dict.fromkeys(settings.telegram_bots, "telegram")
    allowance = Allowance(settings.zalo_people, settings.zalo_messages)
    return Doors(
        telegram | dict.fromkeys(settings.zalo_bots, "zalo"),
        dict.fromkeys(settings.zalo_bots, allowance),
    )


ZALO_LIMITS = Limits(per_second=5, group_every=3.0)  # Zalo publishes none: gently


def build_platforms(
    settings: Settings, texts: Catalogue, mark: str = "", link: base.Link | None = None
) -> list[base.Platform]:
    """All bots of the settings; raises SettingsWrong where there is none."""
    bots: list[base.Platform] = [
        Telegram(
            TelegramOptions(token, settings.telegram_api, settings.proxy, name=name, mark=mark)
        )
        for name, token in settings.telegram_bots.items()
    ]
    near = is_loopback(settings.zalo_api)
    for name, token in settings.zalo_bots.items():
        options = ZaloOptions(
            token, settings.zalo_api, settings.proxy, name=name, mark=mark, near=near
        )
        bots.append(Zalo(options, texts, link))
    if not bots:
        raise SettingsWrong("DAUMOI_TELEGRAM_TOKEN", "telegram_token_needed")
    return bots


def build(
    settings: Settings, clock: Clock, *, tick_seconds: float = 20.0, mark: str = ""
) -> Program:
    """A program over the settings' store and bots; `mark` is the key of a line under messages."""
    tools = build_tools(settings)
    if mark:
        tools = replace(tools, mark=tools.texts.plain(mark))
    line = f"\n{tools.texts.say(mark)}" if mark else ""
    made = links(settings, clock)
    parts = Parts(
        db=Database(settings.database_url),
        platforms=build_platforms(settings, tools.texts, line, made.of if made else None),
        tools=tools,
        clock=clock,
        limits=Limits(per_second=settings.telegram_per_second),
        slower=dict.fromkeys(settings.zalo_bots, ZALO_LIMITS),
        delivered=settings.delivered,
        files=Files(settings.data_dir / "files"),
        links=made,
        tick_seconds=tick_seconds,
    )
    return Program(parts)


@asynccontextmanager
async def opened(program: Program) -> AsyncIterator[Program]:
    """The program with its store up to date and its connections open."""
    try:
        await upgrade(program.db)
        missing = await lacking(program.db)
        if missing is not None:
            raise Refusal("store.lacking", missing=missing)
        await program.open()
        yield program
    finally:
        await program.close()


async def run(settings: Settings) -> None:
    """Serve the bots of the settings until SIGTERM or SIGINT."""
    program = build(settings, SystemClock())
    async with opened(program):
        _started(program)
        await serve(program, settings)


def _started(program: Program) -> None:
    """So that an administrator sees in the service's log which program runs, with which bots."""
    parts = program.parts
    bots = {one.name: "webhook" if one.name in parts.delivered else "polling"
            for one in parts.platforms}  # fmt: skip
    log.info("program.started", version=version("daumoi"), bots=bots)


async def serve(program: Program, settings: Settings, *routes: Route) -> None:
    """Run what the mode asks for, end cleanly on a signal."""
    wanted = list(routes)
    if settings.webhook_secret is not None:
        secret, keep = settings.webhook_secret.get_secret_value(), program.inbox.keep
        delivered = program.parts.delivered
        hooks = [one for one in program.parts.platforms if one.name in delivered]
        wanted += [web.webhook(one, keep, secret) for one in hooks]
    parts = program.parts
    if parts.links is not None:
        wanted.append(files(parts.links, parts.db, parts.files, parts.clock))
    await _until_signal(_serving(program, settings, wanted))


async def _serving(program: Program, settings: Settings, routes: list[Route]) -> None:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(program.run())
        if routes:
            tasks.create_task(web.serve(routes, *settings.listen_address))
        for one in program.parts.platforms:
            tasks.create_task(_announce(program, settings, one))


async def _announce(program: Program, settings: Settings, platform: base.Platform) -> None:
    """Tell a platform how updates come; one that is down now is told later by polls."""
    try:
        if platform.name not in program.parts.delivered:
            await platform.use_polling()
        elif settings.webhook_secret is not None:
            secret = settings.webhook_secret.get_secret_value()
            await platform.use_webhook(f"{settings.public_url}/{platform.name}", secret)
        if isinstance(platform, Telegram):
            await platform.show_commands(_commands(program))
        # Zalo's id is learnt here: its own messages are known by it.
        program.parts.tools.doors.accounts[platform.name] = await platform.me()
    except SendFault as fault:
        log.warning("platform.announce", bot=platform.name, fault=type(fault).__name__)


def _commands(program: Program) -> list[tuple[str, str]]:
    """The five of a focal point's menu; the rest are buttons where they are needed."""
    texts = program.parts.tools.texts
    names = ("nhiemvu", "capnhat", "baocao", "vuongmac", "trogiup")
    return [(name, texts.plain(f"menu.{name}")) for name in names]


async def _until_signal(work: Coroutine[Any, Any, None]) -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.Task(work, loop=loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("program.stopped")
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
