"""Chats as the platforms know them, who speaks in them, and the sessions they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from storage.database import Unit
from storage.schema import chat, contact, conversation, outbox, session


@dataclass(frozen=True)
class Chat:
    """A chat row. `purpose` of a group: internal (nội bộ Sở) or focal (nhóm đầu mối)."""

    id: int
    bot: str
    platform_id: str
    private: bool
    title: str
    purpose: str | None
    plan: str | None
    lost_why: str | None


@dataclass(frozen=True)
class StoredSession:
    """A session or draft as kept: JSON state of one form about one subject; last moved when."""

    id: int
    form: str
    subject: str
    version: int
    state: Mapping[str, Any]
    updated: datetime | None = field(default=None, compare=False)

    @property
    def words(self) -> list[str]:
        """What was typed in it so far: sentences, not the ids of options."""
        answers = self.state.get("answers", {}).values()
        typed = [one for one in answers if isinstance(one, str)]
        return [one for one in typed if " " in one or not one.isascii()]


@dataclass(frozen=True)
class Speaker:
    """Who speaks where, and the session that waits for their answer."""

    chat: Chat
    person: int | None
    session: StoredSession | None


_CHAT = (
    chat.c.id,
    chat.c.bot,
    chat.c.platform_id,
    chat.c.private,
    chat.c.title,
    chat.c.purpose,
    chat.c.plan_id,
    chat.c.lost_why,
)
_SESSION = (
    session.c.id,
    session.c.form,
    session.c.subject,
    session.c.version,
    session.c.state,
    session.c.updated,
)


_SPEAKER = (
    select(*_CHAT, contact.c.person_id, *(c.label(f"s_{c.name}") for c in _SESSION))
    .join(
        contact,
        (contact.c.bot == chat.c.bot) & (contact.c.user == bindparam("who")),
        isouter=True,
    )
    .join(
        conversation,
        (conversation.c.chat_id == chat.c.id) & (conversation.c.user == bindparam("who")),
        isouter=True,
    )
    .join(session, session.c.id == conversation.c.session_id, isouter=True)
    .where(chat.c.bot == bindparam("of_bot"), chat.c.platform_id == bindparam("place"))
)


async def speaker(
    unit: Unit, bot: str, platform_id: str, user: str, *, private: bool, title: str
) -> Speaker:
    """The chat (made known if it is new), the person and the active session, in one query."""
    row = await unit.first(_SPEAKER, {"who": user, "of_bot": bot, "place": platform_id})
    if row is None:
        return await _first_word(unit, bot, platform_id, user, private=private, title=title)
    kept = None
    if row.s_id is not None:
        kept = StoredSession(*row[-len(_SESSION) :])
    return Speaker(Chat(*row[: len(_CHAT)]), row.person_id, kept)


async def _first_word(
    unit: Unit, bot: str, platform_id: str, user: str, *, private: bool, title: str
) -> Speaker:
    """A chat nobody spoke in before; in a group the speaker may be known all the same."""
    new = await unit.insert(chat, bot=bot, platform_id=platform_id, private=private, title=title)
    known = select(contact.c.person_id).where(contact.c.bot == bot, contact.c.user == user)
    person = await unit.value(known)
    return Speaker(Chat(new, bot, platform_id, private, title, None, None, None), person, None)


async def get(unit: Unit, chat_id: int) -> Chat | None:
    row = await unit.first(select(*_CHAT).where(chat.c.id == chat_id))
    return Chat(*row) if row else None


async def groups(unit: Unit, plan: str) -> list[Chat]:
    """The groups tied to a plan that the bot is still in."""
    tied = select(*_CHAT).where(chat.c.plan_id == plan, chat.c.lost.is_(None))
    return [Chat(*row) for row in await unit.rows(tied.order_by(chat.c.id))]


async def tie(unit: Unit, chat_id: int, plan: str | None, purpose: str | None) -> None:
    values = {"plan_id": plan, "purpose": purpose}
    await unit.run(update(chat).where(chat.c.id == chat_id).values(values))


async def lose(unit: Unit, chat_id: int, why: str) -> None:
    """The platform says nobody is reached there any more."""
    await unit.run(update(chat).where(chat.c.id == chat_id).values(lost=unit.now, lost_why=why))


async def regain(unit: Unit, chat_id: int) -> None:
    found = update(chat).where(chat.c.id == chat_id, chat.c.lost.is_not(None))
    await unit.run(found.values(lost=None, lost_why=None))


async def migrate(unit: Unit, bot: str, old: str, new: str) -> None:
    """A group became a supergroup: the row keeps its history under the new platform id.

    Where somebody spoke in the supergroup before this was heard, its row takes over what the old
    one was for and what still waits to be said there.
    """
    was = await _row_of(unit, bot, old)
    newcomer = await _row_of(unit, bot, new)
    if was is None:
        return
    if newcomer is None:
        await unit.run(update(chat).where(chat.c.id == was.id).values(platform_id=new))
    elif was.lost is None:
        await _take_over(unit, was, newcomer)


async def _row_of(unit: Unit, bot: str, platform_id: str) -> Any:
    return await unit.first(
        select(chat).where(chat.c.bot == bot, chat.c.platform_id == platform_id)
    )


async def _take_over(unit: Unit, was: Any, newcomer: Any) -> None:
    if newcomer.plan_id is None and was.plan_id is not None:
        await tie(unit, newcomer.id, was.plan_id, was.purpose)
    await lose(unit, was.id, "migrated")
    waits = (outbox.c.chat_id == was.id, outbox.c.state.in_(("queued", "sending")))
    await unit.run(update(outbox).where(*waits).values(chat_id=newcomer.id))


_DRAFT = select(*_SESSION).where(
    session.c.owner == bindparam("of_owner"),
    session.c.form == bindparam("of_form"),
    session.c.subject == bindparam("of_subject"),
)


async def start_session(
    unit: Unit, owner: str, form: str, subject: str, version: int
) -> StoredSession:
    """The draft of (owner, form, subject): the one kept, or a new empty one."""
    found = await draft(unit, owner, form, subject)
    if found is not None:
        return found
    key = {"owner": owner, "form": form, "subject": subject, "version": version}
    new = await unit.insert(session, **key, state={}, updated=unit.now)
    return StoredSession(new, form, subject, version, {}, unit.now)


async def draft(unit: Unit, owner: str, form: str, subject: str) -> StoredSession | None:
    """The draft of (owner, form, subject), if one is kept."""
    row = await unit.first(_DRAFT, {"of_owner": owner, "of_form": form, "of_subject": subject})
    return StoredSession(*row) if row else None


_BY_ID = select(*_SESSION).where(
    session.c.id == bindparam("row"), session.c.owner == bindparam("of_owner")
)


async def session_by_id(unit: Unit, session_id: int, owner: str) -> StoredSession | None:
    """A session by the number on a button; only its own owner gets it."""
    row = await unit.first(_BY_ID, {"row": session_id, "of_owner": owner})
    return StoredSession(*row) if row else None


async def drafts(unit: Unit, owner: str) -> list[StoredSession]:
    mine = select(*_SESSION).where(session.c.owner == owner).order_by(session.c.updated.desc())
    return [StoredSession(*row) for row in await unit.rows(mine)]


_KEEP = (
    update(session)
    .where(session.c.id == bindparam("row"))
    .values(
        state=bindparam("now_state"), version=bindparam("now_version"), updated=bindparam("at")
    )
)


async def keep_session(
    unit: Unit, session_id: int, version: int, state: Mapping[str, Any]
) -> None:
    values = {"row": session_id, "now_state": dict(state), "now_version": version, "at": unit.now}
    await unit.run(_KEEP, values)


_GONE = delete(session).where(session.c.id == bindparam("of_session"))


async def end_session(unit: Unit, session_id: int) -> None:
    """The form is done or was cancelled: the draft goes, what it caused stays.

    No conversation waits for it any more: their `session_id` is null by its foreign key.
    """
    await unit.run(_GONE, {"of_session": session_id})


async def hand_on(unit: Unit, stored: StoredSession, owner: str) -> bool:
    """A draft gets another owner; False when they have words of their own in one of the same kind.

    One that was only opened gives way. No conversation of the old owner waits for it any more.
    """
    left = update(conversation).where(conversation.c.session_id == stored.id)
    await unit.run(left.values(session_id=None))
    theirs = await draft(unit, owner, stored.form, stored.subject)
    if theirs is not None and theirs.words:
        return False
    if theirs is not None:
        await end_session(unit, theirs.id)
    moved = update(session).where(session.c.id == stored.id)
    await unit.run(moved.values(owner=owner))
    return True


async def turn_to(unit: Unit, chat_id: int, user: str, session_id: int | None) -> None:
    """Make a session the one that typed words answer in this conversation."""
    key = ("chat_id", "user")
    await unit.upsert(conversation, key, chat_id=chat_id, user=user, session_id=session_id)


async def heard_in(unit: Unit, chat_id: int, user: str) -> None:
    """Somebody spoke in a group: who is there decides what may be told there."""
    there = {"chat_id": chat_id, "user": user, "session_id": None}
    await unit.run(unit.insert_new(conversation).values(there).on_conflict_do_nothing())


async def present(unit: Unit, chat_id: int) -> list[int]:
    """The people known to the bot who have spoken in a group."""
    statement = (
        select(contact.c.person_id)
        .join(conversation, conversation.c.user == contact.c.user)
        .join(chat, (chat.c.id == conversation.c.chat_id) & (chat.c.bot == contact.c.bot))
        .where(chat.c.id == chat_id)
        .distinct()
        .order_by(contact.c.person_id)
    )
    return [row.person_id for row in await unit.rows(statement)]


async def tied(unit: Unit) -> list[Chat]:
    """The groups tied to any plan that the bot is still in, in one query."""
    groups = select(*_CHAT).where(
        chat.c.plan_id.is_not(None), chat.c.purpose.is_not(None), chat.c.lost.is_(None)
    )
    return [Chat(*row) for row in await unit.rows(groups.order_by(chat.c.id))]
