"""A rehearsal: one's own plan in a store of its own, its people made up, nobody invited."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.demo_world import Seat, Seated, seat
from dialogues.catalogue import Catalogue
from dialogues.markup import to_plain
from dialogues.render import refusal
from handlers.agencies import directory_of, load_agencies
from handlers.loading import load_plan
from handlers.rounding import named_reporters
from handlers.turn import Tools
from plans.agencyfile import AgencyFile, read_agencies
from plans.ground import VIETNAM, Refusal
from plans.model import Plan, Role
from plans.planfile import PlanFile, read_plan
from plans.samples import sample
from plans.yamlfile import PlanFileInvalid
from storage import agencies, plans, task_parts
from storage.database import Database, Unit, sqlite_url
from storage.migrate import upgrade

_FIRST_USER = 2001
_OPENS = time(8, 0)
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Rehearsal:
    """What was asked for: both files read, the day on which the year begins."""

    plan: PlanFile
    agencies: AgencyFile
    day: date
    helped: bool  # the room presses for the coordinator

    @property
    def start(self) -> datetime:
        """The clock's first moment, of Hà Nội."""
        return datetime.combine(self.day, _OPENS, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Staged:
    """A store ready to be played."""

    folder: Path
    start: datetime
    plan: Plan
    seats: tuple[Seat, ...]
    seated: Seated
    helped: bool


def wanted(wish: Mapping[str, Any]) -> Rehearsal:
    """{plan, agencies: file texts, or sample: names; plan_name, agencies_name, from, help}.

    Raises PlanFileInvalid, Refusal demo.rehearsal_day, demo.rehearsal_files.
    """
    plan, agencies_ = _file(wish, "plan"), _file(wish, "agencies")
    try:
        day = date.fromisoformat(str(wish.get("from")))
    except ValueError:
        raise Refusal("demo.rehearsal_day") from None
    return Rehearsal(
        read_plan(*plan), read_agencies(*agencies_), day, helped=bool(wish.get("help", False))
    )


def _file(wish: Mapping[str, Any], kind: str) -> tuple[bytes, str]:
    """A file's bytes and the name its problems are told by."""
    given = wish.get(f"sample_{kind}")
    if isinstance(given, str) and given:
        return sample(given), given
    text = wish.get(kind)
    if not isinstance(text, str) or not text.strip():
        raise Refusal("demo.rehearsal_files")
    return text.encode(), str(wish.get(f"{kind}_name") or f"{kind}.yaml")


async def stage(folder: Path, wish: Rehearsal, tools: Tools) -> Staged:
    """Load both files into a new store; nothing is left behind where they do not fit."""
    await asyncio.to_thread(folder.mkdir, parents=True)
    db = Database(sqlite_url(folder / "daumoi.db"))
    try:
        await upgrade(db)
        return await _filled(db, folder, wish, tools)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        await db.close()


async def _filled(db: Database, folder: Path, wish: Rehearsal, tools: Tools) -> Staged:
    async with db.unit(wish.start) as unit:
        await load_agencies(unit, wish.agencies)
        plan = await load_plan(unit, wish.plan)
        await plans.follow_from(unit, plan.id, wish.day)
        seats = await _seats(unit, plan)
        seated = await seat(unit, tools, plan, seats)
        await unit.commit()
    return Staged(folder, wish.start, plan, seats, seated, wish.helped)


async def _seats(unit: Unit, plan: Plan) -> tuple[Seat, ...]:
    """The two of the coordinating agency, and one focal point of each agency concerned."""
    posts = [(plan.coordinator.code, Role.COORDINATOR), (plan.coordinator.code, Role.PLAN_ADMIN)]
    posts += [(code, Role.FOCAL) for code in await _concerned(unit, plan)]
    return tuple(Seat(_FIRST_USER + at, code, role) for at, (code, role) in enumerate(posts))


async def _concerned(unit: Unit, plan: Plan) -> Iterable[str]:
    """Who reports by the plan, then who leads a task of it; not the coordinating agency."""
    directory = await directory_of(unit, plan.province)
    found: dict[str, None] = {}
    for duty in await plans.reporting_duties(unit, plan.id):
        found |= {one.code: None for one in named_reporters(duty.reporters, directory)}
    leads = [lead for _, lead, _ in await task_parts.lead_states(unit, plan.id) if lead]
    found |= {one.code: None for one in leads}
    known = {one.code for one in await agencies.of_province(unit, plan.province)}
    return [code for code in found if code in known and code != plan.coordinator.code]


def explained(refused: Refusal, texts: Catalogue) -> dict[str, Any]:
    """A refusal for the page: a sentence, and where a file is wrong each place with its mend."""
    if not isinstance(refused, PlanFileInvalid):
        return {"error": to_plain(refusal(refused, texts)), "problems": []}
    shown = [
        f"{one.place}: "
        + to_plain(refusal(Refusal(one.code, **{"number": None, **one.fields}), texts))
        for one in refused.problems
    ]
    count = len(shown)
    return {
        "error": texts.plain("demo.rehearsal_problems", count=count),
        "problems": shown[:_MOST_SHOWN],
    }
