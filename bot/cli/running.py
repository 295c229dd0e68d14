"""`daumoi run`, `daumoi demo`."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import say
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command(cls=Command, help=say("help.run"))
def run() -> None:
    """Serve until stopped; refuses a second run on the same data folder."""
    from bot.cli.office import guarded

    guarded(_run)


def _run(settings: Settings) -> None:
    from bot.cli.office import at_work
    from bot.lock import DataLock
    from bot.logs import configure
    from bot.settings import SettingsWrong

    if not settings.telegram_bots and not settings.zalo_bots:
        raise SettingsWrong("DAUMOI_TELEGRAM_TOKEN", "telegram_token_needed")
    configure(settings.log_level)
    with DataLock(settings.data_dir):
        at_work(_nothing, make=True)
        from bot.app import run as serve

        until_stopped(serve(settings), busy=("DAUMOI_LISTEN", "listen_busy"))


def until_stopped(program: Coroutine[Any, Any, None], *, busy: tuple[str, str]) -> None:
    """Run until done or interrupted; a port already taken is a wrong setting."""
    from bot.settings import SettingsWrong

    try:
        asyncio.run(program)
    except KeyboardInterrupt:
        pass  # a person stopped it
    except (OSError, ExceptionGroup) as error:
        if _port_taken(error):
            raise SettingsWrong(*busy) from None
        raise


def _port_taken(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return any(map(_port_taken, error.exceptions))
    return isinstance(error, OSError) and error.errno == errno.EADDRINUSE


async def _nothing(_office: object) -> None:
    """The store is checked, and made when it is not there yet."""


@click.command(cls=Command, help=say("help.demo"))
@option("--port", type=click.IntRange(1, 65534), default=8080, metavar="CỔNG", about="demo_port")
@option("--data", type=click.Path(path_type=Path), default=Path("data/demo"), metavar="THƯ_MỤC",
        about="demo_data")  # fmt: skip
@option("--fresh", is_flag=True, about="demo_fresh")
@option("--no-browser", is_flag=True, about="demo_no_browser")
def demo(port: int, data: Path, fresh: bool, no_browser: bool) -> None:
    """The practice room with the program, on this machine only."""
    from bot.cli.office import guarded

    def work(_settings: Settings) -> None:
        from bot.demo import DemoOptions, run_demo
        from bot.lock import DataLocked
        from bot.logs import configure
        from bot.settings import SettingsWrong

        configure("warning")
        options = DemoOptions(port=port, data=data, fresh=fresh, browser=not no_browser)
        playing = run_demo(options, lambda url: click.echo(say("demo_ready", url=url)))
        try:
            until_stopped(playing, busy=("--port", "demo_busy"))
        except DataLocked:  # its folder is no setting
            raise SettingsWrong("--data", "demo_locked") from None

    guarded(work)
