"""`daumoi demo`: the practice room, the program and a clock to play with, on this machine only."""

from __future__ import annotations

import shutil
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from starlette.routing import Route

from bot import web
from bot.app import build, opened, serve
from bot.demo_world import furnish, seed
from bot.ground import MovableClock, SystemClock
from bot.lock import LOCK_FILE, DataLock
from bot.program import Program
from bot.settings import Settings, SettingsWrong, is_loopback, load_settings
from handlers.turn import Tools
from plans.ground import VIETNAM, local
from plans.hours import is_quiet, scheduled_moment
from plans.model import PlanSettings
from sandbox.room import Room
from sandbox.serve import serving
from storage import jobs, rounds
from storage.database import sqlite_url

TOKEN = "7000000001:ban-chay-thu-khong-phai-token-that"  # noqa: S105 - of the practice room only
START = datetime(2023, 11, 15, 8, 0, tzinfo=VIETNAM)
TICK_SECONDS = 1.0


@dataclass(frozen=True)
class DemoOptions:
    """Where the page is served and where the play is kept."""

    port: int = 8080
    data: Path = Path("data/demo")
    fresh: bool = False
    browser: bool = True


async def run_demo(options: DemoOptions, ready: Callable[[str], None]) -> None:
    """Serve the practice room and the program until stopped; `ready` is told the page's URL.

    Refuses a real platform (SettingsWrong) and a folder in use (DataLocked).
    """
    _refuse_real_host()
    with DataLock(options.data):
        if options.fresh:
            _forget(options.data)
        await _play(options, ready)


def _forget(folder: Path) -> None:
    """Everything of the last play but the lock that is held."""
    for old in folder.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.name != LOCK_FILE:
            old.unlink()


async def _play(options: DemoOptions, ready: Callable[[str], None]) -> None:
    clock = MovableClock(START)
    room = Room(clock.now, token=TOKEN)
    _number_on(room)
    clock_port = options.port + 1
    clock_url = f"http://127.0.0.1:{clock_port}/demo/clock"
    async with serving(room, port=options.port, clock_url=clock_url) as base:
        settings = _settings(options, base, clock_port)
        program = build(settings, clock, tick_seconds=TICK_SECONDS, mark="demo.mark")
        async with opened(program):
            await _go_on(program, clock)
            codes = await seed(program.db, program.parts.tools, clock.now())
            furnish(room, program.parts.tools.texts, codes)
            ready(base)
            if options.browser:
                webbrowser.open(base)
            route = _clock_route(program, clock)
            await serve(program, settings, route)


def _refuse_real_host() -> None:
    settings = load_settings()
    if settings.telegram_bots and not is_loopback(settings.telegram_api):
        raise SettingsWrong("DAUMOI_TELEGRAM_API", "demo_real_host")
    if settings.zalo_bots and not is_loopback(settings.zalo_api):
        raise SettingsWrong("DAUMOI_ZALO_API", "demo_real_host")


def _number_on(room: Room) -> None:
    """A room forgets at its end, the store does not: update ids must go on growing."""
    room.telegram[TOKEN].updates.next_id = int(SystemClock().now().timestamp())


def _settings(options: DemoOptions, base: str, clock_port: int) -> Settings:
    return Settings(
        data_dir=options.data,
        database_url=sqlite_url(options.data / "daumoi.db"),
        telegram_token=SecretStr(TOKEN),
        telegram_api=base,
        telegram_mode="polling",
        listen=f"127.0.0.1:{clock_port}",
        proxy=None,
    )


async def _go_on(program: Program, clock: MovableClock) -> None:
    """A play taken up again goes on where its clock stood."""
    async with program.db.reading(clock.now()) as unit:
        last = await jobs.last_sign(unit)
    if last is not None:
        clock.jump(last)


def _clock_route(program: Program, clock: MovableClock) -> Route:
    tools = program.parts.tools
    return web.demo_clock(
        lambda: local(clock.now()),
        partial(_move, program, clock),
        partial(_label, tools),
        tools.texts.plain("demo.clock_refused"),
    )


def _label(tools: Tools, moment: datetime) -> str:
    """What the hour means for the bot."""
    quiet = is_quiet(moment, PlanSettings(), tools.calendar)
    return tools.texts.plain("demo.clock_quiet" if quiet else "demo.clock_open")


async def _move(program: Program, clock: MovableClock, wish: Mapping[str, Any]) -> datetime | None:
    to = await _wished(program, clock, wish)
    if to is None:
        return None
    clock.jump(to)
    await program.tick()
    program.inbox.said.ring()
    return local(clock.now())


async def _wished(
    program: Program, clock: MovableClock, wish: Mapping[str, Any]
) -> datetime | None:
    now = clock.now()
    match wish.get("advance"):
        case "hour":
            return now + timedelta(hours=1)
        case "next_morning":
            return _next_morning(program, now)
        case "next_due":
            return await _next_due(program, now)
    try:
        to = datetime.fromisoformat(str(wish.get("to")))
    except ValueError:
        return None
    return to if to.tzinfo is not None and to >= now else None


def _next_morning(program: Program, now: datetime) -> datetime:
    """The moment of the next morning's message, so that whatever is due goes out at once."""
    calendar = program.parts.tools.calendar
    day = calendar.next_working(local(now).date())
    return scheduled_moment(day, PlanSettings(), due_that_day=False, calendar=calendar)


async def _next_due(program: Program, now: datetime) -> datetime | None:
    async with program.db.reading(now) as unit:
        days = [one.last_day for one in await rounds.open_rounds(unit)]
    ahead = [day for day in days if day > local(now).date()]
    if not ahead:
        return None
    calendar = program.parts.tools.calendar
    return scheduled_moment(min(ahead), PlanSettings(), due_that_day=True, calendar=calendar)
