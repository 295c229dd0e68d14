"""/trich: an agency's own duties as a Word page, what an amendment changed marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice
from handlers.agencies import directory_of
from handlers.drafting.amend_notices import changes_of
from handlers.rights import Right, may
from handlers.shelf import number
from handlers.tasks import by_role
from handlers.turn import Tools, Turn
from plans.amending import TaskChange
from plans.directory import AgencyEntry
from plans.ground import Refusal
from plans.model import Agency, Duty, Part, Plan, ReportingDuty
from plans.parts import reporters_of
from plans.titles import behind_kind
from reports.duty_sheet import DutyPage, DutyRow, DutySheet
from storage import agencies, amendments, audit, heavy, plans, task_parts
from storage.amendments import Amendment
from storage.database import Unit

Question = Mapping[str, Any]

KIND, WORK = "duty_sheet", "reports.duty_sheet:write"
ALL = 0
_LEADING = (Part.LEAD, Part.COLEAD)
_HEADS = ("number", "title", "part", "when")


async def command(turn: Turn, rest: str) -> None:
    """One's own agencies; who follows the plan names any agency, or takes all."""
    if turn.incoming.by_letter:
        raise Refusal("sheet_of.no_files")
    wide = await turn.plans_with(Right.SEE_ROUND)
    own = await turn.desks(Right.REPORT)
    if not wide and not own:
        raise Refusal("duties.none")
    if rest:
        await _named(turn, wide, own, rest)
        return
    choices = [_button(turn, plan, agency) for plan, agency in own]
    choices += [turn.choice("sheet_of.all", f"tr:{plan.id}:{ALL}", plan=plan) for plan in wide]
    if len(choices) == 1 and own:
        await _ask(turn, own[0][0], own[0][1].id)
        return
    turn.say("sheet_of.which", wide=bool(wide), choices=choices[:12])


async def _named(
    turn: Turn, wide: Sequence[Plan], own: Sequence[tuple[Plan, Agency]], rest: str
) -> None:
    """/trich Sở Y tế: in every plan where this person may see it."""
    found = [(plan, one) for plan, one in own if one.name.casefold() == rest.casefold()]
    for plan in wide:
        entry = (await directory_of(turn.unit, plan.province)).find(rest)
        bodies = await agencies.of_province(turn.unit, plan.province)
        code = entry.code if isinstance(entry, AgencyEntry) else ""
        found += [(plan, one) for one in bodies if one.code == code and (plan, one) not in found]
    if not found:
        raise Refusal("sheet_of.not_yours", name=rest)
    for plan, agency in found:
        await _ask(turn, plan, agency.id)


