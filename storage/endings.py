"""How sessions ended, kept a while for the buttons that still stand under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage import chats
from storage.chats import StoredSession
from storage.database import Unit
from storage.schema import ended_session

_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Ended:
    """How a session ended: sent (with its mã ghi nhận, where one was given) or cancelled."""

    sent: bool
    receipt: str
    at: datetime
    form: str


async def finish(
    unit: Unit, session: StoredSession, owner: str, *, sent: bool, receipt: str = ""
) -> None:
    """End a session, and remember for the buttons still under it how it ended."""
    await chats.end_session(unit, session.id)
    values = {"id": session.id, "owner": owner, "sent": sent, "receipt": receipt}
    new = unit.insert_new(ended_session).values(**values, form=session.form, at=unit.now)
    await unit.run(new)


async def of_session(unit: Unit, session_id: int, owner: str) -> Ended | None:
    """How a session ended, told to its own owner only; None where that is not known."""
    mine = (ended_session.c.id == session_id, ended_session.c.owner == owner)
    kept = (ended_session.c[name] for name in ("sent", "receipt", "at", "form"))
    row = await unit.first(select(*kept).where(*mine))
    return Ended(*row) if row else None


async def tidy(unit: Unit) -> None:
    """Forget how sessions ended more than 30 days ago."""
    await unit.run(delete(ended_session).where(ended_session.c.at < unit.now - _KEPT))
