"""Who changed what, when, from what to what."""

from __future__ import annotations

from typing import Any

from storage.database import Unit
from storage.schema import audit


async def note(
    unit: Unit,
    person: int | None,
    what: str,
    subject: str,
    before: Any = None,
    after: Any = None,
) -> None:
    """Write one entry; `person` None is the program itself or the command line."""
    entry = {"person_id": person, "what": what, "subject": subject}
    await unit.insert(audit, at=unit.now, before=before, after=after, **entry)
