"""The accounts of one person, which of them is preferred, and codes that link one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from storage import passing
from storage.database import Unit
from storage.schema import chat, contact, conversation, link_code


@dataclass(frozen=True)
class Account:
    """A person's account on one bot; `chosen`: notices go here first."""

    id: int
    bot: str
    user: str
    chat: int
    since: datetime
    preferred: bool
    lost_why: str | None
    chosen: bool = False

    @property
    def alive(self) -> bool:
        """Whether the bot still reaches it, as far as the platform said."""
        return self.lost_why is None


@dataclass(frozen=True)
class LinkCode:
    """A code that links one more account, known here only by its hash."""

    id: int
    person: int
    chat: int  # where it was asked for
    at: datetime
    expires: datetime
    ended: datetime | None


async def of(unit: Unit, person: int) -> list[Account]:
    """The accounts of a person, oldest first."""
    lost = func.coalesce(chat.c.lost_why, "lost")
    statement = (
        select(contact, chat.c.lost, lost.label("why"))
        .join(chat, chat.c.id == contact.c.chat_id)
        .where(contact.c.person_id == person)
        .order_by(contact.c.id)
    )
    rows = await unit.rows(statement)
    first = max(rows, key=_rank).id if rows else None
    return [_account(row, chosen=row.id == first) for row in rows]


def _rank(row: Any) -> tuple[bool, bool, int]:
    """As `storage.outbox` chooses: reached before lost, preferred before newest."""
    return row.lost is None, row.preferred, row.id


def _account(row: Any, *, chosen: bool) -> Account:
    why = row.why if row.lost is not None else None
    return Account(
        row.id, row.bot, row.user, row.chat_id, row.since, row.preferred, why, chosen=chosen
    )


async def prefer(unit: Unit, person: int, account: int) -> None:
    """Notices of this person go to this account first."""
    mine = update(contact).where(contact.c.person_id == person)
    await unit.run(mine.values(preferred=contact.c.id == account))


async def unlink(unit: Unit, person: int, account: Account) -> None:
    """The account is nobody's from now on; what waits to be said there goes to the other."""
    here = (conversation.c.chat_id == account.chat, conversation.c.user == account.user)
    await unit.run(update(conversation).where(*here).values(session_id=None))
    await unit.run(delete(contact).where(contact.c.id == account.id))
    await passing.from_chat(unit, person, account.chat)


async def make_code(unit: Unit, person: int, chat_id: int, hashed: str, until: datetime) -> None:
    """Keep a code; an earlier one of this person is good for nothing from now on."""
    open_ = (link_code.c.person_id == person, link_code.c.ended.is_(None))
    await unit.run(update(link_code).where(*open_).values(ended=unit.now))
    await unit.upsert(
        link_code,
        ("code_hash",),
        code_hash=hashed,
        person_id=person,
        chat_id=chat_id,
        at=unit.now,
        expires=until,
        ended=None,
    )


async def code_of(unit: Unit, hashed: str) -> LinkCode | None:
    """The code of a hash, also one that is over."""
    row = await unit.first(select(link_code).where(link_code.c.code_hash == hashed))
    if row is None:
        return None
    return LinkCode(row.id, row.person_id, row.chat_id, row.at, row.expires, row.ended)


async def take(unit: Unit, code: LinkCode) -> bool:
    """Use a code; False when it was used or replaced meanwhile."""
    free = update(link_code).where(link_code.c.id == code.id, link_code.c.ended.is_(None))
    return (await unit.run(free.values(ended=unit.now))).rowcount == 1
