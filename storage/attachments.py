"""Files as rows: wanted → stored or failed. The bytes lie in files/, named by their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from dialogues.messages import Incoming
from plans.files import clean_name
from storage.database import Unit
from storage.schema import attachment


@dataclass(frozen=True)
class Attachment:
    """A file: `bot` and `remote` where a platform has it, `sha256` once it lies in files/.

    `state`: wanted, stored, failed, or gone: it was to be sent once, and was.
    """

    id: int
    person: int | None
    bot: str
    remote: str
    name: str
    mime: str
    size: int | None
    sha256: str | None
    state: str


_COLUMNS = (
    attachment.c.id,
    attachment.c.person_id,
    attachment.c.bot,
    attachment.c.remote,
    attachment.c.name,
    attachment.c.mime,
    attachment.c.size,
    attachment.c.sha256,
    attachment.c.state,
)


async def want(unit: Unit, incoming: Incoming, person: int) -> int:
    """Note the file of an update; whoever works on it fetches it after the commit."""
    file = incoming.file
    size = file.get("file_size", "")
    return await unit.insert(
        attachment,
        at=unit.now,
        person_id=person,
        bot=incoming.bot,
        remote=file["file_id"],
        name=clean_name(file.get("file_name", "")),
        mime=file.get("mime_type", ""),
        size=int(size) if size.isdecimal() else None,
        state="wanted",
    )


async def made(unit: Unit, name: str, mime: str, sha256: str, size: int) -> int:
    """Note a file of our own making that lies in files/ already."""
    known = {"name": clean_name(name), "mime": mime, "sha256": sha256, "size": size}
    return await unit.insert(attachment, at=unit.now, bot="", remote="", state="stored", **known)


async def get(unit: Unit, attachment_id: int) -> Attachment | None:
    row = await unit.first(select(*_COLUMNS).where(attachment.c.id == attachment_id))
    return Attachment(*row) if row else None


async def stored(unit: Unit, attachment_id: int, sha256: str, size: int) -> None:
    """Its bytes are on disk."""
    await _set(unit, attachment_id, state="stored", sha256=sha256, size=size, error=None)


async def failed(unit: Unit, attachment_id: int, error: str) -> None:
    """It could not be fetched, and is not tried again."""
    await _set(unit, attachment_id, state="failed", error=error)


async def discard(unit: Unit, attachment_id: int) -> None:
    """It must not be kept: its bytes leave files/ when they are next tidied."""
    await _set(unit, attachment_id, state="gone")


async def all_gone(unit: Unit) -> list[str]:
    """The hashes of what is to lie in files/ no longer, and that no other row needs."""
    needed = select(attachment.c.sha256).where(
        attachment.c.state == "stored", attachment.c.sha256.is_not(None)
    )
    left = select(attachment.c.sha256).where(
        attachment.c.state == "gone",
        attachment.c.sha256.is_not(None),
        attachment.c.sha256.not_in(needed),
    )
    return [row.sha256 for row in await unit.rows(left.distinct())]


async def _set(unit: Unit, attachment_id: int, **values: object) -> None:
    await unit.run(update(attachment).where(attachment.c.id == attachment_id).values(**values))
