"""What a row said before it was changed, so that a past moment can be rebuilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.database import Unit
from storage.schema import former


async def keep(unit: Unit, subject: str, content: Mapping[str, Any]) -> None:
    """What is about to change: it held until now."""
    await unit.insert(former, subject=subject, until=unit.now, content=dict(content))


async def stood(unit: Unit, subjects: Sequence[str], at: datetime) -> dict[str, dict[str, Any]]:
    """What was different at a moment: subject → its values then, of these and of all agencies.

    What changed at that very moment counts as changed. In one query.
    """
    mine = former.c.subject.in_(subjects) | former.c.subject.startswith("agency:")
    later = select(former.c.subject, former.c.content).where(mine, former.c.until > at)
    found: dict[str, dict[str, Any]] = {}
    for row in await unit.rows(later.order_by(former.c.until.desc(), former.c.id.desc())):
        found[row.subject] = {**found.get(row.subject, {}), **row.content}  # the oldest wins
    return found
