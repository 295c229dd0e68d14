"""/thongbao: a notice of the coordinating Sở to the agencies, shown whole before it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import SENT_AS, AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from handlers import dialogue, joining
from handlers.addressing import QUESTIONS
from handlers.audience import Former, addressees, audience_of, told_slots
from handlers.broadcast_notices import Words, notice_text, to_groups, to_people
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, may, refusal
from handlers.shelf import numbers
from handlers.turn import Turn
from handlers.which_plan import begun, chosen
from plans.files import clean_name
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Plan
from plans.text import clean
from storage import audit, broadcasts, chats, heavy, outbox, plans
from storage.broadcasts import Broadcast
from storage.chats import StoredSession

MOST_CHARS = joining.MOST_CHARS  # longer than a message of the platform: sent in parts
ENDINGS = (".pdf", ".docx", ".doc", ".xlsx", ".xls")
_RECENT = 3
_CORRECTS = "="  # a subject that names the broadcast it corrects: "=12"


async def command(turn: Turn, rest: str) -> None:
    """Of several plans, one is chosen; the last broadcasts stand under the first question."""
    plan = await chosen(
        turn,
        Right.BROADCAST,
        missing="broadcast.right_missing",
        ask="broadcast.which",
        button="tb",
    )
    if plan:
        await _begin(turn, plan, clean(rest))


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A plan was chosen."""
    await _begin(turn, await _plan(turn, ":".join(arguments)), "")


async def _begin(turn: Turn, plan: Plan, text: str) -> None:
    if len(text) > MOST_CHARS:
        raise Refusal("form.too_long", limit=MOST_CHARS, length=len(text))
    await dialogue.begin(turn, FEATURE, plan.id, {"text": text} if text else None)


async def correct(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đính chính]: a new broadcast that names the one it corrects."""
    (number,) = numbers(arguments, 1)
    await dialogue.begin(turn, FEATURE, f"{_CORRECTS}{number}")


async def _plan(turn: Turn, plan_id: str) -> Plan:
    """The plan, if this person may broadcast for it and anything may leave for other agencies."""
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.BROADCAST, plan):
        raise refusal(turn.person, Right.BROADCAST, "broadcast.right_missing", "/thongbao")
    return begun(turn, plan)


async def _facts(turn: Turn, subject: str) -> Facts:
    corrects = None
    if subject.startswith(_CORRECTS):
        corrects = await broadcasts.get(turn.unit, int(subject.removeprefix(_CORRECTS)))
    plan = await _plan(turn, corrects.plan if corrects else subject)
    former = await _former(turn, corrects) if corrects else None
    settings = await plans.settings(turn.unit, plan.id)
    groups = await chats.groups(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    return {
        "plan": plan,
        "texts": turn.texts,
        "addressees": await addressees(turn, plan, local(at).date(), former),
        "corrects": corrects,
        "seq": await broadcasts.next_number(turn.unit, plan.id),
        "recent": await broadcasts.latest(turn.unit, plan.id, _RECENT),
        "groups": [one for one in groups if one.purpose == "focal"],
        "now": turn.now,
        "at": at,
    }


async def _former(turn: Turn, one: Broadcast) -> Former:
    """Those who got it, or will."""
    sendings = await outbox.of_notices(turn.unit, one.prefix)
    dropped = {"dropped", "failed"}
    got = {o.to for o in sendings if o.to is not None and o.state not in dropped}
    pairs = await broadcasts.recipients(turn.unit, one.id)
    of_them = tuple(agency for person, agency in pairs if person in got)
    return Former(one.seq, of_them, frozenset(got))


def _ask_slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {
        "plan": facts["plan"],
        "corrects": facts["corrects"],
        "recent": facts["recent"],
        "seq": facts["seq"],
    }


def _recent(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """The last ones with their state, one tap away."""
    texts = facts["texts"]
    return [
        Choice(texts.plain("broadcast.state_button", one=one), f"tbs:{one.id}")
        for one in facts["recent"]
        if facts["corrects"] is None
    ]


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    to = audience_of(facts["addressees"], answers)
    tasks = [one.number for one in to.tasks]
    texts, plan = facts["texts"], facts["plan"]
    told = texts.say("audience.told", **told_slots(texts, to, phones=False))
    return {
        "plan": plan,
        "sample": notice_text(
            texts, plan, Words(facts["seq"], str(answers["text"]), tasks), facts["corrects"]
        ),
        "told": told,
        "file": answers.get("file_name") if answers.get("file") else None,
        "at": facts["at"] if facts["at"] > facts["now"] else None,
        "groups": [one.title for one in facts["groups"]],
    }


def _sends(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    """The real number on the button; the focal points' group only when a person says so."""
    count = len(audience_of(facts["addressees"], answers).people)
    if not count:
        return ()
    texts = facts["texts"]
    send = texts.plain("common.send")
    ways = [Option("people", texts.plain("broadcast.send", count=count), also=(send,))]
    if facts["groups"]:
        ways.append(Option("groups", texts.plain("broadcast.send_groups", count=count)))
    return ways


