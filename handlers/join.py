"""Join codes as they come in: counted, forgotten, looked up; and what a stranger is told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from handlers import accounts, delegated, dialogue, room
from handlers.enrolling import FEATURE, good_facts
from handlers.turn import Turn
from handlers.welcome import COMPOSERS, confirm, duties_button, turn_away
from plans.codes import ALPHABET, normalise
from plans.ground import Refusal
from plans.model import Appointment
from plans.text import clean
from storage import handovers, inbox, invitations, people, plans
from storage.handovers import Handover
from storage.invitations import Invitation
from storage.people import Waiting

__all__ = [
    "COMPOSERS", "FEATURE", "code", "confirm", "looks_like_code", "start", "stranger", "turn_away",
]  # fmt: skip

TRIES_A_CHAT = 5
TRIES_A_BOT = 200
WITHIN = timedelta(hours=1)

_PRINTED = re.compile(r"[^\W_]{8}|[^\W_]{4}\s?[-. \u2010-\u2015\u2212]\s?[^\W_]{4}")


def looks_like_code(text: str) -> bool:
    """Whether a whole message is a join code, good or bad, and nothing a person would say.

    Codes have no vowels, so no words are among them; a mistyped code with a vowel is known by
    having eight characters in a row, which no Vietnamese word has, or a digit behind its hyphen.
    """
    typed, found = clean(text), normalise(text)
    if found is None or not _PRINTED.fullmatch(typed):
        return False
    if frozenset(found) <= frozenset(ALPHABET) or (typed.isascii() and typed.isalnum()):
        return True
    return typed.isascii() and " " not in typed and any(char.isdigit() for char in typed)


async def start(turn: Turn, rest: str) -> None:
    """/start, and /start CODE as a link sends it."""
    if rest:
        await code(turn, rest)
        return
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    session = turn.speaker.session
    if session is not None and session.form == FEATURE.name:
        await dialogue.begin(turn, FEATURE, session.subject)
    elif turn.person is not None and turn.person.appointments:
        held = turn.person.own
        posts = [await _post(turn, one) for one in held]
        turn.say("join.known", person=turn.person, posts=posts, choices=duties_button(turn, held))
    else:
        await stranger(turn)


async def code(turn: Turn, text: str) -> None:
    """A code: counted, forgotten, looked up; whatever is wrong with it is one sentence."""
    await inbox.blank(turn.unit, turn.row)
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    await count(turn)
    typed = normalise(text)
    if typed and (await delegated.opened(turn, typed) or await accounts.opened(turn, typed)):
        return
    hashed = turn.tools.hash_code(typed) if typed else None
    invited = await invitations.invitation_of(turn.unit, hashed) if hashed else None
    if invited is None:
        raise Refusal("join.refused")
    if not await _mine_already(turn, invited) and not await room.turned_on(turn, invited):
        await good_facts(turn, str(invited.id), used="join.refused")
        await dialogue.begin(turn, FEATURE, str(invited.id))


async def count(turn: Turn, refusal: str = "join.too_many_here") -> None:
    """Count this try, or refuse it; refused tries are not counted, so that one chat that goes on
    trying cannot shut the door for the whole bot.
    """
    unit, bot, chat = turn.unit, turn.incoming.bot, turn.speaker.chat.id
    since = turn.now - WITHIN
    if await invitations.tries(unit, bot, since, chat) >= TRIES_A_CHAT:
        raise Refusal(refusal, limit=TRIES_A_CHAT)
    if await invitations.tries(unit, bot, since) >= TRIES_A_BOT:
        raise Refusal("join.too_many")
    await invitations.note_try(unit, bot, chat)


async def _mine_already(turn: Turn, invited: Invitation) -> bool:
    """The post this code gives is this person's already: say so, and leave the code as it is."""
    if turn.person is None:
        return False
    held = [one for one in turn.person.own if _same(one, invited)]
    waiting = await people.awaiting(turn.unit, invited.plan, person_id=turn.person.id)
    if held:
        post = await _post(turn, held[0])
        turn.say("join.already", post=post, choices=duties_button(turn, held))
    elif any(_same(one, invited) for one in waiting):
        await stranger(turn)
    return bool(turn.out)


def _same(one: Appointment | Waiting, invited: Invitation) -> bool:
    """Whether a post is the one a code gives; one for every plan contains that for each."""
    ours = (one.agency.id, one.role) == (invited.agency.id, invited.role)
    return ours and one.plan in {None, invited.plan}


async def _post(turn: Turn, one: Appointment | Waiting) -> dict[str, Any]:
    """A post in words: role, agency, plan."""
    plan = await plans.get(turn.unit, one.plan) if one.plan else None
    return {"role": one.role, "agency": one.agency, "plan": plan}


async def stranger(turn: Turn) -> None:
    """How to get a code, and nothing else; to somebody who waits, that he waits."""
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    waiting: list[Waiting] = []
    if turn.person is not None:
        waiting = await people.awaiting(turn.unit, person_id=turn.person.id)
    gone = await _handed_over(turn) if not waiting else None
    if waiting:
        turn.say("join.waits", posts=[await _post(turn, one) for one in waiting])
    elif gone is not None:
        plan = await plans.get(turn.unit, gone.plan)
        turn.say("handover.gone", one=gone, plan=plan)
    else:
        turn.say("join.stranger", choices=[turn.choice("ask_in.button", "xtg")])


async def _handed_over(turn: Turn) -> Handover | None:
    """The handover by which somebody without a post left the last one."""
    if turn.person is None or turn.person.appointments:
        return None
    return await handovers.last_given(turn.unit, turn.person.id)
