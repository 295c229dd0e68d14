"""Who said "Đã nhận" of what."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Unit
from storage.schema import acknowledgement


async def add(unit: Unit, subject: str, person_id: int) -> bool:
    """ "Đã nhận"; False when it was said before."""
    new = await unit.insert_once(
        acknowledgement, subject=subject, person_id=person_id, at=unit.now
    )
    return new is not None


async def of(unit: Unit, subject: str) -> set[int]:
    """Who said "Đã nhận"."""
    said = select(acknowledgement.c.person_id).where(acknowledgement.c.subject == subject)
    return {row.person_id for row in await unit.rows(said)}
