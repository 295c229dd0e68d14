"""/danhsach: the list of focal points from Excel, shown before it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from dialogues.render import refusal as in_words
from handlers import bringing, dialogue
from handlers.bringing import Hands
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, may, plans_with
from handlers.shelf import number
from handlers.turn import Tools, Turn
from handlers.which_plan import chosen
from plans.ground import Refusal
from plans.model import Plan, Role
from plans.people_list import Names, PeopleList, by_agency
from storage import agencies, attachments, chats, heavy, listed, people, plans
from storage.chats import StoredSession
from storage.database import Unit

Asked = Mapping[str, Any]  # the question of a heavy job

KIND = "people_list"
WORK = "plans.reading.people_list:read"
_FAULTS = 6  # told in one message; the others are counted
_AGENCIES = 8


async def command(turn: Turn, _rest: str) -> None:
    """Ask for the file; which plan is asked where there are several."""
    plan = await chosen(turn, Right.BRING_PEOPLE, "people.right_missing", "people.which", "ds")
    if plan:
        await _begin(turn, plan)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    await _begin(turn, await plan_of(turn, ":".join(arguments)))


async def _begin(turn: Turn, plan: Plan) -> None:
    await dialogue.begin(turn, FEATURE, plan.id, afresh=True)


async def plan_of(turn: Turn, plan_id: str) -> Plan:
    """The plan of a button, if this person may bring people to it."""
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.BRING_PEOPLE, plan):
        raise Refusal("people.right_missing")
    return plan


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await plan_of(turn, subject)
    joined = [one for one in await listed.seated(turn.unit, plan.id) if one.role is Role.FOCAL]
    waits = await listed.waiting(turn.unit, plan.id)
    return {
        "plan": plan,
        "texts": turn.texts,
        "joined": len({one.person for one in joined}),
        "agencies": len({one.agency for one in joined}),
        "waiting": len([one for one in waits if one.person is not None]),
    }


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {name: facts[name] for name in ("plan", "joined", "agencies", "waiting")}


def _ways(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    texts, plan = facts["texts"], facts["plan"]
    return [
        Choice(texts.plain("codes.button"), f"ma:{plan.id}"),
        Choice(texts.plain("people.main_button"), f"dmc:{plan.id}"),
    ]


FORM = Form(
    name="people_list",
    version=1,
    questions=(
        Question(
            "file", AnswerKind.ATTACHMENT, "people.ask", slots=_slots, extra=_ways,
            endings=(".xlsx",), max_bytes=5 * 2**20,
        ),
    ),
    review=None,
)  # fmt: skip


async def _filed(turn: Turn, stored: StoredSession, file: int) -> None:
    """The form waits on: a list with faults is mended and sent again."""
    plan = await plan_of(turn, stored.subject)
    await _ask(turn, {"plan": plan.id, "person": turn.me.id, "file": file, "take": ""})
    turn.say("people.reading")


async def _done(_turn: Turn, _session: Session, _facts: Facts, _answers: dict[str, Any]) -> None:
    """A file is the form's only answer, and goes to `_filed`."""


async def _no_more_files(turn: Turn, plan: Plan) -> None:
    draft = await chats.draft(turn.unit, turn.owner, FORM.name, plan.id)
    if draft is not None:
        await chats.end_session(turn.unit, draft.id)


async def _ask(turn: Turn, question: Mapping[str, Any]) -> None:
    await heavy.ask(
        turn.unit,
        KIND,
        question,
        person=turn.me.id,
        chat=turn.speaker.chat.id,
        user=turn.incoming.user,
        attachment=question["file"],
    )


FEATURE = Feature.one(FORM, _done, facts=_facts, filed=("file", _filed))


async def gather(unit: Unit, question: Asked, _tools: Tools) -> Names:
    """What the rows may name, by the rights of this moment."""
    plan = await plans.get(unit, question["plan"])
    person = await people.get(unit, question["person"])
    allowed = plans_with(person, Right.BRING_PEOPLE, await plans.every(unit))
    if plan is None or plan not in allowed:
        raise Refusal("people.right_missing")
    return await bringing.names_of(unit, plan, allowed)


async def finish(turn: Turn, question: Asked, found: PeopleList) -> None:
    """Show what was read; or take it, where that was pressed."""
    plan = await plan_of(turn, question["plan"])
    if not found.wrong or question["take"]:
        await _no_more_files(turn, plan)
    if question["take"] == "good" or (question["take"] == "all" and not found.wrong):
        await _take(turn, plan, found)
        return
    choices = []
    if found.good:
        take = "good" if found.wrong else "all"
        label = turn.texts.plain(f"people.take_{take}", count=len(found.good))
        choices.append(Choice(label, f"dsx:{question['file']}:{take}"))
    choices.append(turn.choice("people.another", f"ds:{plan.id}"))
    await _show(turn, plan, found, choices)


async def _show(turn: Turn, plan: Plan, found: PeopleList, choices: Sequence[Choice]) -> None:
    bodies = {one.code: one.name for one in await agencies.of_province(turn.unit, plan.province)}
    counts = [(bodies[code], count) for code, count in by_agency(found.good)]
    faults = [
        turn.texts.say("people.fault", cell=one.cell, why=in_words(_refusal(one), turn.texts))
        for one in found.wrong[:_FAULTS]
    ]
    turn.say(
        "people.read",
        plan=plan,
        found=found,
        people=len({(one.name, one.phone) for one in found.good}),
        counts=counts[:_AGENCIES],
        agencies=len(counts),
        more=max(len(counts) - _AGENCIES, 0),
        faults=faults,
        more_faults=max(len(found.wrong) - _FAULTS, 0),
        choices=choices,
    )


def _refusal(wrong: Any) -> Refusal:
    return Refusal(wrong.code, **wrong.fields)


async def take(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đưa vào danh sách], of the whole list or of its good rows: the file is read once more."""
    file = number(arguments[0]) if len(arguments) == 2 else 0
    stored = await attachments.get(turn.unit, file)
    job = await heavy.last_of(turn.unit, KIND, file)
    if stored is None or job is None or stored.person != turn.me.id:
        raise Refusal("press.unknown")
    if job.question["take"]:
        raise Refusal("people.taken")
    plan = await plan_of(turn, job.question["plan"])
    await _ask(turn, {**job.question, "take": "good" if arguments[1] == "good" else "all"})
    turn.say("people.taking", plan=plan)


async def _take(turn: Turn, plan: Plan, found: PeopleList) -> None:
    hands = Hands(turn.me.id, turn.tools.ids, turn.tools.hash_code)
    done = await bringing.bring(turn.unit, plan.province, found.good, hands)
    left = found.rows - len(found.good)
    choices = [turn.choice("codes.button", f"ma:{one.id}") for one in done.plans[:1]]
    turn.say("people.taken", plan=plan, done=done, left=left, choices=choices)
