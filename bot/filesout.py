"""Files on their way out: found as rows, read when they are sent, taken away where said once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import structlog

from bot.files import Files
from bot.platforms import base
from storage import attachments, sending
from storage.database import Database, Unit
from storage.sending import OutRow, Result

log = structlog.get_logger()


class FilesOut:
    """What a sender needs of files/."""

    def __init__(self, files: Files, bot: str) -> None:
        self._files = files
        self._bot = bot

    async def found(self, unit: Unit, row: OutRow) -> OutRow | None:
        """The row with its file, where it has one; None, and failed, when that is nowhere."""
        if row.say.attachment is None:
            return row
        file = await sending.file_of(unit, self._bot, row.say.attachment)
        if file is not None:
            return replace(row, file=file)
        log.error("outbox.no_file", row=row.id)
        await sending.finish(unit, [Result(row.id, "failed", unit.now, error="no_file")])
        return None

    async def loaded(self, row: OutRow) -> OutRow:
        """The row with the bytes of its file, where the platform has none of its own."""
        if row.file is None or row.file.remote or row.file.sha256 is None:
            return row
        try:
            data = await asyncio.to_thread(self._files.read, row.file.sha256)
        except FileNotFoundError as error:
            raise base.Rejected("the file is gone") from error
        except OSError as error:
            raise base.NotSent(type(error).__name__) from error
        return replace(row, file=replace(row.file, data=data))

    async def tidy(self, db: Database, now: datetime) -> None:
        """Take from the disk what was to be sent once; what a kill leaves goes at the start."""
        for name in await db.work(now, attachments.all_gone):
            await asyncio.to_thread(self._files.remove, name)
