"""`daumoi round …`: the tables, the picture and the package of a round as files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import say, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from handlers.turn import Tools
    from plans.files import Produced
    from plans.model import Plan, Round
    from storage.database import Unit

_FORMS = ("xlsx", "csv", "json")
_out = option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP",
              required=True, about="round_out")  # fmt: skip
_plan = click.argument("name", metavar="KẾ_HOẠCH")
_round = click.argument("period", metavar="KỲ")


@click.group("round", cls=Group, help=say("help.round"))
def round_() -> None:
    """Nothing is sent, and nothing in the store changes."""


@round_.command(help=say("help.round_export"))
@_plan
@_round
@option("--as", "form", type=click.Choice(_FORMS), default="xlsx", about="round_as")
@_out
def export(name: str, period: str, form: str, out: Path) -> None:
    """All tables of a round; JSON is the data set itself, byte for byte."""
    from handlers.round_files import BOOK_WORK, book_of
    from plans.round_data import canonical

    if form == "json":
        _write(name, period, out, book_of, lambda asked: canonical(asked.data))
        return
    work = BOOK_WORK if form == "xlsx" else "reports.round_csv:write"
    _write(name, period, out, book_of, work)


@round_.command(help=say("help.round_picture"))
@_plan
@_round
@_out
def picture(name: str, period: str, out: Path) -> None:
    """The progress of a round beside the one before."""
    from handlers.round_files import PICTURE_WORK, picture_of

    _write(name, period, out, picture_of, PICTURE_WORK)


@round_.command(help=say("help.round_package"))
@_plan
@_round
@_out
def package(name: str, period: str, out: Path) -> None:
    """All that a round leaves, in one zip."""
    from handlers.round_package import WORK, package_of

    _write(name, period, out, package_of, WORK)


Gather = Callable[["Unit", "Plan", "Round", "Tools"], Awaitable[Any]]


def _write(
    name: str, period: str, out: Path, gather: Gather, work: str | Callable[[Any], bytes]
) -> None:
    """Find the round, have its file made, put it in its place."""
    from bot.cli.office import at_work

    async def run(office: Office) -> None:
        from bot.app import build_tools
        from bot.cli.child import save
        from handlers.inviting import plan_named
        from handlers.round_named import round_named

        tools = build_tools(office.settings)
        async with office.reading() as unit:
            plan = await plan_named(unit, name)
            found = await round_named(unit, plan, period, tools.texts)
            asked = await gather(unit, plan, found, tools)
        data = work(asked) if callable(work) else await _made(office, work, asked)
        save(out, data)
        _told(tools, plan, found, out)

    at_work(run)


async def _made(office: Office, work: str, asked: Any) -> bytes:
    from bot.cli.child import in_child
    from bot.files import Files
    from bot.heavy import filled
    from plans.files import WithFiles

    if isinstance(asked, WithFiles):
        asked = filled(asked, Files(Path(office.settings.data_dir) / "files"))
    result = await in_child(work, asked, None)
    made: Produced = result[0] if isinstance(result, tuple) else result
    return made.data


def _told(tools: Tools, plan: Plan, found: Round, out: Path) -> None:
    name = tools.texts.plain("round_book.round_name", round=found)
    key = "round.exported" if found.closed else "round.exported_open"
    tell(key, name=name, short=plan.short, file=out)
