"""Heavy work, one job at a time: fetch its file, have the child do it, say the result once.

Nothing is said before the unit that marks the job done: a kill at any point repeats at most the
job that was not done yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError

from bot.child import Child, ChildFault
from bot.files import Files
from bot.platforms import base
from bot.wake import Bell, Callbacks
from dialogues import render
from dialogues.messages import Incoming, Kind, Outgoing, Say
from handlers import shelf
from handlers.heavy import HEAVY, Heavy
from handlers.turn import Tools, Turn
from plans.files import MOST_BYTES, Produced, WithFiles
from plans.ground import Clock, Refusal
from storage import attachments, chats, heavy, outbox, people
from storage.attachments import Attachment
from storage.database import Database, StorageError, Unit
from storage.heavy import HeavyJob

log = structlog.get_logger()

MOST_ATTEMPTS = 7  # with back-off, about ten minutes
IDLE_SECONDS = 20.0
SURROUNDINGS = (*StorageError, InterfaceError, OSError)
_PASSING = (base.NotSent, base.NoAnswer, base.TooFast, base.TokenRefused)


class _Again(Exception):
    """The surroundings failed: the job waits and is tried again."""


@dataclass(frozen=True)
class Far:
    """What heavy work needs of the outside: platforms to fetch from, a folder, a child."""

    platforms: Mapping[str, base.Platform]
    files: Files
    child: Child
    progress_seconds: float = 6.0  # after which a long work says that it goes on


class HeavyWork:
    """Serves the heavy jobs of this program's bots."""

    def __init__(self, db: Database, far: Far, tools: Tools, clock: Clock) -> None:
        self._db = db
        self._far = far
        self._tools = tools
        self._clock = clock
        self.bell = Bell()
        self.said = Callbacks()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                if not await self.once():
                    await self.bell.wait(await self._pause())
            except SURROUNDINGS as error:
                log.warning("heavy.storage", error=type(error).__name__)
                await self.bell.wait(1.0)
            except Exception:
                log.exception("heavy.fault")
                await self.bell.wait(5.0)

    def close(self) -> None:
        self._far.child.stop()

    async def once(self) -> bool:
        """Do the oldest job that may be done now; False when there is none."""
        job = await self._db.work(self._clock.now(), self._begun)
        if job is None:
            return False
        await self._do(job)
        return True

    async def _begun(self, unit: Unit) -> HeavyJob | None:
        job = await heavy.next_waiting(unit, list(self._far.platforms))
        if job is not None:
            await heavy.begun(unit, job.id)
            await unit.commit()
        return job

    async def _pause(self) -> float:
        async with self._db.reading(self._clock.now()) as unit:
            due = await heavy.next_due(unit)
            wait = IDLE_SECONDS if due is None else (due - unit.now).total_seconds()
        return max(0.05, min(IDLE_SECONDS, wait))

    async def _do(self, job: HeavyJob) -> None:
        kind = HEAVY.get(job.kind)
        try:
            if kind is None or job.attempts >= MOST_ATTEMPTS:
                raise Refusal(_gave_up(job))
            result = await self._result(job, kind)
            if isinstance(result, Refusal):
                raise result
            await self._finish(job, kind, result)
        except Refusal as refusal:
            await self._refuse(job, refusal)
        except (_Again, *SURROUNDINGS) as error:
            await self._again(job, error)
        except Exception:
            log.exception("heavy.ours", job=job.id, kind=job.kind)
            await self._refuse(job, Refusal("heavy.ours", number=job.id))

    async def _result(self, job: HeavyJob, kind: Heavy) -> Any:
        data = None if job.attachment is None else await self._fetched(job, job.attachment)
        async with self._db.reading(self._clock.now()) as unit:
            payload = await kind.gather(unit, job.question, self._tools)
        if isinstance(payload, WithFiles) and payload.kept:
            payload = await asyncio.to_thread(filled, payload, self._far.files)
        try:
            result = await self._worked(job, kind, payload, data)
        except ChildFault as fault:
            log.warning("heavy.child", job=job.id, kind=job.kind, why=fault.why)
            raise fault.told(reads=job.attachment is not None) from fault
        return result

    async def _worked(self, job: HeavyJob, kind: Heavy, payload: Any, data: bytes | None) -> Any:
        """What the child makes of it; one message says meanwhile for how long it has worked."""
        if not kind.progress:
            return await self._far.child.run(kind.work, payload, data)
        fault: ChildFault | None = None
        result = None
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(self._progress(job, kind))
            try:
                result = await self._far.child.run(kind.work, payload, data)
            except ChildFault as broken:
                fault = broken  # raised below: a group would wrap it
            finally:
                telling.cancel()
        if fault is not None:
            raise fault
        return result

    async def _progress(self, job: HeavyJob, kind: Heavy) -> None:
        """Nothing of it is needed: what goes wrong here leaves the work alone."""
        began, told = self._clock.monotonic(), None
        with suppress(Exception):
            while True:
                await asyncio.sleep(self._far.progress_seconds)
                seconds = round(self._clock.monotonic() - began)
                if seconds:
                    text = self._tools.texts.say(kind.progress, seconds=seconds)
                    told = await self._tell(job, text, told)

    async def _tell(self, job: HeavyJob, text: str, told: int | None) -> int:
        """Say it, or edit what was said; the number of the message."""
        async with self._db.unit(self._clock.now()) as unit:
            turn = await self._turn(unit, job)
            said = Outgoing(Say(text), chat=turn.speaker.chat.id, bot=job.bot, edits=told)
            (number,) = await outbox.reply(unit, [said])
            await unit.commit()
        self._ring(unit)
        return told or number

    async def _fetched(self, job: HeavyJob, number: int) -> bytes:
        """The bytes of a file: from disk, or from its platform and then on disk."""
        async with self._db.reading(self._clock.now()) as unit:
            file = await attachments.get(unit, number)
        if file is None or file.state in {"failed", "gone"}:
            raise Refusal("heavy.no_file")
        if file.sha256 is not None:
            return await asyncio.to_thread(self._far.files.read, file.sha256)
        data = await self._downloaded(job, file)
        name = await asyncio.to_thread(self._far.files.put, data)
        async with self._db.unit(self._clock.now()) as unit:
            await attachments.stored(unit, number, name, len(data))
            await unit.commit()
        return data

    async def _downloaded(self, job: HeavyJob, file: Attachment) -> bytes:
        platform = self._far.platforms.get(file.bot)
        if platform is None:
            raise Refusal("heavy.no_file")
        try:
            return await platform.download(file.remote, MOST_BYTES)
        except base.TooBig as fault:
            raise Refusal(
                "attachment.too_big", name=file.name, megabytes=MOST_BYTES // 2**20
            ) from fault
        except _PASSING as fault:
            log.info("heavy.download", job=job.id, fault=type(fault).__name__)
            raise _Again(type(fault).__name__) from fault
        except base.SendFault as fault:
            log.info("heavy.download", job=job.id, fault=type(fault).__name__)
            raise Refusal("heavy.no_file") from fault

    async def _finish(self, job: HeavyJob, kind: Heavy, result: Any) -> None:
        kept = await self._kept(result)
        async with self._db.unit(self._clock.now()) as unit:
            turn = await self._turn(unit, job)
            made: list[int] = []
            told = await _noted(unit, kept, made)
            try:
                async with unit.savepoint():
                    await kind.finish(turn, job.question, told)
            except Refusal as refusal:
                turn.out.clear()
                _say_refusal(turn, refusal)
            await outbox.reply(unit, turn.out)
            await heavy.done(unit, job.id, made)
            await unit.commit()
        self._ring(unit)

    async def _kept(self, result: Any) -> Any:
        """The result with the bytes of what was produced on disk."""
        if isinstance(result, Produced):
            return _Kept(result, await asyncio.to_thread(self._far.files.put, result.data))
        if isinstance(result, tuple | list):
            return tuple([await self._kept(one) for one in result])
        return result

    async def _turn(self, unit: Unit, job: HeavyJob) -> Turn:
        """A turn of the conversation that asked, with the rights of this moment."""
        incoming = Incoming(
            job.bot, "", Kind.OTHER, job.platform_id, private=job.private, user=job.user
        )
        speaker = await chats.speaker(
            unit, job.bot, job.platform_id, job.user, private=job.private, title=""
        )
        return Turn(unit, incoming, 0, self._tools, speaker, await people.get(unit, job.person))

    async def _refuse(self, job: HeavyJob, refusal: Refusal) -> None:
        """Say why not, once, and be done with the job."""
        async with self._db.unit(self._clock.now()) as unit:
            turn = await self._turn(unit, job)
            _say_refusal(turn, refusal)
            await outbox.reply(unit, turn.out)
            await heavy.failed(unit, job.id, refusal.code)
            if job.attachment is not None and refusal.code == "heavy.no_file":
                await attachments.failed(unit, job.attachment, refusal.code)
            await unit.commit()
        self._ring(unit)

    async def _again(self, job: HeavyJob, error: Exception) -> None:
        why = str(error) if isinstance(error, _Again) else type(error).__name__
        log.warning("heavy.again", job=job.id, error=why)
        async with self._db.unit(self._clock.now()) as unit:
            wait = timedelta(seconds=4.0 * 2**job.attempts)
            await heavy.later(unit, job.id, unit.now + wait, why)
            await unit.commit()

    def _ring(self, unit: Unit) -> None:
        if unit.said:
            self.said.ring()


@dataclass(frozen=True)
class _Kept:
    """Something produced, and its name in files/."""

    made: Produced
    sha256: str


def filled(payload: WithFiles, files: Files) -> WithFiles:
    """With the bytes of the files it brings; one that is gone from the folder stays away."""
    found = []
    for one in payload.kept:
        with suppress(FileNotFoundError):
            found.append(replace(one, data=files.read(one.sha256)))
    return replace(payload, kept=tuple(found))


async def _noted(unit: Unit, kept: Any, numbers: list[int]) -> Any:
    """The result with the number of its attachment in the place of each file; all `numbers`."""
    if isinstance(kept, _Kept):
        made = kept.made
        size = len(made.data)
        numbers.append(await attachments.made(unit, made.name, made.mime, kept.sha256, size))
        return numbers[-1]
    if isinstance(kept, tuple):
        return tuple([await _noted(unit, one, numbers) for one in kept])
    return kept


def _say_refusal(turn: Turn, refusal: Refusal) -> None:
    text = render.refusal(refusal, turn.texts)
    turn.say("common.plain", text=text, choices=shelf.choices_of(refusal))


def _gave_up(job: HeavyJob) -> str:
    return "heavy.not_made" if job.attachment is None else "heavy.no_file"
