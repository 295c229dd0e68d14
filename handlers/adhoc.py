"""/dotxuat: the question, whom, by what hour, which kind of answer; four steps and a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import SENT_AS, AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.addressing import QUESTIONS
from handlers.adhoc_answer import mine
from handlers.adhoc_notices import at_the_hour, request_text, to_people
from handlers.audience import addressees, audience_of, told_slots
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, held, may, refusal
from handlers.turn import Turn
from handlers.which_plan import begun, only_or_asked
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Plan, Role
from plans.moments import parse_moment
from plans.text import clean
from storage import audit, people, plans, requests

MOST_CHARS = 3000
KINDS = ("text", "number", "yes_no")
_RECENT = 4


async def command(turn: Turn, rest: str) -> None:
    """For a coordinator the form; for a focal point the requests that wait for an answer."""
    found = await turn.plans_with(Right.ASK_NOW)
    if not found and held(turn.person, Right.REPORT):
        await mine(turn)
        return
    if not found:
        raise Refusal("adhoc.right_missing")
    plan = only_or_asked(turn, found, "adhoc.which", "dx")
    if plan:
        await _begin(turn, plan, clean(rest))


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A plan was chosen."""
    await _begin(turn, await _plan(turn, ":".join(arguments)), "")


async def _begin(turn: Turn, plan: Plan, question: str) -> None:
    if len(question) > MOST_CHARS:
        raise Refusal("form.too_long", limit=MOST_CHARS, length=len(question))
    await dialogue.begin(turn, FEATURE, plan.id, {"question": question} if question else None)


async def _plan(turn: Turn, plan_id: str) -> Plan:
    """The plan, if this person may ask and anything may leave for other agencies."""
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.ASK_NOW, plan):
        raise refusal(turn.person, Right.ASK_NOW, "adhoc.right_missing", "/dotxuat")
    return begun(turn, plan)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await _plan(turn, subject)
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    return {
        "plan": plan,
        "texts": turn.texts,
        "addressees": await addressees(turn, plan, local(at).date()),
        "recent": await requests.latest(turn.unit, plan.id, _RECENT),
        "now": turn.now,
        "at": at,
    }


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"plan": facts["plan"], "recent": facts["recent"]}


def _recent(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """The last requests with their tables, one tap away."""
    texts = facts["texts"]
    return [
        Choice(texts.plain("adhoc.table_button", one=one), f"dxb:{one.id}")
        for one in facts["recent"]
    ]


def _read_due(text: str, _answers: Mapping[str, Any], _facts: Facts, now: datetime) -> str:
    return parse_moment(text, now).isoformat()


def _kinds(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option(one, texts.plain(f"adhoc.kind_{one}")) for one in KINDS]


def _due(answers: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(answers["due"])


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    texts, plan, due = facts["texts"], facts["plan"], _due(answers)
    told = told_slots(texts, audience_of(facts["addressees"], answers), phones=True)
    return {
        "plan": plan,
        "kind": answers["kind"],
        "sample": request_text(texts, plan, str(answers["question"]), due, urgent=False),
        "told": texts.say("audience.told", **told),
        "at": facts["at"] if facts["at"] > facts["now"] else None,
        "passed": due <= facts["now"],
        "too_late": facts["at"] >= due,
    }


def _sends(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    """[Gửi] waits for working hours; [Gửi khẩn] passes them, and only because it was pressed."""
    count = len(audience_of(facts["addressees"], answers).people)
    if not count or _due(answers) <= facts["now"]:
        return ()
    texts = facts["texts"]
    send = texts.plain("common.send")
    ways = [Option("urgent", texts.plain("adhoc.send_urgent", count=count))]
    if facts["at"] < _due(answers):
        plain = Option("plain", texts.plain("adhoc.send", count=count), also=(send,))
        ways.insert(0, plain)
    return ways


FORM = Form(
    name="adhoc",
    version=1,
    questions=(
        Question(
            "question", AnswerKind.TEXT, "adhoc.ask_question", slots=_slots, extra=_recent,
            max_chars=MOST_CHARS, label="adhoc.label_question",
        ),
        *QUESTIONS,
        Question("due", AnswerKind.TEXT, "adhoc.ask_due", read=_read_due, label="adhoc.label_due"),
        Question(
            "kind", AnswerKind.CHOICE, "adhoc.ask_kind", options=_kinds, label="adhoc.label_kind",
        ),
    ),
    review="adhoc.review",
    review_slots=_review,
    sends=_sends,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    to = audience_of(facts["addressees"], answers)
    plan: Plan = facts["plan"]
    urgent = answers.get(SENT_AS) == "urgent"
    values = {
        "plan_id": plan.id,
        "person_id": turn.me.id,
        "question": str(answers["question"]),
        "kind": answers["kind"],
        "due": _due(answers),
        "urgent": urgent,
    }
    one = await requests.add(turn.unit, values, [agency.id for agency in to.agencies])
    at = turn.now if urgent else facts["at"]
    coordinators = await people.holding(turn.unit, plan.id, Role.COORDINATOR)
    ours = [who.id for who in coordinators if may(who, Right.ASK_NOW, plan)]
    await turn.notify([*to_people(one, to.people, at), *at_the_hour(one, ours)])
    after = {"kind": one.kind, "urgent": urgent, "agencies": len(to.agencies)}
    after |= {"people": len(to.people), "due": one.due.isoformat()}
    await audit.note(turn.unit, turn.me.id, "adhoc", one.subject, None, after)
    turn.say(
        "adhoc.sent",
        one=one,
        plan=plan,
        people=len(to.people),
        agencies=len(to.reached),
        at=at if at > turn.now else None,
        choices=[turn.choice("adhoc.show_table", f"dxb:{one.id}")],
    )


FEATURE = Feature.one(FORM, _done, facts=_facts)
