"""What a division answered, back at the focal point: a draft of her own, to send, edit or drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.forms import REVIEW, Pressed, Session
from dialogues.messages import Choice, Say
from handlers import dialogue, tasks, update
from handlers.delegating import of_mine
from handlers.dialogue import Facts, Feature
from handlers.recording import Answer, record
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.statuses import opened, settled
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from storage import audit, chats, delegations, people, plans
from storage.database import Unit
from storage.delegations import Delegation

_ANSWERED = "answered"  # which answer a draft was made of


async def view(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem, gửi]: the answer as a draft. Where she has words of her own, she is asked which."""
    one = await _answered(turn, arguments)
    own = await _own_drafts(turn, one)
    if own:
        await _ask_which(turn, one, own)
    else:
        await _open(turn, one)


async def take(turn: Turn, arguments: Sequence[str]) -> None:
    """The division's words, whatever else lies there; a draft of an earlier answer goes."""
    await _open(turn, await _answered(turn, arguments), afresh=True)


async def keep(turn: Turn, arguments: Sequence[str]) -> None:
    """The draft made of an earlier answer, as she left it."""
    one = await _answered(turn, arguments)
    if await _draft(turn, one) is None:
        raise Refusal("press.unknown")
    await dialogue.begin(turn, FEATURE, str(one.id))


async def edit(turn: Turn, arguments: Sequence[str]) -> None:
    """[Sửa]: which part of the answer to change."""
    one = await _answered(turn, arguments)
    await _open(turn, one)
    stored = await _draft(turn, one)
    if stored is not None:
        turn.out.clear()
        await dialogue.press(turn, FEATURE, stored, Pressed(REVIEW, "_edit"))


async def drop(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bỏ]: the answer is not used; it stays in the record of the delegation."""
    one = await _answered(turn, arguments)
    await _settle(turn, one, "drop_answer")
    stored = await _draft(turn, one)
    if stored is not None:
        await chats.end_session(turn.unit, stored.id)
    turn.say("delegation.dropped", one=one, task=await plans.task_by_id(turn.unit, one.task))


async def _answered(turn: Turn, arguments: Sequence[str]) -> Delegation:
    """The delegation of a button, while its answer waits for the focal point."""
    one, _ = await of_mine(turn, str(numbers(arguments, 1)[0]))
    if one.settled is not None or one.withdrawn is not None or one.answered is None:
        raise Refusal("delegation.settled")
    return one


async def _draft(turn: Turn, one: Delegation) -> chats.StoredSession | None:
    found = await chats.draft(turn.unit, turn.owner, FEATURE.name, str(one.id))
    return found if found and found.state else None


async def _own_drafts(turn: Turn, one: Delegation) -> list[Choice]:
    """What she typed herself of this task, or made of an earlier answer: never overwritten."""
    key = f"{one.task}:{one.agency.id}"
    own = await chats.draft(turn.unit, turn.owner, update.FEATURE.name, key)
    found = []
    if own is not None and own.state.get("answers", {}).get("result"):
        found.append(turn.choice("delegation.own_draft", f"cn:{key}"))
    made = await _draft(turn, one)
    if made is not None and made.state["answers"].get(_ANSWERED) != _moment(one):
        found.append(turn.choice("delegation.older", f"phk:{one.id}"))
    return found


async def _ask_which(turn: Turn, one: Delegation, own: Sequence[Choice]) -> None:
    task = await plans.task_by_id(turn.unit, one.task)
    theirs = turn.choice("delegation.theirs", f"phx:{one.id}", one=one)
    turn.say("delegation.which", one=one, task=task, choices=[theirs, *own])


async def _open(turn: Turn, one: Delegation, *, afresh: bool = False) -> None:
    made = await _draft(turn, one)
    if made is not None and not afresh:
        await dialogue.begin(turn, FEATURE, str(one.id))
        return
    status = opened(one.status) if one.status else {}
    answers = {**status, "result": one.text, _ANSWERED: _moment(one)}
    await dialogue.begin(turn, FEATURE, str(one.id), answers, afresh=True)


def _moment(one: Delegation) -> str:
    return one.answered.isoformat() if one.answered else ""


async def _facts(turn: Turn, subject: str) -> Facts:
    one = await _answered(turn, [subject])
    mine = await tasks.one_of_mine(turn, f"{one.task}:{one.agency.id}")
    return {
        "mine": mine,
        "texts": turn.texts,
        "seen": mine.duty.state,
        "delegation": one,
        "today": turn.today,
    }


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    own = update.FORM.review_slots(answers, facts) if update.FORM.review_slots else {}
    return {**own, "one": facts["delegation"]}


FORM = replace(
    update.FORM, name="division_draft", review="delegation.review", review_slots=_review
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """Hers from now on: she is the author, the basis names the division."""
    one: Delegation = facts["delegation"]
    await _settle(turn, one, "send_answer")
    answer = Answer(
        mine=facts["mine"],
        status=settled(answers),
        text=str(answers["result"]),
        paper=update.paper_of(answers.get("paper")),
        seen=answers.get("seen"),
        basis={"division": one.division, "delegation": one.id},
    )
    await record(turn, [answer])


async def _settle(turn: Turn, one: Delegation, what: str) -> None:
    if not await delegations.settle(turn.unit, one.id):
        raise Refusal("delegation.settled")
    await audit.note(turn.unit, turn.me.id, what, f"delegation:{one.id}", "answered", "settled")


FEATURE = Feature.one(FORM, _done, facts=_facts, seed=update.FEATURE.seed)


async def compose(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To the focal point: what the division answered; nothing when it answered anew since."""
    one = await delegations.get(unit, question["delegation"])
    plan = await plans.get(unit, one.plan) if one else None
    task = await plans.task_by_id(unit, one.task) if one else None
    who = await people.get(unit, person) if person is not None else None
    if one is None or plan is None or not may(who, Right.DELEGATE, plan, one.agency.id):
        return None
    if one.settled or one.withdrawn or _moment(one) != question["answered"]:
        return None
    buttons = (("delegation.view", "ph"), ("common.edit", "phs"), ("delegation.drop", "phb"))
    choices = [Choice(tools.texts.plain(key), f"{verb}:{one.id}") for key, verb in buttons]
    text = tools.texts.say("delegation.returned", one=one, task=task, plan=plan)
    return Say(text, lettered(choices))


COMPOSERS = {"delegation_answered": compose}
