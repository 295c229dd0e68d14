"""[Xác nhận hoàn thành], apart from the agency's word; or back to the agency to be made clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice, Later, Notice, Say
from handlers import dialogue
from handlers.desk import desk, soon, tell_focal, typed_here
from handlers.dialogue import Facts, Feature
from handlers.hours import put_off
from handlers.listing import paged
from handlers.nudges import Composer
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.model import Plan, Round, Status, Task
from reports import desk as desks
from reports.desk import Claim, Done
from reports.standing import standing
from storage import audit, confirmations, outbox, people, plans, reviews, task_parts
from storage.database import Unit
from storage.reviews import Review

_TASKS = 4  # tasks on a page
_MOST = 1000  # characters of a reason
_TOLD = frozenset({"sending", "sent", "unknown"})  # what may have been read


async def waiting(turn: Turn, arguments: Sequence[str]) -> None:
    """Chờ xác nhận hoàn thành: task by task, "3/7" where several lead it."""
    plan, round_ = await desk(turn, arguments)
    found = await _found(turn, plan, round_)
    page, turns = paged(turn.texts, found, f"xhd:{round_.id}", arguments[1:], _TASKS)
    _say(turn, round_, page, len(found), turns)


async def _found(turn: Turn, plan: Plan, round_: Round) -> list[Done]:
    lines = (await standing(turn.unit, round_, turn.today)).tasks
    return desks.done(lines, await reviews.of_tasks(turn.unit, plan.id))


def _say(
    turn: Turn,
    round_: Round,
    page: Sequence[Done],
    count: int,
    turns: Sequence[Choice] = (),
    *,
    changed: bool = False,
) -> None:
    choices = []
    for one in page:
        key = f"{round_.id}:{one.task.id}"
        choices.append(turn.choice("confirm.yes", f"xh:{key}:{one.newest}", task=one.task))
        choices.append(turn.choice("confirm.no", f"xl:{key}", task=one.task))
    choices += turns
    turn.say("confirm.waiting", round=round_, tasks=page, count=count, changed=changed,
             choices=choices)  # fmt: skip


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xác nhận hoàn thành] of what was shown; what an agency said since is shown first, and
    what it was asked to make clear is asked about once more.
    """
    plan, round_ = await desk(turn, arguments)
    sure = arguments[3:] == ["1"]
    _, task_id, newest = numbers(arguments[:3] if sure else arguments, 3)
    one = next((o for o in await _found(turn, plan, round_) if o.task.id == task_id), None)
    if one is None:
        raise await _settled(turn, plan, task_id)
    if one.newest != newest:
        _say(turn, round_, [one], 1, changed=True)
        return
    asked = [o for o in one.claims if o.last and o.last.what == reviews.UNCLEAR]
    if asked and not sure:
        yes = turn.choice("confirm.yes", f"xh:{round_.id}:{task_id}:{newest}:1", task=one.task)
        turn.say("confirm.asked_before", task=one.task, claims=asked, choices=[yes])
        return
    updates = [claim.state.update for claim in one.claims]
    done = await confirmations.confirm(turn.unit, task_id, updates, turn.me.id)
    await audit.note(turn.unit, turn.me.id, "confirm_done", f"task:{task_id}", None, done)
    for claim in asked:
        await _tell_settled(turn, plan, claim)
    left = len(await _found(turn, plan, round_))
    more = [turn.choice("confirm.others", f"xhd:{round_.id}")] if left else []
    turn.say("confirm.confirmed", one=one, left=left, choices=more)


async def _tell_settled(turn: Turn, plan: Plan, claim: Claim) -> None:
    """Who was asked hears that nothing is left to answer; a question not yet sent is not sent."""
    review = claim.last.id if claim.last else 0
    prefix = f"unclear:{review}:person "
    asked = [one.to for one in await outbox.of_notices(turn.unit, prefix) if one.state in _TOLD]
    await outbox.withdraw(turn.unit, prefix, "settled")
    at = await soon(turn.unit, turn.tools, plan)
    key = f"cleared:{review}:person "
    await turn.notify(
        [
            Notice(f"{key}{to}", "cleared", {"review": review}, person=to, not_before=at)
            for to in asked
            if to is not None
        ]
    )


