"""Data sets of rounds as they were kept: at the cut-off or the closing, never written again."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Unit
from storage.schema import round_, round_record


@dataclass(frozen=True)
class Record:
    """A data set: the moment it is of, why and when it was kept, its canonical JSON."""

    round: int
    at: datetime
    kind: str  # cutoff, closed
    sha256: str
    content: bytes
    kept: datetime


async def keep(unit: Unit, round_id: int, at: datetime, kind: str, content: bytes) -> str | None:
    """Keep the data set of a round; its SHA-256, None where one is kept already."""
    digest = hashlib.sha256(content).hexdigest()
    packed = zlib.compress(content, 9)
    values = {"at": at, "kind": kind, "sha256": digest, "content": packed, "kept": unit.now}
    if await unit.insert_once(round_record, round_id=round_id, **values) is None:
        return None
    await unit.run(update(round_).where(round_.c.id == round_id).values(frozen=at))
    return digest


async def of_round(unit: Unit, round_id: int) -> Record | None:
    row = await unit.first(select(round_record).where(round_record.c.round_id == round_id))
    if row is None:
        return None
    content = zlib.decompress(row.content)
    return Record(row.round_id, row.at, row.kind, row.sha256, content, row.kept)
