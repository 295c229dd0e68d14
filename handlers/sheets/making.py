"""What a biểu says, out of the store: for the sheet that goes out, and to know it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogues.catalogue import Catalogue
from handlers.turn import Tools
from plans.ground import Refusal
from plans.model import Agency, Duty, Part, Plan, Round, Status
from plans.task_sheet import Blank, Expected, SheetRow
from storage import agencies, plans, rounds, task_parts
from storage.database import Unit

_HEADS = ("number", "title", "before", "status", "result")
_STATUSES = (
    Status.ON_TRACK,
    Status.MAY_SLIP,
    Status.DONE,
    Status.NOT_STARTED,
    Status.CONTINUOUS,
    Status.CHANGE_REQUESTED,
)


@dataclass(frozen=True)
class Of:
    """Whose biểu it is. `round` None: of the plan, between rounds."""

    plan: Plan
    agency: Agency
    round: Round | None
    leads: tuple[Duty, ...]
    supports: tuple[Duty, ...]

    @property
    def code(self) -> str:
        """What tells it from the biểu of any other agency, plan or round."""
        return f"{self.plan.id}/{self.round.id if self.round else 0}/{self.agency.code}"


async def of(unit: Unit, question: Mapping[str, Any]) -> Of:
    """Read for the question of a heavy job; raises Refusal sheet.gone."""
    plan = await plans.get(unit, question["plan"])
    agency = await agencies.agency_by_id(unit, question["agency"])
    if plan is None or agency is None:
        raise Refusal("sheet.gone")
    found = await task_parts.duties(unit, [agency.id], plan_id=plan.id)
    duties = [duty for _, duty in found]
    leads = tuple(duty for duty in duties if duty.part in {Part.LEAD, Part.COLEAD})
    led = {duty.task.id for duty in leads}
    supports = tuple(d for d in duties if d.part is Part.SUPPORT and d.task.id not in led)
    round_ = await rounds.get(unit, question["round"]) if question["round"] else None
    return Of(plan, agency, round_, leads, supports)


async def blank(unit: Unit, question: Mapping[str, Any], tools: Tools) -> Blank:
    """The sheet to be filled in."""
    one, texts = await of(unit, question), tools.texts
    slots = {"plan": one.plan, "agency": one.agency, "round": one.round}
    title = texts.plain("sheet.title", mark=tools.mark, **slots)
    return Blank(
        file=texts.plain("sheet.file", **slots),
        intro=(title, one.agency.name, texts.plain("sheet.code")),
        code=one.code,
        help=texts.plain("sheet.help"),
        heads=_heads(texts),
        rows=tuple(_row(texts, duty) for duty in one.leads),
        support=_support(texts, one),
        lists=(
            texts.plain("sheet.tab"),
            texts.plain("sheet.tab_statuses"),
            texts.plain("sheet.head_status"),
        ),
        statuses=tuple(texts.plain(f"status.{status}") for status in _STATUSES),
    )


def _heads(texts: Catalogue) -> tuple[str, ...]:
    return tuple(texts.plain(f"sheet.head_{one}") for one in _HEADS)


def _row(texts: Catalogue, duty: Duty) -> SheetRow:
    before = texts.plain("sheet.before", state=duty.state) if duty.state else ""
    return SheetRow(duty.task.number, duty.task.title, before)


def _support(texts: Catalogue, one: Of) -> SheetRow:
    numbers = [duty.task.number for duty in one.supports]
    about = texts.plain("sheet.support", numbers=numbers, leads=len(one.leads))
    return SheetRow(texts.plain("sheet.support_label"), about, "")


async def expected(unit: Unit, question: Mapping[str, Any], tools: Tools) -> Expected:
    """What the sheet that comes back must be."""
    one, texts = await of(unit, question), tools.texts
    return Expected(
        code=one.code,
        heads=_heads(texts),
        numbers=tuple((duty.task.number, f"{duty.task.id}:{one.agency.id}") for duty in one.leads),
        support=texts.plain("sheet.support_label"),
    )