async def _settled(turn: Turn, plan: Plan, task_id: int) -> Refusal:
    """Who confirmed it before, or that the agency says otherwise now."""
    task = await plans.task_by_id(turn.unit, task_id)
    if task is None or task.plan != plan.id:
        return Refusal("press.unknown")
    who = await confirmations.last(turn.unit, task_id)
    return Refusal("confirm.settled", task=task, by=who[0] if who else "", at=who and who[1])


async def unclear(turn: Turn, arguments: Sequence[str]) -> None:
    """[Chưa hoàn thành, đề nghị làm rõ]: of which agency, of several; then the reason."""
    plan, round_ = await desk(turn, arguments)
    typed_here(turn, round_)
    ids = numbers(arguments, 3 if len(arguments) > 2 else 2)
    one = next((o for o in await _found(turn, plan, round_) if o.task.id == ids[1]), None)
    if one is None:
        raise await _settled(turn, plan, ids[1])
    if len(ids) == 2 and len(one.claims) > 1:
        choices = [
            Choice(claim.agency.name, f"xl:{round_.id}:{ids[1]}:{claim.agency.id}")
            for claim in one.claims
        ]
        turn.say("confirm.which", task=one.task, choices=choices)
        return
    agency = ids[2] if len(ids) > 2 else one.claims[0].agency.id
    await dialogue.begin(turn, FEATURE, f"{round_.id}:{ids[1]}:{agency}", afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    arguments = subject.split(":")
    plan, round_ = await desk(turn, arguments)
    typed_here(turn, round_)
    _, task_id, agency = numbers(arguments, 3)
    found = await _found(turn, plan, round_)
    claims = [
        (one.task, claim)
        for one in found
        for claim in one.claims
        if (one.task.id, claim.agency.id) == (task_id, agency)
    ]
    if not claims:
        raise await _settled(turn, plan, task_id)
    return {"plan": plan, "round": round_, "task": claims[0][0], "claim": claims[0][1]}


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {**facts, "text": answers.get("reason", "")}


FORM = Form(
    name="unclear",
    version=1,
    questions=(
        Question("reason", AnswerKind.TEXT, "confirm.ask_reason", slots=_slots, max_chars=_MOST),
    ),
    review="confirm.reason_shown",
    review_slots=_slots,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    claim: Claim = facts["claim"]
    plan: Plan = facts["plan"]
    task, agency = facts["task"], claim.agency.id
    made = await reviews.add(
        turn.unit,
        reviews.UNCLEAR,
        agency,
        turn.me.id,
        round_id=facts["round"].id,
        task_id=task.id,
        text=answers["reason"],
    )
    await audit.note(turn.unit, turn.me.id, "ask_clear", f"task:{task.id}:{agency}")
    told, at = await tell_focal(turn, plan, agency, "unclear", made)
    turn.say("confirm.asked", task=task, agency=claim.agency, told=told, at=at)


FEATURE = Feature.one(FORM, _done, facts=_facts)


async def _theirs(
    unit: Unit, question: dict[str, Any], person: int | None
) -> tuple[Review, Task, Plan] | None:
    """What was asked about which task, if this person still answers for it."""
    said = await reviews.get(unit, question["review"])
    task = await plans.task_by_id(unit, said.task) if said and said.task else None
    plan = await plans.get(unit, task.plan) if task else None
    who = await people.get(unit, person) if person is not None else None
    if said is None or task is None or plan is None:
        return None
    return (said, task, plan) if may(who, Right.UPDATE, plan, said.agency) else None


async def notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What is not clear about a task said to be done; nothing once it was updated again."""
    found = await _theirs(unit, question, person)
    if found is None:
        return None
    said, task, plan = found
    duties = await task_parts.duties(unit, [said.agency], plan_id=plan.id, leading=True)
    state = next((duty.state for _, duty in duties if duty.task.id == task.id), None)
    if state is None or state.status is not Status.DONE or state.agreed or state.at > said.at:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    text = tools.texts.say("confirm.notice", plan=plan, task=task, said=said)
    update = Choice(tools.texts.plain("supplement.update"), f"cn:{task.id}:{said.agency}")
    return Say(text, lettered([update]))


async def cleared(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """That a task is confirmed after all, to who was asked to make it clear."""
    found = await _theirs(unit, question, person)
    if found is None:
        return None
    said, task, plan = found
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    return later or Say(tools.texts.say("confirm.cleared", plan=plan, task=task, said=said))


COMPOSERS: Mapping[str, Composer] = {"unclear": notice, "cleared": cleared}