def _button(turn: Turn, plan: Plan, agency: Agency) -> Choice:
    return turn.choice("sheet_of.one", f"tr:{plan.id}:{agency.id}", plan=plan, agency=agency)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A button of /trich or /nhiemvu."""
    if len(arguments) != 2:
        raise Refusal("press.unknown")
    plan = await plans.get(turn.unit, arguments[0])
    agency = number(arguments[1])
    if plan is None or not _may(turn, plan, agency):
        raise Refusal("sheet_of.right_missing")
    if turn.incoming.by_letter:
        raise Refusal("sheet_of.no_files")
    await _ask(turn, plan, agency)


def _may(turn: Turn, plan: Plan, agency: int) -> bool:
    own = agency != ALL and may(turn.person, Right.REPORT, plan, agency)
    return own or may(turn.person, Right.SEE_ROUND, plan)


async def _ask(turn: Turn, plan: Plan, agency: int) -> None:
    question = {"plan": plan.id, "agency": agency}
    chat, user = turn.speaker.chat.id, turn.incoming.user
    await heavy.ask(turn.unit, KIND, question, person=turn.me.id, chat=chat, user=user)
    turn.say("sheet_of.making", plan=plan)


async def gather(unit: Unit, question: Question, tools: Tools) -> DutySheet:
    """What the page of an agency says; of all agencies that have a part, a page each."""
    plan = await plans.get(unit, question["plan"])
    if plan is None:
        raise Refusal("sheet_of.right_missing")
    return await sheet_of(unit, plan, question["agency"], tools)


async def sheet_of(unit: Unit, plan: Plan, agency: int, tools: Tools) -> DutySheet:
    """Raises Refusal sheet_of.nothing where the agency has no part in the plan."""
    bodies = await agencies.of_province(unit, plan.province)
    wanted = [one for one in bodies if agency in {ALL, one.id}]
    found = await task_parts.duties(unit, [one.id for one in wanted], plan_id=plan.id)
    duties: dict[int, list[Duty]] = {}
    for body, duty in found:
        duties.setdefault(body, []).append(duty)
    reports = await _reports(unit, plan, wanted)
    last = await amendments.last(unit, plan.id)
    texts = tools.texts
    pages = [
        _page(texts, plan, one, duties.get(one.id, []), (reports[one.id], last))
        for one in wanted
        if one.id in duties or reports[one.id]
    ]
    if not pages:
        raise Refusal("sheet_of.nothing", plan=plan)
    alone = wanted[0].code if len(wanted) == 1 else ""
    return DutySheet(
        name=texts.plain("sheet_of.file", plan=plan, code=alone),
        heads=tuple(texts.plain(f"sheet_of.head_{name}") for name in _HEADS),
        pages=tuple(pages),
        mark=tools.mark,
    )


async def _reports(
    unit: Unit, plan: Plan, bodies: Sequence[Agency]
) -> dict[int, list[ReportingDuty]]:
    """Agency → the reporting duties that name it."""
    directory = await directory_of(unit, plan.province)
    found: dict[int, list[ReportingDuty]] = {one.id: [] for one in bodies}
    for duty in await plans.reporting_duties(unit, plan.id):
        named = [name for name in duty.reporters if not directory.is_no_agency(name)]
        codes = {one.code for one in reporters_of(named, directory).agencies}
        for one in bodies:
            if one.code in codes:
                found[one.id].append(duty)
    return found


def _page(
    texts: Catalogue,
    plan: Plan,
    agency: Agency,
    duties: Sequence[Duty],
    beside: tuple[Sequence[ReportingDuty], Amendment | None],
) -> DutyPage:
    reports, last = beside
    leads = [one for one in duties if one.part in _LEADING]
    led = {one.task.id for one in leads}
    changes = _changes(last, agency)
    supports = by_role([one for one in duties if one.task.id not in led])
    gone = [one for one in changes.values() if one.after is None]
    notes = [texts.plain("sheet_of.supports", role=r, numbers=n) for r, n in supports]
    moved = [
        one for key, one in changes.items()
        if one.after is not None and key not in {duty.task.key for duty in leads}
    ]  # fmt: skip
    notes += [texts.plain("sheet_of.changed", plan=plan, one=one) for one in (*moved, *gone)]
    notes += [texts.plain("sheet_of.report", duty=one) for one in reports]
    notes.append(texts.plain("sheet_of.foot"))
    paper = last.paper if last and changes else None
    title = behind_kind(plan.title, texts.plain("kit.letter.kind"))
    return DutyPage(
        title=(texts.plain("sheet_of.title"), agency.name),
        under=texts.plain("sheet_of.under", plan=plan, title=title, paper=paper),
        rows=tuple(_row(texts, one, changes.get(one.task.key)) for one in leads),
        notes=tuple(notes),
    )


def _changes(last: Amendment | None, agency: Agency) -> dict[str, TaskChange]:
    """Key → what the last amendment changed for this agency."""
    keys = set(last.told.get(str(agency.id), ())) if last else set()
    return {one.key: one for one in changes_of(last) if one.key in keys} if last else {}


def _row(texts: Catalogue, duty: Duty, change: TaskChange | None) -> DutyRow:
    task = duty.task
    when = task.when or texts.plain("sheet_of.no_time")
    note = texts.plain("sheet_of.note", one=change, slips=task.slips) if change else ""
    return DutyRow(task.number, task.title, duty.printed, when, note)


async def finish(turn: Turn, question: Question, attachment: int) -> None:
    """The file goes out."""
    plan = await plans.get(turn.unit, question["plan"])
    if plan is None or not _may(turn, plan, question["agency"]):
        raise Refusal("sheet_of.right_missing")
    body = await agencies.agency_by_id(turn.unit, question["agency"])
    about = f"plan:{plan.id}"
    after = {"agency": body.name if body else ""}
    await audit.note(turn.unit, turn.me.id, "duty_sheet", about, None, after)
    turn.hand_over(attachment, "sheet_of.made", plan=plan, agency=body)
