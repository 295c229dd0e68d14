"""`daumoi round data`: the data set of a round as it was kept, or as it stood on any day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from plans.model import Plan, Round
    from storage.database import Unit
    from storage.records import Record

_DAY = click.DateTime(["%d/%m/%Y", "%Y-%m-%d"])


@dataclass(frozen=True)
class _Found:
    """The round by name, its data set made anew, and the one that was kept, if any."""

    name: str
    plan: Plan
    content: bytes
    kept: Record | None


@click.command("data", cls=Command, help=say("help.round_data"))
@click.argument("name", metavar="KẾ_HOẠCH")
@click.argument("period", metavar="KỲ")
@option("--at", "day", type=_DAY, metavar="NGÀY", about="round_data_at")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP", about="round_out")
@option("--check", is_flag=True, about="round_data_check")
def data(name: str, period: str, day: datetime | None, out: Path | None, check: bool) -> int:
    """Canonical JSON: the same moment, the same bytes. 1 where a check finds another hash."""
    from bot.cli.office import at_work

    async def work(office: Office) -> int:
        found = await _gathered(office, name, period, day)
        if check:
            return _checked(found)
        content = found.kept.content if found.kept and day is None else found.content
        _given(found, content, out)
        return 0

    return at_work(work)


async def _gathered(office: Office, name: str, period: str, day: datetime | None) -> _Found:
    from bot.app import build_tools
    from handlers.inviting import plan_named
    from handlers.round_named import round_named
    from plans.round_data import canonical
    from reports.round_data import gather
    from storage import records

    texts = build_tools(office.settings).texts
    async with office.reading() as unit:
        plan = await plan_named(unit, name)
        found = await round_named(unit, plan, period, texts)
        kept = await records.of_round(unit, found.id)
        at = _moment(unit, found, day, kept)
        content = canonical(await gather(unit, found, at))
    return _Found(texts.plain("round_book.round_name", round=found), plan, content, kept)


def _moment(unit: Unit, round_: Round, day: datetime | None, kept: Record | None) -> datetime:
    """The end of the day named, the moment of the kept data set, or now."""
    from plans.cutoffs import end_of
    from plans.ground import Refusal, local

    if day is None:
        return kept.at if kept else unit.now
    if round_.opened is None or day.date() < local(round_.opened).date():
        raise Refusal("round.before_opening", day=f"{day:%d/%m/%Y}")
    return min(end_of(day.date()), unit.now)


def _checked(found: _Found) -> int:
    """Whether the kept data set is rebuilt to the byte; 1 where it is not, or none is kept."""
    slots = {"name": found.name, "short": found.plan.short}
    if found.kept is None:
        tell("round.data_not_kept", **slots)
        return 1
    now = hashlib.sha256(found.content).hexdigest()
    key = "round.data_same" if now == found.kept.sha256 else "round.data_other"
    tell(key, **slots, kept=found.kept.sha256, now=now)
    return 0 if now == found.kept.sha256 else 1


def _given(found: _Found, content: bytes, out: Path | None) -> None:
    from bot.cli.child import save

    if out is None:
        click.echo(content)
        return
    save(out, content)
    sha = hashlib.sha256(content).hexdigest()
    tell("round.data", name=found.name, short=found.plan.short, file=out, sha=sha)
