"""Tin không nội dung: what the bot says by itself names no task, agency or person of the plan.

Who may open the content in chat: the Sở always, by its commands; the agencies only where the plan
allows it. Otherwise they answer with a document's number and get the content outside the chat.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice, Say
from handlers.rights import SO, covers, opens
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.model import Plan, Role
from storage import people, plans, veils
from storage.database import Unit
from storage.sending import OutRow

# What shows and takes no content: allowed to everybody in every mode.
COMMANDS = frozenset(
    {"start", "trogiup", "huy", "vanban", "vangmat", "bangiao", "thongtin", "taikhoan"}
)
ACTIONS = frozenset(
    {
        *("vb", "tl", "hen", "nhan", "tbn", "kdn", "kdr", "xnd", "lenh"),
        *("di", "dic", "dit", "dik", "din", "tt", "tts", "ttx", "ttxx", "xtg"),
        *("tk", "tkm", "tkn", "tkb", "tkbx", "bgf", "bgt", "bg", "bgk", "bgr", "bgrx"),
    }
)
FORMS = frozenset({"document", "promise", "absence", "handover", "myself", "join", "ask_in"})


def check_plan(turn: Turn, plan: Plan) -> None:
    """Raises Refusal veil.closed where the content of a plan stays out of chat."""
    if not opens(turn.person, plan):
        raise Refusal("veil.closed", plan=plan)


async def check(turn: Turn) -> None:
    """For what is of no one plan: refused to somebody all of whose plans are closed."""
    held = turn.person.appointments if turn.person else ()
    if not held or any(one.role in SO | {Role.TECH_ADMIN} for one in held):
        return
    mine = [
        plan for plan in await plans.every(turn.unit) if any(covers(one, plan) for one in held)
    ]
    if mine and not any(opens(turn.person, plan) for plan in mine):
        raise Refusal("veil.closed", plan=mine[0])


async def veil(unit: Unit, row: OutRow, say: Say, tools: Tools) -> Say:
    """A notice as it goes out: as it is, or without its content, which is kept for [Xem nội dung].

    Its question says which plan it is of; what is of several plans sees to it itself.
    """
    plan_id = await veils.plan_of(unit, row.compose or {})
    plan = await plans.get(unit, plan_id) if plan_id else None
    if plan is None or not plan.no_content:
        return say
    person = await people.get(unit, row.person) if row.person is not None else None
    may_open = person is not None and opens(person, plan)
    if may_open:
        await veils.keep(unit, row.id, plan.id, say)
    see = [Choice(tools.texts.plain("veil.see"), f"xnd:{row.id}")] if may_open else []
    text = tools.texts.say("veil.notice", plan=plan, opens=may_open, group=person is None)
    return Say(text, lettered([*see, *harmless(say.choices)]))


def harmless(choices: Sequence[Choice]) -> list[Choice]:
    """The choices that neither show content nor take any, their letters given anew."""
    return [Choice(one.label, one.action) for one in choices if verb_of(one.action) in ACTIONS]


def verb_of(action: str) -> str:
    """What stands before the first colon of callback data."""
    return action.partition(":")[0]


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem nội dung]: in the chat it was sent to, to who may still see it."""
    (row,) = numbers(arguments, 1)
    found = await veils.kept(turn.unit, row, turn.speaker.chat.id)
    plan = await plans.get(turn.unit, found.plan) if found else None
    if found is None or plan is None:
        raise Refusal("veil.gone")
    held = turn.person.appointments if turn.person else ()
    if not any(covers(one, plan) for one in held):
        raise Refusal("veil.gone")
    check_plan(turn, plan)
    turn.give(found.say)
