"""The form behind a good code: first contact, name and post, an appointment that waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import room
from handlers.dialogue import Facts, Feature
from handlers.meanwhile import typed_code
from handlers.naming import NAME_CHARS, POST_CHARS, read_name, read_post
from handlers.rights import RIGHTS, Right
from handlers.shelf import number
from handlers.turn import Turn
from handlers.welcome import announce, confirmers, duties_button
from plans.ground import Refusal
from plans.model import Appointment, Person
from storage import audit, chats, invitations, people, plans
from storage import listed as listed_people
from storage.invitations import Invitation


async def good_facts(turn: Turn, subject: str, used: str = "join.taken") -> Facts:
    """The invitation while it is good; nobody's form reaches further than its code."""
    invited = await invitations.invitation_of(turn.unit, invitation_id=number(subject))
    plan = await plans.get(turn.unit, invited.plan) if invited else None
    if invited is None or plan is None or invited.expires <= turn.now or invited.withdrawn:
        raise Refusal("join.refused")
    if invited.used is not None:
        raise Refusal(used)
    if invited.agency.province != plan.province:
        raise Refusal("join.refused")
    return {
        "invited": invited, "plan": plan, "texts": turn.texts, "known": await _known(turn),
        "named": await _named(turn, invited),
    }  # fmt: skip


async def _named(turn: Turn, invited: Invitation) -> Person | None:
    """Whom the list names for this code: the name and post are shown then, and not asked."""
    return None if invited.person is None else await people.get(turn.unit, invited.person)


async def _known(turn: Turn) -> bool:
    """Whether the name is settled; somebody turned away, or long gone, is asked again."""
    if turn.person is None:
        return False
    if turn.person.appointments:
        return True
    return bool(await people.awaiting(turn.unit, person_id=turn.person.id))


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    invited: Invitation = facts["invited"]
    return {
        "plan": facts["plan"],
        "agency": invited.agency,
        "role": invited.role,
        "named": facts["named"],
    }


def _options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option("yes", texts.plain("join.agree")), Option("no", texts.plain("join.not_me"))]


def _unknown(answers: Mapping[str, Any], facts: Facts) -> bool:
    settled = facts["known"] or facts["named"] is not None
    return answers.get("agree") == "yes" and not settled


FORM = Form(
    name="join",
    version=1,
    questions=(
        Question("agree", AnswerKind.CHOICE, "join.hello", options=_options, slots=_slots),
        Question(
            "name", AnswerKind.TEXT, "join.ask_name",
            when=_unknown, read=read_name, slots=_slots, max_chars=NAME_CHARS,
        ),
        Question(
            "post", AnswerKind.TEXT, "join.ask_post",
            when=_unknown, read=read_post, optional=True, max_chars=POST_CHARS,
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    invited: Invitation = facts["invited"]
    plan = facts["plan"]
    if answers["agree"] != "yes":
        turn.say("join.left", coordinator=plan.coordinator)
        return
    if await room.turned_on(turn, invited):  # the last place was taken meanwhile
        return
    has_right = invited.role in RIGHTS[Right.CONFIRM_PEOPLE]
    # Nobody is there to confirm the first one: his code came from the machine's administrator.
    first = has_right and not await confirmers(turn.unit, plan)
    await _forget_other_drafts(turn, session)
    async with turn.unit.savepoint():
        one = await _appoint(turn, invited, answers, first=first)
    choices = duties_button(turn, [one]) if first else ()
    slots = {"plan": plan, "one": one, "person": await people.get(turn.unit, one.person)}
    turn.say("join.first" if first else "join.done", choices=choices, **slots)
    await announce(turn, plan, None if first else one.id)


async def _appoint(
    turn: Turn, invited: Invitation, answers: Mapping[str, Any], *, first: bool
) -> Appointment:
    """Person, contact, appointment and the taken code, together or not at all."""
    unit = turn.unit
    person, post = await _person(turn, invited, answers)
    if not await invitations.use(unit, invited.id, person):
        raise Refusal("join.taken")
    made = await people.appoint(unit, person, invited, post, confirmed=first)
    after = {"agency": invited.agency.id, "plan": invited.plan, "role": invited.role}
    await audit.note(unit, person, "join", f"appointment:{made}", None, after)
    if first:
        await audit.note(unit, None, "confirm", f"appointment:{made}", "waiting", "confirmed")
    return Appointment(made, person, invited.agency, invited.plan, invited.role, post, first)


async def _person(turn: Turn, invited: Invitation, answers: Mapping[str, Any]) -> tuple[int, str]:
    """The person of this account and the post in words: the one known or listed, or a new one."""
    listed = await _named(turn, invited)
    phone = await listed_people.phone_of(turn.unit, listed.id) if listed else ""
    if turn.person is not None and phone:
        await listed_people.amend(turn.unit, turn.person.id, phone=phone)
    if await _known(turn):
        return turn.me.id, turn.me.post
    name, post = str(answers.get("name") or ""), str(answers.get("post") or "")
    if listed is not None:
        name, post = listed.name, listed.post
    if turn.person is not None:
        await people.rename(turn.unit, turn.person.id, name, post)
        return turn.person.id, post
    # A listed person with an account or a seat is not taken over by whoever holds a code: the
    # coordinator confirms a new one first.
    free = listed is not None and await listed_people.is_free(turn.unit, listed.id)
    made = listed.id if listed and free else await people.add(turn.unit, name, post, phone)
    incoming = turn.incoming
    await people.connect(turn.unit, made, incoming.bot, incoming.user, turn.speaker.chat.id)
    await room.one_more(turn.unit, turn.tools, incoming.bot, made)
    return made, post


async def _forget_other_drafts(turn: Turn, session: Session) -> None:
    """What an unknown chat typed for other codes would lie there for ever: nobody owns it now."""
    if turn.person is None:
        for draft in await chats.drafts(turn.unit, turn.owner):
            if draft.id != session.id:
                await chats.end_session(turn.unit, draft.id)


FEATURE = Feature.one(FORM, _done, facts=good_facts, divert=typed_code)
