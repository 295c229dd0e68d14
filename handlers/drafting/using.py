"""[Đưa vào theo dõi]: a checked draft becomes a plan in use; no agency hears of it yet."""

from __future__ import annotations

from handlers.drafting.asking import no_more_files
from handlers.drafting.place import NEW, Place, own_agencies
from handlers.loading import load_plan
from handlers.rights import Right, covers, held
from handlers.turn import Turn
from plans.directory import AgencyEntry
from plans.ground import Refusal
from plans.meanings import with_meanings
from plans.model import Agency, Plan, Role
from plans.planfile import PlanFile, of_content
from plans.yamlfile import PlanFileInvalid
from storage import drafts, people


async def take(turn: Turn, place: Place) -> None:
    """Everything is checked once more, by the store of this moment."""
    file = ready(place)
    coordinator = own_coordinator(turn, place, file)
    try:
        plan = await load_plan(turn.unit, file, said=place.draft.said, by=turn.me.id)
    except PlanFileInvalid as wrong:
        raise Refusal("draft.unfinished", count=len(wrong.problems)) from wrong
    await drafts.use(turn.unit, place.draft.id)
    await no_more_files(turn, NEW)
    await _admin_of(turn, plan, coordinator)
    choices = [turn.choice("codes.list", f"ds:{plan.id}")]
    turn.say("draft.in_use", plan=plan, tasks=len(file.tasks), choices=choices)


def ready(place: Place) -> PlanFile:
    """The draft as a plan file; raises Refusal draft.unfinished."""
    if place.gaps or place.draft.problems:
        raise Refusal("draft.unfinished", count=place.draft.problems + len(place.gaps))
    try:
        return of_content(place.draft.content, place.draft.name)
    except PlanFileInvalid as wrong:
        raise Refusal("draft.unfinished", count=len(wrong.problems)) from wrong


def own_coordinator(turn: Turn, place: Place, file: PlanFile) -> Agency:
    """The coordinating agency, which must be this person's: no Sở loads another's plan."""
    directory = with_meanings(place.directory, place.draft.said)
    entry = directory.find(file.plan.coordinator or "")
    code = entry.code if isinstance(entry, AgencyEntry) else ""
    for one in own_agencies(turn):
        if (one.code, one.province) == (code, file.plan.province):
            return one
    raise Refusal("draft.not_yours", coordinator=file.plan.coordinator)


async def _admin_of(turn: Turn, plan: Plan, agency: Agency) -> None:
    """Who brings a plan keeps it: an appointment of the same post for it, if there is none."""
    mine = held(turn.person, Right.LOAD_PLAN)
    if not any(covers(one, plan) for one in mine):
        post = next(one.post for one in mine if one.agency.id == agency.id)
        seat = (agency.id, plan.id, Role.PLAN_ADMIN)
        await people.appoint_to(turn.unit, turn.me.id, seat, post)
