"""/bangiao: somebody else becomes the focal point; until they take over, the old one serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.handing import take_effect, tell
from handlers.inviting import GOOD_FOR
from handlers.rights import Right, covers, held
from handlers.shelf import number
from handlers.turn import Turn
from plans.codes import new_code, shown
from plans.ground import Refusal, local
from plans.model import Agency, Person, Plan, Role
from plans.papers import parse_date
from storage import agencies, audit, handovers, invitations, people, plans
from storage.handovers import Handover

_NEW = "new"
_LATEST = timedelta(days=90)
_OFFERED = 20
SO = (Role.COORDINATOR, Role.PLAN_ADMIN)


@dataclass(frozen=True)
class Desk:
    """A post that can be handed over. `key` names it in buttons and sessions."""

    plan: Plan
    agency: Agency
    giver: Person

    @property
    def key(self) -> str:
        return f"{self.plan.id}:{self.agency.id}:{self.giver.id}"


async def command(turn: Turn, _rest: str) -> None:
    """What may be handed over: my posts, my roles, and for the Sở the agencies of its plans."""
    if not held(turn.person, Right.HAND_OVER):
        raise Refusal("right.missing")
    mine = await _own_desks(turn)
    choices = [_desk_button(turn, one) for one in mine]
    choices += await _roles(turn)
    waiting = await handovers.concerning(turn.unit, turn.me.id)
    choices += [turn.choice("handover.withdraw", f"bgt:{one.id}", one=one) for one in waiting]
    if len(choices) == 1 and mine:
        await dialogue.begin(turn, FEATURE, mine[0].key, afresh=True)
    else:
        named = [(one, await plans.get(turn.unit, one.plan)) for one in waiting]
        turn.say("handover.which", waiting=named, choices=choices)


async def _own_desks(turn: Turn) -> list[Desk]:
    return [
        Desk(plan, one.agency, turn.me)
        for plan in await plans.every(turn.unit)
        for one in turn.me.own
        if one.role is Role.FOCAL and covers(one, plan)
    ]


def _desk_button(turn: Turn, one: Desk) -> Choice:
    return turn.choice("handover.desk", f"bgf:{one.key}", plan=one.plan, agency=one.agency)


async def _roles(turn: Turn) -> list[Choice]:
    """For the Sở: another agency's focal point, and one's own role."""
    choices = []
    for plan in await plans.every(turn.unit):
        roles = [one.role for one in turn.me.own if one.role in SO and covers(one, plan)]
        if roles:
            choices.append(turn.choice("handover.agencies", f"bgc:{plan.id}", plan=plan))
        for role in roles:
            label = "handover.own_role"
            choices.append(turn.choice(label, f"bgr:{role}:{plan.id}", plan=plan, role=role))
    return choices


async def of_agencies(turn: Turn, arguments: Sequence[str]) -> None:
    """The focal points of a plan, for a coordinator whose agencies have changed people."""
    plan = await plans.get(turn.unit, ":".join(arguments))
    if plan is None or not _arranges(turn, plan):
        raise Refusal("right.missing")
    holding = await people.holding(turn.unit, plan.id, Role.FOCAL)
    desks = [
        Desk(plan, one.agency, who)
        for who in holding
        for one in who.own
        if one.agency.province == plan.province
    ]
    choices = [
        turn.choice("handover.focal", f"bgf:{one.key}", agency=one.agency, who=one.giver)
        for one in sorted(desks, key=lambda one: one.agency.id)
    ]
    turn.say("handover.whose", plan=plan, choices=choices)


def _arranges(turn: Turn, plan: Plan) -> bool:
    """Whether this person may arrange a handover for any agency of a plan."""
    mine = held(turn.person, Right.HAND_OVER)
    return any(one.role in SO and covers(one, plan) for one in mine)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    one = await _desk(turn, ":".join(arguments))
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


async def _desk(turn: Turn, key: str) -> Desk:
    """The post of a button or a session, if it is held now and this person may hand it over."""
    plan_id, agency_id, giver_id = ([*key.rsplit(":", 2), "", ""])[:3]
    plan = await plans.get(turn.unit, plan_id)
    agency = await agencies.agency_by_id(turn.unit, number(agency_id))
    giver = await people.get(turn.unit, number(giver_id))
    if plan is None or agency is None or giver is None:
        raise Refusal("handover.not_yours")
    if not (giver.id == turn.me.id or _arranges(turn, plan)):
        raise Refusal("handover.not_yours")
    posts = [one for one in giver.own if one.role is Role.FOCAL]
    if not any(covers(one, plan, agency.id) for one in posts):
        raise Refusal("handover.no_post", who=giver, agency=agency, plan=plan)
    return Desk(plan, agency, giver)


async def _facts(turn: Turn, subject: str) -> Facts:
    desk = await _desk(turn, subject)
    waiting = await handovers.waiting(turn.unit, desk.agency.id, desk.plan.id, desk.giver.id)
    if waiting is not None:
        choices = [turn.choice("handover.withdraw", f"bgt:{waiting.id}", one=waiting)]
        raise Refusal("handover.waiting", one=waiting, choices=choices)
    there = await people.of_agencies(turn.unit, [desk.agency.id])
    others = [one for one in there if one.id != desk.giver.id][:_OFFERED]
    return {"desk": desk, "people": others, "me": turn.me, "texts": turn.texts}


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    desk: Desk = facts["desk"]
    mine = desk.giver.id == facts["me"].id
    return {"desk": desk, "mine": mine, "to": _chosen(answers, facts)}


def _chosen(answers: Mapping[str, Any], facts: Facts) -> Person | None:
    return next((one for one in facts["people"] if f"p{one.id}" == answers.get("to")), None)


def _people(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    label = facts["texts"].plain
    known = [Option(f"p{one.id}", label("absence.person", one=one)) for one in facts["people"]]
    return [*known, Option(_NEW, label("handover.somebody_new"))]


def _whens(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"handover.when_{one}")) for one in ("now", "day")]


def _read_day(text: str, _answers: Any, _facts: Facts, now: datetime) -> str:
    today = local(now).date()
    day = parse_date(text, today)
    if day > today + _LATEST:
        raise Refusal("handover.too_far", day=day, limit=_LATEST.days)
    return day.isoformat()


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    day = answers.get("day")
    return {**_slots(answers, facts), "day": date.fromisoformat(day) if day else None}


FORM = Form(
    name="handover",
    version=1,
    questions=(
        Question(
            "to", AnswerKind.CHOICE, "handover.ask_to", options=_people, slots=_slots,
            label="handover.label_to",
        ),
        Question(
            "when", AnswerKind.CHOICE, "handover.ask_when", options=_whens,
            label="handover.label_when",
        ),
        Question(
            "day", AnswerKind.DATE, "handover.ask_day", read=_read_day,
            when=lambda answers, _: answers.get("when") == "day", label="handover.label_day",
        ),
    ),
    review="handover.review",
    review_slots=_review,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    desk: Desk = facts["desk"]
    to = _chosen(answers, facts)
    day = date.fromisoformat(answers["day"]) if answers.get("day") else turn.today
    if day < turn.today:
        raise Refusal("date.past", date=day)  # the draft lay there for a while
    code = new_code(turn.tools.ids) if to is None else ""
    made = await handovers.make(
        turn.unit,
        agency_id=desk.agency.id,
        plan_id=desk.plan.id,
        from_person_id=desk.giver.id,
        to_person_id=to.id if to else None,
        invitation_id=await _invite(turn, desk, code) if code else None,
        by=turn.me.id,
        from_day=day,
    )
    after = {"to": to.id if to else None, "from_day": day.isoformat()}
    await audit.note(turn.unit, turn.me.id, "handover", f"handover:{made}", desk.giver.id, after)
    one = await handovers.get(turn.unit, made)
    if one is not None:
        await _tell(turn, desk, one, code)


async def _invite(turn: Turn, desk: Desk, code: str) -> int:
    hashed, expires = turn.tools.hash_code(code), turn.now + GOOD_FOR
    return await invitations.invite(
        turn.unit, hashed, desk.agency.id, desk.plan.id, Role.FOCAL, expires
    )


async def _tell(turn: Turn, desk: Desk, one: Handover, code: str) -> None:
    """What happens next; arranged by the Sở for a known person it is effective on its day."""
    at = None
    if one.to is not None:
        at = await tell(turn.unit, one, "handover", [one.to], turn.tools.calendar)
        if one.agreed and one.from_day <= turn.today:
            await take_effect(turn.unit, one, turn.tools.calendar)
    else:
        until = local(turn.now + GOOD_FOR).date()
        turn.say("handover.forward", desk=desk, code=shown(code), until=until)
    now = one.agreed and one.from_day <= turn.today
    withdraw = turn.choice("handover.withdraw_button", f"bgt:{one.id}")
    choices = [] if one.to is not None and now else [withdraw]
    mine = desk.giver.id == turn.me.id
    turn.say("handover.made", desk=desk, one=one, now=now, mine=mine, at=at, choices=choices)


FEATURE = Feature.one(FORM, _done, facts=_facts)
