"""Files that messages gave as signed links: there while the plan allows it, a few times each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from storage import audit, plans
from storage.database import Unit
from storage.schema import attachment, outbox

MOST = 5  # openings of one link: a preview or two of the platform, the person, once more


@dataclass(frozen=True)
class Linked:
    """A file behind a link."""

    name: str
    sha256: str


async def opened(unit: Unit, row: int) -> Linked | None:
    """Count one opening; None where the file, the right or the number of openings is gone."""
    given = select(outbox.c.link, outbox.c.opened, attachment.c.name, attachment.c.sha256).join(
        attachment, attachment.c.id == outbox.c.attachment_id
    )
    there = (
        outbox.c.id == row,
        outbox.c.link.is_not(None),
        outbox.c.once.is_(False),
        attachment.c.state == "stored",
        attachment.c.sha256.is_not(None),
        outbox.c.opened < MOST,
    )
    found = await unit.first(given.where(*there))
    plan = await plans.get(unit, found.link) if found else None
    if plan is None or not plan.file_links:
        return None
    counted = update(outbox).where(outbox.c.id == row)
    await unit.run(counted.values(opened=outbox.c.opened + 1))
    after = {"nth": found.opened + 1}
    await audit.note(unit, None, "file_opened", f"plan:{plan.id}", None, after)
    return Linked(found.name, found.sha256)
