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
    """Write one entry; `person` None is the program itself or the command line.

    `subject` is "kind:id" or "kind:id:agency" of a kind in `storage.subjects`, so that the entry
    is found under its plan; of any other kind, before or after must name the "plan".
    """
    entry = {"person_id": person, "what": what, "subject": subject}
    await unit.insert(audit, at=unit.now, before=before, after=after, **entry)
