"""`daumoi demo`: the practice room, the program and a clock to play with, on this machine only."""

from __future__ import annotations

import asyncio
import shutil
import webbrowser
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import demo_routes, web
from bot.app import build, opened, serve
from bot.demo_scene import REHEARSALS, Scenes, stewarded
from bot.demo_time import DemoTime
from bot.demo_world import DEMO_SEATS, furnish, seed
from bot.ground import MovableClock, SystemClock
from bot.lock import LOCK_FILE, DataLock
from bot.program import Program
from bot.settings import Settings, SettingsWrong, is_loopback, load_settings
from dialogues.catalogue import Catalogue
from sandbox.room import Room
from sandbox.serve import serving
from storage import jobs
from storage.database import sqlite_url

TOKEN = "7000000001:ban-chay-thu-khong-phai-token-that"  # noqa: S105 - of the practice room only
ZALO_TOKEN = "8000000001:ban-chay-thu-khong-phai-token-that"  # noqa: S105 - likewise
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
        shutil.rmtree(options.data / REHEARSALS, ignore_errors=True)
        await _play(options, ready)


def _forget(folder: Path) -> None:
    """Everything of the last play but the lock that is held."""
    for old in folder.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.name != LOCK_FILE:
            old.unlink()


async def _play(options: DemoOptions, ready: Callable[[str], None]) -> None:
    """Scene after scene in one room: the shipped play, rehearsals, the shipped play again."""
    scenes = Scenes(options.data)

    def tell(base: str) -> None:
        ready(base)
        if options.browser:
            webbrowser.open(base)

    room = Room(scenes.now, token=TOKEN)
    room.add_zalo(ZALO_TOKEN, "bot.chaythu", Catalogue.load().plain("demo.zalo_bot"))
    _number_on(room)
    clock_url = f"http://127.0.0.1:{options.port + 1}/demo/clock"
    async with serving(room, port=options.port, clock_url=clock_url) as base:
        told: Callable[[str], None] | None = tell
        while await _scene(options, scenes, room, base, told):
            told = None


async def _scene(
    options: DemoOptions,
    scenes: Scenes,
    room: Room,
    base: str,
    ready: Callable[[str], None] | None,
) -> bool:
    """Play until stopped (False) or until another scene is wished for."""
    scenes.enter(room)
    settings = _settings(scenes.folder, base, options.port + 1)
    program = build(settings, scenes.clock, tick_seconds=TICK_SECONDS, mark="demo.mark")
    async with opened(program):
        await _furnish(scenes, room, program)
        if ready is not None:
            ready(base)
        return await _served(scenes, room, program, settings)


async def _furnish(scenes: Scenes, room: Room, program: Program) -> None:
    texts = program.parts.tools.texts
    staged = scenes.staged
    if staged is not None:
        furnish(room, texts, staged.seated, staged.seats, staged.plan.short)
        return
    await _go_on(program, scenes.clock)
    codes = await seed(program.db, program.parts.tools, scenes.clock.now(), DEMO_SEATS)
    if not room.people:
        furnish(room, texts, codes, DEMO_SEATS)


async def _served(scenes: Scenes, room: Room, program: Program, settings: Settings) -> bool:
    tools = program.parts.tools
    time = DemoTime(program, scenes.clock, stewarded(scenes, room, tools))
    refused = tools.texts.plain("demo.clock_refused")
    routes = (
        web.demo_clock(time.now, time.move, time.label, time.note, refused),
        demo_routes.time_line(time),
        demo_routes.rehearsal(
            partial(scenes.wish, tools=tools),
            scenes.standing,
            tools.texts.plain("demo.rehearsal_refused"),
        ),
    )
    return await _until(scenes.changed, serve(program, settings, *routes))


async def _until(changed: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Run until the work ends by itself (False) or the event cuts it short (True)."""
    changed.clear()
    async with asyncio.TaskGroup() as tasks:
        playing = tasks.create_task(work)
        watching = tasks.create_task(_cut(changed, playing))
        playing.add_done_callback(lambda _: watching.cancel())
    return changed.is_set()


async def _cut(changed: asyncio.Event, playing: asyncio.Task[None]) -> None:
    await changed.wait()
    playing.cancel()


def _refuse_real_host() -> None:
    settings = load_settings()
    if settings.telegram_bots and not is_loopback(settings.telegram_api):
        raise SettingsWrong("DAUMOI_TELEGRAM_API", "demo_real_host")
    if settings.zalo_bots and not is_loopback(settings.zalo_api):
        raise SettingsWrong("DAUMOI_ZALO_API", "demo_real_host")


def _number_on(room: Room) -> None:
    """A room forgets at its end, the store does not: update ids must go on growing."""
    now = int(SystemClock().now().timestamp())
    room.telegram[TOKEN].updates.next_id = room.zalo[ZALO_TOKEN].next_id = now


def _settings(folder: Path, base: str, clock_port: int) -> Settings:
    return Settings(
        data_dir=folder,
        database_url=sqlite_url(folder / "daumoi.db"),
        telegram_token=SecretStr(TOKEN),
        telegram_api=base,
        telegram_mode="polling",
        zalo_token=SecretStr(ZALO_TOKEN),
        zalo_api=base,
        zalo_mode="polling",
        listen=f"127.0.0.1:{clock_port}",
        proxy=None,
    )


async def _go_on(program: Program, clock: MovableClock) -> None:
    """A play taken up again goes on where its clock stood."""
    async with program.db.reading(clock.now()) as unit:
        last = await jobs.last_sign(unit)
    if last is not None:
        clock.jump(last)
