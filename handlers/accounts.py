"""/taikhoan: the accounts of one person on Telegram and Zalo; which one notices go to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogues.messages import Choice, Outgoing, Say
from handlers import room
from handlers.shelf import numbers
from handlers.turn import Turn, lettered
from plans.codes import new_code, shown
from plans.ground import Refusal
from storage import accounts, audit, chats, outbox, people
from storage.accounts import Account, LinkCode

GOOD_FOR = timedelta(minutes=10)


async def command(turn: Turn, _rest: str) -> None:
    """The accounts there are, and what may be done with them."""
    found = await accounts.of(turn.unit, turn.me.id)
    here = turn.speaker.chat.id
    turn.say("account.list", found=found, here=here, choices=_choices(turn, found))


async def press(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Tài khoản của tôi]."""
    await command(turn, "")


def _choices(turn: Turn, found: Sequence[Account]) -> list[Choice]:
    choices = [turn.choice("account.link", "tkm")]
    if len(found) > 1:
        others = [one for one in found if not one.chosen and one.alive]
        choices += [turn.choice("account.prefer", f"tkn:{one.id}", one=one) for one in others]
        choices += [turn.choice("account.unlink", f"tkb:{one.id}", one=one) for one in found]
    return choices


async def code(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Liên kết tài khoản khác]: a code for the other chat, kept nowhere once it is said."""
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    made = new_code(turn.tools.ids)
    hashed, until = turn.tools.hash_code(made), turn.now + GOOD_FOR
    await accounts.make_code(turn.unit, turn.me.id, turn.speaker.chat.id, hashed, until)
    text = turn.texts.say("account.code", code=shown(made), until=until)
    turn.give(Say(text, once=True))


async def opened(turn: Turn, typed: str) -> bool:
    """Whether a code links an account; this chat is its person's then, or the Refusal says why."""
    one = await accounts.code_of(turn.unit, turn.tools.hash_code(typed))
    if one is None:
        return False
    whose = await people.get(turn.unit, one.person)
    if whose is None or not whose.appointments or one.ended or one.expires <= turn.now:
        raise Refusal("join.refused")
    await _check(turn, one)
    if not await accounts.take(turn.unit, one):
        raise Refusal("join.refused")
    await outbox.forget(turn.unit, shown(typed), one.at)
    await _link(turn, one)
    return True


async def _check(turn: Turn, one: LinkCode) -> None:
    """An account of somebody else stays theirs; of one bot a person has one account."""
    if turn.person is not None and turn.person.id == one.person:
        raise Refusal("account.same_one")
    if turn.person is not None:
        waiting = await people.awaiting(turn.unit, person_id=turn.person.id)
        if turn.person.appointments or waiting:
            raise Refusal("account.of_other")
    else:
        await room.refuse_more(turn.unit, turn.tools, turn.incoming.bot, "room.full")
    if any(known.bot == turn.incoming.bot for known in await accounts.of(turn.unit, one.person)):
        raise Refusal("account.same_bot", bot=turn.incoming.bot)


async def _link(turn: Turn, one: LinkCode) -> None:
    """Notices go on to where they went; both chats are told."""
    unit, bot, user, here = turn.unit, turn.incoming.bot, turn.incoming.user, turn.speaker.chat.id
    before = next((a for a in await accounts.of(unit, one.person) if a.chosen), None)
    await people.connect(unit, one.person, bot, user, here)
    await room.one_more(unit, turn.tools, bot, one.person)
    await chats.turn_to(unit, here, user, None)
    if before is not None and before.alive:
        await accounts.prefer(unit, one.person, before.id)
    subject = f"person:{one.person}"
    await audit.note(unit, one.person, "account_linked", subject, None, {"bot": bot})
    whose = await people.get(unit, one.person)
    found = await accounts.of(unit, one.person)
    new = next(a for a in found if a.chat == here)
    turn.say("account.linked", person=whose, found=found, new=new, choices=_choices(turn, found))
    unlink = turn.choice("account.unlink", f"tkb:{new.id}", one=new)
    told = Say(turn.texts.say("account.linked_there", new=new, at=turn.now), lettered([unlink]))
    turn.out.append(Outgoing(told, chat=one.chat))


async def prefer(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhận tin qua …]."""
    found, one = await _mine(turn, arguments)
    if not one.alive:
        raise Refusal("account.lost", one=one)
    before = next(a.bot for a in found if a.chosen)
    if one.chosen and one.preferred:
        raise Refusal("account.preferred", one=one)
    await accounts.prefer(turn.unit, turn.me.id, one.id)
    subject = f"person:{turn.me.id}"
    await audit.note(turn.unit, turn.me.id, "account_preferred", subject, before, one.bot)
    turn.say("account.now_preferred", one=one)


async def unlink(turn: Turn, arguments: Sequence[str]) -> None:
    """[Ngắt liên kết …]: what that means, before it is done."""
    found, one = await _mine(turn, arguments)
    _check_last(found, one)
    sure = turn.choice("account.unlink_sure", f"tkbx:{one.id}", one=one)
    turn.say("account.unlinking", one=one, here=turn.speaker.chat.id, choices=[sure])


async def unlink_sure(turn: Turn, arguments: Sequence[str]) -> None:
    """The account is nobody's; never the last one that the bot reaches."""
    found, one = await _mine(turn, arguments)
    _check_last(found, one)
    await accounts.unlink(turn.unit, turn.me.id, one)
    subject = f"person:{turn.me.id}"
    await audit.note(turn.unit, turn.me.id, "account_unlinked", subject, {"bot": one.bot}, None)
    turn.say("account.unlinked", one=one, here=turn.speaker.chat.id)


def _check_last(found: Sequence[Account], one: Account) -> None:
    if not any(other.alive for other in found if other.id != one.id):
        raise Refusal("account.last", one=one)


async def _mine(turn: Turn, arguments: Sequence[str]) -> tuple[list[Account], Account]:
    """The account of a button, if it is still this person's."""
    (wanted,) = numbers(arguments, 1)
    found = await accounts.of(turn.unit, turn.me.id)
    for one in found:
        if one.id == wanted:
            return found, one
    raise Refusal("account.gone")