FORM = Form(
    name="broadcast",
    version=1,
    questions=(
        Question(
            "text", AnswerKind.TEXT, "broadcast.ask_text", slots=_ask_slots, extra=_recent,
            max_chars=MOST_CHARS, label="broadcast.label_text",
        ),
        Question(
            "file", AnswerKind.ATTACHMENT, "broadcast.ask_file", optional=True, endings=ENDINGS,
            label="broadcast.label_file",
        ),
        *QUESTIONS,
    ),
    review="broadcast.review",
    review_slots=_review,
    sends=_sends,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    to = audience_of(facts["addressees"], answers)
    if not to.people:
        raise Refusal("broadcast.nobody")
    corrects: Broadcast | None = facts["corrects"]
    values = {
        "plan_id": facts["plan"].id,
        "person_id": turn.me.id,
        "audience": to.kind,
        "text": str(answers["text"]),
        "agencies": [one.id for one in to.agencies],
        "tasks": [one.number for one in to.tasks],
        "attachment_id": answers.get("file"),
        "corrects": corrects.id if corrects else None,
    }
    one = await broadcasts.add(turn.unit, values, to.pairs)
    groups = facts["groups"] if answers.get(SENT_AS) == "groups" else []
    at = facts["at"]
    await turn.notify([*to_people(one, 1, to.people, at), *to_groups(one, groups, at)])
    after = {"audience": to.kind, "people": len(to.people), "agencies": len(to.reached)}
    after |= {"groups": len(groups), "corrects": corrects.seq if corrects else None}
    await audit.note(turn.unit, turn.me.id, "broadcast", one.subject, None, after)
    _sent(turn, one, after, facts)


def _sent(turn: Turn, one: Broadcast, after: Mapping[str, Any], facts: Facts) -> None:
    turn.say(
        "broadcast.sent",
        one=one,
        plan=facts["plan"],
        after=after,
        at=facts["at"] if facts["at"] > turn.now else None,
        choices=[
            turn.choice("broadcast.who_received", f"tbs:{one.id}"),
            turn.choice("broadcast.stop", f"tbd:{one.id}"),
        ],
    )


async def _filed(turn: Turn, stored: StoredSession, attachment: int) -> None:
    """The file is fetched before it counts: what is shown in the preview is there to be sent."""
    name = clean_name(turn.incoming.file.get("file_name", ""))
    question = {
        "subject": stored.subject,
        "attachment": attachment,
        "name": name,
        "caption": turn.incoming.text,
    }
    await heavy.ask(
        turn.unit, "broadcast_file", question, person=turn.me.id, chat=turn.speaker.chat.id,
        user=turn.incoming.user, attachment=attachment,
    )  # fmt: skip
    turn.say("broadcast.file_coming", name=name)


def _no_file(_facts: Facts) -> dict[str, Any]:
    """A file is not asked for: it may be sent at any question, or by [Sửa]."""
    return {"file": None}


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """The rest of a long text, which the platform cut."""
    more = joining.continued(turn, session, "text", text) if session.at != "text" else None
    if more is not None:
        await dialogue.begin(turn, FEATURE, session.subject, more)
    return more is not None


FEATURE = Feature.one(
    FORM, _done, facts=_facts, divert=_divert, seed=_no_file, filed=("file", _filed)
)
